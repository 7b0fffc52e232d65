"""What is due now and then, done by a quiet thread."""

import logging
import threading
from collections.abc import Callable, Sequence

from core.domain.errors import KnownError

log = logging.getLogger(__name__)

NAME = "housekeeping"
PERIOD_S = 60.0
FIRST_S = 5.0
"""The start reads everything there is; nothing here is in a hurry."""


class Housekeeper:
    """Owns the thread `name`, which does every job once a period. A job that fails is tried again."""

    def __init__(
        self,
        jobs: Sequence[Callable[[], object]],
        *,
        first_s: float = FIRST_S,
        period_s: float = PERIOD_S,
        name: str = NAME,
    ) -> None:
        self._jobs = tuple(jobs)
        self._first_s = first_s
        self._period_s = period_s
        self._stopping = threading.Event()
        self._failed: set[int] = set()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout_s: float = 10.0) -> None:
        """Let the job at hand end, and end; idempotent."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        pause_s = self._first_s
        while not self._stopping.wait(pause_s):
            pause_s = self._period_s
            for number, job in enumerate(self._jobs):
                if not self._stopping.is_set():
                    self._do(number, job)

    def _do(self, number: int, job: Callable[[], object]) -> None:
        try:
            job()
        except KnownError as error:
            if number not in self._failed:  # said once, not every minute
                log.warning("What is due could not be done, and is tried again: %s", error)
            self._failed.add(number)
        except Exception:
            log.exception("What is due could not be done")
        else:
            self._failed.discard(number)
