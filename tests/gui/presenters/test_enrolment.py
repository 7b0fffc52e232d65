"""When a person may be saved, and in which words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.domain.guidance import Prompt, Step
from core.domain.people import Consent
from core.runtime.enrolling import LookAlike
from gui.presenters.enrolment import (
    Choice,
    EnrolForm,
    Written,
    asked,
    born_on,
    completions,
    different_from,
    facts,
    groups_of,
    into,
    is_complaint,
    obstacle,
    progress,
    prompt_words,
    step_name,
    unlike,
)
from gui.presenters.text import as_written
from tests.gui.fakes import ANA

LIKE_ANA = LookAlike(ANA, 0.93, None)
READY = EnrolForm(Written("Ben"), selected=2, usable=2, checked=True)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (READY, ""),
        (replace(READY, selected=0), "Select at least one picture."),
        (replace(READY, usable=0), "None of the selected pictures is good enough. Take a better one."),
        (replace(READY, odd=1), "The selected pictures show more than one person. Leave out the marked ones."),
        (replace(READY, likenesses=(LIKE_ANA,)), "Decide whether this is Ana Costa."),
        (replace(READY, likenesses=(LIKE_ANA,), choices={ANA.id: Choice.DIFFERENT}), ""),
        (replace(READY, likenesses=(LIKE_ANA,), choices={ANA.id: Choice.SAME}, written=Written()), ""),
        (replace(READY, written=Written("  ")), "Type a name."),
        (replace(READY, written=Written("Ben", holder=ANA)), "The ID 1042 belongs to Ana Costa."),
        (replace(READY, checked=False), "Checking whether this person is enrolled already…"),
        (replace(READY, preset=ANA, written=Written(), likenesses=(LIKE_ANA,)), ""),
    ],
)
def test_what_keeps_somebody_from_being_saved(form: EnrolForm, said: str) -> None:
    assert obstacle(form, as_written) == said


def test_whom_the_pictures_go_to() -> None:
    form = replace(READY, likenesses=(LIKE_ANA,))
    assert into(form) is None
    assert into(replace(form, choices={ANA.id: Choice.SAME})) == ANA
    assert into(replace(READY, preset=ANA)) == ANA
    different = replace(form, choices={ANA.id: Choice.DIFFERENT})
    assert different_from(different) == (ANA.id,)
    assert asked(different) == LIKE_ANA
    assert asked(replace(form, preset=ANA)) is None


def test_pictures_that_hardly_look_like_their_owner_are_pointed_out() -> None:
    form = replace(READY, preset=ANA, likeness=0.12)
    assert "hardly look like Ana Costa (12" in unlike(form, as_written)
    assert unlike(replace(form, likeness=0.8), as_written) == ""
    assert unlike(READY, as_written) == ""


def test_what_is_written_becomes_facts() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    made = facts(Written(" Ben ", " 7 ", "Sales,, Night", "signed form", " 1990-12-31 "), noon)
    assert (made.name, made.external_id, made.consent) == ("Ben", "7", Consent(noon, "signed form"))
    assert made.membership.groups == {"Sales", "Night"}
    assert str(made.born) == "1990-12-31"
    assert facts(Written("Ben"), noon).consent is None
    assert born_on("yesterday") is None


def test_groups_are_listed_once_and_completed_by_their_beginning() -> None:
    assert groups_of("Sales, Night, Sales,") == ("Sales", "Night")
    known = ("Sales", "Security", "Élysée")
    assert completions("Sales, se", known) == ("Sales, Security",)
    assert completions("ely", known) == ("Élysée",)
    assert completions("Sales, s", known) == ("Sales, Security",)


def test_every_prompt_and_view_has_words_of_its_own() -> None:
    said = {prompt_words(prompt, as_written) for prompt in Prompt}
    assert len(said) == len(Prompt)
    assert len({step_name(step, as_written) for step in Step}) == len(Step)
    assert is_complaint(Prompt.TAKE_OFF_MASK)
    assert not is_complaint(Prompt.TURN_LEFT)


def test_what_is_still_wanted() -> None:
    assert progress([Step.LEFT, Step.RIGHT], 1, as_written) == "Still wanted: Left, Right"
    assert progress([], 4, as_written) == "4 pictures taken"
