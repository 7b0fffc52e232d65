"""Signs of life of the threads that serve everybody: what each is at, and since when."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from core.domain.clock import Clock, SystemClock


@dataclass(frozen=True, slots=True)
class Beat:
    """A thread's sign of life: for how many seconds it has been at its present work, None while it has none."""

    name: str
    busy_s: float | None
    alive: bool = True


class Heartbeats:
    """Each thread renews its own beat, anyone reads them all; a beat costs about a microsecond."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._since: dict[str, tuple[threading.Thread, int | None]] = {}

    @contextmanager
    def working(self) -> Iterator[None]:
        """Let this thread count as busy during the block, and as waiting for work afterwards."""
        thread = threading.current_thread()
        self._since[thread.name] = thread, self._clock.mono_ns()
        try:
            yield
        finally:
            self._since[thread.name] = thread, None

    def read(self) -> tuple[Beat, ...]:
        """Return every thread that ever worked, by name."""
        now = self._clock.mono_ns()
        beats = [
            Beat(name, None if since is None else (now - since) / 1e9, thread.is_alive())
            for name, (thread, since) in self._since.copy().items()
        ]
        return tuple(sorted(beats, key=lambda beat: beat.name))
