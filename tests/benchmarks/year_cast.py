"""A made-up year at a works of some hundred people with two doors; the same one for the same seed.

Half of the people work by day, three of eight by turns with nights, the rest when they like. They take holidays, fall
ill, come late, forget to punch; what they forgot is written down for them, and some of that is taken back again.
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from core.domain.access import AccessPlan, AccessRule, DoorRule, Entering, Proof, Schedule, Why
from core.domain.attendance import Punch, Source, Way
from core.domain.calendar import Calendar, Holiday, Hours
from core.domain.doors import DoorAct, DoorFact
from core.domain.ids import CameraId, DoorId, EventId, PersonId, RotaId, RuleId, ScheduleId, ShiftId
from core.domain.ledger import Entry, Fact, PlanSaved
from core.domain.people import Membership, NewPerson, PersonFacts
from core.domain.plan import Plan
from core.domain.work import Assignment, Break, Leave, LeaveKind, Overtime, Rota, Rounding, RoundTo, Shift, WorkPlan

ZONE = ZoneInfo("Europe/Berlin")
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
DAY, TURNS, FREE = "Office", "Works", "Laboratory"
DOORS = (DoorId("main"), DoorId("yard"))
DOOR_NAMES = ("Main door", "Yard")
OPERATOR = "operator"

_DAY = Shift(
    ShiftId("day"), "Day", (Hours(8 * 60, 16 * 60 + 30),), breaks=(Break(30, after=360),),
    overtime=Overtime(15, Rounding(15, RoundTo.DOWN)),
)  # fmt: skip
_TURNS = (
    Shift(ShiftId("early"), "Early", (Hours(6 * 60, 14 * 60),), breaks=(Break(30, after=360),)),
    Shift(ShiftId("late"), "Late", (Hours(14 * 60, 22 * 60),), breaks=(Break(30, after=360),)),
    Shift(ShiftId("night"), "Night", (Hours(22 * 60, 30 * 60),), breaks=(Break(30, after=360, paid=True),)),
)
_FREE = Shift(
    ShiftId("free"), "Flexible", (Hours(6 * 60, 21 * 60),), flexible=True, required=450, core=Hours(600, 840),
    breaks=(Break(30, after=360),), round_in=Rounding(5, RoundTo.UP), round_out=Rounding(5, RoundTo.DOWN),
)  # fmt: skip
_CREWS = 3
_HOLIDAYS = ((1, 1), (4, 18), (4, 21), (5, 1), (5, 29), (6, 9), (10, 3), (12, 25), (12, 26))
_WORKING_DAYS = 5
_MONDAY = FIRST - timedelta(days=FIRST.weekday())
_FREE_HOURS = Hours(9 * 60, 17 * 60)
"""When those who may choose mostly come."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works here; `crew` is who they take turns with, None for the others."""

    id: PersonId
    group: str
    crew: int | None


