"""What is said of a recording."""

from pathlib import Path

import pytest

from core.domain.ids import PersonId
from core.domain.timeline import Appearance, Cast, Timeline
from gui.presenters.recordings import Bar, bars, clock, how_long, left_text, summary, ticks, who
from gui.presenters.text import as_written


def role(*spans: tuple[float, float], person: str | None = None) -> Cast:
    shown = tuple(Appearance(start, end, start, 0.9, b"") for start, end in spans)
    return Cast(PersonId(person) if person else None, person or "", 0 if person else 2, shown)


def test_people_have_names_and_strangers_numbers() -> None:
    assert who(role((0, 1), person="Ana"), as_written) == "Ana"
    assert who(role((0, 1)), as_written) == "Stranger 2"


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([(0, 0.2)], "once · 1 s"),
        ([(0, 4), (9, 14)], "2 times · 9 s"),
        ([(0, 61)], "once · 1:01"),
    ],
)
def test_how_often_and_how_long(spans: list[tuple[float, float]], said: str) -> None:
    assert how_long(role(*spans), as_written) == said


def test_bars_lie_within_the_line() -> None:
    assert bars(role((0, 5), (8, 12)), 10.0) == (Bar(0.0, 0.5), Bar(0.8, 1.0))


@pytest.mark.parametrize("duration_s", [0.5, 7, 33, 95, 600, 5400, 90_000])
def test_the_scale_has_a_few_round_moments(duration_s: float) -> None:
    shown = ticks(duration_s)
    assert shown[0] == 0
    assert 1 <= len(shown) <= 9
    assert all(moment <= duration_s for moment in shown)


def test_moments_are_written_as_clocks_do() -> None:
    assert [clock(s) for s in (0, 59.9, 61, 3600, 36_061)] == ["0:00", "0:59", "1:01", "1:00:00", "10:01:01"]


def test_a_summary_counts() -> None:
    cast = (role((0, 1), person="Ana"), role((0, 1)))
    assert summary(Timeline(Path("f"), 65, 1, cast, 0), as_written) == "1:05 watched · known: 1 · strangers: 1"
    assert summary(Timeline(Path("f"), 65, 1, (), 2), as_written).endswith("too small or too brief: 2")


def test_time_left_is_told_once_it_can_be() -> None:
    assert left_text(0.0, 0.1, as_written) == "Watching…"
    assert left_text(0.5, 60.0, as_written) == "Watching… 1:01 left"
