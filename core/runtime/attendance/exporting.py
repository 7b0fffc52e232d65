"""Reports that are written into folders by themselves."""

import contextlib
import errno
import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from core.config import ExportSettings, write_whole
from core.domain.errors import ErrorCode, KnownError
from core.domain.reports import DaysQuery, ReportFormat, ReportKind
from core.runtime.attendance.books import Books
from core.runtime.attendance.reports import ReportDesk
from core.runtime.attendance.zones import zone_of
from core.runtime.worker_thread import WorkerThread

log = logging.getLogger(__name__)

NAME = "exports"
NOTES_FILE = "exports.json"
PERIOD_S = 20.0
"""Exports are due to the minute."""
_RETRY = timedelta(hours=1)
_AT_ONCE = 31
"""How many of one kind are made up for: after a long pause the newest month of daily reports, not years of them."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """An export that is to be written now, about the days from `first` to `last`."""

    export: ExportSettings
    first: date
    last: date

    @property
    def file(self) -> Path:
        """Where it goes."""
        name = f"usher-{self.export.report}-{self.first.isoformat()}-{self.last.isoformat()}.{self.export.format}"
        return Path(self.export.folder).expanduser() / name


def key_of(export: ExportSettings) -> str:
    """Return the name an export is noted under; another folder, report, format or period is another export."""
    return "|".join((export.folder, export.report, export.format, export.every))


def due(exports: Sequence[ExportSettings], done: Mapping[str, date], now: datetime, zone: ZoneInfo) -> tuple[Due, ...]:
    """Return what is to be written at `now`, oldest first; `done` is the last day of each export's last report.

    One that was never written, or about days to come, begins with the period that ended last.
    """
    found: list[Due] = []
    for export in exports:
        last = done.get(key_of(export))
        if last is not None and last >= now.astimezone(zone).date():
            last = None  # it was written while the clock was ahead, and nothing would be until it is that late again
        waiting: list[Due] = []
        for first, end in _ended(export, now, zone):
            if (last is not None and end <= last) or len(waiting) == (_AT_ONCE if last is not None else 1):
                break
            waiting.append(Due(export, first, end))
        found += reversed(waiting)
    return tuple(found)


def _ended(export: ExportSettings, now: datetime, zone: ZoneInfo) -> Iterator[tuple[date, date]]:
    """Yield the periods whose report may be written by now, newest first."""
    first = _begin(export, now.astimezone(zone).date())
    while True:
        last = first - _DAY
        first = _begin(export, last)
        at = datetime.combine(last + _DAY, time()) + timedelta(minutes=export.at)
        if at.replace(tzinfo=zone).astimezone(UTC) <= now:
            yield first, last


def _begin(export: ExportSettings, day: date) -> date:
    """Return the first day of the period a day is in; weeks begin on Monday."""
    if export.every == "day":
        return day
    return day - _DAY * day.weekday() if export.every == "week" else day.replace(day=1)


class ExportClock:
    """Owns the thread `exports`. What was written is noted in `folder`, so that nothing is missed or done twice."""

    def __init__(self, books: Books, reports: ReportDesk, folder: Path) -> None:
        """`folder` is the data folder."""
        self._books = books
        self._reports = reports
        self._notes = folder / NOTES_FILE
        self._thread = WorkerThread(NAME, self._run)
        self._failed: dict[str, tuple[datetime, Exception]] = {}

    @property
    def trouble(self) -> Exception | None:
        """Why an export could not be written; None when all is well."""
        return next((error for _, error in self._failed.copy().values()), None)

    def start(self) -> None:
        """Make up for what was missed and wait for what comes; idempotent."""
        self._thread.start()

    def stop(self, timeout_s: float = 5.0) -> None:
        """End the thread after the report it is writing; idempotent."""
        self._thread.stop(timeout_s)

    def step(self) -> None:
        """Write what is due at this moment; what failed is tried again every hour."""
        now, exports = self._books.clock.utc(), self._books.settings().attendance.exports
        known = {key_of(export) for export in exports}
        self._failed = {key: failure for key, failure in self._failed.items() if key in known}
        if not exports:
            return
        with self._noting("", now):
            zone = zone_of(self._books.plan().calendar)
            for one in due(exports, self._done(), now, zone):
                if self._thread.stopping.is_set():
                    return
                self._try(one, now)

    def _run(self) -> None:
        self.step()
        while not self._thread.stopping.wait(PERIOD_S):
            self.step()

    def _try(self, one: Due, now: datetime) -> None:
        key = key_of(one.export)
        if key in self._failed and now - self._failed[key][0] < _RETRY:
            return
        with self._noting(key, now):
            folder = one.file.parent
            if not folder.is_dir():  # a drive that is not there: what was put in its place would never be found
                detail = os.strerror(errno.ENOENT)
                raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(folder), detail=detail)
            query = DaysQuery(one.first, one.last)
            report = self._reports.report(ReportKind(one.export.report), query)
            self._reports.write(report, one.file, ReportFormat(one.export.format))
            self._note(key, one.last)
            log.info("The report %s was written", one.file.name)

    @contextlib.contextmanager
    def _noting(self, key: str, now: datetime) -> Iterator[None]:
        """Remember why an export failed, and say so once; forget it when it works again."""
        try:
            yield
        except KnownError as error:
            if key not in self._failed:
                log.warning("A report could not be exported. %s", error)
            self._failed[key] = now, error
        except Exception as error:  # one report that cannot be made must not end all others
            if key not in self._failed:
                log.exception("A report could not be exported because of a bug")
            self._failed[key] = now, error
        else:
            self._failed.pop(key, None)

    def _done(self) -> dict[str, date]:
        try:
            return msgspec.json.decode(self._notes.read_bytes(), type=dict[str, date])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError) as error:
            # Then the newest period is written once more, which harms less than never writing again.
            log.warning("What was exported before cannot be read from %s: %s", self._notes, error)
            return {}

    def _note(self, key: str, last: date) -> None:
        content = msgspec.json.encode({**self._done(), key: last})
        try:
            write_whole(self._notes, content)
        except OSError as error:
            detail = error.strerror or str(error)
            raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(self._notes.parent), detail=detail) from error
