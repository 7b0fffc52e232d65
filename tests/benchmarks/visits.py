"""How often a stranger's visit of three shots ends with a name, against a single shot: the live rules, real faces."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.domain.ids import PersonId
from core.domain.matching import Match, OperatingPoint, Verdict
from core.gallery.calibration.scores import People
from core.policy.identity import decide
from tests.benchmarks.faces import Faces

SHOTS = 3
ACCEPTS = (0.44, 0.46, 0.48, 0.50)
GAPS = (0.02, 0.04, 0.06)
MARGIN = 0.06


@dataclass(frozen=True, slots=True)
class VisitRate:
    """Share of strangers named: by a `shot` at or over `accept`, by a `visit` with `consider` `gap` below it."""

    people: int
    accept: float
    gap: float
    shot: float
    visit: float

    @property
    def factor(self) -> float:
        """Visits named per shot named."""
        return self.visit / self.shot if self.shot else float("nan")


def visit_rates(faces: Faces, sizes: tuple[int, ...], seeds: int) -> Iterator[VisitRate]:
    """Yield the rates for every gallery size, threshold and gap, over `seeds` random galleries each.

    Strangers are everybody outside the gallery with three pictures.
    """
    for size in sizes:
        galleries = [_visits(faces, size, seed) for seed in range(seeds)]
        visits = [visit for gallery in galleries for visit in gallery]
        for accept in ACCEPTS:
            shot = float(np.mean([match.score >= accept for visit in visits for match in visit]))
            for gap in GAPS:
                point = OperatingPoint(accept, accept - gap, MARGIN, 0.4, 40.0)
                yield VisitRate(size, accept, gap, shot, float(np.mean([_named(visit, point) for visit in visits])))


def _visits(faces: Faces, size: int, seed: int) -> list[tuple[Match, ...]]:
    rng = np.random.default_rng(seed)
    faces = faces.at_most(SHOTS, rng)
    names, counts = np.unique(faces.persons, return_counts=True)
    order = rng.permutation(len(names))
    enrolled = faces.of(names[order[:size]])
    gallery = People.of(enrolled.vectors, np.unique(enrolled.persons, return_inverse=True)[1])
    outside = order[size:]
    strangers = faces.of(names[outside[counts[outside] == SHOTS]])
    scores = np.maximum.reduceat(strangers.vectors @ gallery.vectors.T, gallery.starts, axis=1)
    best = np.argsort(-scores, axis=1)[:, :2].tolist()
    matches = [
        Match(PersonId(str(a)), float(row[a]), PersonId(str(b)), float(row[b]), 0.0)
        for row, (a, b) in zip(scores, best, strict=True)
    ]
    return [tuple(matches[begin : begin + SHOTS]) for begin in range(0, len(matches), SHOTS)]


def _named(visit: tuple[Match, ...], point: OperatingPoint) -> bool:
    """Say whether the track is named after any of its shots, as live."""
    return any(
        decide(visit[: taken + 1], point, final=taken + 1 == SHOTS).verdict is Verdict.RECOGNISED
        for taken in range(SHOTS)
    )
