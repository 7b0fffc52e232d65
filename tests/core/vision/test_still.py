import cv2
import numpy as np
import pytest

from core.domain.arrays import BgrImage, Floats
from core.domain.faces import Face, Gender, QualityIssue
from core.vision.pool import EnginePool
from core.vision.still import FaceReader, turned


@pytest.fixture(scope="module")
def reader(pool: EnginePool) -> FaceReader:
    return FaceReader(pool, 32)


@pytest.fixture(scope="module")
def six_read(reader: FaceReader, six_people: BgrImage) -> tuple[Face, ...]:
    """Return what the picture of six people, upright, holds."""
    return reader.read(six_people)


@pytest.fixture(scope="module")
def six_embedded(pool: EnginePool, six_read: tuple[Face, ...]) -> Floats:
    return _embedded(pool, six_read)


@pytest.fixture(scope="module")
def astronaut_embedded(reader: FaceReader, pool: EnginePool, astronaut: BgrImage) -> Floats:
    return _embedded(pool, reader.read(astronaut))


def test_a_picture_is_read_completely(six_read: tuple[Face, ...]) -> None:
    faces = six_read
    assert len(faces) == 6
    assert [face.score for face in faces] == sorted((face.score for face in faces), reverse=True)
    assert {face.orient for face in faces} == {0}
    assert {face.aligned.shape for face in faces} == {(112, 112, 3)}
    assert all(face.attributes is not None for face in faces)
    (profile,) = [face for face in faces if not face.quality.usable]
    assert profile.quality.issues == (QualityIssue.TURNED,)
    assert profile.pose.yaw < -45


def test_no_more_faces_are_measured_than_asked_for(
    pool: EnginePool, six_people: BgrImage, six_read: tuple[Face, ...]
) -> None:
    best = FaceReader(pool, 32, max_faces=2).read(six_people)
    assert [face.box for face in best] == [face.box for face in six_read[:2]]


