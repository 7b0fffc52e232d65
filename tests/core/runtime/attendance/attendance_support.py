"""A site with people, a plan and a clock that is set by hand, on a real store."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from core.config import AttendanceSettings, Settings
from core.domain.attendance import Punch, Source, Way
from core.domain.calendar import Calendar, Hours
from core.domain.clock import to_micros
from core.domain.ids import EventId, PersonId, RotaId, ShiftId, new_event_id, new_person_id
from core.domain.ledger import Entry
from core.domain.people import Membership, NewPerson, Person, PersonFacts
from core.domain.plan import Plan
from core.domain.work import Assignment, Break, Rota, Shift, WorkPlan
from core.runtime.attendance.books import Books
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from tests.helpers.databases import lay_database

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2024, 5, 13)
DAY_SHIFT = Shift(ShiftId("day"), "Day", (Hours(480, 990),), breaks=(Break(30, hours=Hours(720, 750)),))
NIGHT_SHIFT = Shift(ShiftId("night"), "Night", (Hours(1320, 1800),))
WEEK = Rota(RotaId("week"), "Week", MONDAY, ((DAY_SHIFT.id,),) * 5 + ((), ()))
NIGHTS = Rota(RotaId("nights"), "Nights", MONDAY, ((NIGHT_SHIFT.id,),) * 5 + ((), ()))
PLAN = Plan(
    Calendar("Europe/Berlin"),
    WorkPlan(
        (DAY_SHIFT, NIGHT_SHIFT),
        (WEEK, NIGHTS),
        (Assignment(WEEK.id, date(2024, 1, 1)), Assignment(NIGHTS.id, date(2024, 1, 1), group="night")),
    ),
)


def at(clock: str, day: date = MONDAY) -> datetime:
    """Return a moment by the clock on the wall in Berlin, in UTC."""
    hours, minutes = map(int, clock.split(":"))
    local = datetime(day.year, day.month, day.day, tzinfo=BERLIN).replace(hour=hours % 24, minute=minutes)
    return (local + timedelta(days=hours // 24)).astimezone(UTC)


@dataclass
class HandClock:
    """Shows what it is set to."""

    now: datetime

    def utc(self) -> datetime:
        return self.now

    def mono_ns(self) -> int:
        return to_micros(self.now) * 1000


@dataclass
class Site:
    """Where the tests happen."""

    store: SqliteStore
    clock: HandClock
    plan: Plan = PLAN
    settings: Settings = field(default_factory=lambda: Settings(company="Müller & Söhne"))

    @property
    def books(self) -> Books:
        store = self.store
        return Books(
            store.ledger, store.visits, store.people, lambda: self.plan, lambda: self.settings, self.clock, "Olga"
        )

    def attend(self, settings: AttendanceSettings) -> None:
        self.settings = Settings(company=self.settings.company, attendance=settings)

    def enrol(
        self, name: str, external_id: str = "", groups: Sequence[str] = (), since: datetime | None = None,
        created: datetime = datetime(2024, 1, 1, tzinfo=UTC), active: bool = True,
    ) -> Person:  # fmt: skip
        facts = PersonFacts(name, external_id, Membership(frozenset(groups), since), active)
        person = facts.of(new_person_id(), created)
        self.store.book.enrol([NewPerson(person.id, created, facts, ())])
        return person

    def punch(
        self, person: Person, clock: str, way: Way, day: date = MONDAY, door: str = "North", by: Source = Source.CAMERA
    ) -> EventId:
        entry = Entry(new_event_id(), self.clock.now, Punch(at(clock, day), person.id, way, by, door))
        self.store.ledger.append([entry])
        return entry.id

    def work(self, person: Person, day: date, come: str = "8:00", leave: str = "16:30") -> tuple[EventId, EventId]:
        return self.punch(person, come, Way.IN, day), self.punch(person, leave, Way.OUT, day)


@contextmanager
def open_site(folder: Path, now: datetime) -> Iterator[Site]:
    """Open the site whose records are in `folder` for a block."""
    clock = HandClock(now)
    store = SqliteStore(StoreDatabase(lay_database(folder)), PlainVault(), clock)
    try:
        yield Site(store, clock)
    finally:
        store.close()


def moved(punch: Punch, clock: str, day: date = MONDAY) -> Punch:
    """Return a punch at another time."""
    return replace(punch, at=at(clock, day))


def manual(person: PersonId, clock: str, way: Way, day: date = MONDAY) -> Punch:
    """Return a punch as an operator writes it."""
    return Punch(at(clock, day), person, way, Source.MANUAL)
