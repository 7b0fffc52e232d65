"""The gate: whoever is recognised at a door, or shows a PIN or a code there, is let in or not.

It decides in memory on the caller's thread, hands a command to the door's keeper and queues what the ledger has to
keep; it waits for nothing. Somebody counts as passed from the decision on, so that nobody slips in behind it; if the
relay did not do it, that is undone.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import tzlocal

from core.config import DoorSettings
from core.domain.access import AccessState, DoorMode, Entering, Passer, Proof, Ruling, Why
from core.domain.camera import CameraSpec, Direction
from core.domain.clock import Clock
from core.domain.doors import DoorAct, DoorFact, DoorStatus
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import AtDoor, DoorChanged, Recognised
from core.domain.ids import CameraId, DoorId, PersonId, new_event_id
from core.domain.plan import Plan
from core.policy.access import decide, forgive, passed, people_of, undone, with_leaf, with_mode
from core.runtime.attendance.zones import zone_of
from core.runtime.doors.keeper import Happening
from core.runtime.doors.keepers import Keepers, KeptDoor, RelayFactory
from core.runtime.doors.log import DoorLog
from core.runtime.doors.rebuilding import MODES, REMEMBERED, rebuilt
from core.runtime.doors.shown import ShownProofs
from core.runtime.site_ports import Ledger

log = logging.getLogger(__name__)

VISIT_NS = 30_000_000_000
"""Who is refused again within this time for the same reason is still the same visit, and written down once."""
_PATIENCE_S = 6.0
"""For a release by hand beyond the door's expiry: a call of a relay may take two seconds, and be repeated."""
_MANY = 1000

_ACTS = {mode: act for act, mode in MODES.items()}


_VisitKey = tuple[DoorId, PersonId, Entering]


