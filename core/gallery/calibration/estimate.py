"""Everything a site's templates tell, put together."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.domain.calibration import (
    CALIBRATION_VERSION,
    Basis,
    Calibration,
    Estimate,
    Histogram,
    Misses,
    Published,
    RateCurve,
    Resemblance,
    Suspicion,
    TailFit,
    Why,
)
from core.domain.errors import ErrorCode, KnownError
from core.domain.people import TemplateBlock
from core.gallery.calibration.galleries import gallery_rates
from core.gallery.calibration.genuine import logistic, miss_curve
from core.gallery.calibration.impostors import LEVELS, ImpostorCurve, impostor_curve, rate_curve
from core.gallery.calibration.intervals import Z95
from core.gallery.calibration.prior import published_curve, published_misses, shift_to
from core.gallery.calibration.scores import (
    BINS,
    People,
    PersonScores,
    Probes,
    Progress,
    collect,
    genuine_scores,
    own_probes,
)
from core.gallery.calibration.strangers import moved, one_per_person, resemblance

OWN_TAIL_PEOPLE = 300
"""From here a site's own tail beats the published curve moved to it; see core.gallery.calibration.prior."""
SHIFT_PEOPLE = 30
"""From here a site's impostors say better where the published curve belongs than nothing does: 435 pairs."""
LEAST_PEOPLE = 50
"""Needed with a model nobody has published a curve of; its tail then errs on the safe side by a factor of about 3."""
GENUINE_PEOPLE = 30
"""People with two templates, for an FNMR and a percentage of the site's own (rule of thirty, Doddington 2000)."""
_GOOD_FIT = 0.01
_STANDING_OUT = 3.0
"""Times as many very high scores as the tail of the others lets expect, for them to be of one person twice."""
_SHOWN_BINS = 100
_SHOWN_SUSPICIONS = 50


@dataclass(frozen=True, slots=True, eq=False)
class Strangers:
    """People who are not enrolled: `vectors` (n, d) float32, `groups` (n,) which rows are one person."""

    vectors: Floats
    groups: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What an estimate rests on.

    `recorded` (n, d) float32 are shots declared unknown while `consider` was in use;
    `labelled` strangers are known to be some, whatever their scores.
    """

    block: TemplateBlock
    recorded: Floats
    consider: float
    labelled: Strangers | None = None


class _Genuine(NamedTuple):
    scores: NDArray[np.float64]
    owners: NDArray[np.intp]
    people: int


def estimate(evidence: Evidence, published: Published, made: datetime, seed: int, progress: Progress) -> Calibration:
    """Return the calibration of a site; the same evidence and `seed` give the same.

    `progress` is told a share in 0…1. Raises KnownError(CALIBRATION_EMPTY), and KnownError(CALIBRATION_SMALL) when
    there are few people and no published curve to fall back to.
    """
    people = People.of(evidence.block.vectors, evidence.block.owners, evidence.block.centroids)
    _refuse_too_few(len(people), evidence.block.model_id, published)
    raw, owners = genuine_scores(people)
    genuine = _Genuine(raw, owners, len(np.unique(owners)))
    found = collect(own_probes(people, seed), people, progress)
    scores, suspicions, site = _impostors(found, evidence.block, _double_level(genuine, published), seed)
    basis, why, curve, dispersion = _false_matches(site, scores, len(people), published)
    alike = _resemblances(evidence, people, scores, dispersion)
    if alike:
        curve = moved(curve, alike[-1].shift)  # the largest: they look at the same door
    misses, fnmr = _misses(genuine, published)
    enough = genuine.people >= GENUINE_PEOPLE and float(scores.histogram.sum()) > 0
    midpoint, slope = _percentage(genuine, scores, published, own=enough)
    calibration = Calibration(
        version=CALIBRATION_VERSION, model_id=evidence.block.model_id, made=made, seed=seed, basis=basis, why=why,
        people=len(people), templates=int(people.pictures.sum()), genuine_people=genuine.people,
        comparisons=scores.comparisons, misses=misses, own_logistic=enough,
        impostors=_shown(scores.histogram), genuine=_shown(_weighed(genuine)), fmr=curve, fnmr=fnmr,
        dispersion=dispersion, published=published.point, midpoint=midpoint, slope=slope, tail=site.tail,
        resemblance=alike, suspicions=suspicions,
    )  # fmt: skip
    return replace(calibration, galleries=gallery_rates(calibration, scores))


def _refuse_too_few(people: int, model: str, published: Published) -> None:
    if people == 0:
        raise KnownError(ErrorCode.CALIBRATION_EMPTY, model=model)
    if published.curve is None and people < LEAST_PEOPLE:
        raise KnownError(ErrorCode.CALIBRATION_SMALL, model=model, people=people, needed=LEAST_PEOPLE)


def _false_matches(
    site: ImpostorCurve, scores: PersonScores, people: int, published: Published
) -> tuple[Basis, Why, RateCurve, float]:
    """Choose between the site's own curve, the published one moved to the site, and the published one as it is."""
    tail = site.tail
    fits = tail is not None and tail.p_value >= _GOOD_FIT
    if published.curve is None:
        return Basis.SITE, Why.ENOUGH_PEOPLE if fits else Why.TAIL_UNFIT, site.fmr, site.dispersion
    if people < SHIFT_PEOPLE:
        return Basis.PUBLISHED, Why.VERY_FEW_PEOPLE, published_curve(published.curve), published.curve.dispersion
    if tail is None:
        return Basis.PUBLISHED, Why.TAIL_UNFIT, published_curve(published.curve), published.curve.dispersion
    if fits and people >= OWN_TAIL_PEOPLE:
        return Basis.SITE, Why.ENOUGH_PEOPLE, site.fmr, site.dispersion
    why = Why.FEW_PEOPLE if people < OWN_TAIL_PEOPLE else Why.TAIL_UNFIT
    shift = shift_to(published.curve, tail.threshold, _rate_of(tail, site.dispersion, scores))
    return Basis.SHIFTED, why, published_curve(published.curve, shift), site.dispersion


