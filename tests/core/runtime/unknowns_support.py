"""People who come to a site without cameras: a real store, a real index, the desk of unknowns."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from core.domain.calibration import Goal
from core.domain.embedding import Embedding
from core.domain.events import Recognised, Sighting, Unknown
from core.domain.ids import EventId, PersonId, new_event_id
from core.domain.matching import UNDECIDED, Match, Reason, Verdict
from core.domain.people import NewTemplate, Person
from core.gallery.index import ExactIndex
from core.runtime.denials import Denials
from core.runtime.reviewing import Reviewer
from core.runtime.roster import Roster
from core.runtime.thresholds import Thresholds
from core.runtime.unknowns import UnknownsDesk
from core.store.store import SqliteStore
from tests.core.runtime.runtime_support import MODEL, POINT, shot
from tests.core.store.support import NOON, opened

ANA, EVA, MAX = 0, 1, 2
SAME = 0.75
"""The cosine of two pictures of one person here."""


def face(person: int, picture: int) -> Embedding:
    """Return a picture of a person: all have the same cosine, and none to another person's."""
    vector = np.zeros(256, np.float32)
    vector[person] = SAME**0.5
    vector[10 + 30 * person + picture] = (1 - SAME) ** 0.5
    return Embedding.normalised(vector, MODEL)


class Clock:
    """Stands still unless somebody comes."""

    def __init__(self) -> None:
        self.now = NOON

    def utc(self) -> datetime:
        return self.now

    def mono_ns(self) -> int:
        raise NotImplementedError


@dataclass
class Site:
    """A desk without cameras, to which people come by `visit`."""

    store: SqliteStore
    roster: Roster
    denials: Denials
    desk: UnknownsDesk
    clock: Clock
    pictures: dict[int, int] = field(default_factory=dict)

    def enrol(self, person: int, name: str) -> Person:
        return self.roster.enrol(name, "", [NewTemplate(self.fresh(person), 0.9, b"jpeg")])

    def fresh(self, person: int) -> Embedding:
        """Return another picture of somebody."""
        self.pictures[person] = self.pictures.get(person, -1) + 1
        return face(person, self.pictures[person])

    def visit(
        self, person: int, reason: Reason = Reason.NOBODY_NEAR, likely: PersonId | None = None, quality: float = 0.9
    ) -> EventId:
        """Have somebody come unknown, `likely` being who is in question."""
        return self.come(self.fresh(person), reason, likely, quality)

    def come(
        self, seen: Embedding, reason: Reason = Reason.NOBODY_NEAR, likely: PersonId | None = None, quality: float = 0.9
    ) -> EventId:
        self.clock.now += timedelta(hours=5)
        match = Match(likely, 0.4, None, -1.0, 0.6)
        decision = replace(UNDECIDED, verdict=Verdict.UNKNOWN, reason=reason, match=match, shots=1)
        taken = shot(seen, overall=quality)
        return self._record(
            Unknown(new_event_id(), self.clock.now, taken.camera, "Door", "", len(self.pictures), decision, taken)
        )

    def recognise(self, person: Person, seen: Embedding) -> EventId:
        """Have somebody come and be named."""
        match = Match(person.id, 0.7, None, -1.0, 0.99)
        decision = replace(
            UNDECIDED, verdict=Verdict.RECOGNISED, reason=Reason.CLEAR_MATCH, person=person.id, match=match
        )
        taken = shot(seen, overall=0.9)
        common = (new_event_id(), self.clock.now, taken.camera, "Door", "", 1)
        return self._record(Recognised(*common, person.id, person.name, decision, taken))

    def _record(self, sighting: Sighting) -> EventId:
        self.store.record(sighting)
        self.store.flush()
        return sighting.id

    def origins(self, person: PersonId) -> list[str]:
        return sorted(template.origin.value for template in self.store.templates(MODEL, person))


@contextmanager
def site_in(folder: Path) -> Iterator[Site]:
    """Open a site for a block."""
    with opened(folder) as store, closing(ExactIndex(POINT, MODEL)) as index:
        clock, denials = Clock(), Denials()
        roster = Roster(store, index, MODEL, Thresholds(POINT, Goal(4.0, 50.0)), clock, lambda: None)
        reviewer = Reviewer(store, roster, denials, clock)
        yield Site(store, roster, denials, UnknownsDesk(store, roster, reviewer, clock), clock)
