"""How the machine is doing: what is sampled of it, and which samples give cause for concern. Pure; see `watchdog`."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import numpy as np

from core.domain.camera import CameraStatus
from core.domain.health import Concern, ConcernKind, Severity, WritingState
from core.domain.text import QT_TRANSLATE_NOOP
from core.runtime.figures import Spread
from core.runtime.heartbeats import Beat

MB = 1_000_000

STALLED_S = 10.0
"""A frame costs tens of milliseconds and a transaction of a thousand templates about one second: ten are a stall."""
QUEUE_WINDOWS = 3
QUEUE_WINDOW_S = 10.0
QUEUE_FLOOR = 16
"""A queue that is emptied now and then keeps up, so it is its minima that count: three in a row, rising, the last of
them more than a crowded picture leaves behind."""
QUEUE_FULL_SHARE = 0.9
MEMORY_WARM_UP_S = 120.0
"""Models, caches and camera buffers have settled by then: in the soak runs they had after less than a minute."""
MEMORY_SPAN_S = 600.0
"""A slope over less than this tells more of the allocator than of a leak."""
MEMORY_NOTICE_MB_MIN = 1.0
"""What a soak may show at most; a day of it is a gigabyte and a half."""
MEMORY_ALARM_MB_MIN = 10.0
"""Five gigabytes in a working day, more than a desk machine can spare."""
DISK_NOTICE_MS = 250.0
"""Synced writes take 0.3 ms on a solid state disk, some 30 on a turning one; at this the disk is busy or failing."""
DISK_ALARM_MS = 2_000.0
"""An operator who enrols somebody waits that long for the answer."""
DISK_WRITES = 3
"""Probes of which the median counts: one slow write is no slow disk."""
FREE_NOTICE_BYTES = 1_000 * MB
FREE_ALARM_BYTES = 200 * MB
"""A sighting with its picture takes 20 to 40 KB: a gigabyte is a month at a busy door, a fifth of it a few days."""
CLOCK_NOTICE_S = 2.0
"""Time services move a clock by at most 0.9 s in half an hour (500 ppm): more was a jump, or a clock gone wrong."""
CLOCK_ALARM_S = 60.0
"""Attendance is kept by the minute."""
CLOCK_SHOWN_S = 600.0
"""How long a jump stays worth knowing."""

THREAD_BUSY = QT_TRANSLATE_NOOP(
    "Health",
    "The thread {subject} has been busy with the same thing for {seconds} s. If that goes on, close Usher, open it "
    "again and send the log.",
)
THREAD_ENDED = QT_TRANSLATE_NOOP(
    "Health", "The thread {subject} has ended. Close Usher, open it again and send the log."
)
QUEUE_GROWS = QT_TRANSLATE_NOOP(
    "Health",
    "{waiting} wait in the queue {subject}, more every moment. The machine does not keep up: lower the frame rate of "
    "its cameras, or use fewer.",
)
MEMORY_GROWS = QT_TRANSLATE_NOOP(
    "Health",
    "Usher holds {rss} MB of memory, {rate} MB more every minute. Close it and open it again when it suits, and send "
    "the log.",
)
DISK_SLOW = QT_TRANSLATE_NOOP(
    "Health", "Writing to {subject} takes {ms} ms. Check the disk, or move the data folder to a faster one."
)
DISK_REFUSES = QT_TRANSLATE_NOOP(
    "Health", "Nothing can be written to {subject}: {reason}. Check the disk and the permissions of the folder."
)
DISK_FILLS = QT_TRANSLATE_NOOP(
    "Health", "Only {free} MB are free on the disk of {subject}. Make room, or what is seen cannot be kept."
)
CLOCK_MOVED = QT_TRANSLATE_NOOP(
    "Health",
    "The clock of this machine moved by {seconds} s: it was set, or the machine slept. Check date and time, because "
    "events carry them.",
)
EVENTS_WAIT = QT_TRANSLATE_NOOP("Health", "{waiting} events wait to be written. {reason}")

SENTENCES = (
    THREAD_BUSY, THREAD_ENDED, QUEUE_GROWS, MEMORY_GROWS, DISK_SLOW, DISK_REFUSES, DISK_FILLS, CLOCK_MOVED, EVENTS_WAIT,
)  # fmt: skip
"""Every sentence a concern may say: what happened, what to do."""


@dataclass(frozen=True, slots=True)
class QueueDepth:
    """How many `waiting` a queue holds, of at most `limit`; 0 for no limit."""

    name: str
    waiting: int
    limit: int = 0


@dataclass(frozen=True, slots=True)
class ProcessFigures:
    """What the operating system says of this process. `descriptors` are open files, or handles on Windows."""

    rss_bytes: int
    threads: int
    descriptors: int


@dataclass(frozen=True, slots=True)
class DiskFigures:
    """The disk under the data folder; `free_bytes` None where that cannot be told.

    `writes_ms` are the last synced probe writes, `refused` says why the very last was not possible.
    """

    folder: str
    free_bytes: int | None
    database_bytes: int
    writes_ms: tuple[float, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """Everything at one moment. `mono_s` are monotonic seconds since the watch began."""

    mono_s: float
    utc: datetime
    process: ProcessFigures
    disk: DiskFigures
    writing: WritingState
    queues: tuple[QueueDepth, ...]
    beats: tuple[Beat, ...]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """What is kept of a sample for half an hour: memory in MB, and by how much the wall clock leads the monotonic."""

    mono_s: float
    rss_mb: float
    clock_s: float

    @classmethod
    def of(cls, sample: Sample) -> "Point":
        """Reduce a sample."""
        return cls(sample.mono_s, sample.process.rss_bytes / MB, sample.utc.timestamp() - sample.mono_s)


@dataclass(frozen=True, slots=True)
class Health:
    """The whole machine now. `sample` is None before the first look.

    `slope_mb_min` is how fast memory grows after the warm-up, None until that can be said; `memory` its course.
    """

    cameras: tuple[CameraStatus, ...]
    stages: Mapping[str, Spread]
    sample: Sample | None
    memory: tuple[Point, ...]
    slope_mb_min: float | None
    concerns: tuple[Concern, ...]


def concerns_of(recent: Sequence[Sample], course: Sequence[Point]) -> tuple[Concern, ...]:
    """Return what is not well by the samples of the last minute and the course of half an hour; oldest first each."""
    if not recent:
        return ()
    now = recent[-1]
    return (
        *stalled_threads(now.beats),
        *waiting_events(now),
        *slow_disk(now.disk, now.writing),
        *full_disk(now.disk),
        *growing_queues(recent),
        *growing_memory(course),
        *moved_clock((*course, Point.of(now))),
    )


def stalled_threads(beats: Sequence[Beat]) -> tuple[Concern, ...]:
    """Find threads that ended, or have been at the same piece of work for too long."""
    found = []
    for beat in beats:
        if not beat.alive:
            said = THREAD_ENDED.format(subject=beat.name)
        elif beat.busy_s is not None and beat.busy_s > STALLED_S:
            said = THREAD_BUSY.format(subject=beat.name, seconds=round(beat.busy_s))
        else:
            continue
        found.append(Concern(ConcernKind.THREAD_STALLED, Severity.ALARM, beat.name, said))
    return tuple(found)


def waiting_events(now: Sample) -> tuple[Concern, ...]:
    """Say that the disk refuses events; they are kept in memory meanwhile."""
    if not now.trouble:
        return ()
    said = EVENTS_WAIT.format(waiting=now.writing.waiting, reason=now.trouble)
    return (Concern(ConcernKind.EVENTS_WAITING, Severity.ALARM, "store-writer", said),)


def slow_disk(disk: DiskFigures, writing: WritingState) -> tuple[Concern, ...]:
    """Judge the probe writes, and what the database's own transactions take."""
    if disk.refused and not full_disk(disk):
        said = DISK_REFUSES.format(subject=disk.folder, reason=disk.refused)
        return (Concern(ConcernKind.DISK_SLOW, Severity.ALARM, disk.folder, said),)
    probes = statistics.median(disk.writes_ms) if len(disk.writes_ms) >= DISK_WRITES else 0.0
    ms = max(probes, writing.commit_ms or 0.0)
    if ms < DISK_NOTICE_MS:
        return ()
    severity = Severity.ALARM if ms >= DISK_ALARM_MS else Severity.NOTICE
    return (Concern(ConcernKind.DISK_SLOW, severity, disk.folder, DISK_SLOW.format(subject=disk.folder, ms=round(ms))),)


