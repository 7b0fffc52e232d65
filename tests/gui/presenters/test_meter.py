"""Counting repaints."""

from core.domain.ids import CameraId
from gui.presenters.meter import Meter, WallCounters

SECOND = 1_000_000_000
CAMERA = CameraId("c")


def test_rate_and_ages() -> None:
    meter = Meter()
    for i in range(1, 101):
        meter.add(i * SECOND // 25, float(i))
    found = meter.counters(CAMERA, 4 * SECOND)
    assert found.repaints == 100
    assert found.repaints_per_s == 25.0
    assert (found.frame_age_p50_ms, found.frame_age_max_ms) == (50.5, 100.0)
    assert 95.0 <= found.frame_age_p95_ms <= 96.0


def test_recent_ages_forget_a_bad_start() -> None:
    meter = Meter()
    meter.add(SECOND, 900.0)
    meter.add(5 * SECOND, 40.0)
    assert meter.counters(CAMERA, 5 * SECOND, recent=True).frame_age_max_ms == 40.0
    assert meter.counters(CAMERA, 5 * SECOND).frame_age_max_ms == 900.0


def test_nothing_painted_nothing_claimed() -> None:
    meter = Meter()
    meter.add(SECOND, 10.0)
    meter.restart()
    found = meter.counters(CAMERA, 2 * SECOND)
    assert (found.repaints, found.repaints_per_s, found.frame_age_p95_ms) == (0, 0.0, 0.0)
    assert WallCounters(0.0, ()).frame_age_p95_ms == 0.0


def test_the_wall_is_as_late_as_its_latest_tile() -> None:
    young, old = Meter(), Meter()
    young.add(SECOND, 10.0)
    old.add(SECOND, 80.0)
    tiles = (young.counters(CAMERA, SECOND), old.counters(CAMERA, SECOND))
    assert WallCounters(30.0, tiles).frame_age_p95_ms == 80.0
