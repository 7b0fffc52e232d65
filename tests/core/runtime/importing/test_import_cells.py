"""What is written in cells: dates, genders, consent."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.domain.faces import Gender
from core.domain.people import Consent, PersonFacts
from core.runtime.importing.cells import (
    end_of,
    month_comes_first,
    read_consent,
    read_date,
    read_gender,
    read_list,
    start_of,
)
from core.runtime.importing.stated import StatedConsent, StatedPerson

NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["2026-03-04", "04.03.2026", "4.3.26", "04/03/2026", "20260304", "2026/3/4", "2026年3月4日", "2026-03-04 00:00"],
)
def test_a_date_is_read_in_the_forms_people_write(text: str) -> None:
    assert read_date(text, month_first=False) == date(2026, 3, 4)


def test_a_column_shows_by_its_large_parts_what_comes_first() -> None:
    assert month_comes_first(["03/04/2026", "12/31/2026"])
    assert not month_comes_first(["03/04/2026", "31/12/2026"])
    assert not month_comes_first(["03/04/2026", "04.13.2026", "x/y/z"])
    assert read_date("03/04/2026", month_first=True) == date(2026, 3, 4)
    assert read_date("03.04.2026", month_first=True) == date(2026, 4, 3)


@pytest.mark.parametrize("text", ["", "soon", "31.02.2026", "2026-13-01", "1/2", "99999999"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text, month_first=False) is None


def test_a_year_of_two_digits_lies_in_the_lives_of_those_born_in_it() -> None:
    assert read_date("1.2.85", month_first=False) == date(1985, 2, 1)
    assert read_date("1.2.07", month_first=False) == date(2007, 2, 1)


def test_until_a_day_means_to_its_end() -> None:
    day = date(2026, 7, 1)
    assert end_of(day) - start_of(day) == timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "gender"),
    [("F", Gender.FEMALE), ("жен.", Gender.FEMALE), ("女", Gender.FEMALE), ("Männlich", Gender.MALE),
     ("m", Gender.MALE), ("муж", Gender.MALE), ("divers", None), ("", None)],
)  # fmt: skip
def test_genders_in_several_languages(text: str, gender: Gender | None) -> None:
    assert read_gender(text) is gender


def test_consent_is_a_yes_a_date_or_the_words_it_is_kept_in() -> None:
    assert read_consent("Ja", month_first=False) == StatedConsent(None, "imported")
    assert read_consent("signed form", month_first=False) == StatedConsent(None, "signed form")
    dated = read_consent("01.05.2026", month_first=False)
    assert dated is not None
    assert dated.given == start_of(date(2026, 5, 1))
    assert read_consent("нет", month_first=False) is None


def test_lists_are_divided_by_semicolons_and_lines() -> None:
    assert read_list("a.jpg; b.jpg\nc.jpg;;a.jpg") == ("a.jpg", "b.jpg", "c.jpg")


def test_what_is_not_stated_stays_as_it_is_and_a_yes_does_not_renew_a_consent() -> None:
    yes = Consent(datetime(2020, 1, 1, tzinfo=UTC), "signed form")
    was = PersonFacts("Ana", "7", born=date(1990, 1, 1), consent=yes, note="left-handed")
    stated = StatedPerson((2,), "Ana Costa", "7", consent=StatedConsent(None, "imported"), gender=Gender.FEMALE)
    facts = stated.over(was, NOW, "Staff")
    assert (facts.name, facts.born, facts.gender, facts.note) == ("Ana Costa", was.born, Gender.FEMALE, "left-handed")
    assert facts.consent == yes
    assert facts.membership.groups == {"Staff"}
    assert stated.over(facts, NOW + timedelta(days=1), "Staff") == facts
    assert stated.new(NOW, "").consent == Consent(NOW, "imported")
