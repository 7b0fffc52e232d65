"""A run of rows that are scanned together."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats, frozen
from core.gallery.kernel import ProbeCode
from core.gallery.quantise import QuantisedRows, quantise_rows
from core.gallery.scan import FloatScan, Probes, QuantisedScan, Rough, Scan, padded

REMOVED = -1


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Rows at one moment; nothing it shows ever changes.

    `vectors` (n, d) float32, `ids` (n,) int64 template ids, `owners` (n,) int32 places in the directory, REMOVED for
    rows taken out, whose numbers are `barred`. `span`: the least and the greatest of the first `owners`, which tells
    most segments apart, as people and templates are numbered in the order they come. `settled`: it is as fast to scan
    as this processor allows.
    """

    vectors: Floats
    ids: NDArray[np.int64]
    owners: NDArray[np.int32]
    barred: NDArray[np.int64]
    scan: Scan
    span: tuple[int, int]
    settled: bool

    @staticmethod
    def plain(vectors: Floats, ids: NDArray[np.int64], owners: NDArray[np.int32]) -> "Segment":
        """Make a segment that is ready at once."""
        return _segment(vectors, ids, owners, FloatScan(vectors), settled=False)

    @staticmethod
    def packed(
        vectors: Floats,
        ids: NDArray[np.int64],
        owners: NDArray[np.int32],
        code: ProbeCode | None,
        quantised: QuantisedRows | None = None,
    ) -> "Segment":
        """Make a segment that is scanned at a quarter of the bytes; a plain one where the processor cannot (no `code`).

        Takes about 4 µs a row of 512 numbers, a third of it if `quantised` already.
        """
        scan: Scan = FloatScan(vectors)
        if code is not None:
            scan = QuantisedScan(quantised or quantise_rows(vectors, padded(len(ids))), len(ids), code)
        return _segment(vectors, ids, owners, scan, settled=True)

    @property
    def alive(self) -> int:
        """How many rows can be found."""
        return len(self.ids) - self.removed

    @property
    def removed(self) -> int:
        """How many rows have been taken out."""
        return len(self.barred)

    def without(self, place: int) -> "Segment":
        """Return the segment with one owner's rows taken out; itself if there are none."""
        if not self.span[0] <= place <= self.span[1]:
            return self
        mine = self.owners == place
        if not mine.any():
            return self
        return self.owned_by(np.where(mine, np.int32(REMOVED), self.owners))

    def owned_by(self, owners: NDArray[np.int32]) -> "Segment":
        """Return the segment with other owners of the same rows."""
        return replace(self, owners=frozen(owners), barred=np.flatnonzero(owners == REMOVED))

    def holds(self, template: int, leaving: int = REMOVED) -> bool:
        """Say whether a template can be found here and is not of the owner `leaving`."""
        owners = self.owners[self.ids == template]
        return bool(((owners != REMOVED) & (owners != leaving)).any())

    def rough(self, probes: Probes, eligible: NDArray[np.bool_] | None) -> Rough:
        """Score every row whose owner may be found; `eligible` (places,) says who, None means everybody."""
        barred = self.barred
        if eligible is not None:
            barred = np.concatenate((barred, np.flatnonzero(~eligible[self.owners])))
        return self.scan.rough(probes, barred)


def _segment(
    vectors: Floats, ids: NDArray[np.int64], owners: NDArray[np.int32], scan: Scan, *, settled: bool
) -> Segment:
    span = (int(owners.min()), int(owners.max())) if len(owners) else (0, REMOVED)
    return Segment(frozen(vectors), frozen(ids), frozen(owners), np.flatnonzero(owners == REMOVED), scan, span, settled)
