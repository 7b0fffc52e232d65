"""Jobs that are due now and then."""

import logging
import threading

from core.domain.errors import ErrorCode, KnownError
from core.runtime.housekeeping import Housekeeper
from tests.helpers.guards import ExpectLog


def test_every_job_is_done_again_and_again_until_the_end(expected_log: ExpectLog) -> None:
    expected_log("core.runtime.housekeeping", logging.WARNING, "tried again: Another Usher")
    done = threading.Semaphore(0)
    tries = 0

    def failing() -> None:
        nonlocal tries
        tries += 1
        raise KnownError(ErrorCode.STORE_IN_USE, path="here")

    keeper = Housekeeper([failing, done.release], first_s=0.0, period_s=0.001)
    keeper.start()
    for _ in range(3):
        assert done.acquire(timeout=10)
    keeper.stop()
    keeper.stop()
    assert tries >= 3


def test_a_bug_in_one_job_is_logged_and_ends_nothing(expected_log: ExpectLog) -> None:
    expected_log("core.runtime.housekeeping", logging.ERROR, "could not be done")
    done = threading.Semaphore(0)

    def broken() -> None:
        raise ZeroDivisionError

    keeper = Housekeeper([broken, done.release], first_s=0.0, period_s=0.001)
    keeper.start()
    assert done.acquire(timeout=10)
    assert done.acquire(timeout=10)
    keeper.stop()
