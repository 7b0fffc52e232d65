"""Cameras plugged into this machine, by index, through OpenCV."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np

from core.capture.source import GuardedSource, Picture, Reading, SourceInfo
from core.domain.errors import ErrorCode, KnownError

log = logging.getLogger(__name__)

_BACKENDS = {"linux": cv2.CAP_V4L2, "win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION}
_WIDTH, _HEIGHT, _FPS = 1280, 720, 25
"""What is asked of the device; it answers with the nearest it can do."""


class UsbSource(GuardedSource):
    """Camera number `index` of the operating system."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self._index = index
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
        node = Path(f"/dev/video{self._index}")
        if sys.platform == "linux" and not node.exists():
            raise self._unavailable(f"there is no camera number {self._index} on this machine")
        with _quiet_opencv():
            device = cv2.VideoCapture(self._index, _BACKENDS.get(sys.platform, cv2.CAP_ANY))
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

    def _unavailable(self, detail: str) -> KnownError:
        return KnownError(ErrorCode.SOURCE_UNAVAILABLE, source=f"usb:{self._index}", detail=detail)

    def _read(self, timeout_s: float) -> Reading:
        del timeout_s  # OpenCV waits as long as the driver does; the camera loop watches the frame's age
        if self._device is None:
            raise self._unavailable("it is not open")
        ok, image = self._device.read()
        if not ok or image is None:
            raise KnownError(ErrorCode.SOURCE_LOST, source=f"usb:{self._index}")
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
