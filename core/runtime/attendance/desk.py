"""Attendance as it is looked at and corrected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from core.domain.attendance import Punch, Source
from core.domain.doors import DoorFact
from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.ids import EventId, PersonId, new_event_id
from core.domain.ledger import Entry, Fact, PlanSaved, Request, Undo
from core.domain.reports import (
    ChartData,
    DaysQuery,
    Grid,
    GridRow,
    HistoryLine,
    Muster,
    OpenRequest,
    PersonDays,
    Today,
)
from core.domain.work import Leave
from core.policy.attendance import total, window
from core.runtime.attendance.books import Books
from core.runtime.attendance.charts import charts
from core.runtime.attendance.history import Teller
from core.runtime.attendance.inside import muster
from core.runtime.attendance.reckoning import Memory, PersonReckoning, reckon
from core.runtime.attendance.today import today
from core.runtime.attendance.zones import zone_of


class AttendanceDesk:
    """Safe from any thread; everything is computed from the ledger at the moment it is asked for.

    All that writes waits for the disk and raises KnownError(ENTRY_UNKNOWN, ENTRY_VOID, DISK_FULL and the like);
    whatever changes or takes back what stood there needs a reason, else KnownError(REASON_MISSING).
    """

    def __init__(self, books: Books, changed: Callable[[], None]) -> None:
        """`changed` is told after everything written here; return quickly, never raise."""
        self._books = books
        self._changed = changed
        self._today = Memory()
        self._grid = Memory()

    def zone(self) -> ZoneInfo:
        """Return the zone all days here are days of. Raises KnownError(ZONE_UNKNOWN)."""
        return zone_of(self._books.plan().calendar)

    def day(self) -> date:
        """Return which day it is where the site is. Raises KnownError(ZONE_UNKNOWN)."""
        return self._books.clock.utc().astimezone(self.zone()).date()

    def today(self) -> Today:
        """Return who is in, late, missing or away at this moment, and the visitors that are inside."""
        return today(self._books, self._today)

    def grid(self, query: DaysQuery) -> Grid:
        """Return people by days. Who is active is in it, and who was not any more but punched in that time."""
        reckoning = reckon(self._books, query, self._grid)
        return Grid(query.first, query.last, reckoning.zone.key, tuple(map(row_of, reckoning.people)))

    def person(self, person: PersonId, first: date, last: date) -> PersonDays:
        """Return one person's days, both dates inclusive. Raises KnownError(PERSON_UNKNOWN)."""
        reckoning = reckon(self._books, DaysQuery(first, last, people=frozenset({person})))
        if not reckoning.people:
            raise KnownError(ErrorCode.PERSON_UNKNOWN, name=person)
        (one,) = reckoning.people
        leaves = tuple(line for line in one.leaves if line.leave.first <= last and first <= line.leave.last)
        entries = self._books.ledger.punches(*window(first, last, reckoning.zone), [person])
        written = [entry for entry in reversed(entries) if entry.author]
        return PersonDays(row_of(one), first, last, reckoning.zone.key, leaves, self._teller().lines(written))

    def correct(self, person: PersonId, instead_of: EventId | None, punch: Punch | None, reason: str) -> EventId:
        """Add `punch`, or put it in the place of an entry, or with None strike that entry out; return the new entry.

        `instead_of` is the entry of a punch of that person. The new entry can be undone. Raises KnownError(PUNCH_AHEAD)
        for a time that is still to come.
        """
        if (punch or instead_of) is None or (punch is not None and punch.person != person):
            raise BugError("a correction says which punch of one person becomes which")
        if instead_of is not None:
            self._refuse_other(instead_of, person)
        return self._write(punch and self._manual(punch), reason, voids=instead_of)

    def undo(self, entry: EventId, reason: str) -> EventId:
        """Take back a correction, a leave, a request or an answer; what it had replaced is in force again.

        Raises KnownError(ENTRY_UNKNOWN) for what nobody wrote, KnownError(ENTRY_VOID) for what is taken back already
        and for a request that was answered: then it is the answer that can be taken back.
        """
        found = self._books.ledger.entry(entry)
        if found is None or not found.author or isinstance(found.fact, (DoorFact, PlanSaved)):
            raise KnownError(ErrorCode.ENTRY_UNKNOWN)
        if isinstance(found.fact, Request) and all(one.id != entry for one in self._books.ledger.requests()):
            raise KnownError(ErrorCode.ENTRY_VOID)
        return self._write(Undo(), reason, voids=entry)

    def grant_leave(self, leave: Leave, reason: str) -> EventId:
        """Let somebody be away; `undo` cancels it."""
        return self._write(leave, reason, reasoned=False)

    def ask(self, request: Request, reason: str, author: str) -> EventId:
        """Write down what somebody asks for, until it is granted or turned down; `author` is who asks."""
        if request.instead_of is not None:
            self._refuse_other(request.instead_of, request.wanted.person)
        if isinstance(request.wanted, Punch):
            request = replace(request, wanted=self._manual(request.wanted))
        return self._write(request, reason, reasoned=False, author=author)

    def requests(self) -> tuple[OpenRequest, ...]:
        """Return the requests nobody has answered, oldest first."""
        return self._teller().open_requests(self._books.ledger.requests())

    def grant(self, request: EventId, reason: str = "") -> EventId:
        """Make what was asked for a fact; `undo` of the returned entry takes it back.

        Without a `reason` the one it was asked for with stands. Raises KnownError(ENTRY_UNKNOWN, ENTRY_VOID).
        """
        asked = self._books.ledger.entry(request)
        if asked is None or not isinstance(asked.fact, Request):
            raise KnownError(ErrorCode.ENTRY_UNKNOWN)
        return self._write(
            asked.fact.wanted, reason or asked.reason, voids=asked.fact.instead_of, answers=request, reasoned=False
        )

    def turn_down(self, request: EventId, reason: str) -> EventId:
        """Answer a request with no; `undo` opens it again. Raises KnownError(ENTRY_UNKNOWN, ENTRY_VOID)."""
        return self._write(None, reason, answers=request)

    def charts(self, first: date, last: date, group: str = "") -> ChartData:
        """Return arrivals, lateness and occupancy of some days, both dates inclusive, of a group or of everybody."""
        reckoning = reckon(self._books, DaysQuery(first, last, group))
        return charts([one.days for one in reckoning.people], first, last, reckoning.zone)

    def muster(self) -> Muster:
        """Return who is inside at this moment, visitors included."""
        return muster(self._books)

    def history(self, limit: int, before: EventId | None = None) -> tuple[HistoryLine, ...]:
        """Return what people wrote, newest first, paged by `before`."""
        return self._teller().lines(self._books.ledger.history(limit, before))

    def _teller(self) -> Teller:
        return Teller(self._books.ledger, {person.id: person.name for person in self._books.people()})

    def _manual(self, punch: Punch) -> Punch:
        if punch.at > self._books.clock.utc():
            raise KnownError(ErrorCode.PUNCH_AHEAD)
        return replace(punch, source=Source.MANUAL)

    def _refuse_other(self, entry: EventId, person: PersonId) -> None:
        """Raise KnownError unless an entry states a punch or leave of a person."""
        found = self._books.ledger.entry(entry)
        if found is None or not isinstance(found.fact, (Punch, Leave)) or found.fact.person != person:
            raise KnownError(ErrorCode.ENTRY_UNKNOWN)

    def _refuse_gone(self, fact: Fact | None) -> None:
        """Raise KnownError(PERSON_UNKNOWN) for a fact about somebody who was removed meanwhile, or merged."""
        about = fact.wanted if isinstance(fact, Request) else fact
        if isinstance(about, (Punch, Leave)) and all(about.person != one.id for one in self._books.people()):
            raise KnownError(ErrorCode.PERSON_UNKNOWN, name=about.person)

    def _write(
        self,
        fact: Fact | None,
        reason: str,
        *,
        voids: EventId | None = None,
        answers: EventId | None = None,
        reasoned: bool = True,
        author: str | None = None,
    ) -> EventId:
        self._refuse_gone(fact)
        reason = reason.strip()
        if reasoned and not reason:
            raise KnownError(ErrorCode.REASON_MISSING)
        who = self._books.author if author is None else author
        entry = Entry(new_event_id(), self._books.clock.utc(), fact, who, reason, voids, answers)
        self._books.ledger.append([entry])
        self._changed()
        return entry.id


def row_of(one: PersonReckoning) -> GridRow:
    """Return a person's line of a grid."""
    person = one.person
    return GridRow(person.id, person.name, person.external_id, person.membership.groups, one.days, total(one.days))
