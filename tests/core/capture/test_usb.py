from pathlib import Path

import cv2
import pytest

from core.capture.source import NoPicture, Picture
from core.capture.usb import UsbSource
from core.domain.errors import ErrorCode, KnownError
from tests.core.capture.capture_support import SIZE, levels, shade, write_video


@pytest.fixture
def plugged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UsbSource:
    """Return a camera whose driver is OpenCV's real one, reading a file in place of a device."""
    path = write_video(tmp_path / "a.avi", 4, codec="mjpeg", pixels="yuvj422p")
    real = cv2.VideoCapture
    monkeypatch.setattr(Path, "exists", lambda _self: True)
    monkeypatch.setattr(cv2, "VideoCapture", lambda _index, _backend: real(str(path)))
    return UsbSource(0)


def test_pictures_come_until_the_camera_falls_silent(plugged: UsbSource) -> None:
    info = plugged.open()
    assert (info.width, info.height, info.fps) == (*SIZE, 25.0)
    readings = [plugged.read(1.0) for _ in range(4)]
    pictures = [reading for reading in readings if isinstance(reading, Picture)]
    assert levels(pictures) == pytest.approx([shade(i) for i in range(4)], abs=6)
    with pytest.raises(KnownError, match="usb:0 stopped sending pictures") as caught:
        plugged.read(1.0)
    assert caught.value.code is ErrorCode.SOURCE_LOST
    plugged.close()


def test_a_closed_camera_gives_nothing_and_may_be_closed_again(plugged: UsbSource) -> None:
    plugged.open()
    plugged.close()
    plugged.close()
    assert plugged.read(1.0) is NoPicture.WAITING


def test_a_camera_that_was_never_opened_is_unavailable() -> None:
    with pytest.raises(KnownError, match="usb:3 cannot be opened: it is not open"):
        UsbSource(3).read(1.0)
