"""What is written comes back the same."""

from datetime import date, datetime, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.access import AccessPlan, AccessRule, DoorRule, Entering, Passback, Proof, Proofs, Schedule, Why
from core.domain.attendance import Punch, Source, Way
from core.domain.calendar import Calendar, Holiday, Hours
from core.domain.clock import from_micros
from core.domain.doors import DoorAct, DoorFact
from core.domain.ids import CameraId, DoorId, EventId, PersonId, RotaId, RuleId, ScheduleId, ShiftId
from core.domain.ledger import Entry, Fact, PlanSaved, Request
from core.domain.plan import Plan
from core.domain.work import Assignment, Break, Leave, LeaveKind, Overtime, Rota, Rounding, RoundTo, Shift, WorkPlan
from core.store.ledger_rows import columns_of, entry_of

moments = st.integers(-(10**15), 4 * 10**15).map(from_micros)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ids = texts.filter(bool)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    """Draw hours of a day."""
    start = draw(st.integers(0, 1439))
    return Hours(start, start + draw(st.integers(1, 1440)))


punches = st.builds(Punch, moments, ids.map(PersonId), st.sampled_from(Way), st.sampled_from(Source), texts)
leaves = st.builds(
    lambda person, first, length, kind, some: Leave(person, first, first + timedelta(days=length), kind, some),
    ids.map(PersonId), days, st.integers(0, 40), st.sampled_from(LeaveKind), st.none() | hours(),
)  # fmt: skip
door_facts = st.builds(
    DoorFact,
    moments,
    ids.map(DoorId),
    st.sampled_from(DoorAct),
    st.none() | ids.map(PersonId),
    st.sampled_from(Entering),
    st.builds(Proof, st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    st.none() | st.sampled_from(Why),
    st.none() | ids.map(CameraId),
)
requests = st.builds(Request, punches | leaves, st.none() | ids.map(EventId))
facts = st.none() | punches | leaves | door_facts | requests
entries = st.builds(
    Entry, ids.map(EventId), moments, facts, texts, texts, st.none() | ids.map(EventId), st.none() | ids.map(EventId)
)


def kept(entry: Entry) -> Entry:
    """Write and read an entry."""
    return entry_of((1, *columns_of(entry)))


@given(entries)
@settings(max_examples=80)
def test_an_entry_comes_back_as_it_was(entry: Entry) -> None:
    """To the microsecond and the character."""
    assert kept(entry) == entry


def whole_plan() -> Plan:
    """Return a plan that uses every type there is."""
    night = Shift(
        ShiftId("n"), "Night", (Hours(1320, 1800),), flexible=True, required=450, core=Hours(1380, 1500),
        breaks=(Break(30, 360), Break(15, hours=Hours(1400, 1415), paid=True)),
        round_in=Rounding(15, RoundTo.UP), overtime=Overtime(30, Rounding(10), before_start=True, cap=120),
    )  # fmt: skip
    work = WorkPlan(
        (night,),
        (Rota(RotaId("r"), "Turns", date(2024, 1, 1), ((ShiftId("n"),), ())),),
        (Assignment(RotaId("r"), date(2024, 1, 1), person=PersonId("p")), Assignment(RotaId("r"), date(2024, 2, 1))),
    )
    rule = AccessRule(RuleId("x"), "Staff", frozenset({PersonId(str(n)) for n in range(9)}), frozenset({"b", "a"}))
    access = AccessPlan(
        (Schedule(ScheduleId("s"), "Office", ((Hours(480, 1080),),) * 7),),
        (rule, AccessRule(RuleId("y"), "Out", everyone=True, deny=True, since=date(2024, 1, 1))),
        (DoorRule(DoorId("d"), Proofs.FACE_AND_PIN, Passback.HARD, "in", "out", frozenset({"a"}), interlock="l"),),
    )
    calendar = Calendar("Europe/Vienna", (Holiday(date(2024, 1, 1), "New Year", frozenset({"a"})),), frozenset({4}))
    return Plan(calendar, work, access)


def test_a_plan_comes_back_as_it_was() -> None:
    """Every type it is made of."""
    fact = kept(Entry(EventId("e"), datetime.fromisoformat("2024-01-01T00:00:00Z"), PlanSaved(whole_plan()))).fact
    assert fact == PlanSaved(whole_plan())


@given(st.permutations([PersonId(str(n)) for n in range(9)]))
@settings(max_examples=10)
def test_equal_plans_are_written_alike(people: list[PersonId]) -> None:
    """Whatever order a set happens to have."""
    fact: Fact = PlanSaved(Plan(access=AccessPlan(rules=(AccessRule(RuleId("x"), "", frozenset(people)),))))
    body = columns_of(Entry(EventId("e"), from_micros(0), fact))[-1]
    assert body is not None
    found = msgspec.json.decode(body)["access"]["rules"][0]["people"]
    assert found == sorted(people)
