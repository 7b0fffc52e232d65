"""People who are met again and again without being enrolled."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.embedding import Embedding
from core.domain.events import SightingRecord
from core.domain.faces import Attributes
from core.domain.ids import EventId, PersonId, StrangerId


@dataclass(frozen=True, slots=True)
class Stranger:
    """One person nobody has named yet, as clustered from sightings. `portrait_of` is the sighting that shows them best.

    `visits` counts sightings that lie apart in time, `sightings` all of them.
    """

    id: StrangerId
    sightings: int
    visits: int
    days: int
    first: datetime
    last: datetime
    cameras: tuple[str, ...]
    portrait_of: EventId
    ignored: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class StrangerFace:
    """A sighting of an unknown as clustering sees it. `stranger` is None until it was put into a cluster."""

    event: EventId
    utc: datetime
    camera: str
    track: int
    quality: float
    embedding: Embedding
    stranger: StrangerId | None


@dataclass(frozen=True, slots=True, eq=False)
class KeptCrop:
    """What a sighting keeps of its best shot, enough to enrol it: the aligned 112×112 crop as JPEG."""

    record: SightingRecord
    embedding: Embedding
    quality: float
    crop_jpeg: bytes
    attributes: Attributes | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A visit that was not named for want of evidence, and who it probably was: waits for an operator."""

    record: SightingRecord
    person: PersonId
    name: str
    probability: float


class Admission(StrEnum):
    """What becomes of a confirmed picture. STRANGE: it drifts too far from those the person was enrolled with."""

    JOINS = "joins"
    POOR = "poor"
    STRANGE = "strange"
    NOTHING_NEW = "nothing-new"
    NO_ROOM = "no-room"
