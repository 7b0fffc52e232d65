"""A rota as a grid that is filled in, and what it comes to in the next weeks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.domain.calendar import Calendar
from core.domain.ids import ShiftId
from core.domain.work import Rota
from gui.presenters.plan import WEEK, cell_text, shifts_on
from gui.presenters.plan_edit import monday
from gui.presenters.text import Translate

MOST_WEEKS = 12
MOST_DAYS = MOST_WEEKS * WEEK
PREVIEW_WEEKS = 4
Days = tuple[tuple[ShiftId, ...], ...]


def by_weeks(rota: Rota) -> bool:
    """Say whether a rota can be shown as weeks from Monday on."""
    return len(rota.days) % WEEK == 0 and rota.anchor.weekday() == 0


def resized(days: Days, length: int) -> Days:
    """Return a cycle of another length; one that grows goes on as it began."""
    return tuple(days[n % len(days)] for n in range(length))


def filled(days: Days, places: Iterable[int], shifts: tuple[ShiftId, ...]) -> Days:
    """Return the cycle with other shifts on some days."""
    chosen = set(places)
    return tuple(shifts if place in chosen else each for place, each in enumerate(days))


def toggled(days: Days, place: int, shift: ShiftId, order: Sequence[ShiftId]) -> Days:
    """Return the cycle with a shift more or less on a day, in the order of the plan."""
    held = set(days[place]) ^ {shift}
    return filled(days, (place,), tuple(each for each in dict.fromkeys((*order, *days[place])) if each in held))


@dataclass(frozen=True, slots=True)
class PreviewDay:
    """A day to come: what is to be worked, and whether a holiday is in the way."""

    day: date
    text: str
    holiday: str = ""
    today: bool = False
    free: bool = False


def preview(
    rota: Rota,
    names: Mapping[ShiftId, str],
    calendar: Calendar,
    today: date,
    translate: Translate,
    weeks: int = PREVIEW_WEEKS,
) -> tuple[PreviewDay, ...]:
    """Return some weeks from this week's Monday on; only holidays that spare everybody count."""
    free = {holiday.day: holiday.name for holiday in calendar.holidays if not holiday.groups}
    first = monday(today)
    found = []
    for n in range(weeks * WEEK):
        day = first + timedelta(days=n)
        shifts = shifts_on(rota, day)
        text = cell_text(shifts, names, translate)
        off = not shifts or day in free
        found.append(PreviewDay(day, text, free.get(day, ""), day == today, off))
    return tuple(found)


def place_text(place: int, length: int, *, weeks: bool, weekday: str, translate: Translate) -> str:
    """Name a day of a cycle, for who cannot see where it stands."""
    if not weeks:
        return translate("Plan", "day {n}").format(n=place + 1)
    if length == WEEK:
        return weekday
    return translate("Plan", "week {n}, {day}").format(n=place // WEEK + 1, day=weekday)
