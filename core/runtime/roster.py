"""People and the gallery kept in step: every change is written first, then made findable, then announced."""

import threading
from collections.abc import Callable, Collection, Sequence

from core.capture.pictures import encode_jpeg
from core.domain.access import Passer
from core.domain.arrays import BgrImage
from core.domain.clock import Clock
from core.domain.embedding import Embedding
from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.faces import Attributes, Quality
from core.domain.ids import PersonId, new_person_id
from core.domain.matching import NO_MATCH, Eligibility, Hit, Match, OperatingPoint
from core.domain.people import (
    NewPerson,
    NewTemplate,
    Person,
    PersonFacts,
    PhotoNote,
    Template,
    TemplateOrigin,
)
from core.runtime.ports import Gallery, Store
from core.runtime.thresholds import Thresholds

_CROP_JPEG_QUALITY = 95
"""Crops are measured again by later models, so they are kept nearly lossless: about 9 KB each."""


class Roster:
    """Everyone who can be recognised. Safe from any thread; `changed` is called after every change."""

    def __init__(
        self,
        store: Store,
        gallery: Gallery,
        model_id: str,
        thresholds: Thresholds,
        clock: Clock,
        changed: Callable[[], None],
    ) -> None:
        self._store = store
        self._gallery = gallery
        self._thresholds = thresholds
        self._model_id = model_id
        self._clock = clock
        self._changed = changed
        self._lock = threading.Lock()
        self._names: dict[PersonId, str] = {}
        self._dated: set[PersonId] = set()
        self._passers: dict[PersonId, Passer] | None = None

    @property
    def point(self) -> OperatingPoint:
        """Where somebody is named, with as many people as there are now."""
        return self._gallery.point

    @property
    def people(self) -> int:
        """How many people can be found."""
        return self._gallery.people

    @property
    def model_id(self) -> str:
        """The embedder everybody is enrolled with."""
        return self._model_id

    def load(self, fill: Callable[[Store, str], None]) -> None:
        """Learn everybody's name, and let `fill` load the templates of the store and a model into the gallery."""
        self._store.book.complete_centroids(self._model_id)
        self._names = self._store.book.names()
        fill(self._store, self._model_id)
        for person in self._store.book.dated():
            self._describe(person)
        self._follow()

    def name_of(self, person: PersonId) -> str:
        """Return a person's name, also just after they were removed."""
        return self._names.get(person, "?")

    def know_passers(self) -> None:
        """Keep in memory what decides who may pass a door, from now on."""
        with self._lock:
            if self._passers is None:
                self._passers = {person.id: _passer(person) for person in self._store.people()}

    def passer_of(self, person: PersonId) -> Passer | None:
        """Return what decides whether somebody may pass a door, at once after `know_passers`; None once removed."""
        if self._passers is not None:
            return self._passers.get(person)
        found = self._store.person(person)
        return _passer(found) if found is not None else None

    def among(self) -> Eligibility | None:
        """Return who may be found at this moment; None for everybody, as long as nobody has dates."""
        return Eligibility(at=self._clock.utc()) if self._dated else None

    def enrol(
        self, name: str, external_id: str, templates: Sequence[NewTemplate], into: PersonId | None = None
    ) -> Person:
        """Enrol somebody new, or add `templates` to the person `into`, and make them findable at once.

        Raises KnownError(NAME_EMPTY, ID_TAKEN, PERSON_UNKNOWN, DISK_FULL); then nothing has changed.
        """
        if into is not None:
            return self.extend(into, templates)
        if not templates:
            raise BugError("enrolment without a template")
        facts = PersonFacts(name.strip(), external_id.strip())
        new = NewPerson(new_person_id(), self._clock.utc(), facts, tuple(templates))
        return self.enrol_people((new,))[0]

    def enrol_people(self, people: Sequence[NewPerson]) -> tuple[Person, ...]:
        """Enrol people, all in one transaction, and make them findable at once; who has no template is known by PIN.

        Raises KnownError(NAME_EMPTY, NAME_UNREADABLE, ID_TAKEN, DISK_FULL); then nothing has changed.
        """
        for new in people:
            if not new.facts.name:
                raise KnownError(ErrorCode.NAME_EMPTY)
        made = tuple(new.facts.of(new.id, new.created) for new in people)
        with self._lock:
            self._names |= {person.id: person.name for person in made}
            searched = {person.id for person in made if person.active}
            self._gallery.add([t for t in self._store.book.enrol(people) if self._is_searched(t, searched)])
            for person in made:
                self._describe(person)
                self._note_passer(person)
            self._follow()
        self._changed()
        return made

    def extend(self, person: PersonId, templates: Sequence[NewTemplate], photos: Sequence[PhotoNote] = ()) -> Person:
        """Add templates, and notes of the files they are from, to a person.

        Raises KnownError(PERSON_UNKNOWN, DISK_FULL); then nothing has changed.
        """
        if not templates and not photos:
            raise BugError("enrolment without a template")
        with self._lock:
            self._store.book.extend(person, templates, photos)
            found = self._take_up(person)
        self._changed()
        if found is None:
            raise KnownError(ErrorCode.PERSON_UNKNOWN, name=person)
        return found

    def remove(self, person: PersonId) -> None:
        """Make a person unfindable; `restore` undoes it."""
        with self._lock:
            self._store.remove_person(person)
            self._gallery.remove_person(person)
            self._drop_passer(person)
            self._follow()
        self._changed()

    def restore(self, person: PersonId) -> None:
        """Undo `remove`."""
        with self._lock:
            self._store.restore_person(person)
            self._take_up(person)
        self._changed()

    def refresh(self, *people: PersonId) -> None:
        """Search what the store has of some people now, and announce that something changed."""
        with self._lock:
            if len(people) > 1:  # a template may have gone from one to another, and is in the gallery only once
                for person in people:
                    self._gallery.remove_person(person)
            for person in people:
                self._take_up(person)
        self._changed()

    def forget(self, person: PersonId) -> None:
        """Forget the name of somebody who was erased."""
        with self._lock:
            self._names.pop(person, None)
            self._drop_passer(person)

    def _take_up(self, person: PersonId) -> Person | None:
        """Learn anew what the store has of a person; with nobody there, or inactive, they are found no more."""
        found = self._store.person(person)
        searched = found is not None and found.active
        templates = self._store.templates(self._model_id, person) if searched else ()
        self._gallery.replace_person(person, templates)
        if found is not None:
            self._names[person] = found.name
            self._describe(found)
            self._note_passer(found)
        else:
            self._drop_passer(person)
        self._follow()
        return found

    def _note_passer(self, person: Person) -> None:
        if self._passers is not None:
            self._passers[person.id] = _passer(person)

    def _drop_passer(self, person: PersonId) -> None:
        if self._passers is not None:
            self._passers.pop(person, None)

    def _is_searched(self, template: Template, people: Collection[PersonId]) -> bool:
        return template.person in people and template.embedding.model_id == self._model_id

    def _describe(self, person: Person) -> None:
        """Tell the gallery of dates, old or new; of groups nobody asks it."""
        is_dated = person.membership.since is not None or person.membership.until is not None
        if (is_dated or person.id in self._dated) and self._gallery.templates:
            self._gallery.describe(person.id, person.membership)
        if is_dated:
            self._dated.add(person.id)
        else:
            self._dated.discard(person.id)

    def _follow(self) -> None:
        """Move the thresholds with the size of the gallery: the more people, the more of them a stranger resembles."""
        self._gallery.use(self._thresholds.point(self._gallery.people))

    def nearest(self, embeddings: Sequence[Embedding]) -> Match:
        """Return the best match over several shots of one face, of everybody: who this probably is already."""
        matches = [self._gallery.search(embedding) for embedding in embeddings]
        return max(matches, key=lambda m: m.score, default=NO_MATCH)

    def ranked(self, embeddings: Sequence[Embedding], wanted: int) -> tuple[Hit, ...]:
        """Return the `wanted` people whom any of several shots of one face resembles most, best first."""
        best: dict[PersonId, Hit] = {}
        for hit in (hit for embedding in embeddings for hit in self._gallery.top(embedding, wanted)):
            if hit.person not in best or hit.score > best[hit.person].score:
                best[hit.person] = hit
        return tuple(sorted(best.values(), key=lambda hit: (-hit.score, hit.template))[:wanted])

    def portrait(self, person: PersonId) -> bytes | None:
        """Return the JPEG of a person's best template, None without one."""
        templates = self._store.templates(self._model_id, person)
        pictures = [t for t in templates if t.origin is not TemplateOrigin.CENTROID]
        return max(pictures, key=lambda t: t.quality).crop_jpeg if pictures else None


def _passer(person: Person) -> Passer:
    return Passer(person.id, person.membership, person.active)


def template_of(
    embedding: Embedding,
    quality: Quality,
    aligned: BgrImage,
    attributes: Attributes | None = None,
    origin: TemplateOrigin = TemplateOrigin.ENROLLED,
) -> NewTemplate:
    """Make a template of a measured face; `aligned` is its (112, 112, 3) BGR crop."""
    return NewTemplate(embedding, quality.overall, encode_jpeg(aligned, _CROP_JPEG_QUALITY), origin, attributes)
