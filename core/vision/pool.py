"""Leasing engines: each to one user at a time."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from core.domain.errors import BugError
from core.vision.engine import PackEngine


class EnginePool:
    """A fixed set of engines. The one given back last is leased next, as its memory is still warm."""

    def __init__(self, engines: Sequence[PackEngine]) -> None:
        if not engines:
            raise BugError("an engine pool needs an engine")
        self._size = len(engines)
        self._free = list(engines)
        self._closed = False
        self._changed = threading.Condition()

    @property
    def size(self) -> int:
        """How many engines there are."""
        return self._size

    @contextmanager
    def lease(self, timeout_s: float | None = None) -> Iterator[PackEngine]:
        """Wait for a free engine and have it alone. Raises BugError after `timeout_s`, and when closed."""
        engine = self._take(timeout_s)
        try:
            yield engine
        finally:
            self._give_back(engine)

    def close(self) -> None:
        """Let every engine go, a leased one when it comes back; whoever waits is told. Idempotent."""
        with self._changed:
            self._closed = True
            self._free.clear()
            self._changed.notify_all()

    def _take(self, timeout_s: float | None) -> PackEngine:
        with self._changed:
            in_time = self._changed.wait_for(lambda: self._closed or bool(self._free), timeout_s)
            if self._closed:
                raise BugError("an engine was asked for after its pool was closed")
            if not in_time:
                raise BugError(f"no engine came free within {timeout_s} s")
            return self._free.pop()

    def _give_back(self, engine: PackEngine) -> None:
        with self._changed:
            if not self._closed:
                self._free.append(engine)
                self._changed.notify()
