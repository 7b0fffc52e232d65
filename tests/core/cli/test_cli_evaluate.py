import importlib.metadata
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import pytest

from core.config import cache_dir
from core.runtime.evaluation import degradation
from core.runtime.evaluation.run import QUICK
from core.vision.catalog import load_catalog, read_model
from core.vision.folding import folded
from tests.helpers.cli import usher

pytestmark = pytest.mark.usefixtures("pictures_searched_once")  # both packs have the same detector


def packaged(distribution: str, file: str) -> Path:
    return Path(str(importlib.metadata.distribution(distribution).locate_file(file)))


@pytest.fixture
def odd_folder(tmp_path: Path) -> Path:
    """Two people, one of them among five others, and everything that may be wrong with a folder."""
    root = tmp_path / "odd"
    for person in ("Eileen", "Group", "Nobody", "Nothing"):
        (root / person).mkdir(parents=True)
    astronaut = packaged("scikit-image", "skimage/data/astronaut.png")
    shutil.copy(astronaut, root / "Eileen" / "1.png")
    shutil.copy(astronaut, root / "Eileen" / "2.png")
    six_people = cv2.imread(str(packaged("insightface", "insightface/data/images/t1.jpg")))
    assert six_people is not None
    cv2.imwrite(str(root / "Group" / "1.jpg"), cv2.resize(six_people, None, fx=0.5, fy=0.5))
    shutil.copy(packaged("scikit-image", "skimage/data/coffee.png"), root / "Nobody" / "coffee.png")
    (root / "Nobody" / "empty.jpg").write_bytes(b"")
    (root / "Nobody" / "torn.jpg").write_bytes(b"\xff\xd8\xff\xe0 torn")
    (root / "Nobody" / "list.txt").write_text("no picture", encoding="utf-8")
    (root / "Nobody" / "gone.jpg").symlink_to(root / "nowhere.jpg")
    pairs = ["Eileen/1.png,Eileen/2.png,1", "Eileen/1.png,Group/1.jpg,0", "Eileen/1.png,Nobody/coffee.png,0"]
    outside = "Eileen/1.png,../../secret.png,0"
    (root / "pairs.csv").write_text("a,b,same\n" + "\n".join([*pairs, outside]), encoding="utf-8")
    return root


