from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.runtime.evaluation import pairs
from core.runtime.evaluation.pairs import (
    Places,
    built_pairs,
    genuine_scores,
    impostor_pairs,
    impostor_tail,
    pair_cosines,
)

PEOPLE = st.lists(st.integers(0, 6), max_size=40).map(lambda values: np.array(values, np.int32))


def rows(n: int, seed: int = 3) -> np.ndarray:
    raw = np.random.default_rng(seed).normal(size=(n, 8)).astype(np.float32)
    return raw / np.linalg.norm(raw, axis=1, keepdims=True) if n else raw


def found(scores: pairs.Scores) -> set[tuple[int, int]]:
    return {(min(i, j), max(i, j)) for i, j in zip(scores.a.tolist(), scores.b.tolist(), strict=True)}


@given(PEOPLE)
def test_every_pair_is_scored_once(people: Places) -> None:
    vectors = rows(len(people))
    genuine, impostors = genuine_scores(vectors, people, 1), impostor_tail(vectors, people)
    for scores, same in ((genuine, True), (impostors, False)):
        assert found(scores) == {
            (i, j) for i, j in combinations(range(len(people)), 2) if bool(people[i] == people[j]) is same
        }
        assert scores.total == len(scores.cosines) == len(found(scores))
        assert (np.diff(scores.cosines) <= 0).all()
        assert np.allclose(scores.cosines, (vectors[scores.a] * vectors[scores.b]).sum(axis=1), atol=1e-6)
    assert impostor_pairs(people) == impostors.total


@pytest.mark.parametrize("keep", [1, 50, 997])
def test_the_tail_is_the_best_of_all_blocks(keep: int) -> None:
    people = np.random.default_rng(5).integers(0, 300, 1400).astype(np.int32)
    vectors = rows(1400)
    everything = impostor_tail(vectors, people)
    tail = impostor_tail(vectors, people, keep, 0.0)
    assert len(everything.cosines) == everything.total == tail.total > 900_000
    assert np.array_equal(tail.cosines, everything.cosines[:keep])


def test_nearly_all_are_kept_of_a_share() -> None:
    people = np.arange(60, dtype=np.int32)
    assert len(impostor_tail(rows(60), people, 0, 0.5).cosines) == 60 * 59 // 2 // 2


def test_one_person_with_thousands_does_not_stand_for_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "_MOST_PER_PERSON", 5)
    people = np.array([0] * 30 + [1] * 3, np.int32)
    first, again = (genuine_scores(rows(33), people, 7) for _ in range(2))
    assert first.total == 5 * 4 // 2 + 3
    assert found(first) == found(again)
    assert found(first) != found(genuine_scores(rows(33), people, 8))


@given(PEOPLE, st.integers(1, 30))
def test_built_pairs_are_balanced_and_true(people: Places, most: int) -> None:
    a, b, same = built_pairs(people, most, 2)
    assert ((people[a] == people[b]) == same).all()
    assert len(set(zip(a.tolist(), b.tolist(), strict=True))) == len(a)
    possible = len([1 for i, j in combinations(people.tolist(), 2) if i == j])
    assert same.sum() == min(most, possible)
    assert (~same).sum() <= same.sum()
    if impostor_pairs(people) > 20 * len(people):
        assert (~same).sum() == same.sum()
    assert all(np.array_equal(x, y) for x, y in zip((a, b, same), built_pairs(people, most, 2), strict=True))


def test_cosines_of_many_pairs_come_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "_BLOCK", 1)
    vectors = rows(90)
    a, b = np.arange(0, 89), np.arange(1, 90)
    assert np.allclose(pair_cosines(vectors, a, b), (vectors[:-1] * vectors[1:]).sum(axis=1), atol=1e-6)
    assert pair_cosines(vectors, a[:0], b[:0]).shape == (0,)
