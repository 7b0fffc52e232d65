"""When a person may be saved, and what the enrol dialog says until then."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.domain.ids import PersonId
from core.domain.matching import Match
from core.domain.people import Person
from gui.presenters.text import Translate

LIKELY = 0.5
"""Probability from which a likeness is worth asking about: more likely the same person than not."""


class Choice(StrEnum):
    """What the operator decided about a likeness."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Likeness:
    """An enrolled person the shots look like, with the chance in 0…1 that they are the same."""

    person: Person
    probability: float


@dataclass(frozen=True, slots=True)
class EnrolForm:
    """The state of the dialog. `checked` is whether the likeness belongs to the shots selected now."""

    name: str
    external_id: str
    selected: int
    usable: int
    checked: bool
    likeness: Likeness | None
    choice: Choice


def likeness(match: Match, people: Sequence[Person]) -> Likeness | None:
    """Return who the shots probably are; None where that is nobody, or somebody no longer there."""
    if match.person is None or match.probability < LIKELY:
        return None
    found = next((person for person in people if person.id == match.person), None)
    return Likeness(found, match.probability) if found else None


def into(form: EnrolForm) -> PersonId | None:
    """Return whom the shots are added to; None for a new person."""
    return form.likeness.person.id if form.likeness and form.choice is Choice.SAME else None


def obstacle(form: EnrolForm, people: Sequence[Person], translate: Translate) -> str:
    """Say what keeps the form from being saved; empty when nothing does."""
    if not form.selected:
        return translate("Enrol", "Select at least one picture.")
    if not form.usable:
        return translate("Enrol", "None of the selected pictures is good enough. Take a better one.")
    if into(form) is not None:
        return ""
    if form.likeness and form.choice is Choice.OPEN:
        return translate("Enrol", "Decide whether this is {name}.").format(name=form.likeness.person.name)
    if not form.name.strip():
        return translate("Enrol", "Type a name.")
    holder = next((p for p in people if p.external_id and p.external_id == form.external_id.strip()), None)
    if holder:
        return translate("Enrol", "The ID {id} belongs to {name}.").format(id=holder.external_id, name=holder.name)
    if not form.checked:
        return translate("Enrol", "Checking whether this person is enrolled already…")
    return ""
