"""Everyone enrolled, as a list model."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QImage

from core.domain.people import Person
from gui.context import Context
from gui.tables.feed_model import Index

PERSON_ROLE = Qt.ItemDataRole.UserRole


class PeopleModel(QAbstractListModel):
    """The display text is name and ID, which is also what the search field looks at."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._people: tuple[Person, ...] = ()
        self._rows: dict[str, int] = {}
        context.portraits.ready.connect(self._portrait_ready)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of people."""
        return 0 if parent.isValid() else len(self._people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the person, or their name and ID."""
        if not 0 <= index.row() < len(self._people):
            return None
        person = self._people[index.row()]
        if role == PERSON_ROLE:
            return person
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{person.name} {person.external_id}".strip()
        return None

    def show(self, people: Sequence[Person]) -> None:
        """Show these."""
        self.beginResetModel()
        self._people = tuple(people)
        self._rows = {f"person:{person.id}": row for row, person in enumerate(self._people)}
        self.endResetModel()

    def portrait(self, person: Person) -> QImage | None:
        """Return a person's picture; asks for it where it is not there yet."""
        station = self._context.station
        return self._context.portraits.get(f"person:{person.id}", lambda: station.portrait(person.id))

    def _portrait_ready(self, key: str) -> None:
        row = self._rows.get(key)
        if row is not None:
            where = self.index(row)
            self.dataChanged.emit(where, where)
