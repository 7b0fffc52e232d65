"""Clips of a man at two metres: enrolled from one he is named in the other, not enrolled he is unknown in both."""

from pathlib import Path

import pytest

from tests.helpers.cli import usher

TRUTH = """
[[clip]]
file = "asl_please.mkv"
fps = 30.0
appearance = [{ person = "sam", boxes = [[0, 282, 52, 344, 134], [72, 285, 53, 347, 136]] }]

[[clip]]
file = "asl_thanks.mkv"
fps = 30.0
appearance = [{ person = "sam", boxes = [[0, 283, 51, 345, 131], [50, 283, 52, 346, 133]] }]
"""


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    file = tmp_path / "truth.toml"
    file.write_text(TRUTH, encoding="utf-8")
    return file


def test_a_man_is_met_in_the_clip_he_was_not_enrolled_from(tmp_path: Path, shared_data: Path, truth: Path) -> None:
    crowd = tmp_path / "crowd"
    crowd.mkdir()
    for person in sorted((shared_data / "lfw_dev" / "images").iterdir())[:8]:  # to list everybody takes a second
        (crowd / person.name).symlink_to(person)
    answer = usher(
        tmp_path, "evaluate", "--tracks", shared_data / "videos", "--truth", truth, "--quick",
        "--data", crowd, "--people", "6", "--json",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    ((pack,),) = (record["packs"] for record in answer.records)
    assert (pack["clips"], pack["people"], pack["enrollable"], pack["unenrolled"]) == (2, 1, 1, [])
    assert [gallery["crowd"] for gallery in pack["galleries"]] == [0, 6]
    for gallery in pack["galleries"]:
        assert gallery["elsewhere"] == {"correct": 1}
        assert gallery["others"] == {"rightly unknown": 2}
        assert (gallery["later"], gallery["worst"]) == ({}, [])
        following = gallery["following"]
        assert (following["tracks"], following["visits"], following["named"]) == (3, 1, 1)
        assert (following["switches"], following["fragments"], following["false_frames"]) == (0, 0, 0)
        assert 0 <= gallery["to_name"]["usable"]["p50"] <= gallery["to_name"]["sight"]["p50"] <= 1000
        assert (gallery["to_name"]["sight"]["n"], gallery["to_unknown"]["sight"]["n"]) == (1, 2)


@pytest.mark.live
def test_clips_can_be_played_at_the_pace_of_a_camera(tmp_path: Path, shared_data: Path, truth: Path) -> None:
    truth.write_text(TRUTH.replace("please", "thanks", 1).rpartition("[[clip]]")[0], encoding="utf-8")
    answer = usher(tmp_path, "evaluate", "--tracks", shared_data / "videos", "--truth", truth, "--quick", "--live")
    assert answer.code == 0, answer.err
    assert "1 clips of 1 people played at the pace of a camera" in answer.out
    assert "2 unknown, 0 undecided, 0 nobody's, 0 false" in answer.out


def test_without_anything_to_evaluate_it_says_so(tmp_path: Path) -> None:
    answer = usher(tmp_path, "evaluate")
    assert answer.code == 2
    assert "--tracks" in answer.err


def test_a_folder_without_its_truth_is_a_sentence(tmp_path: Path) -> None:
    answer = usher(tmp_path, "evaluate", "--tracks", tmp_path, "--json")
    assert answer.code == 1
    assert answer.records[0]["error"]["code"] == "clip-truth-unusable"
