"""Scores of pairs of pictures: every one within a person, and the nearest of all those between people.

The impostor pairs grow with the square of the pictures (450 million for 30 000): only the tail that decides about
thresholds is kept, block by block, and the rest is counted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats

Places = NDArray[np.int32]
"""Places of pictures, or of people, in their arrays."""

TAIL_LEAST, TAIL_SHARE = 1_000_000, 0.02
"""How many impostor scores are kept: all of a small set; of a large one the share in which thresholds are sought."""

_BLOCK = 256
_TRIES = 20
"""Rounds of drawing different people; more is only needed where nearly all pictures show one person."""

_MOST_PER_PERSON = 200
"""Pictures of one person that are paired with each other, so that one with thousands does not stand for everybody."""


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Cosines (n,) float32, best first, with the places `a`, `b` (n,) of both pictures; of `total` pairs in all."""

    cosines: Floats
    a: Places
    b: Places
    total: int


def genuine_scores(vectors: Floats, people: Places, seed: int) -> Scores:
    """Return the score of every pair of pictures that show one person; `vectors` (n, d) unit rows, `people` (n,)."""
    rng = np.random.default_rng(seed)
    order = np.argsort(people, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(people[order])) + 1) if len(order) else []
    firsts, seconds = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    for group in groups:
        chosen = group if len(group) <= _MOST_PER_PERSON else np.sort(rng.permutation(group)[:_MOST_PER_PERSON])
        i, j = np.triu_indices(len(chosen), 1)
        firsts.append(chosen[i])
        seconds.append(chosen[j])
    a, b = np.concatenate(firsts), np.concatenate(seconds)
    return ranked(pair_cosines(vectors, a, b), a, b, len(a))


def pair_cosines(vectors: Floats, a: NDArray[np.integer], b: NDArray[np.integer]) -> Floats:
    """Return the cosines (n,) of the rows `a` (n,) with the rows `b` (n,) of `vectors`, in bounded memory."""
    parts = [
        np.einsum("ij,ij->i", vectors[a[i : i + _BLOCK * 64]], vectors[b[i : i + _BLOCK * 64]])
        for i in range(0, len(a), _BLOCK * 64)
    ]
    return np.concatenate([np.empty(0, np.float32), *parts])


def impostor_tail(vectors: Floats, people: Places, least: int = TAIL_LEAST, share: float = TAIL_SHARE) -> Scores:
    """Return the nearest pairs of pictures that show different people, at least `least` and `share` of them all."""
    total = impostor_pairs(people)
    keep = max(least, int(total * share))
    parts: list[list[NDArray[np.generic]]] = [[np.empty(0, kind) for kind in (np.float32, np.int32, np.int32)]]
    waiting, floor = 0, -np.inf
    for start in range(0, len(vectors), _BLOCK):
        found = _block(vectors, people, start, floor)
        parts.append(found)
        waiting += len(found[0])
        if waiting > keep:
            parts = [_best([np.concatenate(column) for column in zip(*parts, strict=True)], keep)]
            waiting, floor = 0, float(parts[0][0].min()) if len(parts[0][0]) == keep else -np.inf
    cosines, a, b = _best([np.concatenate(column) for column in zip(*parts, strict=True)], keep)
    return ranked(cosines, a, b, total)


def impostor_pairs(people: Places) -> int:
    """Return how many pairs of pictures show different people."""
    counts = np.bincount(people).astype(np.int64) if len(people) else np.empty(0, np.int64)
    return int(len(people) * (len(people) - 1) // 2 - (counts * (counts - 1) // 2).sum())


def built_pairs(people: Places, most: int, seed: int) -> tuple[Places, Places, NDArray[np.bool_]]:
    """Return rows a, b (n,) and whether they are the same person: as many of each kind, `most` of each at most.

    Pairs of one person are drawn from all there are, those of two people at random; both in the people's order.
    """
    rng = np.random.default_rng(seed)
    genuine = genuine_scores(np.zeros((len(people), 1), np.float32), people, seed)
    chosen = np.sort(rng.permutation(genuine.total)[:most])
    wanted = len(chosen) if impostor_pairs(people) else 0
    drawn: dict[tuple[int, int], None] = {}
    for _ in range(_TRIES if wanted else 0):
        for a, b in rng.integers(len(people), size=(wanted, 2)).tolist():
            if people[a] != people[b] and len(drawn) < wanted:
                drawn[min(a, b), max(a, b)] = None
    different = np.array(sorted(drawn), np.int32).reshape(-1, 2)
    a = np.concatenate([genuine.a[chosen], different[:, 0]])
    b = np.concatenate([genuine.b[chosen], different[:, 1]])
    return a, b, np.arange(len(a)) < len(chosen)


def _block(vectors: Floats, people: Places, start: int, floor: float) -> list[NDArray[np.generic]]:
    """Return cosines and places of the impostor pairs over `floor` whose first picture is in the block."""
    rows = slice(start, start + _BLOCK)
    cosines = vectors[rows] @ vectors[start:].T
    wanted = (cosines >= floor) & (people[rows, None] != people[None, start:])
    first, second = np.nonzero(np.triu(wanted, 1))
    return [cosines[first, second], (first + start).astype(np.int32), (second + start).astype(np.int32)]


def _best(columns: list[NDArray[np.generic]], keep: int) -> list[NDArray[np.generic]]:
    cosines = columns[0]
    if len(cosines) <= keep:
        return columns
    chosen = np.argpartition(cosines, len(cosines) - keep)[len(cosines) - keep :]
    return [column[chosen] for column in columns]


def ranked(cosines: NDArray[np.generic], a: NDArray[np.generic], b: NDArray[np.generic], total: int) -> Scores:
    """Put scores in order, best first, ties by place."""
    order = np.lexsort((b, a, -cosines.astype(np.float32)))
    return Scores(cosines[order].astype(np.float32), a[order].astype(np.int32), b[order].astype(np.int32), total)
