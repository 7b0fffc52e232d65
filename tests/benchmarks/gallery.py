"""Searching the exact index beside a plain numpy product over the same rows.

Run as `python -m tests.benchmarks.gallery`. The baseline multiplies and takes the highest of all scores, on as many
threads as BLAS likes; the index also finds the nearest other person, and its answer is exact to the last bit.
"""

from datetime import UTC, datetime

import numpy as np
import typer

from core.domain.embedding import Embedding
from core.domain.ids import PersonId
from core.domain.matching import OperatingPoint
from core.domain.people import Template
from core.gallery.index import ExactIndex
from core.runtime.bench import Measurement, interleaved
from tests.benchmarks.report import Json, report

SIZES = (1_000, 10_000, 50_000)
DIMENSIONS = 128
TEMPLATES_EACH = 3
POINT = OperatingPoint(accept=0.45, consider=0.4, margin=0.05, midpoint=0.4, slope=25.0)


def measure(size: int, repeats: int) -> tuple[Measurement, ...]:
    """Search `size` templates of 128 dimensions, three of each person."""
    random = np.random.default_rng(size)
    raw = random.standard_normal((size, DIMENSIONS)).astype(np.float32)
    rows = raw / np.linalg.norm(raw, axis=1, keepdims=True)
    index, now = ExactIndex(POINT), datetime.now(UTC)
    index.add(
        [
            Template(i + 1, PersonId(str(i // TEMPLATES_EACH)), Embedding(row.copy(), "benchmark"), 0.9, b"", now)
            for i, row in enumerate(rows)
        ]
    )
    probe = Embedding.normalised(rows[size // 2] + 0.05 * raw[0], "benchmark")
    return interleaved(
        {"numpy, product and argmax": lambda: int((rows @ probe.vector).argmax()),
         "exact index": lambda: index.search(probe)},
        repeats,
    )  # fmt: skip


def main(as_json: Json = False) -> None:
    """Search galleries of growing size."""
    for size in SIZES:
        report(f"Search among {size} templates", measure(size, repeats=200), as_json=as_json)


if __name__ == "__main__":
    typer.run(main)
