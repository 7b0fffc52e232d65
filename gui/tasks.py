"""Work off the GUI thread, with success and failure named where it is started."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

_log = logging.getLogger(__name__)

T = TypeVar("T")
Failure = Callable[[Exception], None]

WORKERS = 2
"""Two, so that a camera that is slow to close does not keep portraits from loading."""
LONG_WORKERS = 2
"""Threads apart from those, for what takes minutes: an import, a recording."""

Cancelled = Callable[[], bool]
"""Asked by long work every now and then: whether it should give up."""


@dataclass(slots=True)
class _Job:
    success: Callable[[Any], None]
    failure: Failure
    owner: QObject | None
    topic: str


@dataclass(frozen=True, slots=True)
class _Answer:
    number: int
    value: Any
    error: Exception | None


class Tasks(QObject):
    """Runs functions on worker threads and delivers their answers on the GUI thread.

    A worker sees only the function: callbacks, and the widgets they belong to, stay on the GUI thread, so that no
    worker can be the one to let a widget go.
    """

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="gui-task")
        self._long, self._giving_up = _long_workers()
        self._jobs: dict[int, _Job] = {}
        self._newest: dict[str, int] = {}
        self._number = 0
        self._closed = False
        self._answered.connect(self._deliver)

    def run(
        self,
        work: Callable[[], T],
        success: Callable[[T], None],
        failure: Failure,
        *,
        owner: QObject | None = None,
        topic: str = "",
    ) -> None:
        """Call `work` on a worker, then `success` or `failure` on the GUI thread.

        Nothing is delivered once `owner` is gone, or once a newer job of the same `topic` was started.
        """
        if not self._closed:
            self._pool.submit(self._work, self._entered(_Job(success, failure, owner, topic)), work)

    def run_long(
        self,
        work: Callable[[Cancelled], T],
        success: Callable[[T], None],
        failure: Failure,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Do as `run` with work that takes minutes: it is told when to give up, and delays nothing else."""
        if not self._closed:
            number = self._entered(_Job(success, failure, owner, ""))
            self._long.submit(self._work, number, partial(work, self._giving_up.is_set))

    def end_long(self) -> None:
        """Have long work give up, and wait until it has; what it stands on may be closed after that. On any thread."""
        ending, giving_up = self._long, self._giving_up
        self._long, self._giving_up = _long_workers()
        giving_up.set()
        ending.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        """Wait for what is running, drop the rest; idempotent."""
        self._closed = True
        self.end_long()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._jobs.clear()

    def _entered(self, job: _Job) -> int:
        self._number += 1
        self._jobs[self._number] = job
        if job.topic:
            self._newest[job.topic] = self._number
        return self._number

    def _work(self, number: int, work: Callable[[], Any]) -> None:
        try:
            answer = _Answer(number, work(), None)
        except Exception as error:  # noqa: BLE001 - handed to `failure`, which tells environment from bug
            answer = _Answer(number, None, error)
        self._answered.emit(answer)

    def _deliver(self, answer: _Answer) -> None:
        job = self._jobs.pop(answer.number, None)
        if job is None:
            return
        if job.owner is not None and not shiboken6.isValid(job.owner):
            return
        if job.topic and self._newest[job.topic] != answer.number:
            return
        if answer.error is None:
            job.success(answer.value)
        else:
            _log.debug("a task failed", exc_info=answer.error)
            job.failure(answer.error)


def _long_workers() -> tuple[ThreadPoolExecutor, threading.Event]:
    """Return workers for long work, none of them started yet, and what tells it to give up."""
    return ThreadPoolExecutor(LONG_WORKERS, thread_name_prefix="gui-long-task"), threading.Event()
