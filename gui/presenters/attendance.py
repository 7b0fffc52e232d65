"""Attendance in words: times, durations, marks and what a day amounts to."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from core.domain.attendance import Day, Mark, Punch, Source, Stamp, Way
from core.domain.calendar import Hours
from core.domain.text import QT_TRANSLATE_NOOP
from core.domain.work import Leave, LeaveKind
from gui.presenters.cameras import Tone
from gui.presenters.text import Translate

WEEKDAYS = (
    QT_TRANSLATE_NOOP("Attendance", "Mon"),
    QT_TRANSLATE_NOOP("Attendance", "Tue"),
    QT_TRANSLATE_NOOP("Attendance", "Wed"),
    QT_TRANSLATE_NOOP("Attendance", "Thu"),
    QT_TRANSLATE_NOOP("Attendance", "Fri"),
    QT_TRANSLATE_NOOP("Attendance", "Sat"),
    QT_TRANSLATE_NOOP("Attendance", "Sun"),
)
MINUS = "\u2212"
_MINUTE = timedelta(minutes=1)

_MARKS: dict[Mark, tuple[str, Tone]] = {
    Mark.PRESENT: (QT_TRANSLATE_NOOP("Attendance", "Present"), Tone.GOOD),
    Mark.OPEN: (QT_TRANSLATE_NOOP("Attendance", "In at this moment"), Tone.GOOD),
    Mark.PENDING: (QT_TRANSLATE_NOOP("Attendance", "The shift is not over"), Tone.QUIET),
    Mark.LATE: (QT_TRANSLATE_NOOP("Attendance", "Late"), Tone.WAITING),
    Mark.EARLY: (QT_TRANSLATE_NOOP("Attendance", "Left early"), Tone.WAITING),
    Mark.ABSENT: (QT_TRANSLATE_NOOP("Attendance", "Absent"), Tone.BAD),
    Mark.MISSING_IN: (QT_TRANSLATE_NOOP("Attendance", "Arrival missing"), Tone.BAD),
    Mark.MISSING_OUT: (QT_TRANSLATE_NOOP("Attendance", "Departure missing"), Tone.BAD),
    Mark.OVERTIME: (QT_TRANSLATE_NOOP("Attendance", "Overtime"), Tone.GOOD),
    Mark.UNPLANNED: (QT_TRANSLATE_NOOP("Attendance", "Worked without a shift"), Tone.QUIET),
    Mark.LEAVE: (QT_TRANSLATE_NOOP("Attendance", "On leave"), Tone.QUIET),
    Mark.HOLIDAY: (QT_TRANSLATE_NOOP("Attendance", "Holiday"), Tone.QUIET),
    Mark.DAY_OFF: (QT_TRANSLATE_NOOP("Attendance", "Day off"), Tone.QUIET),
    Mark.CORRECTED: (QT_TRANSLATE_NOOP("Attendance", "Corrected by hand"), Tone.QUIET),
}
_LEAVES = {
    LeaveKind.VACATION: QT_TRANSLATE_NOOP("Attendance", "Vacation"),
    LeaveKind.SICK: QT_TRANSLATE_NOOP("Attendance", "Sick leave"),
    LeaveKind.TRAINING: QT_TRANSLATE_NOOP("Attendance", "Training"),
    LeaveKind.BUSINESS: QT_TRANSLATE_NOOP("Attendance", "Business trip"),
    LeaveKind.OTHER: QT_TRANSLATE_NOOP("Attendance", "Other leave"),
    LeaveKind.UNPAID: QT_TRANSLATE_NOOP("Attendance", "Unpaid leave"),
}
_SOURCES = {
    Source.CAMERA: QT_TRANSLATE_NOOP("Attendance", "camera"),
    Source.KIOSK: QT_TRANSLATE_NOOP("Attendance", "kiosk"),
    Source.PIN: QT_TRANSLATE_NOOP("Attendance", "PIN"),
    Source.CODE: QT_TRANSLATE_NOOP("Attendance", "code"),
    Source.MANUAL: QT_TRANSLATE_NOOP("Attendance", "by hand"),
}


def mark_text(mark: Mark, translate: Translate) -> str:
    """Name a mark."""
    return translate("Attendance", _MARKS[mark][0])


def mark_tone(mark: Mark) -> Tone:
    """Return the tone of a mark."""
    return _MARKS[mark][1]


def leave_text(kind: LeaveKind, translate: Translate) -> str:
    """Name a kind of leave."""
    return translate("Attendance", _LEAVES[kind])


def source_text(source: Source, translate: Translate) -> str:
    """Name what punched."""
    return translate("Attendance", _SOURCES[source])


def way_text(way: Way, translate: Translate) -> str:
    """Name the direction of a punch."""
    return translate("Attendance", "In") if way is Way.IN else translate("Attendance", "Out")


def duration_text(minutes: int) -> str:
    """Write minutes as h:mm, with a true minus sign for fewer than none."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{MINUS if minutes < 0 else ''}{hours}:{rest:02d}"


