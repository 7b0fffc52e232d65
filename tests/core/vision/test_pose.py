import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.domain.arrays import BgrImage, Floats
from core.vision.engine import PackEngine
from core.vision.pose import PROFILE, head_pose

HEAD = np.array([[-31, 0, 0], [31, 0, 0], [0, 35, -27], [-27, 64, 6], [27, 64, 6]], np.float64)
"""An ordinary head in millimetres, seen from the front: x right, y down, z away."""


def seen(yaw: float, pitch: float, roll: float, distance: float = 1500) -> Floats:
    """Project the head, turned to the picture's right, up, and clockwise, through a camera at `distance` mm."""
    a, b, c = map(math.radians, (-yaw, pitch, roll))
    about_y = np.array([[math.cos(a), 0, math.sin(a)], [0, 1, 0], [-math.sin(a), 0, math.cos(a)]])
    about_x = np.array([[1, 0, 0], [0, math.cos(b), math.sin(b)], [0, -math.sin(b), math.cos(b)]])
    about_z = np.array([[math.cos(c), -math.sin(c), 0], [math.sin(c), math.cos(c), 0], [0, 0, 1]])
    points = HEAD @ (about_y @ about_x @ about_z).T
    pixels: Floats = (points[:, :2] / (1 + points[:, 2:] / distance) * 2 + [400, 250]).astype(np.float32)
    return pixels


@pytest.mark.parametrize("yaw", [-45, -20, 0, 20, 45])
@pytest.mark.parametrize("pitch", [-20, 0, 20])
@pytest.mark.parametrize("roll", [-30, 0, 30])
def test_a_known_pose_is_found(yaw: float, pitch: float, roll: float) -> None:
    pose = head_pose(seen(yaw, pitch, roll))
    assert (pose.yaw, pose.pitch, pose.roll) == pytest.approx((yaw, pitch, roll), abs=5)


def test_the_nose_says_where_a_face_turns() -> None:
    frontal = seen(0, 0, 0)
    assert seen(30, 0, 0)[2, 0] > frontal[2, 0] + 10, "the stand-in head itself turns to the picture's right"
    assert seen(0, 25, 0)[2, 1] < frontal[2, 1] - 10, "and up"
    assert head_pose(seen(30, 0, 0)).yaw > 20
    assert head_pose(seen(0, 25, 0)).pitch > 15


def test_a_frontal_face_and_a_profile(engine: PackEngine, six_people: BgrImage, astronaut: BgrImage) -> None:
    frontal = head_pose(engine.detect(astronaut).landmarks[0])
    assert max(abs(frontal.yaw), abs(frontal.pitch), abs(frontal.roll)) < 10
    yaws = [head_pose(landmarks).yaw for landmarks in engine.detect(six_people).landmarks]
    assert min(yaws) < -40, "the man at the top right looks to the left"


@given(arrays(np.float32, (5, 2), elements=st.floats(0, 640, width=32)))
def test_a_mirrored_face_turns_and_tilts_the_other_way(landmarks: Floats) -> None:
    pose = head_pose(landmarks)
    mirrored = landmarks[[1, 0, 2, 4, 3]] * np.array([-1, 1], np.float32)
    again = head_pose(mirrored)
    if pose == PROFILE or again == PROFILE or abs(abs(pose.pitch) - 90) < 1:
        return
    assert again.pitch == pytest.approx(pose.pitch, abs=0.1)
    assert math.cos(math.radians(again.yaw + pose.yaw)) == pytest.approx(1, abs=1e-3)
    assert math.cos(math.radians(again.roll + pose.roll)) == pytest.approx(1, abs=1e-3)


@given(arrays(np.float32, (5, 2), elements=st.floats(width=32)))
def test_no_landmarks_whatever_raise(landmarks: Floats) -> None:
    pose = head_pose(landmarks)
    assert all(math.isfinite(angle) and abs(angle) <= 180 for angle in (pose.yaw, pose.pitch, pose.roll))


@pytest.mark.parametrize(
    "points", [np.zeros((5, 2)), np.full((5, 2), 7.0), np.full((5, 2), np.nan), np.ones((5, 2)) * np.inf]
)
def test_landmarks_without_extent_count_as_a_profile(points: Floats) -> None:
    assert head_pose(points.astype(np.float32)) == PROFILE


def test_landmarks_on_a_line_count_as_a_profile() -> None:
    assert head_pose(np.outer(np.arange(5), [3.0, 1.0]).astype(np.float32)) == PROFILE
