"""Fitting what makes a cluster the person whose collection it is, and measuring how often it is right."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.matching import OperatingPoint
from core.profiles.faces import Cluster
from core.profiles.leader import Outcome, standing
from core.profiles.pipeline import people_in
from core.profiles.weighing import AGAINST, FEATURES, Features, Likeness, Weights, features_of
from core.runtime.evaluation.dataset import read_dataset
from core.runtime.evaluation.notes import Notes
from core.runtime.looking import PhotoLooker
from core.runtime.training.bank import FEWEST_PHOTOS, Bank, Progress, fill_bank
from core.runtime.training.mixing import Knowledge, Mixed, mixed_collections

LEVELS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
"""Shares of other people's photos in the collections learned from; 0 are a few photos of the owner alone."""
LEAST_PEOPLE = 20
"""People to learn from: ten of them, each with several collections, say roughly what counts."""
WRONG = 0.005
"""Leaders that may be somebody else, of those named in the mixed collections learned from: rather ask than be wrong."""
USUAL = 0.45
"""Share of other people's photos up to which the owner is expected to be on more photos than anybody else."""
_MARGINS = np.round(np.arange(0.0, 1.0, 0.005), 3)
_HALF = 0.5


Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """The clusters of a mixed collection, what is measured of each, and (c,) which share of its faces is the owner."""

    mixed: Mixed
    clusters: tuple[Cluster, ...]
    features: tuple[Features, ...]
    owned: Numbers


class Judged(StrEnum):
    """Whether the leader is the right person."""

    RIGHT = "right"
    WRONG = "wrong"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class ProfileOrder:
    """What is asked for: the folder `data` with one folder of photos for each person, whether to keep the result."""

    data: Path
    seed: int = 0
    save: bool = True


@dataclass(frozen=True, slots=True)
class LevelFigures:
    """How often the leader was right, wrong, or somebody asked, of `collections` with a share of others' photos."""

    pollution: float
    collections: int
    right: float
    wrong: float
    asked: float


@dataclass(frozen=True, slots=True)
class TrainedWeights:
    """Weights, the people they were learned from, and figures of people who took no part. `file` keeps the weights."""

    weights: Weights
    people: int
    figures: tuple[LevelFigures, ...]
    file: Path | None = None


def train_weights(
    looker: PhotoLooker, point: OperatingPoint, order: ProfileOrder, progress: Progress
) -> TrainedWeights:
    """Measure labelled photos, mix collections of them and fit the weights.

    The figures are of either half of the people by the weights of the other; the weights that are kept are of all.
    `progress` is told a phase, `photos` or `groups`, and a share in 0…1. Raises KnownError(TRAINING_FEW_PEOPLE, …).
    """
    pictures = dict[str, list[Path]]()
    for picture in read_dataset(order.data, Notes()).pictures:
        pictures.setdefault(picture.person, []).append(picture.path)
    bank = fill_bank(looker, pictures, order.seed, progress)
    if len(bank.casts) < LEAST_PEOPLE:
        found = {"found": len(bank.casts), "photos": FEWEST_PHOTOS, "needed": LEAST_PEOPLE}
        raise KnownError(ErrorCode.TRAINING_FEW_PEOPLE, **found)
    halves = [examined_half(bank, (), point, half, order.seed) for half in (0, 1)]
    rules = [fit_weights([each for _level, each in half]) for half in halves]
    tried = [(level, judge(each, rules[1 - half])) for half in (0, 1) for level, each in halves[half]]
    weights = fit_weights([each for half in halves for _level, each in half])
    return TrainedWeights(weights, len(bank.casts), tuple(_figures(level, tried) for level in LEVELS))


def examined_half(
    bank: Bank, false_finds: Sequence[Embedding], point: OperatingPoint, half: int, seed: int
) -> list[tuple[float, Examined]]:
    """Return collections of the people of one half with everything known of them and nothing, by level of LEVELS."""
    casts = [cast for cast in bank.casts if bank.folds[cast.owner] == half]
    return [
        (level, examine(mixed, point))
        for knowledge in Knowledge
        for level in LEVELS
        for mixed in mixed_collections(bank, casts, level, knowledge, false_finds, seed)
    ]


def _figures(level: float, tried: Sequence[tuple[float, Judged]]) -> LevelFigures:
    found = [judged for tried_level, judged in tried if tried_level == level]
    right, wrong, asked = (found.count(each) / max(1, len(found)) for each in Judged)
    return LevelFigures(level, len(found), right, wrong, asked)


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
    return (
        Judged.RIGHT if examined.owned[examined.clusters.index(found.candidates[0].cluster)] > _HALF else Judged.WRONG
    )


def fit_weights(examined: Sequence[Examined]) -> Weights:
    """Fit the linear rule to who the clusters are: least squares of their features against the owner's share.

    Only differences inside a collection count, as that is where a leader is chosen, and large clusters more than small
    ones, as those are the rivals. It is fitted where most is known: what is unknown later is zero and says nothing.
    No feature may count against its meaning, which chance else makes some of them do.
    Then the smallest margin is taken with which at most WRONG of the leaders are somebody else.
    """
    from scipy.optimize import lsq_linear  # half a second, and only here

    known = [each for each in examined if each.mixed.knowledge is Knowledge.ALL and len(each.clusters) > 1]
    centred, wanted, say = list[Numbers](), list[Numbers](), list[Numbers]()
    for each in known:
        values = np.array([features.values for features in each.features])
        share = values[:, FEATURES.index("photos")] / values[:, FEATURES.index("photos")].sum()
        centred.append(values - share @ values)
        wanted.append(each.owned - share @ each.owned)
        say.append(np.sqrt(share))
    root = np.concatenate(say)
    design, target = np.concatenate(centred) * root[:, None], np.concatenate(wanted) * root
    answer = lsq_linear(design, target, _signs()).x
    slopes = Features(**{name: round(float(value), 4) for name, value in zip(FEATURES, answer, strict=True)})
    return _with_margin([each for each in examined if each.mixed.pollution <= USUAL], slopes)


def _signs() -> tuple[Numbers, Numbers]:
    """Return the lowest and the highest weight each feature may have."""
    against = np.isin(FEATURES, AGAINST)
    return np.where(against, -np.inf, 0.0), np.where(against, 0.0, np.inf)


def _with_margin(examined: Sequence[Examined], slopes: Features) -> Weights:
    """Return the rule with the margin a leader needs, scores moved to be 1 for the median right one."""
    eager = Weights(0.0, slopes, 0.0)
    leads, right, scores = list[float](), list[bool](), list[float]()
    for each in examined:
        found = standing(each.clusters, each.features, eager)
        if len(found.candidates) > 1:
            best = found.candidates[0]
            leads.append(found.margin)
            scores.append(best.score)
            right.append(bool(each.owned[each.clusters.index(best.cluster)] > _HALF))
    ahead, good = np.array(leads), np.array(right)
    wrong = [float((~good[ahead >= margin]).mean()) if (ahead >= margin).any() else 0.0 for margin in _MARGINS]
    margin = next(float(m) for m, share in zip(_MARGINS, wrong, strict=True) if share <= WRONG)
    bias = 1.0 - float(np.median(np.array(scores)[good]))
    return Weights(round(bias, 4), slopes, margin)


def _likeness(vectors: Floats, point: OperatingPoint) -> Likeness:
    def nearest(mean: Embedding) -> float:
        return point.probability(float((vectors @ mean.vector).max())) if len(vectors) else 0.0

    return nearest
