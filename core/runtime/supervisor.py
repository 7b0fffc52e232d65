"""Starts and stops the live part in order: producers first, then consumers in flow order, each with a deadline."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from core.capture.camera import CameraLoop
from core.capture.factory import make_source
from core.capture.inbox import Inbox
from core.capture.source import FrameSource
from core.config import Settings
from core.domain.camera import CameraSpec, CameraState, CameraStatus
from core.domain.clock import Clock
from core.domain.ids import CameraId
from core.runtime.board import Board
from core.runtime.decider import Message
from core.runtime.figures import Recorder
from core.runtime.pipeline import CameraPipeline
from core.runtime.ports import EnginePool, NonFaces
from core.runtime.shelf import PackShelf
from core.runtime.worker import InferWorker

log = logging.getLogger(__name__)

CAMERA_STOP_S = 2.0
WORKER_STOP_S = 2.0
CHECK_S = 0.25
_GONE = (CameraState.ENDED, CameraState.FAILED, CameraState.LOST, CameraState.REFUSED)
_OVER = (CameraState.ENDED, CameraState.FAILED)


@dataclass(frozen=True, slots=True)
class Playback:
    """How recordings are played: paced like a camera or as fast as they are processed, for ever or once."""

    realtime: bool = True
    loop: bool = True


@dataclass(frozen=True, slots=True)
class _Watched:
    """One camera at work."""

    spec: CameraSpec
    loop: CameraLoop
    pipeline: CameraPipeline


class Supervisor:
    """Owns cameras, inference workers and the thread that notices stalls. `changed` hears every change of state."""

    def __init__(
        self,
        settings: Settings,
        packs: PackShelf,
        board: Board,
        recorder: Recorder,
        send: Callable[[Message], None],
        changed: Callable[[CameraStatus], None],
        clock: Clock,
        playback: Playback,
        non_faces: NonFaces | None = None,
    ) -> None:
        self._non_faces = non_faces
        self._packs = packs
        self._settings = settings
        self._board = board
        self._recorder = recorder
        self._send = send
        self._changed = changed
        self._clock = clock
        self._playback = playback
        self._lock = threading.Lock()
        self._watched: dict[CameraId, _Watched] = {}
        self._inbox = Inbox()
        self._stopping = threading.Event()
        self._workers = [
            InferWorker(n, self._stopping, self._inbox, board, self._at_work, recorder.beats) for n in range(packs.size)
        ]
        self._watchdog = threading.Thread(target=self._notice_stalls, name="watchdog", daemon=True)

    def start(self) -> None:
        """Start the workers; cameras follow with `add`."""
        for worker in self._workers:
            worker.start()
        self._watchdog.start()

    def add(self, spec: CameraSpec) -> None:
        """Open a camera in the background; returns at once."""
        pipeline = CameraPipeline(
            spec, self._settings.recognition, self._board, self._recorder, self._send, self._non_faces
        )
        loop = CameraLoop(
            spec,
            partial(self._open_source, spec),
            self._inbox,
            self._on_status,
            clock=self._clock,
            replay=self._playback.loop,
        )
        with self._lock:
            self._watched[spec.id] = _Watched(spec, loop, pipeline)
        loop.start()

    def remove(self, camera: CameraId) -> None:
        """Stop a camera and forget it; waits up to two seconds for its driver."""
        with self._lock:
            watched = self._watched.pop(camera, None)
        if watched is not None:
            self._stop_camera(watched)
            self._inbox.forget(camera)
            watched.pipeline.finish()
            self._board.forget_camera(camera)

    def spec(self, camera: CameraId) -> CameraSpec | None:
        """Return a watched camera's description."""
        watched = self._watched.get(camera)
        return watched.spec if watched else None

    @property
    def waiting(self) -> int:
        """How many cameras have a frame that waits for a worker."""
        return self._inbox.waiting

    def statuses(self) -> tuple[CameraStatus, ...]:
        """Return the state of every camera, in the order they were added."""
        with self._lock:
            watched = tuple(self._watched.values())
        return tuple(w.loop.status() for w in watched)

    def wait_until_ended(self, timeout_s: float) -> bool:
        """Wait until every camera is over and its last frame processed; False when time ran out first."""
        deadline = time.monotonic() + timeout_s
        while any(status.state not in _OVER for status in self.statuses()):
            if time.monotonic() > deadline or self._stopping.wait(0.05):
                return False
        if not self._inbox.wait_idle(max(0.0, deadline - time.monotonic())):
            return False
        self._finish_all()
        return True

    def stop(self) -> None:
        """Stop cameras, then workers; every wait has a deadline, and what misses it is logged."""
        with self._lock:
            watched = tuple(self._watched.values())
        stopping = [threading.Thread(target=self._stop_camera, args=(w,), name="stop-camera") for w in watched]
        for thread in stopping:
            thread.start()
        for thread in stopping:
            thread.join()
        self._stopping.set()
        self._inbox.close()
        deadline = time.monotonic() + WORKER_STOP_S
        for number, worker in enumerate(self._workers):
            if not worker.join(max(0.0, deadline - time.monotonic())):
                log.error("Worker infer-%d did not stop in time", number)
        if self._watchdog.ident is not None:
            self._watchdog.join()
        self._finish_all()

    def _finish_all(self) -> None:
        for watched in tuple(self._watched.values()):
            watched.pipeline.finish()

    def _stop_camera(self, watched: _Watched) -> None:
        if not watched.loop.stop(CAMERA_STOP_S):
            log.error("Camera %s did not let go within %.0f s", watched.spec.name, CAMERA_STOP_S)

    def _open_source(self, spec: CameraSpec) -> FrameSource:
        """Load the camera's models, if they are its own, before its first picture; on the camera's thread."""
        self._packs.of(spec.pack)
        return make_source(spec.source, realtime=self._playback.realtime)

    def _at_work(self, camera: CameraId) -> tuple[CameraPipeline, EnginePool] | None:
        watched = self._watched.get(camera)
        return (watched.pipeline, self._packs.of(watched.spec.pack)) if watched else None

    def _on_status(self, status: CameraStatus) -> None:
        self._changed(status)
        watched = self._watched.get(status.spec.id)
        if watched is not None and status.state in _GONE and self._playback.realtime:
            # Faces of a camera that is gone are gone too; a recording's last frames may still be in work.
            watched.pipeline.finish()

    def _notice_stalls(self) -> None:
        while not self._stopping.wait(CHECK_S):
            with self._lock:
                watched = tuple(self._watched.values())
            for one in watched:
                one.loop.check()
