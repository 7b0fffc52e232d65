"""Reports: made, and written into files."""

import csv
import errno
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec

from core.config import write_whole
from core.domain.errors import ErrorCode, KnownError
from core.domain.reports import DaysQuery, Report, ReportFormat, ReportKind
from core.runtime.attendance.books import Books
from core.runtime.attendance.cells import harmless, shown_row
from core.runtime.attendance.payroll import payroll
from core.runtime.attendance.reckoning import basis_of, each
from core.runtime.attendance.tables import COLUMNS, rows_of, sums
from core.runtime.attendance.uncollected import uncollected
from core.runtime.attendance.words import TITLES, Say, untranslated
from core.runtime.attendance.workbook import workbook

ToPdf = Callable[[Report], bytes]

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FOR_COLLEAGUES = 0o640
"""A report is put into a folder for somebody else; who may open that folder is up to the folder."""


class ReportDesk:
    """Safe from any thread."""

    def __init__(self, books: Books, pdf: ToPdf | None = None, say: Say = untranslated) -> None:
        """`pdf` lays a report out on pages; without it none is written as PDF. `say` puts reports into a language."""
        self._books = books
        self._pdf = pdf
        self._say = say

    def report(self, kind: ReportKind, query: DaysQuery) -> Report:
        """Return a report of some days.

        Raises KnownError(ZONE_UNKNOWN), and KnownError(PAYROLL_FIELD_UNKNOWN) for a PAYROLL one mapped wrongly.
        """
        with uncollected():
            return self._made(kind, query)

    def _made(self, kind: ReportKind, query: DaysQuery) -> Report:
        settings, basis = self._books.settings(), basis_of(self._books)
        people = each(self._books, basis, query)
        if kind is ReportKind.PAYROLL:
            columns, rows = payroll(people, query, settings.attendance.payroll)
        else:
            columns = tuple(replace(column, heading=self._say(column.heading)) for column in COLUMNS[kind])
            rows = rows_of(kind, basis, people, self._say)
        totals = None if kind is ReportKind.PAYROLL else sums(columns, rows)
        return Report(
            kind, self._say(TITLES[kind]), query.first, query.last, settings.company, query.group,
            basis.zone.key, basis.at, columns, rows, totals,
        )  # fmt: skip

    def render(self, report: Report, form: ReportFormat) -> bytes:
        """Return the content of a report's file. Raises KnownError(PDF_UNAVAILABLE)."""
        match form:
            case ReportFormat.CSV:
                payrolls = report.kind is ReportKind.PAYROLL
                return comma_separated(report, self._books.settings().attendance.payroll_delimiter if payrolls else ",")
            case ReportFormat.XLSX:
                return workbook(report, self._say)
            case ReportFormat.JSON:
                return msgspec.json.format(msgspec.json.encode(_document(report)), indent=1) + b"\n"
            case ReportFormat.PDF:
                if self._pdf is None:
                    raise KnownError(ErrorCode.PDF_UNAVAILABLE)
                return self._pdf(report)

    def write(self, report: Report, path: Path, form: ReportFormat) -> None:
        """Write a report, whole or not at all. Raises KnownError(PDF_UNAVAILABLE, FOLDER_NOT_WRITABLE, DISK_FULL)."""
        content = self.render(report, form)
        try:
            write_whole(path, content)
            path.chmod(_FOR_COLLEAGUES)
        except OSError as error:
            if error.errno in _FULL:
                raise KnownError(ErrorCode.DISK_FULL, path=str(path)) from error
            detail = error.strerror or str(error)
            raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(path.parent), detail=detail) from error


def comma_separated(report: Report, delimiter: str) -> bytes:
    """Return a report as CSV: UTF-8 with a byte order mark, which spreadsheets need, and without sums."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(harmless(column.heading) for column in report.columns)
    writer.writerows(shown_row(report, row) for row in report.rows)
    return file.getvalue().encode("utf-8-sig")


def _document(report: Report) -> dict[str, object]:
    """Return a report as JSON has it: durations in minutes, and every row by the keys of its columns."""
    keys = [column.key for column in report.columns]
    return {
        "kind": report.kind,
        "first": report.first,
        "last": report.last,
        "company": report.company,
        "group": report.group,
        "zone": report.zone,
        "made": report.made,
        "rows": [dict(zip(keys, row, strict=True)) for row in report.rows],
    }
