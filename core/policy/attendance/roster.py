"""What somebody is to do on each day, as moments: shared by all who follow the same rotas."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from core.domain.attendance import Planned
from core.domain.calendar import MINUTES_A_DAY
from core.domain.work import Shift
from core.policy.attendance.breaks import Breaks, pauses
from core.policy.attendance.local import Stretch, length, stretch, utc, without

LONGEST = 16 * 60
"""Minutes from coming to going, more than which are a forgotten punch unless as much work was planned: 13 hours are
the longest working day there is under EU directive 2003/88 (11 hours of rest in 24), and then breaks and travel."""
LONGEST_PLANNED = 2 * LONGEST
"""However much was planned."""
_BEYOND = 4 * 60
"""Minutes more than planned without a break that is still overtime rather than a forgotten punch."""


@dataclass(frozen=True, slots=True, eq=False)
class Duty:
    """A shift on a day. Stretches are minutes in UTC; punches belong to it from `opens` until `closes`.

    `owing` are its parts less what an earlier duty of the same person asks for already, `owed` the minutes to work.
    """

    shift: Shift
    day: date
    planned: tuple[Planned, ...]
    parts: tuple[Stretch, ...]
    core: tuple[Stretch, ...]
    breaks: Breaks
    owing: tuple[Stretch, ...]
    owed: int
    start: int
    end: int
    opens: int
    closes: int

    def owed_in(self, stretches: Sequence[Stretch]) -> int:
        """Return the minutes owed by somebody who has to be here only in `stretches`, which are part of it."""
        if self.shift.required is not None:
            return max(0, self.shift.required - max(0, length(self.owing) - length(stretches)))
        return length(stretches) - pauses(self.breaks, stretches, ()).deducted


def duty_on(shift: Shift, day: date, zone: ZoneInfo) -> Duty | None:
    """Return a shift on a day, None where the zone left out all of its hours."""
    parts = tuple(part for part in (stretch(day, hours, zone) for hours in shift.hours) if part[0] < part[1])
    if not parts:
        return None
    start, end = parts[0][0], parts[-1][1]
    core = () if shift.core is None else (stretch(day, shift.core, zone),)
    breaks = Breaks(
        tuple((rest, stretch(day, rest.hours, zone)) for rest in shift.breaks if rest.hours is not None),
        tuple(sorted((rest for rest in shift.breaks if rest.hours is None), key=lambda rest: rest.after)),
    )
    planned = tuple(Planned(shift.id, utc(a), utc(b)) for a, b in parts)
    opens, closes = start - shift.reach, end + shift.reach
    duty = Duty(shift, day, planned, parts, core, breaks, parts, 0, start, end, opens, closes)
    return replace(duty, owed=duty.owed_in(parts))


@dataclass(frozen=True, slots=True, eq=False)
class DayPlan:
    """What a day asks for. `spared` are duties that a holiday lifts; `bound` says whether any rota holds on it.

    `planned` are the moments of the duties, in order; `owed` and `lifted` what they and the spared ones ask for.
    """

    day: date
    duties: tuple[Duty, ...]
    spared: tuple[Duty, ...]
    bound: bool
    holiday: bool
    off: bool
    planned: tuple[Planned, ...] = ()
    owed: int = 0
    lifted: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Shifts without a pause between them: punches belong to it from `opens` until `closes`.

    At most `longest` minutes lie between coming and going.
    """

    start: int
    end: int
    opens: int
    closes: int
    longest: int