@pytest.fixture
def untouched_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out making pictures worse, which is what most of the time would go into."""
    monkeypatch.setattr(degradation, "VARIANTS", degradation.VARIANTS[:1])


def reasons(notes: list[dict[str, Any]]) -> dict[str, int]:
    return {note["reason"]: note["count"] for note in notes}


@pytest.mark.usefixtures("untouched_only")
def test_everything_odd_is_counted_and_nothing_stops_it(tmp_path: Path, odd_folder: Path) -> None:
    answer = usher(tmp_path / "data", "evaluate", "--data", odd_folder, "--json")
    assert answer.code == 0
    (record,) = answer.records
    assert reasons(record["notes"]) == {"not-a-picture": 1, "empty-folder": 1, "pair-outside": 1}
    (pack,) = record["packs"]
    assert (pack["people"], pack["pictures"], pack["measured"]) == (2, 7, 3)
    assert reasons(pack["notes"]) == {
        "image-empty": 1, "image-missing": 1, "image-unreadable": 1, "no-face": 1,
        "several-faces-nearest-middle-used": 1,
    }  # fmt: skip
    pairs = pack["pairs"]
    assert (pairs["same"], pairs["different"], pairs["lost"], pairs["built"]) == (1, 1, 1, False)
    assert pairs["accuracy"] == {"value": None, "low": None, "high": None}
    assert pack["lowest_genuine"] == [{"a": "Eileen/1.png", "b": "Eileen/2.png", "cosine": 1.0}]
    assert [gallery["people"] for gallery in pack["galleries"]] == [1]
    assert pack["galleries"][0]["rank1"]["value"] == 1.0


@pytest.mark.usefixtures("untouched_only")
def test_one_person_alone_as_tables(tmp_path: Path, odd_folder: Path) -> None:
    shutil.rmtree(odd_folder / "Group")
    answer = usher(tmp_path / "data", "evaluate", "--data", odd_folder)
    assert answer.code == 0
    assert "accuracy over ten folds" in answer.out
    assert "Apache-2.0" in answer.out
    assert "pair outside: 1 (line 5)" in answer.out
    assert "image missing: 1 (Nobody/gone.jpg)" in answer.out
    assert "–" in answer.out, "what one person cannot tell"


def test_no_face_at_all_is_a_sentence(tmp_path: Path, odd_folder: Path) -> None:
    for person in ("Eileen", "Group"):
        shutil.rmtree(odd_folder / person)
    answer = usher(tmp_path / "data", "evaluate", "--data", odd_folder, "--json")
    assert answer.code == 1
    assert answer.records[0]["error"]["code"] == "dataset-unusable"
    assert "no picture in it shows a face" in answer.err


def test_unusable_folders_and_packs_are_sentences(tmp_path: Path, odd_folder: Path) -> None:
    answer = usher(tmp_path / "data", "evaluate", "--data", tmp_path / "gone")
    assert (answer.code, answer.out) == (1, "")
    assert "cannot be evaluated: it is not a folder" in answer.err
    answer = usher(tmp_path / "data", "evaluate", "--data", odd_folder, "--pack", "nobody-has-it", "--json")
    assert answer.code == 1
    assert answer.records[0]["error"]["code"] == "pack-missing"


@pytest.fixture
def some_people(tmp_path: Path, shared_data: Path) -> Path:
    """Return a folder of people with one picture or at least five; to list everybody takes as long as the rest."""
    folder = tmp_path / "people"
    folder.mkdir()
    for person in sorted((shared_data / "lfw_dev" / "images").iterdir())[:60]:
        if len(list(person.iterdir())) not in range(2, 5):
            (folder / person.name).symlink_to(person)
    return folder


def test_real_people_are_told_apart_by_two_packs_alike(
    tmp_path: Path, some_people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second pack is the first one's network as a pack of one's own: same seed, same network, same figures."""
    monkeypatch.setattr("core.cli.evaluate.QUICK", replace(QUICK, worsened=1, timed=2))
    mine = tmp_path / "data" / "models" / "mine"
    mine.mkdir(parents=True)
    spec = load_catalog().models["sface-2021dec-int8bq"]
    (mine / "mine.onnx").write_bytes(folded(read_model(spec, "default"), spec.free_axes, cache_dir() / "models"))
    about = 'licence = "My own"\norigin = "Here"\n[embedder]\nfile = "mine.onnx"\n'
    (mine / "pack.toml").write_text(about, encoding="utf-8")
    answer = usher(
        tmp_path / "data", "evaluate", "--data", some_people, "--quick", "--people", "3", "--seed", "7",
        "--pack", "default", "--pack", "mine", "--json",
    )  # fmt: skip
    assert answer.code == 0
    (record,) = answer.records
    assert (record["seed"], record["people_limit"]) == (7, 3)
    default, other = record["packs"]
    assert default["licence"] == "Apache-2.0"
    assert other["licence"] == "My own"
    assert default["people"] == 3
    assert default["pairs"]["built"] is True
    assert default["pairs"]["accuracy"]["value"] > 0.97
    assert default["everything"]["rates"][0]["far"] == 0.001
    assert default["galleries"][-1]["rank1"]["value"] > 0.95
    assert [trial["pictures"] for trial in default["forms"]] == [2, 3]
    assert default["forms"][0]["figures"][-1]["form"] == "templates-and-centroid"
    assert default["worsened"][0]["label"] == "untouched"
    assert default["worsened"][0]["found"] == 1.0
    assert set(default["timings_ms"]) == {"detect", "align", "embed", "search", "still"}
    assert default["timings_ms"]["embed"]["n"] > 0
    same = ("people", "pictures", "notes", "pairs", "listed_against_all", "everything", "forms", "widths", "worsened")
    for figure in same:
        assert default[figure] == other[figure], figure
    for figure in ("lowest_genuine", "highest_impostors"):
        assert default[figure] == other[figure], figure
