"""The running system at one desk: what the window and the command line may ask of it."""

import logging
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec

from core.capture.discovery import discover
from core.config import CameraSettings, Settings, save_settings
from core.domain.camera import CameraSpec, CameraState, CameraStatus, FoundCamera, LivenessPolicy
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import CameraChanged, Event, HealthChanged, Sighting, SightingRecord
from core.domain.health import Concern
from core.domain.ids import CameraId, EventId, PersonId, new_event_id
from core.domain.people import Person
from core.domain.tracking import FaceShot, FrameView
from core.runtime.board import Board
from core.runtime.cards import DecisionCard
from core.runtime.decider import QUEUE_LENGTH, Decider, GalleryChanged, Surroundings
from core.runtime.denials import Denials
from core.runtime.desks import Desks, Office, open_desks
from core.runtime.figures import Figures, Recorder
from core.runtime.health import Health, QueueDepth
from core.runtime.housekeeping import Housekeeper
from core.runtime.parts import Parts
from core.runtime.ports import RuntimeListener
from core.runtime.premises import Ground, Premises
from core.runtime.reviewing import Reviewer
from core.runtime.roster import Roster
from core.runtime.supervisor import Playback, Supervisor
from core.runtime.watchdog import Watchdog, probes_of

log = logging.getLogger(__name__)

_TROUBLE = (CameraState.STALLED, CameraState.LOST, CameraState.REFUSED, CameraState.FAILED)


