"""A thread that is begun once and ended once."""

import logging
import threading

from core.runtime.worker_thread import WorkerThread
from tests.helpers.guards import ExpectLog


def test_it_begins_and_ends_once_and_is_woken_to_end() -> None:
    wake, begun = threading.Event(), threading.Semaphore(0)

    def run() -> None:
        begun.release()
        wake.wait()

    worker = WorkerThread("once", run, wake)
    free_before = worker.may_start
    worker.start()
    worker.start()
    assert begun.acquire(timeout=10)
    assert (free_before, worker.may_start) == (True, False)
    worker.stop(10)
    worker.stop(10)
    worker.start()
    assert not begun.acquire(blocking=False)


def test_one_that_does_not_end_is_logged(expected_log: ExpectLog) -> None:
    expected_log("core.runtime.worker_thread", logging.ERROR, "stuck did not end")
    free, ended = threading.Event(), threading.Event()

    def run() -> None:
        free.wait()
        ended.set()

    worker = WorkerThread("stuck", run)
    worker.start()
    worker.stop(0)
    free.set()
    assert ended.wait(10)
