"""`usher doctor`, on an empty gallery and on a known mistake among real faces."""

from pathlib import Path

from core.bootstrap import open_desk
from core.runtime.roster import template_of
from tests.helpers.cli import usher


def test_an_empty_gallery_is_well(tmp_path: Path) -> None:
    answer = usher(tmp_path, "doctor")
    assert answer.code == 0
    assert "0 people with 0 pictures" in answer.out
    assert "Nothing is wrong." in answer.out


def test_a_known_mistake_among_real_faces_is_found(tmp_path: Path, shared_data: Path) -> None:
    """The errata of LFW say that its eighth picture of Michael Schumacher shows Rubens Barrichello."""
    lfw = shared_data / "lfw_dev" / "images"
    with open_desk(tmp_path) as desk:
        for name, numbers in (("Michael_Schumacher", (1, 2, 8)), ("Rubens_Barrichello", (1, 7))):
            found = [desk.stills.portrait(lfw / name / f"{name}_{number:04}.jpg") for number in numbers]
            desk.roster.enrol(name, "", [template_of(f.embedding, f.face.quality, f.face.aligned) for f in found])
    summary, *findings = usher(tmp_path, "doctor", "--json").records
    assert summary["counts"] == {"outlier": 1}
    assert summary["templates"] == 5
    (odd,) = findings
    assert odd["names"] == ["Michael_Schumacher", "Rubens_Barrichello"]
    assert odd["fixes"] == ["give", "split", "drop"]
    assert odd["percent"] > 95
    answer = usher(tmp_path, "doctor")
    assert "1 with one picture of somebody else" in answer.out
    assert "Michael_Schumacher / Rubens_Barrichello" in answer.out
