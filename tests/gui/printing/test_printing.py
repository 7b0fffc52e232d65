"""Reports and lists on paper."""

import base64
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.domain.ids import PersonId
from core.domain.reports import Cell, ColumnKind, Muster, MusterRow, Report, ReportColumn, ReportKind
from gui.presenters.text import as_written
from gui.printing.report import muster_sheet, report_sheet, written
from gui.printing.sheet import Sheet, pdf_of

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
COLUMNS = (ReportColumn("name", "Name"), ReportColumn("worked", "Worked", ColumnKind.MINUTES))


def report(rows: int, columns: tuple[ReportColumn, ...] = COLUMNS) -> Report:
    lines = tuple((f"<b>Ana & 王小明 {n}", 60 * n) for n in range(rows))
    day = date(2026, 11, 1)
    return Report(
        ReportKind.TOTALS, "Totals", day, day, "Müller & 王", "", "UTC", NOON, columns, lines, (None, 60 * rows)
    )  # fmt: skip


def pages(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n")


def test_a_long_report_takes_several_pages_and_a_short_one_takes_one(qtbot: QtBot) -> None:
    del qtbot
    assert pages(pdf_of(report_sheet(report(5), as_written))) == 1
    assert pages(pdf_of(report_sheet(report(200), as_written))) >= 4


def test_names_are_text_and_no_markup() -> None:
    body = report_sheet(report(1), as_written).body
    assert "&lt;b&gt;Ana &amp; 王小明 0" in body


def test_a_wide_report_lies_on_its_side() -> None:
    assert not report_sheet(report(1), as_written).landscape
    wide = Report(
        ReportKind.DAYS, "Days", NOON.date(), NOON.date(), "", "Staff", "UTC", NOON,
        tuple(ReportColumn(str(n), str(n)) for n in range(9)), (tuple("x" * 9),),
    )  # fmt: skip
    assert report_sheet(wide, as_written).landscape


@pytest.mark.parametrize(
    ("cell", "kind", "said"),
    [
        (None, ColumnKind.TEXT, ""),
        (125, ColumnKind.MINUTES, "2:05"),
        (-5, ColumnKind.MINUTES, "-0:05"),
        (3, ColumnKind.COUNT, "3"),
        (7.5, ColumnKind.HOURS, "7.50"),
        (NOON, ColumnKind.TIME, "12:00"),
        (NOON, ColumnKind.MOMENT, "2026-11-02 12:00"),
        (NOON.date(), ColumnKind.DATE, "2026-11-02"),
        ("x" * 99, ColumnKind.TEXT, "x" * 39 + "…"),
    ],
)
def test_cells_as_people_read_them(cell: Cell, kind: ColumnKind, said: str) -> None:
    assert written(cell, kind) == said


def test_the_muster_list_has_a_box_for_everybody_and_names_the_host() -> None:
    ana = MusterRow(PersonId("a"), "Ana", frozenset({"Staff"}), NOON - timedelta(hours=1), "Main door")
    guest = MusterRow(PersonId("g"), "Guest", frozenset(), NOON, "Main door", visitor=True, host="Ana")
    sheet = muster_sheet(Muster(NOON, "UTC", "Müller", (ana, guest)), as_written)
    assert sheet.body.count("☐") == 3
    assert "2 people inside" in sheet.body
    assert "11:00" in sheet.body
    assert ">Ana</td>" in sheet.body


def test_a_badge_has_its_own_size(qtbot: QtBot) -> None:
    del qtbot
    pdf = pdf_of(Sheet("Badge", "<h1>Ana</h1>" + picture(), size_mm=(86, 54)))
    assert pages(pdf) == 1
    found = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert found is not None
    assert [float(size) / 72 * 25.4 for size in found.groups()] == pytest.approx([86, 54], abs=0.5)


def picture() -> str:
    ok, png = cv2.imencode(".png", np.zeros((8, 8, 3), np.uint8))
    assert ok
    return f'<img src="data:image/png;base64,{base64.b64encode(png.tobytes()).decode()}">'


def test_a_report_is_printed_without_a_window() -> None:
    code = (
        "from tests.gui.printing.test_printing import report\n"
        "from gui.printing.printer import report_pdf\n"
        "import sys; sys.stdout.buffer.write(report_pdf(report(3)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.startswith(b"%PDF-")
