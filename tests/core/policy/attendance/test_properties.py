"""What holds for any stamps, any plan, in any zone, over midnight and where clocks change."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.attendance import Day, Mark, Punch, Source, Stamp, Way
from core.domain.ids import EventId
from core.domain.ledger import Entry, Undo
from core.domain.plan import Plan
from core.domain.work import Leave, LeaveKind
from core.policy.attendance import reckon, total, window
from core.policy.ledger import stamps as stamps_of
from tests.core.policy.attendance.table import ANNA, BERLIN, MONDAY, STAFF, amounts, hours, plan_of, punches, shift

_WORDS: dict[str, dict[str, object]] = {
    "plain": {"hours": "08:00-16:00"},
    "office": {"hours": "08:00-17:00", "breaks": ["60 at 12:00-13:00", "15 after 420"]},
    "night": {"hours": "22:00-06:00", "breaks": ["30 after 360"]},
    "split": {"hours": "08:00-12:00 16:00-20:00"},
    "early": {"hours": "06:00-14:00", "overtime": {"threshold": 30, "rounding": "15 down", "cap": 90}},
    "late": {"hours": "14:00-22:00", "overtime": {"before_start": True}},
    "mid": {"hours": "11:00-19:00", "grace_in": 0},
    "flex": {"hours": "06:00-20:00", "flexible": True, "required": 480, "core": "10:00-15:00"},
    "free": {"hours": "00:00-24:00", "flexible": True, "required": 480},
    "guard": {"hours": "08:00-08:00"},
}
_LAX: dict[str, dict[str, object]] = {
    "round": {"hours": "08:00-16:00", "round_in": "15 nearest", "round_out": "30 nearest"},
    "wide": {"hours": "20:00-04:00", "round_in": "30 down", "round_out": "30 up", "breaks": ["20 after 60 paid"]},
    "up": {"hours": "07:00-15:00", "overtime": {"rounding": "60 up"}},
}
EXACT = {name: shift(name, **about) for name, about in _WORDS.items()}
ALL = EXACT | {name: shift(name, **about) for name, about in _LAX.items()}
PLACES = [
    (BERLIN, MONDAY),
    (BERLIN, date(2026, 3, 23)),
    (BERLIN, date(2026, 10, 19)),
    (ZoneInfo("Australia/Lord_Howe"), date(2026, 3, 30)),
    (ZoneInfo("Africa/Cairo"), date(2026, 4, 20)),
    (ZoneInfo("Pacific/Apia"), date(2011, 12, 26)),
]


def plans(names: Sequence[str]) -> st.SearchStrategy[list[str]]:
    part = st.sampled_from(["", *names])
    turn = st.tuples(part, part).map(lambda two: " ".join(filter(None, two)))
    return st.tuples(*[turn] * 7).map(list) | st.just([])


minutes = st.integers(-1000, 9 * 1440)
ways = st.lists(st.tuples(minutes, st.sampled_from(Way)), max_size=14)
visits = st.lists(st.integers(-300, 9 * 1440), max_size=14, unique=True).map(
    lambda found: [(minute, (Way.IN, Way.OUT)[index % 2]) for index, minute in enumerate(sorted(found))]
)
leaves = st.lists(
    st.builds(
        lambda first, length, kind, span: Leave(ANNA, first, first + timedelta(days=length), kind, span),
        st.integers(0, 6).map(lambda day: MONDAY + timedelta(days=day)),
        st.integers(0, 2),
        st.sampled_from(LeaveKind),
        st.sampled_from([None, hours("08:00-12:00"), hours("13:30-15:00"), hours("23:00-03:00")]),
    ),
    max_size=2,
)
nows = st.integers(0, 12 * 1440)


def stamped(found: Sequence[tuple[int, Way]], monday: date) -> list[Stamp]:
    start = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    return [
        Stamp(EventId(f"{index:03}"), start + timedelta(minutes=minute), way, Source.CAMERA)
        for index, (minute, way) in enumerate(found)
    ]


def week(
    stamps: Sequence[Stamp],
    plan: Plan,
    place: tuple[ZoneInfo, date] = PLACES[0],
    now: int = 20_000,
    away: Sequence[Leave] = (),
    days: tuple[int, int] = (0, 6),
) -> tuple[Day, ...]:
    zone, monday = place
    at = datetime(monday.year, monday.month, monday.day, tzinfo=UTC) + timedelta(minutes=now)
    first, last = (monday + timedelta(days=day) for day in days)
    start, end = window(first, last, zone)
    known = [stamp for stamp in stamps if start <= stamp.at < end]
    return reckon(known, away, plan, ANNA, STAFF, first, last, at, zone)


@given(plans(list(ALL)), st.sampled_from(PLACES), ways | visits, nows, leaves)
@settings(max_examples=40)
def test_nothing_is_negative_or_counted_twice(
    turns: list[str], place: tuple[ZoneInfo, date], found: list[tuple[int, Way]], now: int, away: list[Leave]
) -> None:
    stamps = stamped(found, place[1])
    days = week(stamps, plan_of(ALL, turns, place[1]), place, now, away)
    for day in days:
        assert min(amounts(day).values()) >= 0
        assert day.credited <= day.owed
        assert day.overtime <= day.worked
        assert (Mark.LATE in day.marks) == (day.late > 0)
    spans = sorted((span.start, span.end) for day in days for span in day.spans)
    assert all(start <= end for start, end in spans)
    assert all(left <= came for (_, left), (came, _) in pairwise(spans))
    shown = [stamp.id for day in days for stamp in day.stamps]
    assert len(shown) == len(set(shown))
    assert {span.start_id for day in days for span in day.spans} <= {stamp.id for stamp in stamps}


@given(plans(list(EXACT)), st.sampled_from(PLACES), ways | visits, nows)
@settings(max_examples=30)
def test_no_more_is_worked_than_time_was_spent_at_work(
    turns: list[str], place: tuple[ZoneInfo, date], found: list[tuple[int, Way]], now: int
) -> None:
    days = week(stamped(found, place[1]), plan_of(EXACT, turns, place[1]), place, now)
    for day in days:
        there = sum((span.end - span.start for span in day.spans), timedelta())
        assert timedelta(minutes=day.worked) <= there
    totals = total(days)
    assert totals.worked == sum(day.worked for day in days)
    assert min(totals.owed, totals.missing, totals.days_worked, totals.days_absent, totals.days_leave) >= 0


@given(plans(list(ALL)), ways, nows, leaves, st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_the_order_of_stamps_does_not_matter(
    turns: list[str], found: list[tuple[int, Way]], now: int, away: list[Leave], chance: "object"
) -> None:
    plan, stamps = plan_of(ALL, turns, MONDAY), stamped(found, MONDAY)
    shuffled = list(stamps)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert week(shuffled, plan, now=now, away=away) == week(stamps, plan, now=now, away=away)


@given(plans(list(ALL)), st.sampled_from(PLACES), ways | visits, nows, leaves, st.integers(0, 5))
@settings(max_examples=30)
def test_two_windows_tell_the_same_as_one(
    turns: list[str], place: tuple[ZoneInfo, date], found: list[tuple[int, Way]], now: int, away: list[Leave], cut: int
) -> None:
    plan, stamps = plan_of(ALL, turns, place[1]), stamped(found, place[1])
    whole = week(stamps, plan, place, now, away)
    parts = [week(stamps, plan, place, now, away, days) for days in ((0, cut), (cut + 1, 6))]
    assert parts[0] + parts[1] == whole


@given(plans(list(ALL)), visits.filter(bool), minutes, st.sampled_from(Way), st.data())
@settings(max_examples=25)
def test_a_correction_and_its_undo_leave_the_totals_as_before(
    turns: list[str], found: list[tuple[int, Way]], minute: int, way: Way, data: st.DataObject
) -> None:
    plan = plan_of(ALL, turns, MONDAY)
    entries = [
        Entry(stamp.id, stamp.at, Punch(stamp.at, ANNA, stamp.way, stamp.source)) for stamp in stamped(found, MONDAY)
    ]
    (other,) = stamped([(minute, way)], MONDAY)
    wrong = data.draw(st.sampled_from(entries))
    written = datetime(2026, 4, 1, tzinfo=UTC)
    punch = Punch(other.at, ANNA, way, Source.MANUAL)
    correction = Entry(EventId("correction"), written, punch, "Petra", "forgotten", voids=wrong.id)
    undo = Entry(EventId("undo"), written, Undo(), "Petra", "it was right", voids=correction.id)

    def totals(*more: Entry) -> object:
        return total(week(stamps_of([*entries, *more]).get(ANNA, ()), plan))

    assert totals(correction, undo) == totals()
    (now,) = [stamp for stamp in stamps_of([*entries, correction])[ANNA] if stamp.corrected]
    assert (now.at, now.way, now.id) == (other.at, way, correction.id)


@given(st.sampled_from(sorted(EXACT.keys() - {"free"})), st.sampled_from(PLACES), st.integers(0, 6))
@settings(max_examples=30)
def test_who_works_all_of_a_shift_has_worked_what_is_owed(name: str, place: tuple[ZoneInfo, date], day: int) -> None:
    monday = place[1]
    turns = [name if index == day else "" for index in range(7)]
    asked = week((), plan_of(EXACT, turns, monday), place)[day]
    times = [(at, way) for part in asked.planned for at, way in ((part.start, Way.IN), (part.end, Way.OUT))]
    stamps = [Stamp(EventId(f"{index}"), at, way, Source.CAMERA) for index, (at, way) in enumerate(times)]
    worked = week(stamps, plan_of(EXACT, turns, monday), place)[day]
    real = sum((part.end - part.start for part in worked.planned), timedelta())
    assert worked.worked - worked.overtime == min(worked.owed, real // timedelta(minutes=1))
    assert (worked.late, worked.early) == (0, 0)
    if name in {"plain", "split", "early", "late", "mid", "guard"}:
        assert timedelta(minutes=worked.owed) == real, "a fixed shift owes its real time"


@given(st.sampled_from(sorted(EXACT)), st.integers(8 * 60, 20 * 60), st.integers(0, 600), st.integers(1, 60))
@settings(max_examples=30)
def test_staying_longer_never_counts_for_less(name: str, came: int, stayed: int, longer: int) -> None:
    plan = plan_of(EXACT, [name, *[""] * 6], MONDAY)
    one, two = (
        week(stamped([(came, Way.IN), (came + length, Way.OUT)], MONDAY), plan) for length in (stayed, stayed + longer)
    )
    assert total(two).worked >= total(one).worked


def test_a_night_through_the_change_of_clocks_is_counted_by_the_hours_that_passed() -> None:
    night = plan_of(EXACT, ["night"] * 7, MONDAY)
    for monday, owed in ((MONDAY, 450), (date(2026, 3, 23), 390), (date(2026, 10, 19), 510)):
        saturday = week(punches("Sa 22:00 in, Su 06:00 out", monday, BERLIN), night, (BERLIN, monday))[5]
        assert (saturday.owed, saturday.worked, saturday.breaks) == (owed, owed, 30)
