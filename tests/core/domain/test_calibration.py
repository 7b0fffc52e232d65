"""The pure side of a calibration: curves are read, goals become thresholds, numbers of false accepts are predicted."""

import math
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.calibration import (
    CALIBRATION_VERSION,
    CLAMP_FMR,
    VERIFICATION_FMR,
    VISIT_FACTOR,
    Basis,
    Calibration,
    Estimate,
    Goal,
    Histogram,
    Misses,
    RateCurve,
    Why,
)
from core.domain.matching import OperatingPoint

LEVELS = tuple(round(0.01 * place, 2) for place in range(101))
POINT = OperatingPoint(0.50, 0.06, 0.415, 48.0)
GOAL = Goal(4, 50)

goals = st.builds(Goal, st.floats(0.01, 500), st.floats(0.01, 1e5), st.floats(0.01, 100))
sizes = st.integers(0, 10_000_000)


def exponential(scale: float = 0.02, middle: float = 0.2, error: float = 2.0) -> RateCurve:
    value = [min(1.0, math.exp(-(level - middle) / scale)) for level in LEVELS]
    low, high = ([max(1e-30, min(1.0, each * by)) for each in value] for by in (1 / error, error))
    return RateCurve(LEVELS, tuple(value), tuple(low), tuple(high))


def site(basis: Basis = Basis.SITE, dispersion: float = 0.7, fmr: RateCurve | None = None) -> Calibration:
    misses = tuple(max(1e-6, min(1.0, math.exp((level - 0.9) / 0.1))) for level in LEVELS)
    return Calibration(
        version=CALIBRATION_VERSION, model_id="m", made=datetime(2026, 1, 1, tzinfo=UTC), seed=0, basis=basis,
        why=Why.ENOUGH_PEOPLE, people=700, templates=1400, genuine_people=400, comparisons=978_600, misses=Misses.SITE,
        own_logistic=True, impostors=Histogram(-1, 1, (1.0,)), genuine=Histogram(-1, 1, (1.0,)),
        fmr=fmr or exponential(), fnmr=RateCurve(LEVELS, misses, misses, misses), dispersion=dispersion,
        published=POINT, midpoint=0.35, slope=48.0,
    )  # fmt: skip


@pytest.mark.parametrize("bad", [(0, 1, 1), (1, 0, 1), (1, 1, 0), (-1, 1, 1), (math.nan, 1, 1)])
def test_a_goal_needs_positive_numbers(bad: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="positive"):
        Goal(*bad)


def test_a_goal_is_false_accepts_a_visit() -> None:
    assert GOAL.visits == 1400
    assert pytest.approx(1 / 1400) == GOAL.rate
    assert Goal(1, 1, 1000).rate == 1.0


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_fmr_never_rises_with_the_score_and_its_interval_holds_it(one: float, other: float) -> None:
    curve = exponential()
    low, high = sorted((one, other))
    assert curve.at(low).value >= curve.at(high).value
    assert curve.at(one).low <= curve.at(one).value <= curve.at(one).high


@given(st.floats(1e-15, 1.0))
def test_the_level_of_a_rate_is_the_first_that_keeps_it(rate: float) -> None:
    curve = exponential()
    level = curve.level_of(rate)
    if rate >= curve.value[-1]:
        assert curve.at(level).value <= rate * (1 + 1e-9)
    else:
        assert level == LEVELS[-1]
    if level > LEVELS[0]:
        assert curve.at(level - 1e-4).value >= rate * (1 - 1e-9)


def test_no_rate_at_all_is_kept_by_the_last_level_alone() -> None:
    assert exponential().level_of(0.0) == LEVELS[-1]


@given(goals, goals, sizes)
def test_a_stricter_goal_never_lowers_the_threshold(one: Goal, other: Goal, people: int) -> None:
    strict, loose = sorted((one, other), key=lambda goal: goal.rate)
    assert site().operating_point(strict, people).accept >= site().operating_point(loose, people).accept


@given(goals, sizes, sizes)
def test_a_larger_gallery_never_lowers_the_threshold(goal: Goal, one: int, other: int) -> None:
    few, many = sorted((one, other))
    here = site()
    assert here.operating_point(goal, few).accept <= here.operating_point(goal, many).accept


