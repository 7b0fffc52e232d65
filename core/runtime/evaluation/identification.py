"""Figures of 1:N search over an open set: some visitors are enrolled, others are strangers.

Rank-1, and TPIR (1 - FNIR) at a fixed FPIR as in ISO/IEC 19795-1 and NIST's evaluations of 1:N search (Grother, Ngan
and Hanaoka, FRVT part 2: identification): a member counts as found if the right person comes first *and* over the
threshold; a stranger counts as falsely found if anybody comes over it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats, frozen
from core.domain.embedding import Embedding
from core.domain.matching import Match, OperatingPoint, Verdict
from core.domain.people import TemplateBlock, centroid
from core.gallery.index import ExactIndex
from core.policy.identity import Look, decide
from core.runtime.evaluation.pairs import Places
from core.runtime.evaluation.verification import Bools, Estimate, Weights, draws, estimate

SIZES = (100, 200, 500, 1000, 2000, 5000, 10_000)
"""People enrolled; everybody who can be comes last."""

MOST_ENROLLED = 3
_FEWEST_STRANGERS = 0.2
"""If fewer people than this share have a single picture, a third of the others are held out as strangers."""

_BATCH = 64
_NO_STAMP = bytes(16)

Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Measured pictures: `vectors` (n, d) unit rows, `qualities` (n,) in 0…1, `people` (n,) whom they show."""

    vectors: Floats
    qualities: Floats
    people: Places
    model_id: str


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Places of pictures: to enrol, of members coming back, and of strangers."""

    enrolled: Indices
    members: Indices
    strangers: Indices


@dataclass(frozen=True, slots=True)
class OpenRate:
    """The share of members found where `fpir` of the strangers get a name, at the cosine `threshold`."""

    fpir: float
    tpir: Estimate
    threshold: float | None


@dataclass(frozen=True, slots=True)
class AtPoint:
    """What single shots lead to at the operating point: members named rightly and wrongly, strangers named at all."""

    tpir: Estimate
    misnamed: Estimate
    fpir: Estimate


@dataclass(frozen=True, slots=True)
class OpenSet:
    """One gallery: its size in people and templates, how many probes were searched, and what came out."""

    people: int
    templates: int
    members: int
    strangers: int
    rank1: Estimate
    rates: tuple[OpenRate, ...]
    at_point: AtPoint


@dataclass(frozen=True, slots=True, eq=False)
class Probes:
    """Searches (n,) of one kind: the nearest cosine, whether it is the right person, whether it was named, by whom."""

    cosines: Floats
    right: Bools
    named: Bools
    people: Places


def gallery_sizes(people: Places) -> tuple[int, ...]:
    """Return the numbers of people to enrol, the last one being all who can be."""
    most = len(_enrollable(people)[0])
    return (*(size for size in SIZES if size < most), most) if most else ()


def split(people: Places, size: int, seed: int) -> Split:
    """Enrol `size` people with two or more pictures by up to three; the rest of theirs come back, others are strangers.

    `people` (n,) is the person of every picture. Smaller galleries are part of larger ones, with the same pictures.
    Of a person who might have been enrolled but is not, one picture comes as a stranger, like those who have but one.
    """
    rng = np.random.default_rng(seed)
    places = _places_of(people)
    several, strangers = _enrollable(people)
    shuffled = {person: rng.permutation(places[person]) for person in (*several, *strangers)}
    several = [several[i] for i in rng.permutation(len(several))]
    chosen, left = several[:size], [*strangers, *several[size:]]
    given = {person: min(MOST_ENROLLED, len(shuffled[person]) - 1) for person in chosen}
    return Split(
        _joined([shuffled[person][: given[person]] for person in chosen]),
        _joined([shuffled[person][given[person] :] for person in chosen]),
        _joined([shuffled[person][:1] for person in left]),
    )


def searched(index: ExactIndex, point: OperatingPoint, samples: Samples, places: Indices) -> Probes:
    """Search the pictures at `places` and decide each as a single shot, as live use does."""
    matches: list[Match] = []
    for start in range(0, len(places), _BATCH):
        batch = [Embedding(samples.vectors[place], samples.model_id) for place in places[start : start + _BATCH]]
        matches += index.search_many(batch)
    owners = [str(samples.people[place]) for place in places]
    named = [decide([Look.of(match)], point, final=True).verdict is Verdict.RECOGNISED for match in matches]
    return Probes(
        np.array([match.score for match in matches], np.float32),
        np.array([match.person == owner for match, owner in zip(matches, owners, strict=True)], bool),
        np.array(named, bool),
        samples.people[places],
    )


def gallery(point: OperatingPoint, samples: Samples, places: Indices) -> ExactIndex:
    """Return the index live use searches, over the pictures at `places`, with people called by their number.

    The centroid of whoever has several pictures is in it, as a store keeps it.
    """
    names, numbers = np.unique(np.char.encode(samples.people[places].astype(str)), return_inverse=True)
    several = np.flatnonzero(np.bincount(numbers) > 1)
    means = {person: _mean(samples, places[numbers == person]) for person in several.tolist()}
    found = {person: mean.vector for person, mean in means.items() if mean is not None}
    vectors = frozen(np.array([*samples.vectors[places], *found.values()], np.float32))
    owners = np.array([*numbers, *found], np.int32)
    centroids = np.arange(len(owners)) >= len(places)
    index = ExactIndex(point, samples.model_id)
    ids = np.arange(1, len(owners) + 1)
    index.load(TemplateBlock(samples.model_id, _NO_STAMP, ids, vectors, owners, names, centroids))
    return index


def _mean(samples: Samples, places: Indices) -> Embedding | None:
    embeddings = [Embedding(samples.vectors[place], samples.model_id) for place in places]
    return centroid(embeddings, samples.qualities[places].tolist())


def open_set(
    enrolled: Places, members: Probes, strangers: Probes, fpirs: Sequence[float], replicates: int, seed: int
) -> OpenSet:
    """Return the figures of one gallery; `enrolled` (t,) is the person of every template."""
    member, stranger = _rounds(members.people, replicates, seed), _rounds(strangers.people, replicates, seed + 1)
    rows = [_row(members, strangers, fpirs, *weights) for weights in zip(member, stranger, strict=True)]
    rank1, right, wrong, false, *tpirs = (estimate(list(column)) for column in zip(*rows, strict=True))
    thresholds = [threshold_of(strangers.cosines, stranger[0], fpir) for fpir in fpirs]
    rates = tuple(OpenRate(*rate) for rate in zip(fpirs, tpirs, thresholds, strict=True))
    return OpenSet(
        len(np.unique(enrolled)), len(enrolled), len(members.cosines), len(strangers.cosines), rank1, rates,
        AtPoint(right, wrong, false),
    )  # fmt: skip


def _rounds(people: Places, replicates: int, seed: int) -> list[Weights]:
    """Return the weights of probes of `people` (n,): each one first, then as often as their person was drawn."""
    found, numbers = np.unique(people, return_inverse=True)
    once = np.ones(len(people))
    return [once, *(weights[numbers] for weights in draws(len(found), replicates, seed))]


def _row(
    members: Probes, strangers: Probes, fpirs: Sequence[float], member: Weights, stranger: Weights
) -> list[float | None]:
    """Return rank-1, the three shares at the operating point, and TPIR at every FPIR, with probes weighed."""
    thresholds = [threshold_of(strangers.cosines, stranger, fpir) for fpir in fpirs]
    return [
        share(members.right, member),
        share(members.right & members.named, member),
        share(~members.right & members.named, member),
        share(strangers.named, stranger),
        *(None if t is None else share(members.right & (members.cosines > t), member) for t in thresholds),
    ]


def share(hits: Bools, weights: Weights) -> float | None:
    """Return the share of `hits` (n,) by weight; None without any weight."""
    total = weights.sum()
    return float(weights @ hits / total) if total else None


def threshold_of(cosines: Floats, weights: Weights, fpir: float) -> float | None:
    """Return the cosine over which at most `fpir` of strangers (n,) are; None if there are too few to tell."""
    allowed = fpir * weights.sum()
    if allowed < 1:
        return None
    order = np.argsort(-cosines, kind="stable")
    place = int(np.searchsorted(np.cumsum(weights[order]), allowed * (1 + 1e-12), side="right"))
    return float(cosines[order[place]]) if place < len(order) else None


def _places_of(people: Places) -> dict[int, Indices]:
    order = np.argsort(people, kind="stable")
    cuts = np.flatnonzero(np.diff(people[order])) + 1
    groups = np.split(order, cuts) if len(order) else []
    return {int(people[group[0]]): group for group in groups}


def _enrollable(people: Places) -> tuple[list[int], list[int]]:
    """Return who can be enrolled and who stays a stranger, by number; the same for every size of the gallery."""
    counts = np.bincount(people) if len(people) else np.empty(0, np.intp)
    several, single = np.flatnonzero(counts > 1).tolist(), np.flatnonzero(counts == 1).tolist()
    if len(single) < _FEWEST_STRANGERS * (len(single) + len(several)):
        held = several[::3]
        return [person for person in several if person not in set(held)], [*single, *held]
    return several, single


def _joined(parts: Sequence[Indices]) -> Indices:
    return np.concatenate([np.empty(0, np.intp), *parts]).astype(np.intp)
