"""A site with doors over a real store: real keepers and a relay that notes what it is told."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import numpy as np

from core.config import CameraSettings, DoorSettings, Settings
from core.domain.access import AccessPlan, AccessRule, Entering, Passer, Ruling
from core.domain.arrays import frozen
from core.domain.camera import CameraSpec, Direction
from core.domain.doors import DoorAct, DoorFact
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import AtDoor, DoorChanged, Recognised
from core.domain.faces import HeadPose, Quality
from core.domain.ids import CameraId, DoorId, PersonId, RuleId, new_event_id, new_person_id
from core.domain.matching import Decision, Match, OperatingPoint, Reason, Verdict
from core.domain.people import Membership, NewPerson, PersonFacts
from core.domain.plan import Plan
from core.domain.tracking import FaceShot
from core.runtime.doors.desk import DoorDesk, DoorOffice
from core.runtime.doors.gate import Gate, Site, way_past
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from tests.core.store.support import embedding
from tests.helpers.databases import lay_database

NORTH, SOUTH = DoorId("north"), DoorId("south")
POINT = OperatingPoint(accept=0.45, margin=0.06, midpoint=0.36, slope=25)
QUALITY = Quality(0.9, 1.0, 1.0, 1.0, 1.0, 0.9, 120.0, usable=True)
EVERYBODY = Plan(access=AccessPlan(rules=(AccessRule(RuleId("all"), "All", groups=frozenset({"staff"})),)))
_WAIT_S = 10.0


class HandClock:
    """A wall clock set by hand; what relays and expiries go by runs by itself."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 11, tzinfo=UTC)
        self.ahead_ns = 0

    def utc(self) -> datetime:
        return self.now

    def mono_ns(self) -> int:
        return time.monotonic_ns() + self.ahead_ns

    def step(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.ahead_ns += round(seconds * 1e9)


class NotingRelay:
    """A device that keeps its time and notes what it is told; while `broken` it answers nothing."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.broken = False
        self.gate = threading.Event()
        self.gate.set()

    timed = True
    lock_timed = True

    def pulse(self, seconds: float) -> None:
        self._do(f"pulse {seconds:g}")

    def unlock(self) -> None:
        self._do("unlock")

    def lock_for(self, seconds: float) -> None:
        self._do(f"lock {seconds:g}")

    def lock(self) -> None:
        self._do("lock")

    def leaf_open(self) -> bool | None:
        return None

    def close(self) -> None:
        self.told.append("close")

    def _do(self, what: str) -> None:
        self.gate.wait(_WAIT_S)
        if self.broken:
            raise KnownError(ErrorCode.RELAY_REFUSED, relay="noting", detail="broken")
        self.told.append(what)


class DoorSite:
    """Two doors, a store, a gate and a desk."""

    def __init__(self, store: SqliteStore, plan: Plan) -> None:
        self.store, self.plan_now = store, plan
        self.clock = HandClock()
        self.relays = {NORTH: NotingRelay(), SOUTH: NotingRelay()}
        self.heard: list[AtDoor | DoorChanged] = []
        self._heard = threading.Condition()
        self.settings = Settings(
            doors=(DoorSettings(NORTH, "North"), DoorSettings(SOUTH, "South")),
            cameras=tuple(
                CameraSettings.of(CameraSpec(CameraId(name), name, "demo:entrance", door, direction=way))
                for name, door, way in (
                    ("in", "North", Direction.IN), ("out", "North", Direction.OUT), ("both", "South", Direction.BOTH)
                )
            ),
        )  # fmt: skip
        self.people = {person.id: person for person in store.people()}
        self.restart()

    def restart(self) -> None:
        """Begin anew on what the store has kept."""
        site = Site(
            lambda: self.plan_now, self._passer, self.name_of, self._way, self.store.ledger, self.clock, self._hear,
            lambda door: self.relays[DoorId(door.id)],
        )  # fmt: skip
        self.gate = Gate(site)
        self.desk = DoorDesk(
            DoorOffice(
                self.gate, site.plan, self.store.ledger, self.store.seen, self._passer, self.name_of,
                lambda: self.settings, self._save, self._update_camera, site.relay_of, lambda: POINT, self.clock, "Eve",
            )
        )  # fmt: skip
        self.gate.start(self.settings.doors)

    def enrol(self, name: str, *groups: str, **dates: datetime) -> PersonId:
        """Enrol somebody without a face."""
        facts = PersonFacts(name, membership=Membership(frozenset(groups), **dates))
        new = NewPerson(new_person_id(), self.clock.utc(), facts, ())
        self.store.book.enrol([new])
        self.people[new.id] = facts.of(new.id, new.created)
        return new.id

    def comes(self, person: PersonId, camera: str = "in", *, door: str = "North", late_s: float = 0.0) -> Recognised:
        """Return the event of somebody recognised, last seen `late_s` ago."""
        now = self.clock.utc()
        picture = frozen(np.zeros((112, 112, 3), np.uint8))
        shot = FaceShot(CameraId(camera), 1, 1, now, picture, picture, embedding(1), QUALITY, HeadPose(0, 0, 0), None)
        decision = Decision(Verdict.RECOGNISED, Reason.CLEAR_MATCH, person, Match(person, 0.7, None, -1, 0.99), 2)
        seen = now - timedelta(seconds=late_s)
        return Recognised(
            new_event_id(), now, CameraId(camera), camera, door, 1, person, self.name_of(person), decision, shot, seen
        )

    def meet(self, person: PersonId, camera: str = "in", *, door: str = "North", late_s: float = 0.0) -> Ruling:
        """Let the gate decide on somebody recognised."""
        ruling = self.gate.consider(self.comes(person, camera, door=door, late_s=late_s))
        assert ruling is not None
        return ruling

    def facts(self) -> list[DoorFact]:
        """Return everything written of doors, oldest first."""
        self.store.flush()
        return [line.fact for line in reversed(self.desk.facts(datetime(2020, 1, 1, tzinfo=UTC), _FAR))]

    def acts(self) -> list[DoorAct]:
        """Return what happened at doors, oldest first."""
        return [fact.act for fact in self.facts()]

    def wait_for(self, wanted: Callable[[AtDoor | DoorChanged], bool]) -> None:
        """Wait until something was told of."""
        with self._heard:
            assert self._heard.wait_for(lambda: any(map(wanted, self.heard)), _WAIT_S), self.heard

    def wait_for_act(self, act: DoorAct) -> None:
        """Wait until an act was told of, and forget what was told."""
        self.wait_for(lambda event: isinstance(event, AtDoor) and event.fact.act is act)
        self.heard.clear()

    def name_of(self, person: PersonId) -> str:
        return self.people[person].name if person in self.people else "?"

    def _passer(self, person: PersonId) -> Passer | None:
        found = self.people.get(person)
        return Passer(found.id, found.membership, found.active) if found is not None else None

    def _way(self, camera: CameraId) -> Entering:
        return way_past(next((c.spec() for c in self.settings.cameras if c.id == camera), None))

    def _hear(self, event: AtDoor | DoorChanged) -> None:
        with self._heard:
            self.heard.append(event)
            self._heard.notify_all()

    def _save(self, settings: Settings) -> None:
        self.settings = settings

    def _update_camera(self, spec: CameraSpec) -> None:
        cameras = tuple(CameraSettings.of(spec) if c.id == spec.id else c for c in self.settings.cameras)
        self.settings = msgspec.structs.replace(self.settings, cameras=cameras)


_FAR = datetime(2100, 1, 1, tzinfo=UTC)


@contextmanager
def door_site(folder: Path, plan: Plan = EVERYBODY) -> Iterator[DoorSite]:
    """Run a site with two doors for a block."""
    store = SqliteStore(StoreDatabase(lay_database(folder), 0.05), PlainVault(), HandClock())
    try:
        site = DoorSite(store, plan)
        try:
            yield site
        finally:
            site.gate.stop()
    finally:
        store.close()


def with_access(plan: Plan, **changes: object) -> Plan:
    """Return a plan with another part of its access."""
    return replace(plan, access=replace(plan.access, **changes))  # type: ignore[arg-type]
