"""A row of choices of which one is taken: the pages of a small area."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from gui.widgets.basic import row


class Segments(QWidget):
    """`chosen` carries the place of a choice; arrow keys move between them."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QToolButton] = []
        self._group = QButtonGroup(self)
        line = row(0, 4, self)
        for place, name in enumerate(names):
            made = QToolButton()
            made.setText(name)
            made.setProperty("role", "segment")
            made.setCheckable(True)
            made.setChecked(place == 0)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(made, place)
            self.buttons.append(made)
            line.addWidget(made)
        line.addStretch(1)
        self._group.idClicked.connect(self.chosen)

    def choose(self, place: int) -> None:
        """Take a choice, as a click would."""
        self.buttons[place].click()

    def name(self, place: int, text: str) -> None:
        """Call a choice something else, such as with a count."""
        self.buttons[place].setText(text)