@dataclass(slots=True)
class _Listeners:
    """Who is told; a copy is walked, so that a listener may leave while being told."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    members: list[RuntimeListener] = field(default_factory=list)

    def snapshot(self) -> tuple[RuntimeListener, ...]:
        with self.lock:
            return tuple(self.members)


class Station:
    """Start it, watch it, enrol people, stop it. Every method is safe from any thread.

    `latest`, `cameras` and `figures` answer at once; the others may wait for the disk.
    """

    def __init__(
        self, data_dir: Path, settings: Settings, parts: Parts, playback: Playback, *, recording: bool = True
    ) -> None:
        self.data_dir = data_dir
        self._settings = settings
        self._parts = parts
        self._lock = threading.RLock()
        self._listeners = _Listeners()
        self._recording = recording
        self._stopped = False
        self._board = Board()
        self._recorder = Recorder()
        self._roster = Roster(
            parts.store, parts.gallery, parts.model_id, parts.thresholds, parts.clock, self._people_changed
        )
        around = Surroundings(self._roster.name_of, self._spec_of, self._announce, self._roster.among)
        self._tells_liveness = parts.packs.tells_liveness
        self._denials = Denials()
        self._decider = Decider(parts.gallery, self._board, self._recorder, around, parts.clock, self._denials)
        self._reviewer = Reviewer(parts.store, self._roster, self._denials, parts.clock)
        self._premises = Premises(parts, self._ground())
        self._desks = open_desks(parts, self._office(), self._premises)
        self._housekeeper = Housekeeper([self._desks.visitors.erase_due])
        self._watchdog = Watchdog(
            probes_of(data_dir, parts.store, self._recorder.beats, self._queues, parts.clock), self._health_changed
        )
        self._supervisor = Supervisor(
            settings, parts.packs, self._board, self._recorder, self._decider.send, self._camera_changed, parts.clock,
            playback, parts.non_faces,
        )  # fmt: skip

    @property
    def desks(self) -> Desks:
        """What can be done with people, beyond the everyday."""
        return self._desks

    @property
    def settings(self) -> Settings:
        """What is configured now."""
        return self._settings

    def save_settings(self, settings: Settings) -> None:
        """Keep `settings` for the next start; cameras and doors are changed by their own methods only."""
        with self._lock:
            self._keep(msgspec.structs.replace(settings, cameras=self._settings.cameras, doors=self._settings.doors))

    def start(self) -> None:
        """Load the gallery and begin to watch every configured camera."""
        # Undo ends with the session in which somebody was removed.
        self._parts.store.purge_removed()
        self._roster.load(self._parts.fill)
        self._denials.load(self._parts.store.reviews, self._parts.model_id)
        if self._recording:  # who only watches opens no doors
            self._premises.start()
            self._housekeeper.start()
        self._decider.start()
        self._supervisor.start()
        self._watchdog.start()
        for camera in self._settings.cameras:
            self._supervisor.add(camera.spec())

    def stop(self) -> None:
        """Stop cameras, then workers, then decisions, then the writer; idempotent, within a few seconds."""
        with self._lock:
            if self._stopped:
                return
            self._stopped = True
        with self._parts.resources, ExitStack() as last:
            last.callback(self._premises.stop)  # whatever fails to end before, doors are left as they shall be
            self._desks.enrolling.close()
            self._watchdog.stop()
            self._housekeeper.stop()
            self._supervisor.stop()
            self._decider.stop()

    def subscribe(self, listener: RuntimeListener) -> Callable[[], None]:
        """Tell `listener` about events from now on; call the result to leave."""
        with self._listeners.lock:
            self._listeners.members.append(listener)

        def leave() -> None:
            with self._listeners.lock:
                if listener in self._listeners.members:
                    self._listeners.members.remove(listener)

        return leave

    def cameras(self) -> tuple[CameraStatus, ...]:
        """Return the state of every camera, in the order they were added."""
        return self._supervisor.statuses()

    def latest(self, camera: CameraId) -> FrameView | None:
        """Return the newest processed frame of a camera."""
        return self._board.view(camera)

    def figures(self) -> Figures:
        """Return counters and timings."""
        statuses = self._supervisor.statuses()
        return self._recorder.figures(sum(s.read for s in statuses), sum(s.dropped for s in statuses))

    def health(self) -> Health:
        """Return how the machine is doing."""
        statuses, watched = self._supervisor.statuses(), self._watchdog.watched()
        return Health(
            statuses, self.figures().stages, watched.sample, watched.memory, watched.slope_mb_min, watched.concerns
        )

    def trouble(self) -> Exception | None:
        """Return why what is seen cannot be recorded, or nobody be named, at the moment; None when all is well."""
        error = self._parts.store.last_error or self._premises.trouble
        if error is not None or self.tells_liveness:
            return error
        blind = (c for c in self._settings.cameras if c.liveness is LivenessPolicy.REQUIRE)
        return next((KnownError(ErrorCode.LIVENESS_BLIND, camera=camera.name) for camera in blind), None)

    @property
    def tells_liveness(self) -> bool:
        """Whether the networks that tell a face from a picture of one are installed."""
        return self._tells_liveness

    def wait_until_ended(self, timeout_s: float) -> bool:
        """Wait until every camera has ended or failed and every frame is decided; False if time ran out first."""
        if not (self._supervisor.wait_until_ended(timeout_s) and self._decider.flush(timeout_s)):
            return False
        self._parts.store.flush()
        return True

    def discover(self) -> tuple[FoundCamera, ...]:
        """Return the cameras plugged in and those that answer in the network; takes a few seconds."""
        return discover()

    def add_camera(self, spec: CameraSpec) -> None:
        """Watch another camera, also after the next start. Raises KnownError(CAMERA_EXISTS)."""
        with self._lock:
            self._refuse_same_name(spec)
            self._keep_cameras((*self._settings.cameras, CameraSettings.of(spec)))
            self._supervisor.add(spec)

    def update_camera(self, spec: CameraSpec) -> None:
        """Change a camera; it is opened again. Raises KnownError(CAMERA_EXISTS) when the name is taken."""
        with self._lock:
            self._refuse_same_name(spec)
            changed = (CameraSettings.of(spec) if c.id == spec.id else c for c in self._settings.cameras)
            self._keep_cameras(tuple(changed))
            self._supervisor.remove(spec.id)
            self._supervisor.add(spec)

    def remove_camera(self, camera: CameraId) -> None:
        """Watch a camera no more."""
        with self._lock:
            self._keep_cameras(tuple(c for c in self._settings.cameras if c.id != camera))
            self._supervisor.remove(camera)

    def people(self) -> tuple[Person, ...]:
        """Return everyone enrolled, by name."""
        return self._parts.store.people()

    def portrait(self, person: PersonId) -> bytes | None:
        """Return a JPEG of a person's best enrolled picture."""
        return self._roster.portrait(person)

    def remove_person(self, person: PersonId) -> None:
        """Make a person unknown; `restore_person` undoes it."""
        self._roster.remove(person)

    def restore_person(self, person: PersonId) -> None:
        """Undo `remove_person`."""
        self._roster.restore(person)

    def sightings(self, limit: int) -> tuple[SightingRecord, ...]:
        """Return the newest sightings, newest first."""
        return self._parts.store.sightings(limit)

    def sighting_portrait(self, event: EventId) -> bytes | None:
        """Return the JPEG kept of a sighting."""
        return self._parts.store.sighting_portrait(event)

    def card(self, event: EventId) -> DecisionCard | None:
        """Return a sighting explained; None where it is no longer kept. Raises KnownError(BLOB_DAMAGED)."""
        return self._reviewer.card(event)

    def confirm(self, event: EventId) -> None:
        """Keep that a sighting was decided rightly; its picture may become a template. Raises KnownError."""
        self._reviewer.confirm(event)

    def refuse(self, event: EventId) -> None:
        """Keep that this face is not the person in question, and never take it for them again. Raises KnownError."""
        self._reviewer.refuse(event)

    def take_back(self, event: EventId) -> None:
        """Undo `confirm` or `refuse`. Raises KnownError."""
        self._reviewer.take_back(event)

    def shots(self, camera: CameraId, track: int) -> tuple[FaceShot, ...]:
        """Return the measured shots of a live or recent track, best first; may be empty."""
        return self._board.shots((camera, track))

    def _ground(self) -> Ground:
        return Ground(
            self.data_dir, self._roster, self._board.view, self.cameras, self._spec_of, self._current, self._tell,
            self._recorder.beats,
        )  # fmt: skip

    def _office(self) -> Office:
        return Office(
            self.data_dir, self._roster, self._denials, self._reviewer, self._board.view, self._current,
            self.save_settings, self._save_doors, self.update_camera,
        )  # fmt: skip

    def _current(self) -> Settings:
        return self._settings

    def _refuse_same_name(self, spec: CameraSpec) -> None:
        if any(c.name == spec.name and c.id != spec.id for c in self._settings.cameras):
            raise KnownError(ErrorCode.CAMERA_EXISTS, name=spec.name)

    def _keep_cameras(self, cameras: tuple[CameraSettings, ...]) -> None:
        self._keep(msgspec.structs.replace(self._settings, cameras=cameras))

    def _save_doors(self, settings: Settings) -> None:
        with self._lock:
            self._keep(msgspec.structs.replace(self._settings, doors=settings.doors))

    def _keep(self, settings: Settings) -> None:
        save_settings(self.data_dir, settings)
        self._settings = settings

    def _spec_of(self, camera: CameraId) -> CameraSpec | None:
        return self._supervisor.spec(camera)

    def _announce(self, sighting: Sighting) -> None:
        if self._recording:
            # Nobody shall wait at a door for a disk.
            self._premises.sighting(sighting)
            # What a window or a log shows shall not be gone after a crash: it is told once it is written.
            self._parts.store.record(sighting, partial(self._tell, sighting))
        else:
            self._tell(sighting)

    def _camera_changed(self, status: CameraStatus) -> None:
        level = logging.WARNING if status.state in _TROUBLE else logging.INFO
        log.log(level, "Camera %s is %s. %s", status.spec.name, status.state.value, status.detail)
        self._tell(CameraChanged(new_event_id(), self._parts.clock.utc(), status.spec.id, status))

    def _queues(self) -> tuple[QueueDepth, ...]:
        return (
            QueueDepth("inbox", self._supervisor.waiting),
            QueueDepth("decide", self._decider.waiting, QUEUE_LENGTH),
            QueueDepth("store-writer", self._parts.store.writing.waiting),
        )

    def _health_changed(self, concerns: tuple[Concern, ...]) -> None:
        self._tell(HealthChanged(new_event_id(), self._parts.clock.utc(), concerns))

    def _tell(self, event: Event) -> None:
        for listener in self._listeners.snapshot():
            listener.on_event(event)

    def _people_changed(self) -> None:
        if not self._stopped:
            self._decider.send(GalleryChanged())
            self._premises.people_changed()
        for listener in self._listeners.snapshot():
            listener.on_people_changed()
