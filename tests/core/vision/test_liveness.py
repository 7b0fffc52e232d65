import shutil
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from core.capture.pictures import read_picture
from core.capture.video_file import pictures_of
from core.config import DetectionSettings
from core.domain.arrays import BgrImage
from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.faces import Box
from core.vision.catalog import Catalog
from core.vision.engine import PackEngine
from core.vision.liveness import surroundings
from core.vision.optional import OPTIONAL_FOLDER, optional_models
from core.vision.packs import load_pool


@pytest.fixture(scope="module")
def models_dir(shared_data: Path, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a models folder with both liveness networks in it."""
    folder = tmp_path_factory.mktemp("models")
    (folder / OPTIONAL_FOLDER).mkdir()
    for model in optional_models(catalog, folder):
        shutil.copy(shared_data / "models" / model.spec.file, model.path)
    return folder


@pytest.fixture(scope="module")
def watchful(models_dir: Path) -> PackEngine:
    with load_pool("default", 1, DetectionSettings(), models_dir=models_dir).lease() as engine:
        return engine


def first_frame(clip: Path) -> BgrImage:
    with closing(pictures_of(clip)) as pictures:
        return next(pictures)


def largest(engine: PackEngine, image: BgrImage) -> Box:
    found = engine.detect(image)
    return max((found.box(i) for i in range(len(found))), key=lambda box: box.width)


def live(engine: PackEngine, image: BgrImage) -> float:
    return engine.liveness(image, largest(engine, image))


@pytest.mark.parametrize("name", ["lestari", "tran"])
def test_a_person_is_live_and_a_replay_of_them_is_not(watchful: PackEngine, shared_data: Path, name: str) -> None:
    clips = shared_data / "liveness"
    assert watchful.tells_liveness
    assert live(watchful, first_frame(clips / f"{name}_real.mp4")) > 0.9
    assert live(watchful, first_frame(clips / f"{name}_fake.mp4")) < 0.1


def test_the_publishers_own_pictures(watchful: PackEngine, shared_data: Path) -> None:
    scores = {
        name: live(watchful, read_picture(shared_data / "liveness" / f"minivision_{name}.jpg"))
        for name in ("T1", "F1", "F2")
    }
    assert scores["T1"] > 0.99
    assert max(scores["F1"], scores["F2"]) < 0.3


def test_a_face_anywhere_in_or_beyond_the_picture_gets_a_chance(watchful: PackEngine, shared_data: Path) -> None:
    image = read_picture(shared_data / "liveness" / "minivision_T1.jpg")
    height, width = image.shape[:2]
    for box in (Box(-50, -60, 40, 50), Box(width - 9, height - 9, width + 80, height + 90), Box(-9, -9, 9999, 9999),
                Box(5, 5, 5, 5), Box(-900, -900, -800, -800)):  # fmt: skip
        assert 0 <= watchful.liveness(image, box) <= 1


def test_the_view_is_so_many_times_the_box_around_its_middle() -> None:
    image = np.arange(400 * 600 * 3).reshape(400, 600, 3).astype(np.uint8)
    view = surroundings(image, Box(280, 180, 320, 230), 2.7)
    assert view.shape[:2] == (136, 109)
    assert np.shares_memory(view, image)
    assert np.array_equal(view, image[137:273, 246:355])


@pytest.mark.parametrize(
    ("box", "shape", "corner"),
    [
        (Box(0, 100, 40, 150), (200, 160), (25, 0)),  # moved off the left edge
        (Box(560, 350, 600, 400), (200, 160), (199, 439)),  # moved off the corner
        (Box(200, 50, 500, 350), (400, 400), (0, 150)),  # enlarged by 1.33 only: the picture is no higher
    ],
)
def test_a_view_stays_in_the_picture(box: Box, shape: tuple[int, int], corner: tuple[int, int]) -> None:
    rows, columns = np.mgrid[:400, :600]
    image = np.stack([rows % 251, columns % 251, rows // 251 + 2 * (columns // 251)], axis=-1).astype(np.uint8)
    view = surroundings(image, box, 4.0)
    assert abs(view.shape[0] - shape[0]) <= 1
    assert abs(view.shape[1] - shape[1]) <= 1
    top, left = corner
    assert np.array_equal(view, image[top : top + view.shape[0], left : left + view.shape[1]])


def test_without_the_networks_it_cannot_be_asked(engine: PackEngine, astronaut: BgrImage) -> None:
    assert not engine.tells_liveness
    with pytest.raises(BugError, match="without its networks"):
        engine.liveness(astronaut, Box(0, 0, 100, 100))


def test_one_network_alone_is_not_asked(shared_data: Path, catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / OPTIONAL_FOLDER).mkdir()
    model = next(iter(optional_models(catalog, tmp_path)))
    shutil.copy(shared_data / "models" / model.spec.file, model.path)
    with load_pool("default", 1, DetectionSettings(), models_dir=tmp_path).lease() as engine:
        assert not engine.tells_liveness


def test_a_damaged_network_stops_the_start(models_dir: Path, catalog: Catalog, tmp_path: Path) -> None:
    shutil.copytree(models_dir / OPTIONAL_FOLDER, tmp_path / OPTIONAL_FOLDER)
    path = tmp_path / OPTIONAL_FOLDER / catalog.optional[catalog.liveness[1]].file
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(KnownError, match=r"4_0_0_80x80_MiniFASNetV1SE\.onnx is damaged") as caught:
        load_pool("default", 1, DetectionSettings(), models_dir=tmp_path)
    assert caught.value.code is ErrorCode.OPTIONAL_MODEL_DAMAGED


def test_engines_share_the_networks_and_agree(models_dir: Path, shared_data: Path) -> None:
    image = read_picture(shared_data / "liveness" / "minivision_F1.jpg")
    pool = load_pool("default", 2, DetectionSettings(), models_dir=models_dir)
    with pool.lease() as one, pool.lease() as other:
        box = largest(one, image)
        assert one.liveness(image, box) == other.liveness(image, box)
