"""Choosing the part of a picture that is looked at: by dragging over it, or in numbers."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.domain.arrays import BgrImage
from core.domain.camera import WHOLE, Region
from gui.text import translate
from gui.theme import Theme
from gui.widgets.basic import button, column, label, number, row
from gui.widgets.live_picture import LivePicture

SMALLEST = 0.05
"""Share of width and height under which a rectangle is a slip of the hand."""


class RegionPicture(LivePicture):
    """The pointer draws a new region; what is outside is dark."""

    drawn = Signal(object)

    def __init__(self, theme: Theme, *, blur: bool, parent: QWidget | None = None) -> None:
        waiting = translate("Cameras", "The picture appears here once the camera is live.")
        super().__init__(theme, waiting, blur=blur, parent=parent)
        self._region = WHOLE
        self._from: QPointF | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(translate("Cameras", "Part of the picture that is looked at"))

    def show_region(self, region: Region) -> None:
        """Show another region."""
        self._region = region
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a rectangle."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it up to here."""
        if self._from is not None:
            region = self._between(self._from, event.position())
            if region is not None:
                self.show_region(region)
                self.drawn.emit(region)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the rectangle."""
        del event
        self._from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look at the whole picture again."""
        del event
        self.show_region(WHOLE)
        self.drawn.emit(WHOLE)

    def paint_over(self, painter: QPainter, where: QRectF) -> None:
        """Darken what is not looked at, and outline what is."""
        if self._region == WHOLE:
            return
        part = placed(self._region, where)
        scrim = QColor(self.theme.tokens.scale.video.scrim)
        for dark in (
            QRectF(where.left(), where.top(), where.width(), part.top() - where.top()),
            QRectF(where.left(), part.bottom(), where.width(), where.bottom() - part.bottom()),
            QRectF(where.left(), part.top(), part.left() - where.left(), part.height()),
            QRectF(part.right(), part.top(), where.right() - part.right(), part.height()),
        ):
            painter.fillRect(dark, scrim)
        paint_outline(painter, self.theme, part)

    def _between(self, a: QPointF, b: QPointF) -> Region | None:
        where = self.picture_rect()
        xs = sorted(max(0.0, min(1.0, (p.x() - where.x()) / where.width())) for p in (a, b))
        ys = sorted(max(0.0, min(1.0, (p.y() - where.y()) / where.height())) for p in (a, b))
        if xs[1] - xs[0] < SMALLEST or ys[1] - ys[0] < SMALLEST:
            return None
        return Region(round(xs[0], 3), round(ys[0], 3), round(xs[1], 3), round(ys[1], 3))


class RegionField(QWidget):
    """Picture and numbers, which always say the same. `changed` carries the region."""

    changed = Signal(object)

    def __init__(self, theme: Theme, *, blur: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = theme.tokens.scale.space
        self._region = WHOLE
        self._showing = False
        self.picture = RegionPicture(theme, blur=blur)
        self.picture.drawn.connect(self._drawn)
        self.whole = button(translate("Cameras", "&Whole picture"))
        self.whole.clicked.connect(lambda: self._drawn(WHOLE))
        body = column(0, space.s, self)
        body.addWidget(self.picture)
        body.addLayout(self._build_numbers(space.s))
        self.show_region(WHOLE)

    @property
    def region(self) -> Region:
        """What is chosen."""
        return self._region

    def show_region(self, region: Region) -> None:
        """Fill in a region."""
        self._region = region
        self.picture.show_region(region)
        self._showing = True
        self.left.setRange(0, round(100 * (region.right - SMALLEST)))
        self.top.setRange(0, round(100 * (region.bottom - SMALLEST)))
        self.right.setRange(round(100 * (region.left + SMALLEST)), 100)
        self.bottom.setRange(round(100 * (region.top + SMALLEST)), 100)
        for name, box in self._boxes.items():
            box.setValue(round(100 * getattr(region, name)))
        self._showing = False
        self.whole.setEnabled(region != WHOLE)

    def show_image(self, image: BgrImage) -> None:
        """Show what the camera sees."""
        self.picture.show_image(image)

    def _build_numbers(self, gap: int) -> QHBoxLayout:
        self.left, self.top, self.right, self.bottom = (number(0, 100, "\u00a0%") for _ in range(4))
        self._boxes = {"left": self.left, "top": self.top, "right": self.right, "bottom": self.bottom}
        line = row(0, gap)
        for (side, box), text in zip(
            self._boxes.items(),
            (
                translate("Cameras", "Left"),
                translate("Cameras", "Top"),
                translate("Cameras", "Right"),
                translate("Cameras", "Bottom"),
            ),
            strict=True,
        ):
            box.setAccessibleName(text)
            box.valueChanged.connect(lambda value, s=side: self._typed(s, value))
            part = column(0, 4)
            part.addWidget(label(text, "label"))
            part.addWidget(box)
            line.addLayout(part, 1)
        end = column(0, 4)
        end.addWidget(label(" ", "label"))
        end.addWidget(self.whole)
        line.addLayout(end)
        return line

    def _typed(self, side: str, percent: int) -> None:
        if not self._showing:
            self._drawn(replace(self._region, **{side: percent / 100}))

    def _drawn(self, region: Region) -> None:
        self.show_region(region)
        self.changed.emit(region)


def placed(region: Region, where: QRectF) -> QRectF:
    """Return where a region of a picture lies that is shown at `where`."""
    return QRectF(
        where.x() + region.left * where.width(),
        where.y() + region.top * where.height(),
        (region.right - region.left) * where.width(),
        (region.bottom - region.top) * where.height(),
    )


def paint_outline(painter: QPainter, theme: Theme, part: QRectF) -> None:
    """Draw the edge of the part that is looked at."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.tokens.scale.video.focus), 2, Qt.PenStyle.DashLine))
    painter.drawRect(part.adjusted(1, 1, -1, -1))
