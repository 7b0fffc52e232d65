"""What SQLite and the disk complain about, in Usher's words."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.domain.errors import ErrorCode, KnownError

_PRIMARY_CODE = 0xFF
"""SQLite keeps the cause in the low byte and details of it above (https://www.sqlite.org/rescode.html)."""

_CAUSES = {
    sqlite3.SQLITE_FULL: ErrorCode.DISK_FULL,
    sqlite3.SQLITE_IOERR: ErrorCode.DISK_FAILED,
    sqlite3.SQLITE_READONLY: ErrorCode.FOLDER_NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: ErrorCode.FOLDER_NOT_WRITABLE,
    sqlite3.SQLITE_PERM: ErrorCode.FOLDER_NOT_WRITABLE,
    sqlite3.SQLITE_CORRUPT: ErrorCode.STORE_DAMAGED,
    sqlite3.SQLITE_NOTADB: ErrorCode.STORE_DAMAGED,
    sqlite3.SQLITE_BUSY: ErrorCode.STORE_IN_USE,
    sqlite3.SQLITE_LOCKED: ErrorCode.STORE_IN_USE,
}

_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise KnownError for what the environment did to the database at `path`; a mistake in SQL stays a bug."""
    try:
        yield
    except sqlite3.Error as error:
        code = _cause(error)
        if code is None:
            raise
        raise KnownError(code, path=str(path), detail=str(error)) from error
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise KnownError(ErrorCode.DISK_FULL, path=str(path)) from error


def _cause(error: sqlite3.Error) -> ErrorCode | None:
    # Errors of the Python module itself, such as the use of a closed connection, carry no code: those are bugs.
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:
        return ErrorCode.DISK_FULL  # the shared index of the log could not grow
    return _CAUSES.get(code & _PRIMARY_CODE)
