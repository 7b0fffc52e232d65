"""Attendance as it is looked at and corrected, on a real ledger."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.domain.attendance import Mark, Source, Way
from core.domain.calendar import Calendar, Hours
from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.ids import EventId, PersonId
from core.domain.ledger import Entry, PlanSaved, Request
from core.domain.people import Person
from core.domain.plan import Plan
from core.domain.reports import DaysQuery, Deed, RollState
from core.domain.visitors import VISITORS, Visit
from core.domain.work import Leave, LeaveKind
from core.policy.ledger import stamps
from core.runtime.attendance.desk import AttendanceDesk
from core.runtime.attendance.zones import zone_of
from tests.core.runtime.attendance.attendance_support import (
    DAY_SHIFT,
    MONDAY,
    PLAN,
    Site,
    at,
    manual,
    open_site,
)

TUESDAY = MONDAY + timedelta(days=1)


@dataclass
class Desk:
    site: Site
    desk: AttendanceDesk
    told: list[None]

    def state(self, person: Person) -> RollState:
        return next(row.state for row in self.desk.today().rows if row.person == person.id)

    def worked(self, person: Person, day: date = MONDAY) -> int:
        return self.desk.person(person.id, day, day).row.totals.worked


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    with open_site(tmp_path, at("12:00")) as site:
        told: list[None] = []
        yield Desk(site, AttendanceDesk(site.books, lambda: told.append(None)), told)


def refusal(call: pytest.ExceptionInfo[KnownError]) -> ErrorCode:
    return call.value.code


def test_today_tells_of_everybody_how_it_stands(office: Desk) -> None:
    site = office.site
    names = ("in", "came late", "not here", "out", "on leave", "sleeps")
    here, tardy, late, gone, away, night = (
        site.enrol(name, groups=["night"] if name == "sleeps" else ()) for name in names
    )
    site.enrol("of no more", active=False)
    site.enrol("guest of yesterday", groups=[VISITORS])
    site.punch(here, "7:58", Way.IN)
    site.punch(tardy, "8:20", Way.IN, door="South")
    site.work(gone, MONDAY, "7:55", "11:00")
    office.desk.grant_leave(Leave(away.id, MONDAY, MONDAY, LeaveKind.SICK), "")
    today = office.desk.today()
    assert (today.day, today.zone, today.at) == (MONDAY, "Europe/Berlin", at("12:00"))
    found = {row.name: row for row in today.rows}
    assert [row.name for row in today.rows] == sorted(names)
    assert {name: row.state.value for name, row in found.items()} == {
        "in": "in", "came late": "in", "not here": "late", "out": "out", "on leave": "leave", "sleeps": "pending",
    }  # fmt: skip
    assert (found["came late"].late, found["came late"].since, found["came late"].door) == (20, at("8:20"), "South")
    assert (found["not here"].late, found["not here"].since) == (240, None)
    assert (found["sleeps"].start, found["sleeps"].end) == (at("22:00"), at("30:00"))
    assert today.counts[RollState.IN] == 2
    assert today.counts[RollState.ABSENT] == 0
    assert late.id in {row.person for row in today.rows}
    assert night.id in {row.person for row in today.rows}


def test_who_does_not_come_is_due_then_late_then_absent(office: Desk) -> None:
    ada = office.site.enrol("Ada")
    for clock, state in (
        ("7:59", "pending"),
        ("8:05", "pending"),
        ("8:06", "late"),
        ("16:29", "late"),
        ("16:30", "absent"),
    ):
        office.site.clock.now = at(clock)
        assert office.state(ada).value == state, clock
    office.site.clock.now = at("12:00", date(2024, 5, 18))
    assert office.state(ada) is RollState.OFF


def test_flexible_hours_are_due_at_their_core_or_at_their_end(office: Desk) -> None:
    flexible = replace(DAY_SHIFT, flexible=True, required=300, core=Hours(600, 840))
    office.site.plan = replace(PLAN, work=replace(PLAN.work, shifts=(flexible, *PLAN.work.shifts[1:])))
    ada = office.site.enrol("Ada")
    office.site.clock.now = at("10:00")
    assert office.state(ada) is RollState.PENDING
    office.site.clock.now = at("10:06")
    assert office.state(ada) is RollState.LATE
    free = replace(flexible, core=None)
    office.site.plan = replace(PLAN, work=replace(PLAN.work, shifts=(free, *PLAN.work.shifts[1:])))
    assert office.state(ada) is RollState.PENDING


def test_leave_for_some_hours_excuses_only_those(office: Desk) -> None:
    ada = office.site.enrol("Ada")
    office.desk.grant_leave(Leave(ada.id, MONDAY, MONDAY, LeaveKind.TRAINING, Hours(480, 780)), "course")
    assert office.state(ada) is RollState.LEAVE
    office.site.clock.now = at("13:10")
    assert office.state(ada) is RollState.LATE


def test_a_night_shift_goes_on_the_next_morning(office: Desk) -> None:
    owl = office.site.enrol("Owl", groups=["night"])
    office.site.punch(owl, "21:55", Way.IN)
    office.site.clock.now = at("5:00", TUESDAY)
    row = office.desk.today().rows[0]
    assert (row.state, row.since) == (RollState.IN, at("21:55"))
    office.site.punch(owl, "6:03", Way.OUT, TUESDAY)
    office.site.clock.now = at("7:00", TUESDAY)
    assert office.state(owl) is RollState.PENDING


def test_visitors_are_told_apart_and_gone_when_their_time_is_over(office: Desk) -> None:
    host, guest = office.site.enrol("Hilda"), office.site.enrol("Gast", groups=[VISITORS])
    visit = Visit(guest.id, "Gast", host.id, "Tour", "ACME", at("11:00"), at("18:00"), at("23:00"))
    office.site.store.visits.sign_in(visit)
    rows = {row.name: row.state for row in office.desk.today().rows}
    assert rows == {"Gast": RollState.VISITOR, "Hilda": RollState.LATE}
    (inside,) = office.desk.muster().inside
    assert (inside.name, inside.visitor, inside.host, inside.since) == ("Gast", True, "Hilda", at("11:00"))
    office.site.clock.now = at("18:00")
    assert office.desk.muster().inside == ()


def test_who_came_and_has_not_left_is_inside_for_a_day_at_most(office: Desk) -> None:
    here, gone = office.site.enrol("Here", groups=["Lab"]), office.site.enrol("Gone")
    office.site.punch(here, "8:00", Way.IN)
    office.site.work(gone, MONDAY, "8:00", "11:00")
    muster = office.desk.muster()
    assert muster.company == "Müller & Söhne"
    assert [(row.name, row.since, row.door, row.groups) for row in muster.inside] == [
        ("Here", at("8:00"), "North", frozenset({"Lab"}))
    ]
    office.site.clock.now = at("8:01", TUESDAY)
    assert office.desk.muster().inside == ()


def test_a_correction_takes_the_place_of_a_punch_and_its_undo_brings_it_back(office: Desk) -> None:
    site, desk = office.site, office.desk
    ada = site.enrol("Ada")
    _, left = site.work(ada, MONDAY, "8:00", "11:00")
    before = desk.grid(DaysQuery(MONDAY, MONDAY))
    new = desk.correct(ada.id, left, manual(ada.id, "11:30", Way.OUT), "clock was wrong")
    assert office.worked(ada) == 210
    day = desk.person(ada.id, MONDAY, MONDAY).row.days[0]
    assert Mark.CORRECTED in day.marks
    assert day.stamps[-1].source is Source.MANUAL
    undone = desk.undo(new, "it was right")
    assert desk.grid(DaysQuery(MONDAY, MONDAY)) == before
    deeds = [(line.deed, line.undoable, line.entry.author, line.name) for line in desk.history(10)]
    assert deeds == [(Deed.UNDONE, True, "Olga", "Ada"), (Deed.REPLACED, False, "Olga", "Ada")]
    desk.undo(undone, "after all")
    assert office.worked(ada) == 210
    assert len(office.told) == 3
    own = desk.person(ada.id, MONDAY, MONDAY).history
    assert [line.deed for line in own] == [Deed.UNDONE, Deed.UNDONE, Deed.REPLACED]
    assert [line.undoable for line in own] == [True, False, True]
    assert own[-1].before is not None
    assert own[-1].before.id == left


def test_a_punch_is_added_or_struck_out(office: Desk) -> None:
    ada = office.site.enrol("Ada")
    came = office.site.punch(ada, "8:00", Way.IN)
    office.desk.correct(ada.id, None, manual(ada.id, "11:00", Way.OUT), "forgot")
    assert office.worked(ada) == 180
    struck = office.desk.correct(ada.id, came, None, "was her twin")
    assert Mark.MISSING_IN in office.desk.person(ada.id, MONDAY, MONDAY).row.days[0].marks
    assert [line.deed for line in office.desk.history(10)] == [Deed.STRUCK, Deed.ADDED]
    office.desk.undo(struck, "it was her")
    assert office.worked(ada) == 180


def test_corrections_that_make_no_sense_are_refused(office: Desk) -> None:
    ada, bob = office.site.enrol("Ada"), office.site.enrol("Bob")
    came = office.site.punch(ada, "8:00", Way.IN)
    desk = office.desk
    punch = manual(ada.id, "9:00", Way.IN)
    with pytest.raises(KnownError) as blank:
        desk.correct(ada.id, came, punch, "  ")
    with pytest.raises(KnownError) as ahead:
        desk.correct(ada.id, None, manual(ada.id, "12:01", Way.OUT), "soon")
    with pytest.raises(KnownError) as other:
        desk.correct(bob.id, came, None, "not his")
    with pytest.raises(KnownError) as raw:
        desk.undo(came, "nobody wrote it")
    with pytest.raises(KnownError) as nothing:
        desk.undo(EventId("none"), "is not there")
    with pytest.raises(KnownError) as nobody:
        desk.person(PersonId("nobody"), MONDAY, MONDAY)
    with pytest.raises(KnownError) as gone:
        desk.grant_leave(Leave(PersonId("gone"), MONDAY, MONDAY, LeaveKind.SICK), "was erased meanwhile")
    with pytest.raises(BugError):
        desk.correct(ada.id, None, None, "why")
    with pytest.raises(BugError):
        desk.correct(bob.id, None, punch, "why")
    codes = [refusal(one) for one in (blank, ahead, other, raw, nothing, nobody, gone)]
    assert codes == [
        ErrorCode.REASON_MISSING, ErrorCode.PUNCH_AHEAD, ErrorCode.ENTRY_UNKNOWN, ErrorCode.ENTRY_UNKNOWN,
        ErrorCode.ENTRY_UNKNOWN, ErrorCode.PERSON_UNKNOWN, ErrorCode.PERSON_UNKNOWN,
    ]  # fmt: skip
    assert office.told == []
    done = desk.correct(ada.id, came, None, "once")
    desk.undo(done, "no")
    with pytest.raises(KnownError) as twice:
        desk.undo(done, "again")
    assert refusal(twice) is ErrorCode.ENTRY_VOID


def test_leave_is_credited_and_can_be_taken_back(office: Desk) -> None:
    ada = office.site.enrol("Ada")
    office.site.clock.now = at("20:00", TUESDAY)
    entry = office.desk.grant_leave(Leave(ada.id, TUESDAY, TUESDAY, LeaveKind.VACATION), "beach")
    found = office.desk.person(ada.id, MONDAY, TUESDAY)
    assert [(line.entry, line.reason) for line in found.leaves] == [(entry, "beach")]
    assert (found.row.totals.days_leave, found.row.totals.days_absent, found.row.totals.credited) == (1, 1, 480)
    assert office.desk.person(ada.id, MONDAY, MONDAY).leaves == ()
    (line,) = office.desk.history(5)
    assert (line.deed, line.undoable) == (Deed.LEAVE, True)
    office.desk.undo(entry, "stays")
    assert office.desk.person(ada.id, MONDAY, TUESDAY).row.totals.days_absent == 2
    assert [(line.deed, line.undoable, line.name) for line in office.desk.history(5)] == [
        (Deed.UNDONE, True, "Ada"), (Deed.LEAVE, False, "Ada"),
    ]  # fmt: skip


def test_requests_wait_until_they_are_answered(office: Desk) -> None:
    desk = office.desk
    ada = office.site.enrol("Ada")
    came = office.site.punch(ada, "8:30", Way.IN)
    earlier = desk.ask(Request(manual(ada.id, "8:00", Way.IN), came), "stood at the door", "Ada")
    beach = desk.ask(Request(Leave(ada.id, TUESDAY, TUESDAY, LeaveKind.VACATION)), "", "Ada")
    one, other = desk.requests()
    assert (one.entry, one.name, one.author, one.reason) == (earlier, "Ada", "Ada", "stood at the door")
    assert one.replaced is not None
    assert (other.entry, other.replaced) == (beach, None)
    granted = desk.grant(earlier)
    assert desk.person(ada.id, MONDAY, MONDAY).row.days[0].late == 0
    denied = desk.turn_down(beach, "too many away")
    assert desk.requests() == ()
    assert [line.deed for line in desk.history(9)] == [Deed.TURNED_DOWN, Deed.GRANTED, Deed.ASKED, Deed.ASKED]
    assert {line.name for line in desk.history(9)} == {"Ada"}
    assert desk.history(9)[1].entry.reason == "stood at the door"
    with pytest.raises(KnownError) as again:
        desk.grant(beach)
    assert refusal(again) is ErrorCode.ENTRY_VOID
    desk.undo(granted, "no")
    desk.undo(denied, "they may")
    assert [request.entry for request in desk.requests()] == [earlier, beach]
    with pytest.raises(KnownError) as unasked:
        desk.grant(came)
    assert refusal(unasked) is ErrorCode.ENTRY_UNKNOWN
    with pytest.raises(KnownError):
        desk.ask(Request(manual(ada.id, "8:00", Way.IN), EventId("none")), "why not", "Ada")


def test_requests_and_their_answers_can_be_taken_back(office: Desk) -> None:
    desk = office.desk
    ada = office.site.enrol("Ada")
    asked = desk.ask(Request(Leave(ada.id, TUESDAY, TUESDAY, LeaveKind.VACATION)), "beach", "Ada")
    assert [(line.deed, line.undoable) for line in desk.history(9)] == [(Deed.ASKED, True)]
    denied = desk.turn_down(asked, "too many away")
    assert [(line.deed, line.undoable) for line in desk.history(9)] == [(Deed.TURNED_DOWN, True), (Deed.ASKED, False)]
    with pytest.raises(KnownError) as answered:
        desk.undo(asked, "not needed")
    assert refusal(answered) is ErrorCode.ENTRY_VOID
    desk.undo(denied, "they may")
    withdrawn = desk.undo(asked, "not needed")
    assert desk.requests() == ()
    with pytest.raises(KnownError):
        desk.grant(asked)
    newest, before, *_ = desk.history(9)
    assert (newest.deed, newest.undoable, newest.name) == (Deed.UNDONE, True, "Ada")
    assert [line and line.deed for line in (newest.undone, before.undone)] == [Deed.ASKED, Deed.TURNED_DOWN]
    desk.undo(withdrawn, "she insists")
    assert [request.entry for request in desk.requests()] == [asked]


def test_what_people_wrote_of_other_things_is_history_too(office: Desk) -> None:
    entry = Entry(EventId("plan"), at("9:00"), PlanSaved(PLAN), "Olga", "first plan")
    office.site.store.ledger.append([entry])
    (line,) = office.desk.history(5)
    assert (line.deed, line.name, line.undoable) == (Deed.PLANNED, "", False)


def test_the_grid_shows_whom_it_is_asked_for(office: Desk) -> None:
    site, desk = office.site, office.desk
    site.enrol("José", "A-17", ["Lab"])
    site.enrol("Bob", "B-2", ["Lab", "Fire"])
    site.enrol("Visit", groups=[VISITORS])
    gone = site.enrol("Former", active=False)

    def names(text: str = "", group: str = "") -> list[str]:
        return [row.name for row in desk.grid(DaysQuery(MONDAY, MONDAY, group, text)).rows]

    assert names() == ["Bob", "José"]
    assert names(text="jose") == ["José"]
    assert names(text="b-2") == ["Bob"]
    assert names(group="Fire") == ["Bob"]
    site.work(gone, MONDAY, "8:00", "11:00")
    assert names() == ["Bob", "Former", "José"]
    first = desk.grid(DaysQuery(MONDAY, MONDAY + timedelta(days=6))).rows[0]
    assert [day.day for day in first.days] == [MONDAY + timedelta(days=k) for k in range(7)]


def test_nobody_is_absent_before_they_came_or_after_they_left(office: Desk) -> None:
    site = office.site
    site.clock.now = at("23:00", MONDAY + timedelta(days=4))
    new = site.enrol("New", created=at("9:00", MONDAY + timedelta(days=2)))
    former = site.enrol("Former", active=False)
    site.work(former, MONDAY, "8:00", "16:30")
    rows = {row.person: row for row in office.desk.grid(DaysQuery(MONDAY, MONDAY + timedelta(days=4))).rows}
    assert rows[new.id].totals.days_absent == 3
    assert rows[new.id].days[0].marks == frozenset()
    assert rows[former.id].totals.days_absent == 0
    assert rows[former.id].totals.days_worked == 1


def test_charts_count_arrivals_lateness_and_who_is_in(office: Desk) -> None:
    site = office.site
    site.clock.now = at("23:00", TUESDAY)
    ada, bob = site.enrol("Ada", groups=["Lab"]), site.enrol("Bob")
    site.work(ada, MONDAY, "8:00", "16:30")
    site.work(bob, MONDAY, "8:20", "11:00")
    site.work(bob, MONDAY, "11:05", "12:00")
    site.work(bob, TUESDAY, "7:59", "16:30")
    data = office.desk.charts(MONDAY, TUESDAY)
    assert (data.days, sum(data.arrivals)) == (2, 3)
    assert {k: n for k, n in enumerate(data.arrivals) if n} == {31: 1, 32: 1, 33: 1}
    assert [(day.day, day.times, day.minutes) for day in data.lateness] == [(MONDAY, 1, 20), (TUESDAY, 0, 0)]
    assert (data.peak[31], data.peak[32], data.peak[44], data.peak[48]) == (1, 1, 2, 1)
    assert (data.inside[33], data.inside[90]) == (1.5, 0.0)
    assert sum(office.desk.charts(MONDAY, TUESDAY, "Lab").arrivals) == 1
    assert office.desk.charts(date(2024, 5, 18), date(2024, 5, 18)).days == 0


def test_stamps_are_those_the_policy_finds_among_the_punches(office: Desk) -> None:
    site = office.site
    ada, bob = site.enrol("Ada"), site.enrol("Bob")
    first, last = at("0:00"), at("10:00")
    came, _ = site.work(ada, MONDAY, "8:00", "9:30")
    late, _ = site.work(bob, MONDAY, "8:20", "11:00")
    outside = office.desk.correct(ada.id, came, manual(ada.id, "11:30", Way.IN), "later, and out of the window")
    struck = office.desk.correct(bob.id, late, None, "was not him")
    ledger = site.store.ledger

    def agree() -> bool:
        return all(
            ledger.stamps(first, last, people) == stamps(ledger.punches(first, last, people))
            for people in (None, [ada.id], [])
        )

    assert agree()
    for entry in (struck, outside):
        office.desk.undo(entry, "no")
        assert agree()


def test_today_is_reckoned_anew_when_something_changed(office: Desk) -> None:
    ada = office.site.enrol("Ada")
    before = office.desk.today()
    assert office.desk.today().rows[0].day is before.rows[0].day
    office.site.punch(ada, "8:00", Way.IN)
    assert office.state(ada) is RollState.IN
    kept = office.desk.today().rows[0].day
    office.site.clock.now += timedelta(minutes=1)
    assert office.desk.today().rows[0].day is not kept


def test_a_zone_nobody_knows_is_named(office: Desk) -> None:
    for wrong in ("Mars/Olympus", "../etc/passwd"):
        with pytest.raises(KnownError, match=wrong):
            zone_of(Calendar(wrong))
    assert datetime(2024, 1, 1, tzinfo=UTC).astimezone(zone_of(Calendar())).utcoffset() is not None
    office.site.plan = Plan(Calendar("Mars/Olympus"))
    with pytest.raises(KnownError):
        office.desk.today()
