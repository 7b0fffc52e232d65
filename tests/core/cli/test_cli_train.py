"""`usher train nonfaces` with the real networks, on pictures of installed packages and on real faces."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from core.bootstrap import open_engine
from core.runtime.training.material import pictures_without_faces, textures
from core.vision.nonface import load_nonfaces
from tests.helpers.cli import usher

SFACE = "sface-2021dec-int8bq"


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    answer = usher(tmp_path, "train", "nonfaces", "--pictures", tmp_path / "missing", "--json", "--dry-run")
    assert (answer.code, answer.records[0]["error"]["code"]) == (1, "folder-unreadable")


def test_what_is_learned_is_kept_and_stops_paint_but_no_face(
    tmp_path: Path, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = list(pictures_without_faces())[::3]  # all of them take three times as long
    monkeypatch.setattr("core.runtime.training.examples.pictures_without_faces", lambda: iter(some))
    for constant, few in (("_WINDOWS", 5), ("_TEXTURES", 12), ("_VARIANTS", 4)):
        monkeypatch.setattr(f"core.runtime.training.examples.{constant}", few)
    faces = tmp_path / "faces"
    faces.mkdir()
    for person in sorted((shared_data / "lfw_dev" / "images").iterdir())[:30]:
        picture = min(person.iterdir())
        shutil.copy(picture, faces)
    answer = usher(tmp_path, "train", "nonfaces", "--faces", faces)
    assert answer.code == 0, answer.err
    assert "On pictures that took no part" in answer.out
    model = load_nonfaces(tmp_path / "models", SFACE)
    assert model is not None
    assert model.figures.faces >= 8 * 4 + 28
    assert model.figures.lost <= 0.02, "faces of installed packages, much degraded"
    assert model.figures.rejected >= 0.4
    assert np.isnan(model.figures.rejected_at_1_in_1000), "so few faces cannot tell"
    with open_engine() as engine:
        paint = engine.embed(textures(16, np.random.default_rng(99)))
    assert sum(model.chance(one) >= model.threshold for one in paint) >= 8


def test_too_few_people_are_a_sentence(tmp_path: Path, shared_data: Path) -> None:
    folder = tmp_path / "people" / "one"
    folder.mkdir(parents=True)
    shutil.copy(min(min((shared_data / "lfw_dev" / "images").iterdir()).iterdir()), folder)
    answer = usher(tmp_path, "train", "profiles", "--data", tmp_path / "people", "--json", "--dry-run")
    assert (answer.code, answer.records[0]["error"]["code"]) == (1, "training-few-people")
