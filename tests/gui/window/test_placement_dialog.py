"""The placement check."""

from dataclasses import replace

import numpy as np
import pytest

from core.domain.arrays import frozen
from core.domain.camera import CameraSpec, CameraState, Region
from core.domain.tracking import FrameView, TrackView
from gui.views.placement.dialog import PlacementDialog
from tests.gui.fakes import ENTRANCE, picture, status, track, view
from tests.gui.window.conftest import Bench

_MARKS = np.array([[0.3, 0.4], [0.7, 0.4], [0.5, 0.6], [0.35, 0.8], [0.65, 0.8]], np.float32)


def face(box: tuple[float, float, float, float]) -> TrackView:
    size = np.array([box[2] - box[0], box[3] - box[1]], np.float32)
    return replace(track(1, box), landmarks=frozen((_MARKS * size + box[:2]).astype(np.float32)))


def seen(seq: int, box: tuple[float, float, float, float]) -> FrameView:
    return view(ENTRANCE.id, seq, picture(640, 360, (120, 130, 140)), [face(box)])


def opened(bench: Bench, spec: CameraSpec = ENTRANCE) -> PlacementDialog:
    dialog = PlacementDialog(bench.context, spec, bench.host)
    dialog.open()
    return dialog


@pytest.fixture
def dialog(bench: Bench) -> PlacementDialog:
    return opened(bench)


def walk_up(bench: Bench, dialog: PlacementDialog, box: tuple[float, float, float, float]) -> None:
    """Let a new picture come with every look, until there is a verdict."""
    for tick in range(400):
        bench.station.views[ENTRANCE.id] = seen(tick, box)
        dialog.tick()
        if dialog.verdict.text() != "Waiting for faces":
            return
    pytest.fail("no verdict after 400 pictures")


def test_nothing_is_said_before_somebody_came(dialog: PlacementDialog, bench: Bench) -> None:
    assert dialog.verdict.text() == "Waiting for faces"
    assert [said.split(" faces")[0] for said in dialog.findings] == ["0 of 8"]
    dialog.grab()
    dialog.accept()


def test_a_small_face_is_too_far(dialog: PlacementDialog, bench: Bench) -> None:
    walk_up(bench, dialog, (300, 100, 338, 148))
    assert dialog.verdict.text() == "Poor"
    assert dialog.findings[0].startswith("Faces are 38 px wide.")
    dialog.grab()
    dialog.again.click()
    assert dialog.verdict.text() == "Waiting for faces"
    dialog.accept()


def test_a_camera_without_a_picture_says_why(dialog: PlacementDialog, bench: Bench) -> None:
    bench.station.statuses[0] = status(ENTRANCE, CameraState.LOST, "Pulled.")
    for _ in range(8):
        dialog.tick()
    assert "Pulled." in dialog.picture.waiting
    bench.station.statuses = []
    for _ in range(8):
        dialog.tick()
    dialog.accept()


def test_faces_carry_their_width_and_the_region_its_edge(bench: Bench) -> None:
    plain, framed = opened(bench), opened(bench, replace(ENTRANCE, region=Region(0.1, 0.1, 0.9, 0.9)))
    shown = []
    for dialog in (plain, framed):
        dialog.picture.resize(640, 360)
        empty = dialog.picture.grab().toImage()
        dialog.picture.show_view(seen(1, (200, 100, 300, 230)))
        shown.append(dialog.picture.grab().toImage())
        assert shown[-1] != empty
        dialog.accept()
    assert shown[0] != shown[1]


def test_heads_are_hidden_for_a_published_picture(bench: Bench) -> None:
    rng = np.random.default_rng(5)
    noise = frozen(rng.integers(0, 255, (360, 640, 3), dtype=np.uint8))
    bench.context = replace(bench.context, blur_faces=True)
    dialog = opened(bench)
    dialog.picture.resize(640, 360)
    dialog.picture.show_view(view(ENTRANCE.id, 1, noise, [face((200, 100, 300, 230))]))
    image = dialog.picture.grab().toImage()
    assert len({image.pixelColor(x, 150).rgb() for x in range(220, 280)}) < 10
    assert len({image.pixelColor(x, 150).rgb() for x in range(420, 480)}) > 40
    dialog.accept()
