"""A guided enrolment before a live camera: frames on one thread, answers to any."""

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from core.capture.factory import make_source
from core.capture.source import FrameSource, NoPicture, Picture
from core.domain.arrays import frozen
from core.domain.clock import Clock
from core.domain.errors import ErrorCode, KnownError
from core.domain.frame import Frame
from core.domain.ids import CameraId
from core.domain.tracking import FrameView
from core.runtime.guiding import Guidance, Guide, Sight, detected, sight_of
from core.runtime.ports import EnginePool

log = logging.getLogger(__name__)

DESK_CAMERA = CameraId("enrolment-desk")
"""Whose pictures are called those of a camera that is opened for the enrolment alone."""

_LOOK_S = 0.03
"""Between two looks at the newest frame of a station's camera: its workers make one at most every 40 ms."""
_READ_S = 0.25
_JOIN_S = 3.0


class Feed(Protocol):
    """Where a session's frames come from; asked and closed by the session's thread alone."""

    def next(self, stop: threading.Event) -> Sight | None:
        """Wait for a frame not seen before; None when none came for a moment. Raises KnownError when none will."""
        ...

    def close(self) -> None:
        """Let go of the camera; idempotent."""
        ...


class StationFeed:
    """The newest frames of a camera the station watches anyway, with the faces it found."""

    def __init__(self, latest: Callable[[], FrameView | None]) -> None:
        self._latest = latest
        self._seq = -1

    def next(self, stop: threading.Event) -> Sight | None:
        """Return the newest frame, unless it was seen already."""
        view = self._latest()
        if view is None or view.frame.seq == self._seq:
            stop.wait(_LOOK_S)
            return None
        self._seq = view.frame.seq
        return sight_of(view)

    def close(self) -> None:
        """Leave the camera to the station."""


class SourceFeed:
    """A camera opened for the enrolment; its frames are searched for faces here, with engines of `pool`."""

    def __init__(self, source: str, pool: EnginePool, clock: Clock) -> None:
        self._name = source
        self._pool = pool
        self._clock = clock
        self._source: FrameSource | None = None
        self._seq = 0

    def next(self, stop: threading.Event) -> Sight | None:
        """Open the camera if need be, and read a picture."""
        if self._source is None:
            self._source = make_source(self._name)
            self._source.open()
        reading = self._source.read(_READ_S)
        if reading is NoPicture.ENDED:
            raise KnownError(ErrorCode.SOURCE_LOST, source=self._name)
        if not isinstance(reading, Picture) or stop.is_set():
            return None
        frame = Frame(DESK_CAMERA, self._seq, self._clock.mono_ns(), self._clock.utc(), frozen(reading.image))
        self._seq += 1
        with self._pool.lease() as engine:
            return detected(frame, engine)

    def close(self) -> None:
        """Close the camera."""
        if self._source is not None:
            self._source.close()


class GuidedSession:
    """Begins at once on a thread of its own, `enrol-<number>`; everything else is safe from any thread."""

    def __init__(self, guide: Guide, feed: Feed, number: int) -> None:
        self._guide = guide
        self._feed = feed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"enrol-{number}", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether frames are still looked at."""
        return self._thread.is_alive()

    @property
    def guidance(self) -> Guidance:
        """What to show now; cheap."""
        return self._guide.guidance

    def take_now(self) -> None:
        """Take the next frame with a usable face, whatever view it is."""
        self._guide.take_now()

    def forget(self, place: int) -> None:
        """Drop the picture at `place` of those captured; its view is asked for again."""
        self._guide.forget(place)

    def close(self) -> bool:
        """End, and close what was opened; idempotent. Returns False when a driver still blocks after three seconds."""
        self._stop.set()
        self._thread.join(_JOIN_S)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                sight = self._feed.next(self._stop)
                if sight is not None:
                    self._guide.step(sight)
        except KnownError as error:
            self._guide.fail(error)
        except Exception as error:
            log.exception("a guided enrolment stopped because of a bug")
            self._guide.fail(error)
        finally:
            self._feed.close()
