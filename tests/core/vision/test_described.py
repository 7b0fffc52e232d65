import shutil
from pathlib import Path

import cv2
import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from core.config import DetectionSettings
from core.domain.arrays import BgrImage
from core.domain.errors import ErrorCode, KnownError
from core.vision.align import ARCFACE_TEMPLATE, align, chip
from core.vision.catalog import Catalog, read_model
from core.vision.embedder import OnnxEmbedder, Preparation
from core.vision.folding import fold
from core.vision.packs import load_pool, pack_facts
from core.vision.pool import EnginePool
from core.vision.sessions import open_session

ABOUT = 'licence = "Apache-2.0"\norigin = "OpenCV Zoo"\n'


@pytest.fixture(scope="module")
def sface(catalog: Catalog) -> bytes:
    return fold(read_model(catalog.models["sface-2021dec-int8bq"], "default"), ())


def flattening(side: int) -> bytes:
    """Return a network whose embedding is its input, pixel by pixel."""
    shape = numpy_helper.from_array(np.array([1, -1], np.int64), "shape")
    graph = helper.make_graph(
        [helper.make_node("Identity", ["crop"], ["same"]), helper.make_node("Reshape", ["same", "shape"], ["out"])],
        "flattening",
        [helper.make_tensor_value_info("crop", TensorProto.FLOAT, [1, 3, side, side])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, [1, 3 * side * side])],
        [shape],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def raw(side: int, crop: BgrImage, prepare: Preparation) -> np.ndarray:
    session = open_session(flattening(side), "flattening.onnx", "test")
    return OnnxEmbedder(session, "flattening", prepare).raw(crop).reshape(3, side, side)


def test_a_described_network_is_a_pack(tmp_path: Path, sface: bytes, pool: EnginePool, six_people: BgrImage) -> None:
    folder = tmp_path / "models" / "mine"
    folder.mkdir(parents=True)
    (folder / "mine.onnx").write_bytes(sface)
    (folder / "pack.toml").write_text(ABOUT + '[embedder]\nfile = "mine.onnx"\n', encoding="utf-8")
    steps: list[tuple[int, int]] = []
    mine = load_pool(
        "mine", 2, DetectionSettings(), models_dir=folder.parent, progress=lambda *step: steps.append(step)
    )
    assert mine.size == 2
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    with mine.lease() as engine, pool.lease() as ours:
        found = engine.detect(six_people)
        assert np.array_equal(found.boxes, ours.detect(six_people).boxes), "faces are found by the default pack"
        crops = [align(six_people, landmarks) for landmarks in found.landmarks]
        for a, b in zip(engine.embed(crops), ours.embed(crops), strict=True):
            assert np.array_equal(a.vector, b.vector)
            assert a.model_id.startswith("mine-")
            assert a.model_id != b.model_id
        assert engine.attributes(six_people, found, 0).age > 0
    facts = pack_facts("mine", folder.parent)
    assert (facts.licence, facts.origin) == ("Apache-2.0", "OpenCV Zoo")
    assert facts.point.accept == pytest.approx(0.5)


def test_an_operating_point_may_be_given_and_is_part_of_the_facts(tmp_path: Path) -> None:
    point = "[operating_point]\naccept = 0.9\nmargin = 0.02\nmidpoint = 0.8\nslope = 60.0\n"
    (tmp_path / "pack.toml").write_text(ABOUT + '[embedder]\nfile = "a.onnx"\n' + point, encoding="utf-8")
    assert pack_facts(str(tmp_path)).point.accept == pytest.approx(0.9)


def test_another_description_is_another_model(tmp_path: Path) -> None:
    ids = set()
    (tmp_path / "flat.onnx").write_bytes(flattening(32))
    for mean in (0.0, 127.5):
        about = ABOUT + f'[embedder]\nfile = "flat.onnx"\nsize = 32\nmean = [{mean}, {mean}, {mean}]\n'
        (tmp_path / "pack.toml").write_text(about, encoding="utf-8")
        with load_pool(str(tmp_path), 1, DetectionSettings()).lease() as engine:
            ids.add(engine.model_id)
    assert len(ids) == 2


