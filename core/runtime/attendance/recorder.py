"""Who is seen at a camera comes or goes: punches, written as people pass."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.domain.attendance import Punch, Source, Way
from core.domain.camera import CameraSpec
from core.domain.clock import Clock
from core.domain.events import Attended, Recognised
from core.domain.ids import CameraId, PersonId
from core.runtime.site_ports import Ledger, Presence


@dataclass(frozen=True, slots=True)
class Watch:
    """What the recorder sees of the station. `in_view` is who is recognised at this moment, and by which camera."""

    in_view: Callable[[], Iterable[tuple[PersonId, CameraId]]]
    spec_of: Callable[[CameraId], CameraSpec | None]
    name_of: Callable[[PersonId], str]
    away_s: Callable[[], float]


class AttendanceRecorder:
    """Owns the thread `attendance`. `sighting` and `punch` are safe from any thread and never wait for the disk."""

    def __init__(
        self, ledger: Ledger, presence: Presence, watch: Watch, announce: Callable[[Attended], None], clock: Clock
    ) -> None:
        """`announce` is told of every punch once it is in the ledger, on the thread that writes."""
        self._ledger = ledger
        self._presence = presence
        self._watch = watch
        self._announce = announce
        self._clock = clock

    def start(self) -> None:
        """Learn from the ledger who is in and begin to listen; idempotent."""
        raise NotImplementedError

    def stop(self, timeout_s: float = 5.0) -> None:
        """Record what was told so far, keep the notes of who is present, and end the thread; idempotent."""
        raise NotImplementedError

    def sighting(self, event: Recognised, admitted: bool | None) -> None:
        """Somebody was recognised. `admitted` False: a door turned them away, so they did not come."""
        raise NotImplementedError

    def punch(self, person: PersonId, way: Way | None, source: Source, door: str = "") -> Punch:
        """Record that somebody came or went by their own choice, in turn if `way` is None; return what was recorded."""
        raise NotImplementedError

    def step(self) -> None:
        """Do what is due at this moment; the thread calls it once a second and after every sighting."""
        raise NotImplementedError
