"""What the command line works with on the records of a site: no engines, no cameras, no window."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.bootstrap.parts import nobody_listens, open_store
from core.config import load_settings
from core.domain.clock import SystemClock
from core.runtime.attendance.books import Books
from core.runtime.attendance.desk import AttendanceDesk
from core.runtime.attendance.reports import ReportDesk, ToPdf
from core.store.store import SqliteStore


@dataclass(frozen=True, slots=True)
class AttendanceOffice:
    """Attendance without cameras."""

    store: SqliteStore
    desk: AttendanceDesk
    reports: ReportDesk


@contextmanager
def open_attendance(data_dir: Path, pdf: ToPdf | None = None) -> Iterator[AttendanceOffice]:
    """Lend the records of attendance in `data_dir`; `pdf` lays out reports. Raises KnownError."""
    settings = load_settings(data_dir)
    with open_store(data_dir) as store:
        plan = store.ledger.plan()
        books = Books(
            store.ledger, store.visits, store.people, lambda: plan, lambda: settings, SystemClock(), author_here()
        )
        yield AttendanceOffice(store, AttendanceDesk(books, nobody_listens), ReportDesk(books, pdf))


def author_here() -> str:
    """Return the name of who is at this machine, to stand behind what they write."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return "?"
