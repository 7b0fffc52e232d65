"""One punch per visit, whatever the clock does; and which way it goes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.attendance import Punch, Source, Way
from core.domain.camera import Direction
from core.domain.ids import PersonId
from core.policy.presence import Presence, see, way_of

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
AWAY = 60.0


def visits(*seconds: float, before: Presence | None = None) -> int:
    """Return how many visits begin when somebody is seen so many seconds after noon."""
    count = 0
    for second in seconds:
        before, new = see(before, NOON + timedelta(seconds=second), AWAY)
        count += new
    return count


def test_twenty_minutes_before_the_camera_are_one_visit() -> None:
    assert visits(*range(0, 1200, 7)) == 1
    assert visits(*range(0, 1200, 60)) == 1


def test_who_was_away_for_longer_comes_again() -> None:
    assert visits(0, 60) == 1
    assert visits(0, 60.5) == 2
    assert visits(0, 30, 61, 200, 210) == 2


def test_a_visit_goes_on_after_a_restart() -> None:
    assert visits(40, before=Presence.noted(NOON)) == 0
    assert visits(90, before=Presence.noted(NOON)) == 1


def test_a_clock_that_is_set_back_does_not_let_anybody_come_twice() -> None:
    assert visits(0, 10, -3600, -3590, -3560) == 1
    assert visits(0, -3600, -3500) == 2, "who leaves after that and comes back does come again"
    assert visits(0, 10, -3600, -3590, 20, 30) == 1, "nor when it is set right again"
    assert visits(0, -30, 40) == 1, "pictures out of order are no clock set back"


@given(st.lists(st.floats(0, 59.9), max_size=60), st.lists(st.integers(-86400, 0), max_size=3))
@settings(max_examples=50)
def test_nobody_comes_twice_while_in_view(steps: list[float], jumps: list[int]) -> None:
    clock, offset, before = NOON, timedelta(), None
    for index, step in enumerate(steps):
        clock += timedelta(seconds=step)
        if index % 20 == 10 and index // 20 < len(jumps):
            offset += timedelta(seconds=jumps[index // 20])
        before, new = see(before, clock + offset, AWAY)
        assert new == (index == 0)


def punch(way: Way, hours_ago: float) -> Punch:
    return Punch(NOON - timedelta(hours=hours_ago), PersonId("anna"), way, Source.CAMERA)


@pytest.mark.parametrize(
    ("direction", "chosen", "last", "expected"),
    [
        (Direction.IN, Way.OUT, punch(Way.IN, 1), Way.IN),
        (Direction.OUT, Way.IN, None, Way.OUT),
        (Direction.BOTH, Way.OUT, None, Way.OUT),
        (Direction.BOTH, Way.IN, punch(Way.IN, 1), Way.IN),
        (Direction.BOTH, None, None, Way.IN),
        (Direction.BOTH, None, punch(Way.IN, 1), Way.OUT),
        (Direction.BOTH, None, punch(Way.OUT, 1), Way.IN),
        (Direction.BOTH, None, punch(Way.IN, 5), Way.OUT),
        (Direction.BOTH, None, punch(Way.IN, 5.1), Way.IN),
        (Direction.BOTH, None, punch(Way.OUT, 9), Way.IN),
    ],
)
def test_which_way(direction: Direction, chosen: Way | None, last: Punch | None, expected: Way) -> None:
    assert way_of(direction, chosen, last, NOON - timedelta(hours=5)) is expected
