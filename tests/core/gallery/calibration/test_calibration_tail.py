"""Fitting the tail, the intervals, and what they promise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.gallery.calibration.genuine import SLOPES, logistic, miss_curve
from core.gallery.calibration.intervals import clustered_rate, wilson
from core.gallery.calibration.scores import BINS
from core.gallery.calibration.tail import SHAPES, Pareto, fit_p_value, fit_pareto


@pytest.mark.parametrize("truth", [Pareto(0.02, 0.0), Pareto(0.02, 0.2), Pareto(0.1, 0.35)])
def test_a_pareto_tail_is_found_again(truth: Pareto) -> None:
    drawn = np.sort(truth.excesses(np.random.default_rng(0).uniform(size=200_000)))
    found = fit_pareto(drawn, np.ones(len(drawn)))
    assert found is not None
    assert found.shape == pytest.approx(truth.shape, abs=0.03)
    assert found.scale == pytest.approx(truth.scale, rel=0.03)


@given(st.floats(0.001, 10), st.floats(0, 0.5), st.floats(1e-9, 1.0))
def test_survival_and_excess_are_inverse(scale: float, shape: float, chance: float) -> None:
    law = Pareto(scale, shape)
    excess = law.excesses(np.array([chance]))
    assert law.survival(excess)[0] == pytest.approx(chance, rel=1e-6)


def test_a_tail_with_an_end_is_taken_for_one_without() -> None:
    drawn = np.sort(np.random.default_rng(0).uniform(0, 0.1, 5000))  # a Pareto law of shape -1
    found = fit_pareto(drawn, np.ones(len(drawn)))
    assert found == Pareto(pytest.approx(0.05, rel=0.02), SHAPES[0])  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [0.0, 1e-9])
def test_a_tail_that_does_not_spread_is_none(value: float) -> None:
    assert fit_pareto(np.full(60, value), np.ones(60)) is None


@given(st.lists(st.floats(0, 1), min_size=2, max_size=80), st.integers(0, 99))
def test_any_excesses_give_a_falling_survival(values: list[float], seed: int) -> None:
    weights = np.random.default_rng(seed).exponential(size=len(values)) + 1e-6
    found = fit_pareto(np.sort(values), weights)
    if found is not None:
        survival = found.survival(np.linspace(0, 2, 50))
        assert SHAPES[0] <= found.shape <= SHAPES[1]
        assert np.all(np.diff(survival) <= 0)
        assert survival[0] == 1
        assert np.all(np.isfinite(survival))


def test_a_good_fit_is_believed_and_a_bad_one_is_not() -> None:
    rng = np.random.default_rng(0)
    good = np.sort(Pareto(0.02, 0.1).excesses(rng.uniform(size=60)))
    bad = np.sort(np.concatenate((rng.uniform(0, 0.001, 30), rng.uniform(0.299, 0.3, 30))))
    for excesses, believed in ((good, True), (bad, False)):
        fitted = fit_pareto(excesses, np.ones(60))
        assert fitted is not None
        assert (fit_p_value(excesses, np.ones(60), fitted, 60, rng) >= 0.01) is believed


@given(st.floats(0, 1), st.floats(1, 1e6))
def test_wilson_holds_its_rate(rate: float, size: float) -> None:
    low, high = wilson(rate, size)
    assert 0 <= low <= rate + 1e-12
    assert rate - 1e-12 <= high <= 1


def test_no_errors_among_people_end_near_the_rule_of_three() -> None:
    rate, (low, high) = clustered_rate(np.zeros(600, bool), np.repeat(np.arange(300), 2), 300)
    assert rate == 0
    assert low == pytest.approx(0, abs=1e-12)
    assert 3.0 / 300 < high < 4.0 / 300


def test_errors_of_few_people_are_less_sure_than_those_of_many() -> None:
    owners = np.repeat(np.arange(100), 10)
    few = owners < 5
    many = np.arange(1000) % 20 == 0
    assert few.sum() == many.sum()
    wide, narrow = (clustered_rate(errors, owners, 100)[1] for errors in (few, many))
    assert wide[1] - wide[0] > 2 * (narrow[1] - narrow[0])


def test_the_interval_of_a_miss_rate_holds_the_truth() -> None:
    """People differ: each misses at a rate of their own, and the interval is to hold the mean rate 19 times in 20."""
    rng = np.random.default_rng(2)
    owners = np.repeat(np.arange(200), 4)
    held = 0
    for _ in range(300):
        own = rng.beta(0.5, 4.5, 200)
        _rate, (low, high) = clustered_rate(rng.uniform(size=800) < own[owners], owners, 200)
        held += low <= 0.1 <= high
    assert 0.92 <= held / 300 <= 0.98


def test_misses_rise_with_the_level() -> None:
    rng = np.random.default_rng(0)
    curve = miss_curve(np.clip(rng.normal(0.7, 0.1, 300), -1, 1), np.repeat(np.arange(100), 3))
    assert all(np.all(np.diff(row) >= 0) for row in (curve.value, curve.low, curve.high))
    assert curve.at(0.7).value == pytest.approx(0.5, abs=0.1)


def test_the_logistic_of_two_normal_laws_is_found() -> None:
    """Normal scores of equal spread s at ±m have log odds 2m·x/s² exactly: slope 2m/s², midpoint between them."""
    rng = np.random.default_rng(0)
    spread, middle, half = 0.08, 0.35, 0.1
    genuine = rng.normal(middle + half, spread, 200_000)
    impostors = np.histogram(rng.normal(middle - half, spread, 2_000_000), BINS, (-1.0, 1.0))[0].astype(float)
    midpoint, slope = logistic(genuine, np.ones(len(genuine)), impostors)
    assert slope == pytest.approx(2 * half / spread**2, rel=0.05)
    assert midpoint == pytest.approx(middle, abs=0.01)


def test_scores_far_apart_do_not_make_a_step() -> None:
    impostors = np.zeros(BINS)
    impostors[BINS // 2] = 1000.0
    midpoint, slope = logistic(np.full(40, 0.9), np.ones(40), impostors)
    assert SLOPES[0] <= slope <= SLOPES[1]
    assert -0.2 < midpoint < 0.9
