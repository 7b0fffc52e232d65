from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.domain.arrays import BgrImage, Floats
from core.domain.faces import Box, Detections, HeadPose, Quality, QualityIssue
from core.vision.align import align
from core.vision.engine import PackEngine
from core.vision.pose import PROFILE, head_pose
from core.vision.quality import assess

FRONTAL = HeadPose(0.0, 0.0, 0.0)


class Shot:
    """A good face of a real picture, to be made worse."""

    def __init__(self, image: BgrImage, found: Detections) -> None:
        self.image, self.box, self.landmarks = image, found.box(0), found.landmarks[0]

    def judged(
        self,
        image: BgrImage | None = None,
        *,
        box: Box | None = None,
        landmarks: Floats | None = None,
        score: float = 0.93,
        pose: HeadPose = FRONTAL,
        min_face_px: float = 32,
    ) -> Quality:
        picture = self.image if image is None else image
        points = self.landmarks if landmarks is None else landmarks
        return assess(picture, box or self.box, points, score, pose, align(picture, points), min_face_px)


@pytest.fixture
def shot(engine: PackEngine, astronaut: BgrImage) -> Shot:
    return Shot(astronaut, engine.detect(astronaut))


def test_a_good_shot_has_nothing_to_improve(shot: Shot) -> None:
    quality = shot.judged()
    assert quality.usable
    assert quality.issues == ()
    assert quality.overall > 0.9
    assert quality.width_px == shot.box.width


def test_overall_is_the_product_of_the_parts(shot: Shot) -> None:
    q = shot.judged(score=0.7, pose=HeadPose(25, 5, 0))
    parts = (q.size, q.sharpness, q.frontality, q.exposure, q.detection)
    assert q.overall == pytest.approx(np.prod(parts))
    assert all(0 <= part <= 1 for part in parts)


@pytest.mark.parametrize("kind", ["out of focus", "moved"])
def test_the_more_blur_the_less_sharp(shot: Shot, kind: str) -> None:
    def blurred(strength: int) -> BgrImage:
        if kind == "moved":
            length = 1 + 4 * strength
            return np.asarray(cv2.filter2D(shot.image, -1, np.full((1, length), 1 / length, np.float32)), np.uint8)
        return np.asarray(cv2.GaussianBlur(shot.image, (0, 0), strength), np.uint8)

    steps = [shot.judged(), *(shot.judged(blurred(strength)) for strength in (1, 2, 3, 4, 6))]
    sharpness = [quality.sharpness for quality in steps]
    assert sharpness == sorted(sharpness, reverse=True)
    assert sharpness[0] == 1
    assert not steps[-1].usable
    assert steps[-1].issues == (QualityIssue.BLURRED,)


