"""What happened, worth telling a person or keeping in the ledger."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.access import Ruling
from core.domain.attendance import Punch
from core.domain.camera import CameraStatus
from core.domain.doors import DoorFact, DoorStatus
from core.domain.embedding import Embedding
from core.domain.health import Concern
from core.domain.ids import CameraId, EventId, PersonId
from core.domain.liveness import Liveness
from core.domain.matching import Decision, Verdict
from core.domain.tracking import FaceShot


@dataclass(frozen=True, slots=True, eq=False)
class Recognised:
    """A track was given a name. `seen` is when the camera last took a picture of it, None where that is not known."""

    id: EventId
    utc: datetime
    camera: CameraId
    camera_name: str
    door: str
    track: int
    person: PersonId
    name: str
    decision: Decision
    shot: FaceShot
    seen: datetime | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Unknown:
    """A track was looked at well enough to say that nobody enrolled it resembles."""

    id: EventId
    utc: datetime
    camera: CameraId
    camera_name: str
    door: str
    track: int
    decision: Decision
    shot: FaceShot


@dataclass(frozen=True, slots=True, eq=False)
class SpoofSuspected:
    """A picture of a face was held up to a camera. `person` and `name` are whose, None for nobody enrolled."""

    id: EventId
    utc: datetime
    camera: CameraId
    camera_name: str
    door: str
    track: int
    person: PersonId | None
    name: str | None
    decision: Decision
    shot: FaceShot


@dataclass(frozen=True, slots=True, eq=False)
class CameraChanged:
    """A camera went from one state to another."""

    id: EventId
    utc: datetime
    camera: CameraId
    status: CameraStatus


@dataclass(frozen=True, slots=True)
class HealthChanged:
    """Something about the machine became worth saying, or is well again; `concerns` is all there is now."""

    id: EventId
    utc: datetime
    concerns: tuple[Concern, ...]


@dataclass(frozen=True, slots=True)
class Attended:
    """Somebody came or went; told once it is in the ledger, under the same id."""

    id: EventId
    utc: datetime
    punch: Punch
    name: str


@dataclass(frozen=True, slots=True)
class AtDoor:
    """Something happened at a door; the ledger has it under the same id. `ruling` explains a decision."""

    id: EventId
    utc: datetime
    fact: DoorFact
    door_name: str
    name: str | None = None
    ruling: Ruling | None = None


@dataclass(frozen=True, slots=True)
class DoorChanged:
    """A door is in another state than before."""

    id: EventId
    utc: datetime
    status: DoorStatus


Sighting = Recognised | Unknown | SpoofSuspected
Event = Recognised | Unknown | SpoofSuspected | CameraChanged | HealthChanged | Attended | AtDoor | DoorChanged


class Review(StrEnum):
    """What an operator said of a sighting."""

    NONE = ""
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SightingRecord:
    """A sighting as kept in the store. `person` is None for nobody enrolled; the name is the one at that time.

    `portrait_jpeg` is opened lazily by the store when asked for and never part of a list.
    """

    id: EventId
    utc: datetime
    camera: CameraId
    camera_name: str
    door: str
    track: int
    person: PersonId | None
    name: str | None
    score: float
    margin: float
    probability: float
    verdict: Verdict = Verdict.UNKNOWN
    review: Review = Review.NONE


@dataclass(frozen=True, slots=True, eq=False)
class KeptSighting:
    """A sighting with all that was decided on it, as far as it was kept, and the face it is about."""

    record: SightingRecord
    decision: Decision
    liveness: Liveness
    face: Embedding


@dataclass(frozen=True, slots=True)
class SeenAtDoor:
    """A sighting at a door, as far as it matters who was named. `nearest` is whom they resembled most.

    `accept` and `margin_needed` are the scores that were asked then, None where they were not kept; `settled` says that
    another reason than scores kept them from being named.
    """

    at: datetime
    camera: CameraId
    door: str
    nearest: PersonId | None
    named: bool
    score: float
    margin: float
    accept: float | None
    margin_needed: float | None
    settled: bool
