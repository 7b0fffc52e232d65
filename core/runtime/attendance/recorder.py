"""Who is seen at a camera comes or goes: punches, written as people pass."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from core.domain.attendance import Punch, Source, Way
from core.domain.camera import CameraSpec, Direction
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import Attended, Recognised
from core.domain.ids import CameraId, EventId, PersonId, new_event_id
from core.domain.ledger import Entry
from core.domain.people import Person
from core.policy.presence import Presence, see, way_of
from core.runtime.attendance.books import Books
from core.runtime.attendance.reckoning import is_colleague
from core.runtime.attendance.workdays import Workdays
from core.runtime.heartbeats import Heartbeats
from core.runtime.site_ports import Ledger
from core.runtime.site_ports import Presence as PresenceNotes
from core.runtime.worker_thread import WorkerThread

log = logging.getLogger(__name__)

NAME = "attendance"
PERIOD_S = 1.0
NOTES_NS = 10_000_000_000
"""How often visits that go on are noted; one that begins is noted at once."""
_MEMORY = timedelta(days=3)
"""A working day is shorter than this, so that an older punch says nothing about the way of the next."""
_ANYWHERE = CameraId("")
"""Where people are seen whichever way they go: at all cameras that take turns, at the kiosk, and wherever else they
punched. What would be a coming at the first of them must not be a leaving at the next."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What the recorder sees of the station. `in_view` is who is recognised at this moment, and by which camera.

    `at_kiosk` says whether people punch at a camera by the kiosk.
    """

    in_view: Callable[[], Iterable[tuple[PersonId, CameraId]]]
    spec_of: Callable[[CameraId], CameraSpec | None]
    person_of: Callable[[PersonId], Person | None]
    at_kiosk: Callable[[CameraId], bool] = lambda _camera: False


@dataclass(slots=True)
class _Punches:
    """Everybody's newest punch, those on their way into the ledger included. For one thread at a time."""

    last: dict[PersonId, Punch] = field(default_factory=dict)
    unwritten: dict[EventId, Punch] = field(default_factory=dict)

    def add(self, entry: EventId, punch: Punch) -> None:
        self.last[punch.person] = self.unwritten[entry] = punch

    def forget_written(self, ledger: Ledger) -> None:
        """Forget those that have come into the ledger. Raises KnownError."""
        self.unwritten = {entry: punch for entry, punch in self.unwritten.items() if ledger.entry(entry) is None}


