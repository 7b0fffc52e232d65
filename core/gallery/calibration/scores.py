"""Collecting scores: every probe picture against every person, in blocks, keeping a histogram and the highest.

A person is searched by all rows there are of them, centroid included, as live. Only pictures are probes: whoever comes
to the door is one, and a mean of several resembles other people differently.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats

BINS = 4000
"""Histogram bins between -1 and 1, so fine that a level of a hundredth falls on an edge."""
KEPT = 200_000
"""The highest scores are kept one by one: enough for a tail of any gallery, and 5 MB."""
COMPARISONS = 500_000_000
"""Template comparisons at most: a gallery of 100 000 templates is probed by 5 000 of them."""
_BLOCK_BYTES = 16 << 20
_PAIR = 2
"""The mean of the others of two pictures is the other one."""
_SHORTEST = 1e-6
"""Pictures that cancel out have a mean without direction."""

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Templates in order of their people.

    `vectors` (n, d) float32 unit rows, `owners` (n,) ascending from 0 without gaps, `starts` (p,) the first row of
    each person, `pictures` (n,) which rows are no centroids.
    """

    vectors: Floats
    owners: NDArray[np.intp]
    starts: NDArray[np.intp]
    pictures: NDArray[np.bool_]

    @classmethod
    def of(cls, vectors: Floats, owners: NDArray[np.integer], centroids: NDArray[np.bool_] | None = None) -> "People":
        """Sort `vectors` (n, d) by `owners` (n,), any integers, and close the gaps between those.

        `centroids` (n,) as in TemplateBlock; None for none.
        """
        order = np.argsort(owners, kind="stable")
        _names, starts, places = np.unique(owners[order], return_index=True, return_inverse=True)
        pictures = np.ones(len(order), np.bool_) if centroids is None else ~centroids[order]
        return cls(vectors[order], places, starts, pictures)

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def counts(self) -> NDArray[np.intp]:
        """(p,) pictures of each person."""
        return np.bincount(self.owners[self.pictures], minlength=len(self))


@dataclass(frozen=True, slots=True, eq=False)
class Probes:
    """Who is searched for.

    `vectors` (m, d), `owners` (m,) a place among the people or -1 for a stranger, `groups`
    (m,) which rows are one and the same person, `weights` (m,) summing to 1 over each group, so that every person
    counts once however many pictures there are.
    """

    vectors: Floats
    owners: NDArray[np.intp]
    groups: NDArray[np.intp]
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, vectors: Floats, owners: NDArray[np.intp], groups: NDArray[np.intp]) -> "Probes":
        """Weigh the rows of each group equally."""
        _names, places, counts = np.unique(groups, return_inverse=True, return_counts=True)
        return cls(vectors, owners, groups, 1.0 / counts[places])


@dataclass(frozen=True, slots=True, eq=False)
class PersonScores:
    """Scores of probes against people other than themselves, a person's score being that of the best template.

    `histogram` (BINS,) is the weight per bin between -1 and 1; the rest describes the highest scores, one row each:
    `probes` row among the probes, `firsts` its group, `seconds` the person, `scores` cosine, `weights`.
    `total` is the weight of all scores, `searched` how many people there are and `searching` how many groups.
    """

    histogram: NDArray[np.float64]
    probes: NDArray[np.intp]
    firsts: NDArray[np.intp]
    seconds: NDArray[np.intp]
    scores: NDArray[np.float64]
    weights: NDArray[np.float64]
    total: float
    searched: int
    searching: int
    comparisons: int

    def without(self, dropped: NDArray[np.bool_]) -> "PersonScores":
        """Return the scores without the rows where `dropped` (k,) is true."""
        gone = _binned(self.scores[dropped, None], self.weights[dropped])
        kept = ~dropped
        return PersonScores(
            np.maximum(self.histogram - gone, 0.0),
            self.probes[kept],
            self.firsts[kept],
            self.seconds[kept],
            self.scores[kept],
            self.weights[kept],
            self.total - float(self.weights[dropped].sum()),
            self.searched,
            self.searching,
            self.comparisons,
        )


