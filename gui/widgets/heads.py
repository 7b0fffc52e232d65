"""Hiding faces in pictures that are to be published."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from core.domain.arrays import BgrImage
from core.domain.faces import Box
from gui.images import mosaic


def hide_heads(painter: QPainter, picture: QRectF, image: BgrImage, boxes: Iterable[Box]) -> None:
    """Paint a mosaic over every head of `image`, which is shown at `picture`."""
    height, width = image.shape[:2]
    sx, sy = picture.width() / width, picture.height() / height
    for box in boxes:
        left, right = int(max(0, box.left - 0.3 * box.width)), int(min(width, box.right + 0.3 * box.width))
        top, bottom = int(max(0, box.top - 0.45 * box.height)), int(min(height, box.bottom + 0.25 * box.height))
        if right - left > 1 and bottom - top > 1:
            where = QRectF(picture.x() + left * sx, picture.y() + top * sy, (right - left) * sx, (bottom - top) * sy)
            painter.drawImage(where, mosaic(image[top:bottom, left:right]))
