"""Who works which shift on which day."""

from datetime import date

from core.domain.calendar import Holiday
from core.domain.ids import PersonId
from core.domain.plan import Plan
from core.domain.work import Assignment, Shift, WorkPlan


def shifts_on(plan: Plan, person: PersonId, groups: frozenset[str], day: date) -> tuple[Shift, ...]:
    """Return the shifts somebody is to work on a day; none on a day off or a holiday that spares them."""
    if any(holiday.day == day and holiday.spares(groups) for holiday in plan.calendar.holidays):
        return ()
    rota = assignment_on(assignments_of(plan.work, person, groups), day)
    return () if rota is None else turn(plan.work, rota, day)


def assignments_of(work: WorkPlan, person: PersonId, groups: frozenset[str]) -> tuple[Assignment, ...]:
    """Return the assignments that are about somebody, those that go before others first."""
    ranked = [
        (_closeness(given), given.since, place, given)
        for place, given in enumerate(work.assignments)
        if (given.person == person if given.person is not None else not given.group or given.group in groups)
    ]
    ranked.sort(key=lambda rank: rank[:3], reverse=True)
    return tuple(rank[3] for rank in ranked)


def _closeness(given: Assignment) -> int:
    if given.person is not None:
        return 2
    return 1 if given.group else 0


def assignment_on(assignments: tuple[Assignment, ...], day: date) -> Assignment | None:
    """Return the first assignment that holds on a day."""
    for given in assignments:
        if given.since <= day and (given.until is None or day < given.until):
            return given
    return None


def turn(work: WorkPlan, given: Assignment, day: date) -> tuple[Shift, ...]:
    """Return the shifts whose turn it is on a day; none where the plan no longer has the rota or the shift."""
    shifts = {shift.id: shift for shift in work.shifts}
    for rota in work.rotas:
        if rota.id == given.rota:
            wanted = dict.fromkeys(rota.days[(day - rota.anchor).days % len(rota.days)])
            return tuple(shifts[shift] for shift in wanted if shift in shifts)
    return ()


def holidays_for(holidays: tuple[Holiday, ...], groups: frozenset[str]) -> frozenset[date]:
    """Return the days on which somebody of these groups need not work."""
    return frozenset(holiday.day for holiday in holidays if holiday.spares(groups))
