from collections.abc import Callable
from pathlib import Path

import cv2
import pytest
from cv2_enumerate_cameras import CameraInfo

from core.capture import usb
from core.capture.source import NoPicture, Picture
from core.capture.usb import UsbCamera, UsbSource, usb_cameras
from core.domain.errors import ErrorCode, KnownError
from tests.core.capture.capture_support import SIZE, levels, shade, write_video

Plug = Callable[..., None]


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch) -> Plug:
    """Return a function that makes the operating system list cameras of these names, the last one first."""

    def listed(**names: str) -> None:
        found = [CameraInfo(int(key[1:]), name, None, None, None, 0) for key, name in names.items()]
        monkeypatch.setattr(usb, "enumerate_cameras", lambda _backend: found[::-1])

    return listed


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Make OpenCV's real driver read a file in place of any device; return the indices it is asked for."""
    path = write_video(tmp_path / "a.avi", 4, codec="mjpeg", pixels="yuvj422p")
    real, asked = cv2.VideoCapture, list[int]()

    def capture(index: int, _backend: int) -> cv2.VideoCapture:
        asked.append(index)
        return real(str(path))

    monkeypatch.setattr(cv2, "VideoCapture", capture)
    return asked


def test_pictures_come_until_the_camera_falls_silent(plug: Plug, opened: list[int]) -> None:
    plug(_0="Webcam")
    source = UsbSource("0")
    info = source.open()
    assert (info.width, info.height, info.fps) == (*SIZE, 25.0)
    readings = [source.read(1.0) for _ in range(4)]
    pictures = [reading for reading in readings if isinstance(reading, Picture)]
    assert levels(pictures) == pytest.approx([shade(i) for i in range(4)], abs=6)
    with pytest.raises(KnownError, match="usb:0 stopped sending pictures") as caught:
        source.read(1.0)
    assert caught.value.code is ErrorCode.SOURCE_LOST
    source.close()
    assert opened == [0]


def test_a_closed_camera_gives_nothing_and_may_be_closed_again(plug: Plug, opened: list[int]) -> None:
    plug(_0="Webcam")
    source = UsbSource("0")
    source.open()
    source.close()
    source.close()
    assert source.read(1.0) is NoPicture.WAITING
    assert opened == [0]


def test_a_camera_that_was_never_opened_is_unavailable() -> None:
    with pytest.raises(KnownError, match="usb:3 cannot be opened: it is not open"):
        UsbSource("3").read(1.0)


@pytest.mark.parametrize("name", ["Integrated Camera", "integrated camera"])
def test_a_camera_is_found_by_its_name_wherever_it_is_plugged_in(plug: Plug, opened: list[int], name: str) -> None:
    plug(_0="Webcam", _2="Integrated Camera ", _4="Integrated Camera")
    source = UsbSource(name)
    source.open()
    source.close()
    assert opened == [2]


def test_cameras_are_listed_by_index(plug: Plug) -> None:
    plug(_0="Webcam", _2=" Door ")
    assert usb_cameras() == (UsbCamera(0, "Webcam"), UsbCamera(2, "Door"))


@pytest.mark.parametrize(
    ("which", "present", "sentence"),
    [
        ("Door", {}, "usb:Door cannot be opened: no camera is plugged in"),
        ("Door", {"_0": "Webcam", "_1": "Hall"}, "usb:Door cannot be opened: there is Webcam, Hall instead"),
    ],
)
def test_a_name_that_is_not_there_says_what_is(plug: Plug, which: str, present: dict[str, str], sentence: str) -> None:
    plug(**present)
    with pytest.raises(KnownError, match=sentence) as caught:
        UsbSource(which).open()
    assert caught.value.code is ErrorCode.SOURCE_UNAVAILABLE


def test_a_number_that_is_not_there_says_so_without_asking_the_driver(
    plug: Plug, opened: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    plug(_0="Webcam")
    with pytest.raises(KnownError, match="there is no camera number 97"):
        UsbSource("97").open()
    assert opened == []


def test_a_camera_that_does_not_answer_is_refused_quietly(plug: Plug, capfd: pytest.CaptureFixture[str]) -> None:
    plug(_97="Held by another program")
    source = UsbSource("97")
    with pytest.raises(KnownError, match="no camera answers"):
        source.open()
    source.close()
    assert capfd.readouterr() == ("", "")
