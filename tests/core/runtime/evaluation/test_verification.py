import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.runtime.evaluation.pairs import genuine_scores, impostor_tail, ranked
from core.runtime.evaluation.verification import (
    Curve,
    Estimate,
    accuracy_interval,
    best_threshold,
    estimate,
    ten_folds,
)

GRID = st.integers(-20, 20).map(lambda value: value / 20)
LABELLED = st.lists(st.tuples(GRID, st.booleans()), min_size=1, max_size=60)


def mistakes(cosines: np.ndarray, same: np.ndarray, threshold: float) -> int:
    return int(((cosines >= threshold) != same).sum())


@given(LABELLED)
def test_no_threshold_makes_fewer_mistakes(labelled: list[tuple[float, bool]]) -> None:
    cosines = np.array([cosine for cosine, _ in labelled], np.float32)
    same = np.array([label for _, label in labelled])
    tried = [*cosines.tolist(), -2.0, 2.0]
    assert mistakes(cosines, same, best_threshold(cosines, same)) == min(mistakes(cosines, same, t) for t in tried)


def test_a_clear_gap_is_cut_in_its_middle() -> None:
    cosines, same = np.array([0.1, 0.2, 0.6, 0.8], np.float32), np.array([False, False, True, True])
    assert best_threshold(cosines, same) == pytest.approx(0.4)


def test_folds_are_decided_by_the_other_folds() -> None:
    rng = np.random.default_rng(1)
    same = np.arange(200) < 100
    cosines = np.where(same, rng.normal(0.6, 0.12, 200), rng.normal(0.2, 0.12, 200)).astype(np.float32)
    folds = ten_folds(cosines, same)
    assert folds is not None
    shares = []
    for fold in range(10):
        held = np.zeros(200, bool)
        held[10 * fold : 10 * fold + 10] = held[100 + 10 * fold : 110 + 10 * fold] = True
        threshold = best_threshold(cosines[~held], same[~held])
        shares.append(1 - mistakes(cosines[held], same[held], threshold) / held.sum())
    assert folds.accuracy == pytest.approx(np.mean(shares))
    assert folds.deviation == pytest.approx(np.std(shares))
    assert folds.right.mean() == pytest.approx(folds.accuracy)
    one = np.arange(200, dtype=np.int32)
    interval = accuracy_interval(folds, one, np.where(same, one, one + 1000).astype(np.int32), 100, 1)
    assert interval.value == folds.accuracy
    assert interval.low is not None
    assert interval.high is not None
    assert interval.low < folds.accuracy < interval.high


@pytest.mark.parametrize("same", [np.zeros(40, bool), np.ones(40, bool), np.arange(40) < 9, np.zeros(0, bool)])
def test_too_few_of_a_kind_have_no_folds(same: np.ndarray) -> None:
    assert ten_folds(np.zeros(len(same), np.float32), same) is None


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 12)), min_size=2, max_size=40),
    st.sampled_from([0.02, 0.1, 0.4]),
)
def test_rates_equal_brute_force_among_many_ties(pictures: list[tuple[int, int]], far: float) -> None:
    people = np.array([person for person, _ in pictures], np.int32)
    angles = np.array([step / 4 for _, step in pictures])
    vectors = np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)
    genuine, impostors = genuine_scores(vectors, people, 1), impostor_tail(vectors, people)
    (rate,) = Curve(genuine, impostors, people).figures((far,), 0, 1).rates
    if far * impostors.total < 1:
        assert rate.threshold is None
        assert rate.tar.value is None
        return
    kept = [t for t in impostors.cosines if (impostors.cosines > t).mean() <= far]
    assert rate.threshold == pytest.approx(min(kept), abs=1e-6)
    if genuine.total and rate.threshold is not None:
        assert rate.tar.value == pytest.approx((genuine.cosines > rate.threshold).mean())
    else:
        assert rate.tar.value is None


