"""The grid of days: which days it shows, and what stands in a cell."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.domain.attendance import Day, Mark, Totals
from core.domain.reports import GridRow
from gui.presenters.attendance import day_name, duration_text, mark_text, mark_tone, weekday_text
from gui.presenters.cameras import Tone
from gui.presenters.text import Translate

_DAY = timedelta(days=1)


class Reach(StrEnum):
    """How many days are shown at once."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are shown, both inclusive."""

    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        return tuple(self.first + _DAY * n for n in range((self.last - self.first).days + 1))


def span_of(reach: Reach, day: date) -> Span:
    """Return the month, the week from Monday on, or the day in which `day` lies."""
    match reach:
        case Reach.MONTH:
            return Span(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))
        case Reach.WEEK:
            monday = day - _DAY * day.weekday()
            return Span(monday, monday + 6 * _DAY)
        case Reach.DAY:
            return Span(day, day)


def stepped(reach: Reach, day: date, by: int) -> date:
    """Return a day so many months, weeks or days away; of a shorter month, at most its last one."""
    match reach:
        case Reach.MONTH:
            years, month = divmod(day.month - 1 + by, 12)
            year = day.year + years
            return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        case Reach.WEEK:
            return day + 7 * by * _DAY
        case Reach.DAY:
            return day + by * _DAY


def span_title(reach: Reach, span: Span, translate: Translate) -> str:
    """Name the days that are shown."""
    match reach:
        case Reach.MONTH:
            return f"{span.first:%Y-%m}"
        case Reach.WEEK:
            week = translate("Attendance", "Week {n}").format(n=span.first.isocalendar().week)
            return f"{week}  ·  {span.first.isoformat()} – {span.last.isoformat()}"
        case Reach.DAY:
            return day_name(span.first, translate)


class Sign(StrEnum):
    """What is drawn in a cell beside its hours, each in a shape of its own; the value of some names an icon."""

    NONE = ""
    LATE = "late"
    EARLY = "early"
    BOTH = "both"
    MISSING = "question"
    ABSENT = "close"
    LEAVE = "leave"
    HOLIDAY = "holiday"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day in the room of a few letters.

    `off`: nobody expected them; `corrected`: somebody wrote in it; `now`: they are in at this moment.
    """

    text: str
    sign: Sign
    tone: Tone
    off: bool = False
    corrected: bool = False
    now: bool = False


def cell_of(day: Day) -> DayCell:
    """Return what stands for a day in the grid."""
    marks, corrected = day.marks, Mark.CORRECTED in day.marks
    off = bool(marks & {Mark.DAY_OFF, Mark.HOLIDAY}) or not (day.planned or marks)
    hours = duration_text(day.worked) if day.worked or day.stamps else ""
    if marks & {Mark.MISSING_IN, Mark.MISSING_OUT}:
        return DayCell(hours if day.worked else "", Sign.MISSING, Tone.BAD, off, corrected)
    if Mark.OPEN in marks:
        return DayCell(hours, Sign.LATE if Mark.LATE in marks else Sign.NONE, Tone.GOOD, off, corrected, now=True)
    if Mark.ABSENT in marks:
        return DayCell(hours, Sign.ABSENT, Tone.BAD, off, corrected)
    if hours:
        late, early = Mark.LATE in marks, Mark.EARLY in marks
        sign = Sign.BOTH if late and early else Sign.LATE if late else Sign.EARLY if early else Sign.NONE
        return DayCell(hours, sign, Tone.WAITING if late or early else Tone.GOOD, off, corrected)
    if Mark.LEAVE in marks:
        return DayCell("", Sign.LEAVE, Tone.QUIET, off, corrected)
    return DayCell("", Sign.HOLIDAY if Mark.HOLIDAY in marks else Sign.NONE, Tone.QUIET, off, corrected)


def sign_text(sign: Sign, translate: Translate) -> str:
    """Say what a sign means, for the legend."""
    match sign:
        case Sign.NONE:
            return translate("Attendance", "hours worked")
        case Sign.LATE:
            return translate("Attendance", "came late")
        case Sign.EARLY:
            return translate("Attendance", "left early")
        case Sign.BOTH:
            return translate("Attendance", "came late and left early")
        case Sign.MISSING:
            return translate("Attendance", "punch missing")
        case Sign.ABSENT:
            return translate("Attendance", "absent")
        case Sign.LEAVE:
            return translate("Attendance", "on leave")
        case Sign.HOLIDAY:
            return translate("Attendance", "holiday")
        case Sign.OPEN:
            return translate("Attendance", "in at this moment")


LEGEND = (
    Sign.LATE, Sign.EARLY, Sign.MISSING, Sign.ABSENT, Sign.LEAVE, Sign.HOLIDAY, Sign.OPEN,
)  # fmt: skip


def head_text(day: date, reach: Reach, translate: Translate) -> str:
    """Return the head of a day's column, in two lines."""
    under = f"{day.day}" if reach is Reach.MONTH else f"{day:%m-%d}"
    return f"{weekday_text(day, translate)}\n{under}"


def cell_words(row: GridRow, day: Day, translate: Translate) -> str:
    """Say a cell in words: for a tool tip and for who cannot see it."""
    said = f"{row.name}, {day_name(day.day, translate)}"
    worked = translate("Attendance", "worked {hours}").format(hours=duration_text(day.worked)) if day.worked else ""
    marks = [mark_text(mark, translate) for mark in Mark if mark in day.marks and mark is not Mark.PRESENT]
    parts = [part for part in (worked, ", ".join(marks)) if part]
    return "\n".join((said, *parts))


def total_heads(translate: Translate) -> tuple[str, ...]:
    """Return the heads of the columns that add up, in two lines."""
    return (
        translate("Attendance", "Worked\nhours"),
        translate("Attendance", "Balance\nhours"),
        translate("Attendance", "Late\ntimes"),
        translate("Attendance", "Absent\ndays"),
    )


def total_cells(totals: Totals) -> tuple[tuple[str, Tone], ...]:
    """Return what stands in the columns that add up, each with its tone; nothing where there is none."""
    under = Tone.WAITING if totals.balance < 0 else Tone.QUIET
    return (
        (duration_text(totals.worked), Tone.QUIET),
        (duration_text(totals.balance), under),
        (str(totals.times_late) if totals.times_late else "", Tone.WAITING),
        (str(totals.days_absent) if totals.days_absent else "", Tone.BAD),
    )


_UNSAID = frozenset({Mark.PRESENT, Mark.PENDING, Mark.DAY_OFF})
_FIRST = (Mark.MISSING_IN, Mark.MISSING_OUT, Mark.ABSENT, Mark.LATE, Mark.EARLY)


def short_marks(day: Day, translate: Translate) -> list[tuple[str, Tone]]:
    """Return what is worth a word in a calendar, what matters most first, lateness with its minutes."""
    shown = [mark for mark in _FIRST if mark in day.marks]
    shown += [mark for mark in Mark if mark in day.marks and mark not in _UNSAID and mark not in _FIRST]
    minutes = {Mark.LATE: day.late, Mark.EARLY: day.early, Mark.OVERTIME: day.overtime}
    return [
        (f"{mark_text(mark, translate)} {duration_text(minutes[mark])}", mark_tone(mark))
        if minutes.get(mark) else (mark_text(mark, translate), mark_tone(mark))
        for mark in shown
    ]  # fmt: skip
