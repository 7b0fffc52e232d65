"""What of the ledger is in force."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import attrgetter

from core.domain.attendance import Punch, Stamp
from core.domain.ids import EventId, PersonId
from core.domain.ledger import Entry, Undo

_IN_ORDER = attrgetter("at", "id")


def in_force(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that count, in their order, of some given in the order of writing.

    An entry that was undone is as if it had never been written. One that was struck out or replaced counts no more,
    but what it had itself voided stays void: the last word on a punch is the one that holds.
    """
    void: set[EventId] = set()
    undone: set[EventId] = set()
    counting: list[Entry] = []
    # From the newest on: by then all that could void an entry has been looked at.
    for entry in reversed(tuple(entries)):
        if entry.id in undone:
            continue
        if entry.id not in void:
            counting.append(entry)
        if entry.voids is not None:
            (undone if isinstance(entry.fact, Undo) else void).add(entry.voids)
    counting.reverse()
    return tuple(counting)


def stamps(entries: Iterable[Entry]) -> Mapping[PersonId, tuple[Stamp, ...]]:
    """Return the punches in force of everybody who has any, by time and then by id; see `in_force`."""
    found: defaultdict[PersonId, list[Stamp]] = defaultdict(list)
    for entry in in_force(entries):
        punch = entry.fact
        if isinstance(punch, Punch):
            stamp = Stamp(entry.id, punch.at, punch.way, punch.source, punch.door, corrected=bool(entry.author))
            found[punch.person].append(stamp)
    return {person: tuple(sorted(some, key=_IN_ORDER)) for person, some in found.items()}
