"""What a camera, a recording and the demo have in common."""

import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from core.domain.arrays import BgrImage


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One picture: `image` (h, w, 3) uint8 BGR, owned by the receiver; `pts_s` seconds into the recording, if known.

    `late_s` is for how many seconds it had been on the way when it was read, where that is known to be long.
    """

    image: BgrImage
    pts_s: float | None
    late_s: float = 0.0


class NoPicture(Enum):
    """Why a read returned without a picture."""

    WAITING = auto()
    """Nothing came within the timeout, or the source was closed meanwhile."""
    ENDED = auto()
    """The recording is over."""


Reading = Picture | NoPicture


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a source says about itself once open; 0 where it does not know.

    Sizes in pixels, `fps` nominal; `duration_s` is how long a recording lasts.
    """

    width: int
    height: int
    fps: float
    duration_s: float = 0.0


class FrameSource(Protocol):
    """A stream of pictures, read by one thread and closed by any."""

    @property
    def live(self) -> bool:
        """Whether a failure is worth another try: the stream comes from a device, not from a file."""
        ...

    @property
    def paced(self) -> bool:
        """Whether pictures come at their natural pace and may be dropped; if not, each one is wanted."""
        ...

    def open(self) -> SourceInfo:
        """Connect. Raises KnownError (SOURCE_UNAVAILABLE, SOURCE_NOT_VIDEO) when that fails."""
        ...

    def read(self, timeout_s: float) -> Reading:
        """Return the next picture.

        Raises KnownError: SOURCE_DAMAGED when a recording breaks off, SOURCE_LOST when a device falls silent.
        """
        ...

    def close(self) -> None:
        """Stop; idempotent, returns at once and may be called from any thread while another one reads."""
        ...


class GuardedSource(ABC):
    """The locking every source needs: decoders crash when they are freed while another thread reads.

    `close` only frees the decoder when nobody is reading; otherwise the reader does so on its way out.
    """

    def __init__(self) -> None:
        self._closing = threading.Event()
        self._lock = threading.Lock()

    def open(self) -> SourceInfo:
        """Connect. Raises KnownError when that fails."""
        try:
            with self._lock:
                return self._open()
        finally:
            self._free_if_closed()

    def read(self, timeout_s: float) -> Reading:
        """Return the next picture, or why there is none. Raises KnownError when the stream breaks."""
        try:
            with self._lock:
                return NoPicture.WAITING if self._closing.is_set() else self._read(timeout_s)
        finally:
            self._free_if_closed()

    def close(self) -> None:
        """Stop; idempotent and immediate, from any thread."""
        self._closing.set()
        self._free_if_closed()

    def _free_if_closed(self) -> None:
        # Whoever fails to get the lock leaves the work to its holder, who comes through here afterwards.
        if self._closing.is_set() and self._lock.acquire(blocking=False):
            try:
                self._free()
            finally:
                self._lock.release()

    @abstractmethod
    def _open(self) -> SourceInfo:
        """Connect; runs with the lock held."""

    @abstractmethod
    def _read(self, timeout_s: float) -> Reading:
        """Return the next picture; runs with the lock held and waits on `_closing`, never otherwise."""

    @abstractmethod
    def _free(self) -> None:
        """Let go of device or file; idempotent, runs with the lock held."""
