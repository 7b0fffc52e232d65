"""Who works which shift: the closest assignment, the turn of the cycle, holidays."""

from datetime import date, timedelta

import pytest

from core.domain.calendar import Calendar, Holiday
from core.domain.ids import PersonId, RotaId, ShiftId
from core.domain.plan import Plan
from core.domain.work import Assignment, Rota, WorkPlan
from core.policy.attendance import shifts_on
from tests.core.policy.attendance.table import ANNA, MONDAY, STAFF, shift

SHIFTS = tuple(shift(name, hours=f"{hour:02}:00-{hour + 4:02}:00") for hour, name in ((6, "a"), (10, "b"), (14, "c")))
SINCE = date(2026, 1, 1)


def rota(name: str, *turns: str, anchor: date = MONDAY) -> Rota:
    return Rota(RotaId(name), name, anchor, tuple(tuple(ShiftId(each) for each in turn.split()) for turn in turns))


def on(day: date, *given: Assignment, rotas: tuple[Rota, ...] = (), groups: frozenset[str] = STAFF) -> str:
    found = rotas or tuple(rota(each.id, each.id) for each in SHIFTS)
    plan = Plan(Calendar(holidays=(Holiday(date(2026, 5, 1), "May"),)), WorkPlan(SHIFTS, found, given))
    return " ".join(each.name for each in shifts_on(plan, ANNA, groups, day))


def to(
    name: str, since: date = SINCE, until: date | None = None, person: str | None = None, group: str = ""
) -> Assignment:
    return Assignment(RotaId(name), since, until, None if person is None else PersonId(person), group)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], ""),
        ([to("a")], "a"),
        ([to("a", person="anna"), to("b", group="staff"), to("c")], "a"),
        ([to("c"), to("b", group="staff")], "b"),
        ([to("a", person="ben"), to("b", group="kitchen"), to("c")], "c"),
        ([to("a", date(2026, 2, 1)), to("b", date(2026, 1, 1))], "a"),
        ([to("a"), to("b")], "b"),
        ([to("a"), to("b", date(2026, 4, 1))], "a"),
        ([to("a"), to("b", until=MONDAY)], "a"),
        ([to("a"), to("b", until=MONDAY + timedelta(days=1))], "b"),
        ([to("gone"), to("a", date(2025, 1, 1))], ""),
    ],
)
def test_the_closest_and_newest_assignment_holds(given: list[Assignment], expected: str) -> None:
    assert on(MONDAY, *given) == expected


def test_a_cycle_goes_on_before_its_anchor_as_after_it() -> None:
    turns = rota("r", "a", "b c", "", "c")
    week = [on(MONDAY + timedelta(days=day), to("r"), rotas=(turns,)) for day in range(-5, 6)]
    assert week == ["c", "a", "b c", "", "c", "a", "b c", "", "c", "a", "b c"]


def test_shifts_that_are_no_longer_in_the_plan_are_nobodys_turn() -> None:
    assert on(MONDAY, to("r"), rotas=(rota("q", "b"), rota("r", "a gone a"))) == "a"


def test_holidays_spare_everybody_or_some() -> None:
    assert on(date(2026, 5, 1), to("a")) == ""
    assert on(date(2026, 5, 2), to("a")) == "a"
    plan = Plan(
        Calendar(holidays=(Holiday(MONDAY, "inventory", frozenset({"kitchen", "bar"})),)),
        WorkPlan(SHIFTS, (rota("a", "a"),), (to("a"),)),
    )
    assert [len(shifts_on(plan, ANNA, groups, MONDAY)) for groups in (STAFF, frozenset({"bar"}), frozenset())] == [
        1,
        0,
        1,
    ]
