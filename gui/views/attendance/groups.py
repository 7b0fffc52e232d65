"""A choice among the groups there are."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from core.domain.directory import Group
from gui.context import Context
from gui.text import translate


class GroupBox(QComboBox):
    """Keeps what was chosen when the groups are read anew; its data is the name of a group, empty for everybody."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setAccessibleName(translate("Attendance", "Group"))
        self.setToolTip(self.accessibleName())
        self.setMinimumContentsLength(10)
        self.setMaximumWidth(240)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem(translate("Attendance", "All groups"), "")

    @property
    def group(self) -> str:
        """The group that is chosen; empty for everybody."""
        return str(self.currentData() or "")

    def refresh(self) -> None:
        """Read which groups there are."""
        desk = self._context.station.desks.people
        self._context.tasks.run(desk.groups, self._offer, self._context.messages.failure, owner=self)

    def _offer(self, groups: Sequence[Group]) -> None:
        chosen = self.group
        self.blockSignals(True)
        self.clear()
        self.addItem(translate("Attendance", "All groups"), "")
        for found in groups:
            self.addItem(found.name, found.name)
        at = self.findData(chosen)
        self.setCurrentIndex(max(0, at))
        self.blockSignals(False)
        if at < 0:
            self.currentIndexChanged.emit(0)
