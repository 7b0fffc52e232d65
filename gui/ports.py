"""What the console needs of a running station; `core.runtime.station.Station` is one."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from core.config import Settings
from core.domain.camera import CameraSpec, CameraStatus, FoundCamera
from core.domain.events import SightingRecord
from core.domain.ids import CameraId, EventId, PersonId
from core.domain.people import Person
from core.domain.tracking import FaceShot, FrameView
from core.runtime.cards import DecisionCard
from core.runtime.desks import Desks
from core.runtime.figures import Figures
from core.runtime.health import Health
from core.runtime.ports import RuntimeListener

Progress = Callable[[str, float], None]
"""Called with an English phase and a share 0…1, on the thread that opens."""


class Station(Protocol):
    """What may wait for a disk is called through gui.tasks.

    That is everything but `cameras`, `latest`, `figures`, `health`, `trouble`, `settings` and `tells_liveness`.
    """

    @property
    def data_dir(self) -> Path:
        """The folder in use."""
        ...

    @property
    def desks(self) -> Desks:
        """What can be done with people, beyond the everyday; each desk may wait for the disk."""
        ...

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        ...

    @property
    def tells_liveness(self) -> bool:
        """Whether the networks that tell a face from a picture of one are installed."""
        ...

    def save_settings(self, settings: Settings) -> None:
        """Keep and apply settings. Raises KnownError."""
        ...

    def start(self) -> None:
        """Open the cameras."""
        ...

    def stop(self) -> None:
        """Close everything; idempotent; takes up to a few seconds."""
        ...

    def subscribe(self, listener: RuntimeListener) -> Callable[[], None]:
        """Tell `listener` about every event; returns how to stop it."""
        ...

    def cameras(self) -> tuple[CameraStatus, ...]:
        """Every camera as it is now."""
        ...

    def latest(self, camera: CameraId) -> FrameView | None:
        """The newest processed frame."""
        ...

    def add_camera(self, spec: CameraSpec) -> None:
        """Add and keep a camera. Raises KnownError(CAMERA_EXISTS)."""
        ...

    def update_camera(self, spec: CameraSpec) -> None:
        """Change a camera. Raises KnownError(CAMERA_EXISTS)."""
        ...

    def remove_camera(self, camera: CameraId) -> None:
        """Forget a camera."""
        ...

    def discover(self) -> tuple[FoundCamera, ...]:
        """Look for cameras on this machine and in the network; takes seconds. Raises KnownError."""
        ...

    def figures(self) -> Figures:
        """Counters and timings."""
        ...

    def health(self) -> Health:
        """How the machine is doing."""
        ...

    def trouble(self) -> Exception | None:
        """Why sightings cannot be recorded at the moment."""
        ...

    def people(self) -> tuple[Person, ...]:
        """Everyone enrolled."""
        ...

    def portrait(self, person: PersonId) -> bytes | None:
        """JPEG of a person."""
        ...

    def remove_person(self, person: PersonId) -> None:
        """Take a person out, restorable."""
        ...

    def restore_person(self, person: PersonId) -> None:
        """Undo `remove_person`."""
        ...

    def sightings(self, limit: int) -> tuple[SightingRecord, ...]:
        """The newest sightings, newest first."""
        ...

    def sighting_portrait(self, event: EventId) -> bytes | None:
        """JPEG of a sighting's best shot."""
        ...

    def card(self, event: EventId) -> DecisionCard | None:
        """A sighting explained; None where it is no longer kept."""
        ...

    def confirm(self, event: EventId) -> None:
        """Keep that the sighting was decided rightly. Raises KnownError."""
        ...

    def refuse(self, event: EventId) -> None:
        """Keep that this face is not the person in question. Raises KnownError."""
        ...

    def take_back(self, event: EventId) -> None:
        """Undo `confirm` or `refuse`. Raises KnownError."""
        ...

    def shots(self, camera: CameraId, track: int) -> tuple[FaceShot, ...]:
        """A recent track's shots, best first; may be empty."""
        ...


class OpenStation(Protocol):
    """How a station is made: `core.bootstrap.open_station`."""

    def __call__(self, data_dir: Path, *, demo: bool = False, progress: Progress | None = None) -> Station:
        """Load models and data; takes seconds. Raises KnownError."""
        ...
