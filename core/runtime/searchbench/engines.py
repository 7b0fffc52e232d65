"""The engines measured, seen alike: Usher's own index, and plain numpy in two arrangements."""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from importlib.util import find_spec
from typing import Any, ClassVar, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.matching import Match, OperatingPoint
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from core.runtime.searchbench.population import MODEL_ID, Population, person_id
from core.runtime.searchbench.truth import DEPTH, Judgement, Rows, Truth, ranked_alike, recalled

POINT = OperatingPoint(accept=0.45, margin=0.05, midpoint=0.4, slope=25.0)
_SPLIT = 10

AnswerT = TypeVar("AnswerT")


def thread_counts() -> tuple[int, ...]:
    """Return the numbers of threads worth trying here: one, half the cores, all of them."""
    cores = os.cpu_count() or 1
    return tuple(sorted({1, max(1, cores // 2), cores}))


class Blas:
    """The number of threads numpy multiplies with, where threadpoolctl is there to change it."""

    def __init__(self) -> None:
        self._controller: Any = (
            import_module("threadpoolctl").ThreadpoolController() if find_spec("threadpoolctl") else None
        )

    @property
    def adjustable(self) -> bool:
        """Whether the number can be changed."""
        return self._controller is not None

    def limited(self, threads: int) -> AbstractContextManager[object]:
        """Multiply with so many threads inside the block; does nothing where the number cannot be changed."""
        if self._controller is None:
            return nullcontext()
        limiter: AbstractContextManager[object] = self._controller.limit(limits=threads, user_api="blas")
        return limiter


class Engine(ABC, Generic[AnswerT]):
    """One way to search: built from a population, asked in turns with the others, closed at the end."""

    name: ClassVar[str]
    shares_rows: ClassVar[bool] = False
    """Whether it searches the population's own rows instead of a copy; they count as its memory all the same."""
    least_batch: ClassVar[int] = 1
    """Fewer probes at once are not its business."""
    threads: tuple[int, ...] = (0,)
    """Numbers of threads to choose from before anything is measured; 0 is the engine's own choice."""
    _pool: ThreadPoolExecutor | None = None

    def working(self, threads: int) -> AbstractContextManager[object]:
        """Prepare the process for calls of this engine with `threads` threads; not timed."""
        del threads
        return nullcontext()

    @abstractmethod
    def task(self, probes: Floats) -> Callable[[], AnswerT]:
        """Return what searches `probes` (b, d) when called; making it is not timed."""

    @abstractmethod
    def judged(self, answer: AnswerT, truth: Truth) -> Judgement | None:
        """Hold a task's answer against the truth of its probes; None where nothing is answered."""

    def close(self) -> None:
        """Stop the engine's threads."""
        if self._pool is not None:
            self._pool.shutdown()


class RowEngine(Engine[Rows]):
    """An engine that answers with the nearest rows to each probe, best first: (b, k)."""

    def judged(self, answer: Rows, truth: Truth) -> Judgement:
        """Count rows in their right places, and rows found at all."""
        return Judgement(ranked_alike(answer, truth), recalled(answer, truth))


class Ours(Engine[tuple[Match, ...]]):
    """Usher's exact index. It answers the nearest person and the nearest other person, and checks its input."""

    name = "Usher"

    def __init__(self, among: Population) -> None:
        self._owners = among.owners
        self._index = ExactIndex(POINT, MODEL_ID, Layout(threads=os.cpu_count() or 1))
        self._index.load(among.block())

    def task(self, probes: Floats) -> Callable[[], tuple[Match, ...]]:
        """Search one probe by itself, several together."""
        index, embeddings = self._index, [Embedding(probe.copy(), MODEL_ID) for probe in probes]
        if len(embeddings) > 1:
            return lambda: index.search_many(embeddings)
        return lambda: (index.search(embeddings[0]),)

    def judged(self, answer: tuple[Match, ...], truth: Truth) -> Judgement:
        """Compare person, runner-up and both cosines."""
        each = zip(answer, truth.rows, truth.cosines, strict=True)
        return Judgement(np.array([self._is_right(*one) for one in each]), None)

    def close(self) -> None:
        """Stop the threads of the index."""
        self._index.close()

    def _is_right(self, match: Match, rows: Rows, cosines: NDArray[np.float64]) -> bool:
        owners = self._owners[rows]
        other = int((owners != owners[0]).argmax())
        people = (person_id(int(owners[0])), person_id(int(owners[other])))
        scores = (match.score, match.runner_up_score)
        # Two orders of summation may differ in the last bits of float64.
        return (match.person, match.runner_up) == people and bool(
            np.allclose(scores, cosines[[0, other]], atol=1e-12, rtol=0)
        )


class Numpy(RowEngine):
    """One matrix product over all rows into memory kept for it, then the best five of every row of scores."""

    name = "numpy"
    shares_rows = True

    def __init__(self, among: Population, blas: Blas) -> None:
        self._rows, self._blas = among.rows, blas
        self._scores = np.empty((0, 0), np.float32)
        if blas.adjustable:
            self.threads = thread_counts()

    def working(self, threads: int) -> AbstractContextManager[object]:
        """Let BLAS have `threads` threads."""
        return self._blas.limited(threads)

    def task(self, probes: Floats) -> Callable[[], Rows]:
        """Multiply and take the best."""
        if len(self._scores) != len(probes):
            self._scores = np.empty((len(probes), len(self._rows)), np.float32)
        rows, scores = self._rows, self._scores
        return lambda: best(products(rows, probes, scores))


class Split(RowEngine):
    """Ten threads, a tenth of the rows each, numpy in every one of them, and the best of the ten bests."""

    name = "ten-thread split"
    shares_rows = True

    def __init__(self, among: Population, blas: Blas) -> None:
        self._blas = blas
        self._starts = np.linspace(0, len(among.rows), _SPLIT + 1).astype(int)
        self._parts = [among.rows[a:b] for a, b in zip(self._starts, self._starts[1:], strict=False)]
        self._scores = [np.empty((0, 0), np.float32)]
        self._pool = self._ten = ThreadPoolExecutor(_SPLIT, thread_name_prefix="split")

    def working(self, threads: int) -> AbstractContextManager[object]:
        """Let BLAS have one thread, for ten call it at once."""
        del threads
        return self._blas.limited(1)

    def task(self, probes: Floats) -> Callable[[], Rows]:
        """Search the ten parts at once and merge."""
        if len(self._scores[0]) != len(probes):
            self._scores = [np.empty((len(probes), len(part)), np.float32) for part in self._parts]
        scores_of_parts = self._scores

        def one(part: Floats, start: int, scores: Floats) -> tuple[Rows, Floats]:
            found = best(products(part, probes, scores))
            return found + start, np.take_along_axis(scores, found, axis=1)

        def search() -> Rows:
            answers = list(self._ten.map(one, self._parts, self._starts[:-1], scores_of_parts))
            rows, scores = (np.concatenate(side, axis=1) for side in zip(*answers, strict=True))
            order = np.argsort(-scores, axis=1, kind="stable")[:, :DEPTH]
            return np.take_along_axis(rows, order, axis=1)

        return search


def products(rows: Floats, probes: Floats, into: Floats) -> Floats:
    """Multiply `probes` (b, d) with `rows` (n, d) into (b, n)."""
    if len(probes) == 1:
        np.matmul(rows, probes[0], out=into[0])
    else:
        np.matmul(probes, rows.T, out=into)
    return into


def best(scores: NDArray[Any]) -> Rows:
    """Return the places of the highest five of each row of `scores` (b, n), highest first."""
    wanted = min(DEPTH, scores.shape[1])
    some = np.argpartition(scores, scores.shape[1] - wanted, axis=1)[:, scores.shape[1] - wanted :]
    order = np.argsort(-np.take_along_axis(scores, some, axis=1), axis=1, kind="stable")
    return np.take_along_axis(some, order, axis=1)