def own_probes(people: People, seed: int, comparisons: int = COMPARISONS) -> Probes:
    """Return every picture as a probe, or a random sample if there would be more than `comparisons`."""
    chosen, rows = np.flatnonzero(people.pictures), len(people.owners)
    if len(chosen) * rows > comparisons:
        chosen = np.sort(np.random.default_rng(seed).permutation(chosen)[: max(1, comparisons // rows)])
    owners = people.owners[chosen]
    return Probes.of(people.vectors[chosen], owners, owners)


def collect(probes: Probes, people: People, progress: Progress, kept: int = KEPT) -> PersonScores:
    """Score all `probes` against all `people` but themselves; at least the `kept` highest scores come one by one."""
    histogram, floor, rows = np.zeros(BINS), -1.0, _Rows.none()
    for begin, scores in _blocks(probes, people):
        part = slice(begin, begin + len(scores))
        histogram += _binned(scores, probes.weights[part])
        row, person = np.nonzero(scores >= floor)
        rows = rows.and_more(_Rows(row + begin, person, scores[row, person].astype(np.float64)))
        if len(rows.scores) > 2 * kept:
            floor = float(np.partition(rows.scores, -kept)[-kept])
            rows = rows.at_least(floor)
        progress((begin + len(scores)) / len(probes.vectors))
    groups = probes.groups[rows.probes]
    weights = probes.weights[rows.probes]
    comparisons = len(probes.vectors) * len(people) - int((probes.owners >= 0).sum())
    searching = len(np.unique(probes.groups))
    return PersonScores(
        histogram, rows.probes, groups, rows.people, rows.scores, weights, float(histogram.sum()), len(people),
        searching, comparisons,
    )  # fmt: skip


def genuine_scores(people: People) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return the score of each picture against the rest of its own person's, and the person: (k,) and (k,).

    A picture is in its person's centroid, and would meet itself there: where one is searched, the picture meets the
    mean of the others instead, unweighted. People with a single picture have none.
    """
    scores, owners = [np.empty(0)], [np.empty(0, np.intp)]
    ends = np.append(people.starts[1:], len(people.owners))
    for person in np.flatnonzero(people.counts > 1):
        every = slice(people.starts[person], ends[person])
        rows = people.vectors[every][people.pictures[every]]
        best = _beside(rows)
        if len(rows) > _PAIR and not people.pictures[every].all():
            best = np.maximum(best, _mean_of_others(rows))
        scores.append(np.clip(best, -1.0, 1.0))
        owners.append(np.full(len(rows), person))
    return np.concatenate(scores), np.concatenate(owners)


def _beside(rows: Floats) -> NDArray[np.float64]:
    """Return (k,) the best cosine of each of `rows` (k, d) with another."""
    cosines = (rows @ rows.T).astype(np.float64)
    np.fill_diagonal(cosines, -np.inf)
    return np.asarray(cosines.max(axis=1), np.float64)


def _mean_of_others(rows: Floats) -> NDArray[np.float64]:
    """Return (k,) the cosine of each of `rows` (k, d) with the mean of the others."""
    wide = rows.astype(np.float64)
    others = wide.sum(axis=0) - wide
    lengths = np.maximum(np.linalg.norm(others, axis=1), _SHORTEST)
    return np.asarray(np.vecdot(wide, others) / lengths, np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """The highest scores so far."""

    probes: NDArray[np.intp]
    people: NDArray[np.intp]
    scores: NDArray[np.float64]

    @classmethod
    def none(cls) -> "_Rows":
        return cls(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0))

    def and_more(self, other: "_Rows") -> "_Rows":
        return _Rows(
            np.concatenate((self.probes, other.probes)),
            np.concatenate((self.people, other.people)),
            np.concatenate((self.scores, other.scores)),
        )

    def at_least(self, floor: float) -> "_Rows":
        high = self.scores >= floor
        return _Rows(self.probes[high], self.people[high], self.scores[high])


def _binned(scores: NDArray[np.floating], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (BINS,) the weight of `scores` (r, c) per bin, each row of `weights` (r,); -inf is not counted."""
    places = ((scores + 1.0) * (BINS / 2)).clip(-1, BINS - 1).astype(np.intp) + 1
    every = np.broadcast_to(weights[:, None], scores.shape)
    return np.asarray(np.bincount(places.ravel(), every.ravel(), BINS + 1)[1:], np.float64)


def _blocks(probes: Probes, people: People) -> Iterator[tuple[int, Floats]]:
    """Yield the first row and (b, p) float32 person scores, -inf where a probe meets its own person."""
    size = max(1, _BLOCK_BYTES // (4 * max(1, len(people.vectors))))
    for begin in range(0, len(probes.vectors), size):
        cosines = np.clip(probes.vectors[begin : begin + size] @ people.vectors.T, -1.0, 1.0)
        scores = np.maximum.reduceat(cosines, people.starts, axis=1)
        owners = probes.owners[begin : begin + size]
        known = np.flatnonzero(owners >= 0)
        scores[known, owners[known]] = -np.inf
        yield begin, scores
