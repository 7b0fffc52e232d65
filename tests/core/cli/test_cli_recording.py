"""`usher recording` on real clips."""

from pathlib import Path

import pytest

from tests.helpers.cli import usher

pytestmark = pytest.mark.usefixtures("pictures_searched_once")  # all tests watch the same clips


def test_a_man_enrolled_from_one_clip_is_told_in_another(tmp_path: Path, shared_data: Path) -> None:
    clips, data, table = shared_data / "videos", tmp_path / "data", tmp_path / "who.csv"
    assert usher(data, "people", "add", "Max", clips / "asl_please.mkv").code == 0
    answer = usher(data, "recording", clips / "asl_thanks.mkv", "--csv", table, "--json")
    assert answer.code == 0
    (record,) = answer.records
    (role,) = record["people"]
    assert (role["name"], role["stranger"], record["damage"]) == ("Max", None, None)
    assert role["appearances"][0]["percent"] > 90
    assert table.read_text("utf-8-sig").splitlines()[1].startswith("Max,,")
    refused = usher(data, "recording", clips / "asl_thanks.mkv", "--csv", table / "no" / "such.csv")
    assert refused.code == 1
    assert "cannot be written" in refused.err


def test_people_who_are_not_enrolled_are_numbered_in_words(tmp_path: Path, shared_data: Path) -> None:
    answer = usher(tmp_path, "recording", shared_data / "videos" / "asl_thanks.mkv")
    assert answer.code == 0
    assert "Stranger 1" in answer.out
    nothing = usher(tmp_path, "recording", tmp_path / "nothing.mp4")
    assert nothing.code == 1
    assert "nothing.mp4" in nothing.err
