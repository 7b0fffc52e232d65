"""Learning what is no face, on an engine that measures crops by a plain rule."""

import json
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.capture.demo_cast import Photo, load_photos
from core.domain.arrays import BgrImage
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Attributes, Box, Detections, Gender
from core.runtime.ports import Engine
from core.runtime.training.examples import FolderReader
from core.runtime.training.material import covered, pictures_without_faces, textures, varied, windows
from core.runtime.training.nonfaces import NonFaceOrder, train
from core.vision.align import ARCFACE_TEMPLATE, align

NOBODY = np.empty((0, 0), np.float32)


class PlainEngine:
    """Embeds a crop by its coarse picture, and finds a face wherever a picture is pure red."""

    model_id = "plain"
    tells_liveness = False

    def __init__(self, score: float = 0.9) -> None:
        self.score = score
        self.embedded = 0

    def detect(self, image: BgrImage) -> Detections:
        red = np.argwhere((image[..., 2] > 200) & (image[..., 1] < 50))
        if not len(red):
            return Detections.none()
        (top, left), (bottom, right) = red.min(axis=0), red.max(axis=0) + 1
        landmarks = ARCFACE_TEMPLATE * (right - left) / 112 + (left, top)
        return Detections(
            np.array([[left, top, right, bottom]], np.float32), np.array([self.score], np.float32),
            landmarks[None].astype(np.float32),
        )  # fmt: skip

    def embed(self, aligned: Sequence[BgrImage]) -> list[Embedding]:
        self.embedded += len(aligned)
        small = [cv2.resize(crop, (4, 4), interpolation=cv2.INTER_AREA).astype(np.float32).ravel() for crop in aligned]
        return [Embedding.normalised(values - 100.5, self.model_id) for values in small]

    def attributes(self, image: BgrImage, detections: Detections, index: int) -> Attributes:
        del image, detections, index
        return Attributes(40, Gender.MALE, 0.9)

    def liveness(self, image: BgrImage, box: Box) -> float:
        raise AssertionError((image.shape, box))


class Faces(PlainEngine):
    """Also finds the people of the demo's pictures, as every engine does."""

    def detect(self, image: BgrImage) -> Detections:
        if image.shape[:2] in {photo.shape[:2] for photo in load_photos().values()}:
            side = min(image.shape[:2])
            landmarks = ARCFACE_TEMPLATE * side / 112
            box = np.array([[0, 0, side, side]], np.float32)
            return Detections(box, np.array([0.95], np.float32), landmarks[None].astype(np.float32))
        return super().detect(image)


@pytest.fixture(scope="module")
def pictures() -> dict[str, BgrImage]:
    """Return all that is installed; reading and painting it takes a second each time."""
    return dict(pictures_without_faces())


@pytest.fixture
def few_pictures(monkeypatch: pytest.MonkeyPatch, pictures: dict[str, BgrImage]) -> None:
    """Leave two of the pictures."""
    rooms = [(name, pictures[name]) for name in ("coffee.png", "brick.png") if name in pictures]
    monkeypatch.setattr("core.runtime.training.examples.pictures_without_faces", lambda: iter(rooms))


def write(path: Path, image: BgrImage) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), image)


def with_red(side: int = 60) -> BgrImage:
    image = np.full((240, 320, 3), 128, np.uint8)
    image[40 : 40 + side, 40 : 40 + side] = (0, 0, 255)
    return image


def reader(engine: Engine) -> FolderReader:
    return FolderReader(engine, 0, lambda _phase, _share: None)


def test_material_is_there_without_any_folder(pictures: dict[str, BgrImage]) -> None:
    rng = np.random.default_rng(0)
    assert len(pictures) >= 12
    assert {"demo entrance", "demo lobby"} <= set(pictures)
    assert {crop.shape for crop in textures(8, rng)} == {(112, 112, 3)}


def test_windows_stay_off_faces() -> None:
    crops = windows(with_red(), 60, np.random.default_rng(0), np.array([[40, 40, 100, 100]], np.float32))
    assert crops
    assert max(int(crop[..., 2].max()) for crop in crops) < 200
    assert any(int(crop[..., 2].max()) > 200 for crop in windows(with_red(), 60, np.random.default_rng(0)))


def test_a_face_is_shown_in_many_ways_and_every_other_one_is_uncovered() -> None:
    picture = load_photos()[Photo.PORTRAIT]
    landmarks = (ARCFACE_TEMPLATE * 1.2 + (160, 60)).astype(np.float32)
    crops = varied(picture, landmarks, 8, np.random.default_rng(0))
    assert len({crop.tobytes() for crop in crops}) == 8
    crop = align(picture, landmarks)
    kept = [np.array_equal(covered(crop, way, np.random.default_rng(way)), crop) for way in range(8)]
    assert kept == [True, False] * 4


def test_finds_beside_known_faces_are_learned_from_and_sure_ones_doubted(tmp_path: Path) -> None:
    write(tmp_path / "images" / "a.png", with_red())
    unsure, sure = reader(PlainEngine(0.5)), reader(PlainEngine(0.95))
    found, without = unsure.non_faces(tmp_path), sure.non_faces(tmp_path)
    assert len(found) == len(without) + 1, "the same windows, and the find"
    assert (unsure.doubted, sure.doubted) == ([], ["a.png"])
    (tmp_path / "boxes.json").write_text(json.dumps({"a.png": [{"box": [45, 45, 80, 80]}]}), "utf-8")
    marked = reader(PlainEngine(0.95))
    assert len(marked.non_faces(tmp_path)) == len(without)
    assert marked.doubted == []


def test_faces_are_those_live_use_would_embed(tmp_path: Path) -> None:
    write(tmp_path / "a.png", with_red())
    (tmp_path / "b.png").write_bytes(b"nonsense")
    (tmp_path / "notes.txt").write_text("no picture")
    plain = reader(PlainEngine())
    assert len(plain.faces(tmp_path)) == 0, "a plain red square is blurred"
    assert plain.unreadable == 1


@pytest.mark.parametrize("content", ["[", "[]", '{"a.png": [{"corner": 3}]}', '{"a.png": [{"box": [1, 2, 3]}]}'])
def test_odd_boxes_are_a_sentence(tmp_path: Path, content: str) -> None:
    (tmp_path / "boxes.json").write_text(content)
    with pytest.raises(KnownError) as caught:
        reader(PlainEngine()).non_faces(tmp_path)
    assert caught.value.code is ErrorCode.BOXES_UNREADABLE


@pytest.mark.usefixtures("few_pictures")
def test_a_missing_folder_and_too_few_faces_are_sentences(tmp_path: Path) -> None:
    engine = Faces()
    with pytest.raises(KnownError) as caught:
        reader(engine).non_faces(tmp_path / "missing")
    assert caught.value.code is ErrorCode.FOLDER_UNREADABLE
    with pytest.raises(KnownError) as caught:
        train(engine, NonFaceOrder(faces=tmp_path), NOBODY, lambda _phase, _share: None)
    assert caught.value.code is ErrorCode.TRAINING_SMALL


@pytest.mark.usefixtures("few_pictures")
def test_the_same_seed_learns_the_same_and_templates_count_as_faces() -> None:
    engine = Faces()
    alone, again = (train(engine, NonFaceOrder(), NOBODY, lambda _phase, _share: None) for _ in range(2))
    assert alone.model.centres.tolist() == again.model.centres.tolist()
    enrolled = np.stack([one.vector for one in engine.embed(textures(40, np.random.default_rng(3)))])
    trained = train(engine, NonFaceOrder(), enrolled, lambda _phase, _share: None)
    assert trained.faces == alone.faces + 40