def test_colours_mean_and_std_are_applied() -> None:
    crop = np.zeros((112, 112, 3), np.uint8)
    crop[:] = (10, 20, 30)
    rgb = raw(112, crop, Preparation(mean=(1.0, 2.0, 3.0), std=(29.0, 18.0, 7.0)))
    assert np.allclose(rgb[:, 5, 5], 1.0)
    bgr = raw(112, crop, Preparation(rgb=False))
    assert bgr[:, 5, 5].tolist() == [10.0, 20.0, 30.0]


def test_a_larger_crop_shows_the_same_face(six_people: BgrImage, pool: EnginePool) -> None:
    with pool.lease() as engine:
        landmarks = engine.detect(six_people).landmarks[0]
    crop = align(six_people, landmarks)
    seen = raw(150, crop, Preparation(size=150))
    expected = cv2.resize(crop, (150, 150), interpolation=cv2.INTER_LINEAR)[:, :, ::-1].transpose(2, 0, 1)
    assert np.abs(seen - expected)[:, 2:-2, 2:-2].max() <= 2, "pixel centres stay where a resize puts them"


def test_landmarks_go_where_the_network_wants_them(six_people: BgrImage, pool: EnginePool) -> None:
    with pool.lease() as engine:
        landmarks = engine.detect(six_people).landmarks[0]
    wanted = ((ARCFACE_TEMPLATE - 56) * 0.9 + (40, 44)).astype(np.float32)
    points = tuple((float(x), float(y)) for x, y in wanted)
    seen = raw(80, align(six_people, landmarks), Preparation(size=80, landmarks=points))
    direct = chip(six_people, landmarks, wanted, 80)[:, :, ::-1].transpose(2, 0, 1)
    assert np.abs(seen - direct).mean() < 3, "the same picture, sampled once more"


@pytest.mark.parametrize(
    ("description", "said"),
    [
        ('origin = "x"\n[embedder]\nfile = "flat.onnx"', "licence"),
        (ABOUT, "embedder"),
        (ABOUT + '[embedder]\nfile = "../flat.onnx"', "file"),
        (ABOUT + '[embedder]\nfile = "gone.onnx"', r"gone\.onnx cannot be read"),
        (ABOUT + '[embedder]\nfile = "flat.onnx"', r"flat\.onnx does not take what pack\.toml says"),
        (ABOUT + '[embedder]\nfile = "flat.onnx"\nsize = 32\nstd = [1.0, 0.0, 1.0]', "std"),
        (ABOUT + '[embedder]\nfile = "bad.onnx"', r"bad\.onnx"),
        (ABOUT + '[embedder]\nfile = "long.onnx"\nsize = 64', "does not answer with an embedding"),
        (ABOUT + '[embedder]\nfile = "flat.onnx"\nsise = 32', "sise"),
        ("licence = ", r"pack\.toml"),
        ("\udcff", r"pack\.toml"),
    ],
)
def test_a_wrong_description_is_a_sentence(tmp_path: Path, description: str, said: str) -> None:
    (tmp_path / "flat.onnx").write_bytes(flattening(32))
    (tmp_path / "long.onnx").write_bytes(flattening(64))
    (tmp_path / "bad.onnx").write_bytes(b"nonsense")
    (tmp_path / "pack.toml").write_bytes(description.encode("utf-8", "surrogateescape"))
    with pytest.raises(KnownError, match=said) as caught:
        load_pool(str(tmp_path), 1, DetectionSettings())
    assert caught.value.code is ErrorCode.PACK_UNUSABLE


def test_a_description_that_is_a_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").mkdir()
    with pytest.raises(KnownError, match=r"pack\.toml cannot be read"):
        pack_facts(str(tmp_path))
    shutil.rmtree(tmp_path / "pack.toml")
    assert pack_facts(str(tmp_path)).licence is None
