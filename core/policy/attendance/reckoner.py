"""Reckons days from stamps."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.domain.attendance import Day, Stamp
from core.domain.ids import PersonId, RotaId, ShiftId
from core.domain.plan import Plan
from core.domain.work import Assignment, Leave, Shift
from core.policy.attendance.absences import NO_ABSENCES, Absences, absences
from core.policy.attendance.days import judge
from core.policy.attendance.local import day_start, minute_of, moment, utc
from core.policy.attendance.pairing import pair
from core.policy.attendance.roster import DayPlan, Duty, Roster, duty_on
from core.policy.attendance.rota import assignment_on, assignments_of, holidays_for, turn
from core.policy.attendance.sheets import Sheet, Sorter

_MARGIN = 3
"""Days before and after those that are asked for: nobody is at work for longer than 32 hours, nor is a shift, and a
punch may be hours away from it."""

_NOTHING = Sheet()

_Turn = tuple[RotaId, date, date | None]
"""A rota, from when it holds and until when."""


class Reckoner:
    """Reckons the days from `first` to `last` under one plan in one zone, for many people.

    What people share (when each shift is, what a rota says) is worked out once. It is a value: nothing in it changes
    but what it remembers, and any thread may ask it.
    """

    def __init__(self, plan: Plan, zone: ZoneInfo, first: date, last: date) -> None:
        self._work, self._calendar = plan.work, plan.calendar
        self._zone = zone
        self._span = tuple(_days(first - timedelta(days=_MARGIN), last + timedelta(days=_MARGIN)))
        self._starts = tuple(day_start(day, plan.calendar.day_starts, zone) for day in self._span)
        self._duties: dict[tuple[ShiftId, date], Duty | None] = {}
        self._blank: dict[DayPlan, Day] = {}
        self._rosters: dict[tuple[tuple[_Turn, ...], frozenset[date]], Roster] = {}

    def days(
        self,
        person: PersonId,
        groups: frozenset[str],
        stamps: Sequence[Stamp],
        leaves: Sequence[Leave],
        now: datetime,
    ) -> tuple[Day, ...]:
        """Return what each day amounts to at `now`, one Day for each date in order.

        `stamps` are the person's within `window` of the days, in any order; those after `now` are not looked at.
        `leaves` are those in force, also other people's; `groups` are the names the person is a member of.
        """
        roster = self._roster(person, groups)
        away = absences(leaves, person, self._span[0], self._span[-1], self._zone)
        visits = pair([stamp for stamp in stamps if stamp.at <= now], int(now.timestamp()), roster.plausible)
        sheets = Sorter(roster, frozenset(away.days), self._zone).sort(visits)
        minute = minute_of(now)
        return tuple(
            [self._day(roster.plan(day), sheets.get(day), away, minute) for day in self._span[_MARGIN:-_MARGIN]]
        )

    def _day(self, plan: DayPlan, sheet: Sheet | None, away: Absences, now: int) -> Day:
        """Judge a day; one that is over and on which there is nothing at all is the same for many people."""
        if sheet is not None:
            return judge(plan, sheet, away, now)
        # Hours of leave may be about the night shift of the day before.
        if plan.day in away.on or away.hours or any(duty.end > now for duty in plan.duties):
            return judge(plan, _NOTHING, away, now)
        day = self._blank.get(plan)
        if day is None:
            day = self._blank[plan] = judge(plan, _NOTHING, NO_ABSENCES, now)
        return day

    def since(self, person: PersonId, groups: frozenset[str], at: datetime) -> datetime:
        """Return since when a punch belongs to the same working day as one at `at`, for `core.policy.presence.way_of`.

        `at` must be on the days the reckoner was made for.
        """
        return utc(self._roster(person, groups).since(minute_of(at)))

    def _roster(self, person: PersonId, groups: frozenset[str]) -> Roster:
        given = assignments_of(self._work, person, groups)
        holidays = holidays_for(self._calendar.holidays, groups)
        # Many follow the same rotas, each by an assignment of their own.
        key = tuple([(each.rota, each.since, each.until) for each in given]), holidays
        roster = self._rosters.get(key)
        if roster is None:
            roster = Roster([self._plan_of(day, given, day in holidays) for day in self._span], self._starts)
            self._rosters[key] = roster
        return roster

    def _plan_of(self, day: date, given: tuple[Assignment, ...], holiday: bool) -> DayPlan:
        rota = assignment_on(given, day)
        shifts = () if rota is None else turn(self._work, rota, day)
        off = day.weekday() in self._calendar.weekend if rota is None else not shifts
        duties = tuple(duty for duty in (self._duty(shift, day) for shift in shifts) if duty is not None)
        return DayPlan(day, () if holiday else duties, duties if holiday else (), rota is not None, holiday, off)

    def _duty(self, shift: Shift, day: date) -> Duty | None:
        key = shift.id, day
        if key not in self._duties:
            self._duties[key] = duty_on(shift, day, self._zone)
        return self._duties[key]


def reckon(
    stamps: Sequence[Stamp],
    leaves: Sequence[Leave],
    plan: Plan,
    person: PersonId,
    groups: frozenset[str],
    first: date,
    last: date,
    now: datetime,
    zone: ZoneInfo,
) -> tuple[Day, ...]:
    """Return what one person's days from `first` to `last` amount to at `now`; as Reckoner.days."""
    return Reckoner(plan, zone, first, last).days(person, groups, stamps, leaves, now)


def window(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return from when until when stamps must be known to reckon these days, in UTC; the end is exclusive."""
    margin = timedelta(days=_MARGIN)
    return moment(first - margin, 0, zone), moment(last + margin, 1440, zone)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]
