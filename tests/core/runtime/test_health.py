"""What gives cause for concern, and what does not."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.health import Concern, ConcernKind, Severity, WritingState
from core.runtime.health import (
    CLOCK_SHOWN_S,
    FREE_ALARM_BYTES,
    FREE_NOTICE_BYTES,
    STALLED_S,
    Point,
    concerns_of,
    full_disk,
    growing_memory,
    growing_queues,
    memory_slope,
    moved_clock,
    slow_disk,
    stalled_threads,
)
from core.runtime.heartbeats import Beat
from tests.core.runtime.health_support import IDLE, ROOMY, course, queued, sample

NOTICE, ALARM = Severity.NOTICE, Severity.ALARM


def severities(found: Sequence[Concern]) -> list[Severity]:
    return [concern.severity for concern in found]


def test_a_healthy_machine_gives_no_concern() -> None:
    recent = [sample(float(n), beats=(Beat("decide", None), Beat("infer-0", 0.02))) for n in range(40)]
    assert concerns_of(recent, course([300.0] * 180)) == ()
    assert concerns_of([], []) == ()


def test_threads_that_are_stuck_or_gone_are_named() -> None:
    beats = (
        Beat("decide", STALLED_S),
        Beat("infer-0", STALLED_S + 5),
        Beat("infer-1", None, alive=False),
        Beat("infer-2", None),
    )
    stuck, gone = stalled_threads(beats)
    assert (stuck.subject, gone.subject) == ("infer-0", "infer-1")
    assert stuck.kind is gone.kind is ConcernKind.THREAD_STALLED
    assert "15 s" in stuck.detail
    assert "has ended" in gone.detail


def test_events_that_wait_come_with_the_reason() -> None:
    now = sample(writing=WritingState(7, None, None), trouble="The disk holding /data is full.")
    (found,) = concerns_of([now], [])
    assert found.kind is ConcernKind.EVENTS_WAITING
    assert found.detail.startswith("7 events")
    assert found.detail.endswith("is full.")


@pytest.mark.parametrize(
    ("writes_ms", "commit_ms", "expected"),
    [
        ((300.0, 300.0), None, []),
        ((5000.0, 2.0, 3.0), None, []),
        ((300.0, 300.0, 2.0), None, [NOTICE]),
        ((3000.0, 2500.0, 2.0), None, [ALARM]),
        ((), 249.0, []),
        ((1.0, 1.0, 1.0), 400.0, [NOTICE]),
    ],
)
def test_a_disk_is_slow_by_the_median(
    writes_ms: tuple[float, ...], commit_ms: float | None, expected: list[Severity]
) -> None:
    found = slow_disk(replace(ROOMY, writes_ms=writes_ms), replace(IDLE, commit_ms=commit_ms))
    assert severities(found) == expected


def test_a_disk_that_refuses_is_an_alarm_unless_it_is_full() -> None:
    refusing = replace(ROOMY, refused="Read-only file system")
    assert severities(slow_disk(refusing, IDLE)) == [ALARM]
    assert "Read-only" in slow_disk(refusing, IDLE)[0].detail
    full = replace(refusing, free_bytes=0)
    assert [c.kind for c in concerns_of([sample(disk=full)], [])] == [ConcernKind.DISK_FULL]


@pytest.mark.parametrize(
    ("free", "expected"),
    [
        (None, []),
        (FREE_NOTICE_BYTES, []),
        (FREE_NOTICE_BYTES - 1, [NOTICE]),
        (FREE_ALARM_BYTES, [NOTICE]),
        (FREE_ALARM_BYTES - 1, [ALARM]),
    ],
)
def test_a_disk_that_fills_up(free: int | None, expected: list[Severity]) -> None:
    assert severities(full_disk(replace(ROOMY, free_bytes=free))) == expected


def test_a_queue_that_is_emptied_now_and_then_keeps_up() -> None:
    assert growing_queues(queued([0 if n % 9 == 0 else 200 for n in range(60)])) == ()


def test_a_queue_that_grows_without_being_emptied_is_noticed_but_not_too_early() -> None:
    grown = queued(range(0, 120, 3))
    (found,) = growing_queues(grown)
    assert (found.subject, found.severity) == ("decide", NOTICE)
    assert growing_queues(grown[:20]) == ()
    assert growing_queues(queued([5] * 40)) == ()


def test_a_queue_that_stays_full_is_an_alarm() -> None:
    assert severities(growing_queues(queued([250] * 40, limit=256))) == [ALARM]
    assert growing_queues(queued([200] * 40, limit=256)) == ()


@given(st.floats(-20, 20), st.integers(30, 180), st.integers(0, 2**32 - 1))
def test_the_slope_is_found_under_noise_and_a_step(rate: float, points: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    memory = 300 + rate / 6 * np.arange(points) + rng.normal(0, 0.2, points)
    memory[points // 2] += 400  # a picture that is loaded and let go again
    slope = memory_slope(course(memory.tolist()), warm_up_s=0)
    assert slope == pytest.approx(rate, abs=0.5)


def test_a_single_step_is_no_slope() -> None:
    slope = memory_slope(course([300.0] * 90 + [420.0] * 20))
    assert slope == pytest.approx(0.0, abs=0.1)


def test_a_slope_needs_points_after_the_warm_up() -> None:
    assert memory_slope(course([300.0] * 14)) is None
    assert memory_slope(course([200.0] * 12 + [300.0] * 3)) == 0.0


@pytest.mark.parametrize(("mb_per_min", "expected"), [(0.9, []), (2.0, [NOTICE]), (15.0, [ALARM])])
def test_memory_that_grows(mb_per_min: float, expected: list[Severity]) -> None:
    points = course([300 + mb_per_min / 6 * n for n in range(180)])
    assert severities(growing_memory(points)) == expected
    assert growing_memory(points[:60]) == ()


@pytest.mark.parametrize(("seconds", "expected"), [(1.0, []), (-3600.0, [ALARM]), (5.0, [NOTICE])])
def test_a_clock_that_jumps_is_told_for_a_while(seconds: float, expected: list[Severity]) -> None:
    points = course([300.0] * 180, jumps={20: seconds})
    assert severities(moved_clock(points[:30])) == expected
    late = [p for p in points if p.mono_s > 200 + CLOCK_SHOWN_S]
    assert moved_clock(points[: points.index(late[0])]) == ()


def test_a_clock_that_drifts_is_told_once_it_went_too_far() -> None:
    points = [replace(p, clock_s=p.clock_s + 0.02 * n) for n, p in enumerate(course([300.0] * 180))]
    assert moved_clock(points[:50]) == ()
    (found,) = moved_clock(points)
    assert "+4 s" in found.detail


def test_every_sentence_says_what_to_do(subtests: pytest.Subtests) -> None:
    leak = course([300.0 + 40 * n for n in range(90)], jumps={89: -900.0})
    grown = queued(range(0, 160, 4))
    now = replace(
        grown[-1],
        mono_s=39.0,
        beats=(Beat("infer-0", 60.0),),
        disk=replace(ROOMY, writes_ms=(900.0,) * 3, free_bytes=0),
        trouble="The disk holding /data is full. Free some space.",
    )
    found = concerns_of([*grown[:-1], now], leak)
    assert {c.kind for c in found} == set(ConcernKind)
    for concern in found:
        with subtests.test(kind=concern.kind):
            assert len(concern.detail.split(". ")) >= 2
            assert "{" not in concern.detail


def test_a_point_keeps_what_the_clock_says() -> None:
    points = [Point.of(sample(float(n))) for n in range(3)]
    assert all(a.clock_s == b.clock_s for a, b in itertools.pairwise(points))
