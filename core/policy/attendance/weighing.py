"""What somebody's time at work comes to for one shift."""

from collections.abc import Sequence
from typing import NamedTuple

from core.policy.attendance.breaks import pauses
from core.policy.attendance.local import Stretch, length
from core.policy.attendance.roster import Duty
from core.policy.attendance.sheets import Record

_AN_HOUR = 60
"""The most by which rounding moves a punch."""


class Weighed(NamedTuple):
    """Minutes of a duty, and whether nobody came for it, and whether it is still to begin or to end."""

    worked: int = 0
    breaks: int = 0
    late: int = 0
    early: int = 0
    absent: bool = False
    pending: bool = False


_NOTHING = Weighed()


def together(weighed: Sequence[Weighed]) -> Weighed:
    """Return what several duties come to."""
    if len(weighed) == 1:
        return weighed[0]
    if not weighed:
        return _NOTHING
    worked, breaks, late, early = (sum(each[place] for each in weighed) for place in range(4))
    return Weighed(
        worked, breaks, late, early, any(each.absent for each in weighed), any(each.pending for each in weighed)
    )


def weigh(duty: Duty, record: Record, asked: Sequence[Stretch], core: Sequence[Stretch], now: int) -> Weighed:
    """Weigh a duty of which leave has left the parts `asked` and the `core` hours; `now` is in minutes since 1970.

    What is later than `now` nobody can have missed; before the end of the last part nobody is called absent.
    """
    hours = asked or duty.parts
    present = record.counted if duty.shift.overtime.before_start else _from_the_start(record.counted, hours)
    taken = pauses(duty.breaks, present, hours)
    worked = length(present) - taken.deducted + taken.granted
    late, early, there = _punctuality(duty, record, core if duty.shift.flexible else asked, now)
    if duty.shift.flexible:
        there = bool(record.ins or record.outs) or any(b > hours[0][0] and a < hours[-1][1] for a, b in record.seen)
    pending = bool(asked) and asked[-1][1] > now
    absent = bool(asked) and not pending and not there
    if absent:
        late = early = 0
    return Weighed(worked, taken.out + taken.deducted, late, early, absent, pending)


def _from_the_start(counted: Sequence[Stretch], hours: Sequence[Stretch]) -> list[Stretch]:
    """Leave out the time for which somebody was early: before a shift, or after a pause before its next part."""
    kept = []
    for start, end in counted:
        for part, until in hours:
            if start < until:
                if start < part:
                    start = part
                break
        if start < end:
            kept.append((start, end))
    return kept


def _punctuality(duty: Duty, record: Record, expected: Sequence[Stretch], now: int) -> tuple[int, int, bool]:
    """Return the minutes somebody came late and left early, over all parts of a shift, and whether they came at all.

    A part nobody came for counts as left early if they had been here before, else as late, so far as it has passed.
    """
    late = early = 0
    came = False
    for index, (start, end) in enumerate(expected):
        since = expected[index - 1][1] if index else 0
        until = expected[index + 1][0] if index + 1 < len(expected) else duty.closes + _AN_HOUR
        behind, ahead, there = _of_part(duty, record, (start, end), (since, until), now)
        if there:
            late, early, came = late + behind, early + ahead, True
        elif end <= now and (came or (duty.shift.flexible and any(b <= start for _, b in record.seen))):
            early += end - start
        elif now - start > duty.shift.grace_in:
            late += min(now, end) - start
    return late, early, came


def _of_part(duty: Duty, record: Record, part: Stretch, around: Stretch, now: int) -> tuple[int, int, bool]:
    """Return the minutes late and early for one part, and whether there is a trace of somebody.

    Punches without another half are looked at from the end of the part before (`around`) to the start of the next.
    """
    start, end = part
    came = left = None
    for a, b in record.seen:  # the first of them begins first, and the last ends last
        if b > start and a < end:
            came, left = a if came is None else came, b
    ins = [at for at in record.ins if around[0] <= at < end] if record.ins else ()
    outs = [at for at in record.outs if start < at <= around[1]] if record.outs else ()
    if ins:
        came = min(ins) if came is None else min(came, *ins)
    if outs:
        left = max(outs) if left is None else max(left, *outs)
    late = early = 0
    # Who left before they came had been there, and who came after they left stayed: nothing is known about how long.
    if came is not None and came - start > duty.shift.grace_in and not (outs and min(outs) < came):
        late = came - start
    if left is not None and end - left > duty.shift.grace_out and end <= now and not (ins and max(ins) >= left):
        early = end - left
    return late, early, came is not None or left is not None
