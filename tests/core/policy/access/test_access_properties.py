"""What holds for every plan, person and order of events."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.access import (
    AccessPlan,
    AccessRule,
    AccessState,
    Allowed,
    DoorMode,
    DoorRule,
    Entering,
    Passback,
    Passer,
    Proof,
    Proofs,
    Ruling,
    Schedule,
    Why,
)
from core.domain.calendar import Calendar, Holiday, Hours
from core.domain.ids import DoorId, PersonId, RuleId, ScheduleId
from core.domain.people import Membership
from core.domain.plan import Plan
from core.policy.access import decide, forgive, next_allowed, passed, people_of, rule_of, with_leaf, with_mode

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 3, 27, 21, tzinfo=UTC)  # two days before clocks go forward
DOORS = (DoorId("one"), DoorId("two"))
GROUPS = ("staff", "keys", "visitors")
PEOPLE = tuple(PersonId(name) for name in ("anna", "bob", "guest"))
AREAS = ("", "hall", "lab")

groups = st.frozensets(st.sampled_from(GROUPS), max_size=2)
hours = st.sampled_from(
    ((), (Hours(0, 1440),), (Hours(480, 1080),), (Hours(120, 180), Hours(1320, 1800)), (Hours(0, 90), Hours(60, 1500)))
)
schedules = st.tuples(hours, hours, hours).map(
    lambda day: (
        Schedule(ScheduleId("s0"), "s0", (day[0],) * 7, day[2]),
        Schedule(ScheduleId("s1"), "s1", (day[1],) * 5 + ((), day[2])),
    )
)
dates = st.none() | st.dates(date(2026, 3, 26), date(2026, 3, 30))
moments = st.integers(0, 3 * 24 * 60).map(lambda m: START + timedelta(minutes=m))


def a_rule(number: int, *, deny: st.SearchStrategy[bool]) -> st.SearchStrategy[AccessRule]:
    return st.builds(
        AccessRule,
        id=st.just(RuleId(f"r{number}")),
        name=st.just("rule"),
        people=st.frozensets(st.sampled_from(PEOPLE), max_size=1),
        groups=groups,
        everyone=st.booleans(),
        doors=st.frozensets(st.sampled_from(DOORS), max_size=1),
        schedule=st.sampled_from((None, ScheduleId("s0"), ScheduleId("s1"), ScheduleId("gone"))),
        since=dates,
        until=dates,
        deny=deny,
        escorted=st.booleans(),
    )


rules = st.integers(0, 4).flatmap(lambda n: st.tuples(*[a_rule(i, deny=st.booleans()) for i in range(n)]))


def a_door(door: DoorId) -> st.SearchStrategy[DoorRule]:
    return st.builds(
        DoorRule,
        door=st.just(door),
        proofs=st.sampled_from(Proofs),
        passback=st.sampled_from(Passback),
        area=st.sampled_from(AREAS),
        outside=st.sampled_from(AREAS),
        first_person=st.sampled_from((frozenset(), frozenset({"keys"}))),
        two_persons=st.booleans(),
        interlock=st.sampled_from(("", "lock")),
    )


plans = st.builds(
    Plan,
    calendar=st.builds(Calendar, holidays=st.sampled_from(((), (Holiday(date(2026, 3, 28), "Feast"),)))),
    access=st.builds(AccessPlan, schedules=schedules, rules=rules, doors=st.tuples(*map(a_door, DOORS))),
)
passers = st.builds(
    Passer,
    id=st.sampled_from(PEOPLE),
    membership=st.builds(Membership, groups, since=st.none() | moments, until=st.none() | moments),
    active=st.sampled_from((True, True, True, False)),
)
allowed = st.builds(Allowed, st.sampled_from(PEOPLE), moments, st.booleans(), st.sampled_from(Entering), st.booleans())
states = st.builds(
    AccessState,
    modes=st.dictionaries(st.sampled_from(DOORS), st.sampled_from(DoorMode), max_size=1),
    areas=st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(AREAS)),
    forgiven=st.frozensets(st.sampled_from(PEOPLE), max_size=1),
    opened_by=st.dictionaries(st.sampled_from(DOORS), moments),
    pending=st.dictionaries(st.sampled_from(DOORS), allowed),
    last=st.dictionaries(st.sampled_from(DOORS), allowed),
    ajar=st.frozensets(st.sampled_from(DOORS), max_size=1),
)
proofs = st.builds(Proof, st.booleans(), st.booleans(), st.booleans(), st.booleans())
ways = st.sampled_from(Entering)


class Question:
    """One decision, asked again under other circumstances."""

    def __init__(
        self, plan: Plan, passer: Passer, state: AccessState, when: datetime, proof: Proof, way: Entering
    ) -> None:
        self.plan, self.passer, self.state, self.when, self.proof, self.way = plan, passer, state, when, proof, way

    def __repr__(self) -> str:
        return f"{self.passer} {self.when} {self.proof} {self.way} {self.state} {self.plan.access}"

    def ask(self, plan: Plan | None = None, state: AccessState | None = None, proof: Proof | None = None) -> Ruling:
        return decide(
            self.passer,
            DOORS[0],
            self.when,
            state or self.state,
            plan or self.plan,
            proof or self.proof,
            self.way,
            ZONE,
        )


questions = st.builds(Question, plans, passers, states, moments, proofs, ways)


def with_rules(plan: Plan, *rules: AccessRule) -> Plan:
    return replace(plan, access=replace(plan.access, rules=rules))


@settings(max_examples=25)
@given(questions, a_rule(9, deny=st.just(True)), a_rule(8, deny=st.just(False)))
def test_rules_only_work_one_way_and_in_any_order(question: Question, denial: AccessRule, permit: AccessRule) -> None:
    before = question.ask()
    mine = question.plan.access.rules
    assert question.ask(with_rules(question.plan, *reversed(mine))) == before
    if not before.allow:
        assert not question.ask(with_rules(question.plan, *mine, denial)).allow
    else:
        assert question.ask(with_rules(question.plan, permit, *mine)).allow


@settings(max_examples=20)
@given(questions)
def test_what_no_plan_can_change(question: Question) -> None:
    ruling = question.ask()
    normal = question.state.modes.get(DOORS[0], DoorMode.NORMAL) is DoorMode.NORMAL
    locked = question.ask(state=with_mode(question.state, DOORS[0], DoorMode.LOCKED_DOWN))
    assert (locked.allow, locked.why) == (False, Why.LOCKED_DOWN)
    assert question.ask(state=with_mode(question.state, DOORS[0], DoorMode.HELD_OPEN)).allow
    lawless = question.ask(with_rules(question.plan))
    assert not (lawless.allow and normal)
    assert ruling.alarm is question.proof.duress
    failing = [result for result in ruling.trail if not result.passed]
    assert ruling.allow is (not failing or ruling.why is Why.HELD_OPEN)
    assert all(result.why is not None for result in failing)
    if ruling.rule is not None:
        assert ruling.rule in ruling.trail[2].rules


@settings(max_examples=20)
@given(questions)
def test_a_pin_turns_what_wants_one(question: Question) -> None:
    ruling = question.ask()
    known = question.ask(proof=replace(question.proof, pin=True))
    if ruling.wants_pin:
        assert known.allow or known.why is Why.SECOND_PERSON_MISSING
    elif not ruling.allow:
        assert not known.allow or known.why is Why.HELD_OPEN


steps = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(DOORS), ways, st.integers(0, 90), st.booleans()), max_size=25
)


@settings(max_examples=25)
@given(plans, steps)
def test_no_order_of_events_breaks_what_a_door_promises(
    plan: Plan, events: list[tuple[PersonId, DoorId, Entering, int, bool]]
) -> None:
    plan = with_rules(plan, AccessRule(RuleId("all"), "all", everyone=True))
    state, now = AccessState(), START
    inside: dict[PersonId, str] = {}
    for person, door, way, seconds, is_forgiven in events:
        now += timedelta(seconds=seconds)
        rule = rule_of(plan, door)
        if is_forgiven:
            state = forgive(state, person)
        passer = Passer(person, Membership(frozenset({"keys"})))
        ruling = decide(passer, door, now, state, plan, Proof(True, True), way, ZONE)
        pardoned = person in state.forgiven
        state = passed(state, ruling, passer, door, now, way, plan)
        if not ruling.allow:
            continue
        going = people_of(ruling, person)
        assert len(set(going)) == (2 if rule.two_persons else 1)
        others = [d.door for d in plan.access.doors if d.interlock and d.interlock == rule.interlock and d != rule]
        assert not state.ajar.intersection(others)
        if rule.area != rule.outside:
            if rule.passback is Passback.HARD and way is Entering.IN and not pardoned:
                assert inside.get(person) != rule.area
            for one in going:
                _follow(inside, one, rule, way)
        state = with_leaf(state, door, is_forgiven)
    assert dict(state.areas) == inside


def _follow(inside: dict[PersonId, str], person: PersonId, rule: DoorRule, way: Entering) -> None:
    """Say where somebody is, independently of the policy."""
    where = inside.pop(person, None)
    if way is Entering.UNKNOWN:
        way = {rule.outside: Entering.IN, rule.area: Entering.OUT}.get(where or "", way) if where is not None else way
    if way is not Entering.UNKNOWN:
        inside[person] = rule.area if way is Entering.IN else rule.outside


@settings(max_examples=25)
@given(questions)
def test_the_next_time_is_one_at_which_they_may(question: Question) -> None:
    moment = next_allowed(
        question.passer, DOORS[0], question.when, question.state, question.plan, question.proof, question.way, ZONE
    )
    if moment is not None:
        assert moment > question.when
        question.when = moment
        assert question.ask().allow
