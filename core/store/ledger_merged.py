"""The ledger as it reads once people were merged: what was written of one is the other's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter

from core.domain.attendance import Punch, Stamp
from core.domain.doors import DoorFact
from core.domain.ids import DoorId, EventId, PersonId
from core.domain.ledger import Entry, Fact, Request
from core.domain.work import Leave
from core.store.ledger_reading import LedgerReading

_IN_ORDER = attrgetter("at", "id")
_Aliases = Mapping[PersonId, PersonId]


class MergedReading(LedgerReading):
    """Says who people are by now. Rows stay as they were written, so that a merge is taken back without a trace."""

    def entry(self, entry: EventId) -> Entry | None:
        """See LedgerReading."""
        found = super().entry(entry)
        return found and _read_as(self._aliases(), [found])[0]

    def punches(self, first: datetime, last: datetime, people: Sequence[PersonId] | None = None) -> tuple[Entry, ...]:
        """See LedgerReading."""
        aliases = self._aliases()
        return _read_as(aliases, super().punches(first, last, _all_of(aliases, people)))

    def stamps(
        self, first: datetime, last: datetime, people: Sequence[PersonId] | None = None
    ) -> Mapping[PersonId, tuple[Stamp, ...]]:
        """See LedgerReading."""
        aliases = self._aliases()
        written = super().stamps(first, last, _all_of(aliases, people))
        others = written.keys() & aliases.keys()
        if not others:
            return written
        found = dict(written)
        for other in others:
            both = found.pop(other) + found.get(aliases[other], ())
            found[aliases[other]] = tuple(sorted(both, key=_IN_ORDER))
        return found

    def leaves(self, people: Sequence[PersonId] | None = None) -> tuple[Entry, ...]:
        """See LedgerReading."""
        aliases = self._aliases()
        return _read_as(aliases, super().leaves(_all_of(aliases, people)))

    def last_punches(self, since: datetime, until: datetime | None = None) -> Mapping[PersonId, Punch]:
        """See LedgerReading."""
        aliases, newest = self._aliases(), dict(super().last_punches(since, until))
        for other in newest.keys() & aliases.keys():
            punch = replace(newest.pop(other), person=aliases[other])
            if punch.person not in newest or newest[punch.person].at < punch.at:
                newest[punch.person] = punch
        return newest

    def door_facts(
        self, first: datetime, last: datetime, door: DoorId | None = None, limit: int | None = None
    ) -> tuple[Entry, ...]:
        """See LedgerReading."""
        return _read_as(self._aliases(), super().door_facts(first, last, door, limit))

    def requests(self) -> tuple[Entry, ...]:
        """See LedgerReading."""
        return _read_as(self._aliases(), super().requests())

    def history(self, limit: int, before: EventId | None = None) -> tuple[Entry, ...]:
        """See LedgerReading."""
        return _read_as(self._aliases(), super().history(limit, before))

    def with_voiders(self, entry: EventId) -> tuple[Entry, ...]:
        """Return an entry with all that voids it or its voiders, in the order of writing."""
        return _read_as(self._aliases(), self._with_voiders("id = ?", [entry], None))

    def _aliases(self) -> _Aliases:
        with self._reads.reading() as db:
            into = {PersonId(other): PersonId(person) for other, person in db.execute("SELECT * FROM merged")}
        return {other: _end(into, other) for other in into}


def _end(into: _Aliases, person: PersonId) -> PersonId:
    """Return who somebody is after all merges. Nobody is merged into somebody removed, so that there is an end."""
    while person in into:
        person = into[person]
    return person


def _all_of(aliases: _Aliases, people: Sequence[PersonId] | None) -> Sequence[PersonId] | None:
    """Return all ids of some people; of somebody who was merged into somebody else none."""
    if people is None or not aliases:
        return people
    wanted = set(people)
    return [*(wanted - aliases.keys()), *(other for other, person in aliases.items() if person in wanted)]


def _read_as(aliases: _Aliases, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(replace(entry, fact=_fact(aliases, entry.fact)) for entry in entries) if aliases else tuple(entries)


def _fact(aliases: _Aliases, fact: Fact | None) -> Fact | None:
    if isinstance(fact, Request):
        wanted = fact.wanted
        return replace(fact, wanted=replace(wanted, person=aliases.get(wanted.person, wanted.person)))
    if isinstance(fact, Punch | Leave | DoorFact) and fact.person is not None and fact.person in aliases:
        return replace(fact, person=aliases[fact.person])
    return fact
