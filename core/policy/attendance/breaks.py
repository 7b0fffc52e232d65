"""How much of the time at work was a break."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from core.domain.work import Break
from core.policy.attendance.local import Stretch, length, overlap


class Pauses(NamedTuple):
    """Minutes: `deducted` from the time at work, `granted` beside it, `out` punched out between coming and going."""

    deducted: int
    granted: int
    out: int


class Breaks(NamedTuple):
    """The breaks of a shift on a day: at fixed hours, and those due after some time at work, the earliest first."""

    fixed: tuple[tuple[Break, Stretch], ...] = ()
    due: tuple[Break, ...] = ()


def pauses(breaks: Breaks, present: Sequence[Stretch], hours: Sequence[Stretch]) -> Pauses:
    """Return what breaks there were for somebody who was `present` in a shift's `hours`.

    A break at fixed hours is deducted as far as somebody worked in them and was not out for as long anyway. One that
    is due after some time at work is deducted from what goes beyond that time, so that working longer never counts for
    less, and only as far as nobody punched out for it. A paid break is not deducted, and is granted if punched out.
    """
    gaps = _gaps(present, hours) if len(present) > 1 else ()
    out = unused = length(gaps)
    deducted = granted = 0
    for rest, window in breaks.fixed:
        missed = overlap(gaps, window)
        unused -= missed
        if rest.paid:
            granted += min(rest.minutes, missed)
        else:
            worked = overlap(present, window)
            deducted += min(worked, max(0, rest.minutes - (window[1] - window[0] - worked)))
    if breaks.due:
        more, given = _due(breaks.due, length(present) - deducted, max(0, unused))
        deducted, granted = deducted + more, granted + given
    return Pauses(deducted, granted, out)


def _gaps(present: Sequence[Stretch], hours: Sequence[Stretch]) -> list[Stretch]:
    """Return when somebody was out within one part of a shift; who leaves a part for good is early, no break."""
    return [
        (left, came) for (_, left), (came, _) in pairwise(present) for start, end in hours if start < left < came < end
    ]


def _due(breaks: Sequence[Break], worked: int, out: int) -> tuple[int, int]:
    """Return the minutes deducted and granted for breaks that are due after some time at work, in that order."""
    deducted = granted = 0
    for rest in breaks:
        taken = min(out, rest.minutes)
        due = min(rest.minutes, max(0, worked - deducted - rest.after))
        if rest.paid:
            granted += min(taken, due)
        else:
            deducted += max(0, due - taken)
        out -= taken
    return deducted, granted
