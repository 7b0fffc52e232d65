"""`usher visitors` on a real data folder."""

import json
from pathlib import Path

from tests.helpers.cli import usher


def test_a_visitor_comes_leaves_and_is_erased(tmp_path: Path) -> None:
    assert "There are no visitors." in usher(tmp_path, "visitors", "list").out
    code = tmp_path / "badge.png"
    came = usher(
        tmp_path, "visitors", "sign-in", "Zoë", "--company", "Acme", "--until", "2099-05-01", "--code", code, "--json"
    )
    assert came.code == 0, came
    visit = json.loads(came.out)
    assert (visit["name"], visit["company"], visit["left"]) == ("Zoë", "Acme", None)
    assert code.read_bytes().startswith(b"\x89PNG")
    assert usher(tmp_path, "visitors", "sign-out", "Zoë").code == 0
    assert json.loads(usher(tmp_path, "visitors", "list", "--json").out)["left"] is not None
    assert "left" in usher(tmp_path, "visitors", "list").out
    assert usher(tmp_path, "visitors", "erase", visit["person"]).code == 0
    gone = usher(tmp_path, "visitors", "erase", "Zoë")
    assert gone.code == 1
    assert "Nobody called Zoë" in gone.err


def test_a_visitor_stays_until_a_day_that_is_still_to_come(tmp_path: Path) -> None:
    for day in ("9999-12-31", "2020-05-01"):
        assert usher(tmp_path, "visitors", "sign-in", "Zoë", "--until", day).code == 2
    assert "There are no visitors." in usher(tmp_path, "visitors", "list").out
