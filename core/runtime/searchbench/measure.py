"""The whole comparison: sizes, dimensions and batches, one population after another."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.runtime.searchbench.engines import Blas, Engine, Numpy, Ours, Split
from core.runtime.searchbench.floor import Float32Floor, Int8Floor
from core.runtime.searchbench.libraries import FaissBlas, FaissFlat, FaissRefined, SimsimdInt8
from core.runtime.searchbench.memory import resident_mb
from core.runtime.searchbench.population import Population, population
from core.runtime.searchbench.truth import Truth, brute_force
from core.runtime.searchbench.turns import IN_A_ROW, Contender, batches_of, take_turns, turns_within

Maker = Callable[[Population], Engine[Any]]

_BASELINES = (FaissFlat.name, Numpy.name)
_WARM_UP_SIZE = 64


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure: every combination. `repeats` timed searches of each engine, or as many as fit `seconds`.

    `probes` different ones are cycled through, at least one batch of them.
    """

    sizes: tuple[int, ...]
    dimensions: tuple[int, ...]
    batches: tuple[int, ...]
    repeats: int | None = None
    seconds: float = 10.0
    probes: int = 64


@dataclass(frozen=True, slots=True)
class Result:
    """One engine in one case.

    Milliseconds per call, a call being a whole batch: `p50_ms` and `p99_ms` of `searches` calls that follow one of the
    same engine, `first_ms` the median of those that follow the other engines. `ratio` is to the `baseline`'s median,
    `over_floor` to that of reading one byte a number. `exact` is the share of probes answered as by float64 brute
    force, `recall` the share of the five best rows found; None where there are no answers or no rows. `memory_mb` is
    what the engine holds, the rows included; None where the system does not say. `threads` 0 is its own choice.
    """

    size: int
    dimensions: int
    batch: int
    engine: str
    threads: int
    searches: int
    p50_ms: float
    p99_ms: float
    first_ms: float
    ratio: float
    baseline: str
    over_floor: float
    exact: float | None
    recall: float | None
    memory_mb: float | None
    build_s: float


@dataclass(frozen=True, slots=True, eq=False)
class _Built:
    engine: Engine[Any]
    memory_mb: float | None
    build_s: float


def missing_libraries() -> tuple[str, ...]:
    """Return which libraries of the extra `bench` are not installed."""
    return tuple(name for name in ("faiss", "simsimd", "threadpoolctl") if find_spec(name) is None)


def compare_searches(plan: Plan) -> Iterator[tuple[Result, ...]]:
    """Measure every case of `plan`, the results of each as soon as it is done."""
    makers = _makers(Blas())
    _warm_up(makers)
    for dimensions in plan.dimensions:
        for size in plan.sizes:
            yield from _compare(plan, population(size, dimensions, _whole_batches(plan)), makers)


def _whole_batches(plan: Plan) -> int:
    most = max(plan.batches)
    return max(1, plan.probes // most) * most


def _makers(blas: Blas) -> list[Maker]:
    """Return how to build the engines that can be, in the order in which they are shown."""
    missing = missing_libraries()
    makers: list[Maker] = [Ours]
    if "faiss" not in missing:
        makers += [FaissFlat, FaissRefined]
    makers.append(lambda among: Numpy(among, blas))
    if blas.adjustable:
        makers.append(lambda among: Split(among, blas))
    if "simsimd" not in missing:
        makers.append(SimsimdInt8)
    return [*makers, Int8Floor, Float32Floor]


def _warm_up(makers: Sequence[Maker]) -> None:
    """Search a handful of rows with every engine, so that none is charged for loading its libraries."""
    among = population(_WARM_UP_SIZE, _WARM_UP_SIZE, 2)
    for make in makers:
        engine = make(among)
        try:
            engine.task(among.probes)()
        finally:
            engine.close()


def _compare(plan: Plan, among: Population, makers: Sequence[Maker]) -> Iterator[tuple[Result, ...]]:
    truth = brute_force(among.rows, among.probes)
    with ExitStack() as closing:
        built = []
        for make in makers:
            one = _build(make, among)
            closing.callback(one.engine.close)
            built.append(one)
            if isinstance(one.engine, FaissFlat):
                built.append(_Built(FaissBlas(one.engine), one.memory_mb, one.build_s))
        for batch in plan.batches:
            yield _case(plan, among, truth, [one for one in built if one.engine.least_batch <= batch], batch)


def _build(make: Maker, among: Population) -> _Built:
    before, begin = resident_mb(), time.perf_counter()
    engine = make(among)
    spent, after = time.perf_counter() - begin, resident_mb()
    shared = among.rows.nbytes / 1e6 if engine.shares_rows else 0.0
    memory = None if before is None or after is None else round(max(0.0, after - before) + shared, 1)
    return _Built(engine, memory, round(spent, 3))


def _case(plan: Plan, among: Population, truth: Truth, built: Sequence[_Built], batch: int) -> tuple[Result, ...]:
    batches = list(batches_of(among.probes, batch))
    contenders = [Contender.settled(one.engine, batches) for one in built]
    answers = [_agreement(one, truth, batch) for one in contenders]
    turns = turns_within(contenders, plan.seconds) if plan.repeats is None else -(-plan.repeats // (IN_A_ROW - 1))
    spent = take_turns(contenders, turns)
    baseline = next(name for name in _BASELINES if name in spent)
    size, dimensions = among.rows.shape
    results = []
    for one, contender, (exact, recall) in zip(built, contenders, answers, strict=True):
        times = spent[one.engine.name]
        p50, p99 = np.percentile(times.warm, (50, 99)).round(4).tolist()
        results.append(
            Result(
                size, dimensions, batch, one.engine.name, contender.threads, len(times.warm), p50, p99,
                first_ms=round(float(np.median(times.first)), 4),
                ratio=round(times.median / spent[baseline].median, 3),
                baseline=baseline,
                over_floor=round(times.median / spent[Int8Floor.name].median, 2),
                exact=exact,
                recall=recall,
                memory_mb=one.memory_mb,
                build_s=one.build_s,
            )
        )  # fmt: skip
    return tuple(results)


def _agreement(one: Contender, truth: Truth, batch: int) -> tuple[float | None, float | None]:
    """Ask every probe once; return the share of right answers and the share of rows found."""
    with one.engine.working(one.threads):
        answers = [task() for task in one.tasks]
    judged = [one.engine.judged(answer, truth.of(i * batch, batch)) for i, answer in enumerate(answers)]
    known = [judgement for judgement in judged if judgement is not None]
    return _share([one.exact for one in known]), _share([one.recall for one in known if one.recall is not None])


def _share(parts: Sequence[NDArray[Any]]) -> float | None:
    return round(float(np.concatenate(parts).mean()), 4) if parts else None
