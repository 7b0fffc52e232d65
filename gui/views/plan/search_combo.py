"""A long list of choices that is found by typing any part of one."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from gui.widgets.basic import set_role


class SearchCombo(QComboBox):
    """`picked` follows the choice; what is typed and no choice is marked, and `value` is None."""

    picked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        self.setMinimumContentsLength(24)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(14)
        self.currentTextChanged.connect(self._typed)

    @property
    def value(self) -> str | None:
        """The value of the choice that is written; None where it is none of them."""
        place = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(place)) if place >= 0 else None

    def offer(self, choices: Iterable[tuple[str, str]], chosen: str) -> None:
        """Offer other choices, pairs of a value and a text, and take the one with a value."""
        self.blockSignals(True)
        self.clear()
        for value, text in choices:
            self.addItem(text, value)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)
        found = QCompleter(self.model(), self)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setMaxVisibleItems(14)
        self.setCompleter(found)
        self._typed()

    def _typed(self) -> None:
        if (field := self.lineEdit()) is not None:
            set_role(field, "invalid", "true" if self.value is None else "false")
        self.picked.emit()
