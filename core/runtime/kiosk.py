"""The kiosk: whoever stands in front of one camera is greeted, let in and clocked in, by face, PIN or code."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.config import Settings
from core.domain.access import Entering, Proof, Ruling
from core.domain.attendance import Punch, Source, Way
from core.domain.camera import CameraSpec, CameraState, CameraStatus
from core.domain.clock import Clock
from core.domain.credentials import SecretKind
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import CameraId, DoorId, PersonId
from core.domain.kiosk import Look, Refusal, Scene, SceneKind
from core.domain.people import Person
from core.domain.tracking import FrameView
from core.policy.kiosk import Front, KioskState, Sight, answered, dropped, due, sight_of, step
from core.policy.presence import Presence, see
from core.runtime.attendance.reckoning import is_colleague
from core.runtime.attendance.recorder import AttendanceRecorder
from core.runtime.doors.credentials import CredentialDesk
from core.runtime.doors.gate import Gate, way_past
from core.runtime.doors.pins import PinGuard
from core.runtime.kiosk_codes import CodeReader
from core.runtime.kiosk_pin import fits
from core.runtime.worker_thread import WorkerThread

log = logging.getLogger(__name__)

NAME = "kiosk"
PERIOD_S = 0.1
STALE_NS = 2_000_000_000
"""A picture older than this is that of a camera which was lost."""
_LEAVING = PersonId("kiosk")
_NOBODY = "nobody:"


@dataclass(frozen=True, slots=True)
class Counter:
    """What a kiosk works with. `latest` and `cameras` answer at once."""

    settings: Callable[[], Settings]
    latest: Callable[[CameraId], FrameView | None]
    cameras: Callable[[], Sequence[CameraStatus]]
    gate: Gate
    recorder: AttendanceRecorder
    credentials: CredentialDesk
    person_of: Callable[[PersonId], Person | None]
    numbered: Callable[[str], Person | None]
    clock: Clock


@dataclass(frozen=True, slots=True)
class _Guest:
    """Somebody at the kiosk, and how they made themselves known. `track` is None unless by their face."""

    person: Person
    proof: Proof
    source: Source
    track: int | None = None


class KioskDesk:
    """Safe from any thread. `look` answers at once; what takes a PIN takes a tenth of a second."""

    def __init__(self, counter: Counter) -> None:
        self._with = counter
        self._guard = PinGuard(counter.clock)
        self._lock = threading.RLock()
        self._state = KioskState()
        self._guest: _Guest | None = None
        self._visiting = threading.Lock()  # apart, as it may be held while the disk is read
        self._visits: dict[PersonId, tuple[Presence, Punch]] = {}
        self._codes = CodeReader()
        self._camera: CameraId | None = None
        self._thread = WorkerThread(NAME, self._run)

    @property
    def camera(self) -> CameraId | None:
        """Return the camera people stand in front of; None while there is no kiosk."""
        return self._camera

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone of the site, in which times are shown."""
        return self._with.gate.zone

    def start(self, camera: str = "") -> None:
        """Serve whoever stands before a camera, by id or name; by default the one in the settings, or the first.

        Raises KnownError(KIOSK_CAMERA_UNKNOWN, KIOSK_NO_CAMERA).
        """
        wanted = camera or self._with.settings().kiosk.camera
        specs = [status.spec for status in self._with.cameras()]
        if not specs:
            raise KnownError(ErrorCode.KIOSK_NO_CAMERA)
        found = next((s for s in specs if not wanted or wanted in (s.id, s.name)), None)
        if found is None:
            raise KnownError(ErrorCode.KIOSK_CAMERA_UNKNOWN, name=wanted, found=", ".join(s.name for s in specs))
        with self._lock:
            self._camera = found.id
            self._thread.start()

    def stop(self, timeout_s: float = 5.0) -> None:
        """End the thread; idempotent."""
        self._thread.stop(timeout_s)

    def serves(self, camera: CameraId) -> bool:
        """Say whether people punch at this camera by the kiosk, and by nothing else."""
        return camera == self._camera

    def look(self) -> Look:
        """Return what to show now."""
        with self._lock:
            state = self._state
        spec, view = self._spec(), self._view()
        if spec is None or view is None:
            return Look(state.scene)
        face = next((t.box for t in view.tracks if t.track == state.track), None)
        return Look(state.scene, view.frame.image, view.frame.seq, spec.mirror, face)

    def step(self) -> None:
        """Look once, and serve who is in front; the thread does so ten times a second. Raises nothing known."""
        view, now_s = self._view(), self._now_s()
        with self._lock:
            sight = sight_of(view, self._camera_state(), self._state.track)
            self._state = step(self._state, sight, now_s)
            front = due(self._state, sight, now_s)
        self._linger(sight)
        if front is not None:
            self._serve_front(front)
        if view is not None:
            text = self._codes.read(view.frame.image, view.frame.seq, self._with.clock.mono_ns())
            if text:
                self.enter_code(text)

    def enter_pin(self, number: str, pin: str, way: Way | None = None) -> bool:
        """Serve who has this staff number and PIN; False if nobody has, whichever of the two is wrong.

        Raises KnownError(PIN_LOCKED) after several wrong ones.
        """
        person = self._with.numbered(number.strip()) if number.strip() else None
        if person is not None and not person.may_be_found(self._with.clock.utc()):
            person = None
        # A number nobody has is looked at as long, and may be tried as often, as one that somebody has.
        who = person.id if person is not None else PersonId(_NOBODY + number.strip())
        kind = self._with.credentials.check(who, pin, self._door() if person is not None else None)
        if person is None or kind is None:
            return False
        self._serve(_Guest(person, Proof(pin=True, duress=kind is SecretKind.DURESS), Source.PIN), way)
        return True

    def confirm_pin(self, pin: str) -> bool:
        """Take the PIN of who was asked for one after their face; False if it is wrong, or nobody is asked any more.

        Raises KnownError(PIN_LOCKED) after several wrong ones.
        """
        with self._lock:
            guest = self._guest if self._state.scene.kind is SceneKind.PIN_WANTED else None
        if guest is None:
            return False
        kind = self._with.credentials.check(guest.person.id, pin, self._door())
        if kind is None:
            return False
        proof = Proof(face=guest.proof.face, pin=True, code=guest.proof.code, duress=kind is SecretKind.DURESS)
        self._serve(_Guest(guest.person, proof, guest.source, guest.track), None)
        return True

    def enter_code(self, text: str) -> bool:
        """Serve whose code this is; False if it is nobody's."""
        owner = self._with.credentials.of_code(text)
        person = self._with.person_of(owner) if owner is not None else None
        if person is None or not person.may_be_found(self._with.clock.utc()):
            self._show(Scene(SceneKind.REFUSED, refusal=Refusal.CODE_UNKNOWN), None)
            return False
        self._serve(_Guest(person, Proof(code=True), Source.CODE), None)
        return True

    def choose(self, way: Way) -> None:
        """Take the answer of who was asked whether they come or go; nothing if nobody is asked any more."""
        with self._lock:
            guest = self._guest if self._state.scene.kind is SceneKind.CHOOSE else None
        if guest is not None:
            self._attempt(guest, lambda: self._punched(guest, way))

    def drop(self) -> None:
        """Turn down what was asked."""
        with self._lock:
            self._state = dropped(self._state, self._now_s())

    def may_leave(self, pin: str) -> bool:
        """Say whether this is the PIN it takes to leave. Raises KnownError(PIN_LOCKED) after several wrong ones."""
        self._guard.refuse_hasty(_LEAVING, None)
        if fits(pin, self._with.settings().kiosk.pin):
            self._guard.hit(_LEAVING)
            return True
        self._guard.missed(_LEAVING, None)
        log.warning("A wrong PIN was typed to leave the kiosk")
        return False

    def _run(self) -> None:
        while not self._thread.stopping.wait(PERIOD_S):
            self.step()

    def _serve_front(self, front: Front) -> None:
        assert front.person is not None
        person = self._with.person_of(front.person)
        if person is not None:
            self._serve(_Guest(person, Proof(face=True), Source.KIOSK, front.track), None)

    def _serve(self, guest: _Guest, way: Way | None) -> None:
        ways = self._with.settings().kiosk.ways
        fixed = Way(ways) if ways in ("in", "out") else way
        self._attempt(guest, lambda: self._let_in(guest, fixed))

    def _attempt(self, guest: _Guest, work: Callable[[], Scene]) -> None:
        """Show what becomes of somebody, also where the disk or a door failed."""
        try:
            scene = work()
        except KnownError as error:
            log.warning("Somebody at the kiosk could not be served. %s", error)
            scene = Scene(SceneKind.REFUSED, refusal=Refusal.FAILED, error=error)
        self._show(scene, guest)

    def _show(self, scene: Scene, guest: _Guest | None) -> None:
        person, track = (guest.person.id, guest.track) if guest is not None else (None, None)
        with self._lock:
            self._guest = guest
            self._state = answered(self._state, scene, person, track, self._now_s())

    def _let_in(self, guest: _Guest, way: Way | None) -> Scene:
        """Ask the door, if there is one, then record the punch, or ask which way it goes."""
        ruling = self._ruling(guest, way)
        name = guest.person.name
        if ruling is not None and not ruling.allow:
            if ruling.wants_pin:
                return Scene(SceneKind.PIN_WANTED, name=name)
            return Scene(SceneKind.REFUSED, name=name, refusal=Refusal.DOOR, why=ruling.why)
        if not is_colleague(guest.person):
            return Scene(SceneKind.WELCOME, name=name, at=self._with.clock.utc())
        if way is None and self._with.settings().kiosk.ways == "ask":
            return Scene(SceneKind.CHOOSE, name=name)
        return self._punched(guest, way)

    def _ruling(self, guest: _Guest, way: Way | None) -> Ruling | None:
        """Return what the door says; None where the camera looks at none. Raises KnownError."""
        door, entering = self._door(), way_past(self._spec())
        if door is None:
            if guest.proof.duress:
                self._with.gate.under_duress(guest.person.id, guest.proof)
            return None
        if entering is Entering.UNKNOWN and guest.track is None and way is not None:
            # A face was considered already, as one that goes either way: the door shall not open twice.
            entering = Entering(way)
        return self._with.gate.present(guest.person.id, guest.proof, door, entering)

    def _punched(self, guest: _Guest, way: Way | None) -> Scene:
        """Record that somebody came or went; the same way only once a visit. Raises KnownError."""
        person, now = guest.person, self._with.clock.utc()
        away_s = self._with.settings().attendance.away_s
        with self._visiting:
            visit = self._visits.get(person.id)
            presence, came = see(visit[0] if visit is not None else None, now, away_s)
            if visit is not None and not came and way in (None, visit[1].way):
                punch, already = visit[1], True
            else:
                punch = self._with.recorder.punch(person.id, way, guest.source, self._place())
                already = punch.at < now  # a camera has seen them come in this very visit
            self._visits[person.id] = presence, punch
        return Scene(SceneKind.WELCOME, name=person.name, way=punch.way, at=punch.at, already=already)

    def _linger(self, sight: Sight) -> None:
        """Let the visits of who is still there go on, and forget those that are over."""
        now, away_s = self._with.clock.utc(), self._with.settings().attendance.away_s
        with self._visiting:
            for person, (before, punch) in tuple(self._visits.items()):
                presence, over = see(before, now, away_s)
                if over:
                    del self._visits[person]
                elif person in sight.present:
                    self._visits[person] = presence, punch

    def _status(self) -> CameraStatus | None:
        return next((s for s in self._with.cameras() if s.spec.id == self._camera), None)

    def _camera_state(self) -> CameraState:
        """Return the state of the camera; LOST where it says it lives but no picture comes."""
        status = self._status()
        if status is None:
            return CameraState.LOST
        return CameraState.STALLED if status.state is CameraState.LIVE and self._view() is None else status.state

    def _view(self) -> FrameView | None:
        """Return the newest picture, unless it is old."""
        view = self._with.latest(self._camera) if self._camera is not None else None
        return view if view is not None and self._with.clock.mono_ns() - view.frame.mono_ns < STALE_NS else None

    def _spec(self) -> CameraSpec | None:
        status = self._status()
        return status.spec if status is not None else None

    def _door(self) -> DoorId | None:
        spec = self._spec()
        if spec is None or not spec.door:
            return None
        return next((s.door for s in self._with.gate.statuses() if s.name == spec.door), None)

    def _place(self) -> str:
        spec = self._spec()
        return "" if spec is None else spec.door or spec.name

    def _now_s(self) -> float:
        return self._with.clock.mono_ns() / 1e9