@given(goals, sizes, st.sampled_from(Basis), st.sampled_from((0.0, 0.7, 5.0)))
def test_a_threshold_keeps_its_goal_or_says_that_it_cannot(
    goal: Goal, people: int, basis: Basis, dispersion: float
) -> None:
    here = site(basis, dispersion)
    found = here.threshold_for(goal, people)
    assert found.reached == (found.rate.value <= goal.rate * (1 + 1e-6))
    assert found.reached or found.accept == LEVELS[-1]
    for each in (found.rate, found.expected, found.miss):
        assert 0 <= each.low <= each.value <= each.high
        assert math.isfinite(each.high)
    point = here.operating_point(goal, people)
    assert point.accept == found.accept
    assert point.consider <= point.accept
    assert here.fmr.at(point.accept).value <= CLAMP_FMR * (1 + 1e-9)


def test_the_clamp_rules_over_an_easy_goal_and_says_so() -> None:
    easy = site().threshold_for(Goal(1, 1, 7), 1)
    assert easy.clamped
    assert site().fmr.at(easy.accept).value == pytest.approx(CLAMP_FMR)
    assert not site().threshold_for(GOAL, 700).clamped


@pytest.mark.parametrize("basis", [Basis.SHIFTED, Basis.PUBLISHED])
def test_without_own_scores_the_published_threshold_is_not_undercut(basis: Basis) -> None:
    here = site(basis)
    assert here.operating_point(GOAL, 1).accept == POINT.accept
    assert here.threshold_for(GOAL, 1).clamped
    assert here.verification_point().accept == POINT.accept


def test_one_to_one_has_a_rate_of_its_own() -> None:
    point = site().verification_point()
    assert site().fmr.at(point.accept).value == pytest.approx(VERIFICATION_FMR)
    assert (point.midpoint, point.slope) == (0.35, 48.0)


def test_the_percentage_in_a_search_has_the_odds_of_its_gallery() -> None:
    for people in (1, 60, 1000):
        shown = site().operating_point(GOAL, people).probability(0.45)
        equal = site().verification_point().probability(0.45)
        assert shown / (1 - shown) == pytest.approx(equal / (1 - equal) / people)


def test_fpir_without_dispersion_is_that_of_independent_comparisons() -> None:
    here = site(dispersion=0.0)
    rate = here.fmr.at(0.40).value
    assert here.fpir(0.40, 300).value == pytest.approx(1 - math.exp(-300 * rate))


@given(st.floats(0.2, 1.0), sizes, st.floats(0, 20))
def test_fpir_lies_under_the_union_bound(level: float, people: int, dispersion: float) -> None:
    here = site(dispersion=dispersion)
    bound = people * here.fmr.at(level).value
    assert 0 <= here.fpir(level, people).value <= min(1.0, bound) * (1 + 1e-9)


def test_fpir_is_the_share_of_searches_that_fail_when_people_differ() -> None:
    """Simulated: every probe has a rate of its own, gamma distributed."""
    here = site(dispersion=2.0)
    rates = np.random.default_rng(1).gamma(0.5, 2.0, 400_000) * here.fmr.at(0.30).value
    assert here.fpir(0.30, 50).value == pytest.approx(float(np.mean(1 - np.exp(-50 * rates))), rel=0.02)


def test_a_prediction_holds_what_is_seen() -> None:
    """Simulated as the model says: an uncertain rate, a gallery that resembles strangers more or less, chance."""
    here, rate, people, visits = site(), Estimate(0.004, 0.002, 0.008), 300, 2000.0
    rng = np.random.default_rng(5)
    rates = 0.004 * np.exp(rng.normal(0, math.log(2) / 1.96, 4000)) * rng.gamma(people / 0.7, 0.7 / people, 4000)
    seen = rng.poisson(rates * visits)
    predicted = here.predicted(rate, visits, people)
    covered = float(np.mean((seen >= predicted.low) & (seen <= predicted.high)))
    assert predicted.value == pytest.approx(8.0)
    assert 0.94 <= covered <= 0.98


def test_a_rate_of_zero_predicts_nothing() -> None:
    assert site().predicted(Estimate(0.0, 0.0, 0.0), 1000, 0) == Estimate(0.0, 0.0, 0.0)


def test_the_same_question_gets_the_same_answer() -> None:
    assert site().threshold_for(GOAL, 300) == replace(site()).threshold_for(GOAL, 300)


def test_an_estimate_is_scaled_as_a_whole() -> None:
    assert Estimate(2, 1, 4).times(0.5) == Estimate(1, 0.5, 2)
    found = site().threshold_for(GOAL, 300)
    assert found.rate.value == pytest.approx(VISIT_FACTOR * site().fpir(found.accept, 300).value)