def _rate_of(tail: TailFit, dispersion: float, scores: PersonScores) -> Estimate:
    ends = 2 * dispersion * (1 / scores.searched + 1 / scores.searching)
    error = float(np.exp(Z95 * np.sqrt(1 / tail.exceedances + ends)))
    return Estimate(tail.rate, tail.rate / error, tail.rate * error)


def _impostors(
    found: PersonScores, block: TemplateBlock, level: float | None, seed: int
) -> tuple[PersonScores, tuple[Suspicion, ...], ImpostorCurve]:
    """Leave out pairs as alike as one person: a single person enrolled twice would else forbid any threshold.

    But only where they stand out from the tail of the others; else they are that tail.
    """
    if level is None or not (found.scores >= level).any():
        return found, (), impostor_curve(found, seed)
    scores, suspicions = _without_doubles(found, block, level)
    site = impostor_curve(scores, seed)
    likely = site.fmr.at(level).value * scores.total
    if (found.total - scores.total) < _STANDING_OUT * likely:
        return found, (), impostor_curve(found, seed)
    return scores, suspicions, site


def _double_level(genuine: _Genuine, published: Published) -> float | None:
    """Return the score of a typical genuine pair: two "people" that alike are one person twice, or twins."""
    if genuine.people >= GENUINE_PEOPLE:
        return float(np.median(genuine.scores))
    if published.curve is None:
        return None
    return float(np.interp(0.5, published.curve.fnmr, published.curve.levels))


def _without_doubles(
    scores: PersonScores, block: TemplateBlock, level: float
) -> tuple[PersonScores, tuple[Suspicion, ...]]:
    names = block.people[np.unique(block.owners)]
    low, high = np.minimum(scores.firsts, scores.seconds), np.maximum(scores.firsts, scores.seconds)
    pairs = low.astype(np.int64) << 32 | high
    alike = np.flatnonzero(scores.scores >= level)
    rising = alike[np.argsort(scores.scores[alike])]
    best = dict(zip(pairs[rising].tolist(), scores.scores[rising].tolist(), strict=True))
    suspicions = [
        Suspicion(names[pair >> 32].decode(), names[pair & 0xFFFFFFFF].decode(), score) for pair, score in best.items()
    ]
    suspicions.sort(key=lambda one: (-one.score, one.first, one.second))
    kept = scores.without(np.isin(pairs, np.array(list(best), np.int64)))
    return kept, tuple(suspicions[:_SHOWN_SUSPICIONS])


def _resemblances(evidence: Evidence, people: People, own: PersonScores, dispersion: float) -> tuple[Resemblance, ...]:
    recorded = Strangers(evidence.recorded, one_per_person(evidence.recorded, evidence.consider))
    found: list[Resemblance] = []
    for strangers, censor in ((recorded, evidence.consider), (evidence.labelled, None)):
        if strangers is None or not len(strangers.vectors) or not len(own.scores):
            continue
        nobody = np.full(len(strangers.vectors), -1)
        probes = Probes.of(strangers.vectors, nobody, strangers.groups)
        scores = collect(probes, people, lambda _share: None)
        one = resemblance(scores, own, dispersion, censor)
        if one is not None:
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.shift.value))


def _misses(genuine: _Genuine, published: Published) -> tuple[Misses, RateCurve]:
    if genuine.people >= GENUINE_PEOPLE or (published.curve is None and genuine.people > 1):
        return Misses.SITE, miss_curve(genuine.scores, genuine.owners)
    if published.curve is not None:
        return Misses.PUBLISHED, published_misses(published.curve)
    half = np.full(len(LEVELS), 0.5)
    return Misses.UNKNOWN, rate_curve(half, 0 * half, 2 * half, rising=True)


def _percentage(genuine: _Genuine, scores: PersonScores, published: Published, *, own: bool) -> tuple[float, float]:
    if not own:
        point = published.point
        return point.even, point.slope
    weights = _person_weights(genuine)
    return logistic(genuine.scores, weights, scores.histogram)


def _person_weights(genuine: _Genuine) -> NDArray[np.float64]:
    places, counts = np.unique(genuine.owners, return_inverse=True, return_counts=True)[1:]
    return 1.0 / counts[places]


def _weighed(genuine: _Genuine) -> NDArray[np.float64]:
    return np.histogram(genuine.scores, BINS, (-1.0, 1.0), weights=_person_weights(genuine))[0]


def _shown(histogram: NDArray[np.float64]) -> Histogram:
    coarse = histogram.reshape(_SHOWN_BINS, -1).sum(axis=1)
    shares = coarse / max(float(coarse.sum()), 1e-300)
    return Histogram(-1.0, 1.0, tuple(float(share) for share in shares))
