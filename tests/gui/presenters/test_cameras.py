"""Cameras in words, and the camera form."""

import inspect
from dataclasses import replace
from pathlib import Path

import pytest

import core.capture.camera
from core.domain.camera import CameraSpec, CameraState
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import CameraId
from gui.presenters.cameras import (
    REASONS,
    CameraForm,
    Field,
    SourceKind,
    Tone,
    detail_text,
    form_of,
    fps_text,
    fresh_id,
    problems,
    source_text,
    spec_of,
    split,
    state_text,
    status_text,
    tone,
)
from gui.presenters.text import as_written
from tests.gui.fakes import ENTRANCE, LOBBY, status


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
        ("demo:lobby", SourceKind.DEMO, "demo:lobby", "Demo: lobby"),
        ("/clips/a.mp4", SourceKind.FILE, "/clips/a.mp4", "a.mp4"),
        ("rtsp://u:secret@host/s", SourceKind.OTHER, "rtsp://u:secret@host/s", "rtsp://***@host/s"),
    ],
)
def test_sources(source: str, kind: SourceKind, part: str, said: str) -> None:
    assert split(source) == (kind, part)
    assert source_text(source, as_written) == said


@pytest.mark.parametrize("source", ["usb:0", "demo:entrance", "/a/b.mp4", "rtsp://host/x"])
def test_a_form_gives_back_the_camera_it_was_filled_from(source: str) -> None:
    spec = CameraSpec(CameraId("x"), "Gate", source, "North", mirror=True)
    assert spec_of(form_of(spec), CameraId("x")) == spec


def test_spaces_around_what_is_typed_are_dropped(tmp_path: Path) -> None:
    form = CameraForm("  Gate ", SourceKind.FILE, f" {tmp_path} ", " North ")
    assert spec_of(form, CameraId("x")) == CameraSpec(CameraId("x"), "Gate", str(tmp_path), "North")


def test_a_complete_form_has_no_problems(tmp_path: Path) -> None:
    clip = tmp_path / "a.mp4"
    clip.write_bytes(b"x")
    assert problems(CameraForm("Gate", SourceKind.FILE, str(clip)), [ENTRANCE], as_written) == {}
    assert problems(CameraForm("Gate", SourceKind.USB, "0"), [ENTRANCE], as_written) == {}
    assert problems(CameraForm("Gate", SourceKind.OTHER, "rtsp://h/s"), [], as_written) == {}


def test_problems_are_said_by_field(tmp_path: Path) -> None:
    empty = CameraForm(" ", SourceKind.FILE, "")
    assert set(problems(empty, [], as_written)) == {Field.NAME, Field.SOURCE}
    taken = replace(empty, name=ENTRANCE.name.upper(), source=str(tmp_path / "none.mp4"))
    found = problems(taken, [ENTRANCE, LOBBY], as_written)
    assert found == {
        Field.NAME: "Another camera has this name.",
        Field.SOURCE: "There is no file at this path.",
    }
    assert Field.SOURCE in problems(CameraForm("Gate", SourceKind.OTHER, "host"), [], as_written)


def test_fresh_ids_are_readable_and_new() -> None:
    assert fresh_id("Main Gate", []) == "main-gate"
    assert fresh_id("Main Gate", ["main-gate", "main-gate-2"]) == "main-gate-3"
    assert fresh_id("正门", []) == "camera"
