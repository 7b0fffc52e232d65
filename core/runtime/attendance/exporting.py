"""Reports that are written into folders by themselves."""

from pathlib import Path

from core.runtime.attendance.books import Books
from core.runtime.attendance.reports import ReportDesk


class ExportClock:
    """Owns the thread `exports`. What was written is noted in `folder`, so that nothing is missed or done twice."""

    def __init__(self, books: Books, reports: ReportDesk, folder: Path) -> None:
        """`folder` is the data folder."""
        self._books = books
        self._reports = reports
        self._folder = folder

    @property
    def trouble(self) -> Exception | None:
        """Why the export that failed last could not be written; None when all is well."""
        raise NotImplementedError

    def start(self) -> None:
        """Make up for what was missed and wait for what comes; idempotent."""
        raise NotImplementedError

    def stop(self, timeout_s: float = 5.0) -> None:
        """End the thread after the report it is writing; idempotent."""
        raise NotImplementedError

    def step(self) -> None:
        """Write what is due at this moment."""
        raise NotImplementedError
