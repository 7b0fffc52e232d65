"""The muster list: who is inside, and who of them was met."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from core.domain.reports import Muster, MusterRow
from core.domain.visitors import VISITORS
from gui.tables.feed_model import Index
from gui.text import translate

_NAME, _GROUPS, _SINCE, _DOOR, _VISITS = range(5)


class RollModel(QAbstractTableModel):
    """Whoever was inside when it was opened stays on it, ticked or not; `counted` follows every tick."""

    counted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._muster: Muster | None = None
        self._rows: list[MusterRow] = []
        self._inside: frozenset[str] = frozenset()
        self._met: set[str] = set()

    @property
    def missing(self) -> int:
        """How many were not met, and did not pass a door on their way out either."""
        return sum(row.person in self._inside and row.person not in self._met for row in self._rows)

    @property
    def muster(self) -> Muster | None:
        """The list as it is shown, with those who left meanwhile."""
        return replace(self._muster, inside=tuple(self._rows)) if self._muster is not None else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of people."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else _VISITS + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is written of somebody, and whether they were met."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == _NAME:
            return Qt.CheckState.Checked if row.person in self._met else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.column())
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick somebody, or take the tick back."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != _NAME:
            return False
        person = self._rows[index.row()].person
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._met.add(person)
        else:
            self._met.discard(person)
        self.dataChanged.emit(index, index, [role])
        self.counted.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the name be ticked."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.column() == _NAME else found

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the head of a column."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            translate("Attendance", "Name"),
            translate("Attendance", "Groups"),
            translate("Attendance", "Inside since"),
            translate("Attendance", "Door"),
            translate("Attendance", "Visits"),
        )[section]

    def show_muster(self, muster: Muster) -> None:
        """Take in who is inside now; nobody is dropped, so that nobody is forgotten."""
        inside = {row.person: row for row in muster.inside}
        gone = [row for row in self._rows if row.person not in inside]
        rows = sorted((*muster.inside, *gone), key=lambda row: row.name.casefold())
        same = [row.person for row in rows] == [row.person for row in self._rows]
        if not same:
            self.beginResetModel()
        self._muster, self._rows, self._inside = muster, rows, frozenset(inside)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, _VISITS))
        self.counted.emit()

    def _text(self, row: MusterRow, column: int) -> str:
        zone = ZoneInfo(self._muster.zone if self._muster is not None else "UTC")
        if column == _SINCE:
            if row.person not in self._inside:
                return translate("Attendance", "left meanwhile")
            return f"{row.since.astimezone(zone):%m-%d %H:%M}"
        visits = (row.host or translate("Attendance", "Visitor")) if row.visitor else ""
        return {_NAME: row.name, _GROUPS: ", ".join(sorted(row.groups - {VISITORS})), _DOOR: row.door, _VISITS: visits}[
            column
        ]
