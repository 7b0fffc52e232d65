"""A text in at most a few lines, whatever its length and language; whole in the tool tip."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget


class ElidedText(QWidget):
    """Breaks anywhere where words are too long, starts at the left whatever the writing, and ends in "…"."""

    def __init__(self, font: QFont, lines: int = 2, colour: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._colour = colour
        self._text = ""
        self.setFont(font)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = " ".join(text.split())
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self._tell()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that narrow means high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that are needed."""
        return round(len(self._broken(width)[0]) * QFontMetricsF(self.font()).lineSpacing()) + 1

    def sizeHint(self) -> QSize:
        """Return the size of everything in one line."""
        metrics = QFontMetricsF(self.font())
        return QSize(round(metrics.horizontalAdvance(self._text)) + 2, round(metrics.lineSpacing()) + 1)

    def minimumSizeHint(self) -> QSize:
        """Return the room below which nothing can be read."""
        return QSize(60, round(QFontMetricsF(self.font()).lineSpacing()) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text where it is cut short now."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        del event
        painter = QPainter(self)
        painter.setPen(QColor(self._colour) if self._colour else self.palette().color(self.foregroundRole()))
        metrics = QFontMetricsF(self.font())
        for number, line in enumerate(self._broken(self.width())[0]):
            # Every line begins at the left edge, also of a name that is written from right to left.
            painter.drawText(QPointF(0, number * metrics.lineSpacing() + metrics.ascent()), line)
        painter.end()

    def _tell(self) -> None:
        self.setToolTip(self._text if self._broken(self.width())[1] else "")

    def _broken(self, width: int) -> tuple[list[str], bool]:
        """Return the lines, and whether something is left out."""
        layout = QTextLayout(self._text, self.font())
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) <= self._lines:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1, width))
            starts.append(line.textStart())
        layout.endLayout()
        if len(starts) > self._lines:
            rest = self._text[starts[self._lines - 1] :]
            last = QFontMetricsF(self.font()).elidedText(rest, Qt.TextElideMode.ElideRight, width)
            return [*self._cut(starts[: self._lines]), last], True
        return self._cut([*starts, len(self._text)]), False

    def _cut(self, starts: list[int]) -> list[str]:
        return [self._text[a:b].strip() for a, b in pairwise(starts)]
