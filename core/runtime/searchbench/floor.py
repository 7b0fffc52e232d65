"""How fast this machine reads memory: no search that looks at every row can be faster."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.runtime.searchbench.engines import Engine, thread_counts
from core.runtime.searchbench.population import Population
from core.runtime.searchbench.truth import Truth

Words = NDArray[np.int64]
Reduction = Callable[[Words], object]

_TRIES = 5


class _Floor(Engine[None]):
    """Reads a part of the rows' bytes once, whatever is asked, with the fastest reduction numpy has for it."""

    _share: int

    def __init__(self, among: Population) -> None:
        words: Words = among.rows.reshape(-1).view(np.int64)
        self._words = words[: len(words) // self._share]
        self._reduce = _fastest((np.max, np.sum), self._words)
        self._workers = 1
        self.threads = thread_counts()
        self._pool = self._readers = ThreadPoolExecutor(max(self.threads), thread_name_prefix="floor")

    def working(self, threads: int) -> AbstractContextManager[object]:
        """Read with `threads` threads."""
        self._workers = threads
        return nullcontext()

    def task(self, probes: Floats) -> Callable[[], None]:
        """Read."""
        del probes

        def read() -> None:
            if self._workers == 1:
                self._reduce(self._words)
            else:
                list(self._readers.map(self._reduce, np.array_split(self._words, self._workers)))

        return read

    def judged(self, answer: None, truth: Truth) -> None:
        """Nothing is answered."""


class Int8Floor(_Floor):
    """One byte for each number of each row."""

    name = "floor: read as int8"
    _share = 4


class Float32Floor(_Floor):
    """Four bytes for each number of each row."""

    name = "floor: read as float32"
    _share = 1


def _fastest(reductions: tuple[Reduction, ...], words: Words) -> Reduction:
    def spent(reduce: Reduction) -> float:
        times = []
        for _ in range(_TRIES):
            begin = time.perf_counter()
            reduce(words)
            times.append(time.perf_counter() - begin)
        return min(times)

    return min(reductions, key=spent)
