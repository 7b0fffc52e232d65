"""Values of plans that cannot be."""

from datetime import date

import pytest

from core.domain.access import Schedule
from core.domain.calendar import Calendar, Hours
from core.domain.ids import PersonId, RotaId, ScheduleId, ShiftId
from core.domain.work import Break, Leave, LeaveKind, Overtime, Rota, Rounding, Shift

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(("start", "end"), [(-1, 60), (60, 60), (120, 60), (60, 1501), (1560, 2881), (2880, 2881)])
def test_hours_end_with_the_next_day_and_last_at_most_one(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not hours"):
        Hours(start, end)


def test_a_break_of_the_night_begins_on_the_next_day() -> None:
    assert Hours(1560, 1590).overnight
    assert Hours(1440, 2880).minutes == 1440


def test_what_cannot_be_planned() -> None:
    with pytest.raises(ValueError, match="seven days"):
        Schedule(ScheduleId("s"), "Short week", ((),) * 6)
    with pytest.raises(ValueError, match="61"):
        Rounding(61)
    with pytest.raises(ValueError, match="parts"):
        Shift(ShiftId("s"), "Twice at once", (Hours(0, 120), Hours(60, 180)))
    with pytest.raises(ValueError, match="parts"):
        Shift(ShiftId("s"), "Never", ())
    with pytest.raises(ValueError, match="no days"):
        Rota(RotaId("r"), "Empty", DAY, ())
    with pytest.raises(ValueError, match="before it begins"):
        Leave(PersonId("p"), DAY, DAY.replace(day=1), LeaveKind.SICK)


def test_only_a_part_of_other_hours_begins_after_midnight() -> None:
    late = Hours(1500, 1560)
    with pytest.raises(ValueError, match="a shift of the next day"):
        Shift(ShiftId("s"), "Night", (Hours(1320, 1440), late))
    with pytest.raises(ValueError, match="one of the next day"):
        Leave(PersonId("p"), DAY, DAY, LeaveKind.OTHER, late)
    for week, holidays in ((((late,),) * 7, ()), (((),) * 7, (late,))):
        with pytest.raises(ValueError, match="those of the next day"):
            Schedule(ScheduleId("s"), "Night", week, holidays)


def test_figures_of_a_plan_that_make_no_sense() -> None:
    """Whoever edits the file of a plan may write anything, and hours below zero would come of it."""
    for calendar in ({"weekend": frozenset({7})}, {"day_starts": -1}, {"day_starts": 1440}):
        with pytest.raises(ValueError, match="a weekend of"):
            Calendar(**calendar)
    for pause in ((-1, 0), (30, -1)):
        with pytest.raises(ValueError, match="a break of"):
            Break(*pause)
    for rule in ({"threshold": -1}, {"cap": -1}):
        with pytest.raises(ValueError, match="overtime from"):
            Overtime(**rule)  # type: ignore[arg-type]
    for figure in ({"required": -1}, {"grace_in": -1}, {"grace_out": -1}, {"reach": -1}, {"reach": 1441}):
        with pytest.raises(ValueError, match="less than nothing"):
            Shift(ShiftId("s"), "Odd", (Hours(480, 960),), **figure)  # type: ignore[arg-type]
