"""The people enrolled, as a person looks through them and changes them."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.domain.clock import Clock
from core.domain.directory import (
    Change,
    ChangeKind,
    Erasure,
    Group,
    PeopleQuery,
    PersonDetails,
    PersonRow,
    Regrouping,
)
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import SightingRecord
from core.domain.ids import ChangeId, EventId, PersonId, new_person_id
from core.domain.people import Person, PersonFacts, Template, TemplateOrigin
from core.domain.visitors import VISITORS
from core.runtime.denials import Denials
from core.runtime.ports import Store
from core.runtime.roster import Roster

_SHOWN_EVENTS = 24
"""Events a preview shows; it counts them all."""
_ALL_EVENTS = 1 << 31


class PeopleDesk:
    """Safe from any thread; everything waits for the disk. Who is changed is found as they are now from then on.

    `forget_packed` deletes what is kept of the gallery beside the database, where somebody erased would live on.
    """

    def __init__(
        self, store: Store, roster: Roster, denials: Denials, clock: Clock, forget_packed: Callable[[], None]
    ) -> None:
        self._store = store
        self._roster = roster
        self._denials = denials
        self._clock = clock
        self._forget_packed = forget_packed

    def find(self, query: PeopleQuery) -> NDArray[np.int64]:
        """Return the keys of the people a query shows, in its order."""
        return self._store.book.find(query, self._clock.utc())

    def rows(self, keys: Sequence[int]) -> tuple[PersonRow, ...]:
        """Return the lines of some keys in their order, without those of people no longer there."""
        return self._store.book.rows(keys)

    def person(self, person: PersonId) -> Person:
        """Return somebody who is enrolled. Raises KnownError(PERSON_UNKNOWN)."""
        found = self._known(person)
        return found.facts.of(found.id, found.created)

    def details(self, person: PersonId) -> PersonDetails | None:
        """Return what is written about a person; None once removed."""
        return self._store.book.details(person)

    def groups(self) -> tuple[Group, ...]:
        """Return every group somebody is in, by name."""
        return self._store.book.groups()

    def templates(self, person: PersonId) -> tuple[Template, ...]:
        """Return the pictures somebody is recognised by, oldest first."""
        found = self._store.templates(self._roster.model_id, person)
        return tuple(template for template in found if template.origin is not TemplateOrigin.CENTROID)

    def portrait(self, person: PersonId) -> bytes | None:
        """Return the JPEG of a person's best picture, None without one."""
        return self._roster.portrait(person)

    def sightings(self, person: PersonId, limit: int) -> tuple[SightingRecord, ...]:
        """Return the newest sightings of a person, newest first."""
        return self._store.book.sightings_of(person, limit)

    def update(self, person: PersonId, facts: PersonFacts) -> PersonFacts:
        """Write other facts about a person and return the previous ones, by which that can be undone.

        Raises KnownError(NAME_EMPTY, NAME_UNREADABLE, ID_TAKEN, PERSON_UNKNOWN, DISK_FULL); then nothing has changed.
        """
        previous = self._known(person).facts
        self._store.book.update(person, facts)
        self._roster.refresh(person)
        return previous

    def remove(self, person: PersonId) -> None:
        """Take a person out; `restore` undoes it until the next start. Raises KnownError(PERSON_UNKNOWN)."""
        self._roster.remove(person)

    def restore(self, person: PersonId) -> None:
        """Undo `remove`. Raises KnownError(PERSON_UNKNOWN, ID_TAKEN)."""
        self._roster.restore(person)

    def drop_templates(self, person: PersonId, templates: Sequence[int]) -> None:
        """Take pictures of a person out; `restore_templates` undoes it. Raises KnownError(LAST_TEMPLATE)."""
        self._store.book.drop_templates(person, templates)
        self._roster.refresh(person)

    def restore_templates(self, person: PersonId, templates: Sequence[int]) -> None:
        """Undo `drop_templates`."""
        self._store.book.restore_templates(person, templates)
        self._roster.refresh(person)

    def preview_merge(self, person: PersonId, other: PersonId) -> Regrouping:
        """Return what `person` would be given of `other`. Raises KnownError(PERSON_UNKNOWN)."""
        kept, gone = self.person(person), self.person(other)
        events = self._store.book.sightings_of(other, _ALL_EVENTS)
        return _regrouping(kept, gone, (template.id for template in self.templates(other)), events)

    def merge(self, person: PersonId, other: PersonId) -> Change:
        """Make two people one, called as `person`. Raises KnownError(PERSON_UNKNOWN, VISITOR_KEPT, DISK_FULL)."""
        kept, gone = self.person(person), self.person(other)
        if VISITORS in kept.membership.groups - gone.membership.groups:
            raise KnownError(ErrorCode.VISITOR_KEPT, name=kept.name, other=gone.name)
        change = self._store.book.merge(person, other)
        self._moved(person, other)
        return change

    def preview_split(self, person: PersonId, templates: Sequence[int]) -> Regrouping:
        """Return what would leave `person` with some pictures: these, and the visits that resemble them most.

        Raises KnownError(PERSON_UNKNOWN), KnownError(LAST_TEMPLATE) when no picture would stay.
        """
        kept = self.person(person)
        leaving = set(templates)
        mine = self.templates(person)
        going = _vectors(template for template in mine if template.id in leaving)
        staying = _vectors(template for template in mine if template.id not in leaving)
        if going is None or staying is None:
            raise KnownError(ErrorCode.LAST_TEMPLATE, name=kept.name)
        faces = self._store.book.faces_of(person, self._roster.model_id)
        moving = {e for e, face in faces if (going @ face.vector).max() > (staying @ face.vector).max()}
        events = [e for e in self._store.book.sightings_of(person, _ALL_EVENTS) if e.id in moving] if moving else []
        return _regrouping(kept, None, (template.id for template in mine if template.id in leaving), events)

    def split(
        self, person: PersonId, templates: Sequence[int], events: Sequence[EventId], facts: PersonFacts
    ) -> Change:
        """Make some pictures and visits of `person` somebody new.

        Raises KnownError(PERSON_UNKNOWN, LAST_TEMPLATE, NAME_EMPTY, ID_TAKEN, DISK_FULL); then nothing has changed.
        """
        new = PersonDetails(new_person_id(), self._clock.utc(), facts)
        change = self._store.book.split(person, new, templates, events)
        self._moved(person, new.id)
        return change

    def undo(self, change: ChangeId) -> Change:
        """Take a merge or split back. Raises KnownError(CHANGE_UNKNOWN) when that is no longer possible."""
        undone = self._store.book.undo(change)
        people = [undone.person]
        if undone.kind is not ChangeKind.NAMED:
            people.append(PersonId(undone.other))
        self._moved(*people)
        return undone

    def erase(self, person: PersonId) -> Erasure:
        """Delete a person and all that was taken from their face for good. Raises KnownError(PERSON_UNKNOWN)."""
        if self._store.person(person) is not None:
            self._roster.remove(person)
        # Nobody is named after them any more; what was named before is written, and goes with them.
        self._store.flush()
        erasure = self._store.book.erase(person)
        self._moved()
        self._roster.forget(person)
        self._forget_packed()
        return erasure

    def _moved(self, *people: PersonId) -> None:
        self._denials.load(self._store.reviews, self._roster.model_id)
        self._roster.refresh(*people)

    def _known(self, person: PersonId) -> PersonDetails:
        found = self._store.book.details(person)
        if found is None:
            raise KnownError(ErrorCode.PERSON_UNKNOWN, name=person)
        return found


def _regrouping(
    person: Person, other: Person | None, templates: Iterable[int], events: Sequence[SightingRecord]
) -> Regrouping:
    ids = tuple(event.id for event in events)
    return Regrouping(person, other, tuple(templates), len(ids), tuple(events[:_SHOWN_EVENTS]), ids)


def _vectors(templates: Iterable[Template]) -> Floats | None:
    rows = [template.embedding.vector for template in templates]
    return np.stack(rows) if rows else None
