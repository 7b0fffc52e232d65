"""A kiosk at a door over a real store, gate and recorder; its camera sees what it is told to."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import numpy as np

from core.config import KioskSettings
from core.domain.arrays import BgrImage, frozen
from core.domain.attendance import Punch
from core.domain.camera import CameraSpec, CameraState, CameraStatus
from core.domain.faces import Box
from core.domain.frame import Frame
from core.domain.ids import CameraId, PersonId, new_person_id
from core.domain.liveness import UNCHECKED
from core.domain.matching import UNDECIDED, Decision, Match, Reason, Verdict
from core.domain.people import Membership, NewPerson, Person, PersonFacts
from core.domain.plan import Plan
from core.domain.tracking import FrameView, TrackView
from core.runtime.attendance.books import Books
from core.runtime.attendance.recorder import AttendanceRecorder, Watch
from core.runtime.doors.credentials import CredentialDesk
from core.runtime.kiosk import Counter, KioskDesk
from tests.core.runtime.doors.doors_support import EVERYBODY, DoorSite, door_site

BLANK = frozen(np.zeros((90, 160, 3), np.uint8))


class KioskSite:
    """The kiosk at the camera `in` of the door North; people have staff numbers of their own."""

    def __init__(self, doors: DoorSite, camera: str) -> None:
        self.doors, self.clock, self.store = doors, doors.clock, doors.store
        self.state = CameraState.LIVE
        self.view: FrameView | None = None
        self._seq = 0
        books = Books(
            self.store.ledger, self.store.visits, self.store.people, lambda: doors.plan_now, lambda: doors.settings,
            self.clock, "Eve",
        )  # fmt: skip
        watch = Watch(lambda: (), lambda _: None, self.store.person)
        recorder = AttendanceRecorder(books, self.store.presence, watch, lambda _: None)
        self.credentials = CredentialDesk(self.store.secrets, self.clock, doors.gate.wrong_pin)
        self.desk = KioskDesk(
            Counter(
                lambda: doors.settings, lambda _: self.view, self._cameras, doors.gate, recorder, self.credentials,
                self.store.person, self.store.book.with_external_id, self.clock,
            )
        )  # fmt: skip
        self.camera = CameraId(camera)

    def set(self, **changes: object) -> None:
        """Set up the kiosk otherwise."""
        kiosk = msgspec.structs.replace(self.doors.settings.kiosk, **changes)
        self.doors.settings = msgspec.structs.replace(self.doors.settings, kiosk=kiosk)

    def enrol(self, name: str, number: str = "", groups: Sequence[str] = ("staff",), **dates: object) -> Person:
        """Enrol somebody without a face."""
        facts = PersonFacts(name, number, Membership(frozenset(groups), **dates))  # type: ignore[arg-type]
        new = NewPerson(new_person_id(), self.clock.utc(), facts, ())
        self.store.book.enrol([new])
        person = facts.of(new.id, new.created)
        self.doors.people[person.id] = person
        return person

    def stand(self, person: Person | None = None, *, track: int = 1, image: BgrImage = BLANK) -> None:
        """Let the camera see somebody in front of it, known or not yet."""
        decision, name = UNDECIDED, None
        if person is not None:
            match = Match(person.id, 0.7, None, -1, 0.99)
            decision = Decision(Verdict.RECOGNISED, Reason.CLEAR_MATCH, person.id, match, 2)
            name = person.name
        points = frozen(np.zeros((5, 2), np.float32))
        box = Box(60, 20, 100, 72)
        self.see(TrackView(track, box, points, 0.9, False, None, None, None, decision, name, UNCHECKED), image=image)

    def see(self, *faces: TrackView, image: BgrImage = BLANK) -> None:
        """Let the camera see some faces at this moment."""
        self._seq += 1
        frame = Frame(self.camera, self._seq, self.clock.mono_ns(), self.clock.utc(), image)
        self.view = FrameView(frame, faces)

    def wait(self, seconds: float, *, there: bool = True) -> None:
        """Let time go by with the same picture, or with nobody there, and look now and then."""
        for _ in range(5):
            self.clock.step(seconds / 5)
            faces = self.view.tracks if there and self.view is not None else ()
            self.see(*faces)
            self.desk.step()

    def punches(self, person: PersonId) -> list[Punch]:
        """Return what is recorded of somebody, in the order of writing."""
        self.store.flush()
        day = self.clock.utc().replace(hour=0)
        entries = self.store.ledger.punches(day, day.replace(day=day.day + 1), [person])
        return [entry.fact for entry in entries if isinstance(entry.fact, Punch)]

    def _cameras(self) -> list[CameraStatus]:
        specs: list[CameraSpec] = [camera.spec() for camera in self.doors.settings.cameras]
        return [CameraStatus(spec, self.state, "", 25.0, 1, 0, 1280, 720) for spec in specs]


@contextmanager
def kiosk_site(
    folder: Path, plan: Plan = EVERYBODY, *, camera: str = "in", settings: KioskSettings | None = None
) -> Iterator[KioskSite]:
    """Run a kiosk for a block; its thread stays away: `step` is called by hand."""
    with door_site(folder, plan) as doors:
        site = KioskSite(doors, camera)
        site.set(camera=camera)
        if settings is not None:
            doors.settings = msgspec.structs.replace(doors.settings, kiosk=settings)
        site.desk.stop()  # so that `start` chooses the camera and begins no thread
        site.desk.start(camera)
        yield site


def doorless(site: KioskSite) -> None:
    """Let the kiosk's camera look at no door."""
    cameras = tuple(msgspec.structs.replace(camera, door="") for camera in site.doors.settings.cameras)
    site.doors.settings = msgspec.structs.replace(site.doors.settings, cameras=cameras)
