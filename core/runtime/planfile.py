"""A plan as a file: written, read, and refused where it contradicts itself."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path

import msgspec

from core.domain.errors import ErrorCode, KnownError
from core.domain.plan import Plan
from core.runtime.attendance.zones import zone_of


def plan_json(plan: Plan) -> bytes:
    """Return a plan as indented JSON, always in the same order."""
    return msgspec.json.format(msgspec.json.encode(plan, order="deterministic"), indent=2) + b"\n"


def read_plan(path: Path) -> Plan:
    """Read a plan that `plan_json` has written.

    Raises KnownError(PLAN_UNREADABLE, PLAN_CONTRADICTS, ZONE_UNKNOWN).
    """
    try:
        plan = msgspec.json.decode(path.read_bytes(), type=Plan)
    except OSError as error:
        raise KnownError(ErrorCode.PLAN_UNREADABLE, path=str(path), detail=error.strerror or str(error)) from error
    except (msgspec.DecodeError, ValueError) as error:  # the latter for hours that are none
        raise KnownError(ErrorCode.PLAN_UNREADABLE, path=str(path), detail=str(error)) from error
    for contradiction in contradictions(plan):
        raise KnownError(ErrorCode.PLAN_CONTRADICTS, path=str(path), detail=contradiction)
    zone_of(plan.calendar)
    return plan


def contradictions(plan: Plan) -> Iterator[str]:
    """Yield what does not fit together in a plan, in English: the same id twice, or an id of nothing."""
    access, work = plan.access, plan.work
    yield from _twice("schedule", (schedule.id for schedule in access.schedules))
    yield from _twice("rule", (rule.id for rule in access.rules))
    yield from _twice("door", (rule.door for rule in access.doors))
    yield from _twice("shift", (shift.id for shift in work.shifts))
    yield from _twice("rota", (rota.id for rota in work.rotas))
    schedules = {schedule.id for schedule in access.schedules}
    for rule in access.rules:
        if rule.schedule is not None and rule.schedule not in schedules:
            yield f"the rule “{rule.name}” has hours that are not in it"
    shifts = {shift.id for shift in work.shifts}
    for rota in work.rotas:
        if any(shift not in shifts for day in rota.days for shift in day):
            yield f"the rota “{rota.name}” has a shift that is not in it"


def _twice(what: str, ids: Iterable[Hashable]) -> Iterator[str]:
    for id_, times in Counter(ids).items():
        if times > 1:
            yield f"there are two of the {what} {id_}"
