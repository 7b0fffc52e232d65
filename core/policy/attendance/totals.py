"""Adds days up."""

from collections.abc import Iterable

from core.domain.attendance import Day, Mark, Totals

# To look members up in their class takes longer than to look for them in the marks of a day.
_PRESENT, _ABSENT, _LATE, _LEAVE, _PENDING = Mark.PRESENT, Mark.ABSENT, Mark.LATE, Mark.LEAVE, Mark.PENDING
_NOT_TAKEN = frozenset({Mark.ABSENT, Mark.PENDING, Mark.DAY_OFF, Mark.HOLIDAY})
_ODD = (Mark.MISSING_IN, Mark.MISSING_OUT)


def total(days: Iterable[Day]) -> Totals:
    """Add days up.

    Of a day that is still PENDING no more is owed than was worked or credited so far, so that a month is not short of
    hours nobody could have worked yet. A day of leave is one that somebody would have worked and was away for, whole;
    a day of absence is one they did not come on at all.
    """
    days = tuple(days)
    return Totals(
        days_worked=sum(_PRESENT in day.marks for day in days),
        days_absent=sum(_ABSENT in day.marks and _PRESENT not in day.marks for day in days),
        days_leave=sum(_on_leave(day) for day in days),
        times_late=sum(_LATE in day.marks for day in days),
        owed=sum(_owed(day) for day in days),
        worked=sum(day.worked for day in days),
        credited=sum(day.credited for day in days),
        late=sum(day.late for day in days),
        early=sum(day.early for day in days),
        overtime=sum(day.overtime for day in days),
        missing=sum(mark in day.marks for day in days for mark in _ODD),
    )


def _on_leave(day: Day) -> bool:
    if _LEAVE not in day.marks or day.marks & _NOT_TAKEN:
        return False
    return _PRESENT not in day.marks or 0 < day.owed <= day.credited


def _owed(day: Day) -> int:
    return min(day.owed, day.worked + day.credited) if _PENDING in day.marks else day.owed
