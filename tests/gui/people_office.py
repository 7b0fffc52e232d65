"""A real people desk and doctor over a real store and gallery, for the window to work with."""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from core.domain.calibration import Goal
from core.domain.clock import SystemClock
from core.domain.embedding import Embedding
from core.domain.events import Recognised
from core.domain.faces import Attributes
from core.domain.ids import PersonId, new_event_id, new_person_id
from core.domain.matching import Decision, Match, Reason, Verdict
from core.domain.people import NewPerson, NewTemplate, Person, PersonFacts, TemplateOrigin
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from core.runtime.denials import Denials
from core.runtime.directory import PeopleDesk
from core.runtime.doctor import DoctorDesk
from core.runtime.loading import GalleryLoader
from core.runtime.roster import Roster
from core.runtime.thresholds import Thresholds
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from tests.core.runtime.runtime_support import DOOR, MODEL, POINT, face, shot
from tests.gui.fakes import jpeg, picture

NOW = datetime.now(UTC)


class PeopleOffice:
    """The desks and what they work on."""

    def __init__(self, folder: Path) -> None:
        clock = SystemClock()
        self.store = SqliteStore(StoreDatabase(folder), PlainVault(), clock)
        self.index = ExactIndex(POINT, MODEL)
        thresholds = Thresholds(POINT, Goal(weeks=4, visitors_a_day=50))
        denials = Denials()
        self.roster = Roster(self.store, self.index, MODEL, thresholds, clock, lambda: None)
        self.roster.load(partial(GalleryLoader(folder, Layout()).fill, self.index))
        self.people = PeopleDesk(self.store, self.roster, denials, clock, lambda: None)
        doctor = DoctorDesk(self.store, self.roster, denials, self.people, None, clock)
        self.desks = SimpleNamespace(people=self.people, doctor=doctor)

    def enrol(self, facts: PersonFacts | str, *templates: NewTemplate) -> Person:
        """Enrol somebody, with these templates or one of their own."""
        facts = PersonFacts(facts) if isinstance(facts, str) else facts
        made = templates or (template(zlib.crc32(facts.name.encode())),)
        return self.roster.enrol_people([NewPerson(new_person_id(), NOW, facts, tuple(made))])[0]

    def write_without_template(self, facts: PersonFacts) -> Person:
        """Write somebody who has no picture."""
        new = NewPerson(new_person_id(), NOW, facts, ())
        self.store.book.enrol([new])
        return facts.of(new.id, new.created)

    def visit(self, person: Person, embedding: Embedding, days_ago: float = 0.0) -> None:
        """Let somebody be recognised."""
        match = Match(person.id, 0.8, None, -1.0, 0.99)
        decision = Decision(Verdict.RECOGNISED, Reason.CLEAR_MATCH, person.id, match, 1)
        event = Recognised(
            new_event_id(), NOW - timedelta(days=days_ago), DOOR, "Entrance", "Main door", 1, person.id, person.name,
            decision, shot(embedding),
        )  # fmt: skip
        self.store.record(event)
        self.store.flush()

    def names(self) -> Sequence[str]:
        """Return everybody's name."""
        return [person.name for person in self.store.people()]

    def person(self, person: PersonId) -> PersonFacts | None:
        """Return what is written about somebody."""
        found = self.people.details(person)
        return found.facts if found is not None else None


def template(
    seed: int,
    quality: float = 0.8,
    origin: TemplateOrigin = TemplateOrigin.ENROLLED,
    attributes: Attributes | None = None,
    embedding: Embedding | None = None,
) -> NewTemplate:
    """Return the face of a seed with a picture in its colour."""
    colour = np.random.default_rng(seed).integers(60, 220, 3)
    crop = jpeg(picture(112, 112, (int(colour[0]), int(colour[1]), int(colour[2]))))
    return NewTemplate(embedding or face(seed), quality, crop, origin, attributes)


@contextmanager
def people_office(folder: Path) -> Iterator[PeopleOffice]:
    """Open the office for a block."""
    office = PeopleOffice(folder)
    try:
        yield office
    finally:
        office.store.close()
