"""The whole estimate on made-up people: what it rests on, when it falls back, and that it never breaks."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.domain.calibration import Basis, Calibration, Goal, Misses, PublishedCurve, RateCurve, Why
from core.domain.errors import ErrorCode, KnownError
from core.gallery.calibration.estimate import Strangers
from core.gallery.calibration.impostors import LEVELS
from core.gallery.calibration.strangers import one_per_person
from tests.core.gallery.calibration.calibration_support import CURVE, calibrated, faces, with_means

GOAL = Goal(4, 50)


ENOUGH = 320
"""People whose own scores are believed, with some to spare."""


@cache
def usual() -> Calibration:
    return calibrated(*faces(ENOUGH))


def curves(found: Calibration) -> tuple[RateCurve, RateCurve]:
    return found.fmr, found.fnmr


def assert_sane(found: Calibration) -> None:
    """Finite, ordered and monotone throughout."""
    for curve, sign in zip(curves(found), (-1, 1), strict=True):
        rows = np.array((curve.low, curve.value, curve.high))
        assert np.all(np.isfinite(rows))
        assert np.all(rows > 0)
        assert np.all(rows <= 1)
        assert np.all(np.diff(rows, axis=0) >= 0)
        assert np.all(sign * np.diff(rows, axis=1) >= 0)
    for people in (0, 1, 1000):
        point = found.operating_point(GOAL, people)
        assert np.all(np.isfinite((point.accept, point.consider, point.midpoint, point.slope)))
        assert np.isfinite(found.threshold_for(GOAL, people).expected.high)


def test_enough_people_are_measured_by_their_own_scores() -> None:
    found = usual()
    assert (found.basis, found.why, found.misses) == (Basis.SITE, Why.ENOUGH_PEOPLE, Misses.SITE)
    assert (found.people, found.templates, found.genuine_people) == (ENOUGH, 2 * ENOUGH, ENOUGH)
    assert found.tail is not None
    assert found.tail.exceedances >= 60
    assert found.own_logistic
    assert_sane(found)


def test_the_rate_at_a_level_is_that_of_people_never_seen() -> None:
    """Half of the made-up people predict the other half, below the fitted tail and well inside it."""
    vectors, owners = faces(1200, 1)
    mine, others = owners < 600, owners >= 600
    found = calibrated(vectors[mine], owners[mine])
    cosines = vectors[others] @ vectors[others].T
    pairs = cosines[np.triu_indices(len(cosines), 1)]
    for share in (1e-2, 1e-3, 1e-4):
        level = float(np.quantile(pairs, 1 - share))
        assert found.fmr.at(level).low / 1.3 <= share <= found.fmr.at(level).high * 1.3


def test_few_people_move_the_published_curve_and_very_few_leave_it() -> None:
    few, very_few = calibrated(*faces(100)), calibrated(*faces(10))
    assert (few.basis, few.why) == (Basis.SHIFTED, Why.FEW_PEOPLE)
    assert (very_few.basis, very_few.why) == (Basis.PUBLISHED, Why.VERY_FEW_PEOPLE)
    assert few.fmr.at(0.5).value >= very_few.fmr.at(0.5).value  # moved up, never down
    assert (very_few.misses, very_few.own_logistic) == (Misses.PUBLISHED, False)
    assert very_few.operating_point(GOAL, 60).midpoint == pytest.approx(very_few.published.midpoint)
    assert_sane(few)
    assert_sane(very_few)


def test_people_more_alike_than_the_published_ones_raise_the_curve() -> None:
    apart, alike = calibrated(*faces(100, common=0.0)), calibrated(*faces(100, common=0.9))
    assert alike.fmr.at(0.5).value > apart.fmr.at(0.5).value


def test_nobody_cannot_be_measured() -> None:
    with pytest.raises(KnownError) as caught:
        calibrated(np.empty((0, 0), np.float32), np.empty(0, np.int64))
    assert caught.value.code is ErrorCode.CALIBRATION_EMPTY


def test_a_model_without_a_curve_needs_fifty_people() -> None:
    with pytest.raises(KnownError) as caught:
        calibrated(*faces(49), curve=None)
    assert caught.value.code is ErrorCode.CALIBRATION_SMALL
    found = calibrated(*faces(50, 1), curve=None)
    assert (found.basis, found.misses) == (Basis.SITE, Misses.UNKNOWN)
    assert found.fnmr.at(0.5).low < 1e-9
    assert found.fnmr.at(0.5).high == 1
    assert_sane(found)


def one_doubled() -> tuple[Floats, NDArray[np.int64]]:
    vectors, owners = faces(ENOUGH)
    return np.concatenate((vectors, vectors[:2])), np.concatenate((owners, [ENOUGH, ENOUGH]))


def test_a_person_enrolled_twice_is_named_and_left_out() -> None:
    found = calibrated(*one_doubled())
    assert [(one.first, one.second) for one in found.suspicions] == [("p00000", "p00320")]
    assert found.suspicions[0].score == pytest.approx(1)
    accept = usual().operating_point(GOAL, ENOUGH).accept
    assert found.operating_point(GOAL, ENOUGH).accept == pytest.approx(accept, abs=0.03)


def test_a_person_enrolled_twice_is_named_once_with_centroids_too() -> None:
    found = calibrated(*with_means(*one_doubled()))
    assert [(one.first, one.second) for one in found.suspicions] == [("p00000", "p00320")]
    assert (found.people, found.templates, found.genuine_people) == (ENOUGH + 1, 2 * ENOUGH + 2, ENOUGH + 1)
    assert_sane(found)


def test_centroids_are_measured_as_they_are_searched() -> None:
    """Half of the made-up people, kept with their means, predict how often the other half is taken for one of them."""
    vectors, owners = faces(1200, 3)
    mine, others = owners < 600, owners >= 600
    rows, whose, means = with_means(vectors[mine], owners[mine])
    found, plain = calibrated(rows, whose, means), calibrated(vectors[mine], owners[mine])
    cosines = vectors[others] @ rows.T
    order = np.argsort(whose, kind="stable")
    best = np.maximum.reduceat(cosines[:, order], np.flatnonzero(np.diff(whose[order], prepend=-1)), axis=1)
    for share in (1e-2, 1e-3, 1e-4):
        level = float(np.quantile(best, 1 - share))
        assert found.fmr.at(level).low / 1.3 <= share <= found.fmr.at(level).high * 1.3
        assert found.fmr.at(level).value > plain.fmr.at(level).value, "a mean more finds more, strangers too"
        assert found.fnmr.at(0.6).value <= plain.fnmr.at(0.6).value


def test_the_order_of_templates_does_not_matter() -> None:
    vectors, owners = faces(ENOUGH)
    order = np.random.default_rng(1).permutation(len(owners))
    one, other = usual(), calibrated(vectors[order], owners[order])
    assert np.allclose(one.fmr.value, other.fmr.value, rtol=1e-3)
    assert np.allclose(one.fnmr.value, other.fnmr.value)
    assert one.operating_point(GOAL, ENOUGH).accept == pytest.approx(
        other.operating_point(GOAL, ENOUGH).accept, abs=1e-3
    )


def test_a_seed_repeats_everything() -> None:
    people = faces(ENOUGH)
    assert calibrated(*people) == usual()
    assert calibrated(*people, seed=5).fmr.low != usual().fmr.low


def test_strangers_like_the_people_enrolled_change_little_and_others_raise_the_curve() -> None:
    people = faces(350, 1)
    without = calibrated(*people)
    same, alike = (faces(400, 1, seed=7, common=common)[0] for common in (0.3, 0.55))
    quiet, raised = calibrated(*people, recorded=same), calibrated(*people, recorded=alike)
    (one,), (other,) = quiet.resemblance, raised.resemblance
    assert one.censored
    assert one.ratio.low < 1.2
    assert one.shift.value < 0.02
    assert other.ratio.low > 1.5
    assert other.shift.low > 0.02
    assert raised.fmr.at(0.5).value > 2 * without.fmr.at(0.5).value
    assert np.all(np.array(quiet.fmr.value) >= 0.999 * np.array(without.fmr.value))  # never deflated
    assert_sane(raised)


def test_labelled_strangers_may_be_looked_at_whole() -> None:
    people = faces(350, 1)
    vectors = faces(200, 1, seed=7, common=0.55)[0]
    found = calibrated(*people, labelled=Strangers(vectors, np.arange(200)))
    assert [one.censored for one in found.resemblance] == [False]
    assert found.resemblance[0].strangers == 200
    few = calibrated(*people, labelled=Strangers(vectors, np.arange(200) // 10))
    assert few.resemblance == ()  # twenty people are too few


def test_who_comes_back_is_one_stranger() -> None:
    vectors, owners = faces(30, 4)
    groups = one_per_person(vectors, 0.5)
    assert len(set(groups.tolist())) == 30
    assert all(len(set(groups[owners == person].tolist())) == 1 for person in range(30))


def test_the_formula_for_galleries_agrees_with_counting_them() -> None:
    found = calibrated(*faces(600, 1))
    assert [one.people for one in found.galleries] == [10, 30, 100, 300, 599]
    for one in found.galleries:
        assert one.predicted.low <= one.observed <= one.predicted.high
        assert one.predicted.value <= one.union * (1 + 1e-9)


@pytest.mark.parametrize(
    ("people", "pictures"),
    [(1, 1), (1, 5), (2, 1), (3, 2), (60, 1)],
)
def test_degenerate_galleries_give_figures_all_the_same(people: int, pictures: int) -> None:
    assert_sane(calibrated(*faces(people, pictures)))


@pytest.mark.parametrize(
    ("people", "curve", "basis"),
    [
        (2, CURVE, Basis.PUBLISHED),
        (40, CURVE, Basis.PUBLISHED),
        (ENOUGH, CURVE, Basis.PUBLISHED),
        (60, None, Basis.SITE),
    ],
)
def test_equal_pictures_of_everybody_give_figures_all_the_same(
    people: int, curve: PublishedCurve | None, basis: Basis
) -> None:
    found = calibrated(np.repeat(faces(1, 1)[0], people, axis=0), np.arange(people), curve=curve)
    assert found.basis is basis
    assert_sane(found)


def test_a_constant_tail_falls_back() -> None:
    rows = np.eye(ENOUGH, dtype=np.float32)  # every score is exactly zero
    found = calibrated(rows, np.arange(ENOUGH))
    assert (found.basis, found.why, found.tail) == (Basis.PUBLISHED, Why.TAIL_UNFIT, None)
    assert_sane(found)
    counted = calibrated(rows, np.arange(ENOUGH), curve=None)
    assert (counted.basis, counted.why) == (Basis.SITE, Why.TAIL_UNFIT)
    assert counted.fmr.at(0.5).value == pytest.approx(3 / (ENOUGH * (ENOUGH - 1) / 2), rel=1e-6)  # rule of three
    assert_sane(counted)


@settings(max_examples=12)
@given(st.integers(1, 120), st.integers(1, 3), st.integers(0, 999), st.floats(0, 2), st.floats(0, 3))
def test_no_gallery_breaks_it(people: int, pictures: int, seed: int, common: float, noise: float) -> None:
    assert_sane(calibrated(*faces(people, pictures, seed=seed, common=common, noise=noise)))


def test_levels_are_those_of_the_curves() -> None:
    found = calibrated(*faces(40))
    assert np.array_equal(found.fmr.levels, LEVELS)
    assert replace(found, seed=1) != found
