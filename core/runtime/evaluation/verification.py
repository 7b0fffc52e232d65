"""Figures of 1:1 comparison, as pure functions over scores.

Accuracy follows LFW's ten folds (Huang et al., Labeled Faces in the Wild, 2007, "unrestricted, labelled outside data").
TAR at a fixed FAR and the equal error rate are those of ISO/IEC 19795-1 (there: 1 - FNMR at FMR), FAR being taken over
all impostor pairs at hand. The intervals come from drawing people, not pairs, with replacement: pairs that share a
person are not independent (Bolle, Ratha and Pankanti, Error analysis of pattern recognition systems: the subsets
bootstrap, 2004).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.runtime.evaluation.pairs import Places, Scores

FOLDS = 10
REPLICATES = 200
"""Enough for the ends of a 95 % interval to a twentieth of its width."""

Weights = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share in 0…1 and its 95 % interval; None where the data cannot tell."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """The share of genuine pairs accepted where `far` of the impostors are; accepted is a cosine over `threshold`."""

    far: float
    tar: Estimate
    threshold: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a set of genuine and impostor pairs says, and how many of each there are."""

    rates: tuple[Rate, ...]
    equal_error: Estimate
    genuine: int
    impostors: int


@dataclass(frozen=True, slots=True, eq=False)
class Folds:
    """The mean accuracy over the folds and its deviation; `threshold` is the mean, `right` (n,) says which pairs."""

    accuracy: float
    deviation: float
    threshold: float
    right: Bools


def ten_folds(cosines: Floats, same: Bools) -> Folds | None:
    """Decide every pair at the threshold that serves the other nine folds best; None with fewer than ten of a kind.

    Folds are consecutive pairs, same and different ones apart, as LFW lists them.
    """
    if min(same.sum(), (~same).sum()) < FOLDS:
        return None
    fold = np.empty(len(same), np.intp)
    for kind in (same, ~same):
        fold[kind] = np.arange(kind.sum()) * FOLDS // kind.sum()
    right, thresholds = np.empty(len(same), bool), []
    for i in range(FOLDS):
        held = fold == i
        threshold = best_threshold(cosines[~held], same[~held])
        right[held] = (cosines[held] >= threshold) == same[held]
        thresholds.append(threshold)
    shares = [float(right[fold == i].mean()) for i in range(FOLDS)]
    return Folds(float(np.mean(shares)), float(np.std(shares)), float(np.mean(thresholds)), right)


