from pathlib import Path

import pytest

from core.vision.catalog import load_catalog
from tests.helpers.cli import usher

NAMES = ["liveness-minifasnet-v2", "liveness-minifasnet-v1se"]


def files(shared_data: Path) -> list[Path]:
    return [shared_data / "models" / load_catalog().optional[name].file for name in NAMES]


def here(data_dir: Path) -> dict[str, bool]:
    answer = usher(data_dir, "models", "list", "--json")
    assert answer.code == 0
    return {record["name"]: record["installed"] for record in answer.records}


def test_add_list_and_remove(tmp_path: Path, shared_data: Path) -> None:
    assert here(tmp_path) == {"default": True, NAMES[0]: False, NAMES[1]: False}
    added = usher(tmp_path, "models", "add", *files(shared_data))
    assert added.code == 0
    assert added.out.count("Licence Apache-2.0, from minivision-ai") == 2
    assert here(tmp_path) == {"default": True, NAMES[0]: True, NAMES[1]: True}
    removed = usher(tmp_path, "models", "remove", NAMES[0], "--json")
    assert removed.records[0]["installed"] is False
    assert here(tmp_path)[NAMES[0]] is False
    again = usher(tmp_path, "models", "remove", NAMES[0])
    assert again.code == 1
    assert again.err == f"usher: No optional model called {NAMES[0]} was added. “usher models list” shows them all.\n"


def test_a_wrong_file_stops_no_other(tmp_path: Path, shared_data: Path) -> None:
    wrong = shared_data / "models" / "det_500m.onnx"
    answer = usher(tmp_path, "models", "add", wrong, files(shared_data)[1], "--json")
    assert answer.code == 1
    refused, added = answer.records
    assert refused["error"]["code"] == "optional-model-unknown"
    assert refused["file"] == str(wrong)
    assert (added["name"], added["licence"], added["installed"]) == (NAMES[1], "Apache-2.0", True)
    assert "det_500m.onnx cannot be added: its checksum" in answer.err


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Return a data folder with three packs: one says nothing, one nonsense, one what it should."""
    said = {"bare": None, "street": "nonsense", "yard": 'licence="MIT"\norigin="a friend"\nembedder={file="n.onnx"}'}
    for name, text in said.items():
        (tmp_path / "models" / name).mkdir(parents=True)
        if text is not None:
            (tmp_path / "models" / name / "pack.toml").write_text(text, encoding="utf-8")
    (tmp_path / "models" / "optional").mkdir()
    return tmp_path


def test_folders_are_packs_and_say_what_is_wrong_with_them(folders: Path) -> None:
    packs = {r["name"]: r for r in usher(folders, "models", "list", "--json").records if r["kind"] == "pack"}
    assert packs.keys() == {"default", "bare", "street", "yard"}
    assert packs["default"]["licence"] == "Apache-2.0"
    assert packs["bare"]["licence"] is None
    assert packs["street"]["error"]["code"] == "pack-unusable"
    assert (packs["yard"]["licence"], packs["yard"]["origin"]) == ("MIT", "a friend")


def test_the_table_for_people(folders: Path) -> None:
    table = usher(folders, "models", "list").out
    for said in ("not said", "a friend", "Apache-2.0", "2.7_80x80_MiniFASNetV2.onnx", "street cannot be used"):
        assert said in table
