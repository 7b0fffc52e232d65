"""A small curve of one figure over time."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme

_HEIGHT = 72
_INSET = 3.0
_DOT = 3.0


class Sparkline(QWidget):
    """Paints points between two levels over a fixed span of time; what is older lies to the left."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: tuple[tuple[float, float], ...] = ()
        self._span, self._low, self._high = 1.0, 0.0, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, points: Sequence[tuple[float, float]], span: float, low: float, high: float) -> None:
        """Show (time, value) pairs in their order; the newest is at the right, `span` before it at the left."""
        self._points, self._span, self._low, self._high = tuple(points), span, low, high
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that shows a course."""
        return QSize(240, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground lines, the curve with its shade, and a dot at its end."""
        del event
        painter, colour = QPainter(self), self._theme.tokens.colour
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0, _INSET, -_DOT - 1, -_INSET)
        painter.setPen(QPen(QColor(colour.border), 1))
        for level in (area.top(), area.center().y(), area.bottom()):
            painter.drawLine(QPointF(0, round(level) + 0.5), QPointF(self.width(), round(level) + 0.5))
        if len(self._points) < 2:
            return
        curve = [self._place(area, *point) for point in self._points]
        shade = QLinearGradient(area.topLeft(), area.bottomLeft())
        accent = QColor(colour.accent)
        for stop, alpha in ((0.0, 70), (1.0, 8)):
            shade.setColorAt(stop, QColor(accent.red(), accent.green(), accent.blue(), alpha))
        path = QPainterPath(curve[0])
        for place in curve[1:]:
            path.lineTo(place)
        filled = QPainterPath(path)
        filled.lineTo(curve[-1].x(), area.bottom())
        filled.lineTo(curve[0].x(), area.bottom())
        painter.fillPath(filled, shade)
        painter.setPen(QPen(accent, 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(curve[-1], _DOT, _DOT)

    def _place(self, area: QRectF, time: float, value: float) -> QPointF:
        back = (self._points[-1][0] - time) / self._span
        height = (value - self._low) / max(self._high - self._low, 1e-9)
        return QPointF(area.right() - back * area.width(), area.bottom() - height * area.height())
