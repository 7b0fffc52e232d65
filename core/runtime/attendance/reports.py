"""Reports: made, and written into files."""

from collections.abc import Callable
from pathlib import Path

from core.domain.reports import DaysQuery, Report, ReportFormat, ReportKind
from core.runtime.attendance.books import Books

ToPdf = Callable[[Report], bytes]


class ReportDesk:
    """Safe from any thread."""

    def __init__(self, books: Books, pdf: ToPdf | None = None) -> None:
        """`pdf` lays a report out on pages; without it none is written as PDF."""
        self._books = books
        self._pdf = pdf

    def report(self, kind: ReportKind, query: DaysQuery) -> Report:
        """Return a report of some days. Raises KnownError(PAYROLL_FIELD_UNKNOWN) for a PAYROLL one mapped wrongly."""
        raise NotImplementedError

    def write(self, report: Report, path: Path, form: ReportFormat) -> None:
        """Write a report, whole or not at all. Raises KnownError(PDF_UNAVAILABLE, FOLDER_NOT_WRITABLE, DISK_FULL)."""
        raise NotImplementedError
