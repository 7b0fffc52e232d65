"""What the demo starts with: simulated doors, a plan, and four weeks of coming and going."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.config import DoorSettings, SimulatedRelay
from core.domain.access import AccessPlan, AccessRule, DoorRule, Schedule
from core.domain.attendance import Punch, Source, Way
from core.domain.calendar import Calendar, Hours
from core.domain.ids import DoorId, PersonId, RotaId, RuleId, ScheduleId, ShiftId, new_event_id
from core.domain.ledger import Entry, PlanSaved
from core.domain.people import Person
from core.domain.plan import Plan
from core.domain.work import Assignment, Break, Leave, LeaveKind, Rota, Shift, WorkPlan
from core.runtime.ports import Store

DEMO_DOORS = (
    DoorSettings("main-door", "Main door", SimulatedRelay()),
    DoorSettings("lobby", "Lobby", SimulatedRelay()),
)
_DAYS = 28
_SEED = 7
_WORKING_DAYS = 5
_DAY_SHIFT = Shift(
    ShiftId("day"), "Day", (Hours(9 * 60, 17 * 60 + 30),), breaks=(Break(30, after=6 * 60),), grace_in=10, grace_out=10
)


def furnish(store: Store, people: Sequence[Person], now: datetime, zone: ZoneInfo) -> None:
    """Write a plan and the last weeks into the ledger, as if these people had worked here."""
    today = now.astimezone(zone).date()
    entries = [Entry(new_event_id(), now, PlanSaved(_plan(today)))]
    dice = random.Random(_SEED)
    friday = today - timedelta(days=today.weekday() + 3)
    for number, person in enumerate(people):
        away = number == len(people) - 1
        days = [day for day in _working_days(today) if not (away and friday - timedelta(days=1) <= day <= friday)]
        entries += _punches(person.id, days, now, zone, dice)
        if away:
            leave = Leave(person.id, friday - timedelta(days=1), friday, LeaveKind.VACATION)
            entries.append(Entry(new_event_id(), now, leave, "demo", "A long weekend"))
    store.ledger.append(entries)


def _plan(today: date) -> Plan:
    anchor = today - timedelta(days=today.weekday() + 7 * _DAYS)
    week = ((_DAY_SHIFT.id,),) * _WORKING_DAYS + ((), ())
    work = WorkPlan((_DAY_SHIFT,), (Rota(RotaId("week"), "Office week", anchor, week),), (_everybody(anchor),))
    open_hours = Schedule(ScheduleId("opening"), "Opening hours", ((Hours(6 * 60, 22 * 60),),) * 7)
    doors = tuple(DoorRule(DoorId(door.id)) for door in DEMO_DOORS)
    access = AccessPlan(
        (open_hours,),
        (
            AccessRule(RuleId("main"), "Everybody by the main door", everyone=True, doors=_only(0)),
            AccessRule(RuleId("lobby"), "The lobby in opening hours", everyone=True, doors=_only(1),
                       schedule=open_hours.id),
        ),
        doors,
    )  # fmt: skip
    return Plan(Calendar(), work, access)


def _everybody(since: date) -> Assignment:
    return Assignment(RotaId("week"), since)


def _only(number: int) -> frozenset[DoorId]:
    return frozenset({DoorId(DEMO_DOORS[number].id)})


def _working_days(today: date) -> Iterator[date]:
    for back in range(_DAYS, -1, -1):
        day = today - timedelta(days=back)
        if day.weekday() < _WORKING_DAYS:
            yield day


def _punches(
    person: PersonId, days: Sequence[date], now: datetime, zone: ZoneInfo, dice: random.Random
) -> Iterator[Entry]:
    for day in days:
        if dice.random() < 0.04:
            continue
        begin = _local(day, zone, 9 * 60 + round(dice.gauss(-4, 8)))
        end = _local(day, zone, 17 * 60 + 30 + round(dice.gauss(8, 15)))
        for at, way in ((begin, Way.IN), (end, Way.OUT)):
            # Of today there is only what has been, and somebody now and then forgets to punch out.
            if at < now and not (way is Way.OUT and dice.random() < 0.03):
                yield Entry(new_event_id(), at, Punch(at, person, way, Source.CAMERA, "Entrance"))


def _local(day: date, zone: ZoneInfo, minutes: int) -> datetime:
    return datetime.combine(day, time(minutes // 60, minutes % 60), zone).astimezone(UTC)
