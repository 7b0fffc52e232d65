"""A site whose people came and went for weeks: a real ledger, plan and desks, and a clock set by hand."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from core.config import Settings
from core.domain.attendance import Punch, Source, Way
from core.domain.calendar import Calendar, Holiday, Hours
from core.domain.ids import EventId, RotaId, ShiftId, new_event_id, new_person_id
from core.domain.ledger import Entry, Fact, PlanSaved
from core.domain.people import Membership, NewPerson, Person, PersonFacts
from core.domain.plan import Plan
from core.domain.visitors import VISITORS, Visit
from core.domain.work import Assignment, Break, Leave, LeaveKind, Rota, Shift, WorkPlan
from core.runtime.attendance.books import Books
from core.runtime.attendance.desk import AttendanceDesk
from core.runtime.attendance.reports import ReportDesk
from core.runtime.planning import PlanDesk
from gui.printing.printer import report_pdf
from tests.core.runtime.attendance.attendance_support import HandClock
from tests.gui.people_office import PeopleOffice, template

ZONE = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 3, 18)
"""A Wednesday; the clocks go forward on the 29th."""
NOW = datetime(2026, 3, 18, 9, 20, tzinfo=UTC)
LONG = "Wolfeschlegelsteinhausenbergerdorff-Maximiliana Theodora von und zu Hohenlohe-Waldenburg-Schillingsfürst"
NAMES = (
    "Ana Costa", "Ben Okri", "王小明", "José Álvarez", LONG, "李娜", "Fatima Zahra", "Grace Hopper", "Hiroshi Tanaka",
    "Ingrid Bergström", "Jürgen Müller", "Katarzyna Nowak", "Liam O’Brien", "محمد علي", "Nadia Petrova", "Olu Adeyemi",
    "陈思远", "Quentin Blake", "Rosa Parks", "Søren Kierkegaard", "Tomasz Zieliński", "Uma Thapa", "Víctor Hugo",
    "Wangari Maathai", "Xu Bing", "Yara Haddad", "Zoë Kravitz", "Aiko Sato", "Bruno Costa", "赵雅芝", "Dmitri Orlov",
    "Elif Şafak", "Femi Kuti", "Giulia Rossi", "Hana Novák", "Ivo Andrić", "Joy Adamson", "Kofi Annan",
)  # fmt: skip
DAY = Shift(
    ShiftId("day"), "Day", (Hours(8 * 60, 16 * 60 + 30),),
    breaks=(Break(30, hours=Hours(12 * 60, 12 * 60 + 30)),),
)  # fmt: skip
NIGHT = Shift(ShiftId("night"), "Night", (Hours(22 * 60, 30 * 60),))
_MONDAY = date(2025, 12, 29)
_WEEK = Rota(RotaId("week"), "Week", _MONDAY, ((DAY.id,),) * 5 + ((), ()))
_NIGHTS = Rota(RotaId("nights"), "Nights", _MONDAY, ((NIGHT.id,),) * 5 + ((), ()))
PLAN = Plan(
    Calendar("Europe/Berlin", (Holiday(date(2026, 3, 9), "Founders’ day"),)),
    WorkPlan(
        (DAY, NIGHT), (_WEEK, _NIGHTS),
        (Assignment(_WEEK.id, _MONDAY), Assignment(_NIGHTS.id, _MONDAY, group="Night watch")),
    ),
)  # fmt: skip
_GROUPS = ("Assembly", "Office", "Warehouse", "研发部")
_CREATED = datetime(2025, 12, 29, tzinfo=UTC)


class AttendanceSite:
    """The desks and what they work on; `people` are in the order of NAMES."""

    def __init__(self, office: PeopleOffice, settings: Settings, plan: Plan) -> None:
        self.office, self.store, self.clock = office, office.store, HandClock(NOW)
        self.settings = settings
        self.people: list[Person] = []
        ledger = self.store.ledger
        ledger.append([Entry(new_event_id(), _CREATED, PlanSaved(plan), "Olga")])
        self.planning = PlanDesk(ledger, self.store.book, self.clock, "Olga")
        self.books = Books(
            ledger, self.store.visits, self.store.people, self.planning.plan, lambda: self.settings, self.clock, "Olga"
        )
        self.changes = 0
        self.attendance = AttendanceDesk(self.books, self._changed)
        self.reports = ReportDesk(self.books, report_pdf)
        self.desks = SimpleNamespace(
            people=office.people, attendance=self.attendance, reports=self.reports, planning=self.planning
        )

    def enrol(self, count: int, *, faces: int = 4) -> None:
        """Enrol so many people, a few of them with a picture; every eleventh is on the night watch."""
        new = []
        for number in range(count):
            name = NAMES[number % len(NAMES)] + ("" if number < len(NAMES) else f" {number}")
            group = "Night watch" if number % 11 == 10 else _GROUPS[number % len(_GROUPS)]
            facts = PersonFacts(name, f"{1000 + number}", Membership(frozenset({group})))
            pictures = (template(number),) if number < faces else ()
            new.append(NewPerson(new_person_id(), _CREATED, facts, pictures))
        self.office.roster.enrol_people(new)
        self.people = [one.facts.of(one.id, one.created) for one in new]

    def work(self, first: date, last: date, away: Sequence[Leave] = ()) -> None:
        """Let everybody who is not away come and go from day to day as people do, up to the clock's time."""
        dice = random.Random(3)
        facts: list[Fact] = []
        for person in self.people:
            night = "Night watch" in person.membership.groups
            for n in range((last - first).days + 1):
                day = first + timedelta(n)
                free = day == PLAN.calendar.holidays[0].day or any(
                    one.person == person.id and one.first <= day <= one.last for one in away
                )
                if day.weekday() < 5 and not free and dice.random() > 0.05:
                    facts += _punches(person, day, NIGHT if night else DAY, dice)
        self.write([fact for fact in facts if not isinstance(fact, Punch) or fact.at < self.clock.now])

    def write(self, facts: Sequence[Fact]) -> list[EventId]:
        """Write facts as Usher itself does."""
        entries = [Entry(new_event_id(), self.clock.now, fact) for fact in facts]
        self.store.ledger.append(entries)
        return [entry.id for entry in entries]

    def punch(self, person: Person, clock: str, way: Way, day: date = TODAY, door: str = "Main door") -> EventId:
        """Let somebody pass a camera."""
        return self.write([Punch(at(clock, day), person.id, way, Source.CAMERA, door)])[0]

    def furnish(self, count: int) -> None:
        """Enrol people, let them work in March, be away and be late, and have a visitor."""
        self.enrol(count)
        away = [
            Leave(self.people[1].id, date(2026, 3, 16), date(2026, 3, 20), LeaveKind.VACATION),
            Leave(self.people[2].id, date(2026, 3, 4), date(2026, 3, 5), LeaveKind.SICK),
        ]
        self.write(away)
        self.work(date(2026, 3, 1), TODAY, away)

    def visit(self, name: str) -> Person:
        """Let a visitor come."""
        facts = PersonFacts(name, "", Membership(frozenset({VISITORS})))
        new = NewPerson(new_person_id(), NOW, facts, ())
        self.office.roster.enrol_people([new])
        host = self.people[0].id if self.people else None
        self.store.visits.sign_in(Visit(new.id, name, host, "Audit", "ACME", NOW, at("23:59"), at("23:59")))
        return facts.of(new.id, new.created)

    def _changed(self) -> None:
        self.changes += 1


