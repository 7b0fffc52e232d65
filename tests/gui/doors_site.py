"""A site with doors that are kept for real: gate, keepers, ledger and desks over simulated switches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from core.config import DoorSettings
from core.domain.access import AccessPlan, AccessRule, DoorRule, Entering, Passback, Proof, Ruling, Schedule
from core.domain.calendar import WHOLE_DAY, Calendar, Hours
from core.domain.clock import SystemClock
from core.domain.events import AtDoor, DoorChanged
from core.domain.ids import DoorId, RuleId, ScheduleId
from core.domain.people import Membership, Person, PersonFacts
from core.domain.plan import Plan
from core.door.factory import relay_of
from core.door.relay import Relay
from core.door.simulated import SimulatedSwitch
from core.runtime.doors.credentials import CredentialDesk
from core.runtime.doors.desk import DoorDesk, DoorOffice
from core.runtime.doors.gate import Gate, Site, way_past
from core.runtime.planning import PlanDesk
from tests.core.runtime.runtime_support import POINT
from tests.gui.fakes import FakeStation
from tests.gui.people_office import PeopleOffice

MAIN, LAB = DoorId("main"), DoorId("lab")
NEVER = Schedule(ScheduleId("never"), "Never", ((),) * 7)
OFFICE = Schedule(ScheduleId("office"), "Office hours", ((Hours(360, 1200),),) * 5 + ((), ()), (WHOLE_DAY,))
RULES = (
    AccessRule(RuleId("staff"), "Staff by the main door", groups=frozenset({"Staff"}), doors=frozenset({MAIN})),
    AccessRule(RuleId("lab"), "Nobody yet", groups=frozenset({"Staff"}), doors=frozenset({LAB}), schedule=NEVER.id),
)
PLAN = Plan(
    Calendar("Europe/Warsaw"),
    access=AccessPlan((NEVER, OFFICE), RULES, (DoorRule(MAIN, passback=Passback.HARD, area="House"),)),
)
# With a handle inside, so that an open leaf is never taken for a forced one, however late it is looked at.
DOORS = (DoorSettings(MAIN, "Main door", left_open_s=0.3, handle_inside=True), DoorSettings(LAB, "Laboratory"))

Told = Callable[[AtDoor | DoorChanged], None]


class _LeafSwitch(SimulatedSwitch):
    """A simulated switch with a door contact that a test opens and closes."""

    def __init__(self) -> None:
        super().__init__()
        self.leaf: bool | None = False

    def input(self) -> bool | None:
        return self.leaf


class DoorsSite:
    """The desks of `station`, and what they work on; `tell` is where events go."""

    def __init__(self, folder: Path, station: FakeStation, tell: Told) -> None:
        self.office, self.station, self.tell = PeopleOffice(folder), station, tell
        clock, store = SystemClock(), self.office.store
        self.switch = _LeafSwitch()
        self.planning = PlanDesk(store.ledger, store.book, clock, "Maria")
        self.planning.save(PLAN)
        roster = self.office.roster
        roster.know_passers()
        site = Site(
            self.planning.plan, roster.passer_of, roster.name_of, self._way_of, store.ledger, clock,
            lambda event: self.tell(event), self._relay_of,
        )  # fmt: skip
        self.gate = Gate(site)
        self.doors = DoorDesk(
            DoorOffice(
                self.gate, self.planning.plan, store.ledger, store.seen, roster.passer_of, roster.name_of,
                lambda: station.settings, station.save_settings, station.update_camera, self._relay_of, lambda: POINT,
                clock, "Maria",
            )
        )  # fmt: skip
        self.credentials = CredentialDesk(store.secrets, clock, self.gate.wrong_pin)
        station.desks = SimpleNamespace(
            people=self.office.people, planning=self.planning, doors=self.doors, credentials=self.credentials
        )
        self.gate.start(())

    def furnish(self) -> None:
        """Put up both doors."""
        for door in DOORS:
            self.doors.add_door(door)

    def enrol(self, name: str, *groups: str) -> Person:
        """Enrol somebody who may be let in."""
        person = self.office.enrol(PersonFacts(name, "", Membership(frozenset(groups))))
        self.office.roster.know_passers()
        return person

    def come(self, person: Person, door: DoorId, *, duress: bool = False, way: Entering = Entering.IN) -> Ruling:
        """Let somebody show themselves at a door."""
        return self.doors.present(person.id, Proof(face=True, pin=duress, duress=duress), door, way)

    def close(self) -> None:
        """End everything."""
        self.gate.stop()
        self.office.store.close()

    def _way_of(self, camera: str) -> Entering:
        found = [status.spec for status in self.station.statuses if status.spec.id == camera]
        return way_past(found[0] if found else None)

    def _relay_of(self, settings: DoorSettings) -> Relay:
        return Relay(self.switch) if settings.id == MAIN else relay_of(settings)


@contextmanager
def doors_site(folder: Path, station: FakeStation, tell: Told) -> Iterator[DoorsSite]:
    """Open a site for a block."""
    site = DoorsSite(folder, station, tell)
    try:
        yield site
    finally:
        site.close()
