"""The chain of everything that happened: read by moment, person and kind, appended to, checked."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from core.domain.attendance import Punch
from core.domain.clock import to_micros
from core.domain.doors import DoorAct
from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.ids import DoorId, EventId, PersonId
from core.domain.ledger import Entry, Flaw, PlanSaved, Verification
from core.domain.plan import Plan
from core.store.database import StoreDatabase
from core.store.ledger_check import fits, head_of, verify
from core.store.ledger_key import LedgerKey
from core.store.ledger_rows import COLUMNS, Columns, LedgerRow, columns_of, entry_of, punch_of
from core.store.ledger_seal import Sealer
from core.store.ledger_writing import append, is_answered, is_void
from core.store.templates import one_of

_ROWS = f"SELECT {COLUMNS} FROM ledger"
_VOIDERS = f"""
WITH RECURSIVE voiders (seq, id) AS (
    SELECT seq, id FROM ledger WHERE voids IN (SELECT id FROM ledger WHERE {{condition}})
    UNION
    SELECT ledger.seq, ledger.id FROM voiders JOIN ledger ON voids = voiders.id
)
{_ROWS} WHERE seq IN (SELECT seq FROM voiders)
"""
_IN_WINDOW = "kind = 'punch' AND at >= ? AND at < ?"
_THESE = " AND person IN (SELECT value FROM json_each(?))"
_NEWEST_PUNCHES = f"{_ROWS} WHERE kind = 'punch' AND at >= ? ORDER BY at DESC, id DESC"
_MODES = """
SELECT door, act FROM ledger
WHERE author <> '' AND kind = 'door' AND act IN ('held', 'locked-down', 'normal') ORDER BY seq
"""

_ALL = -1
"""No limit, to SQLite."""


class SqliteLedger:
    """Implements core.runtime.site_ports.Ledger on the store's database."""

    def __init__(self, database: StoreDatabase) -> None:
        self._database = database
        self._key = LedgerKey(database.folder)

    def append(self, entries: Sequence[Entry]) -> None:
        """Write entries in one transaction and wait for the disk.

        Raises KnownError: ENTRY_UNKNOWN, ENTRY_VOID, LEDGER_KEY_MISSING, LEDGER_KEY_WRONG, DISK_FULL and the like; then
        none is written.
        """
        columns = [columns_of(entry) for entry in entries]
        self._database.write(lambda db: append(db, self._key, columns))

    def enqueue(self, entry: Entry, told: Callable[[], None] | None = None) -> None:
        """Queue an entry; never blocks, never drops. `told` as in Store.record. It may void only what is in force."""
        columns = columns_of(entry)
        self._database.enqueue(lambda db: self._append_queued(db, columns), told)

    def entry(self, entry: EventId) -> Entry | None:
        """Return one entry."""
        found = self._read(f"{_ROWS} WHERE id = ?", [entry])
        return entry_of(found[0]) if found else None

    def punches(self, first: datetime, last: datetime, people: Sequence[PersonId] | None = None) -> tuple[Entry, ...]:
        """Return the punches from `first` until before `last`, as written, with all that voids them or each other.

        Everything `core.policy.ledger.in_force` needs to say which of them count; in the order of writing.
        """
        return self._with_voiders(_IN_WINDOW, [to_micros(first), to_micros(last)], people)

    def leaves(self, people: Sequence[PersonId] | None = None) -> tuple[Entry, ...]:
        """Return every leave, with all that voids them; in the order of writing."""
        return self._with_voiders("kind = 'leave'", [], people)

    def last_punches(self, since: datetime) -> Mapping[PersonId, Punch]:
        """Return everybody's newest punch in force from `since` on."""
        newest: dict[PersonId, Punch] = {}
        with self._database.reading() as db:
            for row in db.execute(_NEWEST_PUNCHES, [to_micros(since)]).fetchall():
                if row[5] not in newest and not is_void(db, row[1]):
                    newest[row[5]] = punch_of(row)
        return newest

    def door_facts(
        self, first: datetime, last: datetime, door: DoorId | None = None, limit: int | None = None
    ) -> tuple[Entry, ...]:
        """Return what happened at doors from `first` until before `last`, newest first, at most `limit`."""
        sql = f"{_ROWS} WHERE kind = 'door' AND at >= ? AND at < ?"
        parameters: list[Any] = [to_micros(first), to_micros(last)]
        if door is not None:
            sql += " AND door = ?"
            parameters.append(door)
        rows = self._read(f"{sql} ORDER BY at DESC, seq DESC LIMIT ?", [*parameters, _ALL if limit is None else limit])
        return tuple(map(entry_of, rows))

    def door_modes(self) -> Mapping[DoorId, DoorAct]:
        """Return how each door was told to be run last: HELD, LOCKED_DOWN or NORMAL."""
        with self._database.reading() as db:
            return {door: DoorAct(act) for door, act in db.execute(_MODES).fetchall()}

    def requests(self) -> tuple[Entry, ...]:
        """Return the requests in force that nobody has answered, oldest first."""
        with self._database.reading() as db:
            rows = db.execute(f"{_ROWS} WHERE kind = 'request' ORDER BY seq").fetchall()
            return tuple(entry_of(row) for row in rows if not (is_answered(db, row[1]) or is_void(db, row[1])))

    def history(self, limit: int, before: EventId | None = None) -> tuple[Entry, ...]:
        """Return what people wrote (corrections, leaves, answers, plans, releases), newest first, paged by `before`."""
        sql = f"{_ROWS} WHERE author <> '' AND seq < coalesce((SELECT seq FROM ledger WHERE id = ?), 1 << 62)"
        return tuple(map(entry_of, self._read(f"{sql} ORDER BY seq DESC LIMIT ?", [before, limit])))

    def plan(self) -> Plan:
        """Return the plan saved last; the empty one before the first."""
        with self._database.reading() as db:
            saved = db.execute(f"{_ROWS} WHERE kind = 'plan' ORDER BY seq DESC LIMIT 1").fetchall()
        fact = entry_of(saved[0]).fact if saved else None
        return fact.plan if isinstance(fact, PlanSaved) else Plan()

    def verify(self, progress: Callable[[float], None] | None = None) -> Verification:
        """Read every row and check it against its seal; `progress` is told a share 0…1.

        Raises KnownError: LEDGER_KEY_MISSING, LEDGER_KEY_WRONG, STORE_DAMAGED.
        """
        with self._database.reading() as db:
            db.execute("BEGIN")  # rows and head of one moment
            try:
                return self._verify(db, progress)
            finally:
                db.execute("ROLLBACK")

    def row_of(self, head: str) -> int | None:
        """Return the number of the row with this seal (hexadecimal); None if there is none."""
        try:
            seal = bytes.fromhex(head)
        except ValueError:
            return None
        rows = self._read("SELECT seq FROM ledger WHERE seal = ?", [seal])
        return rows[0][0] if rows else None

    def _verify(self, db: Database, progress: Callable[[float], None] | None) -> Verification:
        (total,) = db.execute("SELECT count(*) FROM ledger").fetchone()
        if not total and head_of(db) is None:
            return Verification(0, "", Flaw.CUT, 1) if self._key.settled else Verification(0, "")
        sealer = Sealer(self._key.read())
        if total and not fits(db, sealer):
            raise KnownError(ErrorCode.LEDGER_KEY_WRONG, path=str(self._key.path))
        return verify(db, sealer, progress)

    def _append_queued(self, db: Database, columns: Columns) -> None:
        try:
            append(db, self._key, [columns])
        except KnownError as error:
            if error.code in (ErrorCode.ENTRY_UNKNOWN, ErrorCode.ENTRY_VOID):
                # Trying again would not help, as it does when the disk is full.
                raise BugError(f"an entry was queued that cannot be written: {error}") from error
            raise

    def _with_voiders(
        self, condition: str, parameters: Sequence[Any], people: Sequence[PersonId] | None
    ) -> tuple[Entry, ...]:
        if people is not None:
            condition, parameters = condition + _THESE, [*parameters, one_of(people)]
        with self._database.reading() as db:
            rows = db.execute(f"{_ROWS} WHERE {condition} ORDER BY seq", parameters).fetchall()
            voiders = db.execute(_VOIDERS.format(condition=condition), parameters).fetchall()
        if voiders:
            rows = sorted({*rows, *voiders})
        return tuple(map(entry_of, rows))

    def _read(self, sql: str, parameters: Sequence[Any]) -> list[LedgerRow]:
        with self._database.reading() as db:
            rows: list[LedgerRow] = db.execute(sql, parameters).fetchall()
        return rows
