"""Real videos and a scripted source for the capture tests."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import av
import numpy as np

from core.capture.source import FrameSource, NoPicture, Picture, Reading, SourceInfo
from core.domain.arrays import BgrImage
from core.domain.camera import CameraSpec, CameraState, CameraStatus
from core.domain.errors import ErrorCode, KnownError
from core.domain.frame import Frame
from core.domain.ids import CameraId

SIZE = (96, 64)
"""Width, height."""
CAMERA = CameraId("door")
SPEC = CameraSpec(CAMERA, "Door", "…")
LOST = KnownError(ErrorCode.SOURCE_LOST, source="usb:0")
REFUSED = KnownError(ErrorCode.SOURCE_REFUSED, source="rtsp://camera/live")
AWAY = KnownError(ErrorCode.SOURCE_UNAVAILABLE, source="usb:0", detail="no camera answers")


def shade(index: int) -> int:
    """Return the grey level of frame `index`, far enough from its neighbours to survive compression."""
    return 20 + index * 12 % 220


def write_video(
    path: Path,
    frames: int = 10,
    *,
    codec: str = "libx264",
    pixels: str = "yuv420p",
    fps: int = 25,
    size: tuple[int, int] = SIZE,
    rotation: int = 0,
    container_options: dict[str, str] | None = None,
    noise: bool = False,
) -> Path:
    """Encode grey frames of `shade(0)`, `shade(1)`, …; the top left corner is white, to tell which way is up."""
    random = np.random.default_rng(1)
    with av.open(str(path), "w", options=container_options or {}) as container:
        stream = container.add_stream(codec, rate=fps, width=size[0], height=size[1], pix_fmt=pixels)
        assert isinstance(stream, av.VideoStream)
        if rotation:
            stream.set_display_rotation(rotation)
        for index in range(frames):
            image = np.full((size[1], size[0], 3), shade(index), np.uint8)
            if noise:
                image = random.integers(0, 255, image.shape, np.uint8)
            image[: size[1] // 4, : size[0] // 4] = 255
            frame = av.VideoFrame.from_ndarray(image, format="bgr24")
            frame.pts = index
            container.mux(stream.encode(frame.reformat(format=pixels)))
        container.mux(stream.encode(None))
    return path


def levels(pictures: Iterable[Picture]) -> list[int]:
    """Return the grey level in the middle of each picture."""
    return [int(p.image[p.image.shape[0] // 2, p.image.shape[1] // 2, 1]) for p in pictures]


def frame(camera: str, seq: int, image: BgrImage | None = None) -> Frame:
    """Return a tiny frame."""
    pixels = np.zeros((2, 2, 3), np.uint8) if image is None else image
    return Frame(CameraId(camera), seq, seq, datetime.now(UTC), pixels)


@dataclass(slots=True)
class FakeClock:
    """Time that passes when told to."""

    ns: int = 0

    def utc(self) -> datetime:
        return datetime.fromtimestamp(self.ns / 1e9, UTC)

    def mono_ns(self) -> int:
        return self.ns

    def advance(self, seconds: float) -> None:
        self.ns += round(seconds * 1e9)


class Statuses:
    """Collects what a camera tells and lets a test wait for a state."""

    def __init__(self) -> None:
        self.all: list[CameraStatus] = []
        self._changed = threading.Condition()

    def __call__(self, status: CameraStatus) -> None:
        with self._changed:
            self.all.append(status)
            self._changed.notify_all()

    def states(self) -> list[CameraState]:
        with self._changed:
            return [status.state for status in self.all]

    def wait_for(self, state: CameraState, times: int = 1) -> CameraStatus:
        with self._changed:
            assert self._changed.wait_for(lambda: self.states_so_far().count(state) >= times, 20), self.states_so_far()
            return next(status for status in reversed(self.all) if status.state is state)

    def wait_for_any(self, *states: CameraState) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: not set(states).isdisjoint(self.states_so_far()), 20)

    def states_so_far(self) -> list[CameraState]:
        return [status.state for status in self.all]


class ScriptedSource:
    """A device that delivers as many pictures as told, then fails, ends, or falls silent until closed."""

    live = True
    paced = True

    def __init__(self, script: Sequence[KnownError | NoPicture | int], *, opening: KnownError | None = None) -> None:
        self._script = list(script)
        self._opening = opening
        self.closed = threading.Event()
        self.silent = threading.Event()

    def open(self) -> SourceInfo:
        if self._opening is not None:
            raise self._opening
        return SourceInfo(4, 2, 25.0)

    def read(self, timeout_s: float) -> Reading:
        del timeout_s
        if not self._script:
            self.silent.set()
            self.closed.wait(20)  # a driver that blocks for longer than it was asked to
            return NoPicture.WAITING
        step = self._script.pop(0)
        if isinstance(step, KnownError):
            raise step
        if isinstance(step, NoPicture):
            return step
        return Picture(np.full((2, 4, 3), step, np.uint8), None)

    def close(self) -> None:
        self.closed.set()


def sources(*scripted: FrameSource) -> Callable[[], FrameSource]:
    """Return a factory that hands out each source once."""
    remaining = iter(scripted)
    return lambda: next(remaining)
