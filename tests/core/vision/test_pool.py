import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from core.config import DetectionSettings
from core.domain.arrays import BgrImage, Floats
from core.domain.errors import BugError
from core.vision.engine import PackEngine
from core.vision.packs import load_pool
from core.vision.pool import EnginePool


@pytest.fixture
def two(pool: EnginePool) -> EnginePool:
    """Return a pool of its own over the two engines that are loaded anyway."""
    with pool.lease() as a, pool.lease() as b:
        return EnginePool([a, b])


def test_every_lease_is_of_another_engine(two: EnginePool) -> None:
    assert two.size == 2
    with two.lease() as first, two.lease() as second:
        assert first is not second
        with pytest.raises(BugError, match="no engine came free"), two.lease(0.01):
            pytest.fail("a third engine out of two")


def test_an_engine_comes_back_also_after_an_error(two: EnginePool) -> None:
    for _ in range(5):
        with pytest.raises(RuntimeError, match="as planned"), two.lease(0.0):
            raise RuntimeError("as planned")
    with two.lease(0.0), two.lease(0.0):
        pass


def test_a_waiter_gets_the_engine_that_is_given_back(two: EnginePool) -> None:
    with ThreadPoolExecutor(1) as other, two.lease():
        with two.lease() as second:
            waiting = other.submit(lambda: _leased(two))
        assert waiting.result(5) is second


def test_a_closed_pool_leases_nothing_and_closes_again(two: EnginePool) -> None:
    two.close()
    two.close()
    with pytest.raises(BugError, match="closed"), two.lease():
        pytest.fail("an engine of a closed pool")


def test_closing_wakes_whoever_waits_and_lets_a_leased_engine_finish(two: EnginePool) -> None:
    started = threading.Event()

    def wait() -> PackEngine:
        started.set()
        return _leased(two)

    with ThreadPoolExecutor(1) as other, two.lease() as engine, two.lease():
        waiting = other.submit(wait)
        started.wait(5)
        two.close()
        with pytest.raises(BugError, match="closed"):
            waiting.result(5)
        assert len(engine.detect(np.zeros((64, 64, 3), np.uint8))) == 0
    assert two.size == 2


def test_a_pool_without_an_engine_is_a_bug() -> None:
    with pytest.raises(BugError):
        EnginePool([])


def test_engines_of_one_pool_work_at_once_and_agree(six_people: BgrImage, astronaut: BgrImage) -> None:
    pool = load_pool("default", 2, DetectionSettings())
    expected = [_boxes(pool, image) for image in (six_people, astronaut)]
    with ThreadPoolExecutor(4) as workers:
        work = [six_people, astronaut] * 10
        for image, boxes in zip(work, workers.map(lambda image: _boxes(pool, image), work), strict=True):
            assert np.array_equal(boxes, expected[0 if image is six_people else 1])


def _boxes(pool: EnginePool, image: BgrImage) -> Floats:
    with pool.lease(30) as engine:
        return engine.detect(image).boxes


def _leased(pool: EnginePool) -> PackEngine:
    with pool.lease(5) as engine:
        return engine
