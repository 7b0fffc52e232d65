"""What a day amounts to."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from itertools import compress
from operator import attrgetter

from core.domain.attendance import Day, Mark, Stamp, Way
from core.domain.work import Overtime
from core.policy.attendance.absences import Absences
from core.policy.attendance.local import length, round_minutes
from core.policy.attendance.roster import DayPlan
from core.policy.attendance.sheets import Record, Sheet
from core.policy.attendance.weighing import Weighed, together, weigh

_PLAIN = Overtime()
_NOBODY = Record()
_IN, _OUT = Way
_CORRECTED = attrgetter("corrected")


def judge(plan: DayPlan, sheet: Sheet, absences: Absences, now: int) -> Day:
    """Return what somebody's day amounts to at `now`, in minutes since 1970."""
    away = absences.days.get(plan.day)
    duties = plan.duties if away is None else ()
    asked, core, record_of = absences.asked, absences.core, sheet.records.get
    whole = together([weigh(duty, record_of(duty, _NOBODY), asked(duty), core(duty), now) for duty in duties])
    owed = plan.owed + plan.lifted
    credited = owed if away else plan.lifted
    if absences.paid:
        credited += sum([absences.credit(duty) for duty in duties])
    present = whole.worked + length(sheet.loose)
    overtime, dropped = _overtime(plan, bool(duties), present, owed - credited)
    return Day(
        plan.day,
        plan.planned,
        sheet.stamps,
        sheet.spans,
        _marks(plan, sheet, whole, plan.day in absences.on, overtime > 0),
        owed,
        present - dropped,
        credited,
        whole.breaks,
        whole.late,
        whole.early,
        overtime,
        _first(_IN, sheet.stamps),
        _first(_OUT, reversed(sheet.stamps)),
    )


def _first(way: Way, stamps: Iterable[Stamp]) -> datetime | None:
    for stamp in stamps:
        if stamp.way is way:
            return stamp.at
    return None


def _overtime(plan: DayPlan, on_duty: bool, present: int, asked: int) -> tuple[int, int]:
    """Return the minutes of overtime, and those beyond what was asked for that do not count.

    The first shift of the day says how. Without a shift to work all time is overtime; for who follows no rota none is.
    """
    extra = min(present, max(0, present - asked))
    if not plan.bound or not extra:
        return 0, 0
    rule = plan.duties[0].shift.overtime if on_duty else _PLAIN
    if extra < rule.threshold:
        return 0, extra
    overtime = round_minutes(extra, rule.rounding)
    if rule.cap is not None:
        overtime = min(overtime, rule.cap)
    return overtime, extra - overtime


def _marks(plan: DayPlan, sheet: Sheet, whole: Weighed, leave: bool, overtime: bool) -> frozenset[Mark]:
    return _of(
        (
            bool(sheet.stamps or sheet.spans),
            sheet.open,
            whole.pending,
            whole.late > 0,
            whole.early > 0,
            whole.absent,
            sheet.missing_in,
            sheet.missing_out,
            overtime,
            plan.bound and bool(sheet.loose),
            leave,
            plan.holiday,
            plan.off,
            any(map(_CORRECTED, sheet.stamps)),
        )
    )


@lru_cache(maxsize=1024)
def _of(holds: tuple[bool, ...]) -> frozenset[Mark]:
    """Return the marks that hold, of all in their order."""
    return frozenset(compress(Mark, holds))
