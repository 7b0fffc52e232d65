"""Words about people who come unknown, and the queue of visits to look at."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.domain.events import SightingRecord
from core.domain.ids import CameraId, EventId, PersonId, StrangerId
from core.domain.people import Membership, Person, PersonFacts
from core.domain.strangers import Admission, Stranger, Suggestion
from core.runtime.unknowns import Likeness
from gui.presenters import unknowns as told
from gui.presenters.text import as_written

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STRANGER = Stranger(
    StrangerId("s"), 5, 4, 3, NOW - timedelta(days=9), NOW - timedelta(days=1), ("Entrance", "Lobby"), EventId("e")
)


def suggestion(event: str) -> Suggestion:
    record = SightingRecord(
        EventId(event), NOW - timedelta(days=1), CameraId("c"), "Entrance", "Main door", 3, None, None, 0.4, 0.1, 0.62
    )
    return Suggestion(record, PersonId("ana"), "Ana Costa", 0.62)


def queue(*events: str, place: int = 0) -> told.Queue:
    return told.Queue(tuple(suggestion(event) for event in events), place)


def shown(found: told.Queue) -> str:
    assert found.current is not None
    return found.current.record.id


def test_a_card_says_how_often_where_and_when() -> None:
    yesterday = STRANGER.last.astimezone().strftime("%Y-%m-%d %H:%M")
    spoken = told.spoken(STRANGER, NOW, as_written)
    assert spoken == f"Came 4 times, on 3 days · 5 pictures, Entrance, Lobby, last {yesterday}"
    once = replace(STRANGER, visits=1, sightings=1, days=1)
    assert told.times(once.visits, as_written) == "Came once"
    assert told.days(once, as_written) == "on one day · 1 picture"
    assert told.where(("A", "B", "C", "D"), as_written) == "A, B and 2 more"
    assert told.where((), as_written) == ""


def test_a_likeness_is_told_with_its_probability() -> None:
    likeness = Likeness(Person(PersonId("ana"), "Ana Costa", "", NOW), 0.83)
    assert told.looks_like(likeness, as_written) == "Looks like Ana Costa, 83\u00a0%"


def test_a_visit_is_asked_about() -> None:
    assert told.question(suggestion("a"), as_written) == "Is this Ana Costa?"
    said = told.circumstances(suggestion("a"), NOW, as_written)
    assert said.startswith("62\u00a0% probable · Entrance · Main door · 2026-03-01")
    assert told.left(12, as_written) == "12 left"


@pytest.mark.parametrize("admission", [None, *Admission])
def test_a_yes_is_confirmed_with_what_became_of_the_picture(admission: Admission | None) -> None:
    said = told.answered_yes("Ana", admission, as_written)
    assert said.startswith("Yes, Ana.")
    assert ("from now on" in said) is (admission is Admission.JOINS)
    assert ("differs" in said) is (admission is Admission.STRANGE)


def test_the_queue_goes_round() -> None:
    three = queue("a", "b", "c")
    assert [shown(three.moved(step)) for step in (0, 1, 2, 3, -1)] == ["a", "b", "c", "a", "c"]
    assert told.Queue().current is None
    assert told.Queue().moved(1).current is None


def test_after_an_answer_the_next_is_shown() -> None:
    three = queue("a", "b", "c", place=1)
    assert shown(three.without(EventId("b"))) == "c"
    assert shown(three.without(EventId("a"))) == "b"
    assert shown(queue("a", "b", place=1).without(EventId("b"))) == "a"
    assert queue("a").without(EventId("a")).current is None


def test_news_do_not_move_what_is_looked_at() -> None:
    two = queue("a", "b", place=1)
    assert shown(two.renewed(queue("c", "a", "b").waiting)) == "b"
    assert shown(two.renewed(queue("c", "a").waiting)) == "c"
    assert two.renewed(()).current is None


def test_what_was_typed_becomes_facts() -> None:
    groups = Membership(frozenset({"Visitors", "Night shift"}))
    assert told.facts_of(" Ana ", " 17", "Visitors, Night shift,,") == PersonFacts("Ana", "17", groups)
    assert told.facts_of("Ana", "", "") == PersonFacts("Ana")
