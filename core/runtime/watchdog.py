"""The thread that looks at the machine every second, and says when something is not well or is well again."""

import logging
import os
import shutil
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from core.domain.clock import Clock
from core.domain.health import Concern, ConcernKind, Severity, WritingState
from core.runtime.health import (
    QUEUE_WINDOW_S,
    QUEUE_WINDOWS,
    STALLED_S,
    THREAD_BUSY,
    DiskFigures,
    Point,
    ProcessFigures,
    QueueDepth,
    Sample,
    concerns_of,
    memory_slope,
)
from core.runtime.heartbeats import Beat, Heartbeats
from core.runtime.ports import Store
from core.store.database import DATABASE_FILE

log = logging.getLogger(__name__)

NAME = "watchdog-health"
PERIOD_S = 1.0
KEPT_SAMPLES = int(QUEUE_WINDOWS * QUEUE_WINDOW_S / PERIOD_S) + 5
POINT_EVERY_S = 10.0
KEPT_POINTS = 180
"""Half an hour."""
PROBE_EVERY_S = 60.0
FIRST_PROBE_S = 10.0
"""By then the start is over, which reads everything there is."""
PROBE_BYTES = 64 * 1024
"""A sighting with its picture, rounded up; a probe a minute writes 90 MB a day, nothing to a solid state disk."""
KEPT_WRITES = 5
HOLD_S = 10.0
"""How long a concern stays after it was last seen, so that one at the edge of its threshold does not flicker."""
STOP_S = 2.0


@dataclass(frozen=True, slots=True)
class Probes:
    """What the watchdog asks, each of them quick but `disk`, which may wait for the disk. None of them raises."""

    process: Callable[[], ProcessFigures]
    disk: Callable[[float], DiskFigures]
    writing: Callable[[], WritingState]
    queues: Callable[[], tuple[QueueDepth, ...]]
    beats: Callable[[], tuple[Beat, ...]]
    trouble: Callable[[], Exception | None]
    clock: Clock


@dataclass(slots=True)
class _Standing:
    """Concerns with the time each was last seen. What it is and whom it is about make two of them the same."""

    seen: dict[tuple[ConcernKind, str], tuple[float, Concern]] = field(default_factory=dict)

    def renew(self, found: tuple[Concern, ...], now_s: float) -> bool:
        """Take up what was found and drop what is long gone; return whether something came, went, or changed weight."""
        before = self._weights()
        self.seen = {key: (at, one) for key, (at, one) in self.seen.items() if now_s - at <= HOLD_S}
        for concern in found:
            key = concern.kind, concern.subject
            standing = self.seen.get(key)
            eased = concern.severity is Severity.NOTICE and standing and standing[1].severity is Severity.ALARM
            if not eased:  # an alarm stays one as long as a concern stays
                self.seen[key] = now_s, concern
        return self._weights() != before

    def _weights(self) -> dict[tuple[ConcernKind, str], Severity]:
        return {key: concern.severity for key, (_, concern) in self.seen.items()}

    def concerns(self) -> tuple[Concern, ...]:
        """Return them, alarms first."""
        ordered = sorted(self.seen.values(), key=lambda one: (one[1].severity is Severity.NOTICE, one[1].kind.value))
        return tuple(concern for _, concern in ordered)


@dataclass(frozen=True, slots=True)
class Watched:
    """What the watchdog knows. `memory` holds a point every ten seconds of the last half hour."""

    sample: Sample | None
    memory: tuple[Point, ...]
    slope_mb_min: float | None
    concerns: tuple[Concern, ...]


