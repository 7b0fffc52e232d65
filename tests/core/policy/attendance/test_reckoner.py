"""What a Day tells beside its minutes, when a working day began, which stamps are wanted, and totals."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.domain.attendance import Day, Mark, Totals
from core.domain.calendar import Calendar, Holiday, Hours
from core.domain.ids import EventId, PersonId
from core.domain.plan import Plan
from core.domain.work import Leave, LeaveKind
from core.policy.attendance import Reckoner, reckon, total, window
from tests.core.policy.attendance.table import ANNA, BERLIN, MONDAY, STAFF, plan_of, punches, shift

NIGHT = shift("night", hours="22:00-06:00")
DAY = shift("day", hours="08:00-17:00", breaks=["60 at 12:00-13:00"])
EARLY, LATE = shift("early", hours="06:00-14:00"), shift("late", hours="14:00-22:00")
GUARD = shift("guard", hours="08:00-08:00")
FREE = shift("free", hours="00:00-24:00", flexible=True, required=480)
SHIFTS = {each.id: each for each in (NIGHT, DAY, EARLY, LATE, GUARD, FREE)}
AFTER = datetime(2026, 3, 20, tzinfo=UTC)
BEN = PersonId("ben")


def plan(*turns: str) -> Plan:
    return plan_of({str(name): each for name, each in SHIFTS.items()}, list(turns), MONDAY)


def local(text: str) -> datetime:
    (stamp,) = punches(f"{text} in", MONDAY, BERLIN)
    return stamp.at


def days(what: Plan, text: str, now: datetime = AFTER, *leaves: Leave) -> tuple[Day, ...]:
    last = MONDAY + timedelta(days=6)
    return reckon(punches(text, MONDAY, BERLIN), leaves, what, ANNA, STAFF, MONDAY, last, now, BERLIN)


def test_a_visit_across_two_shifts_is_told_in_two_spans() -> None:
    monday, tuesday, *_ = days(plan("late", "", "", "", "", "", ""), "Mo 13:55:20 in, 13:56 in, 22:10:40 out")
    (span,) = monday.spans
    assert (span.start, span.end, span.shift) == (local("Mo 13:55:20"), local("Mo 22:10:40"), LATE.id)
    assert (monday.first_in, monday.last_out) == (span.start, span.end)
    assert [stamp.id for stamp in monday.stamps] == ["0000", "0002", "0001"]
    assert [(part.start, part.end) for part in monday.planned] == [(local("Mo 14:00"), local("Mo 22:00"))]
    assert tuesday == Day(MONDAY + timedelta(days=1), marks=frozenset({Mark.DAY_OFF}))
    monday, tuesday, *_ = days(plan("night", "early", "", "", "", "", ""), "Mo 22:00 in, Tu 14:00 out, 14:01 out")
    assert [(each.start, each.end) for each in monday.spans + tuesday.spans] == [
        (local("Mo 22:00"), local("Tu 06:00")),
        (local("Tu 06:00"), local("Tu 14:00")),
    ]
    assert (monday.last_out, tuesday.first_in, tuesday.last_out) == (None, None, local("Tu 14:01"))
    assert [len(monday.stamps), len(tuesday.stamps)] == [1, 2]


def test_an_open_visit_lasts_until_now() -> None:
    monday, *_ = days(plan(), "Mo 19:00 in", local("Mo 21:00:30"))
    (span,) = monday.spans
    assert (span.end, span.end_id, span.shift) == (local("Mo 21:00:30"), EventId(""), None)
    assert (monday.first_in, monday.last_out) == (local("Mo 19:00"), None)


@pytest.mark.parametrize(
    ("turns", "at", "since"),
    [
        (["day"] * 7, "Tu 08:00", "Tu 04:00"),  # four hours before today's shift
        (["day"] * 7, "Mo 20:00", "Mo 04:00"),
        (["day"] * 7, "Mo 23:00", "Mo 07:00"),  # beyond its reach: the day, but no more than 16 hours
        (["day"] * 7, "Tu 02:00", "Mo 10:00"),
        (["night"] * 7, "Tu 06:05", "Mo 18:00"),  # last night's shift
        (["night"] * 7, "Tu 10:30", "Tu 04:00"),
        (["night"] * 7, "Tu 21:50", "Tu 18:00"),  # tonight's
        (["early late"] * 7, "Mo 22:05", "Mo 02:05"),  # two in a row, up to 20 hours
        (["guard", *[""] * 6], "Tu 08:05", "Mo 04:05"),  # 24 hours, and four more
        (["free"] * 7, "Tu 08:00", "Mo 20:00"),
        ([], "Mo 20:00", "Mo 04:00"),
        ([], "Tu 03:00", "Mo 11:00"),
    ],
)
def test_since_when_a_working_day_goes(turns: list[str], at: str, since: str) -> None:
    reckoner = Reckoner(plan(*turns), BERLIN, MONDAY, MONDAY + timedelta(days=1))
    assert reckoner.since(ANNA, STAFF, local(at)) == local(since)


def test_a_reckoner_serves_many_people() -> None:
    what = plan("day", *[""] * 6)
    reckoner = Reckoner(what, BERLIN, MONDAY, MONDAY)
    stamps = punches("Mo 08:00 in, 17:00 out", MONDAY, BERLIN)
    vacation = Leave(BEN, date(2026, 1, 1), date(2026, 12, 31), LeaveKind.VACATION)
    (anna,) = reckoner.days(ANNA, STAFF, stamps, [vacation], AFTER)
    (ben,) = reckoner.days(BEN, STAFF, (), [vacation], AFTER)
    (carla,), (dora,) = (reckoner.days(PersonId(name), STAFF, (), (), AFTER) for name in ("carla", "dora"))
    assert (anna.worked, ben.credited) == (480, 480)
    assert carla is dora
    assert carla.marks == {Mark.ABSENT}
    (before,) = reckoner.days(PersonId("carla"), STAFF, (), (), local("Mo 07:00"))
    assert before.marks == {Mark.PENDING}


def test_people_with_other_holidays_share_the_shifts() -> None:
    common = plan("day", *[""] * 6)
    fete = Holiday(MONDAY, "fete", frozenset({"kitchen"}))
    reckoner = Reckoner(replace(common, calendar=Calendar(holidays=(fete,))), BERLIN, MONDAY, MONDAY)
    (anna,), (ben,) = (reckoner.days(BEN, frozenset({group}), (), (), AFTER) for group in ("staff", "kitchen"))
    assert anna.marks == {Mark.ABSENT}
    assert ben.marks == {Mark.HOLIDAY}
    assert (anna.owed, ben.owed, ben.planned) == (480, 480, ())


def test_stamps_are_wanted_well_beyond_the_days() -> None:
    first, last = date(2026, 3, 27), date(2026, 3, 31)
    start, end = window(first, last, BERLIN)
    assert start == datetime(2026, 3, 24, tzinfo=BERLIN)
    assert end == datetime(2026, 4, 4, tzinfo=BERLIN)
    assert window(first, last, ZoneInfo("UTC"))[0] == datetime(2026, 3, 24, tzinfo=UTC)


def test_totals() -> None:
    text = (
        "Mo 08:20 in, 17:00 out, Tu 08:00 in, We 08:00 in, 18:00 out, Fr 13:00 in, 17:00 out,"
        " Sa 10:00 in, 11:00 out, Su 11:00 out"
    )
    leaves = [
        Leave(ANNA, MONDAY + timedelta(days=4), MONDAY + timedelta(days=4), LeaveKind.SICK, Hours(480, 780)),
        Leave(ANNA, MONDAY + timedelta(days=5), MONDAY + timedelta(days=6), LeaveKind.VACATION),
    ]
    found = total(days(plan(*["day"] * 5, "", ""), text, AFTER, *leaves))
    assert found == Totals(
        days_worked=6,
        days_absent=1,
        times_late=1,
        owed=5 * 480,
        worked=460 + 540 + 240 + 60,
        credited=240,
        late=20,
        overtime=60 + 60,
        missing=2,
    )
    assert found.balance == 460 + 540 + 240 + 60 + 240 - 5 * 480


def test_days_of_leave_are_those_one_was_away_for_whole() -> None:
    what = plan("day", "day", "", "day", "day", "day", "day")
    leave = Leave(ANNA, MONDAY, MONDAY + timedelta(days=2), LeaveKind.VACATION)
    hours = Leave(ANNA, MONDAY + timedelta(days=3), MONDAY + timedelta(days=3), LeaveKind.OTHER, Hours(480, 720))
    unpaid = Leave(ANNA, MONDAY + timedelta(days=4), MONDAY + timedelta(days=5), LeaveKind.UNPAID)
    found = days(
        what, "Mo 09:00 in, 09:10 out, Th 13:00 in, 17:00 out, Sa 08:00 in, 09:00 out", AFTER, leave, hours, unpaid
    )
    assert [total([day]).days_leave for day in found] == [1, 1, 0, 0, 1, 0, 0]
    assert [total([day]).days_absent for day in found] == [0, 0, 0, 0, 0, 0, 1]


def test_what_is_not_over_yet_is_not_owed_in_totals() -> None:
    found = total(days(plan(*["day"] * 5, "", ""), "Mo 08:00 in, 17:00 out, Tu 08:00 in", local("Tu 10:00")))
    assert (found.owed, found.worked, found.balance, found.days_absent) == (600, 600, 0, 0)
