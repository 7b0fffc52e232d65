"""What the signs of the grid mean."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.presenters.cameras import Tone
from gui.presenters.days import LEGEND, DayCell, Sign, sign_text
from gui.tables.days_delegate import CellPainter
from gui.text import translate
from gui.theme import Theme

_HEIGHT, _CELL, _GAP = 22, 30, 16
_TONES = {Sign.MISSING: Tone.BAD, Sign.ABSENT: Tone.BAD, Sign.OPEN: Tone.GOOD}
_HOURS = "8:00"


class Legend(QWidget):
    """Draws each sign as the grid does, with its words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = CellPainter(theme)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(sign_text(sign, translate) for sign in LEGEND))

    def sizeHint(self) -> QSize:
        """Return the size of a line."""
        return QSize(400, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the signs there is room for."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour, space = self._theme.tokens.colour, self._theme.tokens.scale.space
        font = self._theme.font(self._theme.tokens.scale.type.caption)
        metrics, x = QFontMetrics(font), 0
        for sign in LEGEND:
            words = sign_text(sign, translate)
            wide = metrics.horizontalAdvance(words)
            if x + _CELL + space.s + wide > self.width():
                break
            cell = QRect(x, 1, _CELL, _HEIGHT - 2)
            painter.fillRect(cell, QColor(colour.hover))
            bare = sign in (Sign.LEAVE, Sign.HOLIDAY, Sign.ABSENT, Sign.MISSING)
            self._cells.paint(painter, cell, _example(sign, bare=bare))
            painter.setFont(font)
            painter.setPen(QColor(colour.text_muted))
            x += _CELL + space.s
            painter.drawText(QRect(x, 0, wide + 2, _HEIGHT), int(Qt.AlignmentFlag.AlignVCenter), words)
            x += wide + _GAP
        painter.end()


def _example(sign: Sign, *, bare: bool) -> DayCell:
    return DayCell("" if bare else _HOURS, sign, _TONES.get(sign, Tone.QUIET), now=sign is Sign.OPEN)
