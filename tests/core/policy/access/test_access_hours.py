"""Worked cases of weekly hours: midnight, holidays, dates and the days on which clocks are changed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.domain.access import AccessPlan, AccessRule, AccessState, Entering, Passer, Proof, Schedule, Why
from core.domain.calendar import WHOLE_DAY, Calendar, Holiday, Hours
from core.domain.ids import DoorId, PersonId, RuleId, ScheduleId
from core.domain.people import ALWAYS, Membership
from core.domain.plan import Plan
from core.policy.access import decide, next_allowed, periods, wall_of

BERLIN = ZoneInfo("Europe/Berlin")
DOOR = DoorId("door")
FACE = Proof(face=True)
OFFICE = ((Hours(480, 1080),),) * 5 + ((), ())
NIGHT = ((Hours(1320, 1800),),) * 5 + ((), ())
ALL_DAYS = ((WHOLE_DAY,),) * 7
SPLIT = ((Hours(480, 720), Hours(840, 1080)),) * 7
SMALL_HOURS = ((Hours(120, 180),),) * 7
SUNDAY_NIGHT = ((),) * 6 + ((Hours(1380, 1500),),)
FEAST = Holiday(date(2026, 5, 1), "Labour day")
SPARED = Holiday(date(2026, 5, 4), "Works outing", frozenset({"works"}))


def verdict(
    moment: str,
    week: tuple[tuple[Hours, ...], ...],
    *,
    holidays: tuple[Hours, ...] = (),
    groups: frozenset[str] = frozenset(),
    since: date | None = None,
    until: date | None = None,
    deny: bool = False,
    zone: ZoneInfo = BERLIN,
) -> Why:
    schedule = Schedule(ScheduleId("hours"), "Hours", week, holidays)
    rule = AccessRule(RuleId("rule"), "Rule", everyone=True, schedule=schedule.id, since=since, until=until, deny=deny)
    plan = Plan(Calendar(holidays=(FEAST, SPARED)), access=AccessPlan((schedule,), (rule,)))
    local = datetime.fromisoformat(moment)
    when = (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)
    passer = Passer(PersonId("anna"), Membership(groups))
    return decide(passer, DOOR, when, AccessState(), plan, FACE, Entering.IN, zone).why


@pytest.mark.parametrize(
    ("moment", "week", "open_"),
    [
        # 2026-03-02 is a Monday.
        ("2026-03-02T07:59:59", OFFICE, False),
        ("2026-03-02T08:00:00", OFFICE, True),
        ("2026-03-02T17:59:59", OFFICE, True),
        ("2026-03-02T18:00:00", OFFICE, False),
        ("2026-03-07T12:00:00", OFFICE, False),  # Saturday
        ("2026-03-02T12:00:00", SPLIT, False),
        ("2026-03-02T13:59:00", SPLIT, False),
        ("2026-03-02T14:00:00", SPLIT, True),
        # A night belongs to the day it began: Friday's runs into Saturday, Sunday's does not exist.
        ("2026-03-02T21:59:00", NIGHT, False),
        ("2026-03-02T22:00:00", NIGHT, True),
        ("2026-03-03T05:59:00", NIGHT, True),
        ("2026-03-03T06:00:00", NIGHT, False),
        ("2026-03-07T05:59:00", NIGHT, True),  # Saturday morning, Friday's night
        ("2026-03-07T22:30:00", NIGHT, False),
        ("2026-03-09T05:00:00", NIGHT, False),  # Monday morning, Sunday had no night
        ("2026-03-02T00:30:00", SUNDAY_NIGHT, True),  # week[-1] is the day before Monday
        ("2026-03-02T01:00:00", SUNDAY_NIGHT, False),
        ("2026-03-01T23:00:00", SUNDAY_NIGHT, True),
        ("2026-03-02T00:00:00", ALL_DAYS, True),
        ("2026-03-02T23:59:59", ALL_DAYS, True),
        # A holiday has hours of its own, here none; the night before runs into it, its own night does not begin.
        ("2026-05-01T12:00:00", OFFICE, False),
        ("2026-05-01T03:00:00", NIGHT, True),
        ("2026-05-01T23:00:00", NIGHT, False),
        ("2026-05-02T03:00:00", NIGHT, False),
        ("2026-05-04T12:00:00", OFFICE, True),  # a holiday of others
        # Clocks go forward on 2026-03-29 at 02:00 to 03:00 in Berlin: two to three never comes.
        ("2026-03-29T00:59:00+00:00", SMALL_HOURS, False),  # 01:59
        ("2026-03-29T01:00:00+00:00", SMALL_HOURS, False),  # 03:00
        ("2026-03-28T22:30:00+00:00", NIGHT, False),  # Saturday
        ("2026-03-28T04:30:00+00:00", NIGHT, True),  # Saturday 05:30, Friday's night
        # Clocks go back on 2026-10-25 at 03:00 to 02:00: two to three comes twice and is open twice.
        ("2026-10-24T23:59:00+00:00", SMALL_HOURS, False),  # 01:59
        ("2026-10-25T00:30:00+00:00", SMALL_HOURS, True),  # 02:30, the first time
        ("2026-10-25T01:30:00+00:00", SMALL_HOURS, True),  # 02:30, the second time
        ("2026-10-25T02:00:00+00:00", SMALL_HOURS, False),  # 03:00
        ("2026-10-24T21:30:00+00:00", ALL_DAYS, True),
    ],
)  # fmt: skip
def test_hours_by_the_wall(moment: str, week: tuple[tuple[Hours, ...], ...], open_: bool) -> None:
    assert verdict(moment, week) is (Why.RULE if open_ else Why.OUTSIDE_HOURS)


def test_a_zone_that_changes_its_clocks_at_midnight() -> None:
    # Santiago: 2026-09-06 begins at 01:00, as the clock jumps at midnight.
    zone = ZoneInfo("America/Santiago")
    midnight = ((Hours(0, 60),),) * 7
    assert verdict("2026-09-06T04:00:00+00:00", midnight, zone=zone) is Why.OUTSIDE_HOURS  # 01:00
    assert verdict("2026-09-06T03:59:00+00:00", midnight, zone=zone) is Why.OUTSIDE_HOURS  # 23:59 the day before
    assert verdict("2026-09-05T04:30:00+00:00", midnight, zone=zone) is Why.RULE


def test_holiday_hours_stand_in_for_those_of_the_day() -> None:
    short = (Hours(600, 720),)
    assert verdict("2026-05-01T11:00:00", OFFICE, holidays=short) is Why.RULE
    assert verdict("2026-05-01T09:00:00", OFFICE, holidays=short) is Why.OUTSIDE_HOURS
    works = frozenset({"works"})
    assert verdict("2026-05-04T09:00:00", OFFICE, holidays=short, groups=works) is Why.OUTSIDE_HOURS
    assert verdict("2026-05-04T11:00:00", OFFICE, holidays=short, groups=works) is Why.RULE
    assert verdict("2026-05-04T09:00:00", OFFICE, holidays=short, groups=frozenset({"sales"})) is Why.RULE


def test_the_night_of_a_holiday_is_that_of_the_day_it_began() -> None:
    late = (Hours(1380, 1500),)
    assert verdict("2026-05-02T00:30:00", OFFICE, holidays=late) is Why.RULE
    assert verdict("2026-05-03T00:30:00", OFFICE, holidays=late) is Why.OUTSIDE_HOURS


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-03-02T23:59:00", False),
        ("2026-03-03T21:59:00", False),
        ("2026-03-03T22:00:00", True),
        ("2026-03-05T05:59:00", True),  # the night of the last day, past midnight
        ("2026-03-05T22:00:00", False),
        ("2026-03-03T03:00:00", False),  # the night of the day before the first
    ],
)
def test_dates_are_those_of_the_day_the_hours_began(moment: str, open_: bool) -> None:
    answer = verdict(moment, NIGHT, since=date(2026, 3, 3), until=date(2026, 3, 5))
    assert answer is (Why.RULE if open_ else Why.OUTSIDE_HOURS)


def test_a_denial_keeps_to_its_hours_too() -> None:
    assert verdict("2026-03-02T12:00:00", OFFICE, deny=True) is Why.KEPT_OUT
    assert verdict("2026-03-02T19:00:00", OFFICE, deny=True) is Why.NO_RULE


def test_overlapping_hours_are_all_found() -> None:
    both = ((Hours(480, 720), Hours(600, 840)),) * 7
    schedule = Schedule(ScheduleId("s"), "s", both)
    wall = wall_of(datetime(2026, 3, 2, 11, tzinfo=BERLIN), BERLIN, Calendar(), frozenset())
    assert [period.hours for period in periods(schedule, wall)] == list(both[0])


def asked(week: tuple[tuple[Hours, ...], ...], membership: Membership = ALWAYS) -> datetime | None:
    schedule = Schedule(ScheduleId("hours"), "Hours", week)
    rule = AccessRule(RuleId("rule"), "Rule", everyone=True, schedule=schedule.id)
    plan = Plan(access=AccessPlan((schedule,), (rule,)))
    after = datetime(2026, 3, 27, 19, tzinfo=BERLIN).astimezone(UTC)  # Friday evening, before clocks go forward
    passer = Passer(PersonId("anna"), membership)
    return next_allowed(passer, DOOR, after, AccessState(), plan, FACE, Entering.IN, BERLIN)


def test_the_next_time_is_found_over_a_change_of_clocks() -> None:
    assert asked(OFFICE) == datetime(2026, 3, 30, 8, tzinfo=BERLIN)
    assert asked(NIGHT) == datetime(2026, 3, 27, 22, tzinfo=BERLIN)
    assert asked(((),) * 7) is None


def test_the_next_time_waits_until_somebody_is_valid() -> None:
    begins = datetime(2026, 3, 31, 10, 30, tzinfo=BERLIN)
    assert asked(OFFICE, Membership(since=begins)) == begins
    sunday = datetime(2026, 5, 10, 12, tzinfo=BERLIN)
    assert asked(OFFICE, Membership(since=sunday)) == datetime(2026, 5, 11, 8, tzinfo=BERLIN)
    assert asked(OFFICE, Membership(until=begins - timedelta(days=3))) is None
