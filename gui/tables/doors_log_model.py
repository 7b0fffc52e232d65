"""What happened at doors as a list model, newest first."""

from collections.abc import Sequence
from datetime import UTC, tzinfo

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.domain.explaining import DoorLine
from gui.presenters.doors import spoken_line
from gui.text import translate

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole


class DoorLogModel(QAbstractListModel):
    """Lines of the door log; `zone` is the plan's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[DoorLine, ...] = ()
        self.zone: tzinfo = UTC

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line, or its words for those who do not see it."""
        if not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return spoken_line(line, self.zone, translate)
        return None

    def show(self, lines: Sequence[DoorLine], zone: tzinfo) -> None:
        """Show these; what is new on top of what was shown slides in, so that a selection stays where it is."""
        lines = tuple(lines)
        new = len(lines) - len(self._lines)
        self.zone = zone
        if new > 0 and lines[new:] == self._lines:
            self.beginInsertRows(QModelIndex(), 0, new - 1)
            self._lines = lines
            self.endInsertRows()
        elif lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