def best_threshold(cosines: Floats, same: Bools) -> float:
    """Return the cosine from which pairs are called the same with the fewest mistakes, in the middle of its gap."""
    order = np.argsort(cosines, kind="stable")
    ranked, is_same = cosines[order].astype(np.float64), same[order]
    # Cutting before place k is wrong for the same ones below it and the different ones from it on.
    wrong = np.concatenate([[0], np.cumsum(is_same)]) + (~is_same).sum() - np.concatenate([[0], np.cumsum(~is_same)])
    cuts = np.concatenate([[ranked[0] - 1e-6], (ranked[:-1] + ranked[1:]) / 2, [ranked[-1] + 1e-6]])
    possible = np.concatenate([[True], ranked[1:] > ranked[:-1], [True]])
    best = np.flatnonzero(possible & (wrong == wrong[possible].min()))
    return float(cuts[best[len(best) // 2]])


class Curve:
    """Genuine scores against the impostor tail, to be weighed by person again and again."""

    def __init__(self, genuine: Scores, impostors: Scores, people: Places) -> None:
        """Take `people` (pictures,), the person of every picture the scores are about."""
        self._genuine, self._impostors = genuine, impostors
        self._people = people
        self._counts = np.bincount(people).astype(np.float64) if len(people) else np.empty(0)
        # Both are ranked best first: how many genuine pairs lie strictly over an impostor, and how many at it or over.
        negated = -genuine.cosines
        self._over = np.searchsorted(negated, -impostors.cosines, side="left")
        self._at_least = np.searchsorted(negated, -impostors.cosines, side="right")

    def figures(self, fars: tuple[float, ...], replicates: int, seed: int) -> "Figures":
        """Return TAR at every FAR and the equal error rate, with their intervals."""
        everyone = np.ones(len(self._counts))
        drawn = draws(len(self._counts), replicates, seed) if self._impostors.total and len(self._over) else []
        rows = [self._row(fars, weights) for weights in (everyone, *drawn)]
        *tars, equal = (estimate(list(column)) for column in zip(*rows, strict=True))
        _, impostors, total = self._shares(everyone)
        places = [_first_refused(impostors, total, far) for far in fars]
        thresholds = [None if place is None else float(self._impostors.cosines[place]) for place in places]
        rates = tuple(Rate(far, tar, at) for far, tar, at in zip(fars, tars, thresholds, strict=True))
        return Figures(rates, equal, self._genuine.total, self._impostors.total)

    def _row(self, fars: tuple[float, ...], weights: Weights) -> list[float | None]:
        genuine, impostors, total = self._shares(weights)
        return [*(self._tar(far, genuine, impostors, total) for far in fars), self._equal(genuine, impostors, total)]

    def _shares(self, weights: Weights) -> tuple[Weights, Weights, float]:
        """Return the running sums of genuine (n + 1,) and impostor weights (k + 1,), and all impostor weight."""
        # One person's pictures count together, a pair of people as often as both were drawn.
        genuine = _running(weights[self._people[self._genuine.a]])
        one, other = self._people[self._impostors.a], self._people[self._impostors.b]
        impostors = _running(weights[one] * weights[other])
        drawn = weights * self._counts
        return genuine, impostors, float((drawn.sum() ** 2 - (drawn**2).sum()) / 2)

    def _tar(self, far: float, genuine: Weights, impostors: Weights, total: float) -> float | None:
        place = _first_refused(impostors, total, far)
        if place is None or not genuine[-1]:
            return None
        return float(genuine[self._over[place]] / genuine[-1])

    def _equal(self, genuine: Weights, impostors: Weights, total: float) -> float | None:
        if not genuine[-1] or not total or not len(self._at_least):
            return None
        accepted = impostors[1:] / total
        refused = 1 - genuine[self._at_least] / genuine[-1]
        crossed = np.flatnonzero(accepted >= refused)
        return float((accepted[crossed[0]] + refused[crossed[0]]) / 2) if len(crossed) else None


def draws(people: int, replicates: int, seed: int) -> list[Weights]:
    """Return how often each of `people` is drawn (people,), for every replicate."""
    rng = np.random.default_rng(seed)
    if not people:
        return [np.empty(0)] * replicates
    return [rng.multinomial(people, np.full(people, 1 / people)).astype(np.float64) for _ in range(replicates)]


def estimate(points: list[float | None]) -> Estimate:
    """Return the first of `points` with the 2.5th and 97.5th percentile of the others.

    A draw in which nobody has two pictures says nothing; where most draws do so, there is no interval.
    """
    first, *others = points
    known = [point for point in others if point is not None]
    if first is None or not known or 2 * len(known) < len(others):
        return Estimate(first)
    low, high = np.percentile(known, (2.5, 97.5)).tolist()
    return Estimate(first, low, high)


def accuracy_interval(folds: Folds, a: Places, b: Places, replicates: int, seed: int) -> Estimate:
    """Return the accuracy with its interval; `a`, `b` (n,) are the people of every pair, by number."""
    people, numbers = np.unique(np.concatenate([a, b]), return_inverse=True)
    one, other = numbers[: len(a)], numbers[len(a) :]
    points: list[float | None] = [folds.accuracy]
    for weights in draws(len(people), replicates, seed):
        pairs = np.where(one == other, weights[one], weights[one] * weights[other])
        points.append(float(pairs @ folds.right / pairs.sum()) if pairs.any() else None)
    return estimate(points)


def _running(weights: Weights) -> Weights:
    return np.concatenate([[0.0], np.cumsum(weights)])


def _first_refused(impostors: Weights, total: float, far: float) -> int | None:
    """Return the place of the best impostor that must be refused; None if the data cannot resolve `far`."""
    allowed = far * total
    if allowed < 1:
        return None
    place = int(np.searchsorted(impostors[1:], allowed * (1 + 1e-12), side="right"))
    return place if place < len(impostors) - 1 else None
