"""Every question of a decision at a door, one after the other."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.domain.access import (
    ESCORT_S,
    PAIR_S,
    AccessPlan,
    AccessRule,
    AccessState,
    Check,
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
from core.domain.calendar import Hours
from core.domain.ids import DoorId, PersonId, RuleId, ScheduleId
from core.domain.people import Membership
from core.domain.plan import Plan
from core.policy.access import decide, forgive, passed, people_of, undone, with_leaf, with_mode

ZONE = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
DOOR, BACK = DoorId("door"), DoorId("back")
FACE = Proof(face=True)
STAFF = Membership(frozenset({"staff"}))
ANNA = Passer(PersonId("anna"), STAFF)
BOB = Passer(PersonId("bob"), STAFF)
BOSS = Passer(PersonId("boss"), Membership(frozenset({"staff", "keys"})))
GUEST = Passer(PersonId("guest"), Membership(frozenset({"visitors"})))
OTHER_GUEST = Passer(PersonId("other-guest"), Membership(frozenset({"visitors"})))
ANYTIME = AccessRule(RuleId("anytime"), "Anytime", groups=frozenset({"staff"}))
ESCORTED = AccessRule(RuleId("escorted"), "Visitors", groups=frozenset({"visitors"}), escorted=True)
DAYTIME = Schedule(ScheduleId("day"), "Day", ((Hours(480, 1080),),) * 7)


class Site:
    """A site with one plan, at which people try to pass."""

    def __init__(
        self, *doors: DoorRule, rules: tuple[AccessRule, ...] = (ANYTIME,), schedules: tuple[Schedule, ...] = ()
    ) -> None:
        self.plan = Plan(access=AccessPlan(schedules, rules, doors))
        self.state = AccessState()
        self.now = NOON

    def ask(
        self, passer: Passer, door: DoorId = DOOR, proof: Proof = FACE, way: Entering = Entering.IN, after: float = 0
    ) -> Ruling:
        self.now += timedelta(seconds=after)
        return decide(passer, door, self.now, self.state, self.plan, proof, way, ZONE)

    def go(
        self, passer: Passer, door: DoorId = DOOR, proof: Proof = FACE, way: Entering = Entering.IN, after: float = 0
    ) -> Ruling:
        ruling = self.ask(passer, door, proof, way, after)
        self.state = passed(self.state, ruling, passer, door, self.now, way, self.plan)
        return ruling


def refused(ruling: Ruling) -> Why | None:
    return None if ruling.allow else ruling.why


def test_a_rule_lets_in_and_is_named() -> None:
    ruling = Site().ask(ANNA)
    assert (ruling.allow, ruling.why, ruling.rule) == (True, Why.RULE, "anytime")
    assert [result.check for result in ruling.trail] == list(Check)


def test_nobody_passes_without_a_rule() -> None:
    assert refused(Site(rules=()).ask(ANNA)) is Why.NO_RULE
    assert refused(Site().ask(GUEST)) is Why.NO_RULE


@pytest.mark.parametrize(
    "rule",
    [
        AccessRule(RuleId("r"), "r", people=frozenset({ANNA.id})),
        AccessRule(RuleId("r"), "r", groups=frozenset({"staff", "x"})),
        AccessRule(RuleId("r"), "r", everyone=True, doors=frozenset({DOOR})),
    ],
)
def test_a_rule_is_for_people_or_groups_or_everyone(rule: AccessRule) -> None:
    assert Site(rules=(rule,)).ask(ANNA).rule == "r"


def test_a_rule_is_for_its_doors() -> None:
    site = Site(rules=(replace(ANYTIME, doors=frozenset({BACK})),))
    assert refused(site.ask(ANNA)) is Why.NO_RULE
    assert site.ask(ANNA, BACK).allow


def test_who_is_kept_out_is_so_whatever_lets_them_in() -> None:
    denial = AccessRule(RuleId("not-anna"), "Not Anna", people=frozenset({ANNA.id}), deny=True)
    site = Site(rules=(ANYTIME, denial))
    assert refused(site.ask(ANNA)) is Why.KEPT_OUT
    assert site.ask(ANNA).trail[2].rules == ("not-anna",)
    assert site.ask(BOB).allow


def test_a_schedule_that_is_gone_lets_nobody_in_and_keeps_out() -> None:
    gone = ScheduleId("gone")
    assert refused(Site(rules=(replace(ANYTIME, schedule=gone),)).ask(ANNA)) is Why.OUTSIDE_HOURS
    keeping = replace(ANYTIME, id=RuleId("no"), deny=True, schedule=gone)
    assert refused(Site(rules=(ANYTIME, keeping)).ask(ANNA)) is Why.KEPT_OUT


def test_a_rule_has_dates() -> None:
    today = date(2026, 3, 2)
    assert Site(rules=(replace(ANYTIME, since=today),)).ask(ANNA).allow
    assert refused(Site(rules=(replace(ANYTIME, until=today),)).ask(ANNA)) is Why.OUTSIDE_HOURS
    assert refused(Site(rules=(replace(ANYTIME, since=date(2026, 3, 3)),)).ask(ANNA)) is Why.OUTSIDE_HOURS


def test_a_person_has_dates_and_may_be_inactive() -> None:
    site = Site()
    assert refused(site.ask(replace(ANNA, active=False))) is Why.INACTIVE
    begins = replace(ANNA, membership=replace(STAFF, since=NOON, until=NOON + timedelta(seconds=1)))
    assert site.ask(begins).allow
    assert refused(site.ask(begins, after=1)) is Why.NOT_VALID
    assert site.ask(begins).trail[1].facts == {"side": "until"}
    assert refused(site.ask(begins, after=-2)) is Why.NOT_VALID
    assert site.ask(begins).trail[1].facts == {"side": "since"}


def test_a_lockdown_refuses_and_a_hold_lets_everybody_through() -> None:
    site = Site()
    site.state = with_mode(site.state, DOOR, DoorMode.LOCKED_DOWN)
    assert refused(site.ask(ANNA)) is Why.LOCKED_DOWN
    assert site.ask(ANNA, BACK).allow
    site.state = with_mode(site.state, DOOR, DoorMode.HELD_OPEN)
    held = site.ask(GUEST)
    assert (held.allow, held.why, held.rule) == (True, Why.HELD_OPEN, None)
    assert not held.trail[2].passed
    site.state = with_mode(site.state, DOOR, DoorMode.NORMAL)
    assert refused(site.ask(GUEST)) is Why.NO_RULE


PIN, CODE, DURESS, NOTHING = Proof(pin=True), Proof(code=True), Proof(pin=True, duress=True), Proof()


@pytest.mark.parametrize(
    ("proofs", "proof", "missing", "wants_pin"),
    [
        (Proofs.FACE, FACE, None, False),
        (Proofs.FACE, PIN, "face", False),
        (Proofs.FACE, NOTHING, "face", False),
        (Proofs.FACE_OR_PIN, FACE, None, False),
        (Proofs.FACE_OR_PIN, PIN, None, False),
        (Proofs.FACE_OR_PIN, CODE, None, False),
        (Proofs.FACE_OR_PIN, NOTHING, "either", True),
        (Proofs.FACE_AND_PIN, replace(PIN, face=True), None, False),
        (Proofs.FACE_AND_PIN, replace(CODE, face=True), None, False),
        (Proofs.FACE_AND_PIN, FACE, "pin", True),
        (Proofs.FACE_AND_PIN, PIN, "face", False),
        (Proofs.FACE_AND_PIN, CODE, "face", False),
        (Proofs.FACE_AND_PIN, NOTHING, "both", False),
    ],
)
def test_a_door_asks_for_proofs(proofs: Proofs, proof: Proof, missing: str | None, wants_pin: bool) -> None:
    ruling = Site(DoorRule(DOOR, proofs=proofs)).ask(ANNA, proof=proof)
    assert ruling.trail[3].facts.get("missing") == missing
    assert ruling.allow is (missing is None)
    assert ruling.wants_pin is wants_pin


def test_a_pin_is_not_asked_for_where_it_would_not_help() -> None:
    site = Site(DoorRule(DOOR, proofs=Proofs.FACE_AND_PIN))
    assert not site.ask(GUEST).wants_pin
    site.state = with_mode(site.state, DOOR, DoorMode.LOCKED_DOWN)
    assert not site.ask(ANNA).wants_pin
    both = Site(DoorRule(DOOR, proofs=Proofs.FACE_AND_PIN, two_persons=True))
    assert both.ask(ANNA).wants_pin
    assert refused(both.ask(ANNA, proof=replace(PIN, face=True))) is Why.SECOND_PERSON_MISSING


def test_duress_opens_like_a_pin_and_raises_an_alarm() -> None:
    site = Site()
    under = site.ask(ANNA, proof=DURESS)
    assert (under.allow, under.alarm) == (True, True)
    assert not site.ask(ANNA, proof=PIN).alarm
    helpless = site.ask(GUEST, proof=DURESS)
    assert (helpless.allow, helpless.alarm) == (False, True)


FIRST = DoorRule(DOOR, first_person=frozenset({"keys"}))


def test_nobody_passes_before_the_first_person() -> None:
    site = Site(FIRST)
    assert refused(site.go(ANNA)) is Why.FIRST_PERSON_MISSING
    assert site.go(BOSS).allow
    assert site.go(ANNA, after=60).allow
    assert refused(site.go(ANNA, after=86_400)) is Why.FIRST_PERSON_MISSING


def test_the_first_person_counts_for_the_hours_of_either() -> None:
    day = replace(ANYTIME, schedule=DAYTIME.id)
    early = Schedule(ScheduleId("early"), "Early", ((Hours(420, 1140),),) * 7)
    keys = AccessRule(RuleId("keys"), "Keys", groups=frozenset({"keys"}), schedule=early.id)
    site = Site(FIRST, rules=(day, keys), schedules=(DAYTIME, early))
    site.now = datetime(2026, 3, 2, 7, 30, tzinfo=ZONE)
    assert site.go(BOSS).allow
    assert site.go(ANNA, after=3600).allow
    assert refused(site.go(ANNA, after=86_400)) is Why.FIRST_PERSON_MISSING


def test_the_first_person_of_a_night_counts_past_midnight_and_not_for_the_next_hours() -> None:
    hours = Schedule(ScheduleId("s"), "s", ((Hours(480, 720), Hours(1320, 1800)),) * 7)
    site = Site(FIRST, rules=(replace(ANYTIME, schedule=hours.id),), schedules=(hours,))
    site.now = datetime(2026, 3, 2, 23, 50, tzinfo=ZONE)
    assert site.go(BOSS).allow
    assert site.go(ANNA, after=5 * 3600).allow  # 04:50
    assert refused(site.go(ANNA, after=4 * 3600)) is Why.FIRST_PERSON_MISSING  # 08:50


def test_rules_of_other_doors_and_denials_say_nothing_of_first_hours() -> None:
    night = Schedule(ScheduleId("n"), "n", ((Hours(0, 1439),),) * 7)
    everyday = AccessRule(RuleId("e"), "e", everyone=True, doors=frozenset({BACK}))
    kept = AccessRule(RuleId("k"), "k", groups=frozenset({"keys"}), deny=True, schedule=night.id)
    site = Site(FIRST, rules=(replace(ANYTIME, schedule=DAYTIME.id), everyday, kept), schedules=(DAYTIME, night))
    site.state = replace(site.state, opened_by={DOOR: datetime(2026, 3, 2, 7, tzinfo=ZONE)})
    assert refused(site.ask(ANNA)) is Why.FIRST_PERSON_MISSING


HALL = DoorRule(DOOR, area="hall", passback=Passback.HARD)
IN, OUT, EITHER = Entering.IN, Entering.OUT, Entering.UNKNOWN


def test_nobody_enters_twice_without_leaving() -> None:
    site = Site(HALL)
    assert site.go(ANNA).allow
    assert site.state.areas == {"anna": "hall"}
    assert refused(site.go(ANNA, after=9)) is Why.ALREADY_INSIDE
    assert site.go(BOB).allow
    assert site.go(ANNA, way=OUT).allow
    assert refused(site.go(ANNA, way=OUT)) is Why.NOT_INSIDE
    assert site.go(ANNA).allow


def test_whose_whereabouts_are_unknown_is_let_out() -> None:
    assert Site(HALL).go(ANNA, way=OUT).allow


def test_a_soft_breach_is_noted() -> None:
    site = Site(replace(HALL, passback=Passback.SOFT))
    site.go(ANNA)
    again = site.go(ANNA)
    assert (again.allow, again.notes) == (True, (Why.ALREADY_INSIDE,))
    site.go(ANNA, way=OUT)
    assert site.go(ANNA, way=OUT).notes == (Why.NOT_INSIDE,)
    assert Site(replace(HALL, passback=Passback.OFF)).go(ANNA).notes == ()


def test_a_pardon_is_used_up_by_one_pass() -> None:
    site = Site(HALL, DoorRule(BACK))
    site.go(ANNA)
    site.state = forgive(site.state, ANNA.id)
    assert site.go(ANNA, BACK).allow  # bounds no area and costs nothing
    assert site.go(ANNA).trail[5].facts == {"forgiven": "yes"}
    assert refused(site.go(ANNA)) is Why.ALREADY_INSIDE


def test_a_door_that_serves_both_ways_turns_who_passes() -> None:
    site = Site(HALL)
    assert site.go(ANNA, way=EITHER).allow
    assert site.state.areas == {}
    site.go(ANNA)
    site.go(ANNA, way=EITHER)
    assert site.state.areas == {"anna": ""}
    site.go(ANNA, way=EITHER)
    assert site.state.areas == {"anna": "hall"}
    lab = DoorRule(BACK, area="lab", outside="office")
    site.plan = Plan(access=AccessPlan((), (ANYTIME,), (HALL, lab)))
    site.go(ANNA, BACK, way=EITHER)
    assert site.state.areas == {}


def test_who_goes_out_of_where_they_are_is_not_kept_in_by_time() -> None:
    rule = replace(HALL, first_person=frozenset({"keys"}))
    site = Site(rule, rules=(replace(ANYTIME, schedule=DAYTIME.id),), schedules=(DAYTIME,))
    site.state = replace(site.state, areas={ANNA.id: "hall"})
    late = site.ask(replace(ANNA, membership=replace(STAFF, until=NOON)), way=OUT, after=8 * 3600)
    assert late.allow
    assert late.notes == (Why.NOT_VALID, Why.OUTSIDE_HOURS, Why.FIRST_PERSON_MISSING)
    assert late.rule is None
    assert site.ask(replace(ANNA, active=False), way=OUT).allow
    assert refused(site.ask(replace(ANNA, active=False), way=IN)) is Why.INACTIVE
    assert refused(site.ask(replace(BOB, active=False), way=OUT)) is Why.INACTIVE  # not known to be in
    assert refused(site.ask(replace(ANNA, active=False), way=EITHER)) is Why.INACTIVE
    assert refused(site.ask(replace(ANNA, membership=Membership()), way=OUT)) is Why.NO_RULE


def test_a_visitor_follows_their_escort_the_same_way() -> None:
    site = Site(rules=(ANYTIME, ESCORTED))
    assert refused(site.go(GUEST)) is Why.ESCORT_MISSING
    site.go(ANNA, way=OUT)
    assert refused(site.go(GUEST)) is Why.ESCORT_MISSING
    site.go(ANNA)
    first = site.go(GUEST, after=5)
    assert (first.allow, first.escorted) == (True, True)
    assert site.go(OTHER_GUEST, after=5).allow  # the escort still is the one who went before
    assert site.go(GUEST, after=ESCORT_S - 10).allow
    assert refused(site.go(OTHER_GUEST, after=1)) is Why.ESCORT_MISSING


def test_who_may_pass_alone_needs_no_escort() -> None:
    alone = AccessRule(RuleId("z"), "Alone", people=frozenset({GUEST.id}))
    ruling = Site(rules=(ESCORTED, alone)).ask(GUEST)
    assert (ruling.allow, ruling.rule, ruling.escorted) == (True, "z", False)


def test_a_visitor_may_leave_alone() -> None:
    site = Site(HALL, rules=(ESCORTED,))
    site.state = replace(site.state, areas={GUEST.id: "hall"})
    assert site.ask(GUEST, way=OUT).notes == (Why.ESCORT_MISSING,)


def test_one_door_of_an_interlock_at_a_time() -> None:
    site = Site(DoorRule(DOOR, interlock="lock"), DoorRule(BACK, interlock="lock"), DoorRule(DoorId("free")))
    site.state = with_leaf(site.state, BACK, True)
    ruling = site.ask(ANNA)
    assert refused(ruling) is Why.INTERLOCKED
    assert ruling.trail[7].facts == {"door": "back"}
    assert site.ask(ANNA, BACK).allow
    assert site.ask(ANNA, DoorId("free")).allow
    site.state = with_leaf(site.state, BACK, False)
    assert site.ask(ANNA).allow
    site.state = with_mode(site.state, BACK, DoorMode.HELD_OPEN)
    assert refused(site.ask(ANNA)) is Why.INTERLOCKED


VAULT = DoorRule(DOOR, two_persons=True, area="vault", passback=Passback.HARD)


def test_two_persons_open_together() -> None:
    site = Site(VAULT)
    assert refused(site.go(ANNA)) is Why.SECOND_PERSON_MISSING
    assert refused(site.go(ANNA, after=1)) is Why.SECOND_PERSON_MISSING  # the same person
    second = site.go(BOB, after=PAIR_S)
    assert second.allow
    assert people_of(second, BOB.id) == ("bob", "anna")
    assert site.state.areas == {"anna": "vault", "bob": "vault"}
    assert not site.state.pending
    assert refused(site.go(BOSS, after=1)) is Why.SECOND_PERSON_MISSING


def test_the_second_person_must_come_in_time_and_the_same_way() -> None:
    site = Site(VAULT)
    site.go(ANNA)
    assert refused(site.go(BOB, after=PAIR_S + 1)) is Why.SECOND_PERSON_MISSING
    assert refused(site.go(ANNA, way=OUT, after=1)) is Why.SECOND_PERSON_MISSING
    assert refused(site.go(GUEST, way=OUT)) is Why.NO_RULE


def test_a_host_who_waits_escorts_their_visitor_and_is_the_first_person() -> None:
    rule = replace(VAULT, first_person=frozenset({"keys"}))
    site = Site(rule, rules=(ANYTIME, ESCORTED))
    assert refused(site.go(BOSS)) is Why.SECOND_PERSON_MISSING
    assert site.go(GUEST, after=3).allow
    assert site.state.last[DOOR].person == BOSS.id
    assert site.state.opened_by == {DOOR: site.now}


def test_two_visitors_do_not_open() -> None:
    site = Site(VAULT, rules=(ANYTIME, ESCORTED))
    assert refused(site.go(GUEST)) is Why.ESCORT_MISSING
    assert not site.state.pending
    assert refused(site.go(OTHER_GUEST)) is Why.ESCORT_MISSING


def test_what_a_relay_did_not_do_did_not_happen() -> None:
    site = Site(replace(HALL, first_person=frozenset({"keys"})), DoorRule(BACK, area="hall"))
    site.go(BOSS, BACK)
    site.state = forgive(site.state, BOSS.id)
    before = site.state
    ruling = site.go(BOSS)
    assert undone(site.state, before, people_of(ruling, BOSS.id), DOOR, site.now) == before
    site.go(ANNA, BACK, after=1)
    assert undone(site.state, before, (ANNA.id,), BACK, site.now).areas == before.areas


def test_what_others_did_meanwhile_stays() -> None:
    site = Site(replace(HALL, first_person=frozenset({"keys"})))
    site.go(BOSS)
    site.go(replace(BOSS, id=ANNA.id), after=1)
    after = undone(site.state, AccessState(), (BOSS.id,), DOOR, NOON)
    assert (after.opened_by, after.last[DOOR].person, after.areas) == ({DOOR: site.now}, ANNA.id, {ANNA.id: "hall"})
