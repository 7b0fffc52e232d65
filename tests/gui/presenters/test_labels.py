"""The words beside a face."""

import pytest

from core.domain.faces import Attributes, Gender, HeadPose
from core.domain.matching import Verdict
from gui.presenters.labels import Detail, detail_for, label, person, pose
from gui.presenters.text import as_written
from tests.gui.fakes import track

BOX = (0.0, 0.0, 50.0, 60.0)


def test_a_name_with_everything_that_is_known() -> None:
    found = label(track(7, BOX, Verdict.RECOGNISED, "Ana Costa"), Detail.FULL, as_written)
    assert found is not None
    assert found.title == "Ana Costa"
    assert found.line == "97\u00a0% · F 34 · yaw 10° pitch \u22125° · #7"


def test_a_stranger_has_no_percentage() -> None:
    found = label(track(7, BOX, Verdict.UNKNOWN), Detail.SHORT, as_written)
    assert found is not None
    assert (found.title, found.line) == ("Unknown", "F 34 · #7")


def test_who_is_not_decided_yet_has_no_title() -> None:
    found = label(track(7, BOX), Detail.FULL, as_written)
    assert found is not None
    assert found.title == ""
    assert found.line.startswith("F 34")


@pytest.mark.parametrize("detail", [Detail.SHORT, Detail.NAME, Detail.NONE])
def test_who_is_not_decided_yet_gets_no_words_where_room_is_short(detail: Detail) -> None:
    assert label(track(7, BOX), detail, as_written) is None


def test_in_a_crowd_only_names_are_written() -> None:
    known = label(track(1, BOX, Verdict.RECOGNISED, "Ana"), Detail.NONE, as_written)
    assert known is not None
    assert (known.title, known.line) == ("Ana", "")
    assert label(track(2, BOX, Verdict.UNKNOWN), Detail.NONE, as_written) is None


def test_what_was_not_measured_is_not_written() -> None:
    found = label(track(7, BOX, Verdict.UNKNOWN, measured=False), Detail.FULL, as_written)
    assert found is not None
    assert found.line == "#7"


@pytest.mark.parametrize(
    ("width", "faces", "detail"),
    [
        (800, 1, Detail.FULL),
        (800, 5, Detail.SHORT),
        (400, 1, Detail.SHORT),
        (200, 1, Detail.NAME),
        (800, 12, Detail.NAME),
        (1600, 40, Detail.NONE),
    ],
)
def test_detail_follows_the_room_there_is(width: int, faces: int, detail: Detail) -> None:
    assert detail_for(width, faces) is detail


def test_gender_and_age() -> None:
    assert person(Attributes(51.6, Gender.MALE, 0.8), as_written) == "M 52"


def test_a_tilt_is_written_only_where_there_is_one() -> None:
    assert pose(HeadPose(-18.0, 2.0, 14.0), as_written) == "yaw \u221220° pitch 0° roll 15°"
    assert pose(HeadPose(0.0, 0.0, 2.0), as_written) == "yaw 0° pitch 0°"


def test_a_suspected_picture_is_always_named_and_what_is_no_face_hardly() -> None:
    for detail in Detail:
        found = label(track(7, BOX, Verdict.SPOOF), detail, as_written)
        assert found is not None
        assert found.title == "Photo or screen?"
    assert label(track(7, BOX, Verdict.NOT_A_FACE), Detail.SHORT, as_written) is None
