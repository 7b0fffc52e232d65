"""Attendance and doors at work: what runs beside the cameras of a station, started and stopped with it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.config import Settings
from core.domain.access import Entering
from core.domain.camera import CameraSpec, CameraStatus
from core.domain.events import AtDoor, Attended, DoorChanged, Recognised, Sighting
from core.domain.ids import CameraId, PersonId
from core.domain.tracking import FrameView
from core.runtime.attendance.books import Books
from core.runtime.attendance.desk import AttendanceDesk
from core.runtime.attendance.exporting import ExportClock
from core.runtime.attendance.muster import MusterKeeper
from core.runtime.attendance.recorder import AttendanceRecorder, Watch
from core.runtime.attendance.reports import ReportDesk
from core.runtime.doors.credentials import CredentialDesk
from core.runtime.doors.gate import Gate, Site, way_past
from core.runtime.doors.second_look import LOOK_S, SecondLook
from core.runtime.heartbeats import Heartbeats
from core.runtime.housekeeping import Housekeeper
from core.runtime.kiosk import Counter, KioskDesk
from core.runtime.parts import Parts
from core.runtime.planning import PlanDesk
from core.runtime.roster import Roster

_FRESH_NS = 2_000_000_000
"""A picture older than this is that of a camera which was lost: nobody is in view of it."""

SiteEvent = Attended | AtDoor | DoorChanged


@dataclass(frozen=True, slots=True)
class Ground:
    """What the premises share with the station."""

    data_dir: Path
    roster: Roster
    latest: Callable[[CameraId], FrameView | None]
    cameras: Callable[[], Sequence[CameraStatus]]
    spec_of: Callable[[CameraId], CameraSpec | None]
    settings: Callable[[], Settings]
    tell: Callable[[SiteEvent], None]
    beats: Heartbeats


class Premises:
    """Plan, punches, doors and lists of one site. `sighting` waits for nothing; it is called by who decides."""

    def __init__(self, parts: Parts, ground: Ground) -> None:
        self._parts = parts
        self._ground = ground
        store, clock = parts.store, parts.clock
        self.planning = PlanDesk(store.ledger, store.book, clock, parts.author)
        self.books = Books(
            store.ledger, store.visits, store.people, self.planning.plan, ground.settings, clock, parts.author
        )
        self.gate = Gate(
            Site(
                self.planning.plan, ground.roster.passer_of, ground.roster.name_of, self._way_of, store.ledger, clock,
                ground.tell, parts.relay_of,
            )
        )  # fmt: skip
        self.credentials = CredentialDesk(store.secrets, clock, self.gate.wrong_pin)
        self.attendance = AttendanceDesk(self.books, self._corrected)
        self.reports = ReportDesk(self.books, parts.pdf, parts.say)
        watch = Watch(self._in_view, ground.spec_of, store.person, lambda camera: self.kiosk.serves(camera))
        self.recorder = AttendanceRecorder(self.books, store.presence, watch, self._attended, ground.beats)
        self.kiosk = KioskDesk(
            Counter(
                ground.settings, ground.latest, ground.cameras, self.gate, self.recorder, self.credentials,
                store.person, store.book.with_external_id, clock,
            )
        )  # fmt: skip
        self._second_look = SecondLook(self.gate.consider, self._facing, self._admitted, clock)
        self._looking = Housekeeper([self._second_look.step], first_s=LOOK_S, period_s=LOOK_S, name="second-look")
        self._muster = MusterKeeper(ground.data_dir, self.attendance.muster, parts.say)
        self._exports = ExportClock(self.books, self.reports, ground.data_dir)

    def start(self) -> None:
        """Take the doors, learn who is in, and begin. Raises KnownError; then nothing runs."""
        self._ground.roster.know_passers()
        try:
            self.gate.start(self._ground.settings().doors)
            self.recorder.start()
        except BaseException:
            self.stop()
            raise
        self._looking.start()
        self._muster.start()
        self._exports.start()

    def stop(self) -> None:
        """Write what is known and leave every door as it shall be without Usher; idempotent."""
        self.kiosk.stop()
        self._looking.stop()
        self.recorder.stop()
        self.gate.stop()
        self._exports.stop()
        self._muster.stop()

    def sighting(self, event: Sighting) -> None:
        """Open a door to somebody who was recognised, and let them punch unless it stays shut."""
        if isinstance(event, Recognised):
            ruling = self.gate.consider(event)
            if not self.kiosk.serves(event.camera):
                self.recorder.sighting(event, None if ruling is None else ruling.allow)
                if ruling is not None and not ruling.allow:
                    self._second_look.refused(event)

    def visitors_changed(self) -> None:
        """Take note that visitors came or went."""
        self._muster.changed()

    def people_changed(self) -> None:
        """Take note that somebody was enrolled, removed, merged or the like; returns at once."""
        self._corrected()

    @property
    def trouble(self) -> Exception | None:
        """Why something here does not work; None when all is well."""
        return self.recorder.trouble or self._exports.trouble or self._muster.trouble

    def _attended(self, event: Attended) -> None:
        self._muster.changed()
        self._ground.tell(event)

    def _admitted(self, event: Recognised) -> None:
        self.recorder.sighting(event, admitted=True)

    def _corrected(self) -> None:
        self.recorder.corrected()
        self._muster.changed()

    def _way_of(self, camera: CameraId) -> Entering:
        return way_past(self._ground.spec_of(camera))

    def _in_view(self) -> Iterator[tuple[PersonId, CameraId]]:
        """Yield who is recognised at this moment, and by which camera."""
        for view in self._views():
            for track in view.tracks:
                if track.decision.person is not None:
                    yield track.decision.person, view.frame.camera

    def _facing(self) -> Iterator[tuple[PersonId, CameraId, datetime]]:
        """Yield whose face is in the newest picture of a camera, and when that was taken."""
        for view in self._views():
            for track in view.tracks:
                if track.decision.person is not None and not track.coasting:
                    yield track.decision.person, view.frame.camera, view.frame.utc

    def _views(self) -> Iterator[FrameView]:
        now_ns = self._parts.clock.mono_ns()
        for camera in self._ground.cameras():
            view = self._ground.latest(camera.spec.id)
            if view is not None and now_ns - view.frame.mono_ns < _FRESH_NS:
                yield view
