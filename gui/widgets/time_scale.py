"""Moments of a recording along a line."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.presenters.recordings import clock, ticks
from gui.theme import Theme

_HEIGHT, _TICK = 24, 5


class TimeScale(QWidget):
    """Draws round moments from `left` pixels on to `right` pixels before the end."""

    def __init__(self, theme: Theme, left: int, right: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left, self._right = left, right
        self._duration_s = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the scale."""
        return QSize(self._left + self._right + 200, _HEIGHT)

    def show_duration(self, duration_s: float) -> None:
        """Stand for a recording this long."""
        self._duration_s = duration_s
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scale."""
        del event
        if self._duration_s <= 0:
            return
        painter = QPainter(self)
        font = self._theme.font(self._theme.tokens.scale.type.caption)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.colour.text_faint))
        wide, metrics = self.width() - self._left - self._right, QFontMetrics(font)
        for moment in ticks(self._duration_s):
            x = self._left + round(wide * moment / self._duration_s)
            painter.drawLine(x, _HEIGHT - _TICK, x, _HEIGHT - 1)
            text = clock(moment)
            half = metrics.horizontalAdvance(text) // 2 + 2
            painter.drawText(QRect(x - half, 0, 2 * half, _HEIGHT - _TICK), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
