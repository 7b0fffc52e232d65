"""The score on a line: nobody, undecided, named."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.presenters.card import ScoreScale
from gui.text import translate
from gui.theme import Theme

_HEIGHT, _BAR, _TOP = 68, 14, 24
_TICK = 22
_ARROW = 6.0
_GAP = 8.0


class ScalePicture(QWidget):
    """Three zones; the arrow is the score, thin strokes are single pictures, the hollow dot is who came second."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale: ScoreScale | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_scale(self, scale: ScoreScale) -> None:
        """Take over what to paint."""
        self._scale = scale
        self.setAccessibleName(scale.said)
        self.setToolTip(scale.said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height it needs."""
        return QSize(320, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw zones, their names, pictures, the second and the score."""
        del event
        if self._scale is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(_ARROW, _TOP, self.width() - 2 * _ARROW, _BAR)
        self._zones(painter, bar, self._scale)
        self._marks(painter, bar, self._scale)
        painter.end()

    def _zones(self, painter: QPainter, bar: QRectF, scale: ScoreScale) -> None:
        colour, kind = self._theme.tokens.colour, self._theme.tokens.scale.type
        font = self._theme.font(kind.caption)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour.hover))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        edges = [bar.x() + share * bar.width() for share in (0.0, scale.reject, scale.accept, 1.0)]
        painter.save()
        painter.setClipRect(QRectF(edges[1], bar.y(), edges[2] - edges[1], bar.height()))
        painter.setBrush(QColor(colour.warn_soft))
        painter.drawRect(bar)
        painter.setClipRect(QRectF(edges[2], bar.y(), edges[3] - edges[2], bar.height()))
        painter.setBrush(QColor(colour.good_soft))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.restore()
        painter.setPen(QPen(QColor(colour.border_strong), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), _BAR / 2, _BAR / 2)
        for edge in edges[1:3]:
            painter.drawLine(QPointF(edge, bar.y() - 3), QPointF(edge, bar.bottom() + 3))
        names = (translate("Card", "nobody"), translate("Card", "undecided"), translate("Card", "named"))
        self._names(painter, font, names, edges, bar.bottom())

    def _names(
        self, painter: QPainter, font: QFont, names: tuple[str, str, str], edges: list[float], bottom: float
    ) -> None:
        """Write each name under its zone where it fits; the middle one gives way first."""
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.colour.text_muted))
        for i, name in enumerate(names):
            room = QRectF(edges[i], bottom + 12, edges[i + 1] - edges[i], metrics.height())
            if metrics.horizontalAdvance(name) + 4 <= room.width():
                painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), name)

    def _marks(self, painter: QPainter, bar: QRectF, scale: ScoreScale) -> None:
        colour, kind = self._theme.tokens.colour, self._theme.tokens.scale.type
        middle = bar.center().y()
        painter.setPen(QPen(QColor(colour.text_muted), 1.5))
        for shot in scale.shots:
            x = bar.x() + shot * bar.width()
            painter.drawLine(QPointF(x, middle - _TICK / 2), QPointF(x, middle + _TICK / 2))
        if scale.runner_up is not None:
            x = bar.x() + scale.runner_up * bar.width()
            painter.setBrush(QColor(colour.surface))
            painter.setPen(QPen(QColor(colour.text_muted), 1.5))
            painter.drawEllipse(QPointF(x, middle), 4.5, 4.5)
        x = bar.x() + scale.score * bar.width()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour.text))
        top = bar.y() - 2
        painter.drawPolygon(
            QPolygonF([QPointF(x, top), QPointF(x - _ARROW, top - _GAP), QPointF(x + _ARROW, top - _GAP)])
        )
        painter.drawRoundedRect(QRectF(x - 1.25, bar.y(), 2.5, bar.height()), 1, 1)
        font = self._theme.font(kind.caption, kind.semibold)
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(scale.value)
        left = max(0.0, min(x - wide / 2, self.width() - wide))
        painter.setFont(font)
        painter.setPen(QColor(colour.text))
        painter.drawText(QPointF(left, metrics.ascent() - 2), scale.value)
