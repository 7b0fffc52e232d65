"""Who is shown of today: chosen by a counter and a search, those to be looked at first."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QImage

from core.domain.ids import PersonId
from core.domain.reports import Today, TodayRow
from core.domain.text import folded
from gui.context import Context
from gui.presenters.attendance_today import Tally, TodayLine, counts, finds, line_of, ordered
from gui.tables.feed_model import Index
from gui.text import translate

LINE_ROLE = Qt.ItemDataRole.UserRole
"""The TodayLine of a person."""


class AttendanceModel(QAbstractListModel):
    """Keeps the whole day and shows a part; who is in the same place before and after is only painted anew."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._today: Today | None = None
        self._tally, self._text = Tally.ALL, ""
        self._rows: list[TodayRow] = []
        self._places: dict[str, int] = {}
        context.portraits.ready.connect(self._portrait_ready)

    @property
    def today(self) -> Today | None:
        """The day as it was told last."""
        return self._today

    @property
    def rows(self) -> tuple[TodayRow, ...]:
        """Who is shown, in their order."""
        return tuple(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of people shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return somebody's line, or their name, or the line in words."""
        if self._today is None or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in (LINE_ROLE, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            line = line_of(row, self._today, ZoneInfo(self._today.zone), translate)
            return line if role == LINE_ROLE else line.words
        return None

    def line(self, row: int) -> TodayLine:
        """Return a line by its place."""
        found = self.index(row).data(LINE_ROLE)
        assert isinstance(found, TodayLine)
        return found

    def tallies(self) -> Mapping[Tally, int]:
        """Return what each counter says."""
        rows = self._today.rows if self._today is not None else ()
        return {tally: sum(counts(row, tally) for row in rows) for tally in Tally}

    def show_today(self, today: Today) -> None:
        """Show a newer state of the day."""
        self._today = today
        self._sieve()

    def choose(self, tally: Tally) -> None:
        """Show those a counter counts."""
        self._tally = tally
        self._sieve()

    def seek(self, text: str) -> None:
        """Show whom a text finds."""
        self._text = folded(text)
        self._sieve()

    def portrait(self, person: PersonId) -> QImage | None:
        """Return a person's picture; asks for it where it is not there yet."""
        desk = self._context.station.desks.people
        return self._context.portraits.get(f"person:{person}", lambda: desk.portrait(person))

    def _sieve(self) -> None:
        found = ordered(self._today.rows) if self._today is not None else []
        found = [row for row in found if counts(row, self._tally) and finds(row, self._text)]
        same = [row.person for row in found] == [row.person for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = found
        self._places = {f"person:{row.person}": place for place, row in enumerate(found)}
        if not same:
            self.endResetModel()
        elif found:
            self.dataChanged.emit(self.index(0), self.index(len(found) - 1))

    def _portrait_ready(self, name: str) -> None:
        place = self._places.get(name)
        if place is not None:
            self.dataChanged.emit(self.index(place), self.index(place))
