"""One half of the people predicts the other: what a calibration promises beside what then happens."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from core.domain.calibration import Calibration, Estimate, Goal, Published, PublishedCurve
from core.domain.matching import OperatingPoint
from core.gallery.calibration.estimate import Evidence, estimate
from core.gallery.calibration.galleries import observed_rate
from core.gallery.calibration.scores import Probes, collect, genuine_scores, own_probes
from tests.benchmarks.faces import Faces

POINT = OperatingPoint(0.50, 0.06, 0.415, 48.0)
TEMPLATES = 3
"""Pictures a person is enrolled with."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One gallery of the other half at one threshold.

    `predicted` false accepts among `strangers` shots with its prediction interval, and `seen` ones; `doubles` of
    those reach the score of a typical genuine pair, which the calibration leaves out as one person with two names.
    `rate` is the predicted FPIR with its confidence interval, `other` the same figure counted over all galleries of
    the other half, doubles left out there too, where `pairs` of people reach the threshold.
    """

    people: int
    accept: float
    predicted: Estimate
    seen: int
    doubles: int
    strangers: int
    rate: Estimate
    other: float
    pairs: int


def calibrated(faces: Faces, curve: PublishedCurve | None, seed: int) -> Calibration:
    """Calibrate on `faces` as a site would, without recorded strangers."""
    nobody = np.empty((0, faces.vectors.shape[1]), np.float32)
    evidence = Evidence(faces.block(), nobody, POINT.consider)
    return estimate(evidence, Published(POINT, curve), datetime(2026, 1, 1, tzinfo=UTC), seed, _silent)


def half_trial(faces: Faces, goals: tuple[Goal, ...], sizes: tuple[int, ...], seed: int) -> list[list[Outcome]]:
    """Calibrate on a random half of the people and look at galleries of the other half: per goal, per size.

    Everybody of the other half who is not in the gallery shows up once, with one picture. The published curve is not
    used: it was measured on the same pictures.
    """
    rng = np.random.default_rng(seed)
    faces = faces.at_most(TEMPLATES, rng)
    names = rng.permutation(np.unique(faces.persons))
    mine, others = names[: len(names) // 2], names[len(names) // 2 :]
    own = faces.of(mine)
    calibration = calibrated(own, None, seed)
    same = float(np.median(genuine_scores(own.people())[0]))
    all_others = faces.of(others).people()
    everybody = collect(own_probes(all_others, seed), all_others, _silent)
    everybody = everybody.without(everybody.scores >= same)
    outcomes = []
    for goal in goals:
        row = []
        for size in sizes:
            accept = calibration.threshold_for(goal, size).accept
            best = _best_scores(faces, others, size, np.random.default_rng(seed + size))
            rate = calibration.fpir(accept, size)
            row.append(
                Outcome(
                    people=size,
                    accept=accept,
                    predicted=calibration.predicted(rate, len(best), size),
                    seen=int((best >= accept).sum()),
                    doubles=int((best >= max(accept, same)).sum()),
                    strangers=len(best),
                    rate=rate,
                    other=observed_rate(everybody, accept, size),
                    pairs=int((everybody.scores >= accept).sum()) // 2,
                )
            )
        outcomes.append(row)
    return outcomes


def _best_scores(faces: Faces, names: NDArray[np.str_], size: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the best score of one picture of each stranger against a gallery of `size` of the people `names`."""
    gallery = faces.of(names[:size]).people()
    shots = faces.of(names[size:]).at_most(1, rng)
    rows = np.arange(len(shots.persons))
    probes = Probes.of(shots.vectors, np.full(len(rows), -1), rows)
    scores = collect(probes, gallery, _silent, kept=len(rows) * size)
    best = np.full(len(rows), -1.0)
    np.maximum.at(best, scores.probes, scores.scores)
    return best


def _silent(_share: float) -> None:
    """Nobody watches."""
