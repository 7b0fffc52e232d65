import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.config import DetectionSettings
from core.domain.arrays import BgrImage, Floats
from core.vision.detector import CANDIDATES, fit, suppress
from core.vision.engine import PackEngine
from core.vision.packs import load_pool


def test_six_people_are_found_with_their_landmarks_inside(engine: PackEngine, six_people: BgrImage) -> None:
    found = engine.detect(six_people)
    assert len(found) == 6
    assert (np.diff(found.scores) <= 0).all(), "best first"
    for box, landmarks in zip(found.boxes, found.landmarks, strict=True):
        assert (landmarks >= box[:2] - 8).all()
        assert (landmarks <= box[2:] + 8).all()
        assert landmarks[0, 0] < landmarks[1, 0], "eyes from left to right"
        assert landmarks[:2, 1].max() < landmarks[3:, 1].min(), "eyes above the mouth"


@pytest.mark.parametrize("size", [(640, 360), (1920, 1080), (320, 222), (500, 900)])
def test_boxes_are_in_pixels_of_the_picture_whatever_its_size(
    engine: PackEngine, six_people: BgrImage, size: tuple[int, int]
) -> None:
    canvas = cv2.resize(six_people, (size[0], round(size[0] * six_people.shape[0] / six_people.shape[1])))
    picture = np.zeros((size[1], size[0], 3), np.uint8)
    rows = min(size[1], canvas.shape[0])
    picture[:rows] = canvas[:rows]
    found, reference = engine.detect(picture), engine.detect(six_people)
    assert len(found) == 6
    factor = size[0] / six_people.shape[1]
    centres = found.landmarks.mean(axis=1)
    for centre in reference.landmarks.mean(axis=1) * factor:
        assert np.linalg.norm(centres - centre, axis=1).min() < 20 * factor


def test_a_picture_leaves_no_trace_in_the_next(engine: PackEngine, six_people: BgrImage, astronaut: BgrImage) -> None:
    before = engine.detect(astronaut)
    engine.detect(six_people)
    engine.detect(np.full((384, 512, 3), 255, np.uint8))
    after = engine.detect(astronaut)
    assert np.array_equal(before.boxes, after.boxes)
    assert np.array_equal(before.scores, after.scores)


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (900, 1), (31, 33), (2, 4000)])
def test_odd_pictures_hold_no_face_and_raise_nothing(engine: PackEngine, shape: tuple[int, int]) -> None:
    assert len(engine.detect(np.full((*shape, 3), 128, np.uint8))) == 0


def test_noise_holds_no_face(engine: PackEngine) -> None:
    noise = np.random.default_rng(3).integers(0, 256, (384, 640, 3), dtype=np.uint8)
    assert len(engine.detect(noise)) == 0


def test_a_crowd_is_cut_to_the_best(six_people: BgrImage) -> None:
    settings = DetectionSettings(width=1280, height=896, max_faces=20)
    crowd = np.asarray(np.tile(cv2.resize(six_people, (320, 222)), (4, 4, 1)), np.uint8)
    pool = load_pool("default", 1, settings)
    with pool.lease() as engine:
        everyone = load_pool("default", 1, DetectionSettings(width=1280, height=896, max_faces=500))
        with everyone.lease() as generous:
            found, all_found = engine.detect(crowd), generous.detect(crowd)
    assert len(all_found) > 80
    assert len(found) == 20
    assert np.array_equal(found.scores, all_found.scores[:20])


def test_suppression_looks_at_a_bounded_number_of_boxes() -> None:
    corners = np.arange(5000, dtype=np.float32)[:, None] * 10
    boxes = np.concatenate([corners, corners, corners + 5, corners + 5], axis=1)
    ranks = np.linspace(0.9, 0.7, 5000, dtype=np.float32)
    assert suppress(boxes, ranks).tolist() == list(range(CANDIDATES))


def test_suppression_keeps_the_best_of_overlapping_boxes() -> None:
    boxes = np.array([[0, 0, 10, 10], [1, 1, 11, 11], [20, 0, 30, 10], [8, 0, 18, 10]], np.float32)
    assert suppress(boxes, np.array([0.8, 0.9, 0.7, 0.75], np.float32)).tolist() == [1, 3, 2]


def test_suppressing_nothing_gives_nothing() -> None:
    assert suppress(np.empty((0, 4), np.float32), np.empty(0, np.float32)).tolist() == []


@pytest.mark.parametrize(
    ("picture", "canvas"),
    [
        ((640, 384), (640, 384)),
        ((640, 480), (512, 384)),
        ((1280, 720), (640, 352)),
        ((320, 180), (640, 352)),
        ((720, 1280), (224, 384)),
        ((5000, 2), (640, 32)),
    ],
)
def test_the_canvas_is_no_larger_than_the_picture_needs(picture: tuple[int, int], canvas: tuple[int, int]) -> None:
    place = fit(np.empty((picture[1], picture[0], 3), np.uint8), (640, 384))
    assert (place.canvas_width, place.canvas_height) == canvas
    assert canvas[0] - 32 < place.width <= canvas[0]
    assert canvas[1] - 32 < place.height <= canvas[1]
    assert place.scale >= 0.97 * min(640 / picture[0], 384 / picture[1])


def test_faces_in_the_street_are_found(engine: PackEngine, shared_data: Path) -> None:
    """Labelled faces from 20 pixels of width on, in every fourth photo; over all of them recall is 85 % (AP 91.4)."""
    truth = json.loads((shared_data / "facemask_dev" / "boxes.json").read_text())
    hits = wanted = strange = 0
    for name in sorted(truth)[::4]:
        path = next((shared_data / "facemask_dev" / "images").glob(Path(name).stem + ".*"))
        image = cv2.imread(str(path))
        boxes = np.array([face["box"] for face in truth[name]], np.float32)
        large = boxes[:, 2] - boxes[:, 0] >= 20
        found = engine.detect(np.asarray(image, np.uint8))
        overlaps = _overlaps(boxes, found.boxes)
        hits += int((overlaps.max(axis=1, initial=0)[large] > 0.4).sum())
        wanted += int(large.sum())
        strange += int((overlaps.max(axis=0, initial=0) < 0.3).sum())
    assert wanted > 200
    assert hits / wanted > 0.81
    assert strange / wanted < 0.12, "some of which are faces nobody labelled"


def _overlaps(a: Floats, b: Floats) -> Floats:
    """Intersection over union, (len(a), len(b))."""
    low, high = np.maximum(a[:, None, :2], b[None, :, :2]), np.minimum(a[:, None, 2:], b[None, :, 2:])
    shared = np.clip(high - low, 0, None).prod(axis=2)
    areas = [(boxes[:, 2:] - boxes[:, :2]).prod(axis=1) for boxes in (a, b)]
    return np.asarray(shared / (areas[0][:, None] + areas[1][None] - shared), np.float32)
