"""When a person may be saved."""

from dataclasses import replace

import pytest

from core.domain.ids import PersonId
from core.domain.matching import NO_MATCH, Match
from gui.presenters.enrolment import Choice, EnrolForm, Likeness, into, likeness, obstacle
from gui.presenters.text import as_written
from tests.gui.fakes import ANA

READY = EnrolForm("Ben", "", 2, 2, checked=True, likeness=None, choice=Choice.OPEN)
LIKE_ANA = Likeness(ANA, 0.93)


def test_a_complete_form_may_be_saved() -> None:
    assert obstacle(READY, [ANA], as_written) == ""


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (replace(READY, selected=0, usable=0), "Select at least one picture."),
        (replace(READY, usable=0), "None of the selected pictures is good enough. Take a better one."),
        (replace(READY, name="  "), "Type a name."),
        (replace(READY, external_id=" 1042 "), "The ID 1042 belongs to Ana Costa."),
        (replace(READY, checked=False), "Checking whether this person is enrolled already…"),
        (replace(READY, likeness=LIKE_ANA), "Decide whether this is Ana Costa."),
    ],
)
def test_what_is_missing_is_said(form: EnrolForm, said: str) -> None:
    assert obstacle(form, [ANA], as_written) == said


def test_adding_to_somebody_needs_neither_name_nor_id() -> None:
    form = replace(READY, name="", external_id="1042", likeness=LIKE_ANA, choice=Choice.SAME)
    assert obstacle(form, [ANA], as_written) == ""
    assert into(form) == ANA.id


def test_a_different_person_is_a_new_one() -> None:
    form = replace(READY, likeness=LIKE_ANA, choice=Choice.DIFFERENT)
    assert obstacle(form, [ANA], as_written) == ""
    assert into(form) is None


def test_only_a_probable_likeness_is_asked_about() -> None:
    assert likeness(Match(ANA.id, 0.5, None, -1.0, 0.93), [ANA]) == LIKE_ANA
    assert likeness(Match(ANA.id, 0.2, None, -1.0, 0.49), [ANA]) is None
    assert likeness(NO_MATCH, [ANA]) is None
    assert likeness(Match(PersonId("gone"), 0.5, None, -1.0, 0.93), [ANA]) is None
