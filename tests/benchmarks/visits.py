"""How often a stranger's visit of three shots ends with a name, against a single shot: the live rules, real faces."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.domain.ids import PersonId
from core.domain.matching import Hit, OperatingPoint, Verdict
from core.policy.identity import Look, decide
from tests.benchmarks.faces import Faces

SHOTS = 3
ACCEPTS = (0.42, 0.44, 0.46, 0.48, 0.50, 0.52)
MARGIN = 0.06
EVEN, SLOPE = 0.33, 48.0
"""SFace's, as published."""
RANKED = 4


@dataclass(frozen=True, slots=True)
class VisitRate:
    """Share of strangers named: by a `shot` at or over `accept`, by a `visit` of SHOTS."""

    people: int
    accept: float
    shot: float
    visit: float

    @property
    def factor(self) -> float:
        """Visits named per shot named."""
        return self.visit / self.shot if self.shot else float("nan")


def visit_rates(faces: Faces, sizes: tuple[int, ...], seeds: int) -> Iterator[VisitRate]:
    """Yield the rates for every gallery size and threshold, over `seeds` random galleries each.

    Strangers are everybody outside the gallery with three pictures.
    """
    for size in sizes:
        galleries = [_visits(faces, size, seed) for seed in range(seeds)]
        visits = [visit for gallery in galleries for visit in gallery]
        for accept in ACCEPTS:
            point = OperatingPoint(accept, MARGIN, EVEN + math.log(size) / SLOPE, SLOPE, float(size))
            shot = float(np.mean([look.hits[0].score >= accept for visit in visits for look in visit]))
            yield VisitRate(size, accept, shot, float(np.mean([_named(visit, point) for visit in visits])))


def _visits(faces: Faces, size: int, seed: int) -> list[tuple[Look, ...]]:
    rng = np.random.default_rng(seed)
    faces = faces.at_most(SHOTS, rng)
    names, counts = np.unique(faces.persons, return_counts=True)
    order = rng.permutation(len(names))
    enrolled = faces.of(names[order[:size]])
    gallery = enrolled.people()
    outside = order[size:]
    strangers = faces.of(names[outside[counts[outside] == SHOTS]])
    scores = np.maximum.reduceat(strangers.vectors @ gallery.vectors.T, gallery.starts, axis=1)
    best = np.argsort(-scores, axis=1)[:, :RANKED].tolist()
    looks = [
        Look(tuple(Hit(PersonId(str(place)), float(row[place]), 0) for place in places))
        for row, places in zip(scores, best, strict=True)
    ]
    return [tuple(looks[begin : begin + SHOTS]) for begin in range(0, len(looks), SHOTS)]


def _named(visit: tuple[Look, ...], point: OperatingPoint) -> bool:
    """Say whether the track is named after any of its shots, as live."""
    return any(
        decide(visit[: taken + 1], point, final=taken + 1 == SHOTS).verdict is Verdict.RECOGNISED
        for taken in range(SHOTS)
    )
