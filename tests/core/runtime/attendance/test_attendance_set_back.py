"""Attendance after a clock was set back, without a zone, and after what was undone has been replaced."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.attendance import Way
from core.domain.calendar import Calendar
from core.domain.errors import ErrorCode, KnownError
from core.domain.ledger import Request
from core.domain.visitors import VISITORS, Visit
from core.runtime.attendance.desk import AttendanceDesk
from tests.core.runtime.attendance.attendance_support import MONDAY, PLAN, Site, at, manual, open_site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with open_site(tmp_path, at("12:00")) as site:
        yield site


@pytest.fixture
def desk(site: Site) -> AttendanceDesk:
    return AttendanceDesk(site.books, lambda: None)


def test_nobody_is_missing_from_the_muster_list_once_a_clock_was_set_back(site: Site, desk: AttendanceDesk) -> None:
    ahead, again, left = (site.enrol(name) for name in ("Ahead", "Again", "Left"))
    guest = site.enrol("Guest", groups=[VISITORS])
    site.store.visits.sign_in(Visit(guest.id, "Guest", None, "", "", at("11:30"), at("18:00"), at("23:00")))
    site.punch(ahead, "13:00", Way.IN)
    for person in (again, left):
        site.work(person, MONDAY, "12:30", "13:00")
    site.punch(again, "10:00", Way.IN)
    site.clock.now = at("11:00")
    assert [row.name for row in desk.muster().inside] == ["Again", "Ahead", "Guest"]
    site.clock.now = at("14:00")
    assert [row.name for row in desk.muster().inside] == ["Ahead", "Guest"]


def test_the_muster_list_needs_no_zone(site: Site, desk: AttendanceDesk) -> None:
    site.punch(site.enrol("Ada"), "8:00", Way.IN)
    site.plan = replace(PLAN, calendar=Calendar("No/Where"))
    assert [row.name for row in desk.muster().inside] == ["Ada"]


def test_an_undoing_cannot_be_undone_once_something_came_in_the_place(site: Site, desk: AttendanceDesk) -> None:
    ada = site.enrol("Ada")
    came = site.punch(ada, "8:00", Way.IN)
    undone = desk.undo(desk.correct(ada.id, came, manual(ada.id, "8:10", Way.IN), "late"), "was not")
    asked = desk.ask(Request(manual(ada.id, "11:00", Way.OUT)), "forgot", "Ada")
    opened = desk.undo(desk.turn_down(asked, "no"), "or yes")
    may = {line.entry.id: line.undoable for line in desk.history(10)}
    assert may[undone]
    assert may[opened]
    desk.correct(ada.id, came, manual(ada.id, "8:20", Way.IN), "after all")
    desk.grant(asked)
    may = {line.entry.id: line.undoable for line in desk.history(10)}
    for entry in (undone, opened):
        assert not may[entry]
        with pytest.raises(KnownError) as caught:
            desk.undo(entry, "wrong")
        assert caught.value.code is ErrorCode.ENTRY_VOID