@contextmanager
def attendance_site(folder: Path, settings: Settings | None = None, plan: Plan = PLAN) -> Iterator[AttendanceSite]:
    """Open a site for a block."""
    office = PeopleOffice(folder)
    try:
        yield AttendanceSite(office, settings or Settings(company="Müller & Söhne"), plan)
    finally:
        office.store.close()


def at(clock: str, day: date = TODAY) -> datetime:
    """Return a moment by the clock on the wall, in UTC."""
    hours, minutes = map(int, clock.split(":"))
    return (
        (datetime.combine(day, time(0)) + timedelta(hours=hours, minutes=minutes)).replace(tzinfo=ZONE).astimezone(UTC)
    )


def _punches(person: Person, day: date, shift: Shift, dice: random.Random) -> Iterator[Punch]:
    start, end = shift.hours[0].start, shift.hours[0].end
    came = start - 8 + round(dice.gauss(0, 6)) + (dice.choice((12, 25, 40)) if dice.random() < 0.08 else 0)
    left = end + round(abs(dice.gauss(4, 14))) - (45 if dice.random() < 0.05 else 0)
    door = dice.choice(("Main door", "Yard gate"))
    yield Punch(at(f"{came // 60}:{came % 60}", day), person.id, Way.IN, Source.CAMERA, door)
    if dice.random() > 0.03:
        yield Punch(at(f"{left // 60}:{left % 60}", day), person.id, Way.OUT, Source.CAMERA, door)
