"""Doors as a person runs them: released, held, locked down, set up, and asked why."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec

from core.config import DoorSettings, Settings
from core.domain.access import AccessState, DoorMode, Entering, Passer, Proof, Ruling
from core.domain.camera import CameraSpec
from core.domain.clock import Clock
from core.domain.doors import DoorFact, DoorStatus, FailState
from core.domain.errors import ErrorCode, KnownError
from core.domain.explaining import DoorLine, Explanation, Inside, Replay, WhatIf
from core.domain.ids import DoorId, PersonId
from core.domain.ledger import Entry
from core.domain.matching import OperatingPoint
from core.domain.plan import Plan
from core.runtime.attendance.zones import zone_of
from core.runtime.doors.explain import Circumstances, Question, explain
from core.runtime.doors.gate import Gate, way_past
from core.runtime.doors.keepers import RelayFactory
from core.runtime.doors.rebuilding import REMEMBERED, rebuilt
from core.runtime.doors.replay import Past, attempts_of, replay, typed
from core.runtime.site_ports import Ledger, Relay, Sightings

FACE = Proof(face=True)
_TRIAL_S = 0.5
_REMOVED = "The door is removed."


@dataclass(frozen=True, slots=True)
class DoorOffice:
    """What the desk works with. `update_camera` opens a camera anew; `author` is who stands behind what is done."""

    gate: Gate
    plan: Callable[[], Plan]
    ledger: Ledger
    seen: Sightings
    passer_of: Callable[[PersonId], Passer | None]
    name_of: Callable[[PersonId], str]
    settings: Callable[[], Settings]
    save_settings: Callable[[Settings], None]
    update_camera: Callable[[CameraSpec], None]
    relay_of: RelayFactory
    point: Callable[[], OperatingPoint]
    clock: Clock
    author: str


class DoorDesk:
    """Safe from any thread; `doors` answers at once, the others may wait for the disk or for a relay.

    What is done by hand wants a reason; KnownError(REASON_MISSING) without one.
    """

    def __init__(self, office: DoorOffice) -> None:
        self._with = office
        self._gate = office.gate
        self._changing = threading.Lock()

    def doors(self) -> tuple[DoorStatus, ...]:
        """Return the condition of every door, in the order of the settings."""
        return self._gate.statuses()

    def settings(self) -> tuple[DoorSettings, ...]:
        """Return how every door is set up."""
        return self._with.settings().doors

    def add_door(self, door: DoorSettings) -> None:
        """Run another door, also after the next start. Raises KnownError(DOOR_EXISTS) for a name that is taken."""
        with self._changing:
            self._refuse_same_name(door)
            self._keep((*self.settings(), door))

    def update_door(self, door: DoorSettings) -> None:
        """Set a door up anew, by its id; cameras that call it by its old name follow. Raises KnownError."""
        with self._changing:
            self._refuse_same_name(door)
            old = self._known(DoorId(door.id))
            self._keep(tuple(door if other.id == door.id else other for other in self.settings()))
            if old.name != door.name:
                for camera in self._with.settings().cameras:
                    if camera.door == old.name:
                        self._with.update_camera(replace(camera.spec(), door=door.name))

    def remove_door(self, door: DoorId) -> None:
        """Run a door no more; it is left in its fail state. Nothing if it is not there. Raises KnownError."""
        with self._changing:
            left = tuple(other for other in self.settings() if other.id != door)
            if len(left) < len(self.settings()) and self._gate.state.modes.get(door) is DoorMode.HELD_OPEN:
                # Or it would be held open for ever, and keep the other doors of its interlock shut.
                self._run_as((door,), DoorMode.NORMAL, _REMOVED)
            self._keep(left)

    def test_relay(self, door: DoorSettings, *, pulse: bool = False) -> float:
        """Reach the relay of a door that need not be saved, and return how many milliseconds that took.

        Only with `pulse` it is unlocked, for half a second. Raises KnownError(RELAY_*).
        """
        relay = self._with.relay_of(door)
        try:
            begin_ns = self._with.clock.mono_ns()
            if not pulse:
                relay.leaf_open()
                return self._since_ms(begin_ns)
            try:
                relay.pulse(_TRIAL_S)
                took_ms = self._since_ms(begin_ns)
                if not relay.timed:
                    time.sleep(_TRIAL_S)
            finally:  # who answered wrongly may have opened all the same
                self._leave(relay, door)
            return took_ms
        finally:
            relay.close()

    def present(self, person: PersonId, proof: Proof, door: DoorId, way: Entering = Entering.UNKNOWN) -> Ruling:
        """Decide on somebody who has shown something at a kiosk, and open the door if they may pass.

        A face seen by the door's cameras within 15 seconds counts too. Raises KnownError(DOOR_UNKNOWN).
        """
        return self._gate.present(person, proof, door, way)

    def release(self, door: DoorId, reason: str, seconds: float | None = None) -> None:
        """Unlock a door once, for as long as it is set to or for `seconds`, and wait until the relay has done it.

        Raises KnownError(DOOR_UNKNOWN, REASON_MISSING, DOOR_FAILED).
        """
        self._gate.release(door, self._with.author, _given(reason), seconds)

    def hold(self, door: DoorId, reason: str) -> None:
        """Hold a door open for everybody until `normal`."""
        self._run_as((door,), DoorMode.HELD_OPEN, reason)

    def lock_down(self, door: DoorId, reason: str) -> None:
        """Shut a door for everybody until `normal`."""
        self._run_as((door,), DoorMode.LOCKED_DOWN, reason)

    def normal(self, door: DoorId, reason: str) -> None:
        """Let decisions open a door again, and nothing else."""
        self._run_as((door,), DoorMode.NORMAL, reason)

    def lock_down_all(self, reason: str) -> None:
        """Shut every door for everybody."""
        self._run_as(self._all(), DoorMode.LOCKED_DOWN, reason)

    def normal_all(self, reason: str) -> None:
        """End every hold and every lockdown."""
        modes = self._gate.state.modes
        self._run_as(
            tuple(door for door in self._all() if modes.get(door, DoorMode.NORMAL) is not DoorMode.NORMAL),
            DoorMode.NORMAL,
            reason,
        )

    def forgive(self, person: PersonId, reason: str) -> None:
        """Let somebody pass once wherever anti-passback has them. Raises KnownError(PERSON_UNKNOWN)."""
        self._passer(person)
        self._gate.forgive(person, self._with.author, _given(reason))

    def inside(self, area: str | None = None) -> tuple[Inside, ...]:
        """Return who is in which area as far as doors know, by area and name; of one area, or of all."""
        found = (
            Inside(person, self._with.name_of(person), where)
            for person, where in self._gate.state.areas.items()
            if where and area in (None, where) and self._with.passer_of(person) is not None
        )
        return tuple(sorted(found, key=lambda one: (one.area.casefold(), one.name.casefold(), one.person)))

    def areas(self) -> tuple[str, ...]:
        """Return the areas the plan speaks of, by name."""
        named = {area for rule in self._with.plan().access.doors for area in (rule.area, rule.outside) if area}
        return tuple(sorted(named, key=str.casefold))

    def facts(
        self, first: datetime, last: datetime, door: DoorId | None = None, limit: int | None = None
    ) -> tuple[DoorLine, ...]:
        """Return what happened at doors from `first` until before `last`, newest first."""
        return tuple(
            self._line(entry, entry.fact)
            for entry in self._with.ledger.door_facts(first, last, door, limit)
            if isinstance(entry.fact, DoorFact)
        )

    def explain(
        self,
        person: PersonId,
        door: DoorId,
        when: datetime,
        proof: Proof = FACE,
        way: Entering = Entering.IN,
        plan: Plan | None = None,
    ) -> Explanation:
        """Say why somebody may or may not pass a door, by the plan in force or by `plan`.

        `when` is aware. It is asked as if nobody had passed and no door were open, but with the modes of this moment
        and with who is in which area now. Raises KnownError(PERSON_UNKNOWN, DOOR_UNKNOWN, ZONE_UNKNOWN).
        """
        self._known(door)
        now, chosen = self._gate.state, plan or self._with.plan()
        state = AccessState(modes=now.modes, areas=now.areas, forgiven=now.forgiven)
        around = Circumstances(state, chosen, zone_of(chosen.calendar), self._with.name_of, self._door_name)
        return explain(Question(self._passer(person), door, when, proof, way), around)

    def threshold(self) -> float:
        """Return the score from which on somebody is named now; of the model in use."""
        return self._with.point().accept

    def replay(
        self,
        what_if: WhatIf,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Replay | None:
        """Try what would have happened at the doors with another plan or threshold; nothing is changed.

        `progress` is told a share 0…1; None once `cancelled` answered yes. Takes seconds. Raises
        KnownError(ZONE_UNKNOWN).
        """
        plan = self._with.plan()
        other = what_if.plan or plan
        now, zone = (plan, self._gate.zone), zone_of(other.calendar)
        return replay(self._past(what_if), now, (other, zone), progress, cancelled)

    def _past(self, what_if: WhatIf) -> Past:
        last = self._with.clock.utc()
        first = last - timedelta(days=what_if.days)
        ledger, doors = self._with.ledger, self.settings()
        ways = {camera.id: way_past(camera.spec()) for camera in self._with.settings().cameras}
        seen = self._with.seen.at_doors(first, last)
        entries = ledger.door_facts(first - REMEMBERED, last)[::-1]
        earlier = (entry for entry in entries if isinstance(entry.fact, DoorFact) and entry.fact.at < first)
        facts = (e.fact for e in entries if isinstance(e.fact, DoorFact) and e.fact.at >= first)
        steps = attempts_of(
            seen, doors, lambda camera: ways.get(camera, Entering.UNKNOWN), self._with.point(), what_if.threshold
        )
        steps.extend(typed(facts))
        steps.sort(key=lambda step: step.at)
        return Past(
            first,
            last,
            steps,
            rebuilt(earlier, {}, self._with.plan(), self._with.passer_of),
            {DoorId(door.id): door for door in doors},
            self._with.passer_of,
            self._with.name_of,
        )

    def _leave(self, relay: Relay, door: DoorSettings) -> None:
        """Lock a door that was tried, but for one that is unlocked while nobody keeps it, as nobody does yet."""
        is_kept = any(status.door == door.id for status in self._gate.statuses())
        if door.fail is FailState.SAFE and not is_kept:
            relay.unlock()
        else:
            relay.lock()

    def _since_ms(self, begin_ns: int) -> float:
        return (self._with.clock.mono_ns() - begin_ns) / 1e6

    def _run_as(self, doors: Sequence[DoorId], mode: DoorMode, reason: str) -> None:
        self._gate.run_as(doors, mode, self._with.author, _given(reason))

    def _all(self) -> tuple[DoorId, ...]:
        return tuple(DoorId(door.id) for door in self.settings())

    def _keep(self, doors: tuple[DoorSettings, ...]) -> None:
        self._with.save_settings(msgspec.structs.replace(self._with.settings(), doors=doors))
        self._gate.use(doors)

    def _refuse_same_name(self, door: DoorSettings) -> None:
        if any(other.name == door.name and other.id != door.id for other in self.settings()):
            raise KnownError(ErrorCode.DOOR_EXISTS, name=door.name)

    def _known(self, door: DoorId) -> DoorSettings:
        found = next((one for one in self.settings() if one.id == door), None)
        if found is None:
            raise KnownError(ErrorCode.DOOR_UNKNOWN, name=door)
        return found

    def _door_name(self, door: DoorId) -> str:
        return next((one.name for one in self.settings() if one.id == door), str(door))

    def _passer(self, person: PersonId) -> Passer:
        found = self._with.passer_of(person)
        if found is None:
            raise KnownError(ErrorCode.PERSON_UNKNOWN, name=person)
        return found

    def _line(self, entry: Entry, fact: DoorFact) -> DoorLine:
        name = self._with.name_of(fact.person) if fact.person is not None else None
        return DoorLine(entry.id, fact, self._door_name(fact.door), name, entry.author, entry.reason)


def _given(reason: str) -> str:
    """Return a reason that was given. Raises KnownError(REASON_MISSING)."""
    if not reason.strip():
        raise KnownError(ErrorCode.REASON_MISSING)
    return reason.strip()
