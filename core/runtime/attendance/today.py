"""Who is in, late, missing or away at this moment."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.domain.attendance import Day, Mark, Planned, Stamp, Way
from core.domain.calendar import Calendar
from core.domain.ids import ShiftId
from core.domain.reports import DaysQuery, LeaveLine, RollState, Today, TodayRow
from core.domain.text import folded
from core.domain.visitors import VISITORS, Visit
from core.domain.work import Leave, Shift
from core.runtime.attendance.books import Books
from core.runtime.attendance.reckoning import Memory, PersonReckoning, Reckoning, reckon
from core.runtime.attendance.zones import zone_of


def working_day(at: datetime, calendar: Calendar, zone: ZoneInfo) -> date:
    """Return the day a moment belongs to where nobody's shift says otherwise: it begins at `day_starts`."""
    return (at.astimezone(zone).replace(tzinfo=None) - timedelta(minutes=calendar.day_starts)).date()


def today(books: Books, memory: Memory) -> Today:
    """Return how it stands with everybody at this moment; `memory` spares most of the work the next time.

    Raises KnownError(ZONE_UNKNOWN).
    """
    calendar, now = books.plan().calendar, books.clock.utc()
    zone = zone_of(calendar)
    day = working_day(now, calendar, zone)
    # With the day before, whose night shift may still go on.
    reckoning = reckon(books, DaysQuery(day - timedelta(days=1), day), memory)
    visitors = [_visitor_row(visit) for visit in guests(books.visits.visits(), now)]
    rows = [*colleagues(reckoning, now), *visitors]
    rows.sort(key=lambda row: (folded(row.name), row.person))
    counts = Counter(row.state for row in rows)
    return Today(now, day, zone.key, tuple(rows), {state: counts[state] for state in RollState})


def guests(visits: Iterable[Visit], now: datetime) -> Sequence[Visit]:
    """Return the visitors that are inside at a moment."""
    return [visit for visit in visits if visit.left is None and now < visit.until]


def colleagues(reckoning: Reckoning, now: datetime) -> Sequence[TodayRow]:
    """Return a line for everybody whose last two days these are: of the first only what goes on still."""
    teller = _Teller({shift.id: shift for shift in reckoning.plan.work.shifts}, reckoning.zone, now)
    return [teller.row(one) for one in reckoning.people if one.person.may_be_found(now) or one.days[-1].stamps]


def _visitor_row(visit: Visit) -> TodayRow:
    return TodayRow(visit.person, visit.name, frozenset({VISITORS}), RollState.VISITOR, since=visit.arrived)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Says how it stands with one person after the other."""

    shifts: dict[ShiftId, Shift]
    zone: ZoneInfo
    now: datetime

    def row(self, one: PersonReckoning) -> TodayRow:
        before, day = one.days
        if Mark.OPEN in before.marks and not day.stamps:
            day = before
        start, end = _bounds(day.planned)
        last = day.stamps[-1] if day.stamps else None
        state = self._state(day, last, one.leaves)
        overdue = int((self.now - start).total_seconds()) // 60 if start and state is RollState.LATE else day.late
        return TodayRow(
            one.person.id, one.person.name, one.person.membership.groups, state, last.at if last else None,
            last.door if last else "", start, end, overdue, day,
        )  # fmt: skip

    def _state(self, day: Day, last: Stamp | None, leaves: Sequence[LeaveLine]) -> RollState:
        if last is not None:
            return RollState.IN if last.way is Way.IN else RollState.OUT
        if not day.planned:
            return RollState.LEAVE if Mark.LEAVE in day.marks else RollState.OFF
        due = self._due(day)
        if any(self._covers(line.leave, day.day, due) for line in leaves):
            return RollState.LEAVE
        if self.now <= due:
            return RollState.PENDING
        return RollState.LATE if self.now < day.planned[-1].end else RollState.ABSENT

    def _due(self, day: Day) -> datetime:
        """Return by when somebody must have come: the end of the grace, or of hours that may be worked at any time."""
        part = day.planned[0]
        shift = self.shifts[part.shift]
        if not shift.flexible:
            return part.start + timedelta(minutes=shift.grace_in)
        return self._at(day.day, shift.core.start + shift.grace_in) if shift.core else day.planned[-1].end

    def _covers(self, leave: Leave, day: date, due: datetime) -> bool:
        if not leave.first <= day <= leave.last:
            return False
        hours = leave.hours
        return hours is None or self._at(day, hours.start) <= max(due, self.now) < self._at(day, hours.end)

    def _at(self, day: date, minutes: int) -> datetime:
        local = datetime.combine(day, time()) + timedelta(minutes=minutes)
        return local.replace(tzinfo=self.zone).astimezone(UTC)


def _bounds(planned: Sequence[Planned]) -> tuple[datetime | None, datetime | None]:
    return (planned[0].start, max(part.end for part in planned)) if planned else (None, None)
