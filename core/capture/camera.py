"""The loop that keeps one camera going."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from datetime import timedelta

import cv2
import numpy as np

from core.capture.inbox import Inbox
from core.capture.source import FrameSource, NoPicture, Picture
from core.domain.arrays import BgrImage, frozen
from core.domain.camera import CameraSpec, CameraState, CameraStatus
from core.domain.clock import Clock, SystemClock
from core.domain.errors import ErrorCode, KnownError
from core.domain.frame import Frame

log = logging.getLogger(__name__)

STALL_NS = 1_500_000_000
"""A stream without a picture for this long is shown as stalled: people notice within two seconds."""
_FPS_WINDOW_NS = 2_000_000_000
_READ_TIMEOUT_S = 0.25
_PAUSES_S = (0.5, 1.0, 2.0, 2.5)
"""Between attempts to reach a lost camera; with what an attempt itself takes, it is seen again within five seconds."""
_REFUSED_PAUSES_S = (5.0, 15.0, 30.0, 60.0)
"""After a wrong password: cameras lock an account that fails often. A changed address is tried at once."""
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
_AWAY = (CameraState.LOST, CameraState.REFUSED)


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
        refused_pauses_s: tuple[float, ...] = _REFUSED_PAUSES_S,
    ) -> None:
        self._spec = spec
        self._make_source = make_source
        self._inbox = inbox
        self._on_status = on_status
        self._clock = clock or SystemClock()
        self._replay = replay
        self._pauses_s = {CameraState.LOST: pauses_s, CameraState.REFUSED: refused_pauses_s}
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
        self._skipped = 0
        self._reconnects = 0
        self._due_ns = 0
        self._newest_ns: int | None = None
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
                state, detail = CameraState.STALLED, "No picture has come for more than a second."
            dropped = self._inbox.dropped(self._spec.id)
            age_ms = None if self._newest_ns is None else (now - self._newest_ns) / 1e6
            return CameraStatus(
                self._spec, state, detail, fps, self._frames, dropped, *self._size,
                self._skipped, self._reconnects, age_ms,
            )  # fmt: skip

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
        """Yield the seconds to wait before each attempt; a picture or another trouble starts the pauses afresh."""
        yield 0.0
        failed = 0
        while True:
            read, trouble = self._frames, self._state
            pauses = self._pauses_s.get(trouble, (0.0,))
            yield pauses[min(failed, len(pauses) - 1)]
            failed = failed + 1 if self._frames == read and self._state is trouble else 0

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
            self._set_state(_state_after(error) if retry else CameraState.FAILED, str(error))
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
        source.open()
        while not self._stop.is_set():
            with self._lock:
                if self._waiting_since_ns is None:
                    self._waiting_since_ns = self._clock.mono_ns()
            reading = source.read(_READ_TIMEOUT_S)
            if reading is NoPicture.ENDED:
                return
            frame = self._take(reading, paced=source.paced) if isinstance(reading, Picture) else None
            self.check()
            if frame is None:
                continue
            if source.paced:
                self._inbox.put(frame)
            else:
                self._inbox.put_wait(frame, self._stop)

    def _take(self, picture: Picture, *, paced: bool) -> Frame | None:
        """Note that a picture came; return it stamped, or None where more come than are wanted."""
        mono_ns = self._clock.mono_ns() - round(picture.late_s * 1e9)
        utc = self._clock.utc() - timedelta(seconds=picture.late_s)
        with self._lock:
            seq = self._frames
            self._reconnects += self._state in _AWAY and seq > 0
            self._frames += 1
            self._stamps.append(mono_ns)
            self._newest_ns = mono_ns
            self._state, self._detail = CameraState.LIVE, ""
            self._waiting_since_ns = mono_ns if paced else None
            if paced and self._too_soon(mono_ns):
                self._skipped += 1
                return None
        image = self._upright(picture.image)
        with self._lock:
            self._size = (image.shape[1], image.shape[0])
        return Frame(self._spec.id, seq, mono_ns, utc, frozen(image))

    def _too_soon(self, mono_ns: int) -> bool:
        """Tell whether a picture exceeds the wished rate, which is kept on average."""
        if mono_ns < self._due_ns:
            return True
        if self._spec.max_fps:
            self._due_ns = max(self._due_ns + round(1e9 / self._spec.max_fps), mono_ns)
        return False

    def _upright(self, image: BgrImage) -> BgrImage:
        if self._spec.rotation:
            image = np.asarray(cv2.rotate(image, _TURNS[self._spec.rotation]), np.uint8)
        if self._spec.mirror:
            image = np.asarray(cv2.flip(image, 1), np.uint8)
        return np.ascontiguousarray(image)


def _state_after(error: KnownError) -> CameraState:
    return CameraState.REFUSED if error.code is ErrorCode.SOURCE_REFUSED else CameraState.LOST
