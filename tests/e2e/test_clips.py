"""Real people on real clips: one track per person, the right name on another camera, no name for a stranger."""

from pathlib import Path

import pytest

from core.policy.extraction import ExtractionRule
from tests.helpers.cli import Record, usher
from tests.helpers.video import beginning

pytestmark = pytest.mark.usefixtures("pictures_searched_once")  # several tests watch the same clips

ALONE = ("asl_please.mkv", "asl_thanks.mkv", "1zlab_face.mp4", "headpose_test.mp4", "leszko_me.mp4", "rdrum_faces.mp4")
LONG = {"1zlab_face.mp4": 135, "headpose_test.mp4": 270, "leszko_me.mp4": 135, "rdrum_faces.mp4": 110}
"""How many frames it takes until the face is looked at again, has turned both ways, or came late and has been met."""


def watched(data_dir: Path, clip: Path) -> tuple[list[Record], Record]:
    """Return the sightings and the summary of watching `clip` to its end."""
    answer = usher(data_dir, "watch", clip, "--json")
    assert answer.code == 0, answer.err
    *events, summary = answer.records
    assert summary["type"] == "summary"
    return [e for e in events if e["type"] in ("recognised", "unknown")], summary


@pytest.fixture(scope="module")
def leszko(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    """Return a data folder in which the man of one camera is enrolled."""
    data_dir = tmp_path_factory.mktemp("leszko")
    clip = beginning(shared_data / "videos" / "leszko_face.mp4", 45, tmp_path_factory.mktemp("clip") / "leszko.mp4")
    answer = usher(data_dir, "people", "add", "Leszko", clip)
    assert answer.code == 0, answer.err
    return data_dir


@pytest.mark.parametrize("clip", ALONE)
def test_one_person_is_one_track_and_only_the_enrolled_one_has_a_name(
    leszko: Path, shared_data: Path, tmp_path: Path, clip: str
) -> None:
    film = shared_data / "videos" / clip
    if clip in LONG:
        film = beginning(film, LONG[clip], tmp_path / clip)
    sightings, summary = watched(leszko, film)
    assert summary["tracks"] == 1
    assert summary["splits"] == 0
    # Five shots, one to settle a doubt, and another look every five seconds.
    assert summary["extractions"] <= 6 + summary["frames_read"] // ExtractionRule().recheck
    assert (summary["frames_dropped"], summary["frames_predicted"]) == (0, 0)
    assert summary["frames_processed"] == summary["frames_read"] > 40
    names = [event["name"] for event in sightings]
    assert names == (["Leszko"] if clip == "leszko_me.mp4" else [None])


@pytest.mark.parametrize(("enrolled", "met"), [("please", "thanks"), ("thanks", "please")])
def test_the_man_at_two_metres_is_recognised_both_ways(
    tmp_path: Path, shared_data: Path, enrolled: str, met: str
) -> None:
    videos = shared_data / "videos"
    assert usher(tmp_path, "people", "add", "Sam", videos / f"asl_{enrolled}.mkv", "--id", "17").code == 0
    sightings, _ = watched(tmp_path, videos / f"asl_{met}.mkv")
    assert [event["name"] for event in sightings] == ["Sam"]
    assert sightings[0]["score"] > 0.6


def test_people_walking_are_not_taken_for_the_enrolled_man(leszko: Path, shared_data: Path, tmp_path: Path) -> None:
    street = beginning(shared_data / "videos" / "facenet_pytorch_video.mp4", 50, tmp_path / "street.mp4")
    sightings, summary = watched(leszko, street)
    assert summary["tracks"] >= 7
    assert {event["name"] for event in sightings} == {None}


def test_a_crowd_of_tiny_faces_costs_no_extraction(leszko: Path, shared_data: Path, tmp_path: Path) -> None:
    classroom = beginning(shared_data / "videos" / "saumya_classroom.mp4", 80, tmp_path / "classroom.mp4")
    sightings, summary = watched(leszko, classroom)
    assert summary["detections"] > 300
    assert summary["extractions"] == 0
    assert sightings == []


def test_many_clips_at_once_end_together(leszko: Path, shared_data: Path, tmp_path: Path) -> None:
    videos = shared_data / "videos"
    me = beginning(videos / "leszko_me.mp4", 80, tmp_path / "leszko_me.mp4")
    answer = usher(leszko, "watch", me, videos / "asl_thanks.mkv", "--json")
    named = {e["camera"]: e["name"] for e in answer.records if e["type"] in ("recognised", "unknown")}
    assert named == {"leszko_me.mp4": "Leszko", "asl_thanks.mkv": None}
    assert answer.records[-1]["frames_processed"] == answer.records[-1]["frames_read"]


def test_watching_records_nothing(leszko: Path) -> None:
    assert "1 people, 4 templates, 0 sightings" in usher(leszko, "self-check").out


def test_a_clip_of_several_people_enrols_nobody(tmp_path: Path, shared_data: Path) -> None:
    four_people = beginning(shared_data / "videos" / "liu_faces3.mp4", 110, tmp_path / "four.mp4")
    answer = usher(tmp_path, "people", "add", "Many", four_people, "--json")
    assert answer.code == 1
    assert answer.records[0]["error"]["code"] == "clip-of-several"
    assert usher(tmp_path, "people", "list", "--json").records == []
