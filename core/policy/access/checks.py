"""The questions a decision asks, each a pure function of one `Case`.

Nobody is kept in by time alone: who goes OUT of an area they are known to be in is not held up because their days are
over, it is past the hours of a rule, the first person has not come or an escort is missing; that becomes a note. A rule
that keeps them out, a lockdown, a proof, a second person and an interlock hold for both ways.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.domain.access import (
    ESCORT_S,
    PAIR_S,
    AccessState,
    Allowed,
    Check,
    CheckResult,
    DoorMode,
    DoorRule,
    Entering,
    Passback,
    Passer,
    Proof,
    Proofs,
    Why,
)
from core.domain.plan import Plan
from core.policy.access.hours import Period, wall_of
from core.policy.access.standing import Standing, Times

_PAIR = timedelta(seconds=PAIR_S)
_ESCORT = timedelta(seconds=ESCORT_S)
_NO_TIME = timedelta(0)
_YES = {check: CheckResult(check, True) for check in Check}
"""The plain answers, made once: most questions have nothing more to say."""


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody at a door at a moment, with what the plan and its rules say of it."""

    passer: Passer
    when: datetime
    state: AccessState
    plan: Plan
    proof: Proof
    way: Entering
    zone: ZoneInfo
    rule: DoorRule
    standing: Standing

    @property
    def leaving(self) -> bool:
        """Whether somebody goes out of an area they are known to be in."""
        rule = self.rule
        return self.way is Entering.OUT and bool(rule.area) and self.state.areas.get(self.passer.id) == rule.area


def mode(case: Case) -> CheckResult:
    """Is the door run by decision? Held open it lets everybody through whatever the rest says."""
    now = case.state.modes.get(case.rule.door, DoorMode.NORMAL)
    if now is DoorMode.LOCKED_DOWN:
        return CheckResult(Check.MODE, False, Why.LOCKED_DOWN)
    if now is DoorMode.HELD_OPEN:
        return CheckResult(Check.MODE, True, Why.HELD_OPEN)
    return _YES[Check.MODE]


def person(case: Case) -> CheckResult:
    """May they be here at all, on this day?"""
    membership = case.passer.membership
    if not case.passer.active:
        return CheckResult(Check.PERSON, case.leaving, Why.INACTIVE)
    early = membership.since is not None and case.when < membership.since
    if early or (membership.until is not None and membership.until <= case.when):
        facts = {"side": "since" if early else "until"}
        return CheckResult(Check.PERSON, case.leaving, Why.NOT_VALID, facts=facts)
    return _YES[Check.PERSON]


def rules(case: Case) -> CheckResult:
    """Does a rule let them in, and none keep them out?"""
    said = case.standing
    passes = said.why is None or (said.why is Why.OUTSIDE_HOURS and case.leaving)
    return CheckResult(Check.RULES, passes, said.why, said.rules)


def proof(case: Case) -> CheckResult:
    """Have they shown what the door asks for?"""
    shown = case.proof
    known = shown.pin or shown.code or shown.duress
    missing = ""
    if case.rule.proofs is Proofs.FACE:
        missing = "" if shown.face else "face"
    elif case.rule.proofs is Proofs.FACE_OR_PIN:
        missing = "" if shown.face or known else "either"
    elif not (shown.face and known):
        missing = "pin" if shown.face else "face" if known else "both"
    if missing:
        return CheckResult(Check.PROOF, False, Why.PROOF_MISSING, facts={"missing": missing})
    return _YES[Check.PROOF]


def first_person(case: Case) -> CheckResult:
    """Has somebody of the groups that come first passed since the hours began?

    The hours are those of any rule by which they, or one of those groups, may pass now; without a schedule the day.
    """
    groups = case.rule.first_person
    if not groups or not groups.isdisjoint(case.passer.membership.groups):
        return _YES[Check.FIRST_PERSON]
    came = case.state.opened_by.get(case.rule.door)
    if came is not None and came <= case.when:
        wall = wall_of(came, case.zone, case.plan.calendar, groups)
        if any(period.holds(wall) for now in (*case.standing.hours, *_first_hours(case)) for period in now):
            return _YES[Check.FIRST_PERSON]
    waiting = case.state.pending.get(case.rule.door)
    if waiting is not None and waiting.first and _follows(case, waiting, _PAIR):
        return _YES[Check.FIRST_PERSON]
    facts = {"groups": ", ".join(sorted(groups))}
    return CheckResult(Check.FIRST_PERSON, case.leaving, Why.FIRST_PERSON_MISSING, facts=facts)


