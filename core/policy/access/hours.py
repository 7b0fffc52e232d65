"""Weekly hours against the clock on the wall.

Hours are those a clock on the wall shows, on the day they began: where clocks are put back, an hour comes twice and is
open twice; where they are put forward, a part of the hours never comes.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from core.domain.access import Schedule
from core.domain.calendar import MINUTES_A_DAY, Calendar, Hours

_DAY = timedelta(days=1)


class Wall(NamedTuple):
    """A moment by the clock and the calendar on the wall. `off`, `off_before`: that day, or the one before, is off."""

    day: date
    minute: int
    off: bool
    off_before: bool


class Period(NamedTuple):
    """Hours on the day they begin."""

    day: date
    hours: Hours

    def holds(self, wall: Wall) -> bool:
        """Say whether a moment lies in it."""
        minute = (wall.day - self.day).days * MINUTES_A_DAY + wall.minute
        return self.hours.start <= minute < self.hours.end


def wall_of(when: datetime, zone: ZoneInfo, calendar: Calendar, groups: frozenset[str]) -> Wall:
    """Return an aware moment as somebody of these groups reads it off the wall."""
    local = when.astimezone(zone)
    day = local.date()
    before = day - _DAY
    off = off_before = False
    for holiday in calendar.holidays:
        if holiday.day == day:
            off = off or holiday.spares(groups)
        elif holiday.day == before:
            off_before = off_before or holiday.spares(groups)
    return Wall(day, local.hour * 60 + local.minute, off, off_before)


def periods(schedule: Schedule, wall: Wall) -> tuple[Period, ...]:
    """Return the hours of a schedule that a moment lies in, also those that began the day before."""
    weekday = wall.day.weekday()
    today = schedule.holidays if wall.off else schedule.week[weekday]
    yesterday = schedule.holidays if wall.off_before else schedule.week[weekday - 1]
    begun = [Period(wall.day, hours) for hours in today if hours.start <= wall.minute < hours.end]
    late = wall.minute + MINUTES_A_DAY
    return (*begun, *(Period(wall.day - _DAY, hours) for hours in yesterday if hours.start <= late < hours.end))
