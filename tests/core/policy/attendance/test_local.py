"""Local times become moments by the published rules of zones, also where a time is left out or occurs twice."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.calendar import Hours
from core.domain.work import Rounding, RoundTo
from core.policy.attendance.local import (
    day_start,
    minute_of,
    moment,
    overlap,
    round_minutes,
    rounded,
    stretch,
    utc,
    without,
)

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "UTC",
]
SECOND = timedelta(seconds=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "minute", "ending", "expected"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 150, False, "2026-03-29 01:00"),  # 02:30 is left out: 03:00 summer time
        ("Europe/Berlin", date(2026, 3, 29), 150, True, "2026-03-29 01:00"),
        ("Europe/Berlin", date(2026, 3, 28), 1590, True, "2026-03-29 01:00"),  # the same, counted from the day before
        ("Europe/Berlin", date(2026, 3, 29), 180, False, "2026-03-29 01:00"),
        ("Europe/Berlin", date(2026, 10, 25), 150, False, "2026-10-25 00:30"),  # 02:30 occurs twice
        ("Europe/Berlin", date(2026, 10, 25), 150, True, "2026-10-25 01:30"),
        ("Europe/Berlin", date(2026, 10, 25), 180, False, "2026-10-25 02:00"),
        ("Australia/Lord_Howe", date(2026, 4, 5), 105, False, "2026-04-04 14:45"),  # 02:00 back to 01:30
        ("Australia/Lord_Howe", date(2026, 4, 5), 105, True, "2026-04-04 15:15"),
        ("Australia/Lord_Howe", date(2026, 10, 4), 135, False, "2026-10-03 15:30"),  # 02:00 on to 02:30
        ("Pacific/Apia", date(2011, 12, 30), 720, False, "2011-12-30 10:00"),  # a day left out: Saturday's midnight
        ("Pacific/Apia", date(2011, 12, 29), 1440, True, "2011-12-30 10:00"),
        ("America/Sao_Paulo", date(2018, 11, 4), 0, False, "2018-11-04 03:00"),  # no midnight
        ("America/Sao_Paulo", date(2018, 2, 17), 1410, False, "2018-02-18 01:30"),  # 23:30 occurs twice
        ("America/Sao_Paulo", date(2018, 2, 17), 1410, True, "2018-02-18 02:30"),
        ("Africa/Cairo", date(2026, 4, 24), 0, False, "2026-04-23 22:00"),
        ("Asia/Beirut", date(2026, 3, 29), 30, False, "2026-03-28 22:00"),
        ("Asia/Kathmandu", date(2026, 3, 29), 0, False, "2026-03-28 18:15"),
    ],
)
def test_published_rules(zone: str, day: date, minute: int, ending: bool, expected: str) -> None:
    assert moment(day, minute, ZoneInfo(zone), ending=ending) == at(expected)


days = st.one_of(
    st.dates(date(2005, 1, 1), date(2036, 12, 31)),
    st.sampled_from([date(2026, 3, 28), date(2026, 10, 24), date(2011, 12, 29), date(2018, 11, 3), date(2026, 4, 23)]),
)


@given(st.sampled_from(ZONES), days, st.integers(0, 2879))
@settings(max_examples=100)
def test_a_moment_is_the_first_at_which_the_clock_is_so_far(zone: str, day: date, minute: int) -> None:
    tz = ZoneInfo(zone)
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001
    first, last = moment(day, minute, tz), moment(day, minute, tz, ending=True)

    def shown(when: datetime) -> datetime:
        return when.astimezone(tz).replace(tzinfo=None)

    assert first <= last
    assert shown(first) >= wall > shown(first - SECOND)
    assert shown(first) == wall or shown(first) - shown(first - SECOND) > SECOND, "only a leap may be passed over"
    assert all(shown(last + timedelta(minutes=15 * later)) > wall for later in range(1, 9))
    assert shown(last) == shown(first)


def test_stretches() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start, end = stretch(date(2026, 10, 24), Hours(1320, 1800), berlin)
    assert (end - start, utc(start)) == (540, at("2026-10-24 20:00"))
    start, end = stretch(date(2011, 12, 30), Hours(480, 960), ZoneInfo("Pacific/Apia"))
    assert start == end
    assert overlap([(0, 10), (20, 30), (40, 50)], (5, 25)) == 10
    assert without([(0, 10), (20, 30)], [(5, 25), (28, 40)]) == ((0, 5), (25, 28))
    assert minute_of(at("1970-01-02 00:00:59")) == 1440


def test_days_begin() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert utc(day_start(date(2011, 12, 29), 240, apia)) == at("2011-12-29 14:00")
    assert day_start(date(2011, 12, 30), 240, apia) == day_start(date(2011, 12, 31), 240, apia)


@pytest.mark.parametrize(
    ("minutes", "towards", "down", "exact", "up"),
    [
        (15, RoundTo.DOWN, 0, 15, 15),
        (15, RoundTo.UP, 15, 15, 30),
        (15, RoundTo.NEAREST, 0, 15, 15),
        (7, RoundTo.NEAREST, 7, 14, 21),
    ],
)
def test_durations_are_rounded(minutes: int, towards: RoundTo, down: int, exact: int, up: int) -> None:
    rule = Rounding(minutes, towards)
    low, middle, high = (7, 15, 16) if minutes == 15 else (10, 14, 18)
    assert [round_minutes(low, rule), round_minutes(middle, rule), round_minutes(high, rule)] == [down, exact, up]


def test_times_are_rounded_on_the_local_clock() -> None:
    kathmandu = ZoneInfo("Asia/Kathmandu")  # 5:45 ahead, so that its hours are not those of UTC
    second = int(datetime(2026, 3, 9, 8, 40, tzinfo=kathmandu).timestamp())
    hourly = utc(rounded(second, Rounding(60, RoundTo.UP), kathmandu)).astimezone(kathmandu)
    assert (hourly.hour, hourly.minute) == (9, 0)
    late = int(datetime(2026, 3, 9, 23, 50, tzinfo=kathmandu).timestamp())
    midnight = utc(rounded(late, Rounding(60), kathmandu)).astimezone(kathmandu)
    assert (midnight.date(), midnight.hour, midnight.minute) == (date(2026, 3, 10), 0, 0)
    assert rounded(90, Rounding(), kathmandu) == 2
    assert rounded(119, Rounding(1, RoundTo.DOWN), kathmandu) == 1
    assert rounded(61, Rounding(1, RoundTo.UP), kathmandu) == 2
