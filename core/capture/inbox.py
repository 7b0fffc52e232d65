"""Where cameras leave their newest frame and workers fetch it."""

import threading

from core.domain.frame import Frame
from core.domain.ids import CameraId


class Inbox:
    """The newest frame of each camera, leased fairly.

    A camera is with at most one worker at a time, so that what is kept per camera needs no lock. Of the
    cameras with a frame the one that has waited longest is next: with n cameras, at most n - 1 leases of
    others come before it.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._pending: dict[CameraId, Frame] = {}  # in the order in which the cameras began to wait
        self._leased: set[CameraId] = set()
        self._put: dict[CameraId, int] = {}
        self._dropped: dict[CameraId, int] = {}
        self._closed = False

    def put(self, frame: Frame) -> None:
        """Leave a frame. One of this camera that nobody fetched yet gives way to it, and counts as dropped."""
        with self._changed:
            self._leave(frame)

    def put_wait(self, frame: Frame, stop: threading.Event) -> bool:
        """Leave a frame once the previous one of its camera was fetched, so that none is dropped.

        Returns False, without leaving it, when `stop` is set (and `wake` called) or the inbox is closed.
        """
        with self._changed:
            self._changed.wait_for(lambda: stop.is_set() or self._closed or frame.camera not in self._pending)
            if stop.is_set() or self._closed:
                return False
            self._leave(frame)
            return True

    def _leave(self, frame: Frame) -> None:
        if self._closed:
            return
        camera = frame.camera
        self._put[camera] = self.put_count(camera) + 1
        if camera in self._pending:
            self._dropped[camera] = self.dropped(camera) + 1
        self._pending[camera] = frame
        self._changed.notify_all()

    def lease(self, timeout_s: float | None = None) -> "FrameLease | None":
        """Wait for a frame of a camera nobody holds; None after `timeout_s` or once the inbox is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._ready() is not None, timeout_s)
            camera = self._ready()
            if camera is None or self._closed:
                return None
            self._leased.add(camera)
            frame = self._pending.pop(camera)
            self._changed.notify_all()
            return FrameLease(self, frame)

    def _ready(self) -> CameraId | None:
        return next((camera for camera in self._pending if camera not in self._leased), None)

    def _release(self, camera: CameraId) -> None:
        with self._changed:
            self._leased.discard(camera)
            self._changed.notify_all()

    @property
    def waiting(self) -> int:
        """How many cameras have a frame that waits for a worker."""
        return len(self._pending)

    def put_count(self, camera: CameraId) -> int:
        """Return how many frames of `camera` were left here."""
        return self._put.get(camera, 0)

    def dropped(self, camera: CameraId) -> int:
        """Return how many frames of `camera` gave way to a newer one."""
        return self._dropped.get(camera, 0)

    def forget(self, camera: CameraId) -> None:
        """Drop the waiting frame and the counts of a camera that is taken away."""
        with self._changed:
            self._pending.pop(camera, None)
            self._put.pop(camera, None)
            self._dropped.pop(camera, None)
            self._changed.notify_all()

    def wait_idle(self, timeout_s: float | None = None) -> bool:
        """Wait until no frame is waiting and none is with a worker; False after `timeout_s`."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._pending and not self._leased, timeout_s)

    def wake(self) -> None:
        """Make every waiting `put_wait` look at its stop event again."""
        with self._changed:
            self._changed.notify_all()

    def close(self) -> None:
        """Let go of all frames and send everyone away who waits; idempotent."""
        with self._changed:
            self._closed = True
            self._pending.clear()
            self._changed.notify_all()


class FrameLease:
    """A frame handed to one worker, see `core.runtime.ports.Lease`."""

    def __init__(self, inbox: Inbox, frame: Frame) -> None:
        self._inbox = inbox
        self._frame = frame
        self._held = True

    @property
    def frame(self) -> Frame:
        """The newest frame of the leased camera."""
        return self._frame

    def release(self) -> None:
        """Give the camera back; idempotent."""
        if self._held:
            self._held = False
            self._inbox._release(self._frame.camera)  # noqa: SLF001 - the two are one
