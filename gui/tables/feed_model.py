"""The sightings as a list model, newest first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from core.domain.events import Review, Sighting, SightingRecord
from core.domain.ids import CameraId, EventId
from core.domain.tracking import FaceShot
from gui.context import Context
from gui.images import copied
from gui.presenters.feed import KEPT, Card, merged, of_record, of_sighting, spoken
from gui.text import translate

Index = QModelIndex | QPersistentModelIndex
CARD_ROLE = Qt.ItemDataRole.UserRole


class FeedModel(QAbstractListModel):
    """Holds at most KEPT cards and, for those of this run, the shot to enrol from when the track has gone."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._cards: list[Card] = []
        self._shots: dict[str, FaceShot] = {}
        context.portraits.ready.connect(self._portrait_ready)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the card, or its words for those who do not see it."""
        if not 0 <= index.row() < len(self._cards):
            return None
        card = self._cards[index.row()]
        if role == CARD_ROLE:
            return card
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return spoken(card, datetime.now(UTC), translate)
        return None

    @property
    def cards(self) -> Sequence[Card]:
        """What is shown, newest first."""
        return tuple(self._cards)

    def shot(self, card: Card) -> FaceShot | None:
        """Return the shot that came with a sighting of this run."""
        return self._shots.get(card.event)

    def of_track(self, camera: CameraId, track: int) -> Card | None:
        """Return the card of a face that is or was just in sight; None before anything was decided about it."""
        return next((c for c in self._cards if c.live and c.camera == camera and c.track == track), None)

    def review(self, event: EventId, said: Review) -> None:
        """Mark a card with what an operator said of it."""
        for row, card in enumerate(self._cards):
            if card.event == event:
                self._cards[row] = replace(card, review=said)
                where = self.index(row)
                self.dataChanged.emit(where, where)

    def portrait(self, card: Card) -> QImage | None:
        """Return a card's picture; asks for it where it is not there yet."""
        station = self._context.station
        return self._context.portraits.get(f"event:{card.event}", lambda: station.sighting_portrait(card.event))

    def refresh(self) -> None:
        """Load what was seen before this run."""
        station, context = self._context.station, self._context
        context.tasks.run(
            lambda: station.sightings(KEPT), self.load, context.messages.failure, owner=self, topic="feed"
        )

    def load(self, records: Sequence[SightingRecord]) -> None:
        """Put what was seen before this run under what came since."""
        known = {card.event for card in self._cards}
        older = [of_record(record) for record in records if record.id not in known]
        self.beginResetModel()
        self._cards = (self._cards + older)[:KEPT]
        self.endResetModel()

    def add(self, event: Sighting) -> None:
        """Put a new sighting on top, in place of the card it continues."""
        row, card = merged(self._cards, of_sighting(event))
        if row is not None:
            self._drop(row)
        self._context.portraits.put(f"event:{card.event}", copied(event.shot.portrait))
        self._shots[card.event] = event.shot
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._cards.insert(0, card)
        self.endInsertRows()
        while len(self._cards) > KEPT:
            self._drop(len(self._cards) - 1)

    def _drop(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        gone = self._cards.pop(row)
        self.endRemoveRows()
        self._shots.pop(gone.event, None)

    def _portrait_ready(self, key: str) -> None:
        for row, card in enumerate(self._cards):
            if key == f"event:{card.event}":
                where = self.index(row)
                self.dataChanged.emit(where, where)
