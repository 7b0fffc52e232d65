"""Recordings, decoded by FFmpeg through PyAV."""

import logging
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np

from core.capture.source import GuardedSource, NoPicture, Picture, Reading, SourceInfo
from core.domain.arrays import BgrImage, frozen
from core.domain.errors import ErrorCode, KnownError

log = logging.getLogger(__name__)

_DEFAULT_FPS = 25.0
_DECODING_S = 1.0
_LONGEST_GAP_S = 2.0
"""A hole in the time stamps longer than this is skipped rather than waited for."""
_LATE_S = 0.5
"""Behind by more than this (a suspended machine), playback goes on from now instead of rushing to catch up."""
_TURNS = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}


class VideoFileSource(GuardedSource):
    """A video file. `realtime` plays it at its own pace; otherwise it is read as fast as it is taken."""

    def __init__(self, path: Path, *, realtime: bool) -> None:
        super().__init__()
        self._path = path
        self._pacer = Pacer() if realtime else None
        self._container: av.container.InputContainer | None = None
        self._pictures: Iterator[Picture] = iter(())
        self._next: Picture | None = None
        self._due = 0.0

    @property
    def live(self) -> bool:
        """A file does not come back by itself."""
        return False

    @property
    def paced(self) -> bool:
        """Whether it plays at its own pace."""
        return self._pacer is not None

    def _open(self) -> SourceInfo:
        check_file(self._path)
        try:
            # An absolute path is never mistaken for a protocol; the whitelist keeps playlists from reaching further.
            self._container = av.open(str(self._path.absolute()), options={"protocol_whitelist": "file"})
        except av.FFmpegError as error:
            log.info("FFmpeg refuses %s: %s", self._path, error)
            raise self._not_video("it holds no readable video, or it was not copied completely") from error
        stream = self._video_stream(self._container)
        stream.codec_context.thread_count = 1  # cameras run side by side; frame threads only add latency
        self._pictures = self._decode(self._container, stream)
        fps = float(stream.average_rate or stream.guessed_rate or 0)
        duration_s = (self._container.duration or 0) / av.time_base
        return SourceInfo(stream.codec_context.width, stream.codec_context.height, fps, duration_s)

    def _video_stream(self, container: av.container.InputContainer) -> av.VideoStream:
        kind = container.format.name
        if kind == "image2" or kind.endswith("_pipe"):
            raise self._not_video("it is a still picture")
        # FFmpeg would play any text file as an ANSI terminal recording.
        if kind == "tty" or not container.streams.video:
            raise self._not_video("it has no moving picture")
        return container.streams.video[0]

    def _not_video(self, detail: str) -> KnownError:
        return KnownError(ErrorCode.SOURCE_NOT_VIDEO, source=str(self._path), detail=detail)

    def _decode(self, container: av.container.InputContainer, stream: av.VideoStream) -> Iterator[Picture]:
        frames = 0
        try:
            for frame in container.decode(stream):
                yield Picture(_upright_bgr(frame), frame.time)
                frames += 1
        except av.FFmpegError as error:
            log.info("decoding %s stopped after %d frames: %s", self._path, frames, error)
            detail = "the rest of the recording is missing or unreadable"
            raise KnownError(ErrorCode.SOURCE_DAMAGED, source=str(self._path), frames=frames, detail=detail) from error

    def _read(self, timeout_s: float) -> Reading:
        if self._next is None:
            self._next = next(self._pictures, None)
            if self._next is None:
                return NoPicture.ENDED
            if self._pacer is not None:
                self._due = self._pacer.due(self._next.pts_s, time.monotonic())
        wait_s = self._due - time.monotonic() if self._pacer is not None else 0.0
        if wait_s > 0 and (self._closing.wait(min(wait_s, timeout_s)) or wait_s > timeout_s):
            return NoPicture.WAITING
        picture, self._next = self._next, None
        return picture

    def _free(self) -> None:
        self._pictures = iter(())
        self._next = None
        if self._container is not None:
            self._container.close()
            self._container = None


def pictures_of(path: Path) -> Generator[BgrImage]:
    """Yield every picture of a recording, (h, w, 3) BGR and read-only. Raises KnownError(SOURCE_*) as it is played.

    Close the generator when the rest is not wanted: the file stays open until then.
    """
    with closing(moments_of(path)) as moments:
        for moment in moments:
            yield moment.image


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """A picture (h, w, 3) BGR of a recording, `at_s` seconds into it, which lasts `of_s`; 0 where that is not known."""

    image: BgrImage
    at_s: float
    of_s: float


def moments_of(path: Path) -> Generator[Moment]:
    """Yield every picture of a recording with its time, as `pictures_of` does."""
    source = VideoFileSource(path, realtime=False)
    try:
        info = source.open()
        step_s, at_s = 1.0 / (info.fps or _DEFAULT_FPS), 0.0
        while (reading := source.read(_DECODING_S)) is not NoPicture.ENDED:
            if isinstance(reading, Picture):
                at_s = reading.pts_s if reading.pts_s is not None else at_s + step_s
                yield Moment(frozen(reading.image), at_s, info.duration_s)
    finally:
        source.close()


class Pacer:
    """Tells when pictures are due, in seconds of the monotonic clock, from a recording's own time stamps."""

    def __init__(self) -> None:
        self._due: float | None = None
        self._pts: float | None = None
        self._step = 1 / _DEFAULT_FPS

    def due(self, pts_s: float | None, now: float) -> float:
        """Return when the next picture, stamped `pts_s`, is to be shown; asked once per picture."""
        if pts_s is not None and self._pts is not None:
            self._step = min(max(pts_s - self._pts, 0.0), _LONGEST_GAP_S)
        self._pts = pts_s
        due = now if self._due is None else self._due + self._step
        self._due = now if now - due > _LATE_S else due
        return self._due


def check_file(path: Path) -> None:
    """Raise KnownError unless `path` is a file that may be read and holds something."""
    try:
        with path.open("rb") as file:
            empty = not file.read(1)
    except FileNotFoundError as error:
        raise _unavailable(path, "there is no such file") from error
    except IsADirectoryError as error:
        raise _unavailable(path, "it is a folder, not a video file") from error
    except PermissionError as error:
        raise _unavailable(path, "it is a folder" if path.is_dir() else "reading it is not allowed") from error
    except (OSError, ValueError) as error:
        raise _unavailable(path, getattr(error, "strerror", None) or str(error)) from error
    if empty:
        raise KnownError(ErrorCode.SOURCE_NOT_VIDEO, source=str(path), detail="it is empty (0 bytes)")


def _unavailable(path: Path, detail: str) -> KnownError:
    return KnownError(ErrorCode.SOURCE_UNAVAILABLE, source=str(path), detail=detail)


def _upright_bgr(frame: av.VideoFrame) -> BgrImage:
    """Convert any pixel format to (h, w, 3) BGR and turn it as the recording's display matrix asks."""
    image = frame.to_ndarray(format="bgr24")
    turn = _TURNS.get(round(frame.rotation) % 360)
    return np.asarray(image if turn is None else cv2.rotate(image, turn), np.uint8)