@dataclass(frozen=True, slots=True)
class Site:
    """What the gate refers to; all but `relay_of` must answer at once."""

    plan: Callable[[], Plan]
    passer_of: Callable[[PersonId], Passer | None]
    name_of: Callable[[PersonId], str]
    way_of: Callable[[CameraId], Entering]
    ledger: Ledger
    clock: Clock
    announce: Callable[[AtDoor | DoorChanged], None]
    relay_of: RelayFactory


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Somebody wants to pass. After `expires_ns` of the monotonic clock they are thought to have left."""

    passer: Passer
    door: KeptDoor
    way: Entering
    proof: Proof
    expires_ns: int
    camera: CameraId | None = None


@dataclass(frozen=True, slots=True)
class _Opening:
    """A command on its way to the relay; `facts` are what is written once it was carried out."""

    ruling: Ruling
    before: AccessState
    people: tuple[PersonId, ...]
    facts: tuple[DoorFact, ...]

    @property
    def visits(self) -> frozenset[_VisitKey]:
        """Whom it lets through, and where."""
        return frozenset((fact.door, person, fact.way) for fact in self.facts for person in self.people)


@dataclass(frozen=True, slots=True)
class _Release:
    """A command of somebody at the machine, who waits for what becomes of it."""

    author: str
    reason: str
    outcome: "Future[Happening]"


@dataclass(frozen=True, slots=True)
class _Visit:
    """An answer that holds for a while, so that it is not given twice to one visit."""

    until_ns: int
    ruling: Ruling


def way_past(camera: CameraSpec | None) -> Entering:
    """Return which way people pass a camera."""
    return Entering.UNKNOWN if camera is None or camera.direction is Direction.BOTH else Entering(camera.direction)


class Gate:
    """Safe from any thread. `consider` and `present` take microseconds; the others may wait for disk and relay."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._lock = threading.Lock()
        self._state = AccessState()
        self._shown = ShownProofs()
        self._in_flight: dict[str, _Opening | _Release] = {}
        self._let_in: dict[_VisitKey, _Visit] = {}
        self._refused: dict[_VisitKey, _Visit] = {}
        self._zoned: tuple[Plan | None, ZoneInfo] = (None, tzlocal.get_localzone())
        self._keepers = Keepers(site.relay_of, site.clock, self._door_changed, self._happened)
        self._log = DoorLog(site.ledger, site.clock, site.name_of, self.door_name, site.announce)

    @property
    def state(self) -> AccessState:
        """Return what is so at the doors now."""
        return self._state

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone the plan is read in; the machine's where the plan names none there is."""
        plan = self._site.plan()
        zoned, zone = self._zoned
        if zoned is not plan:
            try:
                zone = zone_of(plan.calendar)
            except KnownError as error:
                log.warning("Hours of doors are taken by this machine's zone. %s", error)
                zone = tzlocal.get_localzone()
            self._zoned = (plan, zone)
        return zone

    def start(self, doors: Sequence[DoorSettings]) -> None:
        """Read back who is where, and begin to keep the doors."""
        now, ledger = self._site.clock.utc(), self._site.ledger
        # What happened before somebody set the clock back is not forgotten.
        entries = reversed(ledger.door_facts(now - REMEMBERED, now + REMEMBERED))
        state = rebuilt(entries, ledger.door_modes(), self._site.plan(), self._site.passer_of)
        with self._lock:
            self._state = state
        self.use(doors)

    def use(self, doors: Sequence[DoorSettings]) -> None:
        """Keep these doors and no others from now on; may take seconds for a relay to end."""
        before = self._keepers.statuses()
        self._keepers.use(doors, self._run_as_before)
        for status in before:
            self._settle(status.door)  # a fail-safe door that is gone ended unlocked, and keeps no other one shut

    def stop(self) -> None:
        """Leave every door in its fail state; idempotent."""
        self._keepers.stop()

    def statuses(self) -> tuple[DoorStatus, ...]:
        """Return the condition of every door, in the order of the settings."""
        return self._keepers.statuses()

    def door_name(self, door: DoorId) -> str:
        """Return what a door is called; its id once it is gone."""
        kept = self._keepers.of(door)
        return kept.settings.name if kept is not None else str(door)

    def consider(self, event: Recognised) -> Ruling | None:
        """Let somebody in who was recognised, or not; None where their camera looks at no door that is kept."""
        door = self._keepers.named(event.door)
        if door is None:
            return None
        clock = self._site.clock
        age_s = max(0.0, (clock.utc() - (event.seen or event.shot.utc)).total_seconds())
        expires_ns = clock.mono_ns() + round((door.settings.expires_s - age_s) * 1e9)
        way, passer = self._site.way_of(event.camera), self._passer(event.person)
        return self._attempt(_Attempt(passer, door, way, Proof(face=True), expires_ns, event.camera))

    def present(self, person: PersonId, proof: Proof, door: DoorId, way: Entering = Entering.UNKNOWN) -> Ruling:
        """Let somebody in who has shown a PIN, a code or their face at a kiosk; a face seen just before counts too.

        Raises KnownError(DOOR_UNKNOWN).
        """
        kept = self._known(door)
        expires_ns = self._site.clock.mono_ns() + round(kept.settings.expires_s * 1e9)
        return self._attempt(_Attempt(self._passer(person), kept, way, proof, expires_ns))

    def wrong_pin(self, person: PersonId, door: DoorId) -> None:
        """Write down that a wrong PIN was typed at a door."""
        self._log.note(DoorFact(self._site.clock.utc(), door, DoorAct.DENIED, person, why=Why.PIN_WRONG))

    def under_duress(self, person: PersonId, proof: Proof) -> None:
        """Write down an alarm where there is no door, as at a kiosk that only records who comes."""
        self._log.note(DoorFact(self._site.clock.utc(), DoorId(""), DoorAct.DURESS, person, proof=proof))

    def release(self, door: DoorId, author: str, reason: str, seconds: float | None = None) -> None:
        """Unlock a door by hand, and wait until the relay has done it. Raises KnownError(DOOR_UNKNOWN, DOOR_FAILED)."""
        kept = self._known(door)
        name = kept.settings.name
        release = _Release(author, reason, Future())
        token = str(new_event_id())
        with self._lock:
            self._in_flight[token] = release
        kept.keeper.open(seconds, None, token)
        try:
            outcome = release.outcome.result(kept.settings.expires_s + _PATIENCE_S)
        except TimeoutError:
            raise KnownError(ErrorCode.DOOR_FAILED, name=name, detail="The relay did not answer.") from None
        if outcome.act is not DoorAct.OPENED:
            raise KnownError(ErrorCode.DOOR_FAILED, name=name, detail=outcome.detail)

    def run_as(self, doors: Iterable[DoorId], mode: DoorMode, author: str, reason: str) -> None:
        """Run doors otherwise, all before any is written down. Raises KnownError(DOOR_UNKNOWN, DISK_FULL)."""
        chosen = [self._known(door) for door in doors]
        for door in chosen:
            with self._lock:
                self._state = with_mode(self._state, door.id, mode)
                self._let_in = {visit: kept for visit, kept in self._let_in.items() if visit[0] != door.id}
                # Not `door`: somebody may have set it up anew since it was looked up, and asked for its mode before.
                kept = self._keepers.of(door.id)
                if kept is not None:
                    _command(kept, mode)
        for door in chosen:
            self._log.write(DoorFact(self._site.clock.utc(), door.id, _ACTS[mode]), author, reason)

    def forgive(self, person: PersonId, author: str, reason: str) -> None:
        """Let somebody pass once wherever they are thought to be. Raises KnownError."""
        self._log.write(DoorFact(self._site.clock.utc(), DoorId(""), DoorAct.FORGIVEN, person), author, reason)
        with self._lock:
            self._state = forgive(self._state, person)

    def _run_as_before(self, door: KeptDoor) -> None:
        """Have a new keeper run its door as the one before did; no mode given meanwhile is overtaken."""
        with self._lock:
            _command(door, self._state.modes.get(door.id, DoorMode.NORMAL))

    def _passer(self, person: PersonId) -> Passer:
        return self._site.passer_of(person) or Passer(person, active=False)

    def _known(self, door: DoorId) -> KeptDoor:
        kept = self._keepers.of(door)
        if kept is None:
            raise KnownError(ErrorCode.DOOR_UNKNOWN, name=door)
        return kept

    def _attempt(self, attempt: _Attempt) -> Ruling:
        plan, zone, now = self._site.plan(), self.zone, self._site.clock.utc()
        door, person, now_ns = attempt.door.id, attempt.passer.id, self._site.clock.mono_ns()
        visit, opening, told = (door, person, attempt.way), None, False
        token = str(new_event_id())
        with self._lock:
            kept = self._let_in.get(visit)
            if kept is not None and now_ns < kept.until_ns and not attempt.proof.duress:
                return kept.ruling  # the door is open to them, and they have not left its camera yet
            proof = self._shown.add(door, person, attempt.proof, now_ns)
            before = self._state
            ruling = decide(attempt.passer, door, now, before, plan, proof, attempt.way, zone)
            self._state = passed(before, ruling, attempt.passer, door, now, attempt.way, plan)
            if ruling.allow:
                opening = self._opening(attempt, proof, ruling, before, now)
                answer = _Visit(now_ns + round(attempt.door.settings.open_s * 1e9), ruling)
                self._let_in |= dict.fromkeys(opening.visits, answer)
                for let_in in opening.visits:
                    self._refused.pop(let_in, None)
                if ruling.why is not Why.HELD_OPEN:
                    self._in_flight[token] = opening
                    self._state = with_leaf(self._state, door, True)
            else:
                told = self._told_before(visit, ruling, now_ns)
            self._forget_old(now_ns)
        self._carry_out(attempt, ruling, opening, token, told)
        return ruling

    def _told_before(self, visit: _VisitKey, ruling: Ruling, now_ns: int) -> bool:
        """Keep a refusal for the rest of a visit, and say whether it has been given in it before."""
        before = self._refused.get(visit)
        self._refused[visit] = _Visit(now_ns + VISIT_NS, ruling)
        return before is not None and now_ns < before.until_ns and before.ruling.why is ruling.why

    def _forget_old(self, now_ns: int) -> None:
        if len(self._let_in) + len(self._refused) > _MANY:
            self._let_in = {key: kept for key, kept in self._let_in.items() if now_ns < kept.until_ns}
            self._refused = {key: kept for key, kept in self._refused.items() if now_ns < kept.until_ns}

    def _opening(self, attempt: _Attempt, proof: Proof, ruling: Ruling, before: AccessState, now: datetime) -> _Opening:
        """Return what is to be done and written for everybody who passes, and forget what they have shown for it."""
        door, now_ns = attempt.door.id, self._site.clock.mono_ns()
        people = people_of(ruling, attempt.passer.id)
        proofs = [proof, *(self._shown.of(door, other, now_ns) for other in people[1:])]
        for person in people:
            self._shown.use(door, person)
        facts = tuple(
            DoorFact(now, door, DoorAct.OPENED, person, attempt.way, shown, ruling.why, attempt.camera)
            for person, shown in zip(people, proofs, strict=True)
        )
        return _Opening(ruling, before, people, facts)

    def _carry_out(self, attempt: _Attempt, ruling: Ruling, opening: _Opening | None, token: str, told: bool) -> None:
        door, now, person = attempt.door.id, self._site.clock.utc(), attempt.passer.id
        refusal = DoorFact(now, door, DoorAct.DENIED, person, attempt.way, attempt.proof, ruling.why, attempt.camera)
        if opening is None:
            if not told:
                self._log.note(refusal, ruling)
        elif ruling.why is Why.HELD_OPEN:
            self._note_opened(opening, now)
        else:
            attempt.door.keeper.open(None, attempt.expires_ns, token)
        if attempt.proof.duress or (ruling.alarm and not told):
            self._log.note(replace(refusal, act=DoorAct.DURESS), ruling)

    def _note_opened(self, opening: _Opening, at: datetime) -> None:
        for fact in opening.facts:
            self._log.note(replace(fact, at=at), opening.ruling)

    def _happened(self, happening: Happening) -> None:
        """Write down what became of a command or what a door contact saw; on the door's thread."""
        if happening.token is None:
            self._log.note(DoorFact(happening.at, happening.door, happening.act))
            return
        with self._lock:
            tokens = list(self._in_flight)
            command = self._in_flight.pop(happening.token, None)
            if isinstance(command, _Opening) and happening.act is not DoorAct.OPENED:
                self._undo(command, tokens[tokens.index(happening.token) + 1 :])
        if isinstance(command, _Release):
            act = DoorAct.RELEASED if happening.act is DoorAct.OPENED else happening.act
            self._log.note(DoorFact(happening.at, happening.door, act), None, command.author, command.reason)
            command.outcome.set_result(happening)
        elif command is not None and happening.act is DoorAct.OPENED:
            self._note_opened(command, happening.at)
        elif command is not None:
            fact = replace(command.facts[0], act=happening.act, at=happening.at)
            self._log.note(fact, command.ruling, reason=happening.detail)
            self._settle(happening.door)

    def _undo(self, command: _Opening, later: Sequence[str]) -> None:
        """Make it as if a command had never been, also for those that were given `later`."""
        door, when = command.facts[0].door, command.facts[0].at
        self._state = undone(self._state, command.before, command.people, door, when)
        for token in later:
            other = self._in_flight[token]
            if isinstance(other, _Opening):
                before = undone(other.before, command.before, command.people, door, when)
                self._in_flight[token] = replace(other, before=before)
        self._let_in = {visit: kept for visit, kept in self._let_in.items() if visit not in command.visits}

    def _door_changed(self, status: DoorStatus) -> None:
        """Take note of a door's condition; on the door's thread."""
        self._settle(status.door, status)
        self._site.announce(DoorChanged(new_event_id(), self._site.clock.utc(), status))

    def _settle(self, door: DoorId, status: DoorStatus | None = None) -> None:
        """Say whether a door is open now, or about to be."""
        kept = self._keepers.of(door)
        now = status or (kept.keeper.status if kept is not None else None)
        is_open = now is not None and (now.unlocked or bool(now.leaf_open))
        with self._lock:
            commands = (command for command in self._in_flight.values() if isinstance(command, _Opening))
            opening = any(fact.door == door for command in commands for fact in command.facts)
            self._state = with_leaf(self._state, door, opening or is_open)


def _command(door: KeptDoor, mode: DoorMode) -> None:
    if mode is DoorMode.HELD_OPEN:
        door.keeper.hold()
    elif mode is DoorMode.LOCKED_DOWN:
        door.keeper.lock_down()
    else:
        door.keeper.normal()
