"""Cameras in words."""

import inspect
import re
from pathlib import Path

import pytest

import core.capture.camera
import core.capture.discovery
from core.domain.camera import CameraState, FoundCamera
from core.domain.errors import ErrorCode, KnownError
from gui.presenters.cameras import (
    REASONS,
    SourceKind,
    Tone,
    detail_of,
    detail_text,
    fps_text,
    source_text,
    split,
    state_text,
    status_text,
    tone,
)
from gui.presenters.text import as_written
from tests.gui.fakes import ENTRANCE, status


def shouting(_context: str, text: str, /) -> str:
    return text.upper()


def test_every_state_has_words_and_a_tone() -> None:
    assert len({state_text(state, as_written) for state in CameraState}) == len(CameraState)
    assert {tone(state) for state in CameraState} == set(Tone)


def test_the_reason_follows_the_state() -> None:
    lost = status(ENTRANCE, CameraState.LOST, "Pulled.")
    assert status_text(lost, as_written) == "Lost – trying again · Pulled."
    assert status_text(status(ENTRANCE), as_written) == "Live"


def test_the_reasons_are_those_the_capture_layer_gives() -> None:
    """A reason is translated by its exact words; this fails when they are changed on one side only."""
    source = inspect.getsource(core.capture.camera)
    assert [said for said in REASONS if said not in source] == []


def test_reasons_are_translated_known_failures_too() -> None:
    assert detail_text(status(ENTRANCE, CameraState.STALLED, REASONS[0]), shouting) == REASONS[0].upper()
    lost = str(KnownError(ErrorCode.SOURCE_LOST, source="usb:0"))
    said = detail_text(status(ENTRANCE, CameraState.LOST, lost), lambda _c, t: t.replace("stopped sending", "sent"))
    assert said.startswith("usb:0 sent pictures.")


def test_frames_a_second_only_where_there_are_frames() -> None:
    assert fps_text(status(ENTRANCE, fps=24.6), as_written) == "25 fps"
    assert fps_text(status(ENTRANCE, CameraState.STALLED, fps=24.6), as_written) == ""


@pytest.mark.parametrize(
    ("source", "kind", "part", "said"),
    [
        ("usb:2", SourceKind.USB, "2", "USB camera 2"),
        ("usb:HD Webcam", SourceKind.USB, "HD Webcam", "USB camera “HD Webcam”"),
        ("demo:lobby", SourceKind.DEMO, "lobby", "Demo: lobby"),
        ("/clips/holiday", SourceKind.FOLDER, "/clips/holiday", "Pictures in holiday"),
        ("/clips/a.mp4", SourceKind.FILE, "/clips/a.mp4", "a.mp4"),
        ("rtsp://u:secret@host/s", SourceKind.NETWORK, "rtsp://u:secret@host/s", "rtsp://***@host/s"),
    ],
)
def test_sources(source: str, kind: SourceKind, part: str, said: str) -> None:
    assert split(source) == (kind, part)
    assert source_text(source, as_written) == said


def test_a_folder_may_have_a_dot_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "2026.03"
    folder.mkdir()
    assert split(str(folder)) == (SourceKind.FOLDER, str(folder))


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("camera number 2 of this machine", "CAMERA NUMBER 2 OF THIS MACHINE"),
        ("AXIS P3245 at 192.168.1.4", "AXIS P3245 AT 192.168.1.4"),
        ("at 192.168.1.4", "AT 192.168.1.4"),
        ("somewhere", "somewhere"),
    ],
)
def test_where_a_camera_was_found_is_translated(detail: str, said: str) -> None:
    def loud(context: str, text: str, /) -> str:
        return re.sub(r"\{\w+\}|[^{}]+", lambda m: m[0] if m[0].startswith("{") else m[0].upper(), text)

    assert detail_of(FoundCamera("X", "usb:2", detail), loud) == said


def test_the_places_are_those_the_capture_layer_gives() -> None:
    source = inspect.getsource(core.capture.discovery)
    for words in ("camera number {camera.index} of this machine", "{hardware} at {host}"):
        assert words in source
