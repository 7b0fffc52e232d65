"""What happened, worth telling a person or keeping in the ledger."""

from dataclasses import dataclass
from datetime import datetime

from core.domain.camera import CameraStatus
from core.domain.ids import CameraId, EventId, PersonId
from core.domain.matching import Decision
from core.domain.tracking import FaceShot


@dataclass(frozen=True, slots=True, eq=False)
class Recognised:
    """A track was given a name."""

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
class CameraChanged:
    """A camera went from one state to another."""

    id: EventId
    utc: datetime
    camera: CameraId
    status: CameraStatus


Sighting = Recognised | Unknown
Event = Recognised | Unknown | CameraChanged


@dataclass(frozen=True, slots=True)
class SightingRecord:
    """A sighting as kept in the store. `person` is None for an unknown; the name is the one at that time.

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
