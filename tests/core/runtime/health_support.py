"""Samples of a machine in any condition."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.domain.health import WritingState
from core.runtime.health import MB, DiskFigures, Point, ProcessFigures, QueueDepth, Sample

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
IDLE = WritingState(waiting=0, busy_s=None, commit_ms=1.0)
ROOMY = DiskFigures("/data", 100_000 * MB, 5 * MB, (1.0, 1.0, 1.0))


def sample(mono_s: float = 0.0, **changes: object) -> Sample:
    """Return a healthy sample, changed in places."""
    healthy = Sample(
        mono_s, NOON + timedelta(seconds=mono_s), ProcessFigures(300 * MB, 12, 40), ROOMY, IDLE, (), ()
    )  # fmt: skip
    return replace(healthy, **changes)  # type: ignore[arg-type] # the fields of a sample, by name


def queued(depths: Sequence[int], limit: int = 0) -> list[Sample]:
    """Return a sample a second, with a queue of these depths."""
    return [sample(float(n), queues=(QueueDepth("decide", depth, limit),)) for n, depth in enumerate(depths)]


def course(memory_mb: Sequence[float], every_s: float = 10.0, jumps: dict[int, float] | None = None) -> list[Point]:
    """Return a point every ten seconds; `jumps` say at which the wall clock moved, and by how many seconds."""
    clock, points = NOON.timestamp(), []
    for n, mb in enumerate(memory_mb):
        clock += (jumps or {}).get(n, 0.0)
        points.append(Point(n * every_s, mb, clock))
    return points
