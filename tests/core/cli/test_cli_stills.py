"""`detect`, `compare`, `search`, `people`: on the pictures that come with the packages."""

import importlib.util
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.capture.demo_cast import demo_people
from tests.helpers.cli import usher


def package_picture(package: str, inside: str) -> Path:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / inside


@pytest.fixture(scope="session")
def six_people() -> Path:
    return package_picture("insightface", "data/images/t1.jpg")


@pytest.fixture(scope="session")
def portraits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return one picture file per person of the demo's enrolled cast."""
    folder = tmp_path_factory.mktemp("照片")
    files = {}
    for person in demo_people():
        files[person.name] = folder / f"{person.name}.png"
        files[person.name].write_bytes(cv2.imencode(".png", person.picture)[1].tobytes())
    return files


def test_detect_prints_exactly_the_documented_record(tmp_path: Path, six_people: Path) -> None:
    (record,) = usher(tmp_path, "detect", six_people, "--json").records
    assert list(record) == ["image", "face_num", "face_list"]
    assert record["face_num"] == len(record["face_list"]) == 6
    for face in record["face_list"]:
        assert list(face) == [
            "rect", "orient", "age", "gender", "face_3d", "landmarks", "score", "quality",
        ]  # fmt: skip
        assert face["rect"]["left"] < face["rect"]["right"]
        assert face["rect"]["top"] < face["rect"]["bottom"]
        assert face["orient"] == 0
        assert face["gender"] in ("female", "male")
        assert 15 < face["age"] < 60
        assert set(face["face_3d"]) == {"yaw", "pitch", "roll"}
        assert np.array(face["landmarks"]).shape == (5, 2)
    assert not any(tmp_path.iterdir())


def test_detect_finds_faces_of_a_turned_picture(tmp_path: Path, six_people: Path) -> None:
    image = cv2.imread(str(six_people))
    assert image is not None
    turned = tmp_path / "turned.png"
    cv2.imwrite(str(turned), cv2.rotate(image, cv2.ROTATE_90_CLOCKWISE))
    (record,) = usher(tmp_path, "detect", turned, "--json").records
    assert [face["orient"] for face in record["face_list"]] == [90] * 6


def test_one_bad_picture_does_not_spoil_the_others(tmp_path: Path, six_people: Path) -> None:
    missing = tmp_path / "nobody.jpg"
    answer = usher(tmp_path, "detect", missing, six_people, "--json")
    assert answer.code == 1
    first, second = answer.records
    assert first["error"]["code"] == "image-missing"
    assert second["face_num"] == 6
    assert answer.err.strip() == f"usher: There is no picture at {missing}. Check the path."


def test_detect_for_people_reads_as_sentences(tmp_path: Path, six_people: Path) -> None:
    lines = usher(tmp_path, "detect", six_people).out.splitlines()
    assert lines[0].endswith("6 faces")
    assert len(lines) == 7


def test_compare_knows_same_from_different(tmp_path: Path, portraits: dict[str, Path]) -> None:
    ana, bo = portraits["Ana Costa"], portraits["Jonas Weber"]
    (same,) = usher(tmp_path, "compare", ana, ana, "--json").records
    assert same["same"] is True
    assert same["percent"] > 99
    (other,) = usher(tmp_path, "compare", ana, bo, "--json").records
    assert other["same"] is False
    assert other["score"] < other["threshold"]
    assert "two different people" in usher(tmp_path, "compare", ana, bo).out


@pytest.mark.parametrize("count", [0, 6])
def test_compare_wants_exactly_one_face(
    tmp_path: Path, portraits: dict[str, Path], six_people: Path, count: int
) -> None:
    blank = tmp_path / "wall.png"
    cv2.imwrite(str(blank), np.full((300, 300, 3), 200, np.uint8))
    answer = usher(tmp_path, "compare", portraits["Ana Costa"], six_people if count else blank, "--json")
    assert answer.code == 1
    assert answer.records[-1]["error"]["code"] == ("several-faces" if count else "no-face")


def test_enrol_search_list_remove(tmp_path: Path, portraits: dict[str, Path], six_people: Path) -> None:
    for name, path in portraits.items():
        assert usher(tmp_path, "people", "add", name, path, "--id", f"#{name[0]}").code == 0
    listed = usher(tmp_path, "people", "list", "--json").records
    assert [p["name"] for p in listed] == sorted(portraits)
    named = [r["name"] for r in usher(tmp_path, "search", six_people, "--json").records]
    assert sorted(n for n in named if n) == sorted(n for n in portraits if n != "Ana Costa")
    assert named.count(None) == 3
    assert usher(tmp_path, "people", "remove", "Jonas Weber").code == 0
    assert "Jonas Weber" not in [r["name"] for r in usher(tmp_path, "search", six_people, "--json").records]
    assert usher(tmp_path, "people", "remove", "Jonas Weber").code == 1


def test_enrolment_refuses_what_would_spoil_the_gallery(
    tmp_path: Path, portraits: dict[str, Path], six_people: Path
) -> None:
    ana, jonas = portraits["Ana Costa"], portraits["Jonas Weber"]
    assert usher(tmp_path, "people", "add", "Ana", ana, "--id", "7").code == 0

    def refusal(*arguments: str | Path) -> str:
        answer = usher(tmp_path, "people", "add", *arguments, "--json")
        assert answer.code == 1
        return str(answer.records[0]["error"]["code"])

    assert refusal("Anna", ana) == "duplicate-person"
    assert refusal("Group", six_people) == "several-faces"
    assert refusal("Two", jonas, ana) == "pictures-disagree"
    assert refusal(" ", jonas) == "name-empty"
    assert refusal("Jonas", jonas, "--id", "7") == "id-taken"
    assert len(usher(tmp_path, "people", "list", "--json").records) == 1
    assert usher(tmp_path, "people", "add", "Twin", ana, "--despite-likeness").code == 0


def test_nobody_enrolled_says_what_to_do(tmp_path: Path) -> None:
    assert "usher people add" in usher(tmp_path, "people", "list").out
