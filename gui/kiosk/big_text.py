"""Text as large as its place allows."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme

_SMALLEST = 12
_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class BigText(QWidget):
    """Draws its text within its bounds, at most `most` pixels high, whole words on at most some lines."""

    def __init__(self, theme: Theme, *, bold: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._weight = theme.tokens.scale.type.semibold if bold else theme.tokens.scale.type.medium
        self._text = ""
        self._colour = theme.tokens.colour.text
        self._most = 48
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def say(self, text: str, colour: str, most: int) -> None:
        """Draw `text` in a colour of the theme, in letters of at most `most` pixels."""
        if (text, colour, most) != (self._text, self._colour, self._most):
            self._text, self._colour, self._most = text, colour, most
            self.setAccessibleName(text)
            self.update()

    def minimumSizeHint(self) -> QSize:
        """It can always be smaller."""
        return QSize(0, 0)

    def fitting(self) -> int:
        """Return the size in pixels at which all of the text is seen."""
        low, high = _SMALLEST, max(self._most, _SMALLEST)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._fits(middle) else (low, middle - 1)
        return low

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text."""
        del event
        painter = QPainter(self)
        painter.setFont(self._theme.font(self.fitting(), self._weight))
        painter.setPen(QColor(self._colour))
        painter.drawText(self.rect(), _FLAGS, self._text)
        painter.end()

    def _fits(self, size: int) -> bool:
        font = self._theme.font(size, self._weight)
        whole = QFontMetrics(font).boundingRect(QRect(0, 0, self.width(), 10_000), _FLAGS, self._text)
        return widest_word(self._text, font) <= self.width() and whole.height() <= self.height()


def widest_word(text: str, font: QFont) -> int:
    """Return how wide the widest part of a text is that no line may break; some scripts break anywhere."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, 1, 100_000), _FLAGS, text).width()
