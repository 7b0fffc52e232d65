"""A long run with four cameras, one of which comes and goes: whether memory stays, and stopping stays quick."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import psutil

from core.domain.camera import CameraSpec, CameraState, CameraStatus
from core.domain.events import CameraChanged, Event, HealthChanged, Recognised, Unknown
from core.domain.health import Concern
from core.domain.ids import CameraId
from core.runtime.flapping import FlappingCamera, demo_pictures
from core.runtime.health import MB, MEMORY_WARM_UP_S, Point, memory_slope
from core.runtime.station import Station
from core.runtime.watchdog import process_figures

SLOPE_LIMIT_MB_MIN = 1.0
SHUTDOWN_LIMIT_S = 3.0
"""What the console promises: memory that stays, and a window that closes when it is told to."""
FLAPPING = CameraId("soak-flapping")
_POINTS = 360
_OPENING_S = 30.0
_THREADS = ("capture-", "infer-", "search-", "decide", "store-writer", "watchdog-health")
"""How the names of a station's threads begin."""

OpenStation = Callable[[Sequence[CameraSpec]], Station]
"""Opens, but does not start, a station with its own cameras and these."""


@dataclass(frozen=True, slots=True)
class SoakPlan:
    """How long, how often the flapping camera is `there_s` and `away_s`, and how often stopping is tried afterwards."""

    seconds: float
    there_s: float = 20.0
    away_s: float = 5.0
    report_every_s: float = 60.0
    restarts: int = 3


@dataclass(frozen=True, slots=True)
class SoakReport:
    """How it stands after `seconds`. `age_p95_ms` is that of the newest pictures of the cameras that do not flap."""

    seconds: float
    rss_mb: float
    threads: int
    descriptors: int
    frames: int
    dropped: int
    reconnects: int
    recognised: int
    unknown: int
    camera_changes: int
    age_p95_ms: float | None


@dataclass(frozen=True, slots=True)
class SoakResult:
    """What came of it. `slope_mb_min` is measured after the warm-up, None where the run was too short for one.

    `shutdowns_s` are how long each stop took, `stragglers` the threads that outlived one; `concerns` what the
    watchdog said.
    """

    last: SoakReport
    slope_mb_min: float | None
    shutdowns_s: tuple[float, ...]
    stragglers: tuple[str, ...]
    concerns: tuple[Concern, ...]

    @property
    def failures(self) -> tuple[str, ...]:
        """What is not as it should be; empty when all is."""
        found = []
        if self.slope_mb_min is not None and self.slope_mb_min > SLOPE_LIMIT_MB_MIN:
            found.append(f"memory grows by {self.slope_mb_min:.2f} MB a minute, more than {SLOPE_LIMIT_MB_MIN:g}")
        if max(self.shutdowns_s) > SHUTDOWN_LIMIT_S:
            found.append(f"stopping took {max(self.shutdowns_s):.1f} s once, more than {SHUTDOWN_LIMIT_S:g}")
        if self.stragglers:
            found.append(f"threads outlived the stop: {', '.join(self.stragglers)}")
        if not self.last.reconnects:
            found.append("the flapping camera never came back")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Stop:
    """How long a stop took, and which of the station's threads are still there."""

    seconds: float
    stragglers: tuple[str, ...]


class _Listener:
    """Counts what is told, on the runtime's threads."""

    def __init__(self) -> None:
        self.counts: Counter[type] = Counter()
        self.concerns: dict[tuple[str, str], Concern] = {}

    def on_event(self, event: Event) -> None:
        """Count an event, and keep what was not well."""
        self.counts[type(event)] += 1
        if isinstance(event, HealthChanged):
            self.concerns.update({(c.kind.value, c.subject): c for c in event.concerns})

    def on_people_changed(self) -> None:
        """Nobody is enrolled meanwhile."""


