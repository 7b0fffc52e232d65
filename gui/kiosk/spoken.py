"""What the kiosk says, as one block: a sign, a title, the name, and a line below."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.icons import pixmap
from gui.kiosk.big_text import widest_word
from gui.presenters.kiosk import SceneWords, Tone
from gui.theme import Theme

_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_SIGN, _TITLE, _BIG, _DETAIL = 4.0, 2.0, 4.0, 1.9
"""Heights in units, a fortieth of the panel or so."""
_GAP = 0.9
_SMALLEST = 6


class Spoken(QWidget):
    """Draws words as large as a given unit allows, and smaller where they do not fit; never cut off."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._said = SceneWords(Tone.CALM, "", "", "")
        self._colours = (theme.tokens.colour.text, theme.tokens.colour.text_muted)
        self._unit = 20
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def say(self, said: SceneWords, strong: str, weak: str, unit: int) -> None:
        """Draw `said` in two colours of the theme; `unit` is in pixels."""
        if (said, (strong, weak), unit) != (self._said, self._colours, self._unit):
            self._said, self._colours, self._unit = said, (strong, weak), unit
            self.setAccessibleName(" ".join(filter(None, (said.title, said.big, said.detail))))
            self.update()

    def minimumSizeHint(self) -> QSize:
        """It can always be smaller."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the block in the middle, from left."""
        del event
        unit = self._unit
        while unit > _SMALLEST and not self._fits(unit):
            unit -= 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top = max(0.0, (self.height() - self._height(unit)) / 2)
        if self._said.icon:
            edge = round(unit * _SIGN)
            sign = pixmap(self._said.icon, self._colours[0], edge, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(0, top), sign)
            top += edge + unit * _GAP
        for text, font, colour in self._lines(unit):
            high = self._high(text, font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(0, top, self.width(), high), _FLAGS, text)
            top += high + unit * _GAP
        painter.end()

    def _lines(self, unit: int) -> list[tuple[str, QFont, str]]:
        weights, (strong, weak), said = self._theme.tokens.scale.type, self._colours, self._said
        lines = (
            (said.title, _TITLE, weights.medium, weak),
            (said.big, self._big(unit), weights.semibold, strong),
            (said.detail, _DETAIL, weights.medium, strong),
        )
        return [
            (text, self._theme.font(round(unit * size), weight), colour) for text, size, weight, colour in lines if text
        ]

    def _big(self, unit: int) -> float:
        """Return how large the name may be: a long one shall not make everything else small."""
        font = self._theme.font(round(unit * _BIG), self._theme.tokens.scale.type.semibold)
        return _BIG * min(1.0, 0.97 * self.width() / max(1, widest_word(self._said.big, font)))

    def _high(self, text: str, font: QFont) -> int:
        return QFontMetrics(font).boundingRect(QRect(0, 0, self.width(), 10_000), _FLAGS, text).height()

    def _height(self, unit: int) -> float:
        heights = [float(self._high(text, font)) for text, font, _ in self._lines(unit)]
        if self._said.icon:
            heights.append(unit * _SIGN)
        return sum(heights) + unit * _GAP * max(0, len(heights) - 1)

    def _fits(self, unit: int) -> bool:
        widest = max((widest_word(text, font) for text, font, _ in self._lines(unit)), default=0)
        return widest <= self.width() and self._height(unit) <= self.height()
