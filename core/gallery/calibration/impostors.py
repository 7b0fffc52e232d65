"""From impostor scores to the FMR over every level, with intervals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.domain.calibration import RateCurve, TailFit
from core.gallery.calibration.intervals import Z95
from core.gallery.calibration.scores import BINS, PersonScores
from core.gallery.calibration.tail import EXCEEDANCES, Pareto, fit_p_value, fit_pareto

LEVELS = np.round(np.linspace(-0.1, 1.0, 111), 2)
"""Cosines at which curves are kept; with a Pareto tail a hundredth apart interpolates to within a per cent."""
LEAST = 1e-12
"""Rates are kept on a logarithmic scale; nothing this small is ever told apart."""
_RESAMPLES = 400
_PAIRS_FOR_DISPERSION = 200
_TAIL_SHARE = 0.02
"""Share of all scores that may count as high; among middling ones nobody resembles everybody."""
USUAL_DISPERSION = 0.7
"""Squared coefficient of variation of people's own false match rates on LFW with SFace: 0.5 to 0.7 from a cosine of
0.38 to 0.45; taken where a site's own cannot be told."""


@dataclass(frozen=True, slots=True)
class ImpostorCurve:
    """The FMR as far as these scores carry; `tail` is None, and the end empirical, where none could be fitted."""

    fmr: RateCurve
    tail: TailFit | None
    dispersion: float


def impostor_curve(scores: PersonScores, seed: int) -> ImpostorCurve:
    """Estimate the FMR at every one of LEVELS: empirical up to a threshold, a fitted tail above it.

    Two people compared in both directions are one piece of evidence, so pairs are resampled, not comparisons
    (Bayesian bootstrap, Rubin 1981). That some people resemble everybody adds 4D/people to the relative variance of
    every rate (D: dispersion; each pair has two ends); it is carried as a design effect (Kish 1965).
    """
    rng = np.random.default_rng(seed)
    spread = dispersion(scores)
    common = 2 * spread * (1 / max(scores.searched, 1) + 1 / max(scores.searching, 1))
    empirical = exceeding(scores.histogram)[_bins(LEVELS)] / max(scores.total, 1.0)
    order = np.argsort(scores.scores)
    high, weights = scores.scores[order], scores.weights[order]
    above = np.cumsum(weights[::-1])[::-1]
    place = int(np.searchsorted(-above, -2.0 * EXCEEDANCES, side="right")) - 1
    pairs = _pairs(scores)[order]
    pareto = fit_pareto(high[place:] - high[place], weights[place:]) if place >= 0 else None
    if pareto is None:
        return ImpostorCurve(_empirical_curve(empirical, scores, common), None, spread)
    threshold, rate = float(high[place]), float(above[place]) / scores.total
    beyond = threshold < LEVELS
    value = np.where(beyond, rate * pareto.survival(np.maximum(LEVELS - threshold, 0.0)), empirical)
    drawn = _resampled(high[place:], weights[place:], pairs[place:], threshold, rng)
    low, high_side = np.quantile(rate * drawn * np.exp(rng.normal(0, common**0.5, (_RESAMPLES, 1))), (0.025, 0.975), 0)
    error = np.exp(Z95 * np.sqrt(common + _relative_variance(empirical, scores)))
    count = len(np.unique(pairs[place:]))
    p_value = fit_p_value(high[place:] - threshold, weights[place:], pareto, count, rng)
    fit = TailFit(threshold, pareto.scale, pareto.shape, count, rate, p_value)
    curve = rate_curve(value, np.where(beyond, low, value / error), np.where(beyond, high_side, value * error))
    return ImpostorCurve(curve, fit, spread)


def rate_curve(
    value: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64], *, rising: bool = False
) -> RateCurve:
    """Make a curve over LEVELS of arrays (111,): falling (or rising), positive, its interval around its value."""
    rows = [np.clip(row, LEAST, 1.0) for row in (value, np.minimum(low, value), np.maximum(high, value))]
    ordered = [np.maximum.accumulate(row) if rising else np.minimum.accumulate(row) for row in rows]
    levels, *rates = (tuple(float(number) for number in row) for row in (LEVELS, *ordered))
    return RateCurve(levels, *rates)


def exceeding(histogram: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (BINS + 1,) the weight at or above each edge."""
    return np.append(np.cumsum(histogram[::-1])[::-1], 0.0)


def dispersion(scores: PersonScores) -> float:
    """Return the squared coefficient of variation of the probes' own false match rates, 0 if they are alike.

    Method of moments for the negative binomial (Anscombe 1950): with c persons exceeded by a probe,
    E[c(c - 1)]/E[c]² - 1, at a level where enough pairs exceed it. The usual one when there are too few.
    """
    wanted = min(10.0 * _PAIRS_FOR_DISPERSION, _TAIL_SHARE * scores.total)
    order = np.argsort(-scores.scores)
    rows = order[: int(np.searchsorted(np.cumsum(scores.weights[order]), wanted, side="right"))]
    total = float(scores.weights[rows].sum())
    if total < 2 * _PAIRS_FOR_DISPERSION:
        return USUAL_DISPERSION
    _probes, first, counts = np.unique(scores.probes[rows], return_index=True, return_counts=True)
    weights = scores.weights[rows][first]
    mean = total / scores.searching
    second = float((weights * counts * (counts - 1)).sum()) / scores.searching
    return max(0.0, second / (mean * mean) - 1.0)


def _bins(levels: NDArray[np.float64]) -> NDArray[np.intp]:
    return np.round((levels + 1.0) * (BINS / 2)).astype(np.intp)


def _pairs(scores: PersonScores) -> NDArray[np.int64]:
    """(k,) one number for the two people of a score, whichever was the probe; a stranger is nobody of the gallery."""
    low, high = np.minimum(scores.firsts, scores.seconds), np.maximum(scores.firsts, scores.seconds)
    return np.asarray(np.unique(low.astype(np.int64) << 32 | high, return_inverse=True)[1], np.int64)


def _resampled(
    scores: NDArray[np.float64], weights: NDArray[np.float64], pairs: NDArray[np.int64], threshold: float,
    rng: np.random.Generator,
) -> NDArray[np.float64]:  # fmt: skip
    """Return (_RESAMPLES, levels) survival above `threshold`, refitted with random weights on the pairs."""
    _names, places = np.unique(pairs, return_inverse=True)
    draws = np.empty((_RESAMPLES, len(LEVELS)))
    excess = np.maximum(LEVELS - threshold, 0.0)
    for row in draws:
        chance = rng.exponential(1.0, int(places.max()) + 1)[places]
        pareto = fit_pareto(scores - threshold, weights * chance) or Pareto(1e-6, 0.0)
        row[:] = (weights @ chance) / weights.sum() * pareto.survival(excess)
    return draws


def _relative_variance(rates: NDArray[np.float64], scores: PersonScores) -> NDArray[np.float64]:
    """(levels,) of the empirical rate from counting pairs; half as many pairs as comparisons of people."""
    return 2.0 / np.maximum(rates * scores.total, 2.0)


def _empirical_curve(rates: NDArray[np.float64], scores: PersonScores, common: float) -> RateCurve:
    """A curve without a tail: where nothing was seen, the rule of three (Hanley & Lippman-Hand 1983) is the rate."""
    least = 3.0 / max(scores.total / 2, 1.0)
    error = np.exp(Z95 * np.sqrt(common + _relative_variance(rates, scores)))
    return rate_curve(np.maximum(rates, least), rates / error, np.maximum(rates * error, least))
