"""An enrolment desk that answers from plain attributes; the real one is proven in the tests of the runtime."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain.camera import FoundCamera
from core.domain.errors import ErrorCode, KnownError
from core.domain.guidance import Prompt
from core.domain.ids import CameraId, EventId, PersonId, StrangerId
from core.domain.people import Person, PersonFacts
from core.domain.tracking import FaceShot
from core.runtime.enrol_material import FileReading
from core.runtime.enrolling import LIKELY, Check, LookAlike
from core.runtime.guiding import Guidance

if TYPE_CHECKING:
    from tests.gui.fakes import FakeStation


@dataclass
class FakeSession:
    """Shows the guidance it is given."""

    guidance: Guidance = field(default_factory=lambda: Guidance(Prompt.NOBODY_THERE))
    asked: int = 0
    forgotten: list[int] = field(default_factory=list)
    closed: bool = False

    def take_now(self) -> None:
        self.asked += 1

    def forget(self, place: int) -> None:
        self.forgotten.append(place)

    def close(self) -> bool:
        self.closed = True
        return True


class FakeEnrolDesk:
    """Finds whom the station's `match` says, and enrols at the station."""

    def __init__(self, station: "FakeStation") -> None:
        self.station = station
        self.sessions: dict[str, FakeSession] = {}
        self.plugged_in: tuple[FoundCamera, ...] = ()
        self.readings: dict[Path, FileReading] = {}
        self.odd: tuple[int, ...] = ()
        self.likeness: float | None = None
        self.more: tuple[LookAlike, ...] = ()
        self.kept: tuple[FaceShot, ...] = ()
        self.saved: list[tuple[PersonFacts, tuple[PersonId, ...]]] = []

    def desk_cameras(self) -> tuple[FoundCamera, ...]:
        return self.plugged_in

    def watch(self, camera: CameraId) -> FakeSession:
        return self.sessions.setdefault(camera, FakeSession())

    def watch_source(self, source: str) -> FakeSession:
        return self.sessions.setdefault(source, FakeSession())

    def read_file(self, path: Path) -> FileReading:
        missing = KnownError(ErrorCode.IMAGE_MISSING, path=str(path))
        return self.readings.get(path) or FileReading(path, error=missing)

    def stranger_shots(self, stranger: StrangerId) -> tuple[FaceShot, ...]:
        del stranger
        return self.kept

    def sighting_shots(self, event: EventId) -> tuple[FaceShot, ...]:
        del event
        return self.kept[:1]

    def check(self, shots: Sequence[FaceShot], into: PersonId | None = None) -> Check:
        if "similar" in self.station.errors:
            raise self.station.errors["similar"]
        match = self.station.match
        person = next((p for p in self.station.persons if p.id == match.person), None)
        found: tuple[LookAlike, ...] = ()
        if person is not None and match.probability >= LIKELY:
            found = (LookAlike(person, match.probability, self.station.portraits.get(person.id)),)
        odd = self.odd if len(shots) > 1 else ()
        return Check((*found, *self.more), odd, None if into is None else self.likeness)

    def holder(self, external_id: str) -> Person | None:
        return next((p for p in self.station.persons if p.external_id == external_id.strip()), None)

    def save(
        self,
        facts: PersonFacts,
        shots: Sequence[FaceShot],
        into: PersonId | None = None,
        different_from: Collection[PersonId] = (),
    ) -> Person:
        if "enrol" in self.station.errors:
            raise self.station.errors["enrol"]
        self.saved.append((facts, tuple(different_from)))
        name = next((p.name for p in self.station.persons if p.id == into), facts.name)
        return self.station.enrol(name, facts.external_id, shots, into)
