"""Following faces from frame to frame: who in this picture is who in the last one.

One tracker per camera; it is owned by whoever holds the camera's lease, so it needs no lock. Association is
optimal (Hungarian) over overlap and distance of motion-predicted boxes.
A track that reappears after a gap, or whose picture changed at once (a cut, someone stepping in front), is
marked `doubtful`: the pipeline then measures the face again and calls `split` if it is somebody else's.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from core.domain.arrays import Floats
from core.domain.faces import Detections

_FORBIDDEN = 1.2
"""Just over what any possible pair costs: were it much more, the assignment would rather wrong two tracks than leave
one without a face."""


@dataclass(frozen=True, slots=True)
class TrackerSettings:
    """Spans in frames. Chosen on recorded clips; `tests/benchmarks/tracking.py` repeats the comparison."""

    confirm_frames: int = 2
    max_lost_frames: int = 50
    doubt_after_frames: int = 8
    min_overlap: float = 0.2
    max_shift: float = 0.5
    """Largest jump of the centre between two frames, in face sizes."""
    max_growth: float = 1.7
    """Largest change of size between two frames, as a ratio."""
    velocity_gain: float = 0.35
    same_picture: float = 0.65
    same_picture_later: float = 0.5
    """Correlation of the face's thumbnail with its last one under which the picture has changed at once. Frame after
    frame 99 % of faces stay over it, but for crowds in motion; 98 % of pairs of different people are under it.
    Later: two to eight frames afterwards 95 % of faces stay over that one in nine clips of ten, and whoever stepped
    into another's place came to 0.2 at most."""


@dataclass(slots=True)
class Track:
    """A face being followed; mutable, private to the camera's lease holder.

    `box` (4,) and `landmarks` (5, 2) are the last *seen* ones in pixels, `velocity` (4,) pixels a frame;
    `row` is the index into the current frame's detections, -1 while the face is not seen.
    """

    id: int
    box: Floats
    landmarks: Floats
    score: float
    first_seq: int
    last_seq: int
    row: int
    velocity: Floats = field(default_factory=lambda: np.zeros(4, np.float32))
    hits: int = 1
    doubtful: bool = False
    thumbnail: Floats | None = None

    def predicted(self, seq: int) -> Floats:
        """Return where the box (4,) should be at frame `seq`; motion is trusted for a quarter of a second at most."""
        return self.box + self.velocity * min(seq - self.last_seq, 6)


