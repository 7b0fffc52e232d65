"""What may be typed about a camera."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.capture.address import PORTS
from core.capture.demo import DEMO_CAMERAS
from core.config import masked
from core.domain.camera import CameraSpec, Direction, LivenessPolicy, Region
from core.domain.ids import CameraId
from gui.presenters.camera_form import (
    DEMO_SCENES,
    NETWORK_SCHEMES,
    CameraForm,
    Field,
    form_of,
    fresh_id,
    problems,
    spec_of,
    unusual,
    with_login,
    without_login,
)
from gui.presenters.cameras import SourceKind
from gui.presenters.text import as_written
from tests.gui.fakes import ENTRANCE, LOBBY


@pytest.mark.parametrize(
    "source",
    ["usb:0", "usb:HD Webcam", "demo:entrance", "/a/b.mp4", "/a/b", "rtsp://host/x", "rtsp://u:p%40ss@host:554/x?y=1"],
)
def test_a_form_gives_back_the_camera_it_was_filled_from(source: str) -> None:
    spec = CameraSpec(
        CameraId("x"), "Gate", source, "North", mirror=True, rotation=90, region=Region(0.1, 0.2, 0.9, 1.0),
        min_face_px=48, max_fps=12.5, direction=Direction.IN, liveness=LivenessPolicy.REQUIRE, pack="buffalo_l",
    )  # fmt: skip
    assert spec_of(form_of(spec), CameraId("x")) == spec


def test_spaces_around_what_is_typed_are_dropped(tmp_path: Path) -> None:
    form = CameraForm("  Gate ", SourceKind.FILE, f" {tmp_path} ", door=" North ")
    assert spec_of(form, CameraId("x")) == CameraSpec(CameraId("x"), "Gate", str(tmp_path), "North")


@pytest.mark.parametrize(
    ("address", "user", "password", "url"),
    [
        ("rtsp://h/s", "ann", "a:b@c/d ü", "rtsp://ann:a%3Ab%40c%2Fd%20%C3%BC@h/s"),
        ("rtsp://h/s", "ann", "", "rtsp://ann@h/s"),
        ("rtsp://h/s", "", "lost", "rtsp://h/s"),
        ("http://old:pw@[::1]:80/v?x=a@b", "new", "pw", "http://new:pw@[::1]:80/v?x=a@b"),
        ("rtsp://old:a/b#c@h/s", "new", "pw", "rtsp://new:pw@h/s"),
        ("no address", "u", "p", "no address"),
    ],
)
def test_user_and_password_become_part_of_the_address(address: str, user: str, password: str, url: str) -> None:
    assert with_login(address, user, password) == url
    assert ":pw" not in masked(url)
    if user and "://" in address:
        assert without_login(url)[1:] == (user, password)


def test_an_address_without_a_login_stays() -> None:
    assert without_login("rtsp://h/a@b") == ("rtsp://h/a@b", "", "")
    assert without_login("rtsp://[::1]:554/a@b") == ("rtsp://[::1]:554/a@b", "", "")


def test_a_complete_form_has_no_problems(tmp_path: Path) -> None:
    clip = tmp_path / "a.mp4"
    clip.write_bytes(b"x")
    for kind, source in (
        (SourceKind.FILE, str(clip)), (SourceKind.FOLDER, str(tmp_path)), (SourceKind.USB, "0"),
        (SourceKind.NETWORK, "rtsp://h/s"), (SourceKind.NETWORK, "HTTPS://u:p@h"), (SourceKind.DEMO, "lobby"),
    ):  # fmt: skip
        assert problems(CameraForm("Gate", kind, source), [ENTRANCE], as_written) == {}


@pytest.mark.parametrize(
    ("kind", "source", "said"),
    [
        (SourceKind.FILE, "", "Choose a video file."),
        (SourceKind.FILE, "nowhere.mp4", "There is no file at this path."),
        (SourceKind.FOLDER, "", "Choose a folder of pictures."),
        (SourceKind.FOLDER, "nowhere", "There is no folder at this path."),
        (SourceKind.USB, " ", "Type the number or the name of the camera."),
        (SourceKind.NETWORK, "host/s", "Type an address such as rtsp://192.168.1.20/stream."),
        (SourceKind.NETWORK, "rtsp:///s", "Type an address such as rtsp://192.168.1.20/stream."),
        (SourceKind.NETWORK, "ftp://host/s", "Type an address such as rtsp://192.168.1.20/stream."),
    ],
)
def test_a_wrong_source_is_explained(kind: SourceKind, source: str, said: str) -> None:
    assert problems(CameraForm("Gate", kind, source), [], as_written) == {Field.SOURCE: said}


def test_names_are_needed_and_are_not_given_twice() -> None:
    form = CameraForm(" ", SourceKind.USB, "0")
    assert problems(form, [], as_written) == {Field.NAME: "Give the camera a name."}
    taken = replace(form, name=ENTRANCE.name.upper())
    assert problems(taken, [ENTRANCE, LOBBY], as_written) == {Field.NAME: "Another camera has this name."}


def test_the_scenes_are_those_the_demo_has() -> None:
    assert set(DEMO_SCENES) == set(DEMO_CAMERAS)


def test_the_addresses_taken_are_those_cameras_are_reached_by() -> None:
    assert set(NETWORK_SCHEMES) == set(PORTS)


def test_what_is_set_beyond_the_basics_is_noticed() -> None:
    basic = CameraForm("Gate", SourceKind.USB, "0", door="North", direction=Direction.OUT)
    assert not unusual(basic)
    assert unusual(replace(basic, mirror=True))
    assert unusual(replace(basic, max_fps=5.0))


def test_fresh_ids_are_readable_and_new() -> None:
    assert fresh_id("Main Gate", []) == "main-gate"
    assert fresh_id("Main Gate", ["main-gate", "main-gate-2"]) == "main-gate-3"
    assert fresh_id("正门", []) == "camera"
