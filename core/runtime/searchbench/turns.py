"""Timing engines in turns, so that a busy machine slows all of them alike."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from core.domain.arrays import Floats
from core.runtime.searchbench.engines import Engine

IN_A_ROW = 4
"""Searches an engine makes in its turn; the first of them is set apart."""
_TRIES, _TRYING_MS = 7, 1000
"""How often, or for how long, a number of threads is tried."""
_FEWEST, _MOST = 6, 250

Task = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds of single calls: those that follow a call of the same engine, and those that follow the others."""

    warm: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The warm calls' median."""
        return float(np.median(self.warm))


@dataclass(frozen=True, slots=True, eq=False)
class Contender:
    """An engine with its tasks, a batch of probes each, and the number of threads it was fastest with."""

    engine: Engine[Any]
    tasks: Sequence[Task]
    threads: int

    @classmethod
    def settled(cls, engine: Engine[Any], batches: Sequence[Floats]) -> "Contender":
        """Try the engine's numbers of threads and keep the best; one that has no choice is only warmed up."""
        tasks = [engine.task(batch) for batch in batches]
        medians = {}
        for threads in engine.threads:
            with engine.working(threads):
                medians[threads] = _tried(tasks)
        return cls(engine, tasks, min(medians, key=lambda threads: medians[threads]))

    def turn(self, number: int) -> list[float]:
        """Make `IN_A_ROW` searches for different probes; return the milliseconds of each."""
        first = number * IN_A_ROW
        with self.engine.working(self.threads):
            return [_timed(self.tasks[(first + i) % len(self.tasks)]) for i in range(IN_A_ROW)]


def take_turns(contenders: Sequence[Contender], turns: int) -> Mapping[str, Spent]:
    """Let every engine have `turns` turns, each time another one first; return what they spent, by name."""
    spent = {one.engine.name: Spent() for one in contenders}
    for number in range(turns):
        start = number % len(contenders)
        for one in (*contenders[start:], *contenders[:start]):
            first, *rest = one.turn(number)
            spent[one.engine.name].first.append(first)
            spent[one.engine.name].warm.extend(rest)
    return spent


def turns_within(contenders: Sequence[Contender], seconds: float) -> int:
    """Return how many turns of all contenders fit into `seconds`, at least 6, at most 250; two are spent on it."""
    turn = min(sum(sum(one.turn(number)) for one in contenders) for number in range(2)) / 1e3
    return max(_FEWEST, min(_MOST, round(seconds / turn)))


def batches_of(probes: Floats, size: int) -> Iterator[Floats]:
    """Cut `probes` into batches of exactly `size`."""
    for first in range(0, len(probes) - size + 1, size):
        yield probes[first : first + size]


def _tried(tasks: Sequence[Task]) -> float:
    """Return the median milliseconds of a few calls."""
    spent: list[float] = []
    while len(spent) < _TRIES and sum(spent) < _TRYING_MS:
        spent.append(_timed(tasks[len(spent) % len(tasks)]))
    return float(np.median(spent))


def _timed(task: Task) -> float:
    begin = time.perf_counter()
    task()
    return (time.perf_counter() - begin) * 1e3
