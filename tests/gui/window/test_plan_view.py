"""The plan edited over a real desk and ledger: every change is a whole new plan, and can be taken back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTableWidgetSelectionRange
from pytestqt.qtbot import QtBot

from core.domain.access import AccessPlan, AccessRule
from core.domain.calendar import Calendar, Holiday, Hours
from core.domain.ids import RotaId, RuleId
from core.domain.ledger import PlanSaved
from core.domain.plan import Plan
from core.domain.work import Assignment, Break, Rounding, RoundTo
from gui.presenters.plan_edit import with_holidays
from gui.presenters.plan_form import ShiftField
from gui.views.attendance.page import PLAN as PLAN_PLACE
from gui.views.attendance.page import AttendancePage
from gui.views.plan.follow_dialog import EVERYBODY, GROUP, PERSON, FollowDialog
from gui.views.plan.holiday_dialog import HolidayDialog
from gui.views.plan.import_dialog import ImportDialog, country_name, home_of
from gui.views.plan.rota_dialog import DAYS, WEEKS, RotaDialog
from gui.views.plan.shift_dialog import FLEXIBLE, ShiftDialog
from gui.views.plan.shift_rows import DUE, FIXED
from gui.views.plan.site_dialog import SiteDialog
from gui.views.plan.view import CHANGES, FOLLOWING, HOLIDAYS, ROTAS, PlanView
from tests.gui.attendance_site import DAY, NIGHT, PLAN, TODAY, AttendanceSite, attendance_site
from tests.gui.window.conftest import Bench

D = TypeVar("D", bound=QDialog)
WAIT_MS = 15_000
RULES = AccessPlan(rules=(AccessRule(RuleId("r"), "R"),))


@dataclass
class Planner:
    """The view with what stands behind it."""

    qtbot: QtBot
    bench: Bench
    site: AttendanceSite
    view: PlanView

    @property
    def plan(self) -> Plan:
        return self.site.planning.plan()

    def until(self, what: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(what, timeout=WAIT_MS)

    def shown(self) -> None:
        """Wait until the view shows the plan in force."""
        self.until(lambda: self.view.data is not None and self.view.data.plan == self.plan)

    def dialog(self, kind: type[D], found: QDialog | None) -> D:
        assert isinstance(found, kind)
        return found

    def changes(self, act: Callable[[], object]) -> None:
        """Do something and wait until it is saved and shown."""
        before, data = len(self.site.planning.history(99)), self.view.data
        act()
        self.until(lambda: len(self.site.planning.history(99)) > before and self.view.data is not data)
        self.shown()

    def undo(self) -> None:
        self.until(self.bench.toast.undo.isVisible)
        self.changes(self.bench.toast.undo.click)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[AttendanceSite]:
    with attendance_site(tmp_path / "site") as made:
        made.enrol(5, faces=0)
        yield made


@pytest.fixture
def planner(qtbot: QtBot, bench: Bench, site: AttendanceSite) -> Planner:
    bench.station.desks = site.desks
    view = PlanView(bench.context, bench.host)
    view.resize(1200, 700)
    view.show()
    made = Planner(qtbot, bench, site, view)
    made.shown()
    return made


def test_attendance_leads_to_the_plan(qtbot: QtBot, bench: Bench, site: AttendanceSite) -> None:
    bench.station.desks = site.desks
    page = AttendancePage(bench.context, bench.host)
    page.show()
    page.plan_asked.emit()
    assert page.place == PLAN_PLACE
    qtbot.waitUntil(lambda: len(page.plan.shifts.cards) == 2, timeout=WAIT_MS)
    page.take_focus()
    page.refresh()


def test_an_empty_plan_becomes_an_ordinary_week_in_two_clicks(planner: Planner) -> None:
    view = planner.view
    planner.site.planning.save(Plan(access=RULES))
    view.refresh()
    planner.until(view.week.isVisible)
    assert not view.shifts.add.isVisible()
    view.week.click()
    dialog = view.week_dialog
    assert dialog is not None
    planner.changes(dialog.ok.click)
    (shift,), (rota,), (given,) = planner.plan.work.shifts, planner.plan.work.rotas, planner.plan.work.assignments
    assert (shift.hours, shift.breaks) == ((Hours(540, 1050),), (Break(30, 360),))
    assert [bool(day) for day in rota.days] == [True] * 5 + [False] * 2
    assert given == Assignment(rota.id, TODAY)
    assert view.shifts.add.isVisible()
    planner.undo()
    assert planner.plan == Plan(access=RULES)


def test_a_shift_is_added_and_taken_back_alone(planner: Planner) -> None:
    planner.view.shifts.add.click()
    dialog = planner.dialog(ShiftDialog, planner.view.shifts.dialog)
    assert not dialog.ok.isEnabled()
    dialog.name.setText("Day")
    assert dialog.wrong[ShiftField.NAME].isVisible()
    dialog.name.setText("Kitchen")
    dialog.parts[0].end.setTime(QTime(14, 0))
    dialog.add_part()
    dialog.parts[1].start.setTime(QTime(13, 0))
    assert dialog.wrong[ShiftField.PARTS].isVisible()
    assert not dialog.ok.isEnabled()
    dialog.parts[1].start.setTime(QTime(18, 0))
    dialog.parts[1].end.setTime(QTime(2, 0))
    assert dialog.parts[1].said.text() == "8 h, ends at 02:00 on the next day"
    assert dialog.bar.end == 28 * 60
    dialog.breaks[0].way.setCurrentIndex(FIXED)
    dialog.breaks[0].start.setTime(QTime(12, 0))
    dialog.breaks[0].end.setTime(QTime(12, 30))
    dialog.add_break()
    dialog.breaks[1].way.setCurrentIndex(DUE)
    dialog.breaks[1].minutes.setValue(15)
    dialog.breaks[1].paid.setChecked(True)
    dialog.details.fold.setChecked(True)
    dialog.details.round_in.step.setCurrentIndex(4)
    dialog.details.round_in.towards.setCurrentIndex(2)
    dialog.details.capped.setChecked(True)
    assert dialog.ok.isEnabled()
    planner.changes(dialog.ok.click)
    made = planner.plan.work.shifts[-1]
    assert (made.name, made.hours) == ("Kitchen", (Hours(540, 840), Hours(1080, 1560)))
    assert made.breaks == (Break(30, hours=Hours(720, 750)), Break(15, 360, paid=True))
    assert (made.round_in, made.overtime.cap) == (Rounding(15, RoundTo.UP), 120)
    planner.site.planning.save(replace(planner.plan, access=RULES))
    planner.undo()
    assert planner.plan == replace(PLAN, access=RULES)


def test_a_shift_is_changed_and_one_in_use_stays(planner: Planner) -> None:
    shifts = planner.view.shifts
    shifts.cards[0].edit.click()
    dialog = planner.dialog(ShiftDialog, shifts.dialog)
    assert dialog.form().breaks == DAY.breaks
    dialog.kind.choose(FLEXIBLE)
    dialog.core.setChecked(True)
    dialog.core_start.setTime(QTime(7, 0))
    assert dialog.wrong[ShiftField.CORE].isVisible()
    dialog.core_start.setTime(QTime(9, 0))
    planner.changes(dialog.ok.click)
    changed = planner.plan.work.shifts[0]
    assert (changed.id, changed.flexible, changed.required, changed.core) == (DAY.id, True, 480, Hours(540, 900))
    shifts.cards[0].remove.click()
    assert "the rota “Week”" in planner.bench.bar.text.text()
    assert planner.plan.work.shifts[0] == changed


def test_a_rota_is_filled_in_by_keyboard(planner: Planner) -> None:
    planner.view.choose(ROTAS)
    planner.view.rotas.add.click()
    dialog = planner.dialog(RotaDialog, planner.view.rotas.dialog)
    dialog.name.setText("Week")
    assert dialog.wrong.isVisible()
    dialog.name.setText("Turns")
    dialog.length.setValue(2)
    grid = dialog.grid
    assert grid.days[7:] == grid.days[:7]
    grid.setRangeSelected(_cells(1, 0, 4), True)
    QTest.keyClick(grid, Qt.Key.Key_2)
    grid.clearSelection()
    grid.setCurrentCell(0, 4)
    QTest.keyClick(grid, Qt.Key.Key_0)
    grid.setCurrentCell(1, 5)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert grid.menu is not None
    for action in grid.menu.actions():
        action.trigger()
    grid.menu.close()
    dialog.anchor.go(date(2026, 3, 12))
    assert dialog.anchor.day == date(2026, 3, 9)
    assert len(dialog.preview.days) == 28
    assert dialog.preview.days[5].text == "Day + Night"
    planner.changes(dialog.ok.click)
    rota = planner.plan.work.rotas[-1]
    day, night = (DAY.id,), (NIGHT.id,)
    assert rota.days == (*(day,) * 4, *((),) * 3, *(night,) * 5, (DAY.id, NIGHT.id), ())
    planner.view.rotas.cards[0].remove.click()
    assert "Everybody" in planner.bench.bar.text.text()
    planner.changes(planner.view.rotas.cards[-1].remove.click)
    assert planner.plan.work.rotas == PLAN.work.rotas


def test_a_cycle_may_have_any_number_of_days(planner: Planner) -> None:
    planner.view.choose(ROTAS)
    planner.view.rotas.cards[0].edit.click()
    dialog = planner.dialog(RotaDialog, planner.view.rotas.dialog)
    dialog.count.choose(DAYS)
    assert dialog.length.value() == 7
    dialog.length.setValue(3)
    dialog.anchor.go(date(2026, 3, 17))
    dialog.grid.setCurrentCell(0, 2)
    dialog.grid.give(())
    assert dialog.sentence.text() == "Week: 2 × Day, 1 × off (repeats every 3 days)"
    dialog.count.choose(WEEKS)
    assert (dialog.length.value(), dialog.anchor.day) == (1, date(2026, 3, 16))
    assert dialog.grid.days == ((DAY.id,), (DAY.id,), (), (DAY.id,), (DAY.id,), (), (DAY.id,))
    dialog.reject()


def test_somebody_is_given_a_rota_of_their_own(planner: Planner) -> None:
    view, ben = planner.view, planner.site.people[1]
    view.choose(FOLLOWING)
    assert not view.following.hint.isVisible()
    view.following.add.click()
    dialog = planner.dialog(FollowDialog, view.following.dialog)
    dialog.who.choose(PERSON)
    assert not dialog.ok.isEnabled()
    dialog.search.field.setText("Ben")
    dialog.search.search()
    planner.until(lambda: dialog.search.list.count() == 1)
    QTest.keyClick(dialog.search.field, Qt.Key.Key_Return)
    dialog.rota.setCurrentIndex(1)
    dialog.ends.setChecked(True)
    dialog.until.go(date(2026, 3, 1))
    assert not dialog.ok.isEnabled()
    dialog.until.go(date(2026, 3, 31))
    assert dialog.sentence.text() == "Ben Okri follows “Nights” 2026-03-18 to 2026-03-31"
    planner.changes(dialog.ok.click)
    given = planner.plan.work.assignments[-1]
    assert given == Assignment(RotaId("nights"), TODAY, date(2026, 4, 1), ben.id)
    assert [card.title.text() for card in view.following.cards] == ["Ben Okri", "Night watch", "Everybody"]
    view.following.cards[0].edit.click()
    dialog = planner.dialog(FollowDialog, view.following.dialog)
    dialog.who.choose(GROUP)
    dialog.group.setCurrentIndex(dialog.group.findData("Office"))
    planner.changes(dialog.ok.click)
    assert planner.plan.work.assignments[-1] == replace(given, person=None, group="Office")
    planner.changes(view.following.cards[-1].remove.click)
    planner.until(view.following.hint.isVisible)
    assert view.following.hint_text.text().startswith("4 people follow no rota today")
    view.following.edit(None)
    dialog = planner.dialog(FollowDialog, view.following.dialog)
    dialog.who.choose(EVERYBODY)
    planner.changes(dialog.ok.click)
    planner.until(lambda: not view.following.hint.isVisible())


def test_holidays_are_added_changed_imported_and_deleted(planner: Planner) -> None:
    view, holidays = planner.view, planner.view.holidays
    view.choose(HOLIDAYS)
    holidays.add.click()
    dialog = planner.dialog(HolidayDialog, holidays.dialog)
    dialog.name.setText("Stocktaking")
    dialog.everybody.setChecked(False)
    assert not dialog.ok.isEnabled()
    dialog.groups.fill(["Office"])
    dialog.everybody.setChecked(True)
    dialog.everybody.setChecked(False)
    planner.changes(dialog.ok.click)
    assert planner.plan.calendar.holidays[-1] == Holiday(TODAY, "Stocktaking", frozenset({"Office"}))
    assert [card.accessibleName() for card in holidays.cards][-1].endswith("only Office have the day off")
    holidays.take.click()
    found = planner.dialog(ImportDialog, holidays.dialog)
    planner.until(lambda: found.list.count() > 5)
    assert found.country.findData("DE") == found.country.currentIndex()
    found.country.setCurrentText("Atlantis")
    assert (found.country.value, found.ok.isEnabled()) == (None, False)
    found.country.setCurrentText("germany (deutschland)")
    planner.until(lambda: found.list.count() > 5)
    found.part.setCurrentText("Bayern (BY)")
    planner.until(lambda: "2026-06-04" in [each.day.isoformat() for each in found.ticked()])
    found.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    planner.changes(found.ok.click)
    days = {each.day for each in planner.plan.calendar.holidays}
    assert date(2026, 12, 25) in days
    assert date(2026, 1, 1) not in days
    planner.changes(holidays.clear.click)
    assert not planner.plan.calendar.holidays
    planner.undo()
    assert {each.day for each in planner.plan.calendar.holidays} == days
    holidays.turn(1)
    assert (holidays.title.text(), holidays.cards) == ("2027", [])


def test_a_country_is_named_as_it_names_itself() -> None:
    assert [country_name(code) for code in ("DE", "US", "CN", "XX")] == [
        "Germany (Deutschland)", "United States", "China (中国)", "",
    ]  # fmt: skip
    assert [home_of(zone) for zone in ("Europe/Berlin", "America/New_York")] == ["DE", "US"]


def test_the_site_has_a_zone_that_can_be_searched(planner: Planner) -> None:
    view = planner.view
    view.choose(HOLIDAYS)
    view.holidays.site.edit.click()
    dialog = planner.dialog(SiteDialog, view.holidays.dialog)
    planner.until(lambda: dialog.zone.count() > 300)
    assert dialog.zone.value == "Europe/Berlin"
    dialog.zone.setCurrentText("Europe/Nowhere")
    assert not dialog.ok.isEnabled()
    dialog.zone.setCurrentText("asia/dubai")
    dialog.weekend.boxes[4].setChecked(True)
    dialog.starts.setTime(QTime(5, 0))
    planner.changes(dialog.ok.click)
    site = planner.plan.calendar
    assert (site.zone, site.weekend, site.day_starts) == ("Asia/Dubai", frozenset({4, 5, 6}), 300)
    assert site.holidays == PLAN.calendar.holidays
    planner.site.planning.save(replace(PLAN, calendar=Calendar("Mars/Olympus")))
    planner.view.refresh()
    planner.shown()
    assert "does not know the time zone “Mars/Olympus”" in planner.view.holidays.site.said
    planner.view.holidays.edit_site()
    dialog = planner.dialog(SiteDialog, planner.view.holidays.dialog)
    assert dialog.zone.value == "Mars/Olympus"
    dialog.reject()


def test_the_history_leads_back_to_any_plan(planner: Planner) -> None:
    desk, view = planner.site.planning, planner.view
    changed = with_holidays(PLAN, (Holiday(TODAY, "A"),))
    desk.save(changed, "Works council")
    desk.save(replace(changed, access=RULES), "Only doors")
    view.choose(CHANGES)
    view.refresh()
    planner.shown()
    cards = view.history.cards
    assert [card.change.reason for card in cards] == ["Works council", ""]
    assert [card.back.isHidden() for card in cards] == [True, False]
    assert cards[0].said.text() == "Holidays: 1 added"
    planner.changes(cards[1].back.click)
    assert planner.plan == replace(PLAN, access=RULES)
    newest = desk.history(1)[0]
    assert isinstance(newest.fact, PlanSaved)
    assert (newest.author, newest.reason) == ("Olga", f"Back to the plan of {cards[1].when}")
    assert view.history.cards[0].change.current


def _cells(row: int, left: int, right: int) -> QTableWidgetSelectionRange:
    return QTableWidgetSelectionRange(row, left, row, right)
