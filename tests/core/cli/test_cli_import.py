"""`usher people import` in words, as JSON, and by its exit code."""

from pathlib import Path

import pytest

from core.cli.import_text import time_left
from core.runtime.importing.model import ImportPhase, ImportProgress
from tests.core.runtime.importing.import_office import portraits, save
from tests.helpers.cli import usher


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Return a table of two people whose headers nobody could guess, one of them without a picture."""
    folder = tmp_path / "staff"
    save(folder / "1.jpg", next(iter(portraits().values())))
    rows = "Whom,Tag,Shot\nAna,1,1.jpg\nBen,2,2.jpg\n"
    (folder / "staff.csv").write_text(rows, encoding="utf-8")
    return folder / "staff.csv"


def test_an_import_is_tried_made_and_made_again(tmp_path: Path, people: Path) -> None:
    data = tmp_path / "data"
    said = ["--column", "name=whom", "--column", "id=Tag"]
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('photo = ["Shot"]\nname = "Tag"\n', encoding="utf-8")
    unknown = usher(data, "people", "import", people, "--json")
    assert (unknown.code, unknown.records[0]["error"]["code"]) == (1, "import-unmapped")
    tried = usher(data, "people", "import", people, "--dry-run", "--json", *said, "--mapping", mapping)
    (plan,) = tried.records
    assert (tried.code, plan["people"]["enrol"], plan["columns"]) == (
        1, 1, {"Whom": "name", "Tag": "id", "Shot": "photo"},
    )  # fmt: skip
    assert plan["problems"][0]["code"] == "photo-missing"
    assert not usher(data, "people", "list", "--json").records
    made = usher(data, "people", "import", people, *said, "--mapping", mapping, "--group", "Staff")
    assert made.code == 1
    assert "1 enrolled, 0 changed, 0 unchanged, 1 left out." in made.out
    problems = people.parent / "staff-problems.csv"
    assert str(problems) in made.out.replace("\n", "")
    save(people.parent / "2.jpg", list(portraits().values())[1])
    corrected = usher(data, "people", "import", problems, "--json", *said, "--mapping", mapping)
    assert (corrected.code, corrected.records[0]["added"]) == (0, 1)
    again = usher(data, "people", "import", people, "--json")
    assert (again.code, again.records[0]["unchanged"], again.records[0]["problems_file"]) == (0, 2, None)


def test_what_columns_mean_is_said_rightly_or_refused(tmp_path: Path, people: Path) -> None:
    wrong = usher(tmp_path / "data", "people", "import", people, "--column", "colour=Tag", "--json")
    assert wrong.records[0]["error"]["code"] == "mapping-unusable"
    assert usher(tmp_path / "data", "people", "import", people, "--column", "name").code == 2
    (tmp_path / "m.toml").write_text("name = ", encoding="utf-8")
    damaged = usher(tmp_path / "data", "people", "import", people, "--mapping", tmp_path / "m.toml", "--json")
    assert damaged.records[0]["error"]["code"] == "mapping-unusable"


def test_the_time_left_is_said_once_it_can_be_told() -> None:
    assert time_left(ImportProgress(ImportPhase.PHOTOS, 0, 9)) == ""
    assert time_left(ImportProgress(ImportPhase.PHOTOS, 5, 9, 75.0, 12.34)) == "· 12.3/s · 0:01:15 left"
