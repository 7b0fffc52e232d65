"""People, their pictures and changes of them in words."""

from datetime import UTC, datetime, timedelta

import pytest

from core.domain.directory import Erasure, PeopleFilter, PeopleOrder, Regrouping
from core.domain.faces import Gender
from core.domain.ids import PersonId
from core.domain.people import Consent, Membership, Person, TemplateOrigin
from core.domain.reconciled import Disagreement, Reconciled, Source, Told, Trait
from gui.presenters import people as told
from gui.presenters.people import Standing
from gui.presenters.people_traits import contradictions, trait_rows
from gui.presenters.text import as_written

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def person(*, since: datetime | None = None, until: datetime | None = None, active: bool = True) -> Person:
    return Person(PersonId("p"), "Ana", "1", NOW, Membership(frozenset(), since, until), active)


@pytest.mark.parametrize(
    ("somebody", "standing"),
    [
        (person(), Standing.VALID),
        (person(since=NOW, until=NOW + DAY), Standing.VALID),
        (person(since=NOW + DAY), Standing.NOT_YET),
        (person(until=NOW), Standing.EXPIRED),
        (person(until=NOW, active=False), Standing.INACTIVE),
    ],
)
def test_how_somebody_stands_agrees_with_whether_they_may_be_found(somebody: Person, standing: Standing) -> None:
    assert told.standing(somebody, NOW) is standing
    assert (standing is Standing.VALID) is somebody.may_be_found(NOW)


def test_every_choice_has_words_of_its_own() -> None:
    for enum, words in (
        (Standing, told.standing_text),
        (PeopleFilter, told.filter_text),
        (PeopleOrder, told.order_text),
        (TemplateOrigin, told.origin_text),
    ):
        said = [words(each, as_written) for each in enum]  # type: ignore[arg-type]
        assert len(set(said)) == len(said)
        assert all(said)


@pytest.mark.parametrize(
    ("count", "people", "pictures"),
    [
        (0, "0 people", "no picture"),
        (1, "1 person", "1 picture"),
        (100_000, "100\u00a0000 people", "100\u00a0000 pictures"),
    ],
)
def test_counts_are_said_in_whole_words(count: int, people: str, pictures: str) -> None:
    assert told.people_text(count, as_written) == people
    assert told.pictures_text(count, as_written) == pictures


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ana Costa", "AC"), ("ana", "A"), ("张伟", "张"), ("محمد علي", "م"), ("  ", "?"), ("-- !", "?"), ("Ana 7", "A7")],
)
def test_initials(name: str, letters: str) -> None:
    assert told.initials(name) == letters


def test_a_name_is_cut_where_a_sentence_has_no_room() -> None:
    assert told.shortened("Ana Costa") == "Ana Costa"
    assert len(told.shortened("x" * 200)) == 48


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "from today"), (DAY, "1 day old"), (40 * DAY, "40 days old"),
        (100 * DAY, "3 months old"), (1000 * DAY, "3 years old"),
    ],
)  # fmt: skip
def test_the_age_of_a_picture(ago: timedelta, said: str) -> None:
    assert told.age_text(NOW - ago, NOW, as_written) == said


def test_when_somebody_was_seen() -> None:
    assert told.seen_text(None, NOW, as_written) == "never seen"
    assert told.seen_text(NOW, NOW, as_written).startswith("today ")
    assert told.seen_text(NOW - DAY, NOW, as_written) == "yesterday"
    assert told.seen_text(NOW - 3 * DAY, NOW, as_written) == "3 days ago"
    assert told.seen_text(NOW - 30 * DAY, NOW, as_written) == told.day_text(NOW - 30 * DAY)


def test_the_last_day_of_validity_is_the_one_before_the_end() -> None:
    midnight = datetime(2026, 4, 1).astimezone()
    assert told.validity_text(Membership(), as_written) == "without limit"
    assert told.validity_text(Membership(until=midnight), as_written) == "until 2026-03-31"
    assert told.validity_text(Membership(since=midnight), as_written) == "from 2026-04-01"
    span = Membership(since=midnight, until=midnight + 2 * DAY)
    assert told.validity_text(span, as_written) == "2026-04-01 to 2026-04-02"


def test_consent_is_said_with_its_way_or_as_missing() -> None:
    assert told.consent_text(None, as_written) == "not recorded"
    assert told.consent_text(Consent(NOW, "signed form"), as_written).endswith("· signed form")


def test_quality_in_a_word_and_a_tone() -> None:
    assert [told.quality_text(q, as_written) for q in (0.9, 0.4, 0.1)] == ["Good", "Fair", "Weak"]
    assert len({told.quality_tone(q) for q in (0.9, 0.4, 0.1)}) == 3


def test_a_merge_says_what_moves_and_who_is_left() -> None:
    found = Regrouping(person(), person(), (1, 2), 5)
    lines = told.merge_lines(found, "Ana", "Anna", as_written)
    assert lines[0] == "2 pictures of Anna will stand for Ana."
    assert lines[1] == "5 visits on record will be called Ana instead of Anna."
    assert lines[-1] == "Anna is no longer listed."


def test_a_name_may_hold_braces() -> None:
    found = Regrouping(person(), person(), (1,), 0)
    assert "{name}" in told.merge_lines(found, "Ana", "{name}", as_written)[0]


def test_a_split_says_what_goes() -> None:
    assert told.split_line(Regrouping(person(), None, (1,), 3), as_written).startswith("1 picture and 3 visits")


@pytest.mark.parametrize(
    ("typed", "name", "enough"),
    [("ana  costa ", "Ana Costa", True), ("ana", "Ana Costa", False), ("", "", False), (" ", " ", False)],
)
def test_the_name_confirms_an_erasure(typed: str, name: str, enough: bool) -> None:
    assert told.confirms(typed, name) is enough


def test_the_receipt_has_every_count() -> None:
    done = Erasure(NOW, PersonId("0190"), 5, 1234, 2)
    said = told.receipt(done, "Ana", "1042", as_written)
    assert [line.partition(": ")[2] for line in said.splitlines()[1:]] == [
        "Ana (1042)", "0190", "2026-03-02 12:00:00 UTC", "5", "1\u00a0234", "2",
    ]  # fmt: skip
    assert "Erased: Ana\n" in told.receipt(done, "Ana", "", as_written)


def test_every_line_of_an_erasure_is_said() -> None:
    lines = told.erase_lines(1, "no visit", as_written)
    assert any("1 picture" in line for line in lines)
    assert any("no visit" in line for line in lines)


def test_sources_that_say_nothing_are_left_out() -> None:
    assert trait_rows(Reconciled(), as_written) == (("Declared", "–", "–"),)


def test_every_source_says_its_own() -> None:
    found = Reconciled(
        Told(40.9, Gender.FEMALE), Told(47.4, Gender.MALE, 0.93), Told(41.0, people=9),
        disagreements=(
            Disagreement(Trait.AGE, Source.DECLARED, Source.ESTIMATED, 6.5),
            Disagreement(Trait.AGE, Source.DECLARED, Source.IMPLIED, 12.0),
            Disagreement(Trait.AGE, Source.IMPLIED, Source.ESTIMATED, 13.0),
            Disagreement(Trait.GENDER, Source.DECLARED, Source.ESTIMATED),
        ),
    )  # fmt: skip
    assert trait_rows(found, as_written) == (
        ("Declared", "40", "female"),
        ("By the pictures", "about 47", "male (93\u00a0%)"),
        ("By the groups", "about 41 (of 9 people)", "–"),
    )
    said = contradictions(found, as_written)
    assert len(set(said)) == 4
    assert "12 years" in said[1]
