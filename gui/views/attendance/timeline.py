"""A day as two bars, one planned and one worked, with its punches."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.domain.attendance import Way
from gui.presenters.days_timeline import DayLine
from gui.text import translate
from gui.theme import Theme

_HEIGHT, _BAR, _MARK = 104, 18, 5.0
_PLANNED, _WORKED, _SCALE = 2, 36, 74
_SIDE = 20


class Timeline(QWidget):
    """The planned bar is hollow, the worked one full; an arrival points up into it, a departure down out of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = DayLine((), (), (), ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Attendance", "The day from left to right: planned above, worked below"))
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        """Return the size of a day."""
        return QSize(280, _HEIGHT)

    def show_line(self, line: DayLine) -> None:
        """Show a day."""
        self._line = line
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the day."""
        del event
        painter, colour = QPainter(self), self._theme.tokens.colour
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._scale(painter)
        painter.setPen(QPen(QColor(colour.accent), 1.5))
        painter.setBrush(QColor(colour.accent_soft))
        for bar in self._line.planned:
            painter.drawRoundedRect(self._rect(bar.start, bar.end, _PLANNED), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour.good))
        for bar in self._line.worked:
            painter.drawRoundedRect(self._rect(bar.start, bar.end, _WORKED), 4, 4)
        self._punches(painter)
        painter.end()

    def _x(self, place: float) -> float:
        return _SIDE + place * (self.width() - 2 * _SIDE)

    def _rect(self, start: float, end: float, top: int) -> QRectF:
        left = self._x(start)
        return QRectF(left, top, max(2.0, self._x(end) - left), _BAR)

    def _scale(self, painter: QPainter) -> None:
        colour = self._theme.tokens.colour
        font = self._theme.font(self._theme.tokens.scale.type.caption)
        painter.setFont(font)
        for tick in self._line.hours:
            x = round(self._x(tick.place)) + 0.5
            painter.setPen(QColor(colour.border))
            painter.drawLine(QPointF(x, 0), QPointF(x, _SCALE + 4))
            painter.setPen(QColor(colour.text_faint))
            painter.drawText(QRectF(x - 14, _SCALE + 6, 28, 16), int(Qt.AlignmentFlag.AlignCenter), tick.text)

    def _punches(self, painter: QPainter) -> None:
        colour = self._theme.tokens.colour
        font = self._theme.font(self._theme.tokens.scale.type.caption, self._theme.tokens.scale.type.semibold)
        painter.setFont(font)
        free = 0.0
        for tick in self._line.punches:
            x, base = self._x(tick.place), _WORKED + _BAR + 2.0
            up = tick.way is Way.IN
            tip, foot = (base, base + _MARK) if up else (base + _MARK, base)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour.text))
            painter.drawPolygon(QPolygonF([QPointF(x, tip), QPointF(x - _MARK, foot), QPointF(x + _MARK, foot)]))
            wide = QFontMetrics(font).horizontalAdvance(tick.text)
            left = min(max(0.0, x - wide / 2), self.width() - wide)
            if left >= free:  # punches close together are in the list below
                painter.setPen(QColor(colour.text_muted))
                room = QRectF(left, base + _MARK - 1, wide + 1, 14)
                painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), tick.text)
                free = left + wide + 4
