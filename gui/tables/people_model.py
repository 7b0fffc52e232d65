"""The people a query shows as a list model: all their keys, and the lines of those that are or were just painted."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from core.domain.directory import PeopleQuery, PersonRow
from core.domain.ids import PersonId
from gui.context import Context
from gui.tables.feed_model import Index

PERSON_ROLE = Qt.ItemDataRole.UserRole
"""The PersonRow; None until it has come. Asking for it is what has it loaded, so only painting does."""

PAGE = 64
"""Lines that are loaded at once: two or three windows full."""

KEPT = 4096
"""Lines in memory, about a kilobyte each."""

_AT_ONCE = 2
"""Pages in one go: a window may lie across the border of two."""

_REMEMBERED = 4
"""Pages that wait; who scrolls on no longer wants those painted before."""

_PORTRAIT_MS = 30
"""How long a line must have stood still before its portrait is asked for."""

_PORTRAITS = 40
"""Portraits asked for at once: a high window full."""

Keys = NDArray[np.int64]
NOBODY: Keys = np.empty(0, np.int64)


class PeopleModel(QAbstractListModel):
    """One search and one load at a time: what is typed or scrolled meanwhile replaces what was wanted before.

    `answered` follows every search, with whether other people are shown than before it.
    """

    answered = Signal(bool)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._query = self._shown = PeopleQuery()
        self._keys = NOBODY
        self._rows: OrderedDict[int, PersonRow] = OrderedDict()
        self._fresh: set[int] = set()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._loading: tuple[int, ...] = ()
        self._seeking = self._again = self._broken = False
        self._places: dict[str, int] = {}
        self._asked: OrderedDict[str, None] = OrderedDict()
        self._waiting: OrderedDict[PersonId, None] = OrderedDict()
        self._load_timer = self._timer(0, self._load)
        self._portrait_timer = self._timer(_PORTRAIT_MS, self._ask_for_portraits)
        context.portraits.ready.connect(self._portrait_ready)

    @property
    def query(self) -> PeopleQuery:
        """What was asked for last; what is shown may still be an earlier answer."""
        return self._query

    @property
    def shown(self) -> PeopleQuery:
        """What the rows answer."""
        return self._shown

    @property
    def keys(self) -> Keys:
        """The keys of everybody who is shown, (n,) in their order."""
        return self._keys

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of people."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line of a person, or their name and ID as far as they are loaded."""
        row = index.row()
        if not 0 <= row < len(self._keys):
            return None
        key = int(self._keys[row])
        if role == PERSON_ROLE:
            if key not in self._fresh:
                self._want(row // PAGE)
            return self._line(key, row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self._rows.get(key)
            return f"{line.person.name} {line.person.external_id}".strip() if line else ""
        return None

    def seek(self, query: PeopleQuery) -> None:
        """Show others."""
        if query != self._query:
            self._query = query
            self.refresh()

    def refresh(self) -> None:
        """Ask again; what is shown stays until the answer has come."""
        self._broken = False
        if self._seeking:
            self._again = True
            return
        self._seeking = True
        desk, query = self._context.station.desks.people, self._query

        def work() -> tuple[Keys, tuple[PersonRow, ...]]:
            keys = desk.find(query)
            return keys, desk.rows([int(key) for key in keys[:PAGE]])

        self._context.tasks.run(work, lambda found: self._found(query, *found), self._seek_failed, owner=self)

    def row_of(self, key: int) -> int | None:
        """Return where a person is shown; None where they are not."""
        found = np.flatnonzero(self._keys == key)
        return int(found[0]) if len(found) else None

    def portrait(self, person: PersonId) -> QImage | None:
        """Return a person's picture; asks for it once the list stands still where it is not there yet."""
        if f"person:{person}" in self._asked:
            return self._portrait(person)
        self._waiting[person] = None
        self._waiting.move_to_end(person)
        if len(self._waiting) > _PORTRAITS:
            self._waiting.popitem(last=False)
        self._portrait_timer.start()
        return None

    def forget_portrait(self, person: PersonId) -> None:
        """Load a picture anew when it is next painted."""
        self._context.portraits.forget(f"person:{person}")

    def _timer(self, after_ms: int, call: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(after_ms)
        made.timeout.connect(call)
        return made

    def _line(self, key: int, row: int) -> PersonRow | None:
        line = self._rows.get(key)
        if line is not None:
            self._rows.move_to_end(key)
            self._places[f"person:{line.person.id}"] = row
        return line

    def _found(self, query: PeopleQuery, keys: Keys, first: Sequence[PersonRow]) -> None:
        self._seeking = False
        if self._again:
            self._again = False
            self.refresh()
            if query != self._query:
                return
        other = not np.array_equal(keys, self._keys)
        if other:
            self.beginResetModel()
        self._fresh.clear()
        self._wanted.clear()
        self._loading = ()
        self._take(keys[:PAGE], first)
        self._shown, self._keys = query, keys
        if other:
            self._places.clear()
            self.endResetModel()
        elif len(keys):
            self.dataChanged.emit(self.index(0), self.index(len(keys) - 1))
        self.answered.emit(other)

    def _seek_failed(self, error: Exception) -> None:
        self._seeking = self._again = False
        self._context.messages.failure(error)

    def _want(self, page: int) -> None:
        if page in self._loading or self._broken:
            return
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        if len(self._wanted) > _REMEMBERED:
            self._wanted.popitem(last=False)
        if not self._loading and not self._load_timer.isActive():
            self._load_timer.start()

    def _load(self) -> None:
        if self._loading or not self._wanted:
            return
        pages = [self._wanted.popitem()[0] for _ in range(min(_AT_ONCE, len(self._wanted)))]
        self._loading = tuple(pages)
        desk, all_keys = self._context.station.desks.people, self._keys
        keys = np.concatenate([all_keys[page * PAGE : (page + 1) * PAGE] for page in pages])
        self._context.tasks.run(
            lambda: desk.rows([int(key) for key in keys]),
            lambda rows: self._loaded(all_keys, keys, rows),
            self._load_failed,
            owner=self,
        )

    def _loaded(self, all_keys: Keys, keys: Keys, rows: Sequence[PersonRow]) -> None:
        if all_keys is not self._keys:
            return  # the list is another one now and wants its own lines
        pages, self._loading = self._loading, ()
        self._take(keys, rows)
        for page in pages:
            last = min((page + 1) * PAGE, len(self._keys)) - 1
            self.dataChanged.emit(self.index(page * PAGE), self.index(last))
        self._load()

    def _load_failed(self, error: Exception) -> None:
        """Say so once: without lines the list is painted again and again, and would ask each time."""
        self._loading = ()
        self._wanted.clear()
        self._broken = True
        self._context.messages.failure(error)

    def _take(self, keys: Keys, rows: Sequence[PersonRow]) -> None:
        self._fresh.update(int(key) for key in keys)
        for row in rows:
            self._rows[row.key] = row
            self._rows.move_to_end(row.key)
        while len(self._rows) > KEPT:
            key, _ = self._rows.popitem(last=False)
            self._fresh.discard(key)

    def _portrait(self, person: PersonId) -> QImage | None:
        desk = self._context.station.desks.people
        return self._context.portraits.get(f"person:{person}", lambda: desk.portrait(person))

    def _ask_for_portraits(self) -> None:
        wanted, self._waiting = tuple(self._waiting), OrderedDict()
        for person in wanted:
            name = f"person:{person}"
            self._asked[name] = None
            if len(self._asked) > KEPT:
                self._asked.popitem(last=False)
            if self._portrait(person) is not None:
                self._portrait_ready(name)

    def _portrait_ready(self, name: str) -> None:
        row = self._places.get(name)
        if row is not None:
            where = self.index(row)
            self.dataChanged.emit(where, where)
