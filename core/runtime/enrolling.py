"""The enrolment desk: pictures of somebody, who they might be already, and writing them down."""

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.capture.usb import usb_cameras
from core.config import Settings
from core.domain.camera import FoundCamera
from core.domain.clock import Clock
from core.domain.ids import CameraId, EventId, PersonId, StrangerId, new_person_id
from core.domain.people import NewPerson, Person, PersonFacts
from core.domain.tracking import FaceShot, FrameView
from core.runtime.enrol_material import FileReading, read_file, shot_of_crop
from core.runtime.guided_session import Feed, GuidedSession, SourceFeed, StationFeed
from core.runtime.guiding import Guide
from core.runtime.ports import EnginePool, FaceReader, Store
from core.runtime.reviewing import Reviewer
from core.runtime.roster import Roster, template_of

_RANKED = 3
"""People asked about at most: nobody is taken for more than a few others."""
LIKELY = 0.5
"""Probability from which a likeness is worth asking about: more likely the same person than not."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """An enrolled person whom some shots resemble, the chance in 0…1 that they are the same, and their picture."""

    person: Person
    probability: float
    portrait: bytes | None


@dataclass(frozen=True, slots=True)
class Check:
    """What is to be settled before some shots are saved: who they may be, and which of them show somebody else.

    `likeness` is the chance in 0…1 that they show the person they are to be added to, None for somebody new.
    """

    look_alikes: tuple[LookAlike, ...] = ()
    odd: tuple[int, ...] = ()
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class Eyes:
    """What the desk sees with: the newest view of a camera, engines, the reader of stills, the settings of now."""

    latest: Callable[[CameraId], FrameView | None]
    pool: EnginePool
    reader: FaceReader
    settings: Callable[[], Settings]


class EnrolDesk:
    """Safe from any thread. Reading files and saving wait; sessions run on threads of their own until closed."""

    def __init__(self, store: Store, roster: Roster, reviewer: Reviewer, eyes: Eyes, clock: Clock) -> None:
        self._store = store
        self._roster = roster
        self._reviewer = reviewer
        self._eyes = eyes
        self._clock = clock
        self._lock = threading.Lock()
        self._sessions: list[GuidedSession] = []
        self._begun = 0

    def desk_cameras(self) -> tuple[FoundCamera, ...]:
        """Return the cameras plugged in here that the station does not watch; takes a moment."""
        taken = {camera.source.casefold() for camera in self._eyes.settings().cameras}
        return tuple(
            FoundCamera(camera.name or f"USB {camera.index}", f"usb:{camera.index}", "")
            for camera in usb_cameras()
            if not taken & {f"usb:{camera.index}", f"usb:{camera.name}".casefold()}
        )

    def watch(self, camera: CameraId) -> GuidedSession:
        """Guide somebody before a camera of the station; close the session in the end."""
        known = {spec.id: spec for spec in self._eyes.settings().cameras}
        mirrored = camera in known and known[camera].mirror
        return self._begin(StationFeed(lambda: self._eyes.latest(camera)), mirrored=mirrored)

    def watch_source(self, source: str) -> GuidedSession:
        """Guide somebody before a camera opened for this alone, such as `usb:0`; close the session in the end."""
        return self._begin(SourceFeed(source, self._eyes.pool, self._clock), mirrored=False)

    def read_file(self, path: Path) -> FileReading:
        """Return the faces of a picture or a recording, or why there are none to be had."""
        return read_file(path, self._eyes.pool, self._eyes.reader, self._roster.point, self._clock)

    def stranger_shots(self, stranger: StrangerId) -> tuple[FaceShot, ...]:
        """Return what was kept of the visits of somebody not enrolled, best first. Raises KnownError."""
        return tuple(shot_of_crop(crop) for crop in self._store.strangers.crops(stranger))

    def sighting_shots(self, event: EventId) -> tuple[FaceShot, ...]:
        """Return what was kept of one visit; nothing where its crop was not. Raises KnownError."""
        crop = self._store.strangers.crop(event)
        return () if crop is None else (shot_of_crop(crop),)

    def check(self, shots: Sequence[FaceShot], into: PersonId | None = None) -> Check:
        """Compare shots, best first, with everybody enrolled, each other, and the person they are to be added to."""
        likeness = None if into is None else self._likeness(shots, into)
        return Check(self.look_alikes(shots), odd_ones(shots, self._roster.point.consider), likeness)

    def holder(self, external_id: str) -> Person | None:
        """Return who has an ID already; nobody has an empty one."""
        return self._store.book.with_external_id(external_id.strip())

    def look_alikes(self, shots: Sequence[FaceShot]) -> tuple[LookAlike, ...]:
        """Return the enrolled people these shots may be, likeliest first."""
        point = self._roster.point
        found = []
        for hit in self._roster.ranked([shot.embedding for shot in shots], _RANKED):
            probability = point.probability(hit.score)
            person = self._store.person(hit.person)
            if person is not None and (probability >= LIKELY or hit.score >= point.consider):
                found.append(LookAlike(person, probability, self._roster.portrait(hit.person)))
        return tuple(found)

    def save(
        self,
        facts: PersonFacts,
        shots: Sequence[FaceShot],
        into: PersonId | None = None,
        different_from: Collection[PersonId] = (),
    ) -> Person:
        """Enrol somebody new with these facts, or add the shots to the person `into`, whose facts stay as they are.

        Whoever they are declared different from is never taken for them without a wider margin. Raises KnownError:
        NAME_EMPTY, NAME_UNREADABLE, ID_TAKEN, PERSON_UNKNOWN, DISK_FULL; then nobody has been enrolled.
        """
        templates = tuple(template_of(s.embedding, s.quality, s.aligned, s.attributes) for s in shots)
        if into is not None:
            person = self._roster.extend(into, templates)
        else:
            new = NewPerson(new_person_id(), self._clock.utc(), facts, templates)
            person = self._roster.enrol_people((new,))[0]
        for other in different_from:
            self._reviewer.declare_different(person.id, other)
        return person

    def close(self) -> None:
        """End every session; idempotent. To be called before the engines go."""
        with self._lock:
            sessions, self._sessions = self._sessions, []
        for session in sessions:
            session.close()

    def _likeness(self, shots: Sequence[FaceShot], person: PersonId) -> float:
        templates = self._store.templates(self._roster.model_id, person)
        scores = (shot.embedding.cosine(template.embedding) for shot in shots for template in templates)
        return self._roster.point.probability(max(scores, default=-1.0))

    def _begin(self, feed: Feed, *, mirrored: bool) -> GuidedSession:
        settings = self._eyes.settings().recognition
        guide = Guide(settings, self._roster.point.consider, self._eyes.pool.lease, mirrored=mirrored)
        with self._lock:
            self._begun += 1
            session = GuidedSession(guide, feed, self._begun)
            self._sessions = [*(s for s in self._sessions if s.running), session]
        return session


def odd_ones(shots: Sequence[FaceShot], same: float) -> tuple[int, ...]:
    """Return the places of shots that are not linked to the first by cosines of at least `same`."""
    if not shots:
        return ()
    vectors = np.stack([shot.embedding.vector for shot in shots])
    alike = vectors @ vectors.T >= same
    linked = alike[0]
    for _ in shots:
        linked = alike[linked].any(axis=0) | linked
    return tuple(int(i) for i in np.flatnonzero(~linked))
