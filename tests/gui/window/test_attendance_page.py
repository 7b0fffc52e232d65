"""The attendance page over a real ledger: looked at, corrected, granted, reported, called out."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.config import CameraSettings, PayrollColumn, Settings
from core.domain.attendance import Punch, Source, Way
from core.domain.ledger import Request
from core.domain.people import Person
from core.domain.plan import Plan
from core.domain.reports import Deed, Muster, ReportFormat, ReportKind
from core.domain.work import Leave, LeaveKind
from gui.presenters.attendance_today import Lacking, Tally
from gui.presenters.days import Reach
from gui.views.attendance.ask_dialog import AskDialog
from gui.views.attendance.dialogs import LeaveDialog, PunchDialog, ReasonDialog
from gui.views.attendance.exports_dialog import ExportsDialog
from gui.views.attendance.page import CHARTS, PERSON, REPORTS, REQUESTS, AttendancePage
from gui.views.attendance.payroll_dialog import PayrollDialog
from tests.gui.attendance_site import TODAY, AttendanceSite, at, attendance_site
from tests.gui.window.attendance_support import Clerk
from tests.gui.window.conftest import Bench

MONDAY, TUESDAY = date(2026, 3, 16), date(2026, 3, 17)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[AttendanceSite]:
    with attendance_site(tmp_path / "site") as made:
        yield made


@pytest.fixture
def ana(site: AttendanceSite) -> Person:
    """Ana worked on Monday and came late today; Ben came and left, 王小明 is missing, José away."""
    site.enrol(4, faces=1)
    ana, ben, _missing, jose = site.people
    for clock, way in (("7:58", Way.IN), ("16:30", Way.OUT)):
        site.punch(ana, clock, way, MONDAY)
    site.punch(ana, "8:40", Way.IN)
    site.punch(ben, "7:59", Way.IN)
    site.punch(ben, "9:30", Way.OUT, door="Yard gate")
    site.write([Leave(jose.id, TODAY, TODAY, LeaveKind.VACATION)])
    return ana


@pytest.fixture
def clerk(qtbot: QtBot, bench: Bench, site: AttendanceSite, ana: Person) -> Clerk:
    return shown(qtbot, bench, site)


def shown(qtbot: QtBot, bench: Bench, site: AttendanceSite) -> Clerk:
    bench.station.desks = site.desks
    bench.station.settings = Settings(cameras=(CameraSettings("a", "A", "demo:a", punches=True),))
    page = AttendancePage(bench.context, bench.host)
    page.resize(1200, 800)
    page.show()
    clerk = Clerk(qtbot, bench, site, page)
    clerk.until(lambda: page.today.model.today is not None)
    return clerk


def texts(clerk: Clerk) -> list[str]:
    """Return everything that is written in the panel of the day."""
    return [found.text() for found in clerk.page.person.panel.findChildren(QLabel) if found.isVisible()]


def test_today_says_who_is_in_late_missing_out_and_away(clerk: Clerk, ana: Person) -> None:
    assert [clerk.tally(tally) for tally in Tally] == ["4", "1", "2", "1", "1", "1", "0"]
    assert clerk.names() == ["王小明", "Ana Costa", "Ben Okri", "José Álvarez"]
    clerk.page.today.choose(Tally.MISSING)
    assert clerk.names() == ["王小明"]
    clerk.page.today.choose(Tally.ALL)
    clerk.page.today.search.setText("jose")
    assert clerk.names() == ["José Álvarez"]
    clerk.page.today.search.setText("nobody of that name")
    assert clerk.page.today.count.text() == "0 people"
    clerk.page.today.search.clear()
    clerk.page.grab()
    clerk.until(lambda: clerk.page.today.model.portrait(ana.id) is not None)


def test_today_follows_who_comes(clerk: Clerk) -> None:
    missing = clerk.site.people[2]
    clerk.site.punch(missing, "10:05", Way.IN)
    clerk.page.attended(None)
    clerk.until(lambda: clerk.tally(Tally.MISSING) == "0")
    assert clerk.tally(Tally.IN) == "2"


def test_today_leads_to_a_persons_day(clerk: Clerk, ana: Person) -> None:
    model = clerk.page.today.model
    clerk.page.today.list.activated.emit(model.index(1))
    clerk.until(lambda: clerk.shown() == (ana.id, TODAY))
    assert clerk.page.place == PERSON


def test_an_empty_site_says_how_to_begin(qtbot: QtBot, bench: Bench, tmp_path: Path) -> None:
    with attendance_site(tmp_path / "empty", plan=Plan()) as site:
        clerk = shown(qtbot, bench, site)
        today = clerk.page.today
        clerk.until(today.deeds[Lacking.PEOPLE].isVisible)
        assert today.deeds[Lacking.PLAN].isVisible()
        assert not today.deeds[Lacking.CAMERA].isVisible()
        for what, signal in (
            (Lacking.PEOPLE, clerk.page.enrol_asked), (Lacking.PLAN, clerk.page.plan_asked),
            (Lacking.CAMERA, clerk.page.camera_asked),
        ):  # fmt: skip
            with qtbot.waitSignal(signal):
                today.deeds[what].click()
        bench.context.tasks.close()  # the plan may still be read


def test_the_grid_shows_days_and_steps_through_them(clerk: Clerk, ana: Person) -> None:
    clerk.show_days()
    days, model = clerk.page.days, clerk.page.days.model
    assert clerk.cell(ana, MONDAY) == "8:00"
    assert len(model.days) == 31
    days.stepper.step(-1)
    days.stepper.step(-1)
    clerk.until(lambda: model.days[0] == date(2026, 1, 1))
    days.stepper.now.click()
    days.reaches.choose(1)
    clerk.until(lambda: len(model.days) == 7)
    assert days.stepper.reach is Reach.WEEK
    assert model.days[0] == MONDAY
    days.search.setText("1001")
    assert (model.rowCount(), model.row(0).name) == (1, "Ben Okri")
    days.search.setText("who")
    assert days.count.text() == "0 people"
    days.search.clear()
    days.group.setCurrentIndex(days.group.findData("Office"))
    clerk.until(lambda: model.rowCount() == 1)
    clerk.page.grab()


def test_the_keyboard_walks_the_grid_and_opens_a_day(clerk: Clerk, ana: Person) -> None:
    clerk.show_days()
    grid = clerk.page.days.grid
    clerk.until(lambda: grid.days.currentIndex().isValid())
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return):
        QTest.keyClick(grid.days, key)
    clerk.until(lambda: clerk.shown() == (ana.id, MONDAY))
    clerk.until(lambda: {"Mon 2026-03-16", "Planned 08:00–16:30", "In 07:58", "Out 16:30"} <= set(texts(clerk)))
    clerk.page.grab()


def test_a_punch_is_added_for_a_reason_and_taken_back(clerk: Clerk, ana: Person) -> None:
    clerk.show_person(ana, TUESDAY)
    person = clerk.page.person
    person.add()
    dialog = clerk.dialog(PunchDialog, person.dialog)
    assert not dialog.ok.isEnabled()
    dialog.reason.setText("  forgot   to pass ")
    assert dialog.ok.isEnabled()
    dialog.ok.click()
    clerk.until(lambda: clerk.stamps() == ["in 08:00"])
    clerk.until(lambda: "Added: In 2026-03-17 08:00" in texts(clerk))
    assert any("Olga" in said and "forgot to pass" in said for said in texts(clerk))
    clerk.undo()
    clerk.until(lambda: clerk.stamps() == [])
    clerk.until(lambda: any(said.startswith("Taken back") for said in texts(clerk)))


def test_a_punch_is_moved_and_another_struck_out_then_put_back(clerk: Clerk, ana: Person) -> None:
    clerk.show_person(ana, MONDAY)
    person = clerk.page.person
    came, left = clerk.found_stamps()
    person.panel.change_asked.emit(left)
    change = clerk.dialog(PunchDialog, person.dialog)
    kept = change.form.punch(ana.id)
    assert (kept.at, kept.door) == (left.at, left.door)
    change.form.time.setTime(change.form.time.time().addSecs(3600))
    change.reason.setText("the clock was slow")
    change.ok.click()
    clerk.until(lambda: clerk.stamps() == ["in 07:58", "out 17:30"])
    person.panel.strike_asked.emit(came)
    strike = clerk.dialog(ReasonDialog, person.dialog)
    strike.reason.setText("was somebody else")
    strike.ok.click()
    clerk.until(lambda: clerk.stamps() == ["out 17:30"])
    found = person.model.found
    assert found is not None
    person.panel.undo_asked.emit(next(one for one in found.history if one.deed is Deed.STRUCK))
    back = clerk.dialog(ReasonDialog, person.dialog)
    back.reason.setText("it was her after all")
    back.ok.click()
    clerk.until(lambda: clerk.stamps() == ["in 07:58", "out 17:30"])


def test_a_correction_that_cannot_be_written_stays_open_with_what_was_typed(clerk: Clerk, ana: Person) -> None:
    clerk.show_person(ana, MONDAY)
    person = clerk.page.person
    stamp = clerk.found_stamps()[0]
    person.panel.strike_asked.emit(stamp)
    dialog = clerk.dialog(ReasonDialog, person.dialog)
    clerk.site.attendance.correct(ana.id, stamp.id, None, "somebody was faster")
    dialog.reason.setText("a good reason")
    dialog.ok.click()
    clerk.until(dialog.error.isVisible)
    assert dialog.isVisible()
    assert dialog.reason.text() == "a good reason"
    assert dialog.error_text.text()
    assert dialog.ok.isEnabled()
    dialog.reject()


def test_a_time_that_never_was_or_is_to_come_cannot_be_written(clerk: Clerk, ana: Person) -> None:
    clerk.show_person(ana, MONDAY)
    person = clerk.page.person
    person.add()
    dialog = clerk.dialog(PunchDialog, person.dialog)
    dialog.reason.setText("a reason")
    form = dialog.form
    form.day.go(date(2025, 3, 30))
    form.time.setTime(form.time.time().addSecs(-int(5.5 * 3600)))
    assert "clocks go forward" in form.note.text()
    assert not dialog.ok.isEnabled()
    form.day.go(date(2025, 10, 26))
    assert [form.twice.itemText(n) for n in range(2)] == ["02:30 (CEST)", "02:30 (CET)"]
    form.twice.setCurrentIndex(1)
    assert form.punch(ana.id).at.hour == 1
    form.day.go(date(2999, 1, 1))
    assert not dialog.ok.isEnabled()
    dialog.reject()


def test_leave_is_granted_and_cancelled(clerk: Clerk, ana: Person) -> None:
    clerk.show_person(ana, TUESDAY)
    person = clerk.page.person
    person.grant()
    dialog = clerk.dialog(LeaveDialog, person.dialog)
    dialog.reason.setText("asked for it")
    dialog.form.first.go(date(2026, 3, 20))
    assert not dialog.ok.isEnabled()
    dialog.form.first.go(TUESDAY)
    dialog.form.part.setChecked(True)
    assert dialog.form.leave(ana.id).hours is not None
    dialog.form.part.setChecked(False)
    dialog.ok.click()
    clerk.until(lambda: "Vacation, 2026-03-17" in texts(clerk))
    found = person.model.found
    assert found is not None
    person.panel.cancel_asked.emit(found.leaves[0])
    cancel = clerk.dialog(ReasonDialog, person.dialog)
    cancel.reason.setText("came after all")
    cancel.ok.click()
    clerk.until(lambda: "Vacation, 2026-03-17" not in texts(clerk))


def test_requests_are_asked_granted_and_turned_down(qtbot: QtBot, clerk: Clerk, ana: Person) -> None:
    page = clerk.page
    page.choose(REQUESTS)
    counts: list[int] = []
    page.waiting_changed.connect(counts.append)
    page.requests.ask()
    ask = clerk.dialog(AskDialog, page.requests.dialog)
    ask.show_person(ana)
    ask.reason.setText("a wedding")
    ask.ok.click()
    clerk.until(lambda: counts[-1:] == [1])
    clerk.site.attendance.ask(Request(Punch(at("16:30", TUESDAY), ana.id, Way.OUT, Source.MANUAL)), "forgot", "Ana")
    page.refresh()
    clerk.until(lambda: len(page.requests.cards) == 2)
    assert page.segments.buttons[REQUESTS].text() == "Requests  2"
    page.grab()
    page.requests.cards[0].yes.click()
    clerk.until(lambda: len(page.requests.cards) == 1)
    leaves = clerk.site.attendance.person(ana.id, TODAY, TODAY).leaves
    assert [line.leave.kind for line in leaves] == [LeaveKind.VACATION]
    page.requests.cards[0].no.click()
    down = clerk.dialog(ReasonDialog, page.requests.dialog)
    down.reason.setText("was not here")
    down.ok.click()
    clerk.until(lambda: counts[-1] == 0)
    assert page.segments.buttons[REQUESTS].text() == "Requests"


def test_reports_are_shown_saved_and_printed(qtbot: QtBot, clerk: Clerk, tmp_path: Path) -> None:
    page = clerk.page
    page.choose(REPORTS)
    reports = page.reports
    clerk.until(lambda: reports.model.report is not None and reports.model.report.first == date(2026, 3, 1))
    report = reports.model.report
    assert report is not None
    assert (report.kind, report.last) == (ReportKind.TOTALS, date(2026, 3, 31))
    page.grab()
    for form in (ReportFormat.CSV, ReportFormat.XLSX, ReportFormat.PDF):
        reports.write(report, tmp_path / "report", form)
        clerk.until((tmp_path / f"report.{form}").exists)
    with (tmp_path / "report.csv").open(encoding="utf-8-sig") as file:
        assert [row[0] for row in csv.reader(file)][1:] == sorted(person.name for person in clerk.site.people)
    assert openpyxl.load_workbook(tmp_path / "report.xlsx").active is not None
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    with qtbot.waitSignal(page.print_asked) as printed:
        reports.print_button.click()
    assert printed.args[0].kind is ReportKind.TOTALS
    reports.write(report, tmp_path / "report.csv" / "report.csv", ReportFormat.CSV)
    clerk.until(clerk.bench.bar.isVisible)
    reports.kind.setCurrentIndex(reports.kind.findData(ReportKind.ABSENCES))
    reports.period.setCurrentIndex(reports.period.findText("Today"))
    clerk.until(lambda: reports.model.report is not None and reports.model.report.first == TODAY)


def test_payroll_columns_and_exports_are_kept_in_the_settings(clerk: Clerk, tmp_path: Path) -> None:
    page = clerk.page
    page.choose(REPORTS)
    page.reports.edit_payroll()
    payroll = clerk.dialog(PayrollDialog, page.reports.dialog)
    usual = len(payroll.rows)
    payroll.add()
    assert not payroll.ok.isEnabled()
    payroll.rows[-1].header.setText("Mitarbeiter")
    payroll.rows[-1].up.click()
    payroll.rows[0].out.click()
    assert len(payroll.rows) == usual
    payroll.delimiter.setCurrentIndex(2)
    payroll.ok.click()
    clerk.until(lambda: clerk.bench.station.settings.attendance.payroll != ())
    kept = clerk.bench.station.settings.attendance
    assert kept.payroll[-2] == PayrollColumn("Mitarbeiter", "name")
    assert kept.payroll_delimiter == "\t"
    clerk.until(lambda: page.reports.dialog is None)
    page.reports.edit_exports()
    exports = clerk.dialog(ExportsDialog, page.reports.dialog)
    exports.add()
    exports.add()
    exports.cards[0].out.click()
    assert not exports.ok.isEnabled()
    exports.cards[0].folder.setText(str(tmp_path))
    exports.grab()
    exports.ok.click()
    clerk.until(lambda: clerk.bench.station.settings.attendance.exports != ())
    assert clerk.bench.station.settings.attendance.exports[0].folder == str(tmp_path)
    assert clerk.bench.station.settings.attendance.payroll == kept.payroll


def test_charts_are_drawn_and_say_what_is_under_the_pointer(clerk: Clerk) -> None:
    page = clerk.page
    page.choose(CHARTS)
    arrivals, lateness, inside = page.charts.cards
    clerk.until(lambda: arrivals.summary.text() == "Most people come between 07:45 and 08:00.")
    assert lateness.summary.text().startswith("2 times late")
    page.grab()
    chart = arrivals.chart
    middle = chart.slot_at(chart.width() / 2)
    assert middle is not None
    assert chart.slot_at(1.0) is None
    before = chart.grab().toImage()
    QTest.mouseMove(chart, QPoint(chart.width() // 2, chart.height() // 2))
    clerk.until(lambda: chart.grab().toImage() != before)
    assert inside.chart.accessibleName() == inside.summary.text()


def test_the_muster_list_is_ticked_off_while_people_leave(qtbot: QtBot, clerk: Clerk, ana: Person) -> None:
    ben = clerk.site.people[1]
    clerk.site.punch(ben, "10:10", Way.IN)
    page = clerk.page
    page.muster()
    dialog = page.muster_dialog
    assert dialog is not None
    clerk.until(lambda: dialog.model.rowCount() == 2)
    assert dialog.missing.text() == "2 of 2 not met yet"
    clerk.until(dialog.table.hasFocus)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.missing.text() == "1 of 2 not met yet"
    clerk.site.punch(ben, "10:15", Way.OUT)
    dialog.refresh()
    clerk.until(lambda: dialog.missing.text() == "Everybody was met")
    assert dialog.model.rowCount() == 2
    dialog.grab()
    with qtbot.waitSignal(page.print_asked) as printed:
        dialog.print_button.click()
    assert isinstance(printed.args[0], Muster)
    page.muster()
    assert page.muster_dialog is dialog
    dialog.close()
    assert page.muster_dialog is None
