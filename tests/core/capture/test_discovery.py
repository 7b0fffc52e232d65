"""Cameras that are found, and cameras that are asked where their video is."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cv2_enumerate_cameras import CameraInfo
from filelock import FileLock

from core.capture import discovery, usb
from core.capture.address import network_address
from core.capture.discovery import discover, local_cameras, network_cameras
from core.capture.network import NetworkSource
from core.capture.onvif import stream_address
from core.capture.source import Picture
from core.domain.camera import FoundCamera
from core.domain.errors import ErrorCode, KnownError
from tests.helpers.http_camera import HttpCamera, serving
from tests.helpers.onvif_camera import OnvifCamera, answering_calls, match, serving_onvif
from tests.helpers.rtsp import RtspCamera, painted

LOOPBACK = ("127.0.0.1",)
LISTEN_S = 0.3

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="calls on loopback are answered on Linux only")


@pytest.fixture(autouse=True)
def nobody_else_calls() -> Iterator[None]:
    """Calls on loopback are answered by every process of the machine, another run of these tests included."""
    with FileLock(Path(tempfile.gettempdir()) / "usher-test-calls.lock"):
        yield


def plug(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    found = [CameraInfo(index, name, None, None, None, 0) for index, name in enumerate(names)]
    monkeypatch.setattr(usb, "enumerate_cameras", lambda _backend: found)


def test_cameras_of_this_machine_go_by_name_unless_two_bear_it(monkeypatch: pytest.MonkeyPatch) -> None:
    plug(monkeypatch, "Webcam", "Integrated Camera", "webcam", "")
    assert [(camera.name, camera.source) for camera in local_cameras()] == [
        ("Webcam", "usb:0"), ("Integrated Camera", "usb:Integrated Camera"), ("webcam", "usb:2"), ("", "usb:3"),
    ]  # fmt: skip


@on_linux
def test_cameras_in_the_network_answer_a_call() -> None:
    answers = (
        match("http://10.0.0.7/onvif/device_service", name="Front%20Door", hardware="IPC-1", key="a"),
        match("http://[fe80::7]/x https://10.0.0.9:8443/own/path", hardware="IPC-2", key="b"),
        match("http://10.0.0.8:8080/onvif/device_service", key="c"),
        match("http://10.0.0.8:8080/onvif/device_service", key="c"),
        match("http://[::1", key="d"),
        match("gopher://10.0.0.6/", key="e"),
        "no answer at all",
    )
    with answering_calls(*answers) as heard:
        found = network_cameras(LOOPBACK, LISTEN_S)
    assert found == (
        FoundCamera("10.0.0.8", "onvif://10.0.0.8:8080", "at 10.0.0.8"),
        FoundCamera("Front Door", "onvif://10.0.0.7", "IPC-1 at 10.0.0.7"),
        FoundCamera("IPC-2", "onvifs://10.0.0.9:8443/own/path", "IPC-2 at 10.0.0.9"),
    )
    assert "NetworkVideoTransmitter" in heard[0]


def test_where_nobody_answers_nothing_is_found() -> None:
    assert network_cameras(LOOPBACK, 0.01) == ()
    assert network_cameras(()) == ()


@on_linux
def test_everything_is_looked_for_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    plug(monkeypatch, "Webcam")
    with answering_calls(match("http://10.0.0.7/onvif/device_service", name="Hall")):
        assert [camera.source for camera in discover(LOOPBACK, LISTEN_S)] == ["usb:Webcam", "onvif://10.0.0.7"]


def test_calls_go_into_every_network_but_not_to_this_machine_itself() -> None:
    assert [address for address in discovery._addresses() if address.startswith("127.")] == []  # noqa: SLF001


def test_a_camera_is_asked_for_its_stream_with_the_password_it_wants() -> None:
    with RtspCamera(painted(0.5, fps=100), password="s/e@t") as video:
        asked = OnvifCamera(video.url("", path="live"), password="s/e@t", profiles=2)
        with serving_onvif(asked), closing(_source(asked, "admin:s/e@t@")) as source:
            assert source.open().width == 96
            while not isinstance(source.read(1.0), Picture):
                pass
    assert "GetStreamUri" in asked.asked


@pytest.mark.parametrize(
    ("camera", "credentials", "code"),
    [
        (OnvifCamera("rtsp://127.0.0.1/live"), "admin:wrong@", ErrorCode.SOURCE_REFUSED),
        (OnvifCamera("rtsp://127.0.0.1/live"), "", ErrorCode.SOURCE_REFUSED),
        (OnvifCamera("rtsp://127.0.0.1/live", profiles=0), "admin:secret@", ErrorCode.SOURCE_NO_STREAM),
        (OnvifCamera(""), "admin:secret@", ErrorCode.SOURCE_NO_STREAM),
    ],
)
def test_a_camera_that_does_not_tell_is_an_error(camera: OnvifCamera, credentials: str, code: ErrorCode) -> None:
    with serving_onvif(camera), pytest.raises(KnownError) as caught:
        _source(camera, credentials).open()
    assert caught.value.code is code
    assert "secret" not in str(caught.value)
    assert "wrong" not in str(caught.value)


def test_a_camera_that_is_not_there_is_unreachable() -> None:
    with serving_onvif(OnvifCamera("")) as camera:
        source = _source(camera, "")
    with pytest.raises(KnownError) as caught:
        source.open()
    assert caught.value.code is ErrorCode.SOURCE_UNREACHABLE


def test_a_camera_that_does_not_speak_onvif_has_no_stream() -> None:
    with serving(HttpCamera([])) as camera, pytest.raises(KnownError) as caught:
        stream_address(network_address(f"onvif://127.0.0.1:{camera.port}"))
    assert caught.value.code is ErrorCode.SOURCE_NO_STREAM


def _source(camera: OnvifCamera, credentials: str) -> NetworkSource:
    return NetworkSource(network_address(f"onvif://{credentials}127.0.0.1:{camera.port}"))
