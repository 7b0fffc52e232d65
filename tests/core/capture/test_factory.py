from pathlib import Path

import pytest

from core.capture.demo import DemoSource
from core.capture.factory import make_source
from core.capture.folder import FolderSource
from core.capture.network import NetworkSource
from core.capture.usb import UsbSource
from core.capture.video_file import VideoFileSource
from core.domain.errors import ErrorCode, KnownError
from tests.core.capture.capture_support import write_video


@pytest.mark.parametrize("text", ["demo:entrance", "demo:lobby", "DEMO:lobby"])
def test_the_demo_is_known_and_costs_nothing_until_opened(text: str) -> None:
    source = make_source(text)
    assert isinstance(source, DemoSource)
    assert source.paced
    assert not source.live
    assert not make_source(text, realtime=False).paced


@pytest.mark.parametrize("prefix", ["", "file:", "file://"])
def test_a_file_is_found_with_and_without_its_scheme(tmp_path: Path, prefix: str) -> None:
    path = write_video(tmp_path / "大门.mp4", 2)
    source = make_source(f"{prefix}{path}", realtime=False)
    assert isinstance(source, VideoFileSource)
    assert source.open().width
    source.close()


def test_a_file_address_may_be_percent_encoded(tmp_path: Path) -> None:
    source = make_source(write_video(tmp_path / "前 门.mp4", 2).as_uri())
    assert source.open().width
    source.close()


def test_the_home_folder_may_be_abbreviated(isolated_home: Path) -> None:
    write_video(isolated_home / "clip.mp4", 2)
    source = make_source("~/clip.mp4")
    assert source.open().width
    source.close()


def test_a_file_whose_name_has_a_colon_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_video(tmp_path / "a.mp4", 2).rename(tmp_path / "talk:1.mp4")
    monkeypatch.chdir(tmp_path)
    assert isinstance(make_source("talk:1.mp4"), VideoFileSource)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "demo:",
        "demo:roof",
        "usb:",
        "usb: ",
        "file:",
        "rtsp:",
        "rtsp:host/1",
        "rtsp://",
        "rtsp:///live",
        "rtsp://host:port/1",
        "rtsp://host:99999/1",
        "http://[::1/1",
        "rtmp://host/1",
        "ftp:x",
    ],
)
def test_what_is_not_known_says_so(text: str) -> None:
    with pytest.raises(KnownError) as caught:
        make_source(text)
    assert caught.value.code is ErrorCode.SOURCE_UNKNOWN


def test_a_password_is_never_repeated() -> None:
    with pytest.raises(KnownError) as caught:
        make_source("rtmp://admin:secret@camera/1")
    assert "secret" not in str(caught.value)
    assert "camera" in str(caught.value)


def test_a_file_that_cannot_be_one_is_refused_before_opening(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    for text, code in [
        (str(tmp_path / "none.mp4"), ErrorCode.SOURCE_UNAVAILABLE),
        ("C:/no/such/folder/none.mp4", ErrorCode.SOURCE_UNAVAILABLE),
        (str(tmp_path / "empty.mp4"), ErrorCode.SOURCE_NOT_VIDEO),
        ("a\0b.mp4", ErrorCode.SOURCE_UNAVAILABLE),
    ]:
        with pytest.raises(KnownError) as caught:
            make_source(text)
        assert caught.value.code is code


def test_a_forbidden_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_video(tmp_path / "a.mp4", 2)

    def forbidden(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(KnownError, match="not allowed"):
        make_source(str(path))


def test_a_folder_is_taken_as_its_pictures(tmp_path: Path) -> None:
    assert isinstance(make_source(str(tmp_path)), FolderSource)
    assert isinstance(make_source(tmp_path.as_uri()), FolderSource)


@pytest.mark.parametrize("text", ["rtsp://host/1", "RTSPS://admin:a@b@host:8322/1", " http://host/v.mjpg", "https://h"])
def test_a_camera_in_the_network_is_known_and_not_asked_until_opened(text: str) -> None:
    source = make_source(text)
    assert isinstance(source, NetworkSource)
    assert source.live
    assert source.paced


@pytest.mark.parametrize("text", ["usb:0", "usb:12", "usb:Integrated Camera", "USB:相机"])
def test_a_camera_of_this_machine_is_known_by_number_or_name(text: str) -> None:
    source = make_source(text)
    assert isinstance(source, UsbSource)
    assert source.live
    assert source.paced
