"""Cameras plugged into this machine, by index or name, through OpenCV."""

import logging
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import cv2
import numpy as np
from cv2_enumerate_cameras import enumerate_cameras

from core.capture.source import GuardedSource, Picture, Reading, SourceInfo
from core.domain.errors import ErrorCode, KnownError

log = logging.getLogger(__name__)

_BACKENDS = {"linux": cv2.CAP_V4L2, "win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION}
_WIDTH, _HEIGHT, _FPS = 1280, 720, 25
"""What is asked of the device; it answers with the nearest it can do."""


_INDEX = re.compile(r"[0-9]{1,2}")


@dataclass(frozen=True, slots=True, order=True)
class UsbCamera:
    """A camera as the operating system lists it; several may bear one name."""

    index: int
    name: str


def usb_cameras() -> tuple[UsbCamera, ...]:
    """Return what is plugged in and takes pictures, by index."""
    with _quiet_opencv():
        found = enumerate_cameras(_backend())
    return tuple(sorted(UsbCamera(camera.index, camera.name.strip()) for camera in found))


def _backend() -> int:
    return _BACKENDS.get(sys.platform, cv2.CAP_ANY)


class UsbSource(GuardedSource):
    """Camera `which` of the operating system: its number, or its name in upper or lower case."""

    def __init__(self, which: str) -> None:
        super().__init__()
        self._which = which
        self._device: cv2.VideoCapture | None = None

    @property
    def live(self) -> bool:
        """A camera may be plugged in again."""
        return True

    @property
    def paced(self) -> bool:
        """A device sets its own pace."""
        return True

    def _open(self) -> SourceInfo:
        index = self._index()
        with _quiet_opencv():
            device = cv2.VideoCapture(index, _backend())
        if not device.isOpened():
            device.release()
            raise self._unavailable("no camera answers, or another program holds it")
        # MJPG first: raw pictures of this size do not fit through USB 2 at this rate.
        device.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        device.set(cv2.CAP_PROP_FRAME_WIDTH, _WIDTH)
        device.set(cv2.CAP_PROP_FRAME_HEIGHT, _HEIGHT)
        device.set(cv2.CAP_PROP_FPS, _FPS)
        device.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        self._device = device
        width, height = device.get(cv2.CAP_PROP_FRAME_WIDTH), device.get(cv2.CAP_PROP_FRAME_HEIGHT)
        return SourceInfo(int(width), int(height), device.get(cv2.CAP_PROP_FPS))

    def _index(self) -> int:
        present = usb_cameras()
        if _INDEX.fullmatch(self._which):
            index = int(self._which)
            if sys.platform == "linux" and all(camera.index != index for camera in present):
                raise self._unavailable(f"there is no camera number {index} on this machine")
            return index
        for camera in present:
            if camera.name.casefold() == self._which.casefold():
                return camera.index
        names = ", ".join(camera.name for camera in present)
        raise self._unavailable(f"there is {names} instead" if names else "no camera is plugged in")

    def _unavailable(self, detail: str) -> KnownError:
        return KnownError(ErrorCode.SOURCE_UNAVAILABLE, source=f"usb:{self._which}", detail=detail)

    def _read(self, timeout_s: float) -> Reading:
        del timeout_s  # OpenCV waits as long as the driver does; the camera loop watches the frame's age
        if self._device is None:
            raise self._unavailable("it is not open")
        ok, image = self._device.read()
        if not ok or image is None:
            raise KnownError(ErrorCode.SOURCE_LOST, source=f"usb:{self._which}")
        return Picture(np.asarray(image, np.uint8), None)

    def _free(self) -> None:
        if self._device is not None:
            self._device.release()
            self._device = None


_opencv_log = threading.Lock()


@contextmanager
def _quiet_opencv() -> Iterator[None]:
    """Keep OpenCV's own chatter off stderr; what matters is said by our sentence."""
    with _opencv_log:
        level = cv2.utils.logging.getLogLevel()
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
        try:
            yield
        finally:
            cv2.utils.logging.setLogLevel(level)
