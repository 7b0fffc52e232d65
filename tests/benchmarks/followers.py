"""The trackers that are compared, all given the same detections: Usher's own and those of installed libraries.

Every library runs with its published settings, except that a lost face is waited for as long as Usher's tracker
does (50 frames), and that a track begins where Usher's begins (score 0.7, seen twice), where that can be set.
"""

import importlib
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np

from core.config import DetectionSettings
from core.domain.faces import Detections
from core.vision.tracker import Tracker, TrackerSettings
from tests.benchmarks.recording import TrackIds


class Follower(Protocol):
    """A tracker of any make."""

    def follow(self, seq: int, found: Detections) -> TrackIds:
        """Advance to frame `seq`; return (n,) the track of each detection, 0 where it has none."""
        ...


class OwnFollower:
    """Usher's tracker by motion alone: no thumbnails, no splitting by embedding."""

    def __init__(self) -> None:
        self._tracker = Tracker()

    def follow(self, seq: int, found: Detections) -> TrackIds:
        self._tracker.update(seq, found)
        ids = np.zeros(len(found), np.int64)
        for track in self._tracker.tracks:
            if track.row >= 0:
                ids[track.row] = track.id
        return ids


class SupervisionFollower:
    """One of the trackers of the library `trackers`, which speaks supervision's `Detections`."""

    def __init__(self, name: str, **settings: float) -> None:
        self._detections: Any = importlib.import_module("supervision").Detections
        self._tracker: Any = getattr(importlib.import_module("trackers"), name)(**settings)

    def follow(self, seq: int, found: Detections) -> TrackIds:
        del seq
        rows = np.arange(len(found))
        given = self._detections(xyxy=np.array(found.boxes), confidence=np.array(found.scores), data={"row": rows})
        answer = self._tracker.update(given)
        ids = np.zeros(len(found), np.int64)
        if len(answer):
            ids[answer.data["row"]] = answer.tracker_id + 1  # it counts from 0 and says -1 for none
        return ids


class NorfairFollower:
    """Norfair, matching by overlap."""

    def __init__(self, settings: TrackerSettings) -> None:
        norfair: Any = importlib.import_module("norfair")
        self._detection = norfair.Detection
        self._tracker = norfair.Tracker(
            distance_function="iou",
            distance_threshold=1.0 - settings.min_overlap,
            hit_counter_max=settings.max_lost_frames,
            initialization_delay=settings.confirm_frames - 1,
        )

    def follow(self, seq: int, found: Detections) -> TrackIds:
        del seq
        boxes = enumerate(found.boxes)
        given = [self._detection(points=box.reshape(2, 2).astype(float), data=row) for row, box in boxes]
        ids = np.zeros(len(found), np.int64)
        fresh = {id(one) for one in given}
        for tracked in self._tracker.update(given):
            if id(tracked.last_detection) in fresh:
                ids[tracked.last_detection.data] = tracked.id
        return ids


def followers() -> tuple[dict[str, Callable[[], Follower]], list[str]]:
    """Return how to make each tracker that is installed, Usher's first, and the names of those that are not."""
    own = TrackerSettings()
    patience: Mapping[str, float] = {"lost_track_buffer": own.max_lost_frames}
    birth: Mapping[str, float] = {"track_activation_threshold": DetectionSettings().min_score}
    everyone: dict[str, tuple[str, Callable[[], Follower]]] = {
        "Usher, motion alone": ("core", OwnFollower),
        "trackers: ByteTrack": (
            "trackers", lambda: SupervisionFollower("ByteTrackTracker", **patience, **birth),
        ),
        "trackers: OC-SORT": ("trackers", lambda: SupervisionFollower("OCSORTTracker", **patience)),
        "norfair": ("norfair", lambda: NorfairFollower(own)),
    }  # fmt: skip
    there = {name: make for name, (module, make) in everyone.items() if find_spec(module)}
    return there, [name for name in everyone if name not in there]
