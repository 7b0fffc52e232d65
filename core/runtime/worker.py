"""The inference threads: lease a frame, lease an engine, step the camera's pipeline, show the result."""

import logging
import threading
from collections.abc import Callable

from core.domain.ids import CameraId
from core.runtime.board import Board
from core.runtime.heartbeats import Heartbeats
from core.runtime.pipeline import CameraPipeline
from core.runtime.ports import EnginePool, Inbox

log = logging.getLogger(__name__)

_LEASE_TIMEOUT_S = 0.5


class InferWorker:
    """Owns one thread `infer-n`. It ends when `stopping` is set and the inbox closed.

    `at_work` returns a camera's pipeline and the engines it is stepped with, None of a camera that is gone.
    """

    def __init__(
        self,
        number: int,
        stopping: threading.Event,
        inbox: Inbox,
        board: Board,
        at_work: Callable[[CameraId], tuple[CameraPipeline, EnginePool] | None],
        beats: Heartbeats,
    ) -> None:
        self._beats = beats
        self._stopping = stopping
        self._inbox = inbox
        self._board = board
        self._at_work = at_work
        self._thread = threading.Thread(target=self._run, name=f"infer-{number}", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def join(self, timeout_s: float) -> bool:
        """Wait for the end; False if it did not come in time."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            lease = self._inbox.lease(_LEASE_TIMEOUT_S)
            if lease is None:
                continue
            try:
                at_work = self._at_work(lease.frame.camera)
                if at_work is not None:
                    pipeline, pool = at_work
                    with self._beats.working(), pool.lease() as engine:
                        self._board.show(pipeline.step(lease.frame, engine))
            except Exception:
                # A bug in one frame must not blind every camera; the traceback is the bug report.
                log.exception("A frame of %s could not be processed", lease.frame.camera)
            finally:
                lease.release()
