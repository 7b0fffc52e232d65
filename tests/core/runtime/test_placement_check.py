"""Measuring how a camera hangs."""

import numpy as np
import pytest

from core.domain.arrays import BgrImage, frozen
from core.domain.clock import SystemClock
from core.domain.faces import Box
from core.domain.frame import Frame
from core.domain.ids import CameraId
from core.domain.matching import UNDECIDED
from core.domain.placement import PlacementIssue, PlacementVerdict
from core.domain.tracking import FrameView, TrackView
from core.runtime.placement import PlacementCheck, sample_of

CAMERA = CameraId("door")
_FRONTAL = np.array([[0.3, 0.4], [0.7, 0.4], [0.5, 0.6], [0.35, 0.8], [0.65, 0.8]], np.float32)
"""Landmarks of a face that looks straight ahead, in shares of its box."""


def room(face: int, around: int, boxes: list[Box]) -> BgrImage:
    """Return a (360, 640, 3) picture of even grey with faces of noise around another grey."""
    rng = np.random.default_rng(7)
    image = np.full((360, 640, 3), around, np.uint8)
    for box in boxes:
        part = image[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
        part[:] = np.clip(rng.normal(face, 4, part.shape), 0, 255)
    return frozen(image)


def seen(box: Box, *, coasting: bool = False) -> TrackView:
    marks = _FRONTAL * (box.width, box.height) + (box.left, box.top)
    return TrackView(1, box, frozen(marks.astype(np.float32)), 0.9, coasting, None, None, None, UNDECIDED, None)


def shown(image: BgrImage, *tracks: TrackView, seq: int = 0) -> FrameView:
    clock = SystemClock()
    return FrameView(Frame(CAMERA, seq, clock.mono_ns(), clock.utc(), image), tracks)


def test_a_face_is_measured() -> None:
    box = Box(260.0, 120.0, 360.0, 240.0)
    (sample,) = sample_of(shown(room(60, 200, [box]), seen(box)))
    assert sample.width_px == 100.0
    assert abs(sample.yaw) < 5
    assert abs(sample.roll) < 1
    assert sample.face_grey == pytest.approx(60, abs=2)
    assert sample.around_grey == pytest.approx(200, abs=2)
    assert not sample.at_edge


def test_a_face_that_fills_the_picture_has_nothing_around_it() -> None:
    box = Box(0.0, 0.0, 640.0, 360.0)
    (sample,) = sample_of(shown(room(90, 200, [box]), seen(box)))
    assert sample.around_grey == sample.face_grey == pytest.approx(90, abs=2)


def test_a_face_at_the_edge_is_told() -> None:
    box = Box(580.0, 120.0, 700.0, 260.0)
    (sample,) = sample_of(shown(room(90, 90, []), seen(box)))
    assert sample.at_edge


def test_a_face_beyond_the_edge_measures_nothing_and_raises_nothing() -> None:
    (sample,) = sample_of(shown(room(90, 90, []), seen(Box(700.0, 400.0, 760.0, 460.0))))
    assert sample.face_grey == 0.0


def test_what_is_only_predicted_is_not_measured_and_a_crowd_is_bounded() -> None:
    boxes = [Box(10.0 * i, 10.0, 10.0 * i + 20 + i, 40.0) for i in range(30)]
    image = room(90, 90, [])
    found = sample_of(shown(image, *(seen(box) for box in boxes), seen(boxes[0], coasting=True)))
    assert [s.width_px for s in found] == [49.0 - i for i in range(12)]


def test_a_check_collects_pictures_once_and_reports() -> None:
    box = Box(260.0, 120.0, 360.0, 240.0)
    image = room(60, 200, [box])
    check = PlacementCheck()
    assert check.report(25.0).verdict is PlacementVerdict.UNKNOWN
    for seq in (1, 1, 2, 3, 4, 5, 6, 7, 8):
        check.add(shown(image, seen(box), seq=seq))
    report = check.report(25.0)
    assert report.samples == 8
    assert report.width_px == 100.0
    assert PlacementIssue.BACKLIGHT in {finding.issue for finding in report.findings}


def test_faces_are_graded_for_painting() -> None:
    assert PlacementCheck.grade(PlacementCheck.wanted_px) is PlacementVerdict.GOOD
    assert PlacementCheck.grade(20.0) is PlacementVerdict.POOR
