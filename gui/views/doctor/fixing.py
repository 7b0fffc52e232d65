"""What a fix does and how it is undone; runs where it may wait for the disk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from core.domain.doctor import Finding, Fix
from core.domain.ids import EventId, PersonId
from core.domain.people import PersonFacts
from core.runtime.desks import Desks

Undo = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen in the dialog: who stays of a merge, and name and visits of who is split off."""

    keeping: PersonId | None = None
    name: str = ""
    events: Sequence[EventId] = ()


NO_CHOICE = Choice()


def apply(desks: Desks, finding: Finding, fix: Fix, choice: Choice = NO_CHOICE) -> Undo:
    """Set something right and return what takes it back. Raises KnownError."""
    person, other = finding.people[0], finding.people[-1]
    match fix:
        case Fix.MERGE:
            keeping = choice.keeping or person
            change = desks.people.merge(keeping, other if keeping == person else person)
            return partial(desks.doctor.take_back, (change,))
        case Fix.KEEP_APART:
            desks.doctor.keep_apart(person, other)
            return partial(desks.doctor.no_longer_apart, person, other)
        case Fix.GIVE:
            return partial(desks.doctor.take_back, desks.doctor.give(person, finding.templates, other))
        case Fix.SPLIT:
            facts = PersonFacts(choice.name)
            change = desks.people.split(person, finding.templates, choice.events, facts)
            return partial(desks.doctor.take_back, (change,))
        case Fix.DROP:
            desks.people.drop_templates(person, finding.templates)
            return partial(desks.people.restore_templates, person, finding.templates)
        case Fix.REMOVE:
            desks.people.remove(person)
            return partial(desks.people.restore, person)
        case Fix.NEW_PICTURES | Fix.CORRECT:
            raise ValueError(f"{fix} is done by a person, elsewhere")
