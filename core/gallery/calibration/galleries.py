"""How the FPIR grows with the gallery: the formula beside what the site's own people show."""

import numpy as np

from core.domain.calibration import Calibration, GalleryRate
from core.gallery.calibration.scores import PersonScores

SIZES = (10, 30, 100, 300, 1000, 3000, 10_000, 30_000)
_PAIRS = 300


def gallery_rates(calibration: Calibration, scores: PersonScores) -> tuple[GalleryRate, ...]:
    """Compare at the level that 300 pairs of people reach, for every size smaller than the site."""
    order = np.sort(scores.scores)
    if not len(order):
        return ()
    level = float(order[max(0, len(order) - 2 * _PAIRS)])
    others = scores.searched - 1
    return tuple(
        GalleryRate(
            size,
            level,
            calibration.fpir(level, size),
            observed_rate(scores, level, size),
            min(1.0, size * calibration.fmr.at(level).value),
        )
        for size in (*SIZES, others)
        if 0 < size <= others
    )


def observed_rate(scores: PersonScores, level: float, size: int) -> float:
    """Return the mean share of probes that reach `level` over all galleries of `size` other people.

    A probe that c of its K others exceed is free of them in C(K - c, size)/C(K, size) of all choices.
    """
    from scipy.special import gammaln

    rows = scores.scores >= level
    _probes, first, counts = np.unique(scores.probes[rows], return_index=True, return_counts=True)
    others = scores.searched - 1
    possible = others - counts - size >= 0
    free = np.minimum(counts, others - size)
    logs = gammaln(others - free + 1) - gammaln(others - free - size + 1) - gammaln(others + 1)
    hit = np.where(possible, -np.expm1(logs + gammaln(others - size + 1)), 1.0)
    return float(scores.weights[rows][first] @ hit) / scores.searching
