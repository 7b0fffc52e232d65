"""One evaluation from beginning to end."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from core.domain.arrays import Floats
from core.domain.errors import ErrorCode, KnownError
from core.domain.matching import OperatingPoint
from core.runtime.evaluation.dataset import Dataset, Picture
from core.runtime.evaluation.degradation import Worsened, degrade, drawn
from core.runtime.evaluation.forms import FormTrial, compare_forms
from core.runtime.evaluation.identification import OpenSet, Samples, gallery, gallery_sizes, open_set, searched, split
from core.runtime.evaluation.measure import Measured, Rig, Watch, measure_pictures
from core.runtime.evaluation.notes import Note, Notes
from core.runtime.evaluation.pairs import (
    Places,
    Scores,
    built_pairs,
    genuine_scores,
    impostor_tail,
    pair_cosines,
    ranked,
)
from core.runtime.evaluation.timings import stage_timings
from core.runtime.evaluation.verification import (
    REPLICATES,
    Bools,
    Curve,
    Estimate,
    Figures,
    accuracy_interval,
    ten_folds,
)
from core.runtime.evaluation.widths import WidthBin, by_width
from core.runtime.figures import Spread

FARS = (1e-3, 1e-4)
FPIRS = (1e-2, 1e-3)

_WORST = 10
_MOST_BUILT = 3000
"""Pairs of each kind that are built where none are listed; as many as LFW's own protocol has."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done beyond measuring every picture once.

    Pictures made worse, pictures timed, bootstrap rounds, and galleries drawn to compare forms of it.
    """

    worsened: int
    timed: int
    replicates: int
    draws: int


THOROUGH = Effort(300, 200, REPLICATES, 10)
QUICK = Effort(20, 20, 50, 2)


@dataclass(frozen=True, slots=True)
class PairFigures:
    """The listed pairs. `lost` could not be compared as a picture gave no face; `built` says the pairs were drawn.

    `accuracy` over ten folds with its `deviation`, `threshold` the folds' mean. `figures` holds the listed genuine
    pairs against all impostor pairs among the pictures that the list names.
    """

    same: int
    different: int
    lost: int
    built: bool
    accuracy: Estimate
    deviation: float | None
    threshold: float | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class WorstPair:
    """Two pictures whose cosine is astonishing: a hard case, or a wrong name in the set."""

    a: str
    b: str
    cosine: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything about one pack. Genuine pairs in `listed_against_all` are the listed ones, in `everything` all.

    All TAR of `widths` and `worsened` are at the thresholds of `everything`.
    """

    pack: str
    model: str
    licence: str | None
    origin: str | None
    dimensions: int
    point: OperatingPoint
    people: int
    pictures: int
    measured: int
    notes: tuple[Note, ...]
    pairs: PairFigures
    listed_against_all: Figures
    everything: Figures
    galleries: tuple[OpenSet, ...]
    forms: tuple[FormTrial, ...]
    widths: tuple[WidthBin, ...]
    worsened: tuple[Worsened, ...]
    lowest_genuine: tuple[WorstPair, ...]
    highest_impostors: tuple[WorstPair, ...]
    timings_ms: dict[str, Spread]


