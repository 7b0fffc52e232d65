"""A report as a workbook: real dates, times and durations, ready to be filtered and printed."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.domain.reports import Cell, ColumnKind, Report, ReportColumn
from core.runtime.attendance.words import GROUP, MADE, TOTAL, Say
from core.runtime.attendance.zones import zone_named

_FORMATS = {
    ColumnKind.TEXT: "@",
    ColumnKind.DATE: "yyyy-mm-dd",
    ColumnKind.TIME: "hh:mm",
    ColumnKind.MOMENT: "yyyy-mm-dd hh:mm:ss",
    ColumnKind.MINUTES: "[h]:mm",
    ColumnKind.COUNT: "0",
    ColumnKind.HOURS: "0.00",
}
_ALIGNED = {
    ColumnKind.TEXT: Alignment(horizontal="left", vertical="top", indent=1),
    ColumnKind.DATE: Alignment(horizontal="center", vertical="top"),
    ColumnKind.TIME: Alignment(horizontal="center", vertical="top"),
    ColumnKind.MOMENT: Alignment(horizontal="center", vertical="top"),
}
_TO_THE_RIGHT = Alignment(horizontal="right", vertical="top")
_FACE = "Calibri"
"""What cells have that are given no font; one without a name is shown in whatever the program likes."""
_HEADER_ROW = 5
_WIDEST = 45
_MINUTES_A_DAY = 1440
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
"""What a sheet may not be called (ECMA-376, 18.2.19); nor by more than 31 characters."""


def workbook(report: Report, say: Say) -> bytes:
    """Return the XLSX file of a report."""
    book = Workbook(write_only=True)
    # It shares what is used here with other worksheets, which the stubs of openpyxl do not say.
    sheet = cast("Worksheet", book.create_sheet(_NO_SHEET_NAME.sub(" ", report.title)[:31]))
    formats = _formats(report)
    _lay_out(sheet, report, formats)
    for line in _head(report, say):
        sheet.append([_text(sheet, line, Font(_FACE, 14 if line == report.title else 11, bold=line == report.title))])
    sheet.append([_heading(sheet, column) for column in report.columns])
    rows = partial(_rows, sheet, report.columns, formats)
    rows(report.rows)
    last = _HEADER_ROW + len(report.rows)
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(len(report.columns))}{last}"
    if report.totals is not None:
        rows([(say(TOTAL), *report.totals[1:])], Font(_FACE, 11, bold=True), Border(top=Side("thin")))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _head(report: Report, say: Say) -> Iterable[str]:
    period = f"{report.first.isoformat()} – {report.last.isoformat()}"
    made = report.made.astimezone(zone_named(report.zone))
    yield report.title
    yield report.company
    yield f"{period}   {say(GROUP).format(group=report.group)}" if report.group else period
    yield say(MADE).format(moment=f"{made:%Y-%m-%d %H:%M}", zone=report.zone)


def _formats(report: Report) -> list[str]:
    """Return each column's number format; a duration below zero is none to Excel, so such columns are in hours."""
    formats = []
    for place, column in enumerate(report.columns):
        cells = [row[place] for row in (*report.rows, *([report.totals] if report.totals else []))]
        below = column.kind is ColumnKind.MINUTES and any(isinstance(cell, int) and cell < 0 for cell in cells)
        formats.append(_FORMATS[ColumnKind.HOURS if below else column.kind])
    return formats


def _lay_out(sheet: Worksheet, report: Report, formats: Sequence[str]) -> None:
    """Set what must be known before the first row is written."""
    sheet.freeze_panes = f"B{_HEADER_ROW + 1}"
    for place, column in enumerate(report.columns):
        texts = [len(cell) for row in report.rows[:2000] if isinstance(cell := row[place], str)]
        width = max([len(column.heading) + 3, len(formats[place]) if formats[place] != "@" else 8, *texts])
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(width + 2, _WIDEST)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    # An empty part is one that spreadsheets cannot read.
    company = HeaderFooterItem(right=HeaderFooterPart(report.company.replace("&", "&&")) if report.company else None)
    pages = HeaderFooterItem(center=HeaderFooterPart("&P / &N"))
    sheet.HeaderFooter = HeaderFooter(oddHeader=company, oddFooter=pages)


def _text(sheet: Worksheet, text: str, font: Font | None = None) -> XlsxCell:
    cell = WriteOnlyCell(sheet)
    _put(cell, text, "@")
    if font is not None:
        cell.font = font
    return cell


def _heading(sheet: Worksheet, column: ReportColumn) -> XlsxCell:
    cell = _text(sheet, column.heading, Font(_FACE, 11, bold=True))
    cell.fill = PatternFill("solid", fgColor="E7ECF3")
    cell.border = Border(bottom=Side("thin"))
    cell.alignment = _ALIGNED.get(column.kind, _TO_THE_RIGHT)
    return cell


def _rows(
    sheet: Worksheet,
    columns: Sequence[ReportColumn],
    formats: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    font: Font | None = None,
    border: Border | None = None,
) -> None:
    # A row is written as it is appended, so one set of cells serves them all: styling each anew takes most of the time.
    cells = [WriteOnlyCell(sheet) for _ in formats]
    for cell, form, column in zip(cells, formats, columns, strict=True):
        cell.number_format = form
        cell.alignment = _ALIGNED.get(column.kind, _TO_THE_RIGHT)
        if font is not None:
            cell.font = font
        if border is not None:
            cell.border = border
    for row in rows:
        filled: list[XlsxCell | None] = []
        for cell, value, form in zip(cells, row, formats, strict=True):
            # An empty cell that is left out costs nothing, and most of a day's are; those with a border stay.
            is_left_out = value in (None, "") and border is None
            filled.append(None if is_left_out else cell)
            if not is_left_out:
                _put(cell, value, form)
        sheet.append(filled)


def _put(cell: XlsxCell, value: Cell, form: str) -> None:
    """Give a cell its value: text never becomes a formula, and times are those on the wall."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    elif isinstance(value, datetime):
        wall = value.replace(tzinfo=None)
        cell.value = wall.time() if form == _FORMATS[ColumnKind.TIME] else wall
    elif isinstance(value, int) and form == _FORMATS[ColumnKind.MINUTES]:
        cell.value = value / _MINUTES_A_DAY
    elif isinstance(value, int) and form == _FORMATS[ColumnKind.HOURS]:
        cell.value = value / 60
    else:
        assert value is None or isinstance(value, (int, float, date))
        cell.value = value