@pytest.mark.parametrize("width", [96, 64, 40])
def test_small_is_not_blurred(shot: Shot, width: float) -> None:
    factor = width / shot.box.width
    small = cv2.resize(shot.image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    quality = shot.judged(
        np.asarray(small, np.uint8),
        box=Box(*(side * factor for side in (shot.box.left, shot.box.top, shot.box.right, shot.box.bottom))),
        landmarks=shot.landmarks * np.float32(factor),
    )
    assert quality.usable
    assert quality.sharpness > 0.8
    assert quality.size < 1 or width > 80


def test_size_counts_and_the_limit_is_the_operators(shot: Shot) -> None:
    narrow = replace(shot.box, right=shot.box.left + 30)
    assert QualityIssue.TOO_SMALL in shot.judged(box=narrow).issues
    assert not shot.judged(box=narrow).usable
    assert shot.judged(box=narrow, min_face_px=20).usable
    assert shot.judged(box=narrow).size < shot.judged(box=replace(shot.box, right=shot.box.left + 60)).size


@pytest.mark.parametrize(("factor", "issue"), [(0.06, QualityIssue.TOO_DARK), (6.0, QualityIssue.TOO_BRIGHT)])
def test_light_that_hides_the_face_is_named(shot: Shot, factor: float, issue: QualityIssue) -> None:
    quality = shot.judged(np.clip(shot.image * factor, 0, 255).astype(np.uint8))
    assert not quality.usable
    assert issue in quality.issues


def test_dim_light_does_not_count_as_blur(shot: Shot) -> None:
    dim = shot.judged((shot.image * 0.3).astype(np.uint8))
    assert dim.usable
    assert dim.sharpness == 1


def test_a_turned_face_is_named_and_a_profile_is_useless(shot: Shot) -> None:
    values = [shot.judged(pose=HeadPose(yaw, 0, 0)).frontality for yaw in (0, 15, 30, 45, 60)]
    assert values == sorted(values, reverse=True)
    assert shot.judged(pose=HeadPose(-48, 0, 0)).usable
    assert shot.judged(pose=HeadPose(45, 0, 0)).issues == (QualityIssue.TURNED,)
    assert not shot.judged(pose=HeadPose(53, 0, 0)).usable
    assert not shot.judged(pose=HeadPose(40, 40, 0)).usable
    assert shot.judged(pose=PROFILE).overall == 0


def test_a_tilt_costs_nothing(shot: Shot) -> None:
    assert shot.judged(pose=HeadPose(0, 0, 40)).overall == shot.judged().overall


def test_a_face_cut_off_by_the_edge_is_named(shot: Shot) -> None:
    def cut(columns: float) -> Quality:
        left = int(shot.box.left + columns * shot.box.width)
        box = replace(shot.box, left=shot.box.left - left, right=shot.box.right - left)
        landmarks = shot.landmarks - np.array([left, 0], np.float32)
        return shot.judged(np.ascontiguousarray(shot.image[:, left:]), box=box, landmarks=landmarks)

    assert cut(-0.2).issues == ()
    assert cut(0.15).issues == (QualityIssue.CUT_OFF,)
    assert cut(0.15).usable
    assert not cut(0.45).usable
    assert cut(0.45).issues[0] is QualityIssue.CUT_OFF


def test_the_worst_is_named_first(shot: Shot) -> None:
    issues = shot.judged(score=0.66, pose=HeadPose(55, 0, 0)).issues
    assert issues == (QualityIssue.TURNED, QualityIssue.UNCERTAIN)


def test_an_empty_crop_is_useless(shot: Shot) -> None:
    flat = np.full_like(shot.image, 128)
    assert not shot.judged(flat).usable


@pytest.mark.parametrize(
    ("clip", "step", "share"),
    [
        ("asl_please.mkv", 12, 0.95),
        ("asl_thanks.mkv", 12, 0.95),
        ("liu_faces1.mp4", 25, 0.9),
        ("liu_faces2.mp4", 25, 0.8),
    ],
)
def test_people_at_two_metres_and_in_small_pictures_are_usable(
    engine: PackEngine, shared_data: Path, clip: str, step: int, share: float
) -> None:
    usable = [_best(engine, image) for image in _every(shared_data / "videos" / clip, step)]
    seen = [quality for quality in usable if quality is not None]
    assert len(seen) > 3
    assert np.mean([quality.usable for quality in seen]) >= share


def test_faces_of_twelve_pixels_are_not(engine: PackEngine, shared_data: Path) -> None:
    for image in _every(shared_data / "videos" / "saumya_classroom.mp4", 60):
        quality = _best(engine, image)
        assert quality is None or not quality.usable


def _best(engine: PackEngine, image: BgrImage) -> Quality | None:
    found = engine.detect(image)
    if not len(found):
        return None
    landmarks = found.landmarks[0]
    aligned = align(image, landmarks)
    return assess(image, found.box(0), landmarks, float(found.scores[0]), head_pose(landmarks), aligned, 32)


def _every(path: Path, step: int) -> list[BgrImage]:
    clip, pictures = cv2.VideoCapture(str(path)), []
    while clip.grab():
        if int(clip.get(cv2.CAP_PROP_POS_FRAMES)) % step == 1:
            pictures.append(np.asarray(clip.retrieve()[1], np.uint8))
    clip.release()
    return pictures
