"""The decision at a door: one pure function."""

from datetime import datetime
from zoneinfo import ZoneInfo

from core.domain.access import (
    AccessState,
    Check,
    CheckResult,
    DoorRule,
    Entering,
    Passer,
    Proof,
    Ruling,
    Why,
)
from core.domain.ids import DoorId
from core.domain.plan import Plan
from core.policy.access.checks import CHECKS, Case
from core.policy.access.hours import wall_of
from core.policy.access.standing import Times, standing


def decide(
    passer: Passer,
    door: DoorId,
    when: datetime,
    state: AccessState,
    plan: Plan,
    proof: Proof,
    way: Entering,
    zone: ZoneInfo,
) -> Ruling:
    """Say whether somebody may pass a door at an aware moment, and why.

    Every question is asked, also after a refusal: the first that is answered with no is the reason. A door held open
    lets everybody through, and nobody passes one that is locked down. `passed` makes the state that follows.
    """
    times = Times(plan.access, wall_of(when, zone, plan.calendar, passer.membership.groups))
    said = standing(passer, door, times, plan.access)
    case = Case(passer, when, state, plan, proof, way, zone, rule_of(plan, door), said)
    trail = tuple([check(case) for check in CHECKS])
    held = trail[0].why is Why.HELD_OPEN
    refusals = [result for result in trail if not result.passed]
    allow = held or not refusals
    return Ruling(
        allow=allow,
        why=Why.HELD_OPEN if held else refusals[0].why or Why.RULE if refusals else Why.RULE,
        rule=None if held or not allow else said.rule,
        wants_pin=not allow and _wants_pin(refusals),
        alarm=proof.duress,
        escorted=said.escorted,
        notes=tuple([result.why for result in trail[1:] if result.passed and result.why is not None]),
        trail=trail,
    )


def rule_of(plan: Plan, door: DoorId) -> DoorRule:
    """Return what a door asks; the least where the plan says nothing of it."""
    for rule in plan.access.doors:
        if rule.door == door:
            return rule
    return DoorRule(door)


def _wants_pin(refusals: list[CheckResult]) -> bool:
    """Say whether a PIN is all that is missing, but for a second person, who may come after it."""
    first, *others = refusals
    lacks = first.check is Check.PROOF and first.facts["missing"] in ("pin", "either")
    return lacks and all(other.check is Check.SECOND_PERSON for other in others)