def random_set(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return unit rows of people that resemble themselves, and who they are."""
    rng = np.random.default_rng(seed)
    people = np.sort(rng.integers(0, 25, 120)).astype(np.int32)
    people = np.unique(people, return_inverse=True)[1].astype(np.int32)
    centres = rng.normal(size=(people.max() + 1, 6))
    raw = centres[people] + rng.normal(size=(len(people), 6)) * 0.7
    return (raw / np.linalg.norm(raw, axis=1, keepdims=True)).astype(np.float32), people


@pytest.mark.parametrize("seed", range(5))
def test_figures_of_a_set_equal_brute_force(seed: int) -> None:
    vectors, people = random_set(seed)
    genuine, impostors = genuine_scores(vectors, people, 1), impostor_tail(vectors, people)
    figures = Curve(genuine, impostors, people).figures((0.1, 0.01), 60, 1)
    for rate in figures.rates:
        assert rate.threshold is not None
        assert (impostors.cosines > rate.threshold).mean() <= rate.far
        assert (impostors.cosines >= rate.threshold).mean() > rate.far, "the lowest threshold that keeps to it"
        assert rate.tar.value == pytest.approx((genuine.cosines > rate.threshold).mean())
        assert rate.tar.low is not None
        assert rate.tar.high is not None
        assert rate.tar.value is not None
        assert rate.tar.low <= rate.tar.value <= rate.tar.high
    gaps = [abs((impostors.cosines >= t).mean() - (genuine.cosines < t).mean()) for t in np.linspace(-1, 1, 4001)]
    at = float(np.linspace(-1, 1, 4001)[int(np.argmin(gaps))])
    assert figures.equal_error.value == pytest.approx((impostors.cosines >= at).mean(), abs=0.02)
    assert Curve(genuine, impostors, people).figures((0.1, 0.01), 60, 1) == figures, "the same seed, the same figures"
    assert Curve(genuine, impostors, people).figures((0.1, 0.01), 60, 2) != figures


def test_people_are_drawn_whole_in_the_intervals() -> None:
    """Two people make all the difference: the interval must span it, however many pictures they have."""
    people = np.array([0] * 40 + [1] * 40 + list(range(2, 60)), np.int32)
    cosines = np.concatenate([np.full(780, 0.9), np.full(780, 0.1)]).astype(np.float32)
    first, second = np.triu_indices(40, 1)
    genuine = ranked(cosines, np.concatenate([first, first + 40]), np.concatenate([second, second + 40]), 1560)
    a, b = np.triu_indices(58, 1)
    impostors = ranked(np.full(len(a), 0.5, np.float32), (a + 80).astype(np.int32), (b + 80).astype(np.int32), len(a))
    (rate,) = Curve(genuine, impostors, people).figures((0.01,), 200, 1).rates
    assert rate.tar.value == pytest.approx(0.5)
    assert rate.tar.low == pytest.approx(0.0)
    assert rate.tar.high == pytest.approx(1.0)


@pytest.mark.parametrize("people", [np.zeros(0, np.int32), np.zeros(1, np.int32), np.zeros(12, np.int32)])
def test_one_person_or_nobody_has_no_rates(people: np.ndarray) -> None:
    vectors = np.full((len(people), 4), 0.5, np.float32)
    genuine, impostors = genuine_scores(vectors, people, 1), impostor_tail(vectors, people)
    figures = Curve(genuine, impostors, people).figures((1e-3,), 20, 1)
    assert figures.rates[0].tar == figures.equal_error == Estimate(None)
    assert figures.rates[0].threshold is None
    assert figures.impostors == 0


def test_strangers_alone_have_no_tar() -> None:
    people = np.arange(60, dtype=np.int32)
    vectors = np.eye(60, dtype=np.float32)
    figures = Curve(genuine_scores(vectors, people, 1), impostor_tail(vectors, people), people).figures((1e-2,), 20, 1)
    assert figures.rates[0].tar.value is None
    assert figures.rates[0].threshold == 0.0
    assert figures.genuine == 0


def test_an_interval_needs_most_rounds() -> None:
    assert estimate([0.5, None, None, 0.6]) == Estimate(0.5)
    assert estimate([0.5, None, 0.5, 0.5]) == Estimate(0.5, 0.5, 0.5)
    assert estimate([None, 0.4]) == Estimate(None)
    assert estimate([0.5]) == Estimate(0.5)