class Tracker:
    """Tracks of one camera. IDs count from 1 and are never used twice."""

    def __init__(self, settings: TrackerSettings | None = None) -> None:
        self._settings = settings or TrackerSettings()
        self._confirmed: list[Track] = []
        self._tentative: list[Track] = []
        self._next_id = 1

    @property
    def tracks(self) -> tuple[Track, ...]:
        """Every live track, seen in the last frame or not."""
        return tuple(self._confirmed)

    def successor(self) -> "Tracker":
        """Return a tracker without tracks that goes on counting where this one stopped."""
        fresh = Tracker(self._settings)
        fresh._next_id = self._next_id
        return fresh

    def update(self, seq: int, detections: Detections, thumbnails: Floats | None = None) -> list[Track]:
        """Advance to frame `seq` and return the tracks that ended.

        `thumbnails` is (n, m) float32, zero mean and unit length per row, one for each detection; a row of zeros
        stands for a face whose picture was not taken.
        """
        for track in (*self._confirmed, *self._tentative):
            track.row = -1
        left = self._continue(self._confirmed, np.arange(len(detections)), seq, detections, thumbnails)
        left = self._continue(self._tentative, left, seq, detections, thumbnails)
        self._promote()
        self._begin(left, seq, detections, thumbnails)
        oldest = seq - self._settings.max_lost_frames
        ended = [t for t in self._confirmed if t.last_seq < oldest]
        self._confirmed = [t for t in self._confirmed if t.last_seq >= oldest]
        return ended

    def split(self, track: Track) -> Track:
        """Give the face in `track` a new identity because it proved to be somebody else; return the new track."""
        fresh = Track(
            self._take_id(), track.box, track.landmarks, track.score, track.last_seq, track.last_seq, track.row,
            track.velocity, self._settings.confirm_frames, thumbnail=track.thumbnail,
        )  # fmt: skip
        self._confirmed[self._confirmed.index(track)] = fresh
        return fresh

    def _take_id(self) -> int:
        taken, self._next_id = self._next_id, self._next_id + 1
        return taken

    def _continue(
        self, tracks: list[Track], rows: np.ndarray, seq: int, detections: Detections, thumbnails: Floats | None
    ) -> np.ndarray:
        """Match `tracks` to the detections in `rows`; return the rows nobody took."""
        if not tracks or not len(rows):
            return rows
        predicted = np.stack([t.predicted(seq) for t in tracks])
        gaps = np.array([seq - t.last_seq for t in tracks], np.float32)
        cost = association_cost(predicted, detections.boxes[rows], gaps, self._settings)
        taken = np.zeros(len(rows), bool)
        for i, j in zip(*linear_sum_assignment(cost), strict=True):
            if cost[i, j] < _FORBIDDEN:
                self._move(tracks[i], int(rows[j]), seq, detections, thumbnails)
                taken[j] = True
        return rows[~taken]

    def _move(self, track: Track, row: int, seq: int, detections: Detections, thumbnails: Floats | None) -> None:
        gap = seq - track.last_seq
        box = detections.boxes[row]
        gain = self._settings.velocity_gain
        if gap <= self._settings.doubt_after_frames:
            track.velocity = (1 - gain) * track.velocity + gain * (box - track.box) / max(gap, 1)
        else:
            track.velocity = np.zeros(4, np.float32)
            track.doubtful = True
        if thumbnails is not None and thumbnails[row].any():
            changed = track.thumbnail is not None and float(track.thumbnail @ thumbnails[row]) < self._same_after(gap)
            track.doubtful = track.doubtful or changed
            track.thumbnail = thumbnails[row]
        track.box, track.landmarks, track.score = box, detections.landmarks[row], float(detections.scores[row])
        track.last_seq, track.row, track.hits = seq, row, track.hits + 1

    def _same_after(self, gap: int) -> float:
        """A face may change more over a gap before its picture counts as another."""
        return self._settings.same_picture if gap <= 1 else self._settings.same_picture_later

    def _promote(self) -> None:
        ready = [t for t in self._tentative if t.row >= 0 and t.hits >= self._settings.confirm_frames]
        for track in ready:
            track.id = self._take_id()
        self._confirmed += ready
        # A newcomer that was not seen again at once was a flicker of the detector.
        self._tentative = [t for t in self._tentative if t.row >= 0 and t.hits < self._settings.confirm_frames]

    def _begin(self, rows: np.ndarray, seq: int, detections: Detections, thumbnails: Floats | None) -> None:
        for row in rows.tolist():
            self._tentative.append(
                Track(
                    0,
                    detections.boxes[row],
                    detections.landmarks[row],
                    float(detections.scores[row]),
                    seq,
                    seq,
                    row,
                    thumbnail=None if thumbnails is None else thumbnails[row],
                )
            )


def association_cost(predicted: Floats, boxes: Floats, gaps: Floats, settings: TrackerSettings) -> Floats:
    """Return the (tracks, detections) cost of calling them the same face; `_FORBIDDEN` where they cannot be.

    `predicted` (t, 4), `boxes` (d, 4) in pixels; `gaps` (t,) frames since each track was seen, which widens its gate.
    """
    overlap = iou(predicted, boxes)
    size_p, size_b = _sizes(predicted), _sizes(boxes)
    reach = np.maximum(size_p[:, None], size_b[None, :])
    shift = np.linalg.norm(_centres(predicted)[:, None] - _centres(boxes)[None], axis=2) / reach
    growth = reach / np.minimum(size_p[:, None], size_b[None, :])
    slack = np.minimum(1.0 + 0.05 * (gaps[:, None] - 1), 1.6)
    near = (overlap >= settings.min_overlap) | (shift <= settings.max_shift * slack)
    possible = near & (growth <= settings.max_growth * slack)
    cost = 1.0 - 0.7 * overlap - 0.3 * np.exp(-shift)
    # Of two tracks that could claim a face, the one seen more recently has the better right to it.
    cost = cost + 0.005 * np.minimum(gaps[:, None], 40)
    return np.where(possible, cost, _FORBIDDEN).astype(np.float32)


def iou(a: Floats, b: Floats) -> Floats:
    """Return the (n, m) intersection over union of boxes (n, 4) and (m, 4)."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    shared = np.prod(np.clip(high - low, 0, None), axis=2)
    area_a, area_b = np.prod(a[:, 2:] - a[:, :2], axis=1), np.prod(b[:, 2:] - b[:, :2], axis=1)
    return np.asarray(shared / np.maximum(area_a[:, None] + area_b[None] - shared, 1e-6), np.float32)


def _centres(boxes: Floats) -> Floats:
    return np.asarray((boxes[:, :2] + boxes[:, 2:]) / 2, np.float32)


def _sizes(boxes: Floats) -> Floats:
    sides = np.maximum(boxes[:, 2:] - boxes[:, :2], 1.0)
    return np.asarray(np.sqrt(sides[:, 0] * sides[:, 1]), np.float32)