def full_disk(disk: DiskFigures) -> tuple[Concern, ...]:
    """Say that there is little room left."""
    if disk.free_bytes is None or disk.free_bytes >= FREE_NOTICE_BYTES:
        return ()
    severity = Severity.ALARM if disk.free_bytes < FREE_ALARM_BYTES else Severity.NOTICE
    said = DISK_FILLS.format(subject=disk.folder, free=disk.free_bytes // MB)
    return (Concern(ConcernKind.DISK_FULL, severity, disk.folder, said),)


def growing_queues(recent: Sequence[Sample]) -> tuple[Concern, ...]:
    """Find queues that were not emptied once while they grew, and those that are as good as full all the time."""
    now = recent[-1]
    if now.mono_s - recent[0].mono_s < QUEUE_WINDOWS * QUEUE_WINDOW_S:
        return ()
    windows: list[list[Sample]] = [[] for _ in range(QUEUE_WINDOWS)]
    for sample in recent:
        back = int((now.mono_s - sample.mono_s) / QUEUE_WINDOW_S)
        if back < QUEUE_WINDOWS:
            windows[QUEUE_WINDOWS - 1 - back].append(sample)
    found = []
    for queue in now.queues:
        minima = [min((_waiting(s, queue.name) for s in window), default=0) for window in windows]
        full = queue.limit > 0 and min(minima) >= QUEUE_FULL_SHARE * queue.limit
        rising = all(before < after for before, after in pairwise(minima))
        if full or (rising and minima[-1] >= QUEUE_FLOOR):
            severity = Severity.ALARM if full else Severity.NOTICE
            said = QUEUE_GROWS.format(subject=queue.name, waiting=queue.waiting)
            found.append(Concern(ConcernKind.QUEUE_GROWING, severity, queue.name, said))
    return tuple(found)


def growing_memory(course: Sequence[Point]) -> tuple[Concern, ...]:
    """Judge the slope of the memory once there is enough of it."""
    slope = memory_slope(course)
    if slope is None or slope <= MEMORY_NOTICE_MB_MIN or course[-1].mono_s - MEMORY_WARM_UP_S < MEMORY_SPAN_S:
        return ()
    severity = Severity.ALARM if slope > MEMORY_ALARM_MB_MIN else Severity.NOTICE
    said = MEMORY_GROWS.format(rss=round(course[-1].rss_mb), rate=f"{slope:.1f}")
    return (Concern(ConcernKind.MEMORY_GROWING, severity, "memory", said),)


def memory_slope(course: Sequence[Point], warm_up_s: float = MEMORY_WARM_UP_S) -> float | None:
    """Return the growth in MB a minute after the warm-up: the median of the slopes between any two points.

    Such a median (Theil 1950, Sen 1968) stands firm against a single step, as when people are enrolled. None with
    fewer than three points.
    """
    kept = [(p.mono_s, p.rss_mb) for p in course if p.mono_s >= warm_up_s]
    if len(kept) < 3:
        return None
    times, sizes = np.array(kept).T
    first, second = np.triu_indices(len(kept), 1)
    slopes = (sizes[second] - sizes[first]) / (times[second] - times[first])
    return float(np.median(slopes)) * 60


def moved_clock(course: Sequence[Point]) -> tuple[Concern, ...]:
    """Find the largest recent jump of the wall clock, or its slow drift over the whole course."""
    now = course[-1]
    jumps = [
        after.clock_s - before.clock_s
        for before, after in pairwise(course)
        if now.mono_s - after.mono_s < CLOCK_SHOWN_S
    ]
    moved = max(jumps, key=abs, default=0.0)
    calm = all(abs(b.clock_s - a.clock_s) < CLOCK_NOTICE_S for a, b in pairwise(course))
    if calm:
        moved = now.clock_s - course[0].clock_s
    if abs(moved) < CLOCK_NOTICE_S:
        return ()
    severity = Severity.ALARM if abs(moved) >= CLOCK_ALARM_S else Severity.NOTICE
    said = CLOCK_MOVED.format(seconds=f"{moved:+.0f}")
    return (Concern(ConcernKind.CLOCK_JUMPED, severity, "clock", said),)


def _waiting(sample: Sample, queue: str) -> int:
    return next((q.waiting for q in sample.queues if q.name == queue), 0)
