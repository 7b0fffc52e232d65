"""What people wrote into the ledger, told so that it can be read and taken back."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from core.domain.attendance import Punch
from core.domain.doors import DoorFact
from core.domain.ids import EventId, PersonId
from core.domain.ledger import Entry, PlanSaved, Request, Undo
from core.domain.reports import Deed, HistoryLine, OpenRequest
from core.domain.work import Leave
from core.policy.ledger import in_force
from core.runtime.site_ports import Ledger


class Teller:
    """Tells entries of one ledger; `names` are those of everybody still enrolled. For one telling only."""

    def __init__(self, ledger: Ledger, names: Mapping[PersonId, str]) -> None:
        self._ledger = ledger
        self._names = names
        self._entries: dict[EventId, Entry | None] = {}
        self._standing: dict[EventId, frozenset[EventId]] = {}

    def lines(self, entries: Iterable[Entry]) -> tuple[HistoryLine, ...]:
        """Return a line for every entry, in their order."""
        return tuple(self._line(entry) for entry in entries)

    def open_requests(self, entries: Iterable[Entry]) -> tuple[OpenRequest, ...]:
        """Return the requests among some entries, of people who are still enrolled."""
        found = []
        for entry in entries:
            request = entry.fact
            if isinstance(request, Request) and request.wanted.person in self._names:
                person = request.wanted.person
                fact = before.fact if (before := self._entry(request.instead_of)) else None
                replaced = fact if isinstance(fact, (Punch, Leave)) else None
                name = self._names[person]
                found.append(
                    OpenRequest(entry.id, entry.utc, person, name, entry.author, entry.reason, request, replaced)
                )
        return tuple(found)

    def _line(self, entry: Entry) -> HistoryLine:
        before = self._entry(entry.voids or entry.answers)
        person = self._person(entry)
        name = self._names.get(person, "") if person is not None else ""
        undone = self._line(before) if before is not None and isinstance(entry.fact, Undo) else None
        return HistoryLine(entry, deed_of(entry), name, before, self._undoable(entry), undone)

    def _undoable(self, entry: Entry) -> bool:
        if not entry.author or isinstance(entry.fact, (PlanSaved, DoorFact)):
            return False
        if isinstance(entry.fact, Request) and entry.id not in self._open:
            return False
        anchor = self._anchor(entry)
        if anchor.id not in self._standing:
            about = in_force(self._ledger.with_voiders(anchor.id))
            self._standing[anchor.id] = frozenset(one.id for one in about)
        standing = self._standing[anchor.id]
        return entry.id in standing and self._may_return(entry, standing)

    def _may_return(self, undoing: Entry, standing: frozenset[EventId]) -> bool:
        """Say whether what an undoing took back may be in force again: nothing has come in its place."""
        back = self._entry(undoing.voids) if isinstance(undoing.fact, Undo) else None
        if back is None:
            return True
        if back.answers is not None and back.answers not in self._open:
            return False
        voided = self._entry(back.voids)
        if voided is None:
            return True
        both = isinstance(back.fact, Undo) and isinstance(voided.fact, Undo)
        return voided.id in standing and (not both or self._may_return(voided, standing))

    @cached_property
    def _open(self) -> frozenset[EventId]:
        """The requests nobody has answered."""
        return frozenset(entry.id for entry in self._ledger.requests())

    def _anchor(self, entry: Entry) -> Entry:
        """Return the first of the entries that void each other of which this is the last."""
        before = self._entry(entry.voids)
        return self._anchor(before) if before is not None else entry

    def _person(self, entry: Entry) -> PersonId | None:
        fact = entry.fact
        if isinstance(fact, Request):
            return fact.wanted.person
        if isinstance(fact, (Punch, Leave, DoorFact)):
            return fact.person
        before = self._entry(entry.voids or entry.answers)
        return self._person(before) if before is not None else None

    def _entry(self, entry: EventId | None) -> Entry | None:
        if entry is None:
            return None
        if entry not in self._entries:
            self._entries[entry] = self._ledger.entry(entry)
        return self._entries[entry]


def deed_of(entry: Entry) -> Deed:
    """Return what was done with an entry."""
    fact = entry.fact
    if fact is None:
        return Deed.STRUCK if entry.answers is None else Deed.TURNED_DOWN
    if isinstance(fact, (Punch, Leave)) and entry.answers is not None:
        return Deed.GRANTED
    if isinstance(fact, Punch):
        return Deed.ADDED if entry.voids is None else Deed.REPLACED
    return _OTHER_DEEDS[type(fact)]


_OTHER_DEEDS = {
    Leave: Deed.LEAVE,
    Request: Deed.ASKED,
    PlanSaved: Deed.PLANNED,
    DoorFact: Deed.AT_DOOR,
    Undo: Deed.UNDONE,
}
