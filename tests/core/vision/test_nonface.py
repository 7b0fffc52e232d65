from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.vision.nonface import HeldOutFigures, NonFaceModel, load_nonfaces, model_file, save_nonfaces

MODEL = "net/with:odd name"
FIGURES = HeldOutFigures(1000, 200, 0.6, 0.7, 0.5, 0.001)


@pytest.fixture
def model() -> NonFaceModel:
    centres = np.eye(2, 8, dtype=np.float32)
    return NonFaceModel(MODEL, centres, np.array([6, 2], np.float32), -3.0, 0.9, FIGURES)


def embedding(*places: float, model_id: str = MODEL) -> Embedding:
    return Embedding.normalised(np.array([*places, *[0.0] * (8 - len(places))], np.float32), model_id)


def test_what_lies_by_a_centre_is_no_face(model: NonFaceModel) -> None:
    assert model.chance(embedding(1)) == pytest.approx(1 / (1 + np.exp(-3)))
    assert model.chance(embedding(0, 0, 1)) == pytest.approx(1 / (1 + np.exp(3)))


def test_the_opposite_of_a_centre_is_no_more_a_face_than_what_is_far_from_all(model: NonFaceModel) -> None:
    assert model.chance(embedding(-1)) == model.chance(embedding(0, 0, 1))


def test_embeddings_of_another_network_are_left_alone(model: NonFaceModel) -> None:
    assert model.chance(embedding(1, model_id="other")) == 0.0
    assert model.chance(Embedding.normalised(np.ones(16, np.float32), MODEL)) == 0.0


def test_what_is_saved_is_loaded_to_the_bit(model: NonFaceModel, tmp_path: Path) -> None:
    file = save_nonfaces(model, tmp_path / "models")
    assert file.parent == tmp_path / "models"
    loaded = load_nonfaces(tmp_path / "models", MODEL)
    assert loaded is not None
    assert loaded.chance(embedding(0.3, 0.4, 0.5)) == model.chance(embedding(0.3, 0.4, 0.5))
    assert (loaded.figures, loaded.threshold, loaded.bias) == (FIGURES, 0.9, -3.0)
    assert [path.name for path in (tmp_path / "models").iterdir()] == [file.name], "no temporary file stays"


def test_nothing_kept_is_nothing_known(tmp_path: Path) -> None:
    assert load_nonfaces(tmp_path, MODEL) is None
    assert load_nonfaces(tmp_path / "missing", MODEL) is None


def test_layers_of_another_network_are_refused(model: NonFaceModel, tmp_path: Path) -> None:
    save_nonfaces(replace(model, model_id="other"), tmp_path).rename(model_file(tmp_path, MODEL))
    with pytest.raises(KnownError, match="it is for other"):
        load_nonfaces(tmp_path, MODEL)


def _broken(folder: Path, **changed: object) -> None:
    path = model_file(folder, MODEL)
    good: dict[str, object] = {
        "format": 1, "model_id": MODEL, "centres": np.eye(2, 8, dtype=np.float32), "weights": np.ones(2, np.float32),
        "bias": 0.0, "threshold": 0.9, "figures": np.zeros(6),
    }  # fmt: skip
    kept = {name: np.asarray(value) for name, value in {**good, **changed}.items() if value is not None}
    np.savez(path, **kept)  # type: ignore[arg-type] # keyword arguments may hold anything


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 2},
        {"centres": np.eye(3, 8, dtype=np.float32)},
        {"centres": np.ones((2, 8), np.float32)},
        {"centres": np.full((2, 8), np.nan, np.float32)},
        {"centres": np.eye(2, 8)},
        {"centres": None},
        {"weights": np.array([1, np.inf], np.float32)},
        {"weights": np.array([object(), None])},
        {"threshold": 0.0},
        {"threshold": np.nan},
        {"bias": np.nan},
        {"bias": "text"},
        {"figures": np.zeros(3)},
        {"centres": np.zeros((300_000, 8), np.float32)},
    ],
)
def test_a_file_that_is_not_just_so_is_refused_with_a_sentence(tmp_path: Path, changed: dict[str, object]) -> None:
    _broken(tmp_path, **changed)
    with pytest.raises(KnownError) as caught:
        load_nonfaces(tmp_path, MODEL)
    assert caught.value.code is ErrorCode.NONFACES_DAMAGED
    assert str(model_file(tmp_path, MODEL)) in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"nonsense", bytes(5 << 20), b"\x93NUMPY\x01\x00"])
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    model_file(tmp_path, MODEL).write_bytes(content)
    with pytest.raises(KnownError) as caught:
        load_nonfaces(tmp_path, MODEL)
    assert caught.value.code is ErrorCode.NONFACES_DAMAGED


def test_many_at_once_are_judged_as_one_by_one(model: NonFaceModel) -> None:
    rows = np.random.default_rng(3).normal(size=(20, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    each = [model.chance(Embedding(row.copy(), MODEL)) for row in rows]
    assert model.chances(rows).tolist() == pytest.approx(each)
