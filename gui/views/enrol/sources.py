"""Where the pictures of somebody to be enrolled come from at first; others can always be added."""

from dataclasses import dataclass

from core.domain.ids import CameraId, EventId, StrangerId
from core.domain.people import Person
from core.domain.tracking import FaceShot
from core.runtime.enrolling import EnrolDesk


@dataclass(frozen=True, slots=True)
class EnrolSource:
    """Whom to enrol: a track, where and when it was, and the shot its event carried, for when the track has gone."""

    camera: CameraId
    track: int
    place: str
    fallback: FaceShot | None = None


@dataclass(frozen=True, slots=True)
class GuidedSource:
    """Somebody who stands there now, or whose pictures are files; `into` is whom the pictures are added to.

    `camera` is the one to begin with; without one the dialog begins with the first there is.
    """

    camera: CameraId | None = None
    into: Person | None = None


@dataclass(frozen=True, slots=True)
class KeptSource:
    """What was kept of earlier visits: of all of a stranger's, or of the one `event`."""

    place: str
    stranger: StrangerId | None = None
    event: EventId | None = None

    def shots(self, desk: EnrolDesk) -> tuple[FaceShot, ...]:
        """Return the pictures; waits for the disk. Raises KnownError."""
        if self.stranger is not None:
            return desk.stranger_shots(self.stranger)
        return () if self.event is None else desk.sighting_shots(self.event)


Source = EnrolSource | GuidedSource | KeptSource
