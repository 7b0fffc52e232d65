"""Everybody who came unknown, as a list model."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QImage

from core.domain.strangers import Stranger
from gui.context import Context
from gui.presenters.unknowns import spoken
from gui.tables.feed_model import Index
from gui.text import translate

STRANGER_ROLE = Qt.ItemDataRole.UserRole


class StrangerModel(QAbstractListModel):
    """One item for each person; pictures are loaded when they are painted."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._strangers: tuple[Stranger, ...] = ()
        context.portraits.ready.connect(self._portrait_ready)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of people."""
        return 0 if parent.isValid() else len(self._strangers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the person, or all that is said of them in one line."""
        if not 0 <= index.row() < len(self._strangers):
            return None
        stranger = self._strangers[index.row()]
        if role == STRANGER_ROLE:
            return stranger
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(stranger, datetime.now(UTC), translate)
        return None

    def show(self, strangers: Sequence[Stranger]) -> None:
        """Show these; nothing happens where they are shown already."""
        if tuple(strangers) == self._strangers:
            return
        self.beginResetModel()
        self._strangers = tuple(strangers)
        self.endResetModel()

    def row_of(self, stranger: str) -> int:
        """Return where somebody stands, -1 for nowhere."""
        return next((row for row, one in enumerate(self._strangers) if one.id == stranger), -1)

    def portrait(self, stranger: Stranger) -> QImage | None:
        """Return somebody's best picture; asks for it where it is not there yet."""
        desk, event = self._context.station.desks.unknowns, stranger.portrait_of
        return self._context.portraits.get(f"sighting:{event}", lambda: desk.portrait(event))

    def _portrait_ready(self, key: str) -> None:
        for row, stranger in enumerate(self._strangers):
            if key == f"sighting:{stranger.portrait_of}":
                self.dataChanged.emit(self.index(row), self.index(row))
