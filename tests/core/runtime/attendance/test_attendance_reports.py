"""Reports and the files they are written into."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest

from core.config import AttendanceSettings, PayrollColumn
from core.domain.attendance import Way
from core.domain.errors import ErrorCode, KnownError
from core.domain.reports import ColumnKind, DaysQuery, Report, ReportFormat, ReportKind
from core.domain.work import Leave, LeaveKind
from core.runtime.attendance.cells import harmless, hours_and_minutes, shown
from core.runtime.attendance.desk import AttendanceDesk
from core.runtime.attendance.payroll import FIELDS
from core.runtime.attendance.reports import ReportDesk
from core.runtime.attendance.tables import COLUMNS
from tests.core.runtime.attendance.attendance_support import MONDAY, Site, at, manual, open_site

FRIDAY = MONDAY + timedelta(days=4)
WEEK = DaysQuery(MONDAY, FRIDAY)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with open_site(tmp_path, at("23:00", FRIDAY)) as site:
        ada = site.enrol("=Ada", "007", ["Lab", "Fire"])
        site.work(ada, MONDAY, "7:58", "17:30")
        came, _ = site.work(ada, MONDAY + timedelta(days=1), "8:20", "16:00")
        desk = AttendanceDesk(site.books, lambda: None)
        desk.correct(ada.id, came, manual(ada.id, "8:10", Way.IN, MONDAY + timedelta(days=1)), "saw her")
        desk.grant_leave(Leave(ada.id, FRIDAY, FRIDAY, LeaveKind.VACATION), "")
        yield site


def table(report: Report) -> list[dict[str, object]]:
    return [dict(zip([c.key for c in report.columns], row, strict=True)) for row in report.rows]


def test_days_are_listed_with_all_there_is_to_say(site: Site) -> None:
    report = ReportDesk(site.books).report(ReportKind.DAYS, WEEK)
    monday, tuesday, wednesday, _, friday = table(report)
    assert monday["day"] == MONDAY
    assert (monday["name"], monday["external_id"], monday["groups"], monday["shift"]) == (
        "=Ada",
        "007",
        "Fire, Lab",
        "Day",
    )
    assert isinstance(monday["first_in"], datetime)
    assert f"{monday['first_in']:%H:%M %Z}" == "07:58 CEST"
    assert (monday["owed"], monday["worked"], monday["overtime"], monday["breaks"]) == (480, 540, 60, 30)
    assert (tuesday["late"], tuesday["early"]) == (10, 30)
    assert tuesday["marks"] == "late, left early, corrected"
    assert wednesday["marks"] == "absent"
    assert (friday["marks"], friday["credited"]) == ("leave", 480)
    assert report.totals is not None
    assert report.totals[[c.key for c in report.columns].index("worked")] == 540 + 440
    assert (report.company, report.zone) == ("Müller & Söhne", "Europe/Berlin")


def test_totals_punches_and_absences(site: Site) -> None:
    desk = ReportDesk(site.books)
    (totals,) = table(desk.report(ReportKind.TOTALS, WEEK))
    assert (totals["days_worked"], totals["days_absent"], totals["days_leave"]) == (2, 2, 1)
    assert totals["balance"] == 540 + 440 + 480 - 5 * 480
    punches = table(desk.report(ReportKind.PUNCHES, WEEK))
    assert [(p["way"], p["source"], p["corrected"]) for p in punches] == [
        ("in", "camera", None), ("out", "camera", None), ("in", "by hand", "corrected"), ("out", "camera", None),
    ]  # fmt: skip
    absences = desk.report(ReportKind.ABSENCES, WEEK)
    assert [(a["day"], a["why"]) for a in table(absences)] == [
        (MONDAY + timedelta(days=2), "absent"), (MONDAY + timedelta(days=3), "absent"), (FRIDAY, "vacation"),
    ]  # fmt: skip
    assert desk.report(ReportKind.PUNCHES, WEEK).totals is None


def test_a_report_speaks_the_language_it_is_told_to(site: Site) -> None:
    words = {"Punches": "Stempelungen", "in": "kommt", "Name": "Wer"}
    report = ReportDesk(site.books, say=lambda text: words.get(text, text)).report(ReportKind.PUNCHES, WEEK)
    assert (report.title, report.columns[0].heading, table(report)[0]["way"]) == ("Stempelungen", "Wer", "kommt")


def test_csv_opens_in_spreadsheets_and_runs_no_formula(site: Site, tmp_path: Path) -> None:
    desk, path = ReportDesk(site.books), tmp_path / "new" / "days.csv"
    desk.write(desk.report(ReportKind.DAYS, WEEK), path, ReportFormat.CSV)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0]["Name"] == "'=Ada"
    assert (rows[0]["Worked"], rows[0]["Came"], rows[0]["Day"], rows[0]["Late"]) == ("9:00", "07:58", "2024-05-13", "")
    assert len(rows) == 5
    for text in ("+1", "-1", " @x", "\tx", "\n=1", "\uff1d1", "\x00=1", "\u200b =1", "\ufeff@x"):
        assert harmless(text) == f"'{text}"
    assert harmless("Ada = 1") == "Ada = 1"
    assert [hours_and_minutes(n) for n in (0, 61, -75)] == ["0:00", "1:01", "-1:15"]
    assert shown(7.456, ColumnKind.HOURS) == "7.46"
    assert shown(datetime(2024, 5, 1, 8, 3), ColumnKind.MOMENT) == "2024-05-01 08:03"  # noqa: DTZ001 - of the wall


def test_xlsx_holds_real_dates_times_and_durations(site: Site, tmp_path: Path) -> None:
    desk, path = ReportDesk(site.books), tmp_path / "days.xlsx"
    desk.write(desk.report(ReportKind.DAYS, replace(WEEK, group="Lab")), path, ReportFormat.XLSX)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    head = [row[0].value for row in sheet.iter_rows(max_row=4)]
    assert head[0] == "Attendance by day"
    assert head[1] == "Müller & Söhne"
    assert head[2] == "2024-05-13 – 2024-05-17   Group: Lab"
    assert head[3] == "Made on 2024-05-17 23:00 (Europe/Berlin)"
    keys = [column.key for column in COLUMNS[ReportKind.DAYS]]
    first = dict(zip(keys, sheet[6], strict=True))
    assert (first["name"].value, first["name"].data_type) == ("=Ada", "s")
    assert first["external_id"].value == "007"
    assert (first["day"].value, first["day"].number_format) == (datetime(2024, 5, 13), "yyyy-mm-dd")  # noqa: DTZ001
    assert (first["first_in"].value, first["first_in"].number_format) == (time(7, 58), "hh:mm")
    assert (first["worked"].value, first["worked"].number_format) == (timedelta(hours=9), "[h]:mm")
    totals = dict(zip(keys, sheet[11], strict=True))
    assert totals["name"].value == "Total"
    assert totals["worked"].value == timedelta(minutes=980)
    assert sheet.freeze_panes == "B6"
    assert sheet.auto_filter.ref == "A5:O10"
    assert sheet.print_title_rows == "$5:$5"
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)
    assert str(setup.paperSize) == sheet.PAPERSIZE_A4
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert [first[key].alignment.horizontal for key in ("name", "day", "worked")] == ["left", "center", "right"]


def test_a_balance_below_zero_is_written_in_hours(site: Site) -> None:
    desk = ReportDesk(site.books)
    content = desk.render(desk.report(ReportKind.TOTALS, WEEK), ReportFormat.XLSX)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    balance = sheet.cell(6, [column.key for column in COLUMNS[ReportKind.TOTALS]].index("balance") + 1)
    assert balance.value == pytest.approx(-940 / 60)
    assert balance.number_format == "0.00"


def test_the_payroll_program_gets_its_columns_under_its_names(site: Site) -> None:
    mapping = (
        PayrollColumn("Personalnummer", "external_id"), PayrollColumn("Stunden", "worked_hours"),
        PayrollColumn("Minuten", "worked_minutes"), PayrollColumn("Zeit", "balance"), PayrollColumn("Bis", "last"),
    )  # fmt: skip
    site.attend(AttendanceSettings(payroll=mapping))
    desk = ReportDesk(site.books)
    text = desk.render(desk.report(ReportKind.PAYROLL, WEEK), ReportFormat.CSV).decode("utf-8-sig")
    assert text.splitlines() == [
        "Personalnummer;Stunden;Minuten;Zeit;Bis",
        "007;16.33;980;-15:40;2024-05-17",
    ]
    site.attend(AttendanceSettings(payroll=(PayrollColumn("X", "salary"),)))
    with pytest.raises(KnownError, match="worked_hours") as refused:
        desk.report(ReportKind.PAYROLL, WEEK)
    assert refused.value.code is ErrorCode.PAYROLL_FIELD_UNKNOWN
    site.attend(AttendanceSettings(payroll=tuple(PayrollColumn(field, field) for field in FIELDS)))
    assert all(cell is not None for cell in desk.report(ReportKind.PAYROLL, WEEK).rows[0])
    site.attend(AttendanceSettings())
    assert desk.report(ReportKind.PAYROLL, WEEK).columns[0].heading == "external_id"


def test_json_is_for_programs(site: Site) -> None:
    desk = ReportDesk(site.books)
    document = json.loads(desk.render(desk.report(ReportKind.DAYS, WEEK), ReportFormat.JSON))
    assert (document["kind"], document["first"], document["zone"]) == ("days", "2024-05-13", "Europe/Berlin")
    assert document["rows"][0]["worked"] == 540
    assert document["rows"][0]["first_in"] == "2024-05-13T07:58:00+02:00"


def test_pdf_is_left_to_whoever_can_lay_out_pages(site: Site, tmp_path: Path) -> None:
    report = ReportDesk(site.books).report(ReportKind.TOTALS, WEEK)
    with pytest.raises(KnownError) as refused:
        ReportDesk(site.books).render(report, ReportFormat.PDF)
    assert refused.value.code is ErrorCode.PDF_UNAVAILABLE
    ReportDesk(site.books, lambda given: given.title.encode()).write(report, tmp_path / "x.pdf", ReportFormat.PDF)
    assert (tmp_path / "x.pdf").read_bytes() == b"Attendance totals"


def test_a_folder_that_cannot_be_written_is_named(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = ReportDesk(site.books)
    report = desk.report(ReportKind.TOTALS, WEEK)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KnownError, match="file") as refused:
        desk.write(report, tmp_path / "file" / "x.csv", ReportFormat.CSV)
    assert refused.value.code is ErrorCode.FOLDER_NOT_WRITABLE

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("core.runtime.attendance.reports.write_whole", full)
    with pytest.raises(KnownError) as no_space:
        desk.write(report, tmp_path / "x.csv", ReportFormat.CSV)
    assert no_space.value.code is ErrorCode.DISK_FULL


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before"):
        DaysQuery(date(2024, 5, 2), date(2024, 5, 1))
