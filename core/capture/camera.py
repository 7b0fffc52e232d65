"""The loop that keeps one camera going."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator

import cv2
import numpy as np

from core.capture.inbox import Inbox
from core.capture.source import FrameSource, NoPicture, Picture
from core.domain.arrays import frozen
from core.domain.camera import CameraSpec, CameraState, CameraStatus
from core.domain.clock import Clock, SystemClock
from core.domain.errors import KnownError
from core.domain.frame import Frame

log = logging.getLogger(__name__)

STALL_NS = 2_000_000_000
"""A stream without a picture for this long is shown as stalled: people notice within seconds."""
_FPS_WINDOW_NS = 2_000_000_000
_READ_TIMEOUT_S = 0.25
_PAUSES_S = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Between attempts to reach a lost camera: soon after a hiccup, gently when it stays away."""


class CameraLoop:
    """Reads one camera on its own thread `capture-<id>`, stamps frames and leaves them in the inbox.

    `make_source` is called for every (re)connection. `replay` starts a recording again when it ends.
    `on_status` is told every change of state, from the loop's thread or from `check`; it must not raise.
    """

    def __init__(
        self,
        spec: CameraSpec,
        make_source: Callable[[], FrameSource],
        inbox: Inbox,
        on_status: Callable[[CameraStatus], None],
        *,
        clock: Clock | None = None,
        replay: bool = False,
        pauses_s: tuple[float, ...] = _PAUSES_S,
    ) -> None:
        self._spec = spec
        self._make_source = make_source
        self._inbox = inbox
        self._on_status = on_status
        self._clock = clock or SystemClock()
        self._replay = replay
        self._pauses_s = pauses_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"capture-{spec.id}", daemon=True)
        self._lock = threading.Lock()
        self._telling = threading.Lock()  # keeps changes in order when loop and watchdog see them at once
        self._source: FrameSource | None = None
        self._state = CameraState.CONNECTING
        self._told: CameraState | None = None
        self._detail = ""
        self._size = (0, 0)
        self._frames = 0
        self._stamps: deque[int] = deque()
        self._waiting_since_ns: int | None = None

    def start(self) -> None:
        """Begin; a second call does nothing."""
        with self._lock:
            if self._thread.ident is None and not self._stop.is_set():
                self._thread.start()

    def stop(self, timeout_s: float = 3.0) -> bool:
        """End the loop; idempotent. Returns False when a driver still blocks after `timeout_s` seconds."""
        with self._lock:
            self._stop.set()
            source = self._source
        if source is not None:
            source.close()
        self._inbox.wake()
        if self._thread.ident is None:
            return True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def status(self) -> CameraStatus:
        """Return the camera's condition now; from any thread."""
        with self._lock:
            now = self._clock.mono_ns()
            while self._stamps and now - self._stamps[0] > _FPS_WINDOW_NS:
                self._stamps.popleft()
            fps = (
                (len(self._stamps) - 1) * 1e9 / (now - self._stamps[0])
                if self._stamps and now > self._stamps[0]
                else 0.0
            )
            state, detail = self._state, self._detail
            waited = 0 if self._waiting_since_ns is None else now - self._waiting_since_ns
            if state is CameraState.LIVE and waited > STALL_NS:
                state, detail = CameraState.STALLED, "No picture has come for more than two seconds."
            dropped = self._inbox.dropped(self._spec.id)
            return CameraStatus(self._spec, state, detail, fps, self._frames, dropped, *self._size)

    def check(self) -> None:
        """Tell `on_status` about a stall; for a watchdog, as a blocked driver keeps the loop itself from noticing."""
        with self._telling:
            status = self.status()
            if status.state is self._told:
                return
            self._told = status.state
            self._on_status(status)

    def _set_state(self, state: CameraState, detail: str = "") -> None:
        with self._lock:
            self._state, self._detail = state, detail
        if not self._stop.is_set():
            self.check()

    def _run(self) -> None:
        try:
            self._set_state(CameraState.CONNECTING)
            for pause_s in self._attempts():
                if self._stop.wait(pause_s) or self._play():
                    return
        except Exception:
            log.exception("camera %s stopped because of a bug", self._spec.name)
            self._set_state(CameraState.FAILED, "An error inside Usher stopped this camera. The log says more.")

    def _attempts(self) -> Iterator[float]:
        """Yield the seconds to wait before each attempt; a picture in between starts the pauses afresh."""
        yield 0.0
        lost = 0
        while True:
            read = self._frames
            yield self._pauses_s[min(lost, len(self._pauses_s) - 1)] if self._state is CameraState.LOST else 0.0
            lost = 0 if self._frames > read else lost + 1

    def _play(self) -> bool:
        """Connect and read until the stream ends or breaks; return whether that was all."""
        source: FrameSource | None = None
        before = self._frames
        try:
            source = self._make_source()
            with self._lock:
                self._source = source
                if self._stop.is_set():
                    return True
            self._deliver(source)
        except KnownError as error:
            retry = source is not None and source.live
            self._set_state(CameraState.LOST if retry else CameraState.FAILED, str(error))
            return not retry
        finally:
            with self._lock:
                self._source = None
                self._waiting_since_ns = None
            if source is not None:
                source.close()
        if self._replay and self._frames > before:
            return False
        self._set_state(CameraState.ENDED)
        return True

    def _deliver(self, source: FrameSource) -> None:
        """Pass on pictures until there are no more. Raises KnownError when the stream breaks."""
        info = source.open()
        with self._lock:
            self._size = (info.width, info.height)
        while not self._stop.is_set():
            with self._lock:
                if self._waiting_since_ns is None:
                    self._waiting_since_ns = self._clock.mono_ns()
            reading = source.read(_READ_TIMEOUT_S)
            if reading is NoPicture.ENDED:
                return
            frame = self._stamp(reading) if isinstance(reading, Picture) else None
            self.check()
            if frame is None:
                continue
            if source.paced:
                self._inbox.put(frame)
            else:
                self._inbox.put_wait(frame, self._stop)

    def _stamp(self, picture: Picture) -> Frame:
        mono_ns, utc = self._clock.mono_ns(), self._clock.utc()
        image = np.ascontiguousarray(picture.image)
        if self._spec.mirror:
            image = np.asarray(cv2.flip(image, 1), np.uint8)
        with self._lock:
            seq = self._frames
            self._frames += 1
            self._stamps.append(mono_ns)
            self._size = (image.shape[1], image.shape[0])
            self._state, self._detail = CameraState.LIVE, ""
            self._waiting_since_ns = None
        return Frame(self._spec.id, seq, mono_ns, utc, frozen(image))
