"""What arrays of templates tell about the people enrolled: who resembles whom, and whose pictures are not one person's.

Everybody is compared with everybody, which no index makes cheaper: n²·d multiplications, half of them by symmetry, in
blocks of a few megabytes. With three pictures each (128 numbers a picture) 10 000 people take 2 s and 30 000 people
20 s of one core; 100 000 took six and a half minutes of two cores that had other work, and 0.6 GB of memory in all
(`python -m tests.benchmarks.doctor --people 100000`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats

_ROWS, _COLUMNS = 1024, 4096
"""Sides of a block of cosines, 16 MB: it stays in the cache between being computed and being looked through."""
_SPARE = 4
"""Times as many pairs as are wanted are gathered before the worst are let go."""

Progress = Callable[[float], None]
"""Told a share in 0…1."""
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of templates of different people, the highest cosine first, one pair for two people.

    `first`, `second` (k,) are rows, `scores` (k,) float32 cosines.
    """

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    scores: Floats

    def __len__(self) -> int:
        return len(self.scores)


@dataclass(frozen=True, slots=True, eq=False)
class Parted:
    """A person's rows as they fall into groups that do not resemble each other.

    `main` is the largest group, `rest` the others' rows; where no group is the largest `main` holds the first one.
    `clear` says whether it is the largest. `score` is the mean cosine between the two.
    """

    owner: int
    main: NDArray[np.intp]
    rest: NDArray[np.intp]
    score: float
    clear: bool


class _Gathered:
    """The best pairs so far, one for two people; never many more than `most`, and none under `level`."""

    def __init__(self, owners: NDArray[np.intp], level: float, most: int) -> None:
        self._owners = owners
        self._most = most
        self._parts = [Pairs(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0, np.float32))]
        self._held = 0
        self.level = np.float32(level)

    def add(self, first: NDArray[np.intp], second: NDArray[np.intp], scores: Floats) -> None:
        apart = self._owners[first] != self._owners[second]
        self._parts.append(Pairs(first[apart], second[apart], scores[apart]))
        self._held += int(apart.sum())
        if self._held > _SPARE * self._most:
            best = self.best()
            self._parts, self._held = [best], len(best)
            if len(best) == self._most:
                self.level = max(self.level, best.scores[-1])

    def best(self) -> Pairs:
        first = np.concatenate([part.first for part in self._parts])
        second = np.concatenate([part.second for part in self._parts])
        scores = np.concatenate([part.scores for part in self._parts])
        order = np.lexsort((second, first, -scores))
        one, other = self._owners[first[order]], self._owners[second[order]]
        people = np.stack((np.minimum(one, other), np.maximum(one, other)), axis=1)
        places = np.sort(np.unique(people, axis=0, return_index=True)[1])[: self._most]
        kept = order[places]
        return Pairs(first[kept], second[kept], scores[kept])


def likely_pairs(
    vectors: Floats,
    owners: NDArray[np.integer],
    level: float,
    most: int,
    progress: Progress,
    cancelled: Cancelled,
) -> Pairs | None:
    """Return the `most` pairs of people whose nearest templates have a cosine of `level` or more.

    `vectors` (n, d) float32 unit rows, `owners` (n,) whose they are. None once `cancelled` says so; it is asked, and
    `progress` told, several times a second.
    """
    order = np.argsort(owners, kind="stable")  # rows of one person side by side fall into few blocks
    rows = np.ascontiguousarray(vectors[order])
    gathered = _Gathered(owners[order].astype(np.intp), level, most)
    total, done = len(rows) * (len(rows) + 1) / 2, 0
    for top in range(0, len(rows), _ROWS):
        strip = rows[top : top + _ROWS]
        for left in range(top, len(rows), _COLUMNS):
            if cancelled():
                return None
            cosines = strip @ rows[left : left + _COLUMNS].T
            hits = np.flatnonzero(cosines >= gathered.level)
            if len(hits):
                first, second = np.divmod(hits, cosines.shape[1])
                upper = second + left > first + top
                gathered.add(first[upper] + top, second[upper] + left, cosines.ravel()[hits[upper]])
        done += len(strip) * (len(rows) - top)
        progress(min(1.0, done / total))
    best = gathered.best()
    return Pairs(order[best.first], order[best.second], best.scores)


def nearest_others(
    vectors: Floats, owners: NDArray[np.integer], wanted: NDArray[np.intp]
) -> tuple[NDArray[np.intp], Floats]:
    """Return for each of the `wanted` (k,) rows the nearest row of another person, and the cosine, -1 without any."""
    places, scores = np.zeros(len(wanted), np.intp), np.full(len(wanted), -1.0, np.float32)
    for begin in range(0, len(wanted), _ROWS):
        part = wanted[begin : begin + _ROWS]
        for left in range(0, len(vectors), _COLUMNS):
            cosines = vectors[part] @ vectors[left : left + _COLUMNS].T
            cosines[owners[part][:, None] == owners[left : left + _COLUMNS]] = -1.0
            best = cosines.argmax(axis=1)
            found = cosines[np.arange(len(part)), best]
            better = found > scores[begin : begin + len(part)]
            scores[begin : begin + len(part)][better] = found[better]
            places[begin : begin + len(part)][better] = best[better] + left
    return places, scores


def parted_sets(vectors: Floats, owners: NDArray[np.integer], level: float) -> Iterator[Parted]:
    """Yield the people whose rows fall apart at a mean cosine of `level`: average linkage (UPGMA), cut there.

    Where every two rows of a person reach `level` their means do, too: only the others are clustered.
    """
    order = np.argsort(owners, kind="stable")
    _people, starts, counts = np.unique(owners[order], return_index=True, return_counts=True)
    for count in np.unique(counts[counts > 1]):
        rows = order[starts[counts == count][:, None] + np.arange(count)]
        for begin in range(0, len(rows), max(1, _COLUMNS // int(count))):
            some = rows[begin : begin + max(1, _COLUMNS // int(count))]
            faces = vectors[some]
            cosines = faces @ faces.transpose(0, 2, 1)
            for place in np.flatnonzero(cosines.min(axis=(1, 2)) < level):
                parted = _parted(some[place], cosines[place], level)
                if parted is not None:
                    yield Parted(int(owners[some[place][0]]), *parted)


def _parted(
    rows: NDArray[np.intp], cosines: Floats, level: float
) -> tuple[NDArray[np.intp], NDArray[np.intp], float, bool] | None:
    from scipy.cluster.hierarchy import fcluster, linkage  # half a second, and only for who falls apart
    from scipy.spatial.distance import squareform

    distances = (1.0 - cosines.astype(np.float64)).clip(0.0)
    np.fill_diagonal(distances, 0.0)
    tree = linkage(squareform((distances + distances.T) / 2, checks=False), "average")
    labels = fcluster(tree, 1.0 - level, "distance")
    sizes = np.bincount(labels)
    if (sizes > 0).sum() < 2:
        return None
    inside = labels == labels[np.flatnonzero(sizes[labels] == sizes.max())[0]]
    score = float(cosines[np.ix_(inside, ~inside)].mean())
    return rows[inside], rows[~inside], score, int((sizes == sizes.max()).sum()) == 1