def _first_hours(case: Case) -> Iterator[tuple[Period, ...]]:
    groups, door = case.rule.first_person, case.rule.door
    times = Times(case.plan.access, wall_of(case.when, case.zone, case.plan.calendar, groups))
    for rule in case.plan.access.rules:
        theirs = rule.everyone or not groups.isdisjoint(rule.groups)
        if theirs and not rule.deny and (not rule.doors or door in rule.doors):
            yield times.of(rule)


def passback(case: Case) -> CheckResult:
    """Do they go where they are not, and leave where they are? Whose whereabouts are not known breaches nothing."""
    rule, where = case.rule, case.state.areas.get(case.passer.id)
    if rule.passback is Passback.OFF or rule.area == rule.outside or where is None:
        return _YES[Check.PASSBACK]
    if case.passer.id in case.state.forgiven:
        return CheckResult(Check.PASSBACK, True, facts={"forgiven": "yes"})
    why = None
    if case.way is Entering.IN and where == rule.area:
        why = Why.ALREADY_INSIDE
    elif case.way is Entering.OUT and where != rule.area:
        why = Why.NOT_INSIDE
    if why is None:
        return _YES[Check.PASSBACK]
    return CheckResult(Check.PASSBACK, rule.passback is Passback.SOFT, why, facts={"area": rule.area, "where": where})


def escort(case: Case) -> CheckResult:
    """Did somebody who needs no escort go before them, the same way?"""
    if not case.standing.escorted:
        return _YES[Check.ESCORT]
    before = (case.state.last.get(case.rule.door), case.state.pending.get(case.rule.door))
    if any(other is not None and not other.escorted and _follows(case, other, _ESCORT) for other in before):
        return _YES[Check.ESCORT]
    return CheckResult(Check.ESCORT, case.leaving, Why.ESCORT_MISSING, facts={"seconds": f"{ESCORT_S:.0f}"})


def interlock(case: Case) -> CheckResult:
    """Are the other doors of the same interlock shut?"""
    rule, state = case.rule, case.state
    if not rule.interlock:
        return _YES[Check.INTERLOCK]
    others = (r.door for r in case.plan.access.doors if r.interlock == rule.interlock and r.door != rule.door)
    open_ = [d for d in others if d in state.ajar or state.modes.get(d) is DoorMode.HELD_OPEN]
    if not open_:
        return _YES[Check.INTERLOCK]
    return CheckResult(Check.INTERLOCK, False, Why.INTERLOCKED, facts={"door": min(open_)})


def second_person(case: Case) -> CheckResult:
    """Does another one, who may pass the same way, wait for them?"""
    if not case.rule.two_persons:
        return _YES[Check.SECOND_PERSON]
    waiting = case.state.pending.get(case.rule.door)
    if waiting is not None and _follows(case, waiting, _PAIR):
        return CheckResult(Check.SECOND_PERSON, True, facts={"person": waiting.person})
    facts = {"seconds": f"{PAIR_S:.0f}"}
    return CheckResult(Check.SECOND_PERSON, False, Why.SECOND_PERSON_MISSING, facts=facts)


def _follows(case: Case, other: Allowed, within: timedelta) -> bool:
    same_way = other.way is case.way
    return other.person != case.passer.id and same_way and _NO_TIME <= case.when - other.at <= within


CHECKS: tuple[Callable[[Case], CheckResult], ...] = (
    mode,
    person,
    rules,
    proof,
    first_person,
    passback,
    escort,
    interlock,
    second_person,
)
"""In the order of `Check`."""
