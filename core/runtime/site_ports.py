"""What attendance, doors and visitors need of the store and of relays. Reads answer from any thread.

What changes something waits for the disk, happens in one transaction or not at all, and raises KnownError.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from core.domain.attendance import Punch, Stamp
from core.domain.credentials import SecretKind
from core.domain.doors import DoorAct
from core.domain.events import SeenAtDoor
from core.domain.ids import DoorId, EventId, PersonId
from core.domain.ledger import Entry, Verification
from core.domain.plan import Plan
from core.domain.visitors import Visit


class Ledger(Protocol):
    """The chain of everything that happened; nothing in it is ever changed."""

    def append(self, entries: Sequence[Entry]) -> None:
        """Write entries in one transaction and wait for the disk.

        Raises KnownError(ENTRY_UNKNOWN) for one that voids or answers what is not there, KnownError(ENTRY_VOID) for one
        that voids or answers what is void or answered already; then none is written.
        """
        ...

    def enqueue(self, entry: Entry, told: Callable[[], None] | None = None) -> None:
        """Queue an entry; never blocks, never drops. `told` as in Store.record."""
        ...

    def entry(self, entry: EventId) -> Entry | None:
        """Return one entry."""
        ...

    def with_voiders(self, entry: EventId) -> tuple[Entry, ...]:
        """Return an entry with all that voids it or its voiders, in the order of writing."""
        ...

    def punches(self, first: datetime, last: datetime, people: Sequence[PersonId] | None = None) -> tuple[Entry, ...]:
        """Return the punches from `first` until before `last`, as written, with all that voids them or each other.

        Everything `core.policy.ledger.in_force` needs to say which of them count; in the order of writing.
        """
        ...

    def stamps(
        self, first: datetime, last: datetime, people: Sequence[PersonId] | None = None
    ) -> Mapping[PersonId, tuple[Stamp, ...]]:
        """Return what core.policy.ledger.stamps makes of `punches`, much sooner."""
        ...

    def leaves(self, people: Sequence[PersonId] | None = None) -> tuple[Entry, ...]:
        """Return every leave, with all that voids them; in the order of writing."""
        ...

    def last_punches(self, since: datetime, until: datetime | None = None) -> Mapping[PersonId, Punch]:
        """Return everybody's newest punch in force from `since` on, and before `until` if that is given."""
        ...

    def door_facts(
        self, first: datetime, last: datetime, door: DoorId | None = None, limit: int | None = None
    ) -> tuple[Entry, ...]:
        """Return what happened at doors from `first` until before `last`, newest first, at most `limit`."""
        ...

    def door_modes(self) -> Mapping[DoorId, DoorAct]:
        """Return how each door was told to be run last: HELD, LOCKED_DOWN or NORMAL."""
        ...

    def requests(self) -> tuple[Entry, ...]:
        """Return the requests nobody has answered, oldest first."""
        ...

    def history(self, limit: int, before: EventId | None = None) -> tuple[Entry, ...]:
        """Return what people wrote (corrections, leaves, answers, plans, releases), newest first, paged by `before`."""
        ...

    def plan(self) -> Plan:
        """Return the plan saved last; the empty one before the first."""
        ...

    def verify(self, progress: Callable[[float], None] | None = None) -> Verification:
        """Read every row and check it against its seal; `progress` is told a share 0…1.

        Raises KnownError(LEDGER_KEY_MISSING or LEDGER_KEY_WRONG).
        """
        ...

    def row_of(self, head: str) -> int | None:
        """Return the number of the row with this seal (hexadecimal); None if there is none."""
        ...


class Sightings(Protocol):
    """Who was seen at doors."""

    def at_doors(self, first: datetime, last: datetime) -> tuple[SeenAtDoor, ...]:
        """Return who was seen from `first` until before `last` by cameras that look at doors, in the order of time."""
        ...


class Presence(Protocol):
    """Who was last seen where: a note to survive a restart, no record."""

    def seen(self, notes: Mapping[tuple[PersonId, str], datetime]) -> None:
        """Keep when each person was last seen at a place; queued, never blocks."""
        ...

    def recent(self, since: datetime) -> Mapping[tuple[PersonId, str], datetime]:
        """Return the notes from `since` on."""
        ...


class Secrets(Protocol):
    """PINs and codes; what is kept is a slow hash of a PIN and a plain one of a code, which is random."""

    def give(self, person: PersonId, kind: SecretKind, secret: str) -> None:
        """Set a person's PIN or code in the place of the old one.

        Raises KnownError: PIN_WEAK, PIN_LIKE_DURESS (the two must differ), PERSON_UNKNOWN.
        """
        ...

    def take(self, person: PersonId, kind: SecretKind) -> None:
        """Delete one; nothing if there is none."""
        ...

    def kinds(self, person: PersonId) -> frozenset[SecretKind]:
        """Return what a person has."""
        ...

    def check(self, person: PersonId, pin: str) -> SecretKind | None:
        """Return whether this is the person's PIN or DURESS one; None for neither. Takes a tenth of a second."""
        ...

    def of_code(self, code: str) -> PersonId | None:
        """Return whose code this is."""
        ...


class VisitBook(Protocol):
    """Visitors that are here or were, until they are erased."""

    def sign_in(self, visit: Visit) -> None:
        """Keep a visit of somebody who is enrolled already."""
        ...

    def sign_out(self, person: PersonId, at: datetime) -> None:
        """Note that a visitor left; they are no longer found from then on. Raises KnownError(VISITOR_UNKNOWN)."""
        ...

    def extend(self, person: PersonId, until: datetime, erase_at: datetime) -> None:
        """Let a visitor stay longer, and come back if they had left."""
        ...

    def visits(self) -> tuple[Visit, ...]:
        """Return everybody not erased yet, newest first."""
        ...


class Relay(Protocol):
    """A device that unlocks a door. One thread at a time; every call ends within two seconds or raises KnownError.

    RELAY_UNREACHABLE, RELAY_REFUSED and RELAY_GARBLED say why nothing is known to have happened.
    """

    @property
    def timed(self) -> bool:
        """Whether the device itself ends a pulse, so that nothing can keep the door open for longer."""
        ...

    @property
    def lock_timed(self) -> bool:
        """Whether the device itself ends `lock_for`, so that nothing can keep the door locked for longer."""
        ...

    def pulse(self, seconds: float) -> None:
        """Unlock for `seconds`. Where the device is not `timed` it stays unlocked until `lock`."""
        ...

    def unlock(self) -> None:
        """Unlock until told otherwise."""
        ...

    def lock_for(self, seconds: float) -> None:
        """Lock for `seconds`. Where the device is not `lock_timed` it stays locked until `unlock`."""
        ...

    def lock(self) -> None:
        """Lock until told otherwise."""
        ...

    def leaf_open(self) -> bool | None:
        """Return what the door contact says; None without one. Also proves that the device is there."""
        ...

    def close(self) -> None:
        """Let go of the device without changing it; idempotent."""
        ...