def clock_text(at: datetime, zone: tzinfo, day: date | None = None) -> str:
    """Write a moment as the clock on the wall had it; "+1" says that it was on the day after `day`."""
    local = at.astimezone(zone)
    away = (local.date() - day).days if day is not None else 0
    return f"{local:%H:%M}" + (f" {'+' if away > 0 else MINUS}{abs(away)}" if away else "")


def span_text(start: datetime, end: datetime, zone: tzinfo, day: date | None = None) -> str:
    """Write from when until when."""
    return f"{clock_text(start, zone, day)}–{clock_text(end, zone, day)}"


def minute_text(minute: int) -> str:
    """Write minutes after midnight as a time of the day; those past 1440 are of the next."""
    days, rest = divmod(minute, 1440)
    return f"{rest // 60:02d}:{rest % 60:02d}" + (f" +{days}" if days and rest else "")


def hours_text(hours: Hours) -> str:
    """Write hours of a day."""
    return f"{minute_text(hours.start)}–{minute_text(hours.end)}"


def weekday_text(day: date, translate: Translate) -> str:
    """Name the weekday of a date shortly."""
    return translate("Attendance", WEEKDAYS[day.weekday()])


def day_name(day: date, translate: Translate) -> str:
    """Write a date with its weekday."""
    return f"{weekday_text(day, translate)} {day.isoformat()}"


def punch_text(punch: Punch | Stamp, zone: tzinfo, translate: Translate) -> str:
    """Write a punch with its date, such as "In 2026-11-02 08:03"."""
    return f"{way_text(punch.way, translate)} {punch.at.astimezone(zone):%Y-%m-%d %H:%M}"


def leave_line(leave: Leave, translate: Translate) -> str:
    """Write what leave it is and from when to when."""
    days = leave.first.isoformat()
    if leave.last != leave.first:
        days = translate("Attendance", "{first} to {last}").format(first=days, last=leave.last.isoformat())
    said = f"{leave_text(leave.kind, translate)}, {days}"
    return f"{said}, {hours_text(leave.hours)}" if leave.hours is not None else said


def fact_text(fact: Punch | Leave, zone: tzinfo, translate: Translate) -> str:
    """Write a punch or a leave."""
    return punch_text(fact, zone, translate) if isinstance(fact, Punch) else leave_line(fact, translate)


def moments(day: date, minute: int, zone: tzinfo) -> tuple[datetime, ...]:
    """Return the moments, in UTC, at which the clock showed this minute of a day.

    None in the hour that is left out when clocks go forward, two in the one that comes twice when they go back.
    """
    wall = datetime.combine(day, time(0)) + minute * _MINUTE
    found = [wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return tuple(sorted({at for at in found if at.astimezone(zone).replace(tzinfo=None) == wall}))


def explanation(day: Day, zone: tzinfo, translate: Translate) -> tuple[tuple[str, Tone], ...]:
    """Say everything there is to say of a day, a sentence each, with its tone; what matters most comes first.

    That somebody was at work goes without saying where anything else is said.
    """
    said = [mark for mark in _IMPORTANCE if mark in day.marks]
    shown = [mark for mark in said if mark is not Mark.PRESENT] or said
    return tuple((_sentence(mark, day, zone, translate), mark_tone(mark)) for mark in shown)


_IMPORTANCE = (
    Mark.ABSENT, Mark.MISSING_IN, Mark.MISSING_OUT, Mark.LATE, Mark.EARLY, Mark.OVERTIME, Mark.OPEN, Mark.PENDING,
    Mark.UNPLANNED, Mark.LEAVE, Mark.HOLIDAY, Mark.DAY_OFF, Mark.CORRECTED, Mark.PRESENT,
)  # fmt: skip


def _sentence(mark: Mark, day: Day, zone: tzinfo, translate: Translate) -> str:
    starts = clock_text(day.planned[0].start, zone, day.day) if day.planned else ""
    ends = clock_text(day.planned[-1].end, zone, day.day) if day.planned else ""
    pattern = {
        Mark.PRESENT: translate("Attendance", "Was at work."),
        Mark.OPEN: translate("Attendance", "Is in at this moment."),
        Mark.PENDING: translate("Attendance", "The shift is not over yet."),
        Mark.LATE: translate("Attendance", "Came {late} late: the shift began at {start}."),
        Mark.EARLY: translate("Attendance", "Left {early} early: the shift ended at {end}."),
        Mark.ABSENT: translate("Attendance", "Did not come to a shift."),
        Mark.MISSING_IN: translate("Attendance", "An arrival is missing: there is a departure without one."),
        Mark.MISSING_OUT: translate("Attendance", "A departure is missing: nothing says when the work ended."),
        Mark.OVERTIME: translate("Attendance", "Worked {overtime} overtime."),
        Mark.UNPLANNED: translate("Attendance", "Worked although no shift was planned."),
        Mark.LEAVE: translate("Attendance", "Was away with leave."),
        Mark.HOLIDAY: translate("Attendance", "It was a holiday."),
        Mark.DAY_OFF: translate("Attendance", "Nothing was planned."),
        Mark.CORRECTED: translate("Attendance", "Punches of this day were corrected by hand."),
    }[mark]
    return pattern.format(
        late=duration_text(day.late), early=duration_text(day.early), overtime=duration_text(day.overtime),
        start=starts, end=ends,
    )  # fmt: skip
