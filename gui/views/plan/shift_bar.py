"""A shift painted over the clock: its hours, core time and breaks at fixed times."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.domain.calendar import MINUTES_A_DAY, Hours
from core.domain.work import Shift
from gui.presenters.plan import shift_sentence
from gui.text import translate
from gui.theme import Theme

_BAR, _SCALE, _STEP = 26, 18, 240
_CORE = 6
"""Pixels of the line that stands for the core time."""


class ShiftBar(QWidget):
    """From midnight on, into the next day where the shift goes there. A flexible shift is only outlined."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shift: Shift | None = None
        self.setFixedHeight(_BAR + _SCALE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def end(self) -> int:
        """Minutes from the first midnight to the right edge."""
        last = self._shift.hours[-1].end if self._shift is not None else 0
        return max(MINUTES_A_DAY, -(-last // _STEP) * _STEP)

    def sizeHint(self) -> QSize:
        """Return a size at which a break can be told."""
        return QSize(384, _BAR + _SCALE)

    def show_shift(self, shift: Shift) -> None:
        """Paint a shift."""
        self._shift = shift
        self.setAccessibleName(shift_sentence(shift, translate))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_day(painter)
        if self._shift is not None:
            self._paint_shift(painter, self._shift)
        painter.end()

    def _paint_day(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        colour, radius = tokens.colour, tokens.scale.radius.small
        painter.setPen(QColor(colour.border))
        painter.setBrush(QColor(colour.sunken))
        painter.drawRoundedRect(QRect(0, 0, self.width() - 1, _BAR - 1), radius, radius)
        painter.setFont(self._theme.font(tokens.scale.type.caption))
        for minute in range(0, self.end + 1, _STEP):
            x = self._x(minute)
            if 0 < minute < self.end:
                midnight = minute == MINUTES_A_DAY
                painter.setPen(QPen(QColor(colour.text_faint if midnight else colour.border), 2 if midnight else 1))
                painter.drawLine(x, 1, x, _BAR - 2)
            painter.setPen(QColor(colour.text_muted))
            left = min(max(0, x - 20), self.width() - 40)
            side = Qt.AlignmentFlag.AlignHCenter
            if minute in (0, self.end):
                side = Qt.AlignmentFlag.AlignRight if minute else Qt.AlignmentFlag.AlignLeft
            hour = f"{minute // 60}" if minute <= MINUTES_A_DAY else f"+{(minute - MINUTES_A_DAY) // 60}"
            painter.drawText(QRect(left, _BAR + 2, 40, _SCALE - 2), int(side), hour)

    def _paint_shift(self, painter: QPainter, shift: Shift) -> None:
        colour, radius = self._theme.tokens.colour, self._theme.tokens.scale.radius.small
        accent = QColor(colour.accent)
        painter.setPen(QPen(accent, 2) if shift.flexible else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour.accent_soft) if shift.flexible else accent)
        for hours in shift.hours:
            painter.drawRoundedRect(self._rect(hours, 3), radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        if shift.core is not None:
            painter.setBrush(accent)
            middle = self._rect(shift.core, (_BAR - _CORE) // 2)
            painter.drawRoundedRect(middle, _CORE // 2, _CORE // 2)
        for pause in shift.breaks:
            if pause.hours is not None:
                painter.setBrush(QColor(colour.surface))
                painter.drawRect(self._rect(pause.hours, 4))
                painter.setBrush(QBrush(accent, Qt.BrushStyle.BDiagPattern))
                painter.drawRect(self._rect(pause.hours, 4))

    def _x(self, minute: int) -> int:
        return round(minute * (self.width() - 1) / self.end)

    def _rect(self, hours: Hours, inset: int) -> QRect:
        left = self._x(hours.start)
        return QRect(left, inset, max(3, self._x(hours.end) - left), _BAR - 2 * inset)
