import shutil
from pathlib import Path

import pytest

from core.vision.catalog import load_catalog
from tests.helpers.cli import usher


@pytest.fixture
def data_dir(tmp_path: Path, shared_data: Path) -> Path:
    """Return a data folder to which the liveness networks were added."""
    folder = tmp_path / "data"
    files = [shared_data / "models" / spec.file for spec in load_catalog().optional.values()]
    assert usher(folder, "models", "add", *files).code == 0
    return folder


@pytest.fixture
def recordings(tmp_path: Path, shared_data: Path) -> Path:
    """Return a folder with a replayed clip, three stills, and what cannot be used."""
    folder = tmp_path / "recordings"
    folder.mkdir()
    for name in ("lestari_fake.mp4", "minivision_F1.jpg", "minivision_F2.jpg", "minivision_T1.jpg"):
        shutil.copy(shared_data / "liveness" / name, folder)
    (folder / "torn_real.mp4").write_bytes(b"no clip")
    return folder


def test_attacks_are_refused_and_people_are_not(data_dir: Path, recordings: Path) -> None:
    answer = usher(data_dir, "evaluate", "--liveness", recordings, "--json")
    assert answer.code == 0
    (report,) = answer.records
    attacks, live = report["rates"]["attacks"], report["rates"]["live"]
    assert (attacks["wrong"], attacks["settled"], attacks["silent"]) == (0, 3, 0)
    assert (live["wrong"], live["settled"], live["silent"]) == (0, 1, 0)
    assert report["frames"]["attacks"]["settled"] > 70
    assert report["frames_to_settle"] <= 15
    assert {one["file"]: one["wrong"] for one in report["files"]}["lestari_fake.mp4"] == 0
    assert [one["threshold"] for one in report["thresholds"]] == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    assert [note["examples"] for note in report["notes"]] == [["torn_real.mp4"]]


def test_the_same_as_tables(data_dir: Path, recordings: Path) -> None:
    (recordings / "lestari_fake.mp4").unlink()
    answer = usher(data_dir, "evaluate", "--liveness", recordings)
    assert answer.code == 0
    for said in ("minivision_T1.jpg", "live people", "0 of 2", "tracks at 0.3", "source not video: 1"):
        assert said in answer.out


def test_without_the_networks_it_says_how_to_get_them(tmp_path: Path, recordings: Path) -> None:
    answer = usher(tmp_path / "bare", "evaluate", "--liveness", recordings, "--json")
    assert answer.code == 1
    assert answer.records[0]["error"]["code"] == "liveness-missing"
    assert "usher models add" in answer.err


def test_no_face_anywhere_is_a_sentence(data_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "empty_real.mp4").write_bytes(b"")
    answer = usher(data_dir, "evaluate", "--liveness", tmp_path, "--json")
    assert (answer.code, answer.records[0]["error"]["code"]) == (1, "dataset-unusable")
