"""Changing the access part of a plan: pure steps from one plan to the next, and what was typed for them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from core.domain.access import AccessPlan, AccessRule, DoorRule, Schedule
from core.domain.calendar import MINUTES_A_DAY, Hours
from core.domain.ids import DoorId, RuleId, ScheduleId, uuid7
from core.domain.plan import Plan
from gui.presenters.text import Translate

_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?")


def new_rule_id() -> RuleId:
    """Return a fresh id of a rule."""
    return RuleId(str(uuid7()))


def new_schedule_id() -> ScheduleId:
    """Return a fresh id of a schedule."""
    return ScheduleId(str(uuid7()))


def with_rule(plan: Plan, rule: AccessRule) -> Plan:
    """Return the plan with a rule in the place of the one of its id, or at the end."""
    rules = plan.access.rules
    known = any(each.id == rule.id for each in rules)
    changed = tuple(rule if each.id == rule.id else each for each in rules) if known else (*rules, rule)
    return _with(plan, replace(plan.access, rules=changed))


def without_rule(plan: Plan, rule: RuleId) -> Plan:
    """Return the plan without a rule."""
    return _with(plan, replace(plan.access, rules=tuple(each for each in plan.access.rules if each.id != rule)))


def with_schedule(plan: Plan, schedule: Schedule) -> Plan:
    """Return the plan with a schedule in the place of the one of its id, or at the end."""
    old = plan.access.schedules
    known = any(each.id == schedule.id for each in old)
    changed = tuple(schedule if each.id == schedule.id else each for each in old) if known else (*old, schedule)
    return _with(plan, replace(plan.access, schedules=changed))


def without_schedule(plan: Plan, schedule: ScheduleId) -> Plan:
    """Return the plan without a schedule; `users` of it would hold never."""
    left = tuple(each for each in plan.access.schedules if each.id != schedule)
    return _with(plan, replace(plan.access, schedules=left))


def users(plan: Plan, schedule: ScheduleId) -> tuple[AccessRule, ...]:
    """Return the rules that hold in a schedule."""
    return tuple(rule for rule in plan.access.rules if rule.schedule == schedule)


def with_door_rule(plan: Plan, rule: DoorRule) -> Plan:
    """Return the plan with what a door asks."""
    others = tuple(each for each in plan.access.doors if each.door != rule.door)
    return _with(plan, replace(plan.access, doors=(*others, rule)))


def door_rule(plan: Plan, door: DoorId) -> DoorRule:
    """Return what a door asks; the default where nothing is set."""
    return next((each for each in plan.access.doors if each.door == door), DoorRule(door))


def areas(plan: Plan) -> tuple[str, ...]:
    """Return the areas doors lead into or out of, by name."""
    return tuple(sorted({name for each in plan.access.doors for name in (each.area, each.outside) if name}))


def interlocks(plan: Plan) -> tuple[str, ...]:
    """Return the names of interlocks, by name."""
    return tuple(sorted({each.interlock for each in plan.access.doors if each.interlock}))


def parse_hours(text: str) -> tuple[Hours, ...] | None:
    """Read hours such as “6-12, 13:00–20:00”; those that end before they begin reach into the next day.

    None where they cannot be read or overlap; nothing is no hours.
    """
    found = []
    for part in filter(None, (part.strip() for part in re.split("[,;，]", text))):
        matched = _SPAN.fullmatch(part)
        if matched is None:
            return None
        first, first_min, last, last_min = (int(group or 0) for group in matched.groups())
        start, end = 60 * first + first_min, 60 * last + last_min
        if max(first_min, last_min) > 59 or start >= MINUTES_A_DAY or end > MINUTES_A_DAY:
            return None
        found.append(Hours(start, end if end > start else end + MINUTES_A_DAY))
    return ordered(found)


def ordered(hours: Sequence[Hours]) -> tuple[Hours, ...] | None:
    """Return hours in their order; None where they overlap."""
    made = tuple(sorted(hours))
    if any(one.end > other.start for one, other in pairwise(made)):
        return None
    return made


def painted(hours: Sequence[Hours], first: int, last: int, *, erase: bool) -> tuple[Hours, ...]:
    """Return a day's hours after the minutes from `first` until before `last` were painted in, or out.

    Hours past midnight keep their end; hours that touch become one.
    """
    kept = set[tuple[int, int]]()
    for each in hours:
        if erase:
            kept |= {(each.start, min(each.end, first)), (max(each.start, last), each.end)}
        else:
            kept.add((each.start, each.end))
    if not erase:
        kept.add((first, last))
    merged = list[tuple[int, int]]()
    for start, end in sorted(span for span in kept if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(_hours(start, end) for start, end in merged if start < MINUTES_A_DAY)


def _hours(start: int, end: int) -> Hours:
    return Hours(start, min(end, start + MINUTES_A_DAY))


def parse_day(text: str) -> date | None:
    """Read a day such as 2026-12-31; None where it is none. Raises ValueError for what is no day."""
    return date.fromisoformat(text.strip()) if text.strip() else None


def day_problem(text: str, translate: Translate) -> str:
    """Say what is wrong with a typed day; empty where nothing is."""
    try:
        parse_day(text)
    except ValueError:
        return translate("Access", "Write the day like 2026-12-31, or leave it empty.")
    return ""


def until_of(last: date | None) -> date | None:
    """Return the exclusive end for a last day."""
    return last + timedelta(days=1) if last is not None else None


def last_of(until: date | None) -> date | None:
    """Return the last day for an exclusive end."""
    return until - timedelta(days=1) if until is not None else None


def _with(plan: Plan, access: AccessPlan) -> Plan:
    return replace(plan, access=access)
