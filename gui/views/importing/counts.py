"""Numbers with what they count, beside each other."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from gui.presenters.importing import Count
from gui.theme import Theme
from gui.widgets.basic import column, label, row, set_role


class CountLine(QWidget):
    """Large numbers over small words; made anew for every showing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = row(0, theme.tokens.scale.space.xl, self)
        self._line.addStretch(1)
        self._parts: list[QWidget] = []
        self.texts: tuple[str, ...] = ()

    def show_counts(self, counts: Sequence[Count]) -> None:
        """Show these."""
        for part in self._parts:
            self._line.removeWidget(part)
            part.deleteLater()
        self._parts = [self._made(count) for count in counts]
        for place, part in enumerate(self._parts):
            self._line.insertWidget(place, part)
        self.texts = tuple(f"{count.number} {count.text}" for count in counts)
        self.setVisible(bool(counts))

    def _made(self, count: Count) -> QWidget:
        holder = QWidget(self)
        inner = column(0, 0, holder)
        number: QLabel = label(f"{count.number:,}".replace(",", "\u202f"), "title")
        set_role(number, "tone", "bad" if count.bad else "")
        inner.addWidget(number)
        inner.addWidget(label(count.text, "muted"))
        return holder
