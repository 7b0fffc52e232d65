"""A report as a workbook: real dates, times and durations, ready to be filtered and printed."""

import io
import re
from collections.abc import Iterable, Sequence
from itertools import chain
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

from core.domain.reports import ColumnKind, Report, ReportColumn
from core.runtime.attendance.sheetrows import SheetColumn, filled, rows_text
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
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
"""What a sheet may not be called (ECMA-376, 18.2.19); nor by more than 31 characters."""


def workbook(report: Report, say: Say) -> bytes:
    """Return the XLSX file of a report."""
    book = Workbook(write_only=True)
    # It shares what is used here with other worksheets, which the stubs of openpyxl do not say.
    sheet = cast("Worksheet", book.create_sheet(_NO_SHEET_NAME.sub(" ", report.title)[:31]))
    kinds = _kinds(report)
    _lay_out(sheet, report, kinds)
    for line in _head(report, say):
        sheet.append([_text(sheet, line, Font(_FACE, 14 if line == report.title else 11, bold=line == report.title))])
    sheet.append([_heading(sheet, column) for column in report.columns])
    last = _HEADER_ROW + len(report.rows)
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(len(report.columns))}{last}"
    rows = rows_text(_columns(sheet, report.columns, kinds), report.rows, _HEADER_ROW + 1)
    if report.totals is not None:
        columns = _columns(
            sheet, report.columns, kinds, font=Font(_FACE, 11, bold=True), border=Border(top=Side("thin"))
        )
        rows = chain(rows, rows_text(columns, [(say(TOTAL), *report.totals[1:])], last + 1, blanks=True))
    content = io.BytesIO()
    book.save(content)
    return filled(content.getvalue(), rows)


def _head(report: Report, say: Say) -> Iterable[str]:
    period = f"{report.first.isoformat()} – {report.last.isoformat()}"
    made = report.made.astimezone(zone_named(report.zone))
    yield report.title
    yield report.company
    yield f"{period}   {say(GROUP).format(group=report.group)}" if report.group else period
    yield say(MADE).format(moment=f"{made:%Y-%m-%d %H:%M}", zone=report.zone)


def _kinds(report: Report) -> list[ColumnKind]:
    """Return what each column is shown as; a duration below zero is none to Excel, so such columns are in hours."""
    kinds = []
    for place, column in enumerate(report.columns):
        cells = [row[place] for row in (*report.rows, *([report.totals] if report.totals else []))]
        below = column.kind is ColumnKind.MINUTES and any(isinstance(cell, int) and cell < 0 for cell in cells)
        kinds.append(ColumnKind.HOURS if below else column.kind)
    return kinds


def _room(kind: ColumnKind) -> int:
    """Return how many characters a value takes that is no text, or a short one."""
    return 8 if kind is ColumnKind.TEXT else len(_FORMATS[kind])


def _lay_out(sheet: Worksheet, report: Report, kinds: Sequence[ColumnKind]) -> None:
    """Set what must be known before the first row is written."""
    sheet.freeze_panes = f"B{_HEADER_ROW + 1}"
    for place, column in enumerate(report.columns):
        texts = [len(cell) for row in report.rows[:2000] if isinstance(cell := row[place], str)]
        width = max([len(column.heading) + 3, _room(kinds[place]), *texts])
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
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"  # also where it looks like a formula
    if font is not None:
        cell.font = font
    return cell


def _heading(sheet: Worksheet, column: ReportColumn) -> XlsxCell:
    cell = _text(sheet, column.heading, Font(_FACE, 11, bold=True))
    cell.fill = PatternFill("solid", fgColor="E7ECF3")
    cell.border = Border(bottom=Side("thin"))
    cell.alignment = _ALIGNED.get(column.kind, _TO_THE_RIGHT)
    return cell


def _columns(
    sheet: Worksheet, columns: Sequence[ReportColumn], kinds: Sequence[ColumnKind], **style: Font | Border
) -> list[SheetColumn]:
    """Return the columns with how their cells look, of which the workbook is told."""
    found = []
    for number, (column, kind) in enumerate(zip(columns, kinds, strict=True), 1):
        cell = WriteOnlyCell(sheet)
        cell.number_format = _FORMATS[kind]
        cell.alignment = _ALIGNED.get(column.kind, _TO_THE_RIGHT)
        for name, value in style.items():
            setattr(cell, name, value)
        found.append(SheetColumn(get_column_letter(number), kind, cell.style_id))
    return found
