"""The one thread that writes."""

import atexit
import contextlib
import logging
import queue
import statistics
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from core.domain.errors import BugError, KnownError
from core.domain.health import WritingState
from core.store.failures import translated

_log = logging.getLogger(__name__)

RETRY_S = 5.0
"""How long a write the disk refused waits for another attempt when nothing else is written meanwhile."""

_TIMED = 16
"""Transactions whose median time is told, once there were half as many."""

ResultT = TypeVar("ResultT")
Work = Callable[[Database], ResultT]


@dataclass(frozen=True, slots=True)
class _Job:
    """`done` is None for work nobody waits for."""

    work: Work[Any]
    done: "Future[Any] | None"
    told: Callable[[], None] | None = None
    lane: str = ""


@dataclass(slots=True)
class _Lane:
    """Work that waits, in its order; of the first `told` of it has been told already."""

    jobs: deque[_Job] = field(default_factory=deque)
    told: int = 0

    def tell_refused(self) -> None:
        """Tell of what has to wait, once each."""
        for place in range(self.told, len(self.jobs)):
            _tell(self.jobs[place])
        self.told = len(self.jobs)

    def drop_first(self) -> None:
        """Tell of the first unless that was done; then it waits no more."""
        job = self.jobs.popleft()
        if self.told:
            self.told -= 1
        else:
            _tell(job)


class Writer:
    """Runs work on the only writing connection, one transaction each, in the order it came.

    Waited-for work reaches the disk before its future answers (synchronous FULL) and its failure is the
    caller's. Queued work is flushed by the next full commit or checkpoint (NORMAL); when it is refused, it is kept
    and tried again, and `last_error` says so until it is written. What is in one lane with it waits behind it, so that
    the order within a lane stays; other lanes go on.
    """

    def __init__(self, db: Database, path: Path, retry_s: float = RETRY_S) -> None:
        """Take over `db`, to be used and closed by the new thread alone."""
        self._db = db
        self._path = path
        self._retry_s = retry_s
        self._full_sync: bool | None = None
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._backlog: defaultdict[str, _Lane] = defaultdict(_Lane)
        self._retry_at_s = 0.0
        self._refusal: KnownError | None = None
        self._bug: Exception | None = None
        self._began: float | None = None
        self._took_ms: deque[float] = deque(maxlen=_TIMED)
        self._gate = threading.Lock()
        self._closed = False
        # A program that fails before it closes the store shall neither hang on this thread nor lose what is queued.
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    @property
    def last_error(self) -> Exception | None:
        """Why queued work could not be written: a KnownError goes once it could, a bug stays."""
        return self._refusal or self._bug

    @property
    def state(self) -> WritingState:
        """How much is queued and how long writing takes; from any thread."""
        began = self._began
        with self._gate:
            took = tuple(self._took_ms)
        return WritingState(
            waiting=self._jobs.qsize() + self._kept,
            busy_s=None if began is None else time.monotonic() - began,
            commit_ms=statistics.median(took) if len(took) >= _TIMED // 2 else None,
        )

    def submit(self, work: Work[ResultT]) -> "Future[ResultT]":
        """Queue `work` to be committed to the disk; the future holds its result or what it raised."""
        done: Future[ResultT] = Future()
        self._put(_Job(work, done))
        return done

    def enqueue(self, work: Work[object], told: Callable[[], None] | None = None, lane: str = "") -> None:
        """Queue `work` nobody waits for. It may be called again after a failure and must bear that.

        `told` is called once on the writer's thread, when the work is committed or was refused for the first time.
        """
        self._put(_Job(work, None, told, lane))

    def close(self) -> None:
        """Write everything queued, close the connection, end the thread; idempotent."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()
        atexit.unregister(self.close)

    def _put(self, job: _Job) -> None:
        with self._gate:
            if self._closed:
                raise BugError("the store was used after it had been closed")
            self._jobs.put(job)

    def _run(self) -> None:
        try:
            while (job := self._next()) is not None:
                if job.done is not None:
                    self._answer(job.work, job.done)
                else:
                    self._backlog[job.lane].jobs.append(job)
                    self._write_backlog()
            self._write_backlog()
            if self._kept:
                _log.error("%d events were lost: %s", self._kept, self._refusal)
        finally:
            self._db.close()

    def _next(self) -> _Job | None:
        while True:
            if self._kept and time.monotonic() >= self._retry_at_s:  # also where others write all the time
                self._write_backlog()
            left_s = max(0.0, self._retry_at_s - time.monotonic()) if self._kept else None
            with contextlib.suppress(queue.Empty):
                return self._jobs.get(timeout=left_s)

    def _answer(self, work: Work[Any], done: "Future[Any]") -> None:
        if not done.set_running_or_notify_cancel():
            return
        try:
            result = self._transact(work, full_sync=True)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it belongs to the one who waits
            done.set_exception(error)
        else:
            done.set_result(result)

    @property
    def _kept(self) -> int:
        return sum(len(lane.jobs) for lane in tuple(self._backlog.values()))

    def _write_backlog(self) -> None:
        """Write what nobody waits for, of each lane until something is refused; a later attempt goes on from there."""
        refusals = [refusal for lane in self._backlog.values() if (refusal := self._write_lane(lane)) is not None]
        self._retry_at_s = time.monotonic() + self._retry_s
        if refusals:
            self._keep_for_later(refusals[0])
        elif self._refusal is not None:
            _log.info("Everything that had to wait is written")
            self._refusal = None

    def _write_lane(self, lane: _Lane) -> KnownError | None:
        """Write a lane, or as much of it as there is before what is refused; return why that was."""
        while lane.jobs:
            try:
                self._transact(lane.jobs[0].work, full_sync=False)
            except KnownError as error:
                lane.tell_refused()
                return error
            except Exception as error:  # noqa: BLE001 - one broken event must not hold up all that follow it
                _log.exception("An event could not be written")
                self._bug = error
            lane.drop_first()
        return None

    def _keep_for_later(self, error: KnownError) -> None:
        if self._refusal is None or self._refusal.code is not error.code:
            _log.warning("Events wait to be written: %s", error)
        self._refusal = error

    def _transact(self, work: Work[ResultT], *, full_sync: bool) -> ResultT:
        with translated(self._path):
            if self._full_sync is not full_sync:  # SQLite refuses to change it inside a transaction
                self._db.execute(f"PRAGMA synchronous = {'FULL' if full_sync else 'NORMAL'}")
                self._full_sync = full_sync
            self._began = time.monotonic()
            try:
                with self._db.atomic():
                    return work(self._db)
            finally:
                with self._gate:
                    self._took_ms.append((time.monotonic() - self._began) * 1e3)
                self._began = None


def _tell(job: _Job) -> None:
    if job.told is not None:
        try:
            job.told()
        except Exception:  # noqa: BLE001 - whoever listens must not end the writing
            _log.exception("Somebody who was told of a written event failed")
