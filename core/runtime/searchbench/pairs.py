"""One comparison of two faces, in microseconds."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from core.domain.embedding import Embedding
from core.gallery.compare import compare, compare_blobs
from core.runtime.bench import Measurement, interleaved
from core.runtime.searchbench.engines import POINT
from core.runtime.searchbench.population import MODEL_ID, TEMPLATES_EACH, population

_PAIRS = 50
_ROUNDS = 20
"""A thousand comparisons at a time: a batch's milliseconds are then one comparison's microseconds."""


def compare_pairs(dimensions: int, repeats: int) -> tuple[Measurement, ...]:
    """Time batches of a thousand comparisons of fifty different pairs, half of them one person's.

    The milliseconds of the measurements are microseconds of one comparison, the loop around it included; the
    percentiles are over batches. The baseline is the bare product: no check, no probability, no decision.
    """
    rows = population(TEMPLATES_EACH * _PAIRS + 1, dimensions, 2).rows
    embeddings = [Embedding(row.copy(), MODEL_ID) for row in rows]
    # Rows come in threes of a person: the first two of one, or the last of one and the first of the next.
    firsts = [TEMPLATES_EACH * number + 2 * (number % 2) for number in range(_PAIRS)]
    pairs = [(embeddings[i], embeddings[i + 1]) for i in firsts]
    return interleaved(
        {
            "numpy float32 dot": _each(np.dot, [(a.vector, b.vector) for a, b in pairs]),
            "two embeddings": _each(compare, [(a, b, POINT) for a, b in pairs]),
            "two stored blobs": _each(compare_blobs, [(a.to_blob(), b.to_blob(), MODEL_ID, POINT) for a, b in pairs]),
        },
        repeats,
    )


def _each(function: Callable[..., object], arguments: Sequence[tuple[Any, ...]]) -> Callable[[], None]:
    def run() -> None:
        for _ in range(_ROUNDS):
            for one in arguments:
                function(*one)

    return run
