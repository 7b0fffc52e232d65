"""Engines made of libraries that are no part of Usher: the extra `bench` installs them.

Their modules are imported by name, where they are used: nothing else may depend on them.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.runtime.searchbench.engines import RowEngine, best, thread_counts
from core.runtime.searchbench.population import Population
from core.runtime.searchbench.truth import DEPTH, Rows

REFINED = 4
"""How many times as many rows SQ8 finds as are asked for; that many are scored again in float32."""
_LEARNT_FROM = 100_000
_ROWS_AT_ONCE = 16_384


class _Faiss(RowEngine):
    """An index of faiss, with as many OpenMP threads as it is told."""

    index: Any

    def __init__(self) -> None:
        self.faiss = import_module("faiss")
        self.threads = thread_counts()

    def working(self, threads: int) -> AbstractContextManager[object]:
        """Let OpenMP have `threads` threads."""
        self.faiss.omp_set_num_threads(threads)
        return nullcontext()

    def task(self, probes: Floats) -> Callable[[], Rows]:
        """Search the index."""
        index, batch = self.index, np.ascontiguousarray(probes)

        def search() -> Rows:
            rows: Rows = index.search(batch, DEPTH)[1]
            return rows

        return search


class FaissFlat(_Faiss):
    """IndexFlatIP: every row in float32."""

    name = "faiss IndexFlatIP"

    def __init__(self, among: Population) -> None:
        super().__init__()
        self.index = self.faiss.IndexFlatIP(among.rows.shape[1])
        self.index.add(among.rows)


class FaissBlas(_Faiss):
    """The same index, told to multiply matrices from the first probe on; by itself it begins at twenty."""

    name = "faiss IndexFlatIP, BLAS"
    least_batch = 2

    def __init__(self, flat: FaissFlat) -> None:
        super().__init__()
        self.index = flat.index

    @contextmanager
    def working(self, threads: int) -> Iterator[None]:
        """Lower the threshold, which is faiss's and not the index's, for this engine's turn alone."""
        settings = self.faiss.cvar
        before = settings.distance_compute_blas_threshold
        with super().working(threads):
            settings.distance_compute_blas_threshold = self.least_batch - 1
            try:
                yield
            finally:
                settings.distance_compute_blas_threshold = before


class FaissRefined(_Faiss):
    """Eight bits a number first, then the best of those in float32; not exact."""

    name = f"faiss SQ8, refined ×{REFINED}"

    def __init__(self, among: Population) -> None:
        super().__init__()
        types = self.faiss.ScalarQuantizer
        # The refining index does not own the rough one.
        self._rough = self.faiss.IndexScalarQuantizer(
            among.rows.shape[1], types.QT_8bit, self.faiss.METRIC_INNER_PRODUCT
        )
        self.index = self.faiss.IndexRefineFlat(self._rough)
        self.index.train(among.rows[:_LEARNT_FROM])
        self.index.add(among.rows)
        self.index.k_factor = REFINED


class SimsimdInt8(RowEngine):
    """Products of all rows in eight bits, best first; not exact."""

    name = "simsimd int8"

    def __init__(self, among: Population) -> None:
        self._simsimd = import_module("simsimd")
        self._rows, _ = quantised(among.rows)
        self._workers = 1
        self.threads = thread_counts()

    def working(self, threads: int) -> AbstractContextManager[object]:
        """Let it have `threads` threads."""
        self._workers = threads
        return nullcontext()

    def task(self, probes: Floats) -> Callable[[], Rows]:
        """Quantise the probes, multiply, and take the best."""
        multiply: Any = self._simsimd.cdist

        def search() -> Rows:
            asked, _ = quantised(probes)
            return best(np.asarray(multiply(asked, self._rows, metric="dot", threads=self._workers)))

        return search


def quantised(vectors: Floats) -> tuple[NDArray[np.int8], float]:
    """Round `vectors` (n, d) to whole steps, the largest number to ±127; return them and the step."""
    step = float(max(vectors.max(), -vectors.min())) / 127
    rounded = np.empty(vectors.shape, np.int8)
    for first in range(0, len(vectors), _ROWS_AT_ONCE):
        part = slice(first, first + _ROWS_AT_ONCE)
        rounded[part] = np.rint(vectors[part] / np.float32(step))
    return rounded, step
