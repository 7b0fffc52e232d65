"""Genuine scores: how often a person's own face is missed, and how sure a score makes."""

import math

import numpy as np
from numpy.typing import NDArray

from core.domain.calibration import PUBLISHED_ODDS, RateCurve
from core.gallery.calibration.impostors import LEVELS, rate_curve
from core.gallery.calibration.intervals import clustered_rate
from core.gallery.calibration.scores import BINS

SLOPES = (20.0, 60.0)
"""A few people whose scores separate well would make the logistic a step. Impostor scores fall off e-fold within about
0.018 of cosine (SFace on LFW), and the odds cannot grow much faster than they do."""


def miss_curve(scores: NDArray[np.float64], owners: NDArray[np.intp]) -> RateCurve:
    """Return the FNMR of a single shot at LEVELS from genuine `scores` (k,) of `owners` (k,), every person alike.

    A picture is compared with the rest of its person's, one fewer than a visitor's shot will meet.
    """
    places = np.unique(owners, return_inverse=True)[1]
    people = int(places.max()) + 1
    rates = [clustered_rate(scores < level, places, people) for level in LEVELS]
    value = np.array([rate for rate, _interval in rates])
    low, high = (np.array([interval[side] for _rate, interval in rates]) for side in (0, 1))
    return rate_curve(np.maximum(value, 1e-6), low, high, rising=True)


def logistic(
    genuine: NDArray[np.float64], weights: NDArray[np.float64], impostors: NDArray[np.float64]
) -> tuple[float, float]:
    """Return midpoint and slope, at equal odds, of the chance that a score is genuine.

    Maximum likelihood (Platt 1999) on `genuine` (k,) with `weights` (k,) and the histogram `impostors` (BINS,). It is
    fitted at odds of one in PUBLISHED_ODDS, where decisions fall, and then moved to equal odds by Bayes' rule: fitted
    at equal odds it swings with the few worst genuine scores (midpoints from 0.32 to 0.39 between halves of LFW,
    against 0.43 ± 0.005).
    """
    from scipy.optimize import minimize  # half a second, and only here

    scores = np.concatenate((genuine, np.linspace(-1.0, 1.0, 2 * BINS + 1)[1::2]))
    say = np.concatenate((weights / weights.sum(), PUBLISHED_ODDS * impostors / impostors.sum()))
    same = np.arange(len(scores)) < len(genuine)

    def loss(x: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = x[1] * (scores - x[0])
        error = say * (np.exp(-np.logaddexp(0.0, -logits)) - same)
        value = say @ (np.logaddexp(0.0, logits) - same * logits)
        return float(value), np.array((-x[1] * error.sum(), error @ (scores - x[0])))

    bounds = ((-1.0, 1.0), SLOPES)
    midpoint, slope = minimize(loss, np.array((0.4, 40.0)), jac=True, method="L-BFGS-B", bounds=bounds).x
    return float(midpoint) - math.log(PUBLISHED_ODDS) / float(slope), float(slope)
