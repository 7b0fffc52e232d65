"""Cards of the feed."""

from dataclasses import replace
from datetime import timedelta

from core.domain.events import Review, SightingRecord
from core.domain.ids import EventId, PersonId
from core.domain.matching import Verdict
from core.domain.people import Person
from gui.presenters.feed import (
    evidence,
    local_time,
    merged,
    of_record,
    of_sighting,
    place_of,
    review_text,
    spoken,
    title,
)
from gui.presenters.text import as_written
from tests.gui.fakes import ANA, ENTRANCE, NOON, recognised, spoof, unknown

RECORD = SightingRecord(
    EventId("e1"), NOON, ENTRANCE.id, ENTRANCE.name, ENTRANCE.door, 3, ANA.id, ANA.name, 0.71, 0.4, 0.97
)


def test_a_recognised_person() -> None:
    card = of_sighting(recognised())
    assert title(card, as_written) == "Ana Costa"
    assert card.place == "Entrance · Main door"
    assert evidence(card, as_written) == "margin 0.71"
    assert card.live


def test_a_stranger_and_who_comes_closest() -> None:
    card = of_sighting(unknown())
    assert title(card, as_written) == "Unknown"
    assert evidence(card, as_written) == "closest 3\u00a0%"


def test_a_stranger_before_anybody_is_enrolled() -> None:
    card = replace(of_sighting(unknown()), score=-1.0)
    assert evidence(card, as_written) == "nobody to compare with"


def test_a_record_of_an_earlier_run_cannot_be_enrolled_from() -> None:
    card = of_record(RECORD)
    assert (card.person, card.name, card.live) == (ANA.id, "Ana Costa", False)


def test_a_person_without_a_name_in_the_record_is_unknown() -> None:
    card = of_record(replace(RECORD, person=None, name=None))
    assert title(card, as_written) == "Unknown"


def test_the_same_person_soon_again_is_one_visit() -> None:
    first = of_sighting(recognised(1, track=1))
    row, card = merged([first], of_sighting(recognised(2, track=5, seconds=20)))
    assert row == 0
    assert card.event == "r2"
    assert card.times == 2


def test_the_same_person_later_is_another_visit() -> None:
    first = of_sighting(recognised(1, track=1))
    row, card = merged([first], of_sighting(recognised(2, track=5, seconds=61)))
    assert row is None
    assert card.times == 1


def test_a_stranger_who_turns_out_to_be_known_keeps_one_card() -> None:
    stranger = of_sighting(unknown(1, track=4))
    row, card = merged([stranger], of_sighting(recognised(2, track=4, seconds=3)))
    assert row == 0
    assert title(card, as_written) == "Ana Costa"
    assert card.times == 1


def test_two_strangers_are_two_visits() -> None:
    first = of_sighting(unknown(1, track=4))
    assert merged([first], of_sighting(unknown(2, track=5, seconds=1)))[0] is None


def test_two_people_are_two_visits() -> None:
    ben = Person(PersonId("ben"), "Ben", "", NOON)
    first = of_sighting(recognised(1, track=1))
    assert merged([first], of_sighting(recognised(2, ben, track=2, seconds=1)))[0] is None


def test_a_track_number_of_an_earlier_run_means_nothing() -> None:
    old = of_record(replace(RECORD, person=None, name=None, track=4))
    assert merged([old], of_sighting(unknown(2, track=4, seconds=1)))[0] is None


def test_times_are_local_and_carry_the_date_unless_it_is_today() -> None:
    here = NOON.astimezone()
    assert local_time(NOON, NOON) == here.strftime("%H:%M:%S")
    assert local_time(NOON, NOON + timedelta(days=2)) == here.strftime("%Y-%m-%d %H:%M")


def test_a_place_is_not_said_twice() -> None:
    assert place_of("Lobby", "Lobby") == "Lobby"
    assert place_of("Lobby", "") == "Lobby"
    assert place_of("Lobby", "East") == "Lobby · East"


def test_a_card_can_be_read_aloud() -> None:
    said = spoken(of_sighting(recognised()), NOON, as_written)
    assert said.startswith("Ana Costa, 97\u00a0%, Entrance · Main door, ")


def test_a_picture_of_somebody_is_not_somebody() -> None:
    card = of_sighting(spoof())
    assert (card.spoof, card.named) == (True, False)
    assert title(card, as_written) == "Photo or screen?"
    assert evidence(card, as_written) == "of Ana Costa"
    assert evidence(of_sighting(spoof(2, None)), as_written) == ""
    kept = of_record(replace(RECORD, verdict=Verdict.SPOOF))
    assert title(kept, as_written) == "Photo or screen?"


def test_a_picture_of_somebody_does_not_continue_their_visit() -> None:
    first = of_sighting(recognised(1, track=1))
    assert merged([first], of_sighting(spoof(2, track=9, seconds=5)))[0] is None
    assert merged([first], of_sighting(spoof(2, track=1, seconds=5)))[0] == 0


def test_what_was_said_of_a_sighting_is_kept_and_read_aloud() -> None:
    card = of_record(replace(RECORD, review=Review.CONFIRMED))
    assert spoken(card, NOON, as_written).endswith(", confirmed")
    assert {review_text(said, as_written) for said in Review} == {"", "confirmed", "not this person"}