def test_a_picture_of_more_than_a_hundred_people_is_read_whole(reader: FaceReader, six_people: BgrImage) -> None:
    heads = [cv2.resize(six_people[200:460, left : left + 200], (96, 108)) for left in (417, 1080)]
    row = np.concatenate([heads[i % 2] for i in range(13)], axis=1)
    assert len(reader.read(np.concatenate([row] * 8))) >= 100


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_picture_holds_the_same_people(
    reader: FaceReader, pool: EnginePool, six_people: BgrImage, turn: int,
    six_read: tuple[Face, ...], six_embedded: Floats,
) -> None:  # fmt: skip
    picture = np.ascontiguousarray(np.rot90(six_people, -turn // 90))
    faces = reader.read(picture)
    assert [face.orient for face in faces] == [turn] * 6
    cosines = six_embedded @ _embedded(pool, faces).T
    assert cosines.max(axis=1).min() > 0.6
    assert (cosines > 0.6).sum() == 6, "each is one of them and no other"
    for face, other in zip(six_read, (faces[i] for i in cosines.argmax(axis=1)), strict=True):
        assert face.pose.roll == pytest.approx(other.pose.roll, abs=4), "the pose is that of the upright face"
        assert face.quality.width_px == pytest.approx(other.quality.width_px, rel=0.1)
        assert other.box.left < other.landmarks[2, 0] < other.box.right
        assert other.box.top < other.landmarks[2, 1] < other.box.bottom


def test_one_turned_face_among_upright_ones(reader: FaceReader, six_people: BgrImage, astronaut: BgrImage) -> None:
    picture = six_people.copy()
    picture[500:800, 500:800] = np.rot90(cv2.resize(astronaut[20:320, 70:370], (300, 300)), 1)
    orients = sorted(face.orient for face in reader.read(picture))
    assert orients == [0] * 6 + [270]


def test_a_small_face_in_a_large_picture(reader: FaceReader, pool: EnginePool, six_people: BgrImage) -> None:
    small = cv2.resize(six_people, (800, 554), interpolation=cv2.INTER_AREA)
    picture = cv2.copyMakeBorder(small, 1500, 946, 1600, 1600, cv2.BORDER_CONSTANT, value=(90, 110, 90))
    assert picture.shape[:2] == (3000, 4000)
    with pool.lease() as engine:
        assert len(engine.detect(np.asarray(picture, np.uint8))) < 6, "the live detector cannot see them all"
    faces = reader.read(np.asarray(picture, np.uint8))
    assert len(faces) == 6
    assert all(55 < face.quality.width_px < 80 for face in faces)


def test_a_face_that_fills_its_picture(reader: FaceReader, pool: EnginePool, six_people: BgrImage) -> None:
    with pool.lease() as engine:
        left, top, right, bottom = engine.detect(six_people).boxes[0].astype(int)
        inner = six_people[top + 10 : bottom - 10, left + 10 : right - 10]
        picture = np.asarray(cv2.resize(inner, None, fx=5, fy=5), np.uint8)
        assert not len(engine.detect(picture, (640, 640))), "too large for the detector"
    (face,) = reader.read(picture)
    assert face.box.width > 0.7 * picture.shape[1]


@pytest.mark.parametrize("angle", [20, 40, 60, 100, 135, 200])
def test_any_tilt_is_brought_upright(
    reader: FaceReader, pool: EnginePool, astronaut: BgrImage, astronaut_embedded: Floats, angle: float
) -> None:
    turn = cv2.getRotationMatrix2D((224, 118), -angle, 1.0)
    turn[:, 2] += 256 - np.array([224, 118])
    picture = np.asarray(cv2.warpAffine(astronaut, turn, (512, 512)), np.uint8)
    (face,) = reader.read(picture)
    assert float(_embedded(pool, [face])[0] @ astronaut_embedded[0]) > 0.6
    assert np.cos(np.radians(face.orient + face.pose.roll - angle)) > np.cos(np.radians(20))
    assert face.attributes is not None
    assert face.attributes.gender is Gender.FEMALE


@pytest.mark.parametrize("shape", [(1, 1), (1, 700), (3000, 2), (32, 32)])
def test_pictures_without_a_face_are_read_as_such(reader: FaceReader, shape: tuple[int, int]) -> None:
    assert reader.read(np.full((*shape, 3), 90, np.uint8)) == ()


def test_hands_beads_and_lettering_are_not_faces(reader: FaceReader) -> None:
    noise = np.random.default_rng(5).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    assert reader.read(cv2.GaussianBlur(noise, (0, 0), 6).astype(np.uint8)) == ()


def test_quarter_turns_come_full_circle() -> None:
    points = np.array([[3, 5], [639, 0]], np.float32)
    assert turned(points, 90, (639, 479)).tolist() == [[5, 636], [0, 0]]
    assert turned(turned(points, 90, (639, 479)), 270, (479, 639)).tolist() == points.tolist()
    assert turned(points, 180, (639, 479)).tolist() == [[636, 474], [0, 479]]


def _embedded(pool: EnginePool, faces: "tuple[Face, ...] | list[Face]") -> Floats:
    with pool.lease() as engine:
        return np.stack([embedding.vector for embedding in engine.embed([face.aligned for face in faces])])


def test_a_glance_finds_what_reading_finds(
    reader: FaceReader, six_people: BgrImage, six_read: tuple[Face, ...], astronaut: BgrImage
) -> None:
    for picture, read, faces in ((six_people, six_read, 6), (astronaut, reader.read(astronaut), 1)):
        glanced = reader.glance(picture)
        assert len(glanced) == len(read) == faces
        assert all(face.attributes is None for face in glanced)
        centres = [[(f.box.left + f.box.right, f.box.top + f.box.bottom) for f in some] for some in (glanced, read)]
        np.testing.assert_allclose(np.sort(centres[0], axis=0), np.sort(centres[1], axis=0), atol=20)


def test_a_glance_at_a_lying_face_looks_again(reader: FaceReader, astronaut: BgrImage) -> None:
    (face,) = reader.glance(np.ascontiguousarray(np.rot90(astronaut)))
    assert face.orient == 270


def test_a_glance_at_nobody_finds_nobody(reader: FaceReader) -> None:
    assert reader.glance(np.full((200, 300, 3), 90, np.uint8)) == ()
