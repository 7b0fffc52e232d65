"""Rules of access as sentences, and the steps by which a plan is changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.access import AccessPlan, AccessRule, DoorRule, Passback, Proofs, Schedule, Why
from core.domain.calendar import WHOLE_DAY, Hours
from core.domain.explaining import Replay, ReplayCase, Sentence, Turn
from core.domain.ids import DoorId, PersonId, RuleId, ScheduleId
from core.domain.plan import Plan
from gui.presenters import access as told
from gui.presenters import access_edit as edit
from gui.presenters import access_replay as replayed
from gui.presenters.access import Names
from gui.presenters.text import as_written

OFFICE = Schedule(ScheduleId("office"), "Office", ((Hours(360, 1200),),) * 5 + ((), ()))
SHIFTS = Schedule(
    ScheduleId("shifts"),
    "Shifts",
    ((Hours(360, 720),), (Hours(780, 1080),)) * 3 + ((Hours(1320, 1800),),),
    (WHOLE_DAY,),
)
PLAN = AccessPlan((OFFICE, SHIFTS))
MAIN, LAB = DoorId("main"), DoorId("lab")
NAMES = Names({PersonId("anna"): "Anna"}, {MAIN: "Main door", LAB: "Laboratory"})


def rule(**facts: object) -> AccessRule:
    return AccessRule(RuleId("r"), "", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (
            rule(groups=frozenset({"Staff"}), doors=frozenset({MAIN}), schedule=OFFICE.id, until=date(2027, 1, 1)),
            "Staff may pass Main door, Mon–Fri 06:00–20:00, until 2026-12-31",
        ),
        (rule(everyone=True), "Everyone enrolled may pass every door, at any time"),
        (
            rule(people=frozenset({PersonId("anna")}), groups=frozenset({"B", "a"}), doors=frozenset({MAIN, LAB})),
            "a, B and Anna may pass Laboratory and Main door, at any time",
        ),
        (rule(groups=frozenset({"Staff"}), deny=True), "Staff may not pass every door, at any time"),
        (
            rule(groups=frozenset({"visitors"}), escorted=True, since=date(2026, 1, 1), until=date(2026, 1, 3)),
            "visitors may pass every door behind somebody who escorts them, at any time, 2026-01-01 to 2026-01-02",
        ),
        (rule(everyone=True, schedule=SHIFTS.id), "Everyone enrolled may pass every door, in the hours “Shifts”"),
        (
            rule(people=frozenset({PersonId("?")}), doors=frozenset({DoorId("?")}), schedule=ScheduleId("?")),
            "somebody no longer enrolled may pass a door that is gone, never: its hours were deleted",
        ),
        (rule(since=date(2026, 1, 1)), "Nobody yet may pass every door, at any time, from 2026-01-01"),
    ],
)
def test_a_rule_is_a_sentence(made: AccessRule, sentence: str) -> None:
    assert told.rule_sentence(made, PLAN, NAMES, as_written) == sentence


def test_a_week_in_as_few_words_as_it_has() -> None:
    assert told.week_text(Schedule(ScheduleId("s"), "s"), as_written) == "day and night"
    assert told.week_text(Schedule(ScheduleId("s"), "s", ((),) * 7), as_written) == "never"
    weekend = Schedule(ScheduleId("s"), "s", ((),) * 5 + ((WHOLE_DAY,),) * 2)
    assert told.week_text(weekend, as_written) == "Sat–Sun all day"
    assert told.week_text(SHIFTS, as_written).endswith("Sun 22:00–06:00")
    assert told.holidays_text(OFFICE, as_written) == "closed on holidays"
    assert told.holidays_text(SHIFTS, as_written) == "all day on holidays"
    late = Schedule(ScheduleId("s"), "s", holidays=(Hours(600, 900),))
    assert told.holidays_text(late, as_written) == "10:00–15:00 on holidays"


def test_a_rule_says_that_it_does_not_hold_today() -> None:
    today = date(2026, 6, 1)
    assert told.rule_state(rule(until=today), today, as_written) == "Over"
    assert told.rule_state(rule(since=today + timedelta(days=1)), today, as_written) == "Not yet"
    assert told.rule_state(rule(since=today, until=today + timedelta(days=1)), today, as_written) == ""


def test_what_a_door_asks() -> None:
    assert told.door_rule_lines(DoorRule(MAIN), as_written) == ("Face, or PIN or QR code instead",)
    strict = DoorRule(
        LAB, Proofs.FACE_AND_PIN, Passback.HARD, "Laboratory", "", frozenset({"Research"}), two_persons=True,
        interlock="Air lock",
    )  # fmt: skip
    assert told.door_rule_lines(strict, as_written) == (
        "Face and PIN or QR code",
        "Two people must show themselves",
        "Nobody before the first of Research",
        "Leads from outside into Laboratory",
        "Refuse who enters twice without leaving",
        "Never open together with the doors of “Air lock”",
    )


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("", ()),
        ("6-12, 13:00–20:00", (Hours(360, 720), Hours(780, 1200))),
        ("13.30 - 14 ; 8-9", (Hours(480, 540), Hours(810, 840))),
        ("22:00–06:00", (Hours(1320, 1800),)),
        ("0-24", (WHOLE_DAY,)),
        ("8-10, 9-11", None),
        ("8:60-9", None),
        ("24-3", None),
        ("8-25", None),
        ("morning", None),
    ],
)
def test_hours_are_read(text: str, hours: tuple[Hours, ...] | None) -> None:
    assert edit.parse_hours(text) == hours


SPANS = st.tuples(st.integers(0, 95), st.integers(1, 96)).map(lambda s: (15 * min(s), 15 * (max(s[0] + 1, s[1]))))


@settings(max_examples=40)
@given(st.lists(st.tuples(SPANS, st.booleans()), max_size=8))
def test_painted_hours_never_overlap_and_are_read_back(strokes: list[tuple[tuple[int, int], bool]]) -> None:
    hours: tuple[Hours, ...] = ()
    inside = set[int]()
    for (first, last), erase in strokes:
        last = min(last, 1440)
        if first >= last:
            continue
        hours = edit.painted(hours, first, last, erase=erase)
        inside = inside - set(range(first, last)) if erase else inside | set(range(first, last))
    assert {minute for each in hours for minute in range(each.start, each.end)} == inside
    assert edit.parse_hours(told.hours_text(hours)) == hours


def test_hours_past_midnight_keep_their_end_when_painted() -> None:
    night = (Hours(1320, 1800),)
    assert edit.painted(night, 600, 660, erase=False) == (Hours(600, 660), *night)
    assert edit.painted(night, 1380, 1440, erase=True) == (Hours(1320, 1380),)


def test_days_are_read_and_written() -> None:
    assert edit.parse_day(" 2026-12-31 ") == date(2026, 12, 31)
    assert edit.parse_day("") is None
    assert edit.day_problem("31.12.", as_written) == "Write the day like 2026-12-31, or leave it empty."
    assert edit.day_problem("", as_written) == ""
    assert edit.last_of(edit.until_of(date(2026, 12, 31))) == date(2026, 12, 31)
    assert edit.until_of(None) is edit.last_of(None) is None


def test_rules_come_and_go_and_keep_their_place() -> None:
    first, second = rule(everyone=True), AccessRule(RuleId("second"), "")
    plan = edit.with_rule(edit.with_rule(Plan(), first), second)
    changed = rule(deny=True)
    assert edit.with_rule(plan, changed).access.rules == (changed, second)
    assert edit.without_rule(plan, first.id).access.rules == (second,)
    assert plan.access.rules == (first, second)


def test_hours_come_and_go_and_know_who_uses_them() -> None:
    plan = edit.with_schedule(edit.with_schedule(Plan(), OFFICE), SHIFTS)
    renamed = Schedule(OFFICE.id, "Desk hours")
    assert edit.with_schedule(plan, renamed).access.schedules == (renamed, SHIFTS)
    assert edit.without_schedule(plan, SHIFTS.id).access.schedules == (OFFICE,)
    using = rule(schedule=OFFICE.id)
    assert edit.users(edit.with_rule(plan, using), OFFICE.id) == (using,)
    assert edit.new_rule_id() != edit.new_rule_id()
    assert edit.new_schedule_id() != edit.new_schedule_id()


def test_what_a_door_asks_is_changed() -> None:
    asked = DoorRule(LAB, area="Laboratory", outside="Hall", interlock="Air lock")
    plan = edit.with_door_rule(Plan(), asked)
    assert edit.door_rule(plan, LAB) == asked
    assert edit.door_rule(plan, MAIN) == DoorRule(MAIN)
    assert edit.areas(plan) == ("Hall", "Laboratory")
    assert edit.interlocks(plan) == ("Air lock",)
    assert edit.with_door_rule(plan, DoorRule(LAB)).access.doors == (DoorRule(LAB),)


NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def case(turn: Turn, before: Why | None, after: Why | None) -> ReplayCase:
    return ReplayCase(NOON, MAIN, "Main door", PersonId("anna"), "Anna", turn, before, after)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (case(Turn.NEWLY_REFUSED, Why.RULE, Why.OUTSIDE_HOURS), "not at this hour"),
        (case(Turn.NEWLY_REFUSED, Why.RULE, None), "would not have been recognised"),
        (case(Turn.NO_LONGER_NAMED, Why.NO_RULE, None), "would not have been recognised"),
        (case(Turn.NEWLY_LET_IN, Why.NO_RULE, Why.RULE), "was turned away: no rule lets them in here"),
        (case(Turn.NEWLY_LET_IN, None, Why.RULE), "was turned away: not recognised"),
        (case(Turn.NEWLY_NAMED, None, Why.NO_RULE), "no rule lets them in here"),
    ],
)
def test_what_would_have_been_otherwise(made: ReplayCase, text: str) -> None:
    assert replayed.case_text(made, as_written) == text
    assert replayed.turn_text(made.turn, as_written)
    assert replayed.case_when(made, UTC) == "2026-11-20 12:00"


@pytest.mark.parametrize(
    ("attempts", "cases", "text"),
    [(0, 0, "Nobody came to a door"), (9, 0, "All 9 attempts"), (9, 2, "2 of 9 attempts")],
)
def test_a_replay_is_summed_up(attempts: int, cases: int, text: str) -> None:
    made = (case(Turn.NEWLY_REFUSED, Why.RULE, Why.NO_RULE),) * cases
    found = Replay(NOON - timedelta(days=7), NOON, attempts, {}, made)
    assert replayed.summary(found, UTC, as_written).startswith(text)


def test_a_sentence_of_the_core_is_told() -> None:
    assert replayed.told(Sentence("No: {name}.", {"name": "Anna"}), as_written) == "No: Anna."
    assert replayed.moment_text(NOON, UTC, as_written) == "Friday 2026-11-20 12:00"