class Cast:
    """People and what they do in the year, drawn from one seed."""

    def __init__(self, people: int, seed: int = 6) -> None:
        self._dice = random.Random(seed)
        self.workers = tuple(self._worker(number) for number in range(people))

    def people(self) -> list[NewPerson]:
        """Return everybody, without a face."""
        created = datetime.combine(FIRST, time(), UTC)
        people = []
        for number, worker in enumerate(self.workers):
            groups = Membership(frozenset({worker.group}))
            facts = PersonFacts(f"Worker {number:03}", f"{number:05}", membership=groups)
            people.append(NewPerson(worker.id, created, facts, ()))
        return people

    def entries(self, count: int) -> list[Entry]:
        """Return `count` entries in the order of writing: the plan first, doors as often as is needed to fill up."""
        begin = datetime.combine(FIRST, time(), ZONE)
        rest: list[Entry] = []
        for worker in self.workers:
            rest += self._year_of(worker)
        punches = [entry.fact for entry in rest if isinstance(entry.fact, Punch)]
        missing = count - len(rest) - 1
        if missing < 0:
            raise ValueError(f"there are {len(rest)} entries without any at doors, more than {count}")
        rest += (self._at_door(punch) for punch in self._dice.choices(punches, k=missing))
        rest.sort(key=lambda entry: (entry.utc, entry.voids is not None))
        return [self._entry(begin - timedelta(days=1), PlanSaved(self._plan()), OPERATOR), *rest]

    def _worker(self, number: int) -> Worker:
        group = (DAY, TURNS, DAY, TURNS, DAY, FREE, DAY, TURNS)[number % 8]
        return Worker(PersonId(self._id(FIRST)), group, number % _CREWS if group == TURNS else None)

    def _id(self, day: date) -> str:
        """Return a version 7 UUID of a day, the rest of it drawn from the seed."""
        text = f"{_unix_ms(day):012x}7{self._dice.getrandbits(12):03x}{1 << 63 | self._dice.getrandbits(62):016x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def _entry(self, utc: datetime, fact: Fact | None, author: str = "", reason: str = "", voids: str = "") -> Entry:
        return Entry(EventId(self._id(utc.date())), utc, fact, author, reason, EventId(voids) if voids else None)

    def _year_of(self, worker: Worker) -> Iterator[Entry]:
        away = list(self._leaves(worker))
        for leave in away:
            written = datetime.combine(leave.first, time(9), ZONE).astimezone(UTC)
            yield self._entry(written, leave, OPERATOR, "Agreed" if leave.kind is LeaveKind.VACATION else "Called")
        off = {leave.first + timedelta(days=n) for leave in away for n in range((leave.last - leave.first).days + 1)}
        for day, hours in _working_days(worker):
            if day not in off and self._dice.random() > 0.01:
                yield from self._day(worker, day, hours)

    def _leaves(self, worker: Worker) -> Iterator[Leave]:
        for month, length, kind in ((2, 5, LeaveKind.SICK), (4, 6, LeaveKind.VACATION), (7, 14, LeaveKind.VACATION)):
            first = date(FIRST.year, month, self._dice.randint(1, 28))
            yield Leave(worker.id, first, first + timedelta(days=self._dice.randint(1, length)), kind)

    def _day(self, worker: Worker, day: date, hours: Hours) -> Iterator[Entry]:
        dice = self._dice
        begin, end = hours.start + dice.gauss(-6, 6), hours.end + dice.gauss(7, 8)
        times = [(begin, Way.IN), (end, Way.OUT)]
        if dice.random() < 0.4:
            noon = (begin + end) / 2
            times[1:1] = [(noon - dice.uniform(15, 20), Way.OUT), (noon + dice.uniform(15, 25), Way.IN)]
        forgotten = dice.randrange(len(times)) if dice.random() < 0.02 else None
        for number, (minutes, way) in enumerate(times):
            at = _moment(day, minutes)
            punch = Punch(at, worker.id, way, Source.CAMERA, DOOR_NAMES[dice.random() < 0.3])
            if number != forgotten:
                yield self._entry(at, punch)
            elif dice.random() < 0.7:
                yield from self._made_up_for(punch)

    def _made_up_for(self, punch: Punch) -> Iterator[Entry]:
        """Write down what was forgotten; one in five of these is wrong and replaced."""
        later = punch.at + timedelta(days=1)
        wrong = self._dice.random() < 0.2
        noted = Punch(punch.at + timedelta(minutes=30 if wrong else 0), punch.person, punch.way, Source.MANUAL)
        first = self._entry(later, noted, OPERATOR, "Forgot to punch")
        yield first
        if wrong:
            right = Punch(punch.at, punch.person, punch.way, Source.MANUAL)
            yield self._entry(later + timedelta(hours=1), right, OPERATOR, "A mistake", first.id)

    def _at_door(self, punch: Punch) -> Entry:
        """Return what their door had to say when somebody punched: now and then, that it stays shut."""
        number = DOOR_NAMES.index(punch.door) if punch.door else 0
        act = DoorAct.DENIED if self._dice.random() < 0.02 else DoorAct.OPENED
        fact = DoorFact(
            punch.at, DOORS[number], act, punch.person, Entering(punch.way.value), Proof(face=True),
            Why.NO_RULE if act is DoorAct.DENIED else Why.RULE, CameraId(DOORS[number]),
        )  # fmt: skip
        return self._entry(punch.at, fact)

    def _plan(self) -> Plan:
        """Return how they are to work and which doors they may pass."""
        assignments = [Assignment(RotaId(group), FIRST, group=group) for group in (DAY, FREE)]
        assignments += [
            Assignment(RotaId(f"crew {worker.crew}"), FIRST, person=worker.id)
            for worker in self.workers
            if worker.crew is not None
        ]
        holidays = tuple(Holiday(date(FIRST.year, month, day), "Holiday") for month, day in _HOLIDAYS)
        work = WorkPlan((_DAY, *_TURNS, _FREE), tuple(_ROTAS.values()), tuple(assignments))
        return Plan(Calendar(ZONE.key, holidays), work, _ACCESS)


def _week(shift: Shift) -> tuple[tuple[ShiftId, ...], ...]:
    return ((shift.id,),) * _WORKING_DAYS + ((), ())


def _rotas() -> Iterator[Rota]:
    yield Rota(RotaId(DAY), DAY, _MONDAY, _week(_DAY))
    yield Rota(RotaId(FREE), FREE, _MONDAY, _week(_FREE))
    for crew in range(_CREWS):
        weeks = [_week(_TURNS[(crew + turn) % _CREWS]) for turn in range(_CREWS)]
        yield Rota(RotaId(f"crew {crew}"), f"Crew {crew}", _MONDAY, tuple(itertools.chain(*weeks)))


_SHIFTS = {shift.id: shift for shift in (_DAY, *_TURNS, _FREE)}
_ROTAS = {rota.id: rota for rota in _rotas()}
_HOURS = Schedule(ScheduleId("day"), "Daytime", ((Hours(5 * 60, 23 * 60),),) * 7)
_ACCESS = AccessPlan(
    (_HOURS,),
    (
        AccessRule(RuleId("all"), "Everybody by day", everyone=True, schedule=_HOURS.id),
        AccessRule(RuleId("works"), "The works at any time", groups=frozenset({TURNS})),
    ),
    tuple(DoorRule(door) for door in DOORS),
)


def _working_days(worker: Worker) -> Iterator[tuple[date, Hours]]:
    """Return on which days somebody works in which hours."""
    rota = _ROTAS[RotaId(worker.group if worker.crew is None else f"crew {worker.crew}")]
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        if (day.month, day.day) not in _HOLIDAYS:
            for shift in rota.days[(day - rota.anchor).days % len(rota.days)]:
                yield day, _FREE_HOURS if shift == _FREE.id else _SHIFTS[shift].hours[0]


def _moment(day: date, minutes: float) -> datetime:
    local = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return local.replace(tzinfo=ZONE).astimezone(UTC)


@cache
def _unix_ms(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp() * 1000)
