"""The database of a data folder: locked to this process, one writing connection, as many readers as read at once."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from sqlite_utils import Database

from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.health import WritingState
from core.store.failures import translated
from core.store.lock import FolderLock
from core.store.migrations import migrate
from core.store.wiping import wipe_gaps
from core.store.writer import RETRY_S, Writer

DATABASE_FILE = "usher.db"

_BUSY_S = 5.0
"""How long to wait for another program, such as a backup, that has the file locked."""

_ATTEMPTS = 20
"""To find the log empty: sightings may be written in between."""

_PAGE_BYTES = 16384
"""With crops and portraits of 4 to 20 KB in the rows, the file is a fifth smaller than with SQLite's 4 KB pages."""

ResultT = TypeVar("ResultT")


class StoreDatabase:
    """Use it from any thread; `close` it once done."""

    def __init__(self, folder: Path, retry_s: float = RETRY_S) -> None:
        """Lock `folder`, open the database in it or make one, and bring it up to date.

        Raises KnownError: STORE_IN_USE, FOLDER_NOT_WRITABLE, STORE_NEWER, STORE_DAMAGED, DISK_FULL, DISK_FAILED.
        """
        self._path = folder / DATABASE_FILE
        self._log = folder / f"{DATABASE_FILE}-wal"
        self._gate = threading.Lock()
        self._idle: list[Database] = []
        self._closed = False
        self._wiping = threading.Lock()
        # Kept open: to close any handle of a file takes away the locks SQLite has on it (howtocorrupt.html, §2.2).
        self._raw: BinaryIO | None = None
        self._lock = FolderLock(folder)
        try:
            self._writer = Writer(_open_for_writing(self._path), self._path, retry_s)
        except BaseException:
            self._lock.release()
            raise

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._path.parent

    @property
    def last_error(self) -> Exception | None:
        """Why queued writes could not be made; None when all is well."""
        return self._writer.last_error

    @property
    def writing(self) -> WritingState:
        """How much is queued and how long writing takes."""
        return self._writer.state

    def write(self, work: Callable[[Database], ResultT]) -> ResultT:
        """Run `work` in one transaction on the writer thread and wait until it is on the disk. Raises KnownError."""
        return self._writer.submit(work).result()

    def enqueue(
        self, work: Callable[[Database], object], told: Callable[[], None] | None = None, lane: str = ""
    ) -> None:
        """Queue `work` nobody waits for; see Writer."""
        self._writer.enqueue(work, told, lane)

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Lend a read-only connection for the block. Fetch every row: an open cursor would hold up checkpoints."""
        with self._gate:
            if self._closed:
                raise BugError("the store was read after it had been closed")
            idle = self._idle.pop() if self._idle else None
        with translated(self._path):
            db = idle or connect_to_read(self._path)
            try:
                yield db
            finally:
                self._give_back(db)

    def wipe(self) -> None:
        """Overwrite all that is left of deleted rows: in the log, and in the file between the rows that stay.

        Raises KnownError(STORE_IN_USE) if somebody reads or writes without a pause.
        """
        with self._wiping, translated(self._path), closing(_connect(self._path)) as db:
            if self._raw is None:
                self._raw = self._path.open("r+b", buffering=0)
            for _ in range(_ATTEMPTS):
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                db.execute("BEGIN IMMEDIATE")  # from here on nobody writes
                if not self._log.stat().st_size:
                    wipe_gaps(self._raw)
                    # Every connection reads anew what was changed behind its back once it sees that somebody committed.
                    db.execute("UPDATE gallery_stamp SET stamp = randomblob(16)")
                    db.execute("COMMIT")
                    return
                db.execute("ROLLBACK")
        raise KnownError(ErrorCode.STORE_IN_USE, path=str(self._path))

    def close(self) -> None:
        """Write everything queued, close every connection, unlock the folder; idempotent."""
        with self._gate:
            self._closed = True
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()
        self._writer.close()
        if self._raw is not None:
            self._raw.close()
        self._lock.release()

    def _give_back(self, db: Database) -> None:
        with self._gate:
            if not self._closed:
                self._idle.append(db)
                return
        db.close()


def _open_for_writing(path: Path) -> Database:
    with translated(path):
        db = _connect(path)
        try:
            db.execute(f"PRAGMA page_size = {_PAGE_BYTES}")  # heeded only before the first table
            db.enable_wal()
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA secure_delete = ON")  # a deleted face is overwritten, not just forgotten
            migrate(db, path)
        except BaseException:
            db.close()
            raise
        return db


def connect_to_read(path: Path) -> Database:
    """Open a connection that cannot write; for one thread at a time, to be closed by the caller."""
    db = _connect(path)
    db.execute("PRAGMA query_only = ON")
    return db


def _connect(path: Path) -> Database:
    # A connection serves one thread at a time here, but not always the same; SQLite itself is built for that.
    return Database(sqlite3.connect(path, timeout=_BUSY_S, check_same_thread=False), execute_plugins=False)
