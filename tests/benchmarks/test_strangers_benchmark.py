"""The benchmark of strangers counts pairs as it says, and knows who is in the repeated ends of the film."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.runtime.evaluation.tracks_truth import Appearance, Clip
from tests.benchmarks.month_cast import MOST_VISITS, Pictures, draw
from tests.benchmarks.strangers import agreement, person_at


def test_pairs_are_counted() -> None:
    found = agreement(["a", "a", "a", "b", "b", "c"], [1, 1, 2, 2, 3, 4])
    assert (found.sightings, found.people, found.clusters, found.pairs) == (6, 3, 4, 4)
    assert found.precision == pytest.approx(1 / 2)
    assert found.recall == pytest.approx(1 / 4)
    assert found.f1 == pytest.approx(2 / 6)
    assert agreement(["a", "b"], [1, 2]).f1 == 1.0
    assert agreement(["a", "b"], [1, 1]).precision == 0.0


def test_what_repeats_the_piece_before_is_looked_up_there() -> None:
    one = Clip(Path("1"), 25.0, "film", 0, (_there("ann", 0, 80), _there("bob", 83, 99)))
    two = Clip(Path("2"), 25.0, "film", 20, (_there("bob", 20, 50),))
    lengths = {"1": 100, "2": 60}
    seen = [person_at(two, frame, (one, two), lengths) for frame in (0, 5, 19, 30, 52, 59)]
    assert seen == ["ann", "bob", "bob", "bob", "bob", None], (
        "a frame or two beyond what was written down is near enough"
    )
    assert [person_at(one, frame, (one, two), lengths) for frame in (81, 82)] == ["ann", "bob"]
    apart = replace(one, appearances=(_there("ann", 0, 80), _there("bob", 84, 99)))
    assert person_at(apart, 82, (apart, two), lengths) is None, "half way between two people it may be either"
    assert person_at(replace(one, first=10), 5, (one, two), lengths) is None


def test_nobody_plays_two_parts_and_no_picture_is_shown_twice() -> None:
    persons = np.repeat([f"p{number:03}" for number in range(90)], [12, 5, 4, 3, 2, 1, 1, 1, 1] * 10)
    pictures = Pictures(np.zeros((len(persons), 2), np.float32), persons, np.ones(len(persons), np.float32))
    cast = draw(pictures, 30, np.random.default_rng(1))
    rows = np.concatenate((cast.enrolled, cast.visits, cast.members, cast.strangers, cast.calibration))
    assert len(rows) == len(set(rows.tolist()))
    enrolled = set(persons[cast.enrolled])
    assert len(enrolled) == 30
    assert set(persons[cast.members]) == enrolled
    coming = set(persons[cast.visits]) - enrolled
    others = [coming, set(persons[cast.strangers]), set(persons[cast.calibration])]
    assert sum(map(len, others)) == len(set.union(*others)) == 60
    assert max(np.unique(persons[cast.visits], return_counts=True)[1]) <= MOST_VISITS
    assert sorted(cast.days.tolist()) == cast.days.tolist()


def _there(person: str, first: int, last: int) -> Appearance:
    return Appearance(person, np.array([[first, 0, 0, 9, 9], [last, 0, 0, 9, 9]], np.float32))
