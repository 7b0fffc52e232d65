"""Rough scores for every row of a segment, each with the bound that makes it safe to act on."""

import math
from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.gallery.kernel import Kernel, ProbeCode, Slot
from core.gallery.quantise import QuantisedProbes, QuantisedRows, RowError, quantise_probes

Places = NDArray[np.int64]
"""(n,) numbers of rows or of probes."""

BLOCK = 64
"""Quantised rows come in multiples of this; the best of so many rows is one vectorised step."""

NEVER = -(2**31)
"""The score of a row that must not be found: less than any product, in both kinds of numbers."""

_LEAST_COSINE = -2.0
"""Below any cosine, and far above NEVER, from which float32 could not tell its neighbour."""

_UNIT_ROUNDOFF = 2.0**-24
"""Half the distance of neighbouring float32 numbers near one."""

_SLACK = 1.04
"""Covers unit vectors 1 % too long on either side, and the terms the bound leaves out."""

_ROUNDINGS = 3
"""Of the result, and of the threshold it is held against, which may be near two."""


class Probes:
    """What is looked for: `vectors` (m, d) float32 and the same in float64; quantised once for all segments."""

    def __init__(self, vectors: Floats, code: ProbeCode | None) -> None:
        """Quantise for `code` when first asked; None if nobody will ask."""
        self.vectors = vectors
        self.wide = vectors.astype(np.float64)
        self._code = code

    def __len__(self) -> int:
        return len(self.vectors)

    @cached_property
    def quantised(self) -> QuantisedProbes:
        """The integers, their factors and what they miss. Ask before threads share the probes."""
        assert self._code is not None  # whoever has quantised segments gives their code
        return quantise_probes(self.vectors, self._code.levels, self._code.zero)


class Rough(NamedTuple):
    """Scores of one segment for m probes: a cosine is within its probe's `errors` of its value times `scales`.

    `values` is (m, n) int32 or float32, `scales` and `errors` hold m numbers each. `slot` was lent for the values and
    has to be given back. (A tuple because one is made per segment and search, in a fifth of a dataclass's time.)
    """

    values: NDArray[np.int32] | NDArray[np.float32]
    scales: Sequence[float]
    errors: Sequence[float]
    slot: Slot | None

    def reaching(self, floors: Sequence[float]) -> tuple[Places, Places]:
        """Return all (probe, row) whose cosine may be the floor of that probe or more: (h,) probes and (h,) rows."""
        measures = zip(floors, self.errors, self.scales, strict=True)
        limits = [self._limit((floor - error) / scale) for floor, error, scale in measures]
        if len(limits) == 1:
            rows = (self.values[0] >= limits[0]).nonzero()[0]
            return np.zeros_like(rows), rows
        above = self.values >= np.array(limits, self.values.dtype)[:, None]
        probes, rows = np.divmod(above.reshape(-1).nonzero()[0], self.values.shape[1])
        return probes, rows

    def surely(self, which: int) -> NDArray[np.float64]:
        """Return cosines that one row each surely reaches: the best of every BLOCK rows."""
        values = self.values[which]
        whole = len(values) // BLOCK * BLOCK
        best = values[:whole].reshape(BLOCK, -1).max(axis=0) if whole else values
        sure: NDArray[np.float64] = best * np.float64(self.scales[which]) - self.errors[which]
        return sure

    def _limit(self, value: float) -> float:
        # A slot holds integers, which are compared as such; without it these are float cosines.
        if self.slot is None:
            return max(value, _LEAST_COSINE)
        return math.floor(min(max(value, NEVER + 1), -NEVER - 1))


class Scan(Protocol):
    """Scores all rows of one segment; called from many threads."""

    def rough(self, probes: Probes, barred: Places) -> Rough:
        """Score every row but the `barred` ones, which get `NEVER`."""
        ...

    def done(self, rough: Rough) -> None:
        """Take back what was lent."""
        ...


class FloatScan:
    """Plain float32 products: for few rows."""

    def __init__(self, rows: Floats) -> None:
        """Scan `rows` (n, d)."""
        self._rows = rows
        self._error = float_error(rows.shape[1])

    def rough(self, probes: Probes, barred: Places) -> Rough:
        """Score every row."""
        values = (self._rows @ probes.vectors[0])[None] if len(probes) == 1 else probes.vectors @ self._rows.T
        if len(barred):
            values[:, barred] = NEVER
        return Rough(values, [1.0] * len(probes), [self._error] * len(probes), None)

    def done(self, rough: Rough) -> None:
        """Nothing was lent."""


class QuantisedScan:
    """A quarter of the bytes: 8-bit products, and the bound of `core.gallery.quantise`."""

    def __init__(self, rows: QuantisedRows, count: int, code: ProbeCode) -> None:
        """Pack the columns of `rows`, which are not needed afterwards; `count` of them are rows, the rest is spare."""
        self._kernel = Kernel(rows.columns, code)
        self._count = count
        self._row_error: RowError = rows.error

    def rough(self, probes: Probes, barred: Places) -> Rough:
        """Score every row."""
        quantised = probes.quantised
        slot = self._kernel.take(len(probes))
        slot.codes[:] = quantised.codes
        slot.run()
        slot.products[:, self._count :] = NEVER
        if len(barred):
            slot.products[:, barred] = NEVER
        scales = (quantised.scales * np.float64(self._row_error.scale)).tolist()
        return Rough(slot.products, scales, quantised.error_bounds(self._row_error).tolist(), slot)

    def done(self, rough: Rough) -> None:
        """Keep the room for the next search."""
        if rough.slot is not None:
            self._kernel.give_back(rough.slot)


def padded(rows: int) -> int:
    """Return the least multiple of BLOCK that holds `rows`."""
    return -(-rows // BLOCK) * BLOCK


@cache
def float_error(dimensions: int) -> float:
    """Return how far a float32 product of two unit vectors may be from the true one.

    The textbook bound for an inner product of length d summed in any order, d·u·|x|·|y| (Higham, Accuracy and
    Stability of Numerical Algorithms, §3.1), plus a few roundings more.
    """
    return _SLACK * (dimensions + _ROUNDINGS) * _UNIT_ROUNDOFF


def exact_cosines(rows: Floats, probes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n,) float64 products of `rows` (n, d) and `probes`, (d,) or one for each row (n, d).

    Each product of two float32 numbers is exact in float64, and every row is summed in the same order whatever
    company it is scored in: equal rows score equal, so that ties are ties.
    """
    cosines: NDArray[np.float64] = np.vecdot(rows.astype(np.float64), probes)
    return cosines


def shown(cosine: float) -> float:
    """Return a product of two nearly unit vectors as a cosine, which never leaves -1…1."""
    return cosine if -1.0 <= cosine <= 1.0 else math.copysign(1.0, cosine)
