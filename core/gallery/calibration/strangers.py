"""Do the strangers at the door resemble the people enrolled? Impostor scores of a gallery only stand for them if so."""

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.domain.calibration import Estimate, RateCurve, Resemblance
from core.gallery.calibration.impostors import LEVELS, rate_curve
from core.gallery.calibration.intervals import Z95
from core.gallery.calibration.scores import PersonScores
from core.gallery.calibration.tail import EXCEEDANCES

STRANGERS = 30
"""Distinct strangers needed before they may say anything (the rule of thirty again)."""
_ROUNDS = 4
_CENSOR_GAP = 0.05
"""Scores are compared this far under the censoring threshold, where it hides a twentieth of what exceeds."""


def one_per_person(vectors: Floats, same: float) -> NDArray[np.intp]:
    """Return (n,) groups of `vectors` (n, d) that follow from cosines at or over `same`: who came back is one person.

    Each row joins the group of the earliest row it resembles.
    """
    groups = np.arange(len(vectors))
    for row in range(1, len(vectors)):
        alike = np.flatnonzero(vectors[:row] @ vectors[row] >= same)
        if len(alike):
            groups[row] = groups[alike[0]]
    return groups


def resemblance(
    strangers: PersonScores, own: PersonScores, dispersion: float, censor: float | None
) -> Resemblance | None:
    """Compare the scores of `strangers` with those of the gallery's `own` people; None if there are too few.

    Recorded strangers were declared unknown: whoever reached `censor` is missing, and an enrolled person who was
    missed may be among them (which errs on the safe side). So probes with any score at or over `censor` are left out
    on both sides. The interval holds the count of exceedances and that strangers differ (dispersion/strangers).
    """
    theirs, ours = _under(strangers, censor), _under(own, censor)
    if theirs.searching < STRANGERS or not len(ours.scores):
        return None
    highest = 1.0 if censor is None else censor - _CENSOR_GAP
    lowest = max(float(theirs.scores.min()), float(ours.scores.min()))
    order = np.sort(theirs.scores)[::-1]
    level = min(float(order[min(EXCEEDANCES, len(order)) - 1]), highest)
    exceeding = theirs.scores >= level
    if level <= lowest or exceeding.sum() < EXCEEDANCES:
        return None
    rate = float(theirs.weights[exceeding].sum()) / theirs.total
    base = float(ours.weights[ours.scores >= level].sum()) / ours.total
    if not base > 0:
        return None
    error = float(np.exp(Z95 * np.sqrt(1 / exceeding.sum() + dispersion / theirs.searching)))
    rates = Estimate(rate, rate / error, rate * error)
    shift = _shift(ours, level, rates)
    for _ in range(_ROUNDS if censor is not None else 0):
        # Who lies higher by `shift` is censored as the people enrolled would be lower by as much.
        assert censor is not None
        shift = _shift(_under(own, censor - max(shift.value, 0.0)), level, rates)
    return Resemblance(theirs.searching, level, rates.times(1 / base), shift, censor is not None)


def moved(curve: RateCurve, shift: Estimate) -> RateCurve:
    """Return `curve` moved up by `shift` where that is positive, with the uncertainty of both."""
    value, low, high = (
        np.exp(np.interp(LEVELS - max(by, 0.0), LEVELS, np.log(rates)))
        for by, rates in ((shift.value, curve.value), (shift.low, curve.low), (shift.high, curve.high))
    )
    return rate_curve(value, low, high)


def _under(scores: PersonScores, censor: float | None) -> PersonScores:
    """Leave out all scores of probes that reach `censor` anywhere."""
    if censor is None:
        return scores
    reaching = np.isin(scores.probes, np.unique(scores.probes[scores.scores >= censor]))
    return scores.without(reaching)


def _shift(own: PersonScores, level: float, rate: Estimate) -> Estimate:
    order = np.argsort(-own.scores)
    above = np.cumsum(own.weights[order]) / own.total
    places = [min(int(np.searchsorted(above, each)), len(order) - 1) for each in (rate.value, rate.low, rate.high)]
    value, low, high = (level - float(own.scores[order[place]]) for place in places)
    return Estimate(value, min(low, value), max(high, value))
