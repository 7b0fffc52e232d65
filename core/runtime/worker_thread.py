"""A thread that is begun once and ended once, for whoever owns one."""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)


class WorkerThread:
    """Runs `run` until `stopping` is set; `start` and `stop` are idempotent, and safe from any thread."""

    def __init__(self, name: str, run: Callable[[], None], wake: threading.Event | None = None) -> None:
        """`wake` is set after `stopping`, for a `run` that waits for something else."""
        self.stopping = threading.Event()
        self._name = name
        self._run = run
        self._wake = wake
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def may_start(self) -> bool:
        """Whether it has neither been started nor stopped."""
        return self._thread is None and not self.stopping.is_set()

    def start(self) -> None:
        """Begin, unless that was done or `stop` was called."""
        with self._lock:
            if self.may_start:
                self._thread = threading.Thread(target=self._run, name=self._name)
                self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """Have it end and wait for that; one that does not end in time is logged."""
        self.stopping.set()
        if self._wake is not None:
            self._wake.set()
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(timeout_s)
            if thread.is_alive():
                log.error("The thread %s did not end within %.0f s", self._name, timeout_s)
