"""In which form people are best kept: their pictures, the mean of them, or both, searched by the same visitors.

People are enrolled again and again by chance, with the same number of pictures each; the rest of their pictures come
back, everybody else comes as a stranger. A figure is the mean over the draws. Its interval comes from drawing people
with replacement, as in `core.runtime.evaluation.verification`, the same people for every form: so the interval of
a difference between two forms is that of a paired comparison.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.people import centroid
from core.runtime.evaluation.identification import Indices, Samples, share, threshold_of
from core.runtime.evaluation.measure import Watch
from core.runtime.evaluation.pairs import Places
from core.runtime.evaluation.verification import Bools, Estimate, Weights, draws, estimate

PICTURES = (2, 3, 5)
"""Pictures people are enrolled with."""

_ENROLLED = 0.8
"""Of those who can be; the others are strangers, so that not all of these are people with a single picture."""
_MOST_VISITS, _MOST_STRANGE = 5, 3
"""Pictures a member and a stranger come with at most, lest a few people with hundreds decide."""
_BLOCK = 512


class GalleryForm(StrEnum):
    """What is searched of a person. CENTROIDS: one for either part of the pictures, about the two least alike."""

    SINGLE = "single-photo"
    TEMPLATES = "multi-template"
    CENTROID = "centroid"
    CENTROIDS = "two-centroids"
    BOTH = "templates-and-centroid"


USED = GalleryForm.BOTH
"""What a store keeps: core.domain.people.centroid beside the pictures it is made of."""


@dataclass(frozen=True, slots=True)
class FormFigures:
    """Rank-1, TPIR at every FPIR asked for, and by how much the form in use is better (+) or worse at each."""

    form: GalleryForm
    rank1: Estimate
    tpirs: tuple[Estimate, ...]
    leads: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class FormTrial:
    """The forms of galleries of `people` with `pictures` each; `members` and `strangers` are searches of one draw."""

    pictures: int
    people: int
    members: int
    strangers: int
    draws: int
    figures: tuple[FormFigures, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Draw:
    """Pictures by place: those of each person enrolled, and the probes, of members (by the place of theirs) first."""

    enrolled: tuple[Indices, ...]
    probes: Indices
    owners: Indices
    members: int


@dataclass(frozen=True, slots=True, eq=False)
class _Answers:
    """What one form answered in one draw: members' cosines, whether rightly, and strangers', best first."""

    cosines: Floats
    right: Bools
    people: Places
    strangers: Floats
    stranger_people: Places


def compare_forms(
    samples: Samples, fpirs: Sequence[float], rounds: int, replicates: int, seed: int, watch: Watch
) -> tuple[FormTrial, ...]:
    """Compare the forms for each of PICTURES that somebody has one more of; the same `seed`, the same figures."""
    most = int(np.bincount(samples.people).max(initial=0)) - 1
    tried = [pictures for pictures in PICTURES if pictures <= most]
    return tuple(
        _trial(samples, pictures, fpirs, rounds, replicates, seed)
        for pictures in watch(tried, "Comparing forms of the gallery", len(tried))
    )


def rows_of(form: GalleryForm, vectors: Floats, qualities: Floats, model_id: str) -> Floats:
    """Return the rows (r, d) that are searched of a person whose pictures are `vectors` (k, d) of `qualities` (k,)."""
    match form:
        case GalleryForm.SINGLE:
            return vectors[[int(qualities.argmax())]]
        case GalleryForm.TEMPLATES:
            return vectors
        case GalleryForm.CENTROID:
            return _mean(vectors, qualities, model_id)
        case GalleryForm.CENTROIDS:
            second = _second_part(vectors)
            parts = [_mean(vectors[part], qualities[part], model_id) for part in (~second, second) if part.any()]
            return np.concatenate(parts)
        case GalleryForm.BOTH:
            return np.concatenate([vectors, _mean(vectors, qualities, model_id)])


def _mean(vectors: Floats, qualities: Floats, model_id: str) -> Floats:
    """Return the centroid (1, d); the pictures themselves where they cancel out."""
    found = centroid([Embedding(vector, model_id) for vector in vectors], qualities.tolist())
    return vectors if found is None else found.vector[None]


def _second_part(vectors: Floats) -> Bools:
    """Return (k,) which pictures are nearer to the second than to the first of the two least alike."""
    cosines = vectors @ vectors.T
    first, second = np.unravel_index(int(cosines.argmin()), cosines.shape)
    return np.asarray(cosines[second] > cosines[first], bool)


def _trial(
    samples: Samples, pictures: int, fpirs: Sequence[float], rounds: int, replicates: int, seed: int
) -> FormTrial:
    drawn = [_draw(samples.people, pictures, np.random.default_rng((seed, pictures, i))) for i in range(rounds)]
    answers = {form: [_answers(samples, form, one) for one in drawn] for form in GalleryForm}
    everybody = int(samples.people.max()) + 1
    weights = [np.ones(everybody), *draws(everybody, replicates, seed)]
    rows = {form: np.array([_row(mine, fpirs, each) for each in weights]) for form, mine in answers.items()}
    figures = []
    for form, mine in rows.items():
        leads = () if form is USED else tuple(_estimated(column) for column in (rows[USED] - mine)[:, 1:].T)
        rank1, *tpirs = (_estimated(column) for column in mine.T)
        figures.append(FormFigures(form, rank1, tuple(tpirs), leads))
    first = drawn[0]
    return FormTrial(
        pictures, len(first.enrolled), first.members, len(first.probes) - first.members, rounds, tuple(figures)
    )


def _draw(people: Places, pictures: int, rng: np.random.Generator) -> _Draw:
    order = rng.permutation(len(people))
    theirs = order[np.argsort(people[order], kind="stable")]
    groups = np.split(theirs, np.flatnonzero(np.diff(people[theirs])) + 1)
    able = [i for i, group in enumerate(groups) if len(group) > pictures]
    chosen = set(rng.permutation(able)[: max(1, int(_ENROLLED * len(able)))].tolist())
    enrolled = tuple(groups[i][:pictures] for i in sorted(chosen))
    back = [groups[i][pictures : pictures + _MOST_VISITS] for i in sorted(chosen)]
    strange = [group[:_MOST_STRANGE] for i, group in enumerate(groups) if i not in chosen]
    owners = np.repeat(np.arange(len(back)), [len(group) for group in back])
    return _Draw(enrolled, np.concatenate([*back, *strange]), owners, len(owners))


def _answers(samples: Samples, form: GalleryForm, drawn: _Draw) -> _Answers:
    rows = [rows_of(form, samples.vectors[t], samples.qualities[t], samples.model_id) for t in drawn.enrolled]
    starts = np.cumsum([0, *(len(each) for each in rows[:-1])])
    best, nearest = _searched(samples.vectors[drawn.probes], np.concatenate(rows), starts)
    members, strangers = slice(drawn.members), slice(drawn.members, None)
    people, order = samples.people[drawn.probes], np.argsort(-best[strangers], kind="stable")
    return _Answers(
        best[members], nearest[members] == drawn.owners, people[members], best[strangers][order],
        people[strangers][order],
    )  # fmt: skip


def _searched(probes: Floats, rows: Floats, starts: Indices) -> tuple[Floats, Indices]:
    """Return the best cosine (m,) of every probe and the place of its person, whose rows begin at `starts` (p,)."""
    found = [np.maximum.reduceat(block @ rows.T, starts, axis=1) for block in _blocks(probes)]
    nearest = [scores.argmax(axis=1) for scores in found]
    return np.concatenate([scores.max(axis=1) for scores in found]), np.concatenate(nearest)


def _blocks(probes: Floats) -> Iterator[Floats]:
    return (probes[start : start + _BLOCK] for start in range(0, len(probes), _BLOCK))


def _row(answers: Sequence[_Answers], fpirs: Sequence[float], weights: Weights) -> NDArray[np.float64]:
    """Return rank-1 and TPIR at every FPIR, (1 + f,): the mean over the draws, NaN where one cannot tell."""
    rows = []
    for one in answers:
        member, stranger = weights[one.people], weights[one.stranger_people]
        thresholds = [threshold_of(one.strangers, stranger, fpir) for fpir in fpirs]
        hits = [one.right, *(None if t is None else one.right & (one.cosines > t) for t in thresholds)]
        rows.append([None if hit is None else share(hit, member) for hit in hits])
    return np.asarray(np.mean(np.array(rows, np.float64), axis=0), np.float64)


def _estimated(points: NDArray[np.float64]) -> Estimate:
    return estimate([None if np.isnan(point) else float(point) for point in points])
