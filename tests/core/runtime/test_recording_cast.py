"""Tracks become people."""

from datetime import timedelta
from pathlib import Path

from core.domain.events import Recognised, Sighting, Unknown
from core.domain.ids import EventId, PersonId
from core.domain.matching import UNDECIDED
from core.domain.timeline import Timeline
from core.runtime.recording_cast import BEGIN, Followed, cast_of, timeline_csv
from tests.core.runtime.runtime_support import DOOR, POINT, face, shot


def track(start_s: float, end_s: float, answer: Sighting | None = None) -> Followed:
    return Followed(start_s, end_s, answer)


def stranger(seed: int, noise: float = 0.0) -> Unknown:
    about = shot(face(seed, noise, seed + 1))
    return Unknown(EventId("e"), BEGIN, DOOR, "Door", "", 1, UNDECIDED, about)


def named(person: str, name: str) -> Recognised:
    about = shot(face(9))
    return Recognised(
        EventId("e"), BEGIN + timedelta(seconds=1), DOOR, "Door", "", 1, PersonId(person), name, UNDECIDED, about
    )


def test_a_stranger_who_comes_back_is_one_and_another_is_two() -> None:
    cast, unclear = cast_of([track(0, 1, stranger(1)), track(2, 3, stranger(2)), track(4, 5, stranger(1, 0.2))], POINT)
    assert [(role.stranger, len(role.appearances)) for role in cast] == [(1, 2), (2, 1)]
    assert unclear == 0


def test_nobody_is_two_faces_at_once() -> None:
    cast, _ = cast_of([track(0, 2, stranger(1)), track(1, 3, stranger(1))], POINT)
    assert [role.stranger for role in cast] == [1, 2]


def test_a_stranger_on_screen_may_still_resemble_an_earlier_one_more() -> None:
    tracks = [track(0, 1, stranger(1)), track(2, 5, stranger(2)), track(3, 4, stranger(1))]
    cast, _ = cast_of(tracks, POINT)
    assert [(role.stranger, len(role.appearances)) for role in cast] == [(1, 2), (2, 1)]


def test_whoever_is_enrolled_is_one_whatever_comes_between_and_unanswered_tracks_are_unclear() -> None:
    tracks = [track(4, 5, named("a", "Ana")), track(0, 1, named("a", "Ana")), track(2, 3), track(2, 3, stranger(1))]
    cast, unclear = cast_of(tracks, POINT)
    assert [(role.person, role.name, role.stranger, role.seconds) for role in cast] == [
        (PersonId("a"), "Ana", 0, 2.0),
        (None, "", 1, 1.0),
    ]
    assert unclear == 1


def test_a_table_holds_every_appearance_in_order_and_no_formula() -> None:
    cast, _ = cast_of([track(4, 5, named("a", "=1+1")), track(0, 1.5, stranger(1)), track(6, 7, stranger(1))], POINT)
    lines = timeline_csv(Timeline(Path("film.mp4"), 8.0, 200, cast, 0)).splitlines()
    assert lines == [
        "name,stranger,person,from_s,to_s,percent",
        ",1,,0.00,1.50,",
        "'=1+1,,a,4.00,5.00,0",
        ",1,,6.00,7.00,",
    ]
