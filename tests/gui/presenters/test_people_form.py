"""What may be typed about a person."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.domain.faces import Gender
from core.domain.people import Consent, Membership, PersonFacts
from gui.presenters.people_form import PersonField, PersonForm, facts_of, form_of, parsed, problems
from gui.presenters.text import as_written

TODAY = date(2026, 3, 2)
GIVEN = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
FULL = PersonFacts(
    "Ana Costa", "1042",
    Membership(
        frozenset({"Board", "a team"}), datetime(2026, 1, 1, 7, tzinfo=UTC), datetime(2026, 12, 31, 17, tzinfo=UTC)
    ),
    active=False, born=date(1985, 3, 2), gender=Gender.FEMALE, consent=Consent(GIVEN, "signed form"), note="Side door.",
)  # fmt: skip


@pytest.mark.parametrize("facts", [FULL, PersonFacts("Ben")])
def test_what_is_left_alone_is_written_as_it_was(facts: PersonFacts) -> None:
    assert facts_of(form_of(facts), facts) == facts


def test_groups_are_in_order() -> None:
    assert form_of(FULL).groups == ("a team", "Board")


def test_the_last_day_counts_whole() -> None:
    until = facts_of(PersonForm("Ana", until="2026-03-02"), PersonFacts("Ana")).membership.until
    assert until == datetime(2026, 3, 3).astimezone()


def test_the_first_day_counts_whole() -> None:
    since = facts_of(PersonForm("Ana", since="2.3.2026"), PersonFacts("Ana")).membership.since
    assert since == datetime(2026, 3, 2).astimezone()


def test_limits_can_be_taken_away() -> None:
    made = facts_of(replace(form_of(FULL), since="", until="", born="", consent="", how="", gender=None), FULL)
    assert made.membership == Membership(FULL.membership.groups)
    assert (made.born, made.consent, made.gender) == (None, None, None)


def test_another_way_of_consent_keeps_its_moment() -> None:
    made = facts_of(replace(form_of(FULL), how="asked at the desk"), FULL)
    assert made.consent == Consent(GIVEN, "asked at the desk")


def test_consent_on_another_day() -> None:
    made = facts_of(replace(form_of(FULL), consent="2026-02-01"), FULL)
    assert made.consent == Consent(datetime(2026, 2, 1).astimezone(), "signed form")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-02", TODAY), ("2026/3/2", TODAY), (" 2026.03.02 ", TODAY), ("2.3.2026", TODAY),
        ("", None), ("yesterday", None), ("2026-02-30", None), ("0001-01-01", None), ("9999-12-31", None),
        ("03/02/2026", None),
    ],
)  # fmt: skip
def test_dates_as_people_type_them(typed: str, day: date | None) -> None:
    assert parsed(typed) == day


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        (PersonForm("Ana"), set()),
        (form_of(FULL), set()),
        (PersonForm(" "), {PersonField.NAME}),
        (PersonForm("Ana", since="soon"), {PersonField.SINCE}),
        (PersonForm("Ana", since="2026-03-02", until="2026-03-01"), {PersonField.UNTIL}),
        (PersonForm("Ana", since="2026-03-02", until="2026-03-02"), set()),
        (PersonForm("Ana", born="2026-03-03"), {PersonField.BORN}),
        (PersonForm("Ana", born="1850-01-01"), {PersonField.BORN}),
        (PersonForm("Ana", consent="2026-03-03", how="form"), {PersonField.CONSENT}),
        (PersonForm("Ana", consent="2026-03-01"), {PersonField.HOW}),
        (PersonForm("Ana", how="form"), {PersonField.CONSENT}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(form: PersonForm, wrong: set[PersonField]) -> None:
    assert set(problems(form, TODAY, as_written)) == wrong