class Roster:
    """Days in a row with their duties, and in which of them a moment lies.

    `starts` are the minutes at which each day begins for who works without a shift.
    """

    __slots__ = ("_by_day", "_first", "_near", "_runs", "_starts")

    def __init__(self, plans: Sequence[DayPlan], starts: Sequence[int]) -> None:
        self._first = plans[0].day
        self._starts = starts
        duties = _owed_once(duty for plan in plans for duty in plan.duties)
        self._runs = _runs(duties)
        by_day: dict[date, list[Duty]] = {}
        for duty in duties:
            by_day.setdefault(duty.day, []).append(duty)
        self._by_day: Mapping[date, DayPlan] = {plan.day: _settled(plan, by_day.get(plan.day, ())) for plan in plans}
        near: dict[int, list[Duty]] = {}
        for duty in duties:
            for index in range(duty.opens // MINUTES_A_DAY, duty.closes // MINUTES_A_DAY + 1):
                near.setdefault(index, []).append(duty)
        self._near = {index: tuple(found) for index, found in near.items()}

    def plan(self, day: date) -> DayPlan:
        """Return what a day asks for."""
        return self._by_day[day]

    def near(self, start: int, end: int) -> tuple[Duty, ...]:
        """Return duties that time at work may belong to, and some more, by their start."""
        first, last = start // MINUTES_A_DAY, end // MINUTES_A_DAY
        found = self._near.get(first, ())
        if first == last:
            return found
        more = (duty for index in range(first + 1, last + 1) for duty in self._near.get(index, ()))
        return tuple(sorted(dict.fromkeys((*found, *more)), key=lambda duty: (duty.start, duty.day)))

    def day_of(self, minute: int) -> date:
        """Return the day a moment belongs to for who works without a shift."""
        return self._first + timedelta(days=bisect_right(self._starts, minute) - 1)

    def plausible(self, came: int, left: int) -> bool:
        """Say whether somebody may have been at work from one moment to another without a break."""
        return left - came <= LONGEST or any(
            run.opens <= came and left <= run.closes and left - came <= run.longest for run in self._runs
        )

    def since(self, minute: int) -> int:
        """Return since when a punch belongs to the same working day as one at `minute`."""
        began = [max(run.opens, minute - run.longest) for run in self._runs if run.opens <= minute <= run.closes]
        if began:
            return min(began)
        return max(self._starts[bisect_right(self._starts, minute) - 1], minute - LONGEST)


def _settled(plan: DayPlan, duties: Sequence[Duty]) -> DayPlan:
    spared = _owed_once(plan.spared)
    return replace(
        plan,
        duties=tuple(duties),
        spared=tuple(spared),
        planned=tuple(part for duty in duties for part in duty.planned),
        owed=sum(duty.owed for duty in duties),
        lifted=sum(duty.owed for duty in spared),
    )


def _owed_once(duties: Iterable[Duty]) -> list[Duty]:
    """Let every minute be owed by one duty, of two that overlap by the one that began first; ordered by their start."""
    taken: list[Stretch] = []
    owed: list[Duty] = []
    for duty in sorted(duties, key=lambda duty: (duty.start, duty.day)):
        taken = [piece for piece in taken if piece[1] > duty.start]
        owing = without(duty.parts, taken)
        if owing != duty.parts and duty.shift.required is None:
            trimmed = replace(duty, owing=owing)
            owed.append(replace(trimmed, owed=trimmed.owed_in(owing)))
        else:
            owed.append(duty)
        if not duty.shift.flexible:
            taken.extend(owing)
    return owed


def _runs(duties: Iterable[Duty]) -> tuple[Run, ...]:
    """Return the runs of duties, which are in the order of their start.

    Flexible hours are a run each: they say when one may work, not that one works all of them.
    """
    flexible: list[Run] = []
    fixed: list[Run] = []
    for duty in duties:
        if duty.shift.flexible:
            flexible.append(Run(duty.start, duty.end, duty.opens, duty.closes, LONGEST))
        elif fixed and duty.start <= fixed[-1].end:
            before = fixed.pop()
            opens, closes = min(before.opens, duty.opens), max(before.closes, duty.closes)
            fixed.append(_run(before.start, max(before.end, duty.end), opens, closes))
        else:
            fixed.append(_run(duty.start, duty.end, duty.opens, duty.closes))
    return (*fixed, *flexible)


def _run(start: int, end: int, opens: int, closes: int) -> Run:
    return Run(start, end, opens, closes, min(LONGEST_PLANNED, max(LONGEST, end - start + _BEYOND)))
