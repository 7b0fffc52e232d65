"""The desk of those who come unknown: who they are by their visits, naming them, and visits that wait for a word."""

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.domain.clock import Clock
from core.domain.directory import Change
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import SightingRecord
from core.domain.ids import ChangeId, EventId, PersonId, StrangerId, new_person_id, new_stranger_id
from core.domain.people import NewPerson, Person, PersonFacts, TemplateOrigin
from core.domain.strangers import Admission, KeptCrop, Stranger, Suggestion
from core.policy.profile import (
    MOST_TEMPLATES,
    TEMPLATES_OF_A_STRANGER,
    best_different,
    drift_level,
    join,
)
from core.profiles.strangers import cluster, level_for, mean_faces
from core.runtime.ports import Store
from core.runtime.reviewing import Reviewer, template_of_crop
from core.runtime.roster import Roster

log = logging.getLogger(__name__)

_COUNTED = 100
"""Waiting visits up to which each is looked at to count them."""
_LIKELY = 3
"""People a stranger is compared with at most."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """An enrolled person somebody unknown resembles, and the chance in 0…1 that they are the same."""

    person: Person
    probability: float


@dataclass(frozen=True, slots=True)
class Naming:
    """A stranger who got a name: all that is needed to take it back. `templates` were added to `person`."""

    change: ChangeId
    person: Person
    stranger: StrangerId
    templates: tuple[int, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """Two strangers who were made one by hand, and where each sighting was before."""

    stranger: StrangerId
    before: Mapping[EventId, StrangerId]


class UnknownsDesk:
    """Safe from any thread; everything waits for the disk."""

    def __init__(self, store: Store, roster: Roster, reviewer: Reviewer, clock: Clock) -> None:
        self._store = store
        self._roster = roster
        self._reviewer = reviewer
        self._clock = clock
        self._clustering = threading.Lock()

    def refresh(self) -> int:
        """Take up the unknowns seen since and return how many there were; cheap when there are none."""
        with self._clustering:
            new = self._store.strangers.faces(self._roster.model_id, clustered=False)
            if not new:
                return 0
            known = self._store.strangers.faces(self._roster.model_id, clustered=True)
            moves = cluster(known, new, level_for(self._roster.point), new_stranger_id)
            self._store.strangers.assign(moves)
        log.debug("%d sightings of unknowns joined %d others", len(new), len(known))
        return len(new)

    def strangers(self, *, ignored: bool = False) -> tuple[Stranger, ...]:
        """Return everybody who came unknown, most visits first; those who are ignored, or the others."""
        self.refresh()
        return self._store.strangers.strangers(self._roster.model_id, ignored=ignored)

    def sightings(self, stranger: StrangerId) -> tuple[SightingRecord, ...]:
        """Return the visits of a stranger, newest first."""
        return self._store.strangers.sightings(stranger)

    def portrait(self, event: EventId) -> bytes | None:
        """Return the JPEG kept of a sighting."""
        return self._store.sighting_portrait(event)

    def person_portrait(self, person: PersonId) -> bytes | None:
        """Return the JPEG of a person's best picture."""
        return self._roster.portrait(person)

    def likenesses(self, stranger: StrangerId) -> tuple[Likeness, ...]:
        """Return the enrolled people a stranger may be, likeliest first; nobody who is not worth considering."""
        crops = self._crops(stranger)
        point = self._roster.point
        hits = self._roster.ranked([crop.embedding for crop in crops], _LIKELY)
        found = [(self._store.person(hit.person), hit) for hit in hits if hit.score >= point.consider]
        return tuple(Likeness(person, point.probability(hit.score)) for person, hit in found if person is not None)

    def resembling(self, person: PersonId) -> tuple[Stranger, ...]:
        """Return the strangers, ignored ones left out, who are probably a person that was enrolled meanwhile."""
        templates = self._store.templates(self._roster.model_id, person)
        if not templates:
            return ()
        means = mean_faces(self._store.strangers.faces(self._roster.model_id, clustered=True))
        rows = np.stack([template.embedding.vector for template in templates])
        level = level_for(self._roster.point)
        near = {stranger for stranger, mean in means.items() if float((rows @ mean).max()) >= level}
        return tuple(stranger for stranger in self.strangers() if stranger.id in near) if near else ()

    def name(self, stranger: StrangerId, facts: PersonFacts, different: Sequence[PersonId] = ()) -> Naming:
        """Enrol a stranger by their best different pictures, and give them their visits.

        `different` are people they resemble and are not, who are never taken for one another without a wider margin.
        Raises KnownError(STRANGER_GONE, NAME_EMPTY, NAME_UNREADABLE, ID_TAKEN, DISK_FULL); then nothing has changed.
        """
        crops = self._best(self._crops(stranger))
        templates = tuple(template_of_crop(crop, TemplateOrigin.ENROLLED) for crop in crops)
        new = NewPerson(new_person_id(), self._clock.utc(), facts, templates)
        (person,) = self._roster.enrol_people((new,))
        try:
            change = self._store.strangers.name(stranger, person.id)
        except KnownError:
            self._roster.remove(person.id)
            raise
        for other in different:
            self._reviewer.declare_different(person.id, other)
        self._roster.refresh(person.id)
        return Naming(change.id, person, stranger, (), is_new=True)

    def name_as(self, stranger: StrangerId, person: PersonId) -> Naming:
        """Give the visits of a stranger to somebody enrolled, and them the pictures that add something.

        Raises KnownError(STRANGER_GONE, PERSON_UNKNOWN, DISK_FULL); then nothing has changed.
        """
        crops = self._crops(stranger)
        found = self._store.person(person)
        if found is None:
            raise KnownError(ErrorCode.PERSON_UNKNOWN, name=person)
        change = self._store.strangers.name(stranger, person)
        added = self._extend(person, crops)
        self._roster.refresh(person)
        return Naming(change.id, found, stranger, added, is_new=False)

    def undo(self, naming: Naming) -> Change:
        """Make a stranger unknown again. Raises KnownError(CHANGE_UNKNOWN) when that is no longer possible."""
        undone = self._store.book.undo(naming.change)
        if naming.is_new:
            self._roster.remove(naming.person.id)
        else:
            if naming.templates:
                self._store.book.drop_templates(naming.person.id, naming.templates)
            self._roster.refresh(naming.person.id)
        return undone

    def ignore(self, stranger: StrangerId, *, ignored: bool = True) -> None:
        """Show a stranger no more, or again."""
        self._store.strangers.ignore(stranger, ignored)

    def merge(self, stranger: StrangerId, other: StrangerId) -> Joined:
        """Make two strangers one, called as `stranger`; `part` takes it back."""
        with self._clustering:
            moved = {record.id: other for record in self._store.strangers.sightings(other)}
            self._store.strangers.assign(dict.fromkeys(moved, stranger))
        return Joined(stranger, moved)

    def part(self, joined: Joined) -> None:
        """Undo `merge`."""
        with self._clustering:
            self._store.strangers.assign(joined.before)

    def waiting(self, limit: int) -> tuple[Suggestion, ...]:
        """Return the visits that were not named for want of evidence, and who they probably were, newest first."""
        found = []
        for kept in self._store.reviews.waiting(limit):
            person = None if kept.decision.match.person is None else self._store.person(kept.decision.match.person)
            if person is not None:
                found.append(Suggestion(kept.record, person.id, person.name, kept.decision.match.probability))
        return tuple(found)

    def waiting_count(self) -> int:
        """Return how many visits wait to be looked at; of many, also those of people taken out since."""
        count = self._store.reviews.waiting_count()
        return count if count > _COUNTED else len(self.waiting(count))

    def confirm(self, event: EventId, person: PersonId | None = None) -> Admission | None:
        """Keep that a visit was rightly decided, or that it was `person`; see Reviewer.confirm. Raises KnownError."""
        return self._reviewer.confirm(event, person)

    def refuse(self, event: EventId) -> None:
        """Keep that a visit was not who it might have been. Raises KnownError."""
        self._reviewer.refuse(event)

    def take_back(self, event: EventId) -> None:
        """Undo `confirm` or `refuse`. Raises KnownError."""
        self._reviewer.take_back(event)

    def _crops(self, stranger: StrangerId) -> tuple[KeptCrop, ...]:
        crops = self._store.strangers.crops(stranger)
        mine = tuple(crop for crop in crops if crop.embedding.model_id == self._roster.model_id)
        if not mine:
            raise KnownError(ErrorCode.STRANGER_GONE)
        return mine

    def _best(self, crops: Sequence[KeptCrop]) -> list[KeptCrop]:
        qualities = [crop.quality for crop in crops]
        level = drift_level(self._roster.point)
        chosen = best_different([crop.embedding for crop in crops], qualities, level, TEMPLATES_OF_A_STRANGER)
        return [crops[place] for place in chosen]

    def _extend(self, person: PersonId, crops: Sequence[KeptCrop]) -> tuple[int, ...]:
        """Add what adds something, as long as there is room without anybody having to go; return the new ids."""
        before = self._store.templates(self._roster.model_id, person)
        pictures = sum(template.origin is not TemplateOrigin.CENTROID for template in before)
        level, now = drift_level(self._roster.point), self._clock.utc()
        fit = [
            crop
            for crop in self._best(crops)
            if join(crop.embedding, crop.quality, before, now, level).admission is Admission.JOINS
        ][: max(MOST_TEMPLATES - pictures, 0)]
        if not fit:
            return ()
        after = self._store.book.extend(person, [template_of_crop(crop) for crop in fit])
        old = {template.id for template in before}
        return tuple(t.id for t in after if t.id not in old and t.origin is not TemplateOrigin.CENTROID)
