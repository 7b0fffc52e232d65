"""The chain of everything that happened, read and appended to."""

from collections.abc import Callable, Sequence

from sqlite_utils import Database

from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.ledger import Entry
from core.store.database import StoreDatabase
from core.store.ledger_merged import MergedReading
from core.store.ledger_rows import Columns, columns_of
from core.store.ledger_writing import append

_LANE = "ledger"
"""Without its key the ledger cannot be written; all else goes on."""


class SqliteLedger(MergedReading):
    """Implements core.runtime.site_ports.Ledger on the store's database."""

    def __init__(self, database: StoreDatabase) -> None:
        super().__init__(database)
        self._database = database

    def append(self, entries: Sequence[Entry]) -> None:
        """Write entries in one transaction and wait for the disk.

        Raises KnownError: ENTRY_UNKNOWN, ENTRY_VOID, LEDGER_KEY_MISSING, LEDGER_KEY_WRONG, DISK_FULL and the like; then
        none is written.
        """
        columns = [columns_of(entry) for entry in entries]
        self._database.write(lambda db: append(db, self._key, columns))
        self._key.settle()

    def enqueue(self, entry: Entry, told: Callable[[], None] | None = None) -> None:
        """Queue an entry; never blocks, never drops. `told` as in Store.record. It may void only what is in force."""
        columns = columns_of(entry)
        self._database.enqueue(lambda db: self._append_queued(db, columns), told, _LANE)

    def _append_queued(self, db: Database, columns: Columns) -> None:
        try:
            append(db, self._key, [columns])
        except KnownError as error:
            if error.code in (ErrorCode.ENTRY_UNKNOWN, ErrorCode.ENTRY_VOID):
                # Trying again would not help, as it does when the disk is full.
                raise BugError(f"an entry was queued that cannot be written: {error}") from error
            raise
