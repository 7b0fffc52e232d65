"""A whole gallery cut into segments and quantised: what a later start can take over as it is."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import frozen
from core.domain.people import TemplateBlock
from core.gallery.kernel import ProbeCode
from core.gallery.layout import Layout
from core.gallery.quantise import QuantisedRows, RowError, quantise_rows
from core.gallery.scan import padded
from core.gallery.segment import Segment
from core.gallery.shards import Shards


@dataclass(frozen=True, slots=True, eq=False)
class PackedRows:
    """Quantised segments of a block: `starts` (s + 1,) int64 are their first rows and the end.

    `errors` (s, 3) float64 hold scale, distance and norm of each; `columns` int8 their columns, one after another.
    """

    starts: NDArray[np.int64]
    errors: NDArray[np.float64]
    columns: NDArray[np.int8]

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return all of it by name, to be written to a file."""
        return {"starts": self.starts, "errors": self.errors, "columns": self.columns}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "PackedRows":
        """Return what `arrays` made."""
        return cls(*(arrays[name] for name in ("starts", "errors", "columns")))  # type: ignore[arg-type]

    def segment(self, number: int, dimensions: int) -> QuantisedRows:
        """Return one segment, a view."""
        widths = [padded(int(rows)) for rows in np.diff(self.starts)]
        begin = sum(widths[:number]) * dimensions
        columns = self.columns[begin : begin + widths[number] * dimensions]
        return QuantisedRows(columns.reshape(dimensions, -1), RowError(*map(float, self.errors[number])))


def cut(block: TemplateBlock, layout: Layout) -> NDArray[np.int64]:
    """Return where segments of a block best begin, and its end: (s + 1,)."""
    rows, dimensions = block.vectors.shape
    return np.append(np.arange(0, rows, layout.segment_rows(rows, dimensions)), rows)


def pack(block: TemplateBlock, shards: Shards, layout: Layout) -> PackedRows:
    """Quantise a whole block."""
    starts = cut(block, layout)
    runs = [slice(int(start), int(end)) for start, end in itertools.pairwise(starts)]

    def quantised(rows: slice) -> QuantisedRows:
        return quantise_rows(block.vectors[rows], padded(rows.stop - rows.start))

    parts = shards.map(quantised, runs)
    errors = np.array([(part.error.scale, part.error.distance, part.error.norm) for part in parts])
    columns = np.concatenate([part.columns.reshape(-1) for part in parts])
    return PackedRows(frozen(starts), frozen(errors), frozen(columns))


def segments_of(
    block: TemplateBlock, packed: PackedRows | None, code: ProbeCode | None, shards: Shards, layout: Layout
) -> Sequence[Segment]:
    """Cut a block into segments; what was packed for another number of threads is packed anew."""
    starts = cut(block, layout)
    fits = packed is not None and np.array_equal(packed.starts, starts)
    dimensions = block.vectors.shape[1]

    def segment(number: int) -> Segment:
        rows = slice(int(starts[number]), int(starts[number + 1]))
        quantised = packed.segment(number, dimensions) if packed is not None and fits else None
        return Segment.packed(block.vectors[rows], block.ids[rows], block.owners[rows], code, quantised)

    return shards.map(segment, range(len(starts) - 1))
