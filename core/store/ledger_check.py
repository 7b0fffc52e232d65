"""Checking the ledger, row by row, against its seals."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from core.domain.errors import ErrorCode, KnownError
from core.domain.ledger import Flaw, Verification
from core.store.ledger_key import LedgerKey
from core.store.ledger_rows import COLUMNS
from core.store.ledger_seal import BROKEN, FIRST, Sealer, same

_ALL = f"SELECT seal, {COLUMNS} FROM ledger ORDER BY seq"
_FIRST_ROW = f"SELECT seal, {COLUMNS} FROM ledger ORDER BY seq LIMIT 1"
_LAST_ROWS = f"SELECT seal, {COLUMNS} FROM ledger ORDER BY seq DESC LIMIT 2"
_AT_ONCE = 2000
"""Rows fetched together; progress is told after each lot."""

Found = Sequence[Any]
"""A row as it was found, its seal first, then its number; after tampering the rest may hold anything."""


@dataclass(frozen=True, slots=True)
class Head:
    """The record of where the ledger ends, as it was found."""

    rows: int
    last: bytes
    seal: bytes

    def genuine(self, sealer: Sealer) -> bool:
        """Say whether it was made with the key."""
        return same(self.seal, sealer.head(self.rows, self.last))


def head_of(db: Database) -> Head | None:
    """Return the record of where the ledger ends; None before the first row."""
    found = db.execute("SELECT rows, last, seal FROM ledger_head").fetchone()
    return None if found is None else Head(*found)


def fits(db: Database, sealer: Sealer) -> bool:
    """Say whether the key made the head, or the first row, or the last: then it is the key of this ledger."""
    head = head_of(db)
    if head is not None and head.genuine(sealer):
        return True
    (first,) = db.execute(_FIRST_ROW).fetchall()
    last = db.execute(_LAST_ROWS).fetchall()
    before = last[1][0] if len(last) > 1 else FIRST
    return same(first[0], sealer.row(FIRST, first[1:])) or same(last[0][0], sealer.row(before, last[0][1:]))


def verify(db: Database, key: LedgerKey, progress: Callable[[float], None] | None = None) -> Verification:
    """Read every row and the head, at one moment; see core.runtime.site_ports.Ledger.verify."""
    try:
        db.execute("BEGIN")
        return _verify(db, key, progress)
    except sqlite3.OperationalError as error:
        # Text that is none cannot be read like the rest. Anything else means that there are no such columns any more.
        db.conn.text_factory = _any_text
        try:
            return _verify(db, key, progress)
        except sqlite3.OperationalError:
            raise KnownError(ErrorCode.STORE_DAMAGED, path=str(key.path.parent), detail=str(error)) from error
        finally:
            db.conn.text_factory = str
    finally:
        db.conn.rollback()


def _verify(db: Database, key: LedgerKey, progress: Callable[[float], None] | None) -> Verification:
    (total,) = db.execute("SELECT count(*) FROM ledger").fetchone()
    head = head_of(db)
    if not total and head is None:
        return Verification(0, "", Flaw.CUT, 1) if key.settled else Verification(0, "")
    sealer = Sealer(key.read())
    if total and not fits(db, sealer):
        raise KnownError(ErrorCode.LEDGER_KEY_WRONG, path=str(key.path))
    number, seal = 0, FIRST
    row_seal = sealer.row
    for rows in _lots(db):
        for row in rows:
            if row_seal(seal, row[1:]) != row[0] or row[1] != number + 1:
                return _flawed(db, sealer, number, seal, row)
            number += 1
            seal = row[0]
        if progress is not None:
            progress(number / total)
    return _ended(sealer, number, seal, head)


def _any_text(data: bytes) -> str | bytes:
    """Leave what is no text as it is; a row with bytes in the place of text has another seal."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def _lots(db: Database) -> Iterator[Sequence[Found]]:
    cursor = db.execute(_ALL)
    while rows := cursor.fetchmany(_AT_ONCE):
        yield rows


def _flawed(db: Database, sealer: Sealer, number: int, seal: bytes, row: Found) -> Verification:
    """Say what is wrong after `number` good rows, the last of which has `seal`, where `row` was found."""
    flaw, where = Flaw.ALTERED, number + 1
    if row[1] <= number:
        where = row[1]  # no row has such a number
    elif same(row[0], sealer.row(BROKEN, row[1:])):
        flaw, where = Flaw.HEAD, number
    elif any(same(other[0], sealer.row(seal, (number + 1, *other[2:]))) for lot in _lots(db) for other in lot):
        flaw = Flaw.MISPLACED
    elif row[1] > number + 1:
        flaw = Flaw.MISSING
    return Verification(number, _shown(number, seal), flaw, where)


def _ended(sealer: Sealer, number: int, seal: bytes, head: Head | None) -> Verification:
    good = Verification(number, _shown(number, seal))
    if head is None and not number:
        return good
    if head is None or not head.genuine(sealer):
        return replace(good, flaw=Flaw.HEAD, row=number)
    if head.rows > number:
        return replace(good, flaw=Flaw.CUT, row=number + 1)
    if (head.rows, head.last) != (number, seal):
        return replace(good, flaw=Flaw.HEAD, row=number)
    return good


def _shown(number: int, seal: bytes) -> str:
    return seal.hex() if number else ""
