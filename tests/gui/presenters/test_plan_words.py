"""Shifts, rotas and who follows them in words; every step from one plan to the next."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.domain.access import AccessPlan, AccessRule
from core.domain.calendar import Calendar, Holiday, Hours
from core.domain.ids import EventId, PersonId, RotaId, RuleId, ShiftId
from core.domain.ledger import Entry, PlanSaved
from core.domain.people import Membership, Person, PersonFacts
from core.domain.plan import Plan
from core.domain.work import Assignment, Break, Overtime, Rota, Rounding, RoundTo, Shift, WorkPlan
from core.policy.attendance import shifts_on
from gui.presenters.plan import (
    break_text,
    cycle_text,
    hours_text,
    length_text,
    rota_sentence,
    shift_fine_print,
    shift_sentence,
    site_sentence,
    state_text,
    weekdays_text,
)
from gui.presenters.plan_edit import (
    Week,
    followers,
    half,
    rotas_with,
    with_assignment,
    with_half,
    with_holidays,
    with_rota,
    with_shift,
    with_week,
    without_assignment,
    without_rota,
    without_shift,
)
from gui.presenters.plan_form import ShiftField, ShiftForm, owed, part_text, problems, shift_of, span
from gui.presenters.plan_history import changes, difference
from gui.presenters.plan_holidays import best_language, fresh, parts_of, public_holidays, spared_text
from gui.presenters.plan_people import Uncovered, batches, covers_all, ranked, uncovered, uncovered_text
from gui.presenters.plan_rota import by_weeks, filled, place_text, preview, resized, toggled
from gui.presenters.text import as_written

MONDAY, WEDNESDAY = date(2026, 3, 16), date(2026, 3, 18)
DAY = Shift(ShiftId("d"), "Day", (Hours(540, 1050),), breaks=(Break(30, 360),))
NIGHT = Shift(ShiftId("n"), "Night", (Hours(1320, 1800),))
NAMES = {DAY.id: "Day", NIGHT.id: "Night"}
WEEK = Rota(RotaId("w"), "Week", MONDAY, ((DAY.id,),) * 5 + ((),) * 2)
PLAN = Plan(work=WorkPlan((DAY, NIGHT), (WEEK,), (Assignment(WEEK.id, MONDAY),)))
ANA, BEN = (
    PersonFacts(name, "", Membership(frozenset(groups))).of(PersonId(name.lower()), datetime(2026, 1, 1, tzinfo=UTC))
    for name, groups in (("Ana", ("Office",)), ("Ben", ()))
)


def form(**other: object) -> ShiftForm:
    """Return a form that is filled in rightly but for what is given."""
    return replace(ShiftForm(ShiftId("x"), "Day", ((540, 1050),), breaks=(Break(30, 360),)), **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shift", "said"),
    [
        (DAY, "09:00–17:30, 30 min break after 6 h, 5 min grace"),
        (NIGHT, "22:00–06:00 on the next day, 5 min grace"),
        (replace(NIGHT, hours=(Hours(960, 1440),), grace_in=0, grace_out=0), "16:00–24:00"),
        (replace(DAY, grace_out=0), "09:00–17:30, 30 min break after 6 h, 5 min grace at the start, 0 at the end"),
        (
            Shift(ShiftId("f"), "Flex", (Hours(360, 1200),), True, 450, Hours(600, 900)),
            "any time within 06:00–20:00, 7:30 h to work, core time 10:00–15:00, 5 min grace",
        ),
        (replace(DAY, hours=(Hours(600, 840), Hours(1080, 1380)), breaks=()), "10:00–14:00 + 18:00–23:00, 5 min grace"),
    ],
)
def test_a_shift_is_a_sentence(shift: Shift, said: str) -> None:
    assert shift_sentence(shift, as_written) == said


@pytest.mark.parametrize(
    ("pause", "said"),
    [
        (Break(30, hours=Hours(720, 750)), "break 12:00–12:30"),
        (Break(30, hours=Hours(720, 840), paid=True), "paid 30 min break within 12:00–14:00"),
        (Break(15), "15 min break"),
    ],
)
def test_a_break_says_when_it_is(pause: Break, said: str) -> None:
    assert break_text(pause, as_written) == said


def test_the_fine_print_says_only_what_is_out_of_the_ordinary() -> None:
    assert shift_fine_print(DAY, as_written) == ""
    rounding = Rounding(15, RoundTo.UP)
    both = replace(DAY, round_in=rounding, round_out=rounding)
    assert shift_fine_print(both, as_written) == "punches rounded up to 15 min"
    rule = Overtime(15, Rounding(30, RoundTo.DOWN), before_start=True, cap=120)
    said = shift_fine_print(replace(DAY, round_out=Rounding(5), overtime=rule), as_written)
    assert said == (
        "departures rounded to the nearest 5 min, overtime from 15 min on, overtime rounded down to 30 min, "
        "also before the start, at most 2 h overtime a day"
    )


def test_times_lengths_and_days_are_written_short() -> None:
    assert [length_text(n, as_written) for n in (45, 360, 450)] == ["45 min", "6 h", "7:30 h"]
    assert weekdays_text({0, 1, 2, 4, 6}, as_written) == "Mon–Wed, Fri, Sun"
    assert hours_text(Hours(0, 1440), as_written) == "00:00–24:00"
    calendar = Calendar("", weekend=frozenset({4, 5}), day_starts=300)
    assert site_sentence(calendar, "Asia/Dubai", as_written) == (
        "Weekend: Fri, Sat; time zone: Asia/Dubai, this computer’s; "
        "a new working day begins at 05:00 for who has no shift"
    )


def test_a_rota_is_said_by_weeks_or_by_runs() -> None:
    two = replace(WEEK, days=(*WEEK.days, *((NIGHT.id,),) * 2, *((),) * 5))
    assert rota_sentence(WEEK, NAMES, as_written) == "Mon–Fri Day"
    assert rota_sentence(two, NAMES, as_written) == "week 1: Mon–Fri Day; week 2: Mon, Tue Night"
    turns = replace(WEEK, days=((DAY.id, NIGHT.id), (), (), (ShiftId("gone"),)))
    assert rota_sentence(turns, NAMES, as_written) == "1 × Day + Night, 2 × off, 1 × deleted shift"
    assert [cycle_text(each, as_written) for each in (WEEK, two, turns, replace(WEEK, days=((),)))] == [
        "every week the same", "repeats every 2 weeks", "repeats every 4 days", "every day the same",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"name": ""}, ShiftField.NAME),
        ({"name": "EARLY"}, ShiftField.NAME),
        ({"parts": ((540, 800), (780, 900))}, ShiftField.PARTS),
        ({"parts": ((1320, 360), (1400, 300))}, ShiftField.PARTS),
        ({"flexible": True, "required": 400, "core": (500, 600)}, ShiftField.CORE),
        ({"flexible": True}, ShiftField.REQUIRED),
        ({"required": 511}, ShiftField.REQUIRED),
        ({"breaks": (Break(30, hours=Hours(480, 510)),)}, ShiftField.BREAKS),
        ({"breaks": (Break(45, hours=Hours(720, 750)),)}, ShiftField.BREAKS),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(wrong: dict[str, object], place: ShiftField) -> None:
    assert list(problems(form(**wrong), frozenset({"Early"}), as_written)) == [place]


def test_a_form_without_problems_is_the_shift_that_is_reckoned_with() -> None:
    made = form(parts=((1080, 1380), (600, 840)), breaks=(Break(15, hours=Hours(700, 720)),))
    assert problems(made, frozenset(), as_written) == {}
    assert shift_of(made).hours == (Hours(600, 840), Hours(1080, 1380))
    assert shift_of(form(core=(600, 660))).core is None
    assert shift_of(form(flexible=True, required=300, core=(600, 660))).core == Hours(600, 660)
    assert [owed(shift_of(each)) for each in (made, form(), form(required=300))] == [525, 480, 300]
    assert owed(shift_of(form(parts=((540, 920),)))) == 360


def test_breaks_and_core_time_of_a_night_may_lie_after_midnight() -> None:
    late = Break(15, hours=Hours(1380, 1395))
    night = form(parts=((1320, 360),), breaks=(Break(30, hours=Hours(120, 150)), late))
    assert problems(night, frozenset(), as_written) == {}
    assert shift_of(night).breaks == (Break(30, hours=Hours(1560, 1590)), late)
    assert break_text(shift_of(night).breaks[0], as_written) == "break 02:00–02:30 on the next day"
    assert hours_text(Hours(1440, 1470), as_written) == "00:00–00:30 on the next day"
    core = form(parts=((1200, 480),), flexible=True, required=300, core=(60, 180))
    assert problems(core, frozenset(), as_written) == {}
    assert shift_of(core).core == Hours(1500, 1620)
    day = form(parts=((480, 480),), breaks=(Break(30, hours=Hours(480, 510)),))
    assert shift_of(day).breaks[0].hours == Hours(480, 510)


def test_the_end_of_a_part_is_said_in_words() -> None:
    assert part_text(540, 1050, as_written) == "8:30 h"
    assert part_text(960, 0, as_written) == "8 h, ends at midnight"
    assert part_text(1320, 360, as_written) == "8 h, ends at 06:00 on the next day"
    assert span(480, 480).minutes == 1440


def test_steps_from_plan_to_plan() -> None:
    later = replace(DAY, name="Later")
    assert with_shift(PLAN, later).work.shifts == (later, NIGHT)
    assert without_shift(PLAN, DAY.id).work.shifts == (NIGHT,)
    assert [rota.name for rota in rotas_with(PLAN, DAY.id)] == ["Week"]
    assert rotas_with(PLAN, NIGHT.id) == ()
    other = replace(WEEK, id=RotaId("o"))
    assert with_rota(PLAN, other).work.rotas == (WEEK, other)
    assert with_rota(PLAN, replace(WEEK, name="W")).work.rotas[0].name == "W"
    assert without_rota(PLAN, WEEK.id).work.rotas == ()
    given = Assignment(WEEK.id, MONDAY, group="Office")
    assert followers(with_assignment(PLAN, given), WEEK.id) == (PLAN.work.assignments[0], given)
    assert with_assignment(PLAN, given, PLAN.work.assignments[0]).work.assignments == (given,)
    assert without_assignment(PLAN, PLAN.work.assignments[0]).work.assignments == ()
    some = with_holidays(PLAN, (Holiday(WEDNESDAY, "B"), Holiday(MONDAY, "A"), Holiday(MONDAY, "A")))
    assert [each.name for each in some.calendar.holidays] == ["A", "B"]
    assert with_holidays(some, (), (Holiday(MONDAY, "A"),)).calendar.holidays == (Holiday(WEDNESDAY, "B"),)


def test_taking_back_leaves_the_rules_of_access() -> None:
    mine = replace(PLAN, access=AccessPlan(rules=(AccessRule(RuleId("r"), "R"),)))
    assert with_half(mine, half(Plan())) == replace(mine, calendar=Calendar(), work=WorkPlan())


def test_an_ordinary_week_is_what_everybody_works() -> None:
    week = Week("Day", "Week", Hours(540, 1050), frozenset(range(5)), Break(30, 360), WEDNESDAY)
    made = with_week(Plan(), week)
    worked = [[each.name for each in shifts_on(made, ANA.id, frozenset(), date(2026, 3, day))] for day in range(16, 23)]
    assert worked == [[], [], ["Day"], ["Day"], ["Day"], [], []]


def test_a_grid_is_filled_in_resized_and_previewed() -> None:
    days = filled(resized(WEEK.days, 14), (12, 13), (NIGHT.id,))
    assert days[7:] == (*((DAY.id,),) * 5, (NIGHT.id,), (NIGHT.id,))
    order = [DAY.id, NIGHT.id]
    both = toggled(days, 12, DAY.id, order)
    assert both[12] == (DAY.id, NIGHT.id)
    assert toggled(both, 12, NIGHT.id, order)[12] == (DAY.id,)
    rota = replace(WEEK, days=both)
    holidays = (Holiday(date(2026, 3, 20), "Off"), Holiday(date(2026, 3, 19), "Some", frozenset({"Office"})))
    shown = preview(rota, NAMES, Calendar(holidays=holidays), WEDNESDAY, as_written)
    assert len(shown) == 28
    assert [day.text for day in shown[10:13]] == ["Day", "Day", "Day + Night"]
    assert [day.today for day in shown[:4]] == [False, False, True, False]
    assert [day.free for day in shown[3:6]] == [False, True, True]
    assert by_weeks(rota)
    assert not by_weeks(replace(rota, anchor=WEDNESDAY))
    assert [
        place_text(8, length, weeks=weeks, weekday="Tue", translate=as_written)
        for length, weeks in ((14, True), (7, True), (10, False))
    ] == ["week 2, Tue", "Tue", "day 9"]


def test_assignments_stand_in_the_order_in_which_they_count() -> None:
    rota = RotaId("x")
    everybody, newer = Assignment(rota, MONDAY), Assignment(rota, WEDNESDAY)
    group, person = Assignment(rota, MONDAY, group="Office"), Assignment(rota, MONDAY, person=ANA.id)
    later = Assignment(WEEK.id, MONDAY, person=ANA.id)
    work = WorkPlan((), (), (everybody, person, group, newer, later))
    assert [found for _, found in ranked(work, as_written)] == [(later, person), (group,), (newer, everybody)]
    assert state_text(newer, MONDAY, as_written) == "Not yet"
    assert state_text(replace(newer, until=date(2026, 3, 20)), date(2026, 3, 20), as_written) == "Over"


def test_who_follows_no_rota_is_named() -> None:
    rota = WEEK.id
    none = replace(PLAN, work=replace(PLAN.work, assignments=()))
    office = with_assignment(none, Assignment(rota, MONDAY, group="Office"))
    by_key: dict[int, Person] = {1: ANA, 2: BEN}

    def looked(plan: Plan, day: date = WEDNESDAY) -> Uncovered:
        return uncovered(plan, day, batches([1, 2], lambda keys: [by_key[key] for key in keys]))

    assert covers_all(PLAN, WEDNESDAY)
    assert not covers_all(PLAN, date(2026, 3, 15))
    assert looked(office) == Uncovered(1, ("Ben",))
    assert looked(office, date(2026, 3, 15)) == Uncovered(2, ("Ana", "Ben"))
    assert looked(with_assignment(office, Assignment(rota, MONDAY, person=BEN.id))) == Uncovered(0)
    assert uncovered_text(Uncovered(0), as_written) == ""
    assert uncovered_text(looked(office), as_written).startswith("Ben follows no rota")
    assert uncovered_text(looked(none), as_written).endswith(": Ana, Ben.")
    assert uncovered_text(Uncovered(9, ("A", "B", "C", "D")), as_written).endswith(": A, B, C, D and 5 more.")


def test_public_holidays_speak_the_users_language_where_they_can() -> None:
    bavaria = {holiday.day: holiday.name for holiday in public_holidays("DE", "BY", 2026, "en")}
    whole = {holiday.day: holiday.name for holiday in public_holidays("DE", "", 2026, "fr")}
    assert bavaria[date(2026, 6, 4)] == "Corpus Christi"
    assert date(2026, 6, 4) not in whole
    assert whole[date(2026, 10, 3)] == "Tag der Deutschen Einheit"
    assert ("BY", "Bayern (BY)") in parts_of("DE")
    assert best_language("zh_CN", ("en_US", "zh_TW")) == "zh_TW"
    kept = (Holiday(date(2026, 10, 3), "Ours"), Holiday(date(2026, 6, 4), "Some", frozenset({"Office"})))
    left = {holiday.day for holiday in fresh(public_holidays("DE", "BY", 2026, "de"), kept)}
    assert date(2026, 10, 3) not in left
    assert date(2026, 6, 4) in left
    assert spared_text(kept[1], as_written) == "only Office have the day off"


def test_the_history_says_what_changed_of_who_works_when() -> None:
    rules = replace(PLAN, access=AccessPlan(rules=(AccessRule(RuleId("r"), "R"),)))
    off = with_holidays(without_shift(rules, NIGHT.id), (Holiday(MONDAY, "A"),))
    saved = [(PLAN, "first"), (rules, "only access"), (off, "no nights"), (rules, "back"), (off, "again")]
    at = datetime(2026, 3, 18, tzinfo=UTC)
    entries = [Entry(EventId(str(n)), at, PlanSaved(p), "Olga", why) for n, (p, why) in enumerate(saved)][::-1]
    found = changes(entries, as_written, whole=True)
    assert [(each.reason, each.current) for each in found] == [
        ("again", True), ("back", False), ("no nights", False), ("first", False),
    ]  # fmt: skip
    assert found[0].changed == "Shift “Night” deleted, holidays: 1 added"
    assert found[-1].changed == "Shift “Day” added, “Night” added, rota “Week” added, who follows what"
    assert [each.reason for each in changes(entries, as_written, whole=False)][-1] == "no nights"
    assert changes([], as_written, whole=True) == ()
    site = replace(PLAN, calendar=Calendar("Asia/Dubai", weekend=frozenset({4}), day_starts=0))
    assert difference(PLAN, site, as_written) == "Time zone, weekend, start of the working day"
    assert difference(PLAN, with_shift(PLAN, replace(DAY, grace_in=0)), as_written) == "Shift “Day” changed"
