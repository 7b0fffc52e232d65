"""People and the gallery kept in step: every change is written first, then made findable, then announced."""

import threading
from collections.abc import Callable, Sequence

from core.capture.pictures import encode_jpeg
from core.domain.arrays import BgrImage
from core.domain.clock import Clock
from core.domain.embedding import Embedding
from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.faces import Quality
from core.domain.ids import PersonId, new_person_id
from core.domain.matching import NO_MATCH, Match, OperatingPoint
from core.domain.people import NewTemplate, Person
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

    @property
    def point(self) -> OperatingPoint:
        """Where somebody is named, with as many people as there are now."""
        return self._gallery.point

    def load(self, fill: Callable[[Store, str], None]) -> None:
        """Learn everybody's name, and let `fill` load the templates of the store and a model into the gallery."""
        self._names = {person.id: person.name for person in self._store.people()}
        fill(self._store, self._model_id)
        self._follow()

    def name_of(self, person: PersonId) -> str:
        """Return a person's name, also just after they were removed."""
        return self._names.get(person, "?")

    def enrol(
        self, name: str, external_id: str, templates: Sequence[NewTemplate], into: PersonId | None = None
    ) -> Person:
        """Enrol somebody new, or add `templates` to the person `into`, and make them findable at once.

        Raises KnownError(NAME_EMPTY, ID_TAKEN, PERSON_UNKNOWN, DISK_FULL); then nothing has changed.
        """
        if not templates:
            raise BugError("enrolment without a template")
        with self._lock:
            person = self._write(name.strip(), external_id.strip(), templates, into)
            self._follow()
        self._changed()
        return person

    def _write(self, name: str, external_id: str, templates: Sequence[NewTemplate], into: PersonId | None) -> Person:
        if into is not None:
            person = self._store.person(into)
            if person is None:
                raise KnownError(ErrorCode.PERSON_UNKNOWN, name=into)
            self._gallery.add(self._store.add_templates(into, templates))
            return person
        if not name:
            raise KnownError(ErrorCode.NAME_EMPTY)
        person = Person(new_person_id(), name, external_id, self._clock.utc())
        self._gallery.add(self._store.add_person(person, templates))
        self._names[person.id] = name
        return person

    def remove(self, person: PersonId) -> None:
        """Make a person unfindable; `restore` undoes it."""
        with self._lock:
            self._store.remove_person(person)
            self._gallery.remove_person(person)
            self._follow()
        self._changed()

    def restore(self, person: PersonId) -> None:
        """Undo `remove`."""
        with self._lock:
            self._store.restore_person(person)
            found = self._store.person(person)
            self._names[person] = found.name if found else "?"
            self._gallery.add(self._store.templates(self._model_id, person))
            self._follow()
        self._changed()

    def refresh(self, person: PersonId | None) -> None:
        """Search what the store has of a person now, and announce that something changed."""
        with self._lock:
            if person is not None:
                self._gallery.remove_person(person)
                self._gallery.add(self._store.templates(self._model_id, person))
        self._changed()

    def _follow(self) -> None:
        """Move the thresholds with the size of the gallery: the more people, the more of them a stranger resembles."""
        self._gallery.use(self._thresholds.point(self._gallery.people))

    def nearest(self, embeddings: Sequence[Embedding]) -> Match:
        """Return the best match over several shots of one face: who this probably is already."""
        matches = [self._gallery.search(embedding) for embedding in embeddings]
        return max(matches, key=lambda m: m.score, default=NO_MATCH)

    def portrait(self, person: PersonId) -> bytes | None:
        """Return the JPEG of a person's best template, None without one."""
        templates = self._store.templates(self._model_id, person)
        return max(templates, key=lambda t: t.quality).crop_jpeg if templates else None


def template_of(embedding: Embedding, quality: Quality, aligned: BgrImage) -> NewTemplate:
    """Make a template of a measured face; `aligned` is its (112, 112, 3) BGR crop."""
    return NewTemplate(embedding, quality.overall, encode_jpeg(aligned, _CROP_JPEG_QUALITY))