def evaluate(rig: Rig, dataset: Dataset, root: str, effort: Effort, seed: int, watch: Watch) -> Evaluation:
    """Measure every picture and say what the embeddings are worth. Raises KnownError(DATASET_UNUSABLE) without a face.

    The same `seed` gives the same figures, but for the timings.
    """
    notes = Notes()
    measured = measure_pictures(rig, dataset.pictures, notes, watch, f"Measuring with {rig.pack}")
    if not len(measured.places):
        raise KnownError(ErrorCode.DATASET_UNUSABLE, path=root, detail="no picture in it shows a face")
    pictures = [dataset.pictures[place] for place in measured.places.tolist()]
    names, numbers = np.unique([picture.person for picture in pictures], return_inverse=True)
    people = numbers.astype(np.int32)
    genuine = genuine_scores(measured.vectors, people, seed)
    impostors = impostor_tail(measured.vectors, people)
    listed = _listed(dataset, measured, people, seed)
    everything = Curve(genuine, impostors, people).figures(FARS, effort.replicates, seed)
    thresholds = tuple(rate.threshold for rate in everything.rates)
    worse = drawn(people, effort.worsened, seed)
    samples = Samples(measured.vectors, measured.qualities, people, rig.model_id)
    return Evaluation(
        pack=rig.pack,
        model=rig.model_id,
        licence=rig.licence,
        origin=rig.origin,
        dimensions=measured.vectors.shape[1],
        point=rig.point,
        people=len(names),
        pictures=len(dataset.pictures),
        measured=len(pictures),
        notes=notes.all(),
        pairs=_pair_figures(listed, measured.vectors, people, effort, seed),
        listed_against_all=Curve(listed.genuine(), impostors, people).figures(FARS, effort.replicates, seed),
        everything=everything,
        galleries=_searches(rig, samples, effort, seed, watch),
        forms=compare_forms(samples, FPIRS, effort.draws, effort.replicates, seed, watch),
        widths=by_width(genuine, impostors, people, measured.widths, thresholds),
        worsened=degrade(rig, pictures, measured, people, worse, thresholds, watch),
        lowest_genuine=tuple(_worst(genuine, pictures, -1 - i) for i in range(min(_WORST, len(genuine.cosines)))),
        highest_impostors=tuple(_worst(impostors, pictures, i) for i in range(min(_WORST, len(impostors.cosines)))),
        timings_ms=_timings(rig, samples, pictures, effort, seed, watch),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Listed:
    """Pairs as rows of what was measured, their cosines, and whether they are the same person."""

    a: Places
    b: Places
    cosines: Floats
    same: Bools
    lost: int
    built: bool

    def genuine(self) -> Scores:
        """Return those that show one person."""
        return ranked(self.cosines[self.same], self.a[self.same], self.b[self.same], int(self.same.sum()))


def _listed(dataset: Dataset, measured: Measured, people: Places, seed: int) -> _Listed:
    rows = {place: row for row, place in enumerate(measured.places.tolist())}
    pairs = dataset.pairs
    if pairs is None:
        a, b, same = built_pairs(people, _MOST_BUILT, seed)
        return _Listed(a, b, pair_cosines(measured.vectors, a, b), same, 0, built=True)
    whole = [pair for pair in pairs if pair.a in rows and pair.b in rows]
    a = np.array([rows[pair.a] for pair in whole], np.int32)
    b = np.array([rows[pair.b] for pair in whole], np.int32)
    same = np.array([pair.same for pair in whole], bool)
    return _Listed(a, b, pair_cosines(measured.vectors, a, b), same, len(pairs) - len(whole), built=False)


def _pair_figures(listed: _Listed, vectors: Floats, people: Places, effort: Effort, seed: int) -> PairFigures:
    folds = ten_folds(listed.cosines, listed.same)
    a, b = people[listed.a], people[listed.b]
    named = np.unique(np.concatenate([listed.a, listed.b]))
    theirs = np.unique(people[named], return_inverse=True)[1].astype(np.int32)
    genuine = listed.genuine()
    row = np.searchsorted(named, genuine.a).astype(np.int32), np.searchsorted(named, genuine.b).astype(np.int32)
    curve = Curve(ranked(genuine.cosines, *row, genuine.total), impostor_tail(vectors[named], theirs), theirs)
    return PairFigures(
        same=int(listed.same.sum()),
        different=int((~listed.same).sum()),
        lost=listed.lost,
        built=listed.built,
        accuracy=Estimate(None) if folds is None else accuracy_interval(folds, a, b, effort.replicates, seed),
        deviation=None if folds is None else folds.deviation,
        threshold=None if folds is None else folds.threshold,
        figures=curve.figures(FARS, effort.replicates, seed),
    )


def _searches(rig: Rig, samples: Samples, effort: Effort, seed: int, watch: Watch) -> tuple[OpenSet, ...]:
    found: list[OpenSet] = []
    sizes = gallery_sizes(samples.people)
    for size in watch(sizes, "Searching", len(sizes)):
        parts = split(samples.people, size, seed)
        with closing(gallery(rig.point, samples, parts.enrolled)) as index:
            members, strangers = (
                searched(index, rig.point, samples, places) for places in (parts.members, parts.strangers)
            )
        found.append(open_set(samples.people[parts.enrolled], members, strangers, FPIRS, effort.replicates, seed))
    return tuple(found)


def _timings(
    rig: Rig, samples: Samples, pictures: Sequence[Picture], effort: Effort, seed: int, watch: Watch
) -> dict[str, Spread]:
    """Time the stages, searching everything that was measured."""
    with closing(gallery(rig.point, samples, np.arange(len(samples.people)))) as index:
        return stage_timings(rig, pictures, index, effort.timed, seed, watch)


def _worst(scores: Scores, pictures: Sequence[Picture], place: int) -> WorstPair:
    return WorstPair(pictures[scores.a[place]].name, pictures[scores.b[place]].name, float(scores.cosines[place]))
