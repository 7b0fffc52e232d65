"""The desk of doors over a real store: setting up, explaining, trying other rules."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from core.config import DoorSettings
from core.config.doors import ShellyRelay, SimulatedRelay
from core.domain.access import AccessRule, Check, DoorMode, DoorRule, Entering, Passback, Proof, Proofs, Schedule, Why
from core.domain.calendar import Calendar, Holiday, Hours
from core.domain.doors import DoorAct, FailState, Link
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import DoorChanged, Recognised, Unknown
from core.domain.explaining import Explanation, Replay, Turn, WhatIf
from core.domain.ids import DoorId, PersonId, RuleId, ScheduleId, new_event_id
from core.domain.matching import Decision, Evidence, Match, Reason, Verdict
from core.domain.plan import Plan
from tests.core.runtime.doors.doors_support import (
    EVERYBODY,
    NORTH,
    SOUTH,
    DoorSite,
    NotingRelay,
    door_site,
    with_access,
)

OFFICE = Schedule(ScheduleId("office"), "Office", ((Hours(480, 1080),),) * 5 + ((), ()))
HOURS = with_access(
    EVERYBODY,
    schedules=(OFFICE,),
    rules=(AccessRule(RuleId("staff"), "Staff by day", groups=frozenset({"staff"}), schedule=OFFICE.id),),
)
SUNDAY = datetime(2026, 3, 8, 11, tzinfo=UTC)
IN_BERLIN = Calendar("Europe/Berlin", (Holiday(date(2026, 3, 3), "Carnival"),))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DoorSite]:
    with door_site(tmp_path, replace(HOURS, calendar=IN_BERLIN)) as site:
        yield site


def said(explanation: Explanation, check: Check) -> str:
    return str(explanation.steps[list(Check).index(check)].sentence)


def test_why_may_ada_not_enter_on_sunday(site: DoorSite) -> None:
    ada = site.enrol("Ada", "staff")
    answer = site.desk.explain(ada, NORTH, SUNDAY)
    assert str(answer.headline) == "Ada may not pass North at this time."
    assert said(answer, Check.RULES) == "“Staff by day” lets Ada in, but at other times."
    assert answer.steps[2].rules == ("Staff by day",)
    assert answer.next == datetime(2026, 3, 9, 7, tzinfo=UTC)
    assert str(site.desk.explain(ada, NORTH, answer.next).headline) == "Ada may pass North at this time."
    assert site.desk.explain(ada, NORTH, answer.next).next is None


def test_a_holiday_is_named(site: DoorSite) -> None:
    answer = site.desk.explain(site.enrol("Ada", "staff"), NORTH, datetime(2026, 3, 3, 11, tzinfo=UTC))
    assert said(answer, Check.RULES) == "“Staff by day” lets Ada in, but at other times: Carnival is a holiday."


def test_an_unsaved_plan_can_be_asked(site: DoorSite) -> None:
    ada = site.enrol("Ada", "staff")
    assert site.desk.explain(ada, NORTH, SUNDAY, plan=EVERYBODY).ruling.allow
    with pytest.raises(KnownError) as caught:
        site.desk.explain(PersonId("nobody"), NORTH, SUNDAY)
    assert caught.value.code is ErrorCode.PERSON_UNKNOWN
    with pytest.raises(KnownError) as caught:
        site.desk.explain(ada, DoorId("nowhere"), SUNDAY)
    assert caught.value.code is ErrorCode.DOOR_UNKNOWN


STRICT = DoorRule(
    NORTH, Proofs.FACE_AND_PIN, Passback.HARD, "hall", "", frozenset({"keys"}), two_persons=True, interlock="lock"
)


def test_every_question_of_a_strict_door_is_answered_in_words(site: DoorSite) -> None:
    ada = site.enrol("Ada", "staff", until=datetime(2026, 3, 2, 10, tzinfo=UTC))
    site.plan_now = with_access(
        Plan(IN_BERLIN),
        doors=(STRICT, DoorRule(SOUTH, interlock="lock")),
        rules=(AccessRule(RuleId("v"), "Visitors", everyone=True, escorted=True),),
    )
    site.desk.hold(SOUTH, "moving in")
    site.desk.lock_down(NORTH, "drill")
    answer = site.desk.explain(ada, NORTH, site.clock.utc())
    assert [str(step.sentence) for step in answer.steps] == [
        "The door is locked down: nobody may pass.",
        "Ada was valid until 2026-03-02 11:00.",
        "Ada is let in by “Visitors”.",
        "The door asks for a PIN or a code beside the face.",
        "Nobody of keys has passed in these hours yet; one of them must come first.",
        "Ada may come from where they are, as far as known.",
        "Ada must follow somebody who needs no escort within 30 seconds.",
        "South is open; of these doors only one may be.",
        "Two must come: a second person has to show themselves within 20 seconds.",
    ]


@pytest.mark.parametrize(
    ("rule", "way", "where", "check", "sentence"),
    [
        (DoorRule(NORTH), Entering.IN, None, Check.PASSBACK, "Where Ada is does not matter at this door."),
        (DoorRule(NORTH), Entering.IN, None, Check.INTERLOCK, "This door does not depend on others."),
        (DoorRule(NORTH), Entering.IN, None, Check.SECOND_PERSON, "One person is enough at this door."),
        (DoorRule(NORTH), Entering.IN, None, Check.FIRST_PERSON, "Nobody has to come first at this door."),
        (STRICT, Entering.IN, "hall", Check.PASSBACK, "Ada is in hall already and has not left it."),
        (STRICT, Entering.OUT, "lab", Check.PASSBACK, "Ada has not entered hall."),
        (
            STRICT, Entering.OUT, "hall", Check.FIRST_PERSON,
            "Nobody of keys has passed in these hours, but nobody is kept in for that.",
        ),
        (
            replace(STRICT, passback=Passback.SOFT), Entering.IN, "hall", Check.PASSBACK,
            "Ada is in hall already and has not left it, which is only noted here.",
        ),
    ],
)  # fmt: skip
def test_questions_in_words(
    site: DoorSite, rule: DoorRule, way: Entering, where: str | None, check: Check, sentence: str
) -> None:
    ada = site.enrol("Ada", "staff")
    site.plan_now = with_access(EVERYBODY, doors=(replace(rule, door=NORTH), DoorRule(SOUTH, area="lab")))
    if where == "lab":
        site.meet(ada, door="South")
    elif where is not None:
        site.plan_now = with_access(EVERYBODY, doors=(DoorRule(NORTH, area="hall"),))
        site.meet(ada)
        site.plan_now = with_access(EVERYBODY, doors=(rule,))
    assert said(site.desk.explain(ada, NORTH, site.clock.utc(), way=way), check) == sentence


def test_a_pardon_and_a_missing_pin_are_explained(site: DoorSite) -> None:
    site.plan_now = with_access(EVERYBODY, doors=(replace(STRICT, first_person=frozenset(), two_persons=False),))
    ada = site.enrol("Ada", "staff")
    answer = site.desk.explain(ada, NORTH, SUNDAY)
    assert str(answer.headline) == "Ada may pass North at this time with a PIN or a code."
    site.desk.present(ada, Proof(face=True, pin=True), NORTH, Entering.IN)
    site.desk.forgive(ada, "tailgated")
    answer = site.desk.explain(ada, NORTH, SUNDAY)
    assert said(answer, Check.PASSBACK) == "Ada was forgiven and may pass once, wherever they are."


def test_doors_are_set_up_while_they_run(site: DoorSite) -> None:
    ada = site.enrol("Ada", "staff")
    assert [status.name for status in site.desk.doors()] == ["North", "South"]
    with pytest.raises(KnownError) as caught:
        site.desk.add_door(DoorSettings("east", "North"))
    assert caught.value.code is ErrorCode.DOOR_EXISTS
    east = DoorSettings("east", "East")
    site.relays[DoorId("east")] = site.relays[NORTH]
    site.desk.add_door(east)
    site.wait_for(lambda e: isinstance(e, DoorChanged) and e.status.door == "east" and e.status.link is Link.UP)
    site.desk.update_door(DoorSettings(NORTH, "Front door", open_s=3))
    assert [camera.door for camera in site.settings.cameras] == ["Front door", "Front door", "South"]
    site.meet(ada, door="Front door")
    site.wait_for_act(DoorAct.OPENED)
    assert "pulse 3" in site.relays[NORTH].told
    site.desk.remove_door(DoorId("east"))
    site.desk.remove_door(NORTH)
    assert site.gate.consider(site.comes(ada, door="Front door")) is None
    assert [door.name for door in site.desk.settings()] == ["South"]


def test_a_fail_safe_door_stays_locked_while_it_is_set_up_anew(site: DoorSite) -> None:
    """Unless it gets another relay: then nobody keeps the old one."""
    safe, relay = DoorSettings(NORTH, "Magnet", fail=FailState.SAFE), site.relays[NORTH]
    site.desk.update_door(safe)
    site.wait_for(lambda e: isinstance(e, DoorChanged) and e.status.name == "Magnet" and not e.status.unlocked)
    before = len(relay.told)
    site.desk.update_door(replaced := msgspec.structs.replace(safe, name="Front"))
    site.wait_for(lambda e: isinstance(e, DoorChanged) and e.status.name == "Front" and not e.status.unlocked)
    assert "unlock" not in relay.told[before:]
    site.desk.update_door(replaced := msgspec.structs.replace(replaced, fail=FailState.SECURE))
    site.desk.update_door(replaced := msgspec.structs.replace(replaced, fail=FailState.SAFE))
    site.desk.update_door(replaced := msgspec.structs.replace(replaced, relay=SimulatedRelay(inverted=True)))
    site.wait_for(lambda e: isinstance(e, DoorChanged) and e.status.name == "Front" and not e.status.unlocked)
    assert "unlock" not in relay.told[before:]
    site.desk.update_door(msgspec.structs.replace(replaced, relay=ShellyRelay(url="http://elsewhere")))
    assert "unlock" in relay.told[before:]


def test_a_relay_is_tried_without_opening(site: DoorSite) -> None:
    door = DoorSettings("trial", "Trial")
    site.relays[DoorId("trial")] = relay = type(site.relays[NORTH])()
    assert site.desk.test_relay(door) >= 0
    assert relay.told == ["close"]
    assert site.desk.test_relay(door, pulse=True) >= 0
    assert relay.told[1:] == ["pulse 0.5", "lock", "close"]


def seen(site: DoorSite, person: PersonId, minute: int, score: float, camera: str = "in") -> Recognised | Unknown:
    """Keep a sighting at North some minutes ago; somebody is named from 0.45 on."""
    at = site.clock.utc() - timedelta(minutes=minute)
    event = site.comes(person, camera)
    evidence = Evidence(score, 0.45, 0.3, 0.5, 0.06, ())
    match = Match(person, score, None, -1.0, 0.5)
    if score >= 0.45:
        known = Decision(Verdict.RECOGNISED, Reason.CLEAR_MATCH, person, match, 1, evidence)
        kept: Recognised | Unknown = replace(event, utc=at, decision=known, id=new_event_id())
    else:
        nobody = Decision(Verdict.UNKNOWN, Reason.NOT_ENOUGH_EVIDENCE, None, match, 1, evidence)
        kept = Unknown(new_event_id(), at, event.camera, "in", event.door, 1, nobody, event.shot)
    site.store.record(kept)
    return kept


def tried(site: DoorSite, plan: Plan | None = None, threshold: float | None = None) -> Replay:
    site.store.flush()
    replayed = site.desk.replay(WhatIf(plan, threshold, 7))
    assert replayed is not None
    return replayed


def test_other_rules_are_tried_on_what_has_happened(site: DoorSite) -> None:
    ada, bob = site.enrol("Ada", "staff"), site.enrol("Bob", "guests")
    for minute in (60, 40, 20):
        seen(site, ada, minute, 0.7)
        seen(site, bob, minute - 1, 0.7)
    same = tried(site)
    assert (same.attempts, same.counts, same.cases) == (6, {Turn.SAME: 6}, ())
    guests = AccessRule(RuleId("g"), "Guests", groups=frozenset({"guests"}))
    turned = tried(site, with_access(EVERYBODY, rules=(guests,)))
    assert turned.counts == {Turn.NEWLY_REFUSED: 3, Turn.NEWLY_LET_IN: 3}
    first = turned.cases[0]
    assert (first.name, first.door_name, first.before, first.after) == ("Ada", "North", Why.RULE, Why.NO_RULE)
    hall = with_access(EVERYBODY, doors=(DoorRule(NORTH, area="hall", passback=Passback.HARD),))
    inside = tried(site, hall)  # she is seen coming in three times, and never leaving
    assert [case.after for case in inside.cases] == [Why.ALREADY_INSIDE] * 2


def test_another_threshold_is_tried_on_what_has_happened(site: DoorSite) -> None:
    ada = site.enrol("Ada", "staff")
    for minute, score in ((60, 0.7), (50, 0.5), (40, 0.42), (30, 0.2)):
        seen(site, ada, minute, score)
    stricter, laxer = tried(site, threshold=0.55), tried(site, threshold=0.4)
    assert stricter.counts == {Turn.SAME: 1, Turn.NO_LONGER_NAMED: 1}
    assert (stricter.cases[0].before, stricter.cases[0].after) == (Why.RULE, None)
    assert laxer.counts == {Turn.SAME: 2, Turn.NEWLY_NAMED: 1}
    assert (laxer.cases[0].before, laxer.cases[0].after) == (None, Why.RULE)


def test_pins_and_orders_are_replayed_and_it_can_be_broken_off(site: DoorSite) -> None:
    site.plan_now = EVERYBODY
    ada = site.enrol("Ada", "staff")
    site.desk.lock_down(NORTH, "drill")
    site.clock.step(60)
    site.desk.present(ada, Proof(pin=True), NORTH, Entering.IN)
    site.desk.normal(NORTH, "over")
    site.clock.step(60)
    site.desk.forgive(ada, "just in case")
    site.desk.present(ada, Proof(pin=True), NORTH, Entering.IN)
    site.wait_for_act(DoorAct.OPENED)
    site.clock.step(60)
    shares: list[float] = []
    site.store.flush()
    nobody = with_access(EVERYBODY, rules=())
    replayed = site.desk.replay(WhatIf(nobody), shares.append, lambda: False)
    assert replayed is not None
    assert replayed.counts == {Turn.SAME: 1, Turn.NEWLY_REFUSED: 1}
    assert shares == [0.0, 1.0]
    assert site.desk.replay(WhatIf(nobody), shares.append, lambda: True) is None


def test_a_door_whose_relay_answers_wrongly_to_a_trial_is_not_left_open(site: DoorSite) -> None:
    class Stammering(NotingRelay):
        def pulse(self, seconds: float) -> None:
            super().pulse(seconds)
            raise KnownError(ErrorCode.RELAY_GARBLED, relay="trial", detail="what?")

    door = DoorSettings("trial", "Trial")
    site.relays[DoorId("trial")] = relay = Stammering()
    with pytest.raises(KnownError) as caught:
        site.desk.test_relay(door, pulse=True)
    assert caught.value.code is ErrorCode.RELAY_GARBLED
    assert relay.told == ["pulse 0.5", "lock", "close"]


def test_a_fail_safe_door_nobody_keeps_is_unlocked_after_a_trial(site: DoorSite) -> None:
    door = DoorSettings("trial", "Trial", fail=FailState.SAFE)
    site.relays[DoorId("trial")] = relay = NotingRelay()
    site.desk.test_relay(door, pulse=True)
    assert relay.told == ["pulse 0.5", "unlock", "close"]
    site.desk.add_door(door)
    relay.told.clear()
    site.desk.test_relay(door, pulse=True)
    assert relay.told[-2:] == ["lock", "close"]


def test_a_door_that_is_gone_keeps_no_other_of_its_interlock_shut(site: DoorSite) -> None:
    third = DoorId("third")
    site.relays[third] = NotingRelay()
    rules = tuple(DoorRule(door, interlock="lock") for door in (NORTH, SOUTH, third))
    site.plan_now = with_access(site.plan_now, doors=rules)
    site.desk.add_door(DoorSettings(third, "Third", fail=FailState.SAFE))
    site.desk.hold(third, "moving in")
    site.wait_for(lambda _: third in site.gate.state.ajar)
    ada = site.enrol("Ada", "staff")
    refused = site.meet(ada)
    assert refused.why is Why.INTERLOCKED
    site.desk.remove_door(third)
    allowed = site.meet(ada)
    assert allowed.allow
    site.gate.stop()
    site.restart()
    assert site.gate.state.modes[third] is DoorMode.NORMAL


def test_a_mode_reaches_a_door_that_is_being_set_up_anew(site: DoorSite) -> None:
    """The old keeper may be the one that was looked up, and the new one may have been given the mode before."""
    old = site.gate._keepers.of(NORTH)  # noqa: SLF001 - in the middle of run_as
    assert old is not None
    site.desk.update_door(DoorSettings(NORTH, "North", open_s=7))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site.gate, "_known", lambda _door: old)
        site.desk.hold(NORTH, "moving in")
    site.wait_for(lambda e: isinstance(e, DoorChanged) and e.status.unlocked and e.status.door == NORTH)


def test_a_door_set_up_while_everything_ends_is_not_kept(site: DoorSite) -> None:
    site.gate.stop()
    before = list(site.relays[NORTH].told)
    site.desk.update_door(DoorSettings(NORTH, "North", open_s=7))
    assert site.desk.settings()[0].open_s == 7
    assert [door.link for door in site.desk.doors()] == [Link.STOPPED] * 2
    assert site.relays[NORTH].told == before


def test_a_fail_safe_door_that_is_held_open_is_not_locked_while_it_is_set_up_anew(site: DoorSite) -> None:
    safe, relay = DoorSettings(NORTH, "Magnet", fail=FailState.SAFE), site.relays[NORTH]
    site.desk.update_door(safe)
    site.desk.hold(NORTH, "moving in")
    site.wait_for(lambda e: isinstance(e, DoorChanged) and e.status.mode is DoorMode.HELD_OPEN and e.status.unlocked)
    for _ in range(5):
        relay.told.clear()
        site.heard.clear()
        safe = msgspec.structs.replace(safe, open_s=safe.open_s + 1)
        site.desk.update_door(safe)
        site.wait_for(lambda e: isinstance(e, DoorChanged) and e.status.link is Link.UP and e.status.unlocked)
        assert relay.told[:2] == ["close", "unlock"]
