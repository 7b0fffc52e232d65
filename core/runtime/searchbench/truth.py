"""What the right answer is, and how many of the answers given are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats

Rows = NDArray[np.int64]

DEPTH = 5
"""How many rows the peers are asked for."""
_ROWS_AT_ONCE = 16_384
"""One million rows of 512 in float64 would take 4 GB."""


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """The nearest rows to each probe, best first, by float64 brute force: `rows` (p, k), their `cosines` (p, k)."""

    rows: Rows
    cosines: NDArray[np.float64]

    def of(self, first: int, count: int) -> "Truth":
        """Return what is true of `count` probes from `first` on."""
        some = slice(first, first + count)
        return Truth(self.rows[some], self.cosines[some])


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """How good an answer is, for each probe: (p,) `exact`, and (p,) share of the best rows found.

    `recall` is None for an engine that does not name rows.
    """

    exact: NDArray[np.bool_]
    recall: NDArray[np.float64] | None


def brute_force(rows: Floats, probes: Floats, depth: int = DEPTH) -> Truth:
    """Score every row against every probe in float64; ties go to the lower row."""
    wanted = min(depth, len(rows))
    exact = probes.astype(np.float64)
    nearest, best = np.empty((len(probes), 0), np.int64), np.empty((len(probes), 0))
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        cosines = exact @ rows[first : first + _ROWS_AT_ONCE].astype(np.float64).T
        if best.shape[1] == wanted:
            worth = np.flatnonzero((cosines > best[:, -1:]).any(axis=0))
        else:
            worth = np.arange(cosines.shape[1])
        found = np.broadcast_to(worth + first, (len(probes), len(worth)))
        nearest, best = np.concatenate([nearest, found], axis=1), np.concatenate([best, cosines[:, worth]], axis=1)
        # Rows only come in their order, so a stable sort keeps the lower of two equals first.
        order = np.argsort(-best, axis=1, kind="stable")[:, :wanted]
        nearest, best = np.take_along_axis(nearest, order, axis=1), np.take_along_axis(best, order, axis=1)
    return Truth(nearest, best)


def ranked_alike(answers: Rows, truth: Truth) -> NDArray[np.bool_]:
    """Say for each probe whether `answers` (p, k) are the right rows in the right order."""
    alike: NDArray[np.bool_] = (answers == truth.rows).all(axis=1)
    return alike


def recalled(answers: Rows, truth: Truth) -> NDArray[np.float64]:
    """Return for each probe the share of the right rows that `answers` (p, k) hold in any order."""
    hits: NDArray[np.bool_] = (truth.rows[:, :, None] == answers[:, None, :]).any(axis=2)
    shares: NDArray[np.float64] = hits.mean(axis=1)
    return shares
