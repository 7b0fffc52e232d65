"""What is known right now, readable from any thread: the newest view per camera, the identity and shots per track."""

import threading
from collections import OrderedDict
from dataclasses import dataclass

from core.domain.ids import CameraId
from core.domain.matching import UNDECIDED, Decision
from core.domain.tracking import FaceShot, FrameView

TrackKey = tuple[CameraId, int]

KEPT_TRACKS = 100
"""Tracks whose shots stay at hand for enrolment, about a third of a megabyte each."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a tile writes beside a face."""

    decision: Decision
    name: str | None


NOBODY_YET = Identity(UNDECIDED, None)


class Board:
    """Written by the pipeline and the decider, read by everybody."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._views: dict[CameraId, FrameView] = {}
        self._identities: dict[TrackKey, Identity] = {}
        self._shots: OrderedDict[TrackKey, tuple[FaceShot, ...]] = OrderedDict()

    def show(self, view: FrameView) -> None:
        """Make `view` the newest of its camera."""
        with self._lock:
            self._views[view.frame.camera] = view

    def view(self, camera: CameraId) -> FrameView | None:
        """Return the newest processed frame, None before the first."""
        with self._lock:
            return self._views.get(camera)

    def identify(self, key: TrackKey, identity: Identity) -> None:
        """Publish what was decided on a track."""
        with self._lock:
            self._identities[key] = identity

    def identity(self, key: TrackKey) -> Identity:
        """Return the identity of a live track."""
        with self._lock:
            return self._identities.get(key, NOBODY_YET)

    def keep_shots(self, key: TrackKey, shots: tuple[FaceShot, ...]) -> None:
        """Keep a track's shots at hand; the longest untouched track makes room."""
        with self._lock:
            self._shots[key] = shots
            self._shots.move_to_end(key)
            while len(self._shots) > KEPT_TRACKS:
                self._shots.popitem(last=False)

    def shots(self, key: TrackKey) -> tuple[FaceShot, ...]:
        """Return a track's shots, best first; empty when there are none or they made room."""
        with self._lock:
            return tuple(sorted(self._shots.get(key, ()), key=lambda s: -s.quality.overall))

    def forget_track(self, key: TrackKey) -> None:
        """Drop the identity of an ended track; its shots stay a while."""
        with self._lock:
            self._identities.pop(key, None)

    def forget_camera(self, camera: CameraId) -> None:
        """Drop a removed camera's picture and identities."""
        with self._lock:
            self._views.pop(camera, None)
            for key in [k for k in self._identities if k[0] == camera]:
                del self._identities[key]
