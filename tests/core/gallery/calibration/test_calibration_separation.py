"""Two models over the same pictures."""

import numpy as np
import pytest

from core.gallery.calibration import separation
from core.gallery.calibration.separation import compare
from tests.core.gallery.calibration.calibration_support import faces


def test_a_rotated_model_tells_people_apart_exactly_as_before() -> None:
    vectors, owners = faces(40, 3)
    rotation = np.linalg.qr(np.random.default_rng(1).normal(size=(64, 64)))[0].astype(np.float32)
    found = compare(vectors, vectors @ rotation, owners)
    assert found is not None
    assert (found.people, found.pictures, found.compared, found.better, found.worse) == (40, 120, 40, 0, 0)
    assert found.new.first == found.old.first
    assert found.new.gap == pytest.approx(found.old.gap, abs=1e-3)


def test_who_is_told_apart_better_is_counted() -> None:
    clear, owners = faces(40, 3, noise=0.4)
    noisy, _ = faces(40, 3, noise=1.6)
    better, worse = compare(noisy, clear, owners), compare(clear, noisy, owners)
    assert better is not None
    assert worse is not None
    assert better.better > 35
    assert better.worse < 5
    assert (better.better, better.worse) == (worse.worse, worse.better)
    assert better.new.first == 1.0
    assert better.old.first < 0.9
    assert better.new.missed < better.old.missed
    assert better.new.gap > 0 > better.old.gap


def test_figures_by_hand() -> None:
    angles = np.radians([0.0, 10.0, 90.0, 60.0, 200.0])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    found = compare(vectors, vectors, np.array([7, 7, 9, 9, 12]))
    assert found is not None
    assert (found.people, found.pictures, found.compared) == (3, 5, 2)
    assert found.old.first == 1.0, "30° from each other, 50° from the nearest of the others"
    others = [np.cos(np.radians(a)) for a in (90, 60, 200, 80, 50, 190, 110, 140)]
    leads = (np.cos(np.radians(30)) - np.cos(np.radians(50)), np.cos(np.radians(10)) - np.cos(np.radians(50)))
    assert found.old.gap == pytest.approx(np.mean(leads) / np.std(others), rel=1e-4)


def test_one_person_or_one_picture_each_says_nothing() -> None:
    vectors, owners = faces(4, 3)
    assert compare(vectors, vectors, np.zeros(12, np.int32)) is None
    assert compare(vectors, vectors, np.arange(12)) is None
    assert compare(vectors[:0], vectors[:0], owners[:0]) is None


def test_of_many_people_some_are_drawn_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(separation, "MOST_PICTURES", 50)
    vectors, owners = faces(40, 3)
    found = compare(vectors, vectors, owners)
    assert found is not None
    assert (found.people, found.pictures, found.compared) == (16, 48, 16)
