"""Days reckoned from the books, for as many people as are asked for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.domain.attendance import Day, Stamp
from core.domain.ids import PersonId
from core.domain.ledger import Entry
from core.domain.people import Person
from core.domain.plan import Plan
from core.domain.reports import DaysQuery, LeaveLine
from core.domain.text import folded
from core.domain.visitors import VISITORS
from core.domain.work import Leave
from core.policy.attendance import Reckoner, window
from core.policy.ledger import in_force
from core.runtime.attendance.books import Books
from core.runtime.attendance.uncollected import uncollected
from core.runtime.attendance.zones import zone_of

_ONE_BY_ONE = 20
"""Up to so many people are looked up by themselves; of more it is quicker to read everybody's punches."""


@dataclass(frozen=True, slots=True)
class PersonReckoning:
    """A person, their days, and the leaves in force that they have at any time."""

    person: Person
    days: tuple[Day, ...]
    leaves: tuple[LeaveLine, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """At which moment and under which plan days are reckoned."""

    at: datetime
    plan: Plan
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Reckoning(Basis):
    """What was reckoned of some people, by name."""

    people: tuple[PersonReckoning, ...]


_Ground = tuple[Person, Sequence[Stamp], Sequence[LeaveLine]]
"""What a person's days rest on, beside the plan and the minute."""


class Memory:
    """What was reckoned last: days change with what they rest on and, until they are over, with every minute.

    Safe from any thread; for whoever asks for the same days again and again.
    """

    def __init__(self) -> None:
        self._when: tuple[object, ...] = ()
        self._plan = Plan()
        self._known: dict[PersonId, tuple[_Ground, PersonReckoning]] = {}

    def of(self, plan: Plan, *when: object) -> dict[PersonId, tuple[_Ground, PersonReckoning]]:
        """Return what is known of a plan at a time, to be added to."""
        if plan is not self._plan or when != self._when:
            self._plan, self._when, self._known = plan, when, {}
        return self._known


def reckon(books: Books, query: DaysQuery, memory: Memory | None = None) -> Reckoning:
    """Reckon the days of a query, for whoever it asks for who was here then. Raises KnownError(ZONE_UNKNOWN)."""
    basis = basis_of(books)
    with uncollected():
        return Reckoning(basis.at, basis.plan, basis.zone, tuple(each(books, basis, query, memory)))


def basis_of(books: Books) -> Basis:
    """Return what to reckon by at this moment. Raises KnownError(ZONE_UNKNOWN)."""
    plan = books.plan()
    return Basis(books.clock.utc(), plan, zone_of(plan.calendar))


def each(books: Books, basis: Basis, query: DaysQuery, memory: Memory | None = None) -> Iterator[PersonReckoning]:
    """Reckon one person after the other; as `reckon`, but the days of many people need not all be there at once."""
    plan, zone, now = basis.plan, basis.zone, basis.at
    wanted = _wanted(books.people(), query)
    some = [person.id for person in wanted] if len(wanted) <= _ONE_BY_ONE else None
    stamped = books.ledger.stamps(*window(query.first, query.last, zone), some)
    leaves = leaves_of(books.ledger.leaves(some))
    reckoner = Reckoner(plan, zone, query.first, query.last)
    known = memory.of(plan, zone, query.first, query.last, _minute(now, query, zone)) if memory else {}
    for person in wanted:
        ground = person, stamped.get(person.id, ()), leaves.get(person.id, ())
        before = known.get(person.id)
        if before is None or before[0] != ground:
            before = ground, _reckoned(reckoner, ground, zone, now)
            if memory:
                known[person.id] = before
        if before[1].days:
            yield before[1]


def _minute(now: datetime, query: DaysQuery, zone: ZoneInfo) -> datetime | None:
    """Return the minute it is; None where every day of a query is long over, so that it says nothing of them."""
    _, end = window(query.first, query.last, zone)
    return now.replace(second=0, microsecond=0) if now < end else None


def _reckoned(reckoner: Reckoner, ground: _Ground, zone: ZoneInfo, now: datetime) -> PersonReckoning:
    """Return a person's days; none if they were not here then, nor could be."""
    person, own, away = ground
    groups = person.membership.groups
    days = reckoner.days(person.id, groups, own, [line.leave for line in away], now)
    tenure = _tenure(person, own, zone)
    was_here = own or tenure.meets(days[0].day, days[-1].day)
    return PersonReckoning(person, tenure.within(days) if was_here else (), tuple(away))


def leaves_of(entries: Iterable[Entry]) -> Mapping[PersonId, tuple[LeaveLine, ...]]:
    """Return the leaves in force of everybody who has any, in the order they were written."""
    found: defaultdict[PersonId, tuple[LeaveLine, ...]] = defaultdict(tuple)
    for entry in in_force(entries):
        if isinstance(entry.fact, Leave):
            found[entry.fact.person] += (LeaveLine(entry.id, entry.fact, entry.reason),)
    return found


def is_colleague(person: Person) -> bool:
    """Say whether somebody's coming and going is work; that of visitors is not."""
    return VISITORS not in person.membership.groups


@dataclass(frozen=True, slots=True)
class _Tenure:
    """From which day to which somebody could come at all; None for any."""

    first: date | None
    last: date | None

    def meets(self, first: date, last: date) -> bool:
        return (self.first is None or self.first <= last) and (self.last is None or first <= self.last)

    def within(self, days: Sequence[Day]) -> tuple[Day, ...]:
        """Return the days, with nothing to be said of those outside on which nobody was seen."""
        return tuple(day if day.stamps or self.meets(day.day, day.day) else Day(day.day) for day in days)


def _tenure(person: Person, own: Sequence[Stamp], zone: ZoneInfo) -> _Tenure:
    """Nobody is absent before they were enrolled, outside the dates they are valid for, or once they are inactive."""
    since, until = person.membership.since or person.created, person.membership.until
    last = (until.astimezone(zone) - timedelta(microseconds=1)).date() if until is not None else None
    if not person.active:
        seen = own[-1].at.astimezone(zone).date() if own else date.min
        last = seen if last is None else min(seen, last)
    first = since.astimezone(zone).date()
    return _Tenure(min(first, own[0].at.astimezone(zone).date()) if own else first, last)


def _wanted(people: Iterable[Person], query: DaysQuery) -> list[Person]:
    text = folded(query.text)
    found = [
        person
        for person in people
        if is_colleague(person)
        and (query.people is None or person.id in query.people)
        and (not query.group or query.group in person.membership.groups)
        and (not text or text in folded(person.name) or text in folded(person.external_id))
    ]
    return sorted(found, key=lambda person: (folded(person.name), person.id))
