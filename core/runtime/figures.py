"""Counting and timing, cheap enough to be always on."""

import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from core.runtime.heartbeats import Heartbeats

_KEPT = 8192
"""Samples kept per stage: five minutes at 25 fps."""


class Stage(StrEnum):
    """The parts of a frame's way that are timed, in milliseconds."""

    DETECT = "detect"
    TRACK = "track"
    MEASURE = "measure"
    EMBED = "embed"
    ATTRIBUTES = "attributes"
    LIVENESS = "liveness"
    OVERHEAD = "overhead"
    FRAME = "frame"
    SEARCH = "search"
    DECISION = "decision"


class Count(StrEnum):
    """What is counted since the start."""

    FRAMES_PROCESSED = "frames_processed"
    FRAMES_PREDICTED = "frames_predicted"
    DETECTIONS = "detections"
    TRACKS = "tracks"
    EXTRACTIONS = "extractions"
    SPLITS = "splits"
    RECOGNISED = "recognised"
    UNKNOWN = "unknown"
    SPOOFS = "spoofs"
    NON_FACES = "non_faces"


@dataclass(frozen=True, slots=True)
class Spread:
    """Percentiles in milliseconds over the last `n` samples."""

    n: int
    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, samples: Iterable[float]) -> "Spread":
        """Summarise milliseconds; zeros where there are none."""
        values = np.fromiter(samples, float)
        if not len(values):
            return cls(0, 0.0, 0.0, 0.0)
        p50, p95, p99 = np.percentile(values, (50, 95, 99)).round(3).tolist()
        return cls(len(values), p50, p95, p99)


@dataclass(frozen=True, slots=True)
class Figures:
    """The state of the whole machine. `fps` is processed frames a second over the last two seconds, all cameras.

    `frames_predicted` of the processed frames were not searched for faces, because the machine was late; the stages
    tell of the others only. `Stage.OVERHEAD` is a frame's time outside the networks; `Stage.DECISION` runs from the
    capture of a shot to the decision made on it.
    """

    frames_read: int
    frames_processed: int
    frames_predicted: int
    frames_dropped: int
    fps: float
    detections: int
    tracks: int
    extractions: int
    splits: int
    recognised: int
    unknown: int
    spoofs: int
    non_faces: int
    stages: dict[str, Spread]

    @property
    def extractions_per_track(self) -> float:
        """Embeddings spent per track."""
        return self.extractions / self.tracks if self.tracks else 0.0


@dataclass(slots=True)
class FrameTimer:
    """Splits one frame's time into stages; used by one thread."""

    started: float = field(default_factory=time.perf_counter)
    spent: dict[Stage, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, stage: Stage) -> Iterator[None]:
        """Add the block's milliseconds to `stage`."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.spent[stage] = self.spent.get(stage, 0.0) + (time.perf_counter() - begin) * 1e3


_NETWORKS = (Stage.DETECT, Stage.EMBED, Stage.ATTRIBUTES, Stage.LIVENESS)


class Recorder:
    """Collects from every thread; `figures` may be called at any time. `beats` are the threads' signs of life."""

    def __init__(self) -> None:
        self.beats = Heartbeats()
        self._lock = threading.Lock()
        self._counts: Counter[Count] = Counter()
        self._samples: dict[Stage, deque[float]] = {stage: deque(maxlen=_KEPT) for stage in Stage}
        self._recent: deque[float] = deque(maxlen=1024)

    def count(self, what: Count, n: int = 1) -> None:
        """Add `n`."""
        with self._lock:
            self._counts[what] += n

    def sample(self, stage: Stage, ms: float) -> None:
        """Add one duration."""
        with self._lock:
            self._samples[stage].append(ms)

    def frame(self, timer: FrameTimer) -> None:
        """Take over the stages of a finished frame."""
        now = time.perf_counter()
        total = (now - timer.started) * 1e3
        with self._lock:
            self._counts[Count.FRAMES_PROCESSED] += 1
            self._recent.append(now)
            for stage, ms in timer.spent.items():
                self._samples[stage].append(ms)
            if Stage.DETECT not in timer.spent:
                self._counts[Count.FRAMES_PREDICTED] += 1
                return
            self._samples[Stage.FRAME].append(total)
            self._samples[Stage.OVERHEAD].append(total - sum(timer.spent.get(s, 0.0) for s in _NETWORKS))

    def figures(self, frames_read: int, frames_dropped: int) -> Figures:
        """Return everything at once; reading and dropping is counted by the cameras."""
        with self._lock:
            counts = Counter(self._counts)
            samples = {stage: tuple(values) for stage, values in self._samples.items()}
            recent = tuple(self._recent)
        now = time.perf_counter()
        return Figures(
            frames_read=frames_read,
            frames_processed=counts[Count.FRAMES_PROCESSED],
            frames_predicted=counts[Count.FRAMES_PREDICTED],
            frames_dropped=frames_dropped,
            fps=sum(t > now - 2.0 for t in recent) / 2.0,
            detections=counts[Count.DETECTIONS],
            tracks=counts[Count.TRACKS],
            extractions=counts[Count.EXTRACTIONS],
            splits=counts[Count.SPLITS],
            recognised=counts[Count.RECOGNISED],
            unknown=counts[Count.UNKNOWN],
            spoofs=counts[Count.SPOOFS],
            non_faces=counts[Count.NON_FACES],
            stages={stage.value: Spread.of(values) for stage, values in samples.items()},
        )
