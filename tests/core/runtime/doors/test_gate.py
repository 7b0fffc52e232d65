"""The gate over a real ledger and real keepers."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import tzlocal

from core.domain.access import AccessRule, DoorMode, DoorRule, Entering, Passback, Proof, Proofs, Why
from core.domain.calendar import Calendar
from core.domain.doors import DoorAct
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import AtDoor, DoorChanged
from core.domain.ids import DoorId, PersonId, RuleId
from core.runtime.doors.keeper import DoorKeeper
from core.runtime.doors.shown import ShownProofs
from tests.core.runtime.doors.doors_support import EVERYBODY, NORTH, SOUTH, DoorSite, door_site, with_access
from tests.helpers.guards import ExpectLog

HALL = with_access(EVERYBODY, doors=(DoorRule(NORTH, area="hall", passback=Passback.HARD),))
VAULT = with_access(EVERYBODY, doors=(DoorRule(NORTH, area="hall", passback=Passback.HARD, two_persons=True),))
SAFE = with_access(EVERYBODY, doors=(DoorRule(NORTH, proofs=Proofs.FACE_AND_PIN),))
LOCK = with_access(EVERYBODY, doors=(DoorRule(NORTH, interlock="lock"), DoorRule(SOUTH, interlock="lock")))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DoorSite]:
    with door_site(tmp_path) as site:
        yield site


def test_who_may_pass_is_let_in_and_it_is_written_once_it_is_done(site: DoorSite) -> None:
    ada = site.enrol("Ada", "staff")
    ruling = site.meet(ada)
    assert ruling.allow
    site.wait_for_act(DoorAct.OPENED)
    assert "pulse 5" in site.relays[NORTH].told
    (fact,) = site.facts()
    assert (fact.act, fact.person, fact.way, fact.proof, fact.why) == (
        DoorAct.OPENED, ada, Entering.IN, Proof(face=True), Why.RULE
    )  # fmt: skip
    assert fact.camera == "in"


def test_a_camera_that_looks_at_no_door_opens_none(site: DoorSite) -> None:
    event = site.comes(site.enrol("Ada", "staff"), door="Window")
    assert site.gate.consider(event) is None
    assert site.facts() == []


def test_who_may_not_pass_is_refused_and_written_down_once_a_visit(site: DoorSite) -> None:
    bob = site.enrol("Bob")
    for _ in range(3):
        ruling = site.meet(bob)
        assert ruling.why is Why.NO_RULE
    assert site.acts() == [DoorAct.DENIED]
    site.clock.step(31)
    site.meet(bob)
    assert site.acts() == [DoorAct.DENIED] * 2
    assert site.relays[NORTH].told.count("pulse 5") == 0
    event = next(event for event in site.heard if isinstance(event, AtDoor))
    assert (event.name, event.door_name) == ("Bob", "North")
    assert event.ruling is not None


def test_who_was_removed_meanwhile_is_refused(site: DoorSite) -> None:
    ruling = site.meet(PersonId("gone"))
    assert ruling.why is Why.INACTIVE


def test_who_has_walked_away_opens_nothing(site: DoorSite) -> None:
    site.plan_now = HALL
    ada = site.enrol("Ada", "staff")
    site.meet(ada, late_s=2.5)
    site.wait_for_act(DoorAct.EXPIRED)
    assert "pulse 5" not in site.relays[NORTH].told
    assert site.gate.state.areas == {}
    ruling = site.meet(ada, late_s=0.1)
    assert ruling.allow
    site.wait_for_act(DoorAct.OPENED)


def test_what_a_relay_refused_did_not_happen(site: DoorSite, expected_log: ExpectLog) -> None:
    expected_log("core.runtime.doors.keeper", logging.WARNING, "North cannot be used")
    site.plan_now = HALL
    ada = site.enrol("Ada", "staff")
    site.relays[NORTH].broken = True
    site.meet(ada)
    site.wait_for_act(DoorAct.FAILED)
    assert site.gate.state.areas == {}
    assert not site.gate.state.ajar
    assert site.acts() == [DoorAct.FAILED]


def test_who_is_seen_again_while_the_door_is_open_to_them_is_not_refused(site: DoorSite) -> None:
    site.plan_now = HALL
    ada = site.enrol("Ada", "staff")
    site.meet(ada)
    site.wait_for_act(DoorAct.OPENED)
    again = site.meet(ada)
    assert again.allow
    site.clock.step(6)
    after = site.meet(ada)
    assert after.why is Why.ALREADY_INSIDE
    assert site.acts() == [DoorAct.OPENED, DoorAct.DENIED]
    site.desk.forgive(ada, "tailgated")
    forgiven = site.meet(ada)
    assert forgiven.allow


def test_two_persons_are_both_written_down(site: DoorSite) -> None:
    site.plan_now = VAULT
    ada, bob = site.enrol("Ada", "staff"), site.enrol("Bob", "staff")
    waiting = site.meet(ada)
    assert waiting.why is Why.SECOND_PERSON_MISSING
    site.meet(bob)
    site.wait_for_act(DoorAct.OPENED)
    opened = [fact.person for fact in site.facts() if fact.act is DoorAct.OPENED]
    assert opened == [bob, ada]
    assert site.gate.state.areas == {ada: "hall", bob: "hall"}
    again = site.meet(ada)
    assert again.allow  # the door is open to both


def test_a_face_and_a_pin_count_together_in_any_order(site: DoorSite) -> None:
    site.plan_now = SAFE
    ada, bob = site.enrol("Ada", "staff"), site.enrol("Bob", "staff")
    face = site.meet(ada)
    assert face.wants_pin
    assert site.desk.present(ada, Proof(pin=True), NORTH, Entering.IN).allow
    site.wait_for_act(DoorAct.OPENED)
    assert not site.desk.present(bob, Proof(pin=True), NORTH).allow
    late = site.meet(bob)
    assert late.allow
    site.wait_for_act(DoorAct.OPENED)
    site.clock.step(7)
    used_up = site.meet(bob)
    assert used_up.wants_pin


def test_proofs_are_forgotten_after_a_while() -> None:
    shown = ShownProofs()
    person, door = PersonId("ada"), DoorId("door")
    assert shown.add(door, person, Proof(face=True), 0) == Proof(face=True)
    assert shown.add(door, person, Proof(pin=True, duress=True), 14_000_000_000).face
    assert shown.of(door, person, 20_000_000_000) == Proof(pin=True, duress=True)
    assert shown.of(door, person, 30_000_000_000) == Proof()
    for number in range(1200):
        shown.add(door, PersonId(str(number)), Proof(face=True), 40_000_000_000 + number)
    assert shown.add(door, PersonId("last"), Proof(code=True), 60_000_000_000) == Proof(code=True)


def test_duress_opens_and_is_told_apart(site: DoorSite) -> None:
    ada = site.enrol("Ada", "staff")
    ruling = site.desk.present(ada, Proof(pin=True, duress=True), NORTH, Entering.IN)
    assert (ruling.allow, ruling.alarm) == (True, True)
    site.wait_for(lambda event: isinstance(event, AtDoor) and event.fact.act is DoorAct.OPENED)
    assert sorted(site.acts()) == [DoorAct.DURESS, DoorAct.OPENED]


def test_a_door_that_is_opening_keeps_the_other_of_an_interlock_shut(site: DoorSite) -> None:
    site.plan_now = LOCK
    ada, bob = site.enrol("Ada", "staff"), site.enrol("Bob", "staff")
    site.relays[NORTH].gate.clear()  # the relay has not answered yet
    site.meet(ada)
    refused = site.meet(bob, "both", door="South")
    assert refused.why is Why.INTERLOCKED
    site.relays[NORTH].gate.set()
    site.wait_for_act(DoorAct.OPENED)
    assert NORTH in site.gate.state.ajar
    site.clock.step(6)
    site.wait_for(lambda _: NORTH not in site.gate.state.ajar)
    allowed = site.meet(bob, "both", door="South")
    assert allowed.allow


def test_a_door_is_held_locked_down_and_released_by_hand(site: DoorSite) -> None:
    ada, bob = site.enrol("Ada", "staff"), site.enrol("Bob")
    site.desk.release(NORTH, " a parcel ", 2)
    assert "pulse 2" in site.relays[NORTH].told
    site.desk.lock_down_all("drill")
    ruling = site.meet(ada)
    assert ruling.why is Why.LOCKED_DOWN
    with pytest.raises(KnownError) as caught:
        site.desk.release(NORTH, "please")
    assert caught.value.code is ErrorCode.DOOR_FAILED
    site.desk.normal_all("over")
    site.desk.hold(NORTH, "moving in")
    held = site.meet(bob)
    assert held.why is Why.HELD_OPEN
    site.desk.normal(NORTH, "done")
    assert site.gate.state.modes[NORTH] is DoorMode.NORMAL
    lines = site.desk.facts(site.clock.utc().replace(year=2020), site.clock.utc().replace(year=2030))
    site.store.flush()
    released = next(line for line in lines if line.fact.act is DoorAct.RELEASED)
    assert (released.author, released.reason, released.door_name) == ("Eve", "a parcel", "North")
    with pytest.raises(KnownError) as caught:
        site.desk.hold(NORTH, "  ")
    assert caught.value.code is ErrorCode.REASON_MISSING
    with pytest.raises(KnownError) as caught:
        site.desk.lock_down(DoorId("nowhere"), "reason")
    assert caught.value.code is ErrorCode.DOOR_UNKNOWN


def test_a_restart_knows_where_everybody_is_and_how_doors_are_run(site: DoorSite) -> None:
    site.plan_now = with_access(
        HALL, doors=(replace(HALL.access.doors[0], first_person=frozenset({"keys"})),)
    )  # fmt: skip
    boss, ada, gone = (site.enrol(name, "staff", "keys") for name in ("Boss", "Ada", "Gone"))
    for person in (boss, ada, gone):
        site.meet(person)
        site.wait_for_act(DoorAct.OPENED)
    site.clock.step(10)
    site.meet(ada, "out")
    site.wait_for_act(DoorAct.OPENED)
    site.desk.forgive(boss, "lost the way")
    site.desk.lock_down(SOUTH, "broken glass")
    before = site.gate.state
    site.gate.stop()
    del site.people[gone]
    site.restart()
    after = site.gate.state
    assert after.areas == {boss: "hall", ada: ""}
    assert after.forgiven == {boss}
    assert after.opened_by == before.opened_by
    assert after.modes == {SOUTH: DoorMode.LOCKED_DOWN}
    site.wait_for(lambda e: isinstance(e, DoorChanged) and e.status.mode is DoorMode.LOCKED_DOWN)
    assert [(one.name, one.area) for one in site.desk.inside()] == [("Boss", "hall")]
    assert site.desk.areas() == ("hall",)


def test_a_rule_of_another_door_does_not_open_this_one(site: DoorSite) -> None:
    ada = site.enrol("Ada", "staff")
    site.plan_now = with_access(
        EVERYBODY, rules=(AccessRule(RuleId("s"), "South", everyone=True, doors=frozenset({SOUTH})),)
    )
    north, south = site.meet(ada), site.meet(ada, "both", door="South")
    assert not north.allow
    assert south.allow


def test_a_relay_that_does_not_answer_is_not_waited_for_for_ever(
    site: DoorSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.runtime.doors.gate._PATIENCE_S", -1.9)
    site.relays[NORTH].gate.clear()
    with pytest.raises(KnownError) as caught:
        site.desk.release(NORTH, "a parcel")
    assert caught.value.code is ErrorCode.DOOR_FAILED
    site.relays[NORTH].gate.set()
    site.wait_for_act(DoorAct.RELEASED)  # late, but it did, and it is written down


def test_hours_are_those_of_this_machine_where_the_plan_names_no_zone_there_is(
    site: DoorSite, expected_log: ExpectLog
) -> None:
    expected_log("core.runtime.doors.gate", logging.WARNING, "this machine's zone")
    site.plan_now = replace(EVERYBODY, calendar=Calendar("Mars/Olympus"))
    assert site.meet(site.enrol("Ada", "staff")).allow
    assert site.gate.zone == tzlocal.get_localzone()


def test_visits_that_are_over_are_forgotten(site: DoorSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.runtime.doors.gate._MANY", 10)
    for number in range(11):
        site.gate.present(PersonId(str(number)), Proof(face=True), NORTH)
    site.clock.step(31)
    site.gate.present(PersonId("0"), Proof(face=True), NORTH)
    assert len(site.facts()) == 12


def test_refusals_change_nothing_at_a_restart(site: DoorSite) -> None:
    site.plan_now = HALL
    site.meet(site.enrol("Bob"))
    site.store.flush()
    site.gate.stop()
    site.restart()
    assert site.gate.state.areas == {}


def test_a_refusal_after_an_opening_is_another_visit(site: DoorSite) -> None:
    ada = site.enrol("Ada", "staff")
    site.desk.lock_down(NORTH, "drill")
    site.meet(ada)
    site.desk.normal(NORTH, "over")
    site.meet(ada)
    site.wait_for_act(DoorAct.OPENED)
    site.desk.lock_down(NORTH, "no drill")
    site.meet(ada)
    assert [act for act in site.acts() if act in (DoorAct.DENIED, DoorAct.OPENED)] == [
        DoorAct.DENIED, DoorAct.OPENED, DoorAct.DENIED
    ]  # fmt: skip


def test_duress_is_told_once_though_the_face_stays_in_view(site: DoorSite) -> None:
    ada = site.enrol("Ada", "staff")
    site.desk.lock_down(NORTH, "drill")
    for _ in range(2):
        site.desk.present(ada, Proof(pin=True, duress=True), NORTH, Entering.IN)
        for _ in range(3):
            assert site.meet(ada).alarm
            site.clock.step(1)
    assert site.acts().count(DoorAct.DURESS) == 2  # as often as it was typed


def test_of_two_first_persons_who_both_stayed_outside_neither_came(site: DoorSite, expected_log: ExpectLog) -> None:
    expected_log("core.runtime.doors.keeper", logging.WARNING, "North cannot be used")
    site.plan_now = with_access(EVERYBODY, doors=(DoorRule(NORTH, first_person=frozenset({"keys"})),))
    one, two, ada = site.enrol("One", "staff", "keys"), site.enrol("Two", "staff", "keys"), site.enrol("Ada", "staff")
    relay = site.relays[NORTH]
    relay.gate.clear()
    relay.broken = True
    site.meet(one)
    site.clock.step(0.1)
    site.meet(two)
    relay.gate.set()
    site.wait_for(
        lambda _: sum(isinstance(event, AtDoor) and event.fact.act is DoorAct.FAILED for event in site.heard) == 2
    )
    assert not site.gate.state.opened_by
    assert not site.gate.state.last
    refused = site.meet(ada)
    assert refused.why is Why.FIRST_PERSON_MISSING


def test_a_relay_that_blocks_to_the_end_is_told_of(
    site: DoorSite, expected_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_log("core.runtime.doors.keepers", logging.ERROR, "the door (North|South) blocks")
    with monkeypatch.context() as patch:
        patch.setattr(DoorKeeper, "stop", lambda _keeper, **_: False)
        site.gate.stop()
    site.gate.stop()