class AttendanceRecorder:
    """Owns the thread `attendance`. Safe from any thread; nothing here waits for the disk to write.

    A camera with a direction has visits of its own: in by one and out by another within a minute is real. Those that
    take turns share one visit of a person with the kiosk: it begins with any punch, goes on while any camera that
    punches sees them, and brings no second punch that takes turns.
    """

    def __init__(
        self,
        books: Books,
        notes: PresenceNotes,
        watch: Watch,
        announce: Callable[[Attended], None],
        beats: Heartbeats | None = None,
    ) -> None:
        """`announce` is told of every punch on the thread that writes: it is in the ledger, or waits for the disk."""
        self._books = books
        self._notes = notes
        self._watch = watch
        self._announce = announce
        self._beats = beats or Heartbeats()
        self._lock = threading.RLock()
        self._wake = threading.Event()
        self._thread = WorkerThread(NAME, self._run, self._wake)
        self._stale = threading.Event()
        self._stale.set()
        self._waiting: deque[Recognised] = deque()
        self._visits: dict[tuple[PersonId, CameraId], Presence] = {}
        self._to_note: set[tuple[PersonId, CameraId]] = set()
        self._noted_ns = books.clock.mono_ns()
        self._punches = _Punches()
        self._workdays = Workdays()
        self._trouble: Exception | None = None

    @property
    def trouble(self) -> Exception | None:
        """Why sightings wait to become punches; None when all is well."""
        return self._trouble

    def start(self) -> None:
        """Learn who is in and who was in view, and begin to listen; idempotent. Raises KnownError."""
        with self._lock:
            if self._thread.may_start:
                self.recall()
                self._thread.start()

    def stop(self, timeout_s: float = 5.0) -> None:
        """Record what was told so far, keep the notes of who is present, and end the thread; idempotent."""
        self._thread.stop(timeout_s)

    def sighting(self, event: Recognised, admitted: bool | None) -> None:
        """Somebody was recognised. `admitted` False: a door turned them away, so they did not come."""
        if admitted is not False:
            self._waiting.append(event)
            self._wake.set()

    def corrected(self) -> None:
        """A punch was written, or became void, elsewhere: look everybody's newest one up again before the next."""
        self._stale.set()

    def punch(self, person: PersonId, way: Way | None, source: Source, door: str = "") -> Punch:
        """Record that somebody came or went by their own choice, in turn if `way` is None; return what was recorded.

        That is their last punch where this is the same visit and they choose no other way. Raises
        KnownError(PERSON_UNKNOWN).
        """
        found = self._watch.person_of(person)
        if found is None:
            raise KnownError(ErrorCode.PERSON_UNKNOWN, name=person)
        with self._lock:
            self._look_up()
            now, last = self._books.clock.utc(), self._punches.last.get(person)
            going_on = self._go_on(person, _ANYWHERE, now)
            if going_on and last is not None and way in (None, last.way):
                return last
            punch = self._punch(found, now, Direction.BOTH, way, source, door)
            self.note()
            return punch

    def recall(self) -> None:
        """Take up the visits noted before, so that who is still there does not come again. Raises KnownError."""
        now = self._books.clock.utc()
        with self._lock:
            for (person, place), seen in self._notes.recent(now - self._away()).items():
                self._visits[person, CameraId(place)] = Presence.noted(seen)

    def step(self) -> None:
        """Do what is due at this moment; the thread calls it once a second and after every sighting."""
        with self._lock:
            due = self._books.clock.mono_ns() - self._noted_ns >= NOTES_NS
            try:
                self._look_up()
                while self._waiting:
                    self._take_next()
                if due:
                    self._punches.forget_written(self._books.ledger)
            except KnownError as error:
                if self._trouble is None:
                    log.warning("Attendance waits to be recorded. %s", error)
                self._trouble = error
            except Exception as error:
                # A bug must not end the record of all who come later; the sighting it was about is given up.
                if self._trouble is None:
                    log.exception("A sighting could not be taken in because of a bug")
                self._trouble = error
            else:
                self._trouble = None
            self._tick()
            if due:
                self.note()

    def note(self) -> None:
        """Keep when everybody was last seen, for the next start; queued."""
        with self._lock:
            notes = {
                (person, str(camera)): self._visits[person, camera].seen
                for person, camera in self._to_note
                if (person, camera) in self._visits
            }
            if notes:
                self._notes.seen(notes)
            self._to_note.clear()
            self._noted_ns = self._books.clock.mono_ns()

    def _run(self) -> None:
        while not self._thread.stopping.is_set():
            self._wake.wait(PERIOD_S)
            self._wake.clear()
            with self._beats.working():
                self.step()
        self.step()
        self.note()

    def _away(self) -> timedelta:
        return timedelta(seconds=self._books.settings().attendance.away_s)

    def _look_up(self) -> None:
        """Read everybody's newest punch where something else may have changed it."""
        if not self._stale.is_set():
            return
        self._stale.clear()
        try:
            self._punches.forget_written(self._books.ledger)
            found = dict(self._books.ledger.last_punches(self._books.clock.utc() - _MEMORY))
        except KnownError:
            self._stale.set()
            raise
        for punch in self._punches.unwritten.values():
            if punch.person not in found or found[punch.person].at <= punch.at:
                found[punch.person] = punch
        self._punches.last = found

    def _take_next(self) -> None:
        event = self._waiting.popleft()
        try:
            self._take(event)
        except KnownError:
            self._waiting.appendleft(event)
            raise

    def _take(self, event: Recognised) -> None:
        spec = self._watch.spec_of(event.camera)
        person = self._watch.person_of(event.person) if spec is not None and spec.punches else None
        if spec is None or person is None or not is_colleague(person):
            return
        own, *others = _places(spec)
        presence, came = see(self._visits.get((person.id, own)), event.utc, self._away().total_seconds())
        if came:
            self._punch(person, event.utc, spec.direction, None, Source.CAMERA, event.door or event.camera_name)
        self._keep((person.id, own), presence)
        for place in others:
            self._go_on(person.id, place, event.utc)
        if came:
            self.note()

    def _tick(self) -> None:
        """Prolong the visits of who is still in view, and forget those that are over; no visit begins with it."""
        now, away_s = self._books.clock.utc(), self._away().total_seconds()
        for person, camera in self._watch.in_view():
            for place in self._places(camera):
                self._go_on(person, place, now)
        for key in [key for key, presence in self._visits.items() if see(presence, now, away_s)[1]]:
            del self._visits[key]

    def _places(self, camera: CameraId) -> tuple[CameraId, ...]:
        """Return which visits of somebody go on while a camera sees them."""
        if self._watch.at_kiosk(camera):
            return (_ANYWHERE,)
        spec = self._watch.spec_of(camera)
        return _places(spec) if spec is not None and spec.punches else ()

    def _go_on(self, person: PersonId, place: CameraId, at: datetime) -> bool:
        """Prolong a visit; return whether there is one."""
        before = self._visits.get((person, place))
        presence, came = see(before, at, self._away().total_seconds())
        if not came:
            self._keep((person, place), presence)
        return not came

    def _keep(self, key: tuple[PersonId, CameraId], presence: Presence) -> None:
        self._visits[key] = presence
        self._to_note.add(key)

    def _punch(
        self, person: Person, at: datetime, direction: Direction, chosen: Way | None, source: Source, door: str
    ) -> Punch:
        since = self._workdays.since(self._books.plan(), person.id, person.membership.groups, at)
        way = way_of(direction, chosen, self._punches.last.get(person.id), since)
        punch = Punch(at, person.id, way, source, door)
        entry = Entry(new_event_id(), self._books.clock.utc(), punch)
        self._punches.add(entry.id, punch)
        presence, _ = see(self._visits.get((person.id, _ANYWHERE)), at, self._away().total_seconds())
        self._keep((person.id, _ANYWHERE), presence)
        self._books.ledger.enqueue(entry, partial(self._announce, Attended(entry.id, entry.utc, punch, person.name)))
        return punch


def _places(spec: CameraSpec) -> tuple[CameraId, ...]:
    """Return where somebody is whom a camera sees: first where it is decided whether they just came."""
    return (_ANYWHERE,) if spec.direction is Direction.BOTH else (spec.id, _ANYWHERE)
