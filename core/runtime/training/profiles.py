"""Fitting what makes a cluster the person whose collection it is, and measuring how often it is right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.matching import OperatingPoint
from core.profiles.faces import Cluster
from core.profiles.leader import Outcome, standing
from core.profiles.pipeline import people_in
from core.profiles.weighing import FEATURES, Features, Likeness, Weights, features_of
from core.runtime.training.mixing import Mixed

WRONG = 0.005
"""Leaders that may be somebody else, of those named in the mixed collections learned from: rather ask than be wrong."""
_MARGINS = np.round(np.arange(0.0, 1.0, 0.01), 2)
_LOWEST = 0.005
"""Share of right leaders that score lower than a leader has to."""


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """The clusters of a mixed collection, what is measured of each, and (c,) which share of its faces is the owner."""

    mixed: Mixed
    clusters: tuple[Cluster, ...]
    features: tuple[Features, ...]
    owned: NDArray[np.float64]


class Judged(StrEnum):
    """Whether the leader is the right person."""

    RIGHT = "right"
    WRONG = "wrong"
    ASKED = "asked"


def examine(mixed: Mixed, point: OperatingPoint) -> Examined:
    """Cluster a collection and measure its clusters, as a Profiler does."""
    clusters = people_in(mixed.faces, point)
    elsewhere, related = _likeness(mixed.elsewhere, point), _likeness(mixed.related, point)
    features = features_of(mixed.faces, clusters, mixed.declared, elsewhere, related)
    owned = [np.mean([mixed.persons[member] == mixed.owner for member in each.members]) for each in clusters]
    return Examined(mixed, clusters, features, np.array(owned, np.float64))


def judge(examined: Examined, weights: Weights) -> Judged:
    """Say whether the weights find the owner; a leader who is another by half of the faces is wrong."""
    found = standing(examined.clusters, examined.features, weights)
    if found.outcome is not Outcome.LEADER:
        return Judged.ASKED
    return Judged.RIGHT if examined.owned[examined.clusters.index(found.candidates[0].cluster)] > 0.5 else Judged.WRONG


def fit_weights(examined: Sequence[Examined]) -> Weights:
    """Fit the linear rule to who the clusters are: least squares of their features against the owner's share.

    Every collection counts the same however many clusters it has. Then the smallest margin is taken with which at most
    WRONG of the leaders are somebody else.
    """
    rows = [(each, place) for each in examined for place in range(len(each.clusters))]
    design = np.array([(1.0, *each.features[place].values) for each, place in rows])
    wanted = np.array([each.owned[place] for each, place in rows])
    say = np.sqrt([1.0 / len(each.clusters) for each, _place in rows])
    answer, *_rest = np.linalg.lstsq(design * say[:, None], wanted * say, rcond=None)
    bias, *slopes = (round(float(value), 4) for value in answer)
    return _with_margin(examined, bias, Features(**dict(zip(FEATURES, slopes, strict=True))))


def _with_margin(examined: Iterable[Examined], bias: float, slopes: Features) -> Weights:
    eager = Weights(bias, slopes, -np.inf, 0.0)
    leads, right, scores = list[float](), list[bool](), list[float]()
    for each in examined:
        found = standing(each.clusters, each.features, eager)
        if len(found.candidates) > 1:
            best = found.candidates[0]
            leads.append(found.margin)
            scores.append(best.score)
            right.append(bool(each.owned[each.clusters.index(best.cluster)] > 0.5))
    ahead, good = np.array(leads), np.array(right)
    wrong = [float((~good[ahead >= margin]).mean()) if (ahead >= margin).any() else 0.0 for margin in _MARGINS]
    margin = next(float(m) for m, share in zip(_MARGINS, wrong, strict=True) if share <= WRONG)
    least = float(np.quantile(np.array(scores)[good], _LOWEST)) if good.any() else 0.0
    return Weights(bias, slopes, round(least, 2), margin)


def _likeness(vectors: Floats, point: OperatingPoint) -> Likeness:
    def nearest(mean: Embedding) -> float:
        return point.probability(float((vectors @ mean.vector).max())) if len(vectors) else 0.0

    return nearest
