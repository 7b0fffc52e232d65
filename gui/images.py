"""Pictures between numpy, Qt and the screen."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from core.domain.arrays import BgrImage, frozen

MOSAIC_CELLS = 6
"""Cells across a hidden head: too few to tell anyone by, whatever the size of the picture."""


def wrap(image: BgrImage) -> QImage:
    """Return a QImage over the memory of a (h, w, 3) uint8 BGR array, which must never be written again.

    Nothing is copied unless rows or pixels have gaps between them, which Qt's binding refuses.
    """
    solid = np.ascontiguousarray(image)
    height, width = solid.shape[:2]
    return QImage(solid.data, width, height, solid.strides[0], QImage.Format.Format_BGR888)


def copied(image: BgrImage) -> QImage:
    """Return a QImage of its own."""
    return wrap(image).copy()


def turned(image: BgrImage, quarters: int, *, before: bool, after: bool) -> BgrImage:
    """Return `image` as another setting of its camera would show it: turned clockwise by so many more quarter turns.

    `before` and `after` say whether the old and the new setting mirror what they have turned.
    """
    upright = image[:, ::-1] if before else image
    again = np.rot90(upright, -quarters)
    return frozen(np.ascontiguousarray(again[:, ::-1] if after else again))


def mosaic(image: BgrImage) -> QImage:
    """Return a tiny picture of `image`, at most MOSAIC_CELLS cells a side, each the mean of what it stands for."""
    rows = np.array_split(np.arange(image.shape[0]), min(MOSAIC_CELLS, image.shape[0]))
    cols = np.array_split(np.arange(image.shape[1]), min(MOSAIC_CELLS, image.shape[1]))
    cells = np.empty((len(rows), len(cols), 3), np.uint8)
    for i, r in enumerate(rows):
        for j, c in enumerate(cols):
            cells[i, j] = image[r[0] : r[-1] + 1, c[0] : c[-1] + 1].mean(axis=(0, 1))
    return copied(cells)


def hidden(image: QImage) -> QImage:
    """Return `image` with everything in it made unrecognisable."""
    cells = QSize(MOSAIC_CELLS, MOSAIC_CELLS)
    tiny = image.scaled(cells, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return tiny.scaled(image.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation)


def rounded(image: QImage, size: int, radius: float, scale: float) -> QPixmap:
    """Return the middle of `image` as a rounded square, `size` device-independent pixels wide."""
    edge = round(size * scale)
    made = QPixmap(edge, edge)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, edge, edge), radius * scale, radius * scale)
    painter.setClipPath(path)
    side = min(image.width(), image.height())
    left, top = (image.width() - side) / 2, (image.height() - side) / 2
    painter.drawImage(QRectF(0, 0, edge, edge), image, QRectF(left, top, side, side))
    painter.end()
    made.setDevicePixelRatio(scale)
    return made
