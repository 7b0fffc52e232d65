"""How often something is painted, and how old it is by then."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from core.domain.ids import CameraId

KEPT = 8192
"""Paintings remembered: over four minutes at 30 a second."""

RECENT_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class TileCounters:
    """One tile: repaints a second over the last two seconds, all repaints, and the age of pictures when painted (ms).

    The ages are over the remembered paintings, or over the recent ones where asked for.
    """

    camera: CameraId
    repaints: int
    repaints_per_s: float
    frame_age_p50_ms: float
    frame_age_p95_ms: float
    frame_age_max_ms: float


@dataclass(frozen=True, slots=True)
class WallCounters:
    """The whole wall: in how many timer ticks a second something was repainted, and each tile."""

    repaints_per_s: float
    tiles: tuple[TileCounters, ...]

    @property
    def frame_age_p95_ms(self) -> float:
        """The worst tile's."""
        return max((tile.frame_age_p95_ms for tile in self.tiles), default=0.0)


class Meter:
    """Counts paintings; used by one thread."""

    def __init__(self) -> None:
        self._seen: deque[tuple[int, float]] = deque(maxlen=KEPT)
        self.count = 0

    def add(self, now_ns: int, age_ms: float = 0.0) -> None:
        """Count a painting of a picture `age_ms` old."""
        self._seen.append((now_ns, age_ms))
        self.count += 1

    def restart(self) -> None:
        """Forget everything, to measure from here."""
        self._seen.clear()
        self.count = 0

    def per_second(self, now_ns: int) -> float:
        """Return the rate over the last two seconds."""
        recent = 0
        for when, _ in reversed(self._seen):
            if when <= now_ns - RECENT_NS:
                break
            recent += 1
        return recent / (RECENT_NS / 1e9)

    def ages(self, since_ns: int = 0) -> tuple[float, float, float]:
        """Return median, 95th percentile and maximum age in ms of what was painted since; zeros where nothing was."""
        ages = [age for when, age in self._seen if when > since_ns]
        if not ages:
            return 0.0, 0.0, 0.0
        p50, p95, top = np.percentile(ages, (50, 95, 100)).round(1).tolist()
        return p50, p95, top

    def counters(self, camera: CameraId, now_ns: int, *, recent: bool = False) -> TileCounters:
        """Summarise, over everything remembered or over the last two seconds."""
        ages = self.ages(now_ns - RECENT_NS if recent else 0)
        return TileCounters(camera, self.count, self.per_second(now_ns), *ages)