def soak(open_station: OpenStation, plan: SoakPlan, report: Callable[[SoakReport], None]) -> SoakResult:
    """Run the plan; `report` is told every `report_every_s`. Raises KnownError when the station cannot be opened."""
    with _flapping(plan) as cameras:
        listener = _Listener()
        station = open_station(cameras)
        try:
            station.subscribe(listener)
            station.start()
            _wait_for(station, lambda statuses: all(s.state is CameraState.LIVE for s in statuses))
            last, slope = _watch(station, listener, plan, report)
        finally:
            stops = [_stop(station)]
        stops += [_restart(open_station, cameras, number) for number in range(plan.restarts)]
    stragglers = tuple(name for stop in stops for name in stop.stragglers)
    return SoakResult(last, slope, tuple(s.seconds for s in stops), stragglers, tuple(listener.concerns.values()))


@contextmanager
def _flapping(plan: SoakPlan) -> Iterator[tuple[CameraSpec, ...]]:
    """Lend the third camera, and a fourth that comes and goes."""
    camera = FlappingCamera(demo_pictures(), plan.there_s, plan.away_s)
    camera.start()
    try:
        yield (
            CameraSpec(CameraId("soak-third"), "Third", "demo:entrance", mirror=True),
            CameraSpec(FLAPPING, "Flapping", camera.url),
        )
    finally:
        camera.stop()


def _watch(
    station: Station, listener: _Listener, plan: SoakPlan, report: Callable[[SoakReport], None]
) -> tuple[SoakReport, float | None]:
    process, begin, pause = psutil.Process(), time.monotonic(), threading.Event()
    period_s = min(1.0, plan.seconds / 20)
    point_every_s = max(period_s, plan.seconds / _POINTS)
    course: list[Point] = []
    ages: list[float] = []
    due_s = plan.report_every_s
    while (now_s := time.monotonic() - begin) < plan.seconds:
        statuses = station.cameras()
        ages += [s.age_ms for s in statuses if s.spec.id != FLAPPING and s.age_ms is not None]
        if not course or now_s - course[-1].mono_s >= point_every_s:
            course.append(Point(now_s, process.memory_info().rss / MB, 0.0))
        if now_s >= due_s:
            report(_report(now_s, station, listener, process, ages))
            due_s += plan.report_every_s
            ages.clear()
        pause.wait(period_s)
    last = _report(time.monotonic() - begin, station, listener, process, ages)
    return last, memory_slope(course, min(MEMORY_WARM_UP_S, plan.seconds / 5))


def _report(
    seconds: float, station: Station, listener: _Listener, process: psutil.Process, ages: Sequence[float]
) -> SoakReport:
    found, figures, statuses = process_figures(process), station.figures(), station.cameras()
    return SoakReport(
        seconds=seconds,
        rss_mb=found.rss_bytes / MB,
        threads=found.threads,
        descriptors=found.descriptors,
        frames=figures.frames_processed,
        dropped=figures.frames_dropped,
        reconnects=sum(s.reconnects for s in statuses),
        recognised=listener.counts[Recognised],
        unknown=listener.counts[Unknown],
        camera_changes=listener.counts[CameraChanged],
        age_p95_ms=float(np.percentile(ages, 95)) if ages else None,
    )


def _restart(open_station: OpenStation, cameras: Sequence[CameraSpec], number: int) -> _Stop:
    """Open, start and stop once more: by turns at once, while a camera is away, and in full run."""
    station = open_station(cameras)
    try:
        station.start()
        if number % 3:
            wanted = CameraState.LOST if number % 3 == 1 else CameraState.LIVE
            _wait_for(station, lambda statuses: any(s.spec.id == FLAPPING and s.state is wanted for s in statuses))
    finally:
        stopped = _stop(station)
    return stopped


def _wait_for(station: Station, wanted: Callable[[Sequence[CameraStatus]], bool]) -> None:
    """Wait a while for the cameras; what does not come shows in the figures."""
    deadline, pause = time.monotonic() + _OPENING_S, threading.Event()
    while time.monotonic() < deadline and not wanted(station.cameras()):
        pause.wait(0.05)


def _stop(station: Station) -> _Stop:
    begin = time.monotonic()
    station.stop()
    seconds = time.monotonic() - begin
    return _Stop(seconds, tuple(t.name for t in threading.enumerate() if t.name.startswith(_THREADS)))
