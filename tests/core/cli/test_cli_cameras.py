"""`usher cameras`: what is found, and what a camera delivers."""

from pathlib import Path

import pytest

from core.cli import cameras
from core.domain.camera import FoundCamera
from tests.core.capture.capture_support import write_video
from tests.helpers.cli import usher
from tests.helpers.rtsp import RtspCamera, painted

FOUND = (
    FoundCamera("Webcam", "usb:Webcam", "camera number 0 of this machine"),
    FoundCamera("Front Door", "onvif://10.0.0.7", "IPC-1 at 10.0.0.7"),
)


@pytest.mark.parametrize(("command", "finder"), [("list", "local_cameras"), ("discover", "discover_all")])
def test_what_is_found_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, finder: str) -> None:
    monkeypatch.setattr(cameras, finder, lambda: FOUND)
    assert usher(tmp_path, "cameras", command, "--json").records == [
        {"name": "Webcam", "source": "usb:Webcam", "detail": "camera number 0 of this machine"},
        {"name": "Front Door", "source": "onvif://10.0.0.7", "detail": "IPC-1 at 10.0.0.7"},
    ]
    assert "onvif://10.0.0.7" in usher(tmp_path, "cameras", command).out
    monkeypatch.setattr(cameras, finder, lambda: ())
    assert usher(tmp_path, "cameras", command, "--json").out == ""
    assert usher(tmp_path, "cameras", command).out.startswith("No camera")


def test_a_camera_is_tried_out(tmp_path: Path) -> None:
    with RtspCamera(painted(0.5, fps=50), password="secret") as camera:
        answer = usher(tmp_path, "cameras", "test", camera.url(), "--seconds", "1", "--json")
    (record,) = answer.records
    assert record["source"] == f"rtsp://***@127.0.0.1:{camera.port}/live"
    assert (record["width"], record["height"]) == (96, 64)
    assert record["pictures"] > 10
    assert record["fps"] > 10
    assert "secret" not in answer.out + answer.err


def test_a_slow_camera_is_told_to_be_slow(tmp_path: Path) -> None:
    video = write_video(tmp_path / "slow.mp4", 6, fps=4)
    answer = usher(tmp_path, "cameras", "test", video, "--seconds", "1.2")
    assert answer.out.startswith("96×64, ")
    assert "That is slow" in answer.out


def test_a_camera_that_fails_says_why(tmp_path: Path) -> None:
    with RtspCamera(painted(0.1), password="secret") as camera:
        answer = usher(tmp_path, "cameras", "test", camera.url("guess"), "--json")
    assert answer.code == 1
    assert answer.records[0]["error"]["code"] == "source-refused"
    assert "user name and password" in answer.err
    assert "guess" not in answer.out + answer.err
    assert usher(tmp_path, "cameras", "test", "carrier-pigeon:1").code == 1
