"""Changing calendar and work in a plan: pure steps from one plan to the next."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.domain.calendar import Calendar, Holiday, Hours
from core.domain.ids import RotaId, ShiftId, uuid7
from core.domain.plan import Plan
from core.domain.work import Assignment, Break, Rota, Shift, WorkPlan

Half = tuple[Calendar, WorkPlan]
"""What this page changes of a plan; the rest is other people's."""


def new_shift_id() -> ShiftId:
    """Return a fresh id of a shift."""
    return ShiftId(str(uuid7()))


def new_rota_id() -> RotaId:
    """Return a fresh id of a rota."""
    return RotaId(str(uuid7()))


def half(plan: Plan) -> Half:
    """Return the part of a plan that says who works when."""
    return plan.calendar, plan.work


def with_half(plan: Plan, part: Half) -> Plan:
    """Return the plan with another such part."""
    return replace(plan, calendar=part[0], work=part[1])


def put_back(now: Plan, before: Plan) -> Plan:
    """Return a plan with that part as another one had it."""
    return with_half(now, half(before))


def with_shift(plan: Plan, shift: Shift) -> Plan:
    """Return the plan with a shift in the place of the one of its id, or at the end."""
    old = plan.work.shifts
    known = any(each.id == shift.id for each in old)
    changed = tuple(shift if each.id == shift.id else each for each in old) if known else (*old, shift)
    return _work(plan, replace(plan.work, shifts=changed))


def without_shift(plan: Plan, shift: ShiftId) -> Plan:
    """Return the plan without a shift."""
    return _work(plan, replace(plan.work, shifts=tuple(each for each in plan.work.shifts if each.id != shift)))


def rotas_with(plan: Plan, shift: ShiftId) -> tuple[Rota, ...]:
    """Return the rotas that hold a shift."""
    return tuple(rota for rota in plan.work.rotas if any(shift in day for day in rota.days))


def with_rota(plan: Plan, rota: Rota) -> Plan:
    """Return the plan with a rota in the place of the one of its id, or at the end."""
    old = plan.work.rotas
    known = any(each.id == rota.id for each in old)
    changed = tuple(rota if each.id == rota.id else each for each in old) if known else (*old, rota)
    return _work(plan, replace(plan.work, rotas=changed))


def without_rota(plan: Plan, rota: RotaId) -> Plan:
    """Return the plan without a rota."""
    return _work(plan, replace(plan.work, rotas=tuple(each for each in plan.work.rotas if each.id != rota)))


def followers(plan: Plan, rota: RotaId) -> tuple[Assignment, ...]:
    """Return the assignments that give somebody a rota."""
    return tuple(given for given in plan.work.assignments if given.rota == rota)


def with_assignment(plan: Plan, given: Assignment, before: Assignment | None = None) -> Plan:
    """Return the plan with an assignment in the place of `before`, or at the end."""
    old = plan.work.assignments
    known = before is not None and before in old
    changed = tuple(given if each == before else each for each in old) if known else (*old, given)
    return _work(plan, replace(plan.work, assignments=changed))


def without_assignment(plan: Plan, given: Assignment) -> Plan:
    """Return the plan without an assignment."""
    left = tuple(each for each in plan.work.assignments if each != given)
    return _work(plan, replace(plan.work, assignments=left))


def with_holidays(plan: Plan, more: Collection[Holiday], instead_of: Collection[Holiday] = ()) -> Plan:
    """Return the plan with more holidays and without others, by day; none stands there twice."""
    kept = [each for each in plan.calendar.holidays if each not in instead_of]
    merged = dict.fromkeys((*kept, *more))
    ordered = tuple(sorted(merged, key=lambda each: (each.day, each.name)))
    return replace(plan, calendar=replace(plan.calendar, holidays=ordered))


def with_site(plan: Plan, zone: str, weekend: frozenset[int], day_starts: int) -> Plan:
    """Return the plan with other facts about the site."""
    return replace(plan, calendar=replace(plan.calendar, zone=zone, weekend=weekend, day_starts=day_starts))


@dataclass(frozen=True, slots=True)
class Week:
    """An ordinary week: the same `hours` on each of `days` (Monday is 0), with a break; everybody from `since` on."""

    shift: str
    rota: str
    hours: Hours
    days: frozenset[int]
    pause: Break | None
    since: date


def with_week(plan: Plan, week: Week) -> Plan:
    """Return the plan with a shift, a rota of it and everybody following that."""
    shift = Shift(new_shift_id(), week.shift, (week.hours,), breaks=(week.pause,) if week.pause is not None else ())
    days = tuple((shift.id,) if day in week.days else () for day in range(7))
    rota = Rota(new_rota_id(), week.rota, monday(week.since), days)
    planned = with_rota(with_shift(plan, shift), rota)
    return with_assignment(planned, Assignment(rota.id, week.since))


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _work(plan: Plan, work: WorkPlan) -> Plan:
    return replace(plan, work=work)
