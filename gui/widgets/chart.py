"""A small chart: bars, a line over them, and words for what is under the pointer."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.presenters.charts import Chart
from gui.theme import Theme

_LEFT, _RIGHT, _TOP, _BOTTOM = 36, 8, 10, 24
_GAP = 0.18
"""Share of a slot that stays free between bars."""


class ChartView(QWidget):
    """Painted by hand: it has the theme's colours and fonts, says itself in words, and is there at once."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart: Chart | None = None
        self._under: int | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return a size in which a day can be read."""
        return QSize(420, 180)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(200, 110)

    def show_chart(self, chart: Chart) -> None:
        """Show other figures."""
        self._chart, self._under = chart, None
        self.setAccessibleName(chart.summary)
        self.update()

    def slot_at(self, x: float) -> int | None:
        """Return which slot lies at a place from left to right; None beside them."""
        area = self._area()
        if self._chart is None or not area.left() <= x < area.right():
            return None
        return int((x - area.left()) / area.width() * len(self._chart.said))

    def event(self, event: QEvent) -> bool:
        """Say what is under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            slot = self.slot_at(event.pos().x())
            if self._chart is not None and slot is not None:
                QToolTip.showText(event.globalPos(), self._chart.said[slot], self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the slot under the pointer."""
        under = self.slot_at(event.position().x())
        if under != self._under:
            self._under = under
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Mark nothing."""
        self._under = None
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart."""
        del event
        chart, area = self._chart, self._area()
        if chart is None or area.height() <= 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._scales(painter, chart, area)
        self._bars(painter, chart, area)
        self._line(painter, chart, area)
        painter.end()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _scales(self, painter: QPainter, chart: Chart, area: QRectF) -> None:
        colour, kind = self._theme.tokens.colour, self._theme.tokens.scale.type
        font = self._theme.font(kind.caption)
        painter.setFont(font)
        for value in chart.aside:
            y = round(area.bottom() - value / chart.top * area.height()) + 0.5
            painter.setPen(QColor(colour.border))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(colour.text_muted))
            where = QRectF(0, y - 8, area.left() - 6, 16)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), f"{value:g}")
        free, slot = 0.0, area.width() / len(chart.said)
        for place, text in chart.below:
            wide = QFontMetricsF(font).horizontalAdvance(text)
            middle = area.left() + (place + (0.5 if chart.line and len(chart.below) == len(chart.said) else 0)) * slot
            left = min(max(area.left() - 4, middle - wide / 2), self.width() - wide)
            if left >= free:
                painter.drawText(QPointF(left, area.bottom() + 16), text)
                free = left + wide + 6

    def _bars(self, painter: QPainter, chart: Chart, area: QRectF) -> None:
        colour, slot = self._theme.tokens.colour, area.width() / len(chart.said)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._under is not None:
            marked = QRectF(area.left() + self._under * slot, area.top(), slot, area.height())
            painter.fillRect(marked, QColor(colour.hover))
        for place, value in enumerate(chart.bars):
            if value > 0:
                high = max(2.0, value / chart.top * area.height())
                left = area.left() + (place + _GAP / 2) * slot
                painter.setBrush(QColor(colour.accent if place != self._under else colour.accent_hover))
                painter.drawRoundedRect(QRectF(left, area.bottom() - high, slot * (1 - _GAP), high), 2, 2)

    def _line(self, painter: QPainter, chart: Chart, area: QRectF) -> None:
        if not chart.line:
            return
        slot = area.width() / len(chart.said)
        points = [
            QPointF(area.left() + (place + 0.5) * slot, area.bottom() - value / chart.top * area.height())
            for place, value in enumerate(chart.line)
        ]
        pen = QPen(QColor(self._theme.tokens.colour.warn), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))
