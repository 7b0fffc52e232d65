"""Eight bits a number, and how far that can be from the truth.

With x = s·x₈ + rₓ for a row and q = a·q₈ + r for a probe, the product of the integers is off by

    |⟨q, x⟩ − a·s·⟨q₈, x₈⟩| = |⟨q, rₓ⟩ + ⟨r, s·x₈⟩| ≤ ‖q‖·E + ‖r‖·(X + E)

by the Cauchy–Schwarz inequality, E being the largest ‖rₓ‖ and X the largest ‖x‖ of a segment. Integer products are
exact, so that this is all there is: whatever is excluded by it can be excluded.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats, frozen
from core.domain.embedding import UNIT_TOLERANCE

ROW_LEVELS = 127
"""Rows use -127…127, so that the sign of a product never depends on a lone -128."""

_CHUNK = 256
"""Rows at a time; all intermediate arrays stay in the second-level cache."""

_ROUNDING = 1.0 + 1e-3
"""On norms taken in float32: (d + 2)·2⁻²⁴ is 3e-5 for 512 dimensions."""

LONGEST = 1.0 + UNIT_TOLERANCE
"""What an embedding may measure."""

_MISROUNDED = 2e-5
"""What float32 makes of a level up to 127: two roundings of 2⁻²⁴ each, of numbers up to 127."""


@dataclass(frozen=True, slots=True)
class RowError:
    """A row is its integers times `scale`, at most `distance` off; `norm` is at least the length of every row."""

    scale: float
    distance: float
    norm: float


@dataclass(frozen=True, slots=True, eq=False)
class QuantisedRows:
    """`columns` (d, n) int8: one column a row, as the kernel wants it."""

    columns: NDArray[np.int8]
    error: RowError


class QuantisedProbes(NamedTuple):
    """`codes` (m, d) uint8 hold the integers, shifted up to be positive; a probe is near its scale times them.

    `scales` and `distances` are (m,): the factor, and at least what the integers miss.
    """

    codes: NDArray[np.uint8]
    scales: Floats
    distances: Floats

    def error_bounds(self, rows: RowError) -> Floats:
        """Return (m,) how far a rough product with any of the rows can be from the true one."""
        return self.distances * np.float32(rows.norm + rows.distance) + np.float32(LONGEST * rows.distance)


def quantise_rows(rows: Floats, width: int) -> QuantisedRows:
    """Quantise `rows` (n, d) float32 into `width` ≥ n columns; the ones to spare are zero."""
    count, dimensions = rows.shape
    largest = max(float(rows.max(initial=0.0)), -float(rows.min(initial=0.0)))
    scale = _exact_scale(largest / ROW_LEVELS)
    columns = np.zeros((dimensions, width), np.int8)
    error = norm = 0.0
    for start in range(0, count, _CHUNK):
        chunk = rows[start : start + _CHUNK]
        levels = np.divide(chunk, np.float32(scale))
        np.rint(levels, out=levels)
        # numpy transposes one number at a time, OpenCV in blocks.
        columns[:, start : start + len(chunk)] = cv2.transpose(levels.astype(np.int8))
        levels *= np.float32(scale)
        np.subtract(chunk, levels, out=levels)
        error = max(error, float(np.vecdot(levels, levels).max()))
        norm = max(norm, float(np.vecdot(chunk, chunk).max()))
    return QuantisedRows(frozen(columns), RowError(scale, error**0.5 * _ROUNDING, norm**0.5 * _ROUNDING))


def quantise_probes(probes: Floats, levels: int, zero: int) -> QuantisedProbes:
    """Quantise `probes` (m, d), at most `LONGEST` long and not zero, to -`levels`…`levels`, shifted up by `zero`."""
    scales = np.abs(probes).max(axis=1) * np.float32(1.0 / levels)
    exact = probes / scales[:, None]
    integers = np.rint(exact)
    exact -= integers
    missed = np.sqrt(np.vecdot(exact, exact)) + np.float32(_MISROUNDED * math.sqrt(probes.shape[1]))
    integers += np.float32(zero)
    return QuantisedProbes(integers.astype(np.uint8), scales, missed * scales * np.float32(_ROUNDING))


def _exact_scale(wanted: float) -> float:
    """Return a number a little over `wanted` with 16 bits of mantissa: its float32 products with 7 bits are exact."""
    mantissa, exponent = math.frexp(wanted)
    return math.ldexp(math.ceil(mantissa * 65536.0), exponent - 16) or 1.0
