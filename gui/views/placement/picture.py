"""The live picture of a placement check: faces with their width, and how large they should be."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from core.domain.camera import WHOLE, Region
from core.domain.faces import Box
from core.domain.placement import PlacementVerdict
from core.domain.tracking import FrameView
from core.runtime.placement import PlacementCheck
from gui.text import translate
from gui.theme import Theme
from gui.widgets.heads import hide_heads
from gui.widgets.live_picture import LivePicture
from gui.widgets.region_editor import paint_outline, placed

_GUIDE_SHAPE = 1.3
"""Height by width of a face box."""


class PlacementPicture(LivePicture):
    """Shows whole frames; heads are hidden one by one where they are to be."""

    def __init__(self, theme: Theme, region: Region, *, blur: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("Placement", "There is no picture at the moment."), blur=False, parent=parent)
        self._hide_heads = blur
        self._region = region
        self._view: FrameView | None = None
        self.setAccessibleName(translate("Placement", "Picture of the camera with the faces in it"))

    def show_view(self, view: FrameView) -> None:
        """Take over the newest picture and its faces."""
        self._view = view
        self.show_image(view.frame.image)

    def paint_over(self, painter: QPainter, where: QRectF) -> None:
        """Draw the region, the guide and every face."""
        if self._view is None:
            return
        image = self._view.frame.image
        if self._hide_heads:
            hide_heads(painter, where, image, (track.box for track in self._view.tracks))
        if self._region != WHOLE:
            paint_outline(painter, self.theme, placed(self._region, where))
        scale = where.width() / image.shape[1]
        self._guide(painter, where, scale)
        for track in self._view.tracks:
            if not track.coasting:
                self._face(painter, where, scale, track.box)

    def _guide(self, painter: QPainter, where: QRectF, scale: float) -> None:
        """Draw in a corner how large a face should be; in the middle it would be in the way of the faces."""
        wide = PlacementCheck.wanted_px * scale
        high = wide * _GUIDE_SHAPE
        box = QRectF(where.right() - wide - 14, where.bottom() - high - 32, wide, high)
        video = self.theme.tokens.scale.video
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(video.text), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, wide / 2.2, wide / 2.2)
        said = translate("Placement", "{n} px wanted").format(n=round(PlacementCheck.wanted_px))
        self._plate(painter, QPointF(box.right(), box.bottom() + 4), said, video.text, right=True)

    def _face(self, painter: QPainter, where: QRectF, scale: float, box: Box) -> None:
        rect = QRectF(where.x() + box.left * scale, where.y() + box.top * scale, box.width * scale, box.height * scale)
        video = self.theme.tokens.scale.video
        colour = {
            PlacementVerdict.GOOD: video.recognised,
            PlacementVerdict.FAIR: video.unknown,
            PlacementVerdict.POOR: video.bad,
        }.get(PlacementCheck.grade(box.width), video.pending)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), 2))
        painter.drawRoundedRect(rect, 4, 4)
        said = translate("Placement", "{n} px").format(n=round(box.width))
        self._plate(painter, QPointF(rect.left() - 1, rect.bottom() + 4), said, colour)

    def _plate(self, painter: QPainter, at: QPointF, text: str, colour: str, *, right: bool = False) -> None:
        """Write on a dark plate whose left or right top corner is at a point."""
        kind, video = self.theme.tokens.scale.type, self.theme.tokens.scale.video
        font = self.theme.font(kind.caption, kind.semibold)
        metrics = QFontMetricsF(font)
        wide, high = metrics.horizontalAdvance(text) + 10, metrics.height() + 4
        plate = QRectF(at.x() - (wide if right else 0), at.y(), wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(video.plate))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)
