"""The head-turn challenge on poses the detector really finds: of a head that turns, and of a photo that is tilted."""

from collections.abc import Sequence
from contextlib import closing
from itertools import islice, pairwise, product
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.capture.video_file import pictures_of
from core.domain.arrays import BgrImage
from core.domain.faces import HeadPose
from core.policy.challenge import Challenge, Instruction, Outcome
from core.vision.engine import PackEngine
from core.vision.pose import head_pose

LEFT, RIGHT = Instruction.TURN_LEFT, Instruction.TURN_RIGHT
Poses = Sequence[HeadPose | None]


def pose_in(engine: PackEngine, image: BgrImage) -> HeadPose | None:
    found = engine.detect(image, (320, 192))
    return head_pose(found.landmarks[0]) if len(found) else None


@pytest.fixture
def head(engine: PackEngine, shared_data: Path) -> Poses:
    """Return the poses of a man, ten a second, who turns to his right, to his left, and back, twice."""
    with closing(pictures_of(shared_data / "videos" / "headpose_test.mp4")) as pictures:
        return [pose_in(engine, image) for image in islice(pictures, 0, 290, 3)] * 2


@pytest.fixture
def photo(engine: PackEngine, astronaut: BgrImage) -> Poses:
    """Return the poses of a photograph that is moved through tilts of up to 40° about both axes."""
    poses: list[HeadPose | None] = []
    corners = np.array([[0, 0], [511, 0], [511, 511], [0, 511]], np.float32)
    for yaw, pitch in product(np.radians([0, -40, 0, 40, 0]), np.radians([0, -40, 0, 40])):
        across = np.array([np.cos(yaw), np.sin(pitch) * np.sin(yaw), -np.cos(pitch) * np.sin(yaw)])
        down = np.array([0.0, np.cos(pitch), np.sin(pitch)])
        space = (corners - 256) @ np.stack([across, down])
        seen = space[:, :2] * (1500 / (1500 + space[:, 2:])) + 256
        matrix = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
        tilted = cv2.warpPerspective(astronaut, matrix, (512, 512))
        poses += [pose_in(engine, np.asarray(tilted, np.uint8))] * 6
    return poses


def challenges() -> dict[tuple[Instruction, ...], Challenge]:
    """Return one challenge for each of the six series of turns that may be asked for."""
    drawn = (Challenge.drawn(seed) for seed in range(100))
    return {tuple(step.instruction for step in one.steps[1::2]): one for one in drawn}


def outcome(challenge: Challenge, poses: Poses) -> Outcome:
    for number, pose in enumerate(poses):
        challenge = challenge.step(pose, number / 10)
    return challenge.outcome


def test_a_head_passes_when_it_turns_as_asked_and_only_then(head: Poses) -> None:
    outcomes = {asked: outcome(challenge, head) for asked, challenge in challenges().items()}
    assert len(outcomes) == 6
    assert outcomes.pop((RIGHT, LEFT, RIGHT)) is Outcome.PASSED
    assert set(outcomes.values()) == {Outcome.WRONG_WAY}


def test_a_tilted_photo_does_not_turn_its_head(photo: Poses) -> None:
    seen = [pose for pose in photo if pose is not None]
    assert len(seen) > len(photo) * 0.8, "the face is found all the while"
    assert max(abs(a.yaw - b.yaw) for a, b in pairwise(seen)) > 2, "the photo does move"
    assert not {outcome(challenge, photo) for challenge in challenges().values()} & {Outcome.PASSED}
    assert max(abs(pose.yaw) for pose in seen) < 30
