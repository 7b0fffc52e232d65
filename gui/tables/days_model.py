"""People by days: a name, what adds up, and a column for every day."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from core.domain.attendance import Day
from core.domain.reports import Grid, GridRow
from core.domain.text import folded
from gui.presenters.attendance import day_name
from gui.presenters.cameras import Tone
from gui.presenters.days import (
    DayCell,
    Reach,
    Span,
    cell_of,
    cell_words,
    head_text,
    total_cells,
    total_heads,
)
from gui.tables.feed_model import Index
from gui.text import translate

CELL_ROLE = Qt.ItemDataRole.UserRole
"""The DayCell of a day, the Total of a column that adds up; None for the name."""
DATE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The date of a day's column; None for others."""

TOTALS = 4
FIRST_DAY = 1 + TOTALS


@dataclass(frozen=True, slots=True)
class Total:
    """What stands in a column that adds up."""

    text: str
    tone: Tone


class DaysModel(QAbstractTableModel):
    """Holds one grid, and shows of it whom a text finds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid: Grid | None = None
        self._reach = Reach.MONTH
        self._days: tuple[date, ...] = ()
        self._text = ""
        self._rows: list[GridRow] = []
        self._cells: dict[int, tuple[DayCell, ...]] = {}

    @property
    def grid(self) -> Grid | None:
        """What was loaded."""
        return self._grid

    @property
    def days(self) -> tuple[date, ...]:
        """The dates of the columns."""
        return self._days

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of people shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns: name, totals, days."""
        return 0 if parent.isValid() else FIRST_DAY + len(self._days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a name, a sum or a day, in the wish of the role."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], index.column()
        if role == DATE_ROLE:
            return self._days[column - FIRST_DAY] if column >= FIRST_DAY else None
        if column >= FIRST_DAY:
            if role in (CELL_ROLE, Qt.ItemDataRole.DisplayRole):
                cell = self._cells_of(index.row())[column - FIRST_DAY]
                return cell if role == CELL_ROLE else cell.text
            return _day(row, row.days[column - FIRST_DAY], role)
        if role == CELL_ROLE:
            return Total(*total_cells(row.totals)[column - 1]) if column else None
        if role == Qt.ItemDataRole.DisplayRole:
            return total_cells(row.totals)[column - 1][0] if column else row.name
        if role == Qt.ItemDataRole.ToolTipRole and not column:
            return " · ".join(part for part in (row.name, row.external_id, *sorted(row.groups)) if part)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the head of a column."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if section >= FIRST_DAY:
            day = self._days[section - FIRST_DAY] if section - FIRST_DAY < len(self._days) else None
            if day is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                return day if role == DATE_ROLE else None
            whole = role == Qt.ItemDataRole.ToolTipRole
            return day_name(day, translate) if whole else head_text(day, self._reach, translate)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return total_heads(translate)[section - 1] if section else translate("Attendance", "Name")

    def show_grid(self, grid: Grid, reach: Reach) -> None:
        """Show other days or people."""
        self.beginResetModel()
        self._grid, self._reach = grid, reach
        self._days = Span(grid.first, grid.last).days
        self._rows = self._sieved()
        self._cells.clear()
        self.endResetModel()

    def seek(self, text: str) -> None:
        """Show whom a text finds by name or ID."""
        self._text = folded(text)
        found = self._sieved()
        if [row.person for row in found] != [row.person for row in self._rows]:
            self.beginResetModel()
            self._rows = found
            self._cells.clear()
            self.endResetModel()

    def row(self, place: int) -> GridRow:
        """Return a person's row."""
        return self._rows[place]

    def _cells_of(self, place: int) -> tuple[DayCell, ...]:
        """Return what stands for a person's days; kept, since a cell is painted again at every move of the pointer."""
        found = self._cells.get(place)
        if found is None:
            found = self._cells[place] = tuple(cell_of(day) for day in self._rows[place].days)
        return found

    def _sieved(self) -> list[GridRow]:
        rows = self._grid.rows if self._grid is not None else ()
        return [row for row in rows if self._text in folded(row.name) or self._text in folded(row.external_id)]


def _day(row: GridRow, day: Day, role: int) -> object:
    if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        return cell_words(row, day, translate)
    return None
