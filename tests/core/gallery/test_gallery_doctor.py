"""Comparing everybody with everybody: against brute force, at odd sizes, cancelled, and with sets that fall apart."""

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.gallery import doctor
from core.gallery.doctor import likely_pairs, nearest_others, parted_sets


def unit(rows: NDArray[np.float64]) -> Floats:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def crowd(people: int, pictures: int, spread: float = 0.6, seed: int = 3) -> tuple[Floats, NDArray[np.intp]]:
    """Return faces of few dimensions, so that people resemble each other, in no order."""
    rng = np.random.default_rng(seed)
    owners = rng.permutation(np.repeat(np.arange(people), pictures))
    centres = rng.standard_normal((people, 8))
    return unit(centres[owners] + spread * rng.standard_normal((len(owners), 8))), owners


def brute(vectors: Floats, owners: NDArray[np.intp], level: float) -> dict[frozenset[int], float]:
    best: dict[frozenset[int], float] = {}
    for i, j in combinations(range(len(vectors)), 2):
        score = float(vectors[i] @ vectors[j])
        pair = frozenset((int(owners[i]), int(owners[j])))
        if owners[i] != owners[j] and score >= level:
            best[pair] = max(score, best.get(pair, -1.0))
    return best


@pytest.mark.parametrize("people", [1, 2, 7, 60])
def test_pairs_are_those_of_brute_force(people: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_ROWS", 16)  # so that there are many blocks
    monkeypatch.setattr(doctor, "_COLUMNS", 40)
    vectors, owners = crowd(people, 3)
    shares: list[float] = []
    pairs = likely_pairs(vectors, owners, 0.7, 10_000, shares.append, lambda: False)
    assert pairs is not None
    found = {
        frozenset((int(owners[i]), int(owners[j]))): float(score)
        for i, j, score in zip(pairs.first, pairs.second, pairs.scores, strict=True)
    }
    expected = brute(vectors, owners, 0.7)
    assert len(found) == len(pairs)
    assert found == pytest.approx(expected, abs=1e-6)
    assert list(pairs.scores) == sorted(pairs.scores, reverse=True)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_of_too_many_pairs_the_best_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_ROWS", 8)
    monkeypatch.setattr(doctor, "_COLUMNS", 8)
    vectors, owners = crowd(40, 2)
    pairs = likely_pairs(vectors, owners, 0.0, 12, lambda _share: None, lambda: False)
    assert pairs is not None
    best = sorted(brute(vectors, owners, 0.0).values(), reverse=True)[:12]
    assert pairs.scores.tolist() == pytest.approx(best, abs=1e-6)


def test_comparing_stops_when_cancelled() -> None:
    vectors, owners = crowd(10, 2)
    assert likely_pairs(vectors, owners, 0.7, 10, lambda _share: None, lambda: True) is None


def test_nearest_others_are_those_of_brute_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_ROWS", 4)
    monkeypatch.setattr(doctor, "_COLUMNS", 16)
    vectors, owners = crowd(30, 2)
    wanted = np.arange(0, 60, 7)
    places, scores = nearest_others(vectors, owners, wanted)
    for row, place, score in zip(wanted, places, scores, strict=True):
        others = np.where(owners == owners[row], -2.0, vectors @ vectors[row])
        assert score == pytest.approx(others.max(), abs=1e-6)
        assert place == others.argmax()


def test_alone_there_is_nobody_else() -> None:
    vectors, owners = crowd(1, 3)
    assert nearest_others(vectors, owners, np.array([1]))[1].tolist() == [-1.0]


def sets(*groups: tuple[int, int]) -> tuple[Floats, NDArray[np.intp]]:
    """Return faces near axes: each group is `axis` and how many faces; all are of person 5, beside a person 9."""
    rng = np.random.default_rng(1)
    rows = [np.eye(6)[axis] + 0.05 * rng.standard_normal(6) for axis, count in groups for _ in range(count)]
    rows += [np.eye(6)[5] + 0.05 * rng.standard_normal(6) for _ in range(3)]
    return unit(np.stack(rows)), np.array([5] * sum(count for _, count in groups) + [9] * 3)


def test_a_stray_picture_is_told_from_the_rest() -> None:
    (parted,) = parted_sets(*sets((0, 2), (1, 1), (0, 2)), 0.3)
    assert parted.owner == 5
    assert parted.rest.tolist() == [2]
    assert parted.main.tolist() == [0, 1, 3, 4]
    assert parted.clear
    assert abs(parted.score) < 0.3


def test_where_no_group_is_the_largest_it_is_said() -> None:
    (parted,) = parted_sets(*sets((0, 2), (1, 2)), 0.3)
    assert not parted.clear
    assert sorted([*parted.main, *parted.rest]) == [0, 1, 2, 3]


def test_three_groups_leave_two_beside_the_largest() -> None:
    (parted,) = parted_sets(*sets((0, 3), (1, 1), (2, 2)), 0.3)
    assert parted.main.tolist() == [0, 1, 2]
    assert parted.rest.tolist() == [3, 4, 5]


def test_a_chain_of_pictures_is_one_person() -> None:
    """The first and the last do not resemble each other, but on average everybody does."""
    angles = np.radians([0, 25, 50, 75])
    vectors = unit(np.stack([np.cos(angles), np.sin(angles)], axis=1))
    assert float(vectors[0] @ vectors[3]) < 0.3
    assert list(parted_sets(vectors, np.zeros(4, np.intp), 0.3)) == []


def test_single_pictures_do_not_fall_apart() -> None:
    vectors, owners = crowd(20, 1)
    assert list(parted_sets(vectors, owners, 0.9)) == []
