"""Scanning segments on several threads."""

import itertools
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")


class Shards:
    """Helpers for whoever searches. The caller works too, and never waits for helpers that are busy elsewhere."""

    def __init__(self, threads: int) -> None:
        """Use up to `threads` threads a call, the caller's among them."""
        self._threads = threads
        self._pool = ThreadPoolExecutor(max(1, threads - 1), thread_name_prefix="search")

    def map(self, work: Callable[[ItemT], ResultT], items: Sequence[ItemT]) -> list[ResultT]:
        """Return what `work` makes of each item, in their order; raises what it raised."""
        results: list[ResultT | None] = [None] * len(items)
        turns = itertools.count()  # next() of it is one step of the interpreter: no two threads get the same

        def take_part() -> None:
            while (turn := next(turns)) < len(items):
                results[turn] = work(items[turn])

        helpers = [self._pool.submit(take_part) for _ in range(min(self._threads, len(items)) - 1)]
        try:
            take_part()
        finally:
            begun = [helper for helper in helpers if not helper.cancel()]
            for helper in begun:
                helper.result()
        return results  # type: ignore[return-value] # every turn was taken, and none is left undone

    def close(self) -> None:
        """End the helpers; idempotent."""
        self._pool.shutdown()
