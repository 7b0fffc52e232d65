"""What happens at doors, written down and then told."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from core.domain.access import Ruling
from core.domain.clock import Clock
from core.domain.doors import DoorFact
from core.domain.events import AtDoor
from core.domain.ids import DoorId, PersonId, new_event_id
from core.domain.ledger import Entry
from core.runtime.site_ports import Ledger


@dataclass(frozen=True, slots=True)
class DoorLog:
    """Writes door facts to the ledger; each is announced under its entry's id once it is there."""

    ledger: Ledger
    clock: Clock
    name_of: Callable[[PersonId], str]
    door_name: Callable[[DoorId], str]
    announce: Callable[[AtDoor], None]

    def note(self, fact: DoorFact, ruling: Ruling | None = None, author: str = "", reason: str = "") -> None:
        """Queue a fact; waits for nothing."""
        entry, event = self._of(fact, ruling, author, reason)
        self.ledger.enqueue(entry, partial(self.announce, event))

    def write(self, fact: DoorFact, author: str, reason: str) -> None:
        """Write what somebody did and wait for the disk. Raises KnownError; then it is not told."""
        entry, event = self._of(fact, None, author, reason)
        self.ledger.append([entry])
        self.announce(event)

    def _of(self, fact: DoorFact, ruling: Ruling | None, author: str, reason: str) -> tuple[Entry, AtDoor]:
        entry = Entry(new_event_id(), self.clock.utc(), fact, author, reason)
        name = self.name_of(fact.person) if fact.person is not None else None
        return entry, AtDoor(entry.id, fact.at, fact, self.door_name(fact.door), name, ruling)