class Watchdog:
    """Owns the thread `watchdog-health`; `on_change` is called on it, whenever the set of concerns is another one."""

    def __init__(
        self, probes: Probes, on_change: Callable[[tuple[Concern, ...]], None], *, period_s: float = PERIOD_S
    ) -> None:
        self._probes = probes
        self._on_change = on_change
        self._period_s = period_s
        self._began_ns = probes.clock.mono_ns()
        self._lock = threading.Lock()
        self._recent: deque[Sample] = deque(maxlen=KEPT_SAMPLES)
        self._course: deque[Point] = deque(maxlen=KEPT_POINTS)
        self._slope: float | None = None
        self._standing = _Standing()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=NAME, daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread; idempotent. A disk that hangs may keep it: then it is left behind, and logged."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(STOP_S)
            if self._thread.is_alive():
                log.error("The watchdog did not stop in time: the disk does not answer")

    def watched(self) -> Watched:
        """Return what is known; from any thread, at once. A watchdog that is held up itself is a concern too."""
        with self._lock:
            sample = self._recent[-1] if self._recent else None
            course, slope, concerns = tuple(self._course), self._slope, self._standing.concerns()
        silent_s = self._now_s() - sample.mono_s if sample is not None else 0.0
        if self._thread.is_alive() and silent_s > STALLED_S:
            said = THREAD_BUSY.format(subject=NAME, seconds=round(silent_s))
            concerns = (Concern(ConcernKind.THREAD_STALLED, Severity.ALARM, NAME, said), *concerns)
        return Watched(sample, course, slope, concerns)

    def look(self) -> None:
        """Take one sample and judge; what the thread does again and again."""
        sample = self._sample()
        with self._lock:
            self._recent.append(sample)
            if not self._course or sample.mono_s - self._course[-1].mono_s >= POINT_EVERY_S:
                self._course.append(Point.of(sample))
                self._slope = memory_slope(self._course)
            found = concerns_of(self._recent, self._course)
            before = self._standing.concerns()
            changed = self._standing.renew(found, sample.mono_s)
            concerns = self._standing.concerns()
        if changed:
            _report(before, concerns)
            self._on_change(concerns)

    def _run(self) -> None:
        while not self._stopping.wait(self._period_s):
            try:
                self.look()
            except Exception:
                # Watching must not end because one look failed; the traceback is the bug report.
                log.exception("A look at the machine's health failed")

    def _sample(self) -> Sample:
        probes, now_s = self._probes, self._now_s()
        disk = probes.disk(now_s)
        trouble = probes.trouble()
        return Sample(
            self._now_s(), probes.clock.utc(), probes.process(), disk, probes.writing(), probes.queues(),
            probes.beats(), "" if trouble is None else str(trouble),
        )  # fmt: skip

    def _now_s(self) -> float:
        return (self._probes.clock.mono_ns() - self._began_ns) / 1e9


def _report(before: tuple[Concern, ...], now: tuple[Concern, ...]) -> None:
    """Log what came and what went, once each."""
    known = {(one.kind, one.subject, one.severity) for one in before}
    for one in now:
        if (one.kind, one.subject, one.severity) not in known:
            log.log(logging.WARNING if one.severity is Severity.ALARM else logging.INFO, "%s", one.detail)
    standing = {(one.kind, one.subject) for one in now}
    for one in before:
        if (one.kind, one.subject) not in standing:
            log.info("Well again: %s of %s", one.kind.value, one.subject)


def probes_of(
    folder: Path, store: Store, beats: Heartbeats, queues: Callable[[], tuple[QueueDepth, ...]], clock: Clock
) -> Probes:
    """Return the real probes of a station on `folder`."""
    process = psutil.Process()
    return Probes(
        process=lambda: process_figures(process),
        disk=DiskProbe(folder, folder / DATABASE_FILE).look,
        writing=lambda: store.writing,
        queues=queues,
        beats=lambda: (*beats.read(), writer_beat(store.writing)),
        trouble=lambda: store.last_error,
        clock=clock,
    )


def writer_beat(writing: WritingState) -> Beat:
    """Return the sign of life of the thread that writes."""
    return Beat("store-writer", writing.busy_s)


def process_figures(process: psutil.Process) -> ProcessFigures:
    """Ask the operating system about a process."""
    with process.oneshot():
        return ProcessFigures(process.memory_info().rss, process.num_threads(), _opened(process))


def _opened(process: psutil.Process) -> int:
    if sys.platform == "win32":
        return process.num_handles()
    return process.num_fds()


class DiskProbe:
    """Looks at the disk of a data folder, and writes to it once a minute. Used by one thread."""

    def __init__(self, folder: Path, database: Path) -> None:
        self._folder = folder
        self._database = database
        self._writes_ms: deque[float] = deque(maxlen=KEPT_WRITES)
        self._refused = ""
        self._due_s = FIRST_PROBE_S

    def look(self, now_s: float) -> DiskFigures:
        """Return the figures of `now_s` monotonic seconds; may wait for the disk."""
        if now_s >= self._due_s:
            self._due_s = now_s + PROBE_EVERY_S
            self._write()
        folder, writes = str(self._folder), tuple(self._writes_ms)
        try:
            free = shutil.disk_usage(self._folder).free
            size = sum(path.stat().st_size for path in self._database.parent.glob(f"{self._database.name}*"))
        except OSError as error:
            return DiskFigures(folder, None, 0, writes, error.strerror or str(error))
        return DiskFigures(folder, free, size, writes, self._refused)

    def _write(self) -> None:
        try:
            self._writes_ms.append(write_ms(self._folder))
            self._refused = ""
        except OSError as error:
            self._refused = error.strerror or str(error)


def write_ms(folder: Path) -> float:
    """Return the milliseconds that 64 KB take to a new file in `folder` and through to the disk. Raises OSError."""
    path = folder / ".probe"
    content = bytes(PROBE_BYTES)
    begin = time.perf_counter()
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return (time.perf_counter() - begin) * 1e3
    finally:
        path.unlink(missing_ok=True)
