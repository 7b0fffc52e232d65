"""Appending to the ledger, inside a transaction on the writer's thread."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlite_utils import Database

from core.domain.errors import ErrorCode, KnownError
from core.domain.ledger import EntryKind
from core.store.ledger_check import fits, head_of
from core.store.ledger_key import LedgerKey
from core.store.ledger_rows import COLUMNS, Columns
from core.store.ledger_seal import BROKEN, FIRST, Sealer

_log = logging.getLogger(__name__)

_INSERT = f"INSERT INTO ledger ({COLUMNS}, seal) VALUES ({', '.join('?' * (COLUMNS.count(',') + 2))})"
_HEAD = "INSERT OR REPLACE INTO ledger_head VALUES (1, ?, ?, ?)"
_CLAIMS = "SELECT kind, voids, answers FROM ledger WHERE id = ?"
_VOIDERS = "SELECT id, kind FROM ledger WHERE voids = ?"
_ANSWERS = "SELECT id FROM ledger WHERE answers = ?"
_KIND: Final = 2
_VOIDS: Final = 7
_ANSWERED: Final = 8
"""Where these stand among the columns of an entry."""


@dataclass(frozen=True, slots=True)
class _End:
    """Where the chain goes on: after the row with this number and seal."""

    sealer: Sealer
    number: int
    seal: bytes


def append(db: Database, key: LedgerKey, entries: Sequence[Columns]) -> None:
    """Write entries and the new head.

    Raises KnownError: ENTRY_UNKNOWN, ENTRY_VOID, LEDGER_KEY_MISSING, LEDGER_KEY_WRONG.
    """
    if not entries:
        return
    end = _end(db, key)
    sealer, number, seal = end.sealer, end.number, end.seal
    waiting: list[tuple[object, ...]] = []
    for columns in entries:
        if columns[_VOIDS] is not None or columns[_ANSWERED] is not None:
            _insert(db, waiting)  # it may be about one of these
            waiting.clear()
            _refuse(db, columns[_KIND], columns[_VOIDS], columns[_ANSWERED])
        number += 1
        row = (number, *columns)
        seal = sealer.row(seal, row)
        waiting.append((*row, seal))
    _insert(db, waiting)
    db.execute(_HEAD, [number, seal, sealer.head(number, seal)])


def is_void(db: Database, entry: str) -> bool:
    """Say whether an entry does not count: it was struck out, replaced or undone, and that was not undone."""
    return any(_acts(db, voider) for voider, _ in db.execute(_VOIDERS, [entry]).fetchall())


def is_answered(db: Database, request: str, but: str | None = None) -> bool:
    """Say whether an entry other than `but` answers a request, and was not undone."""
    answers = db.execute(_ANSWERS, [request]).fetchall()
    return any(answer != but and _acts(db, answer) for (answer,) in answers)


def _acts(db: Database, entry: str) -> bool:
    """Say whether an entry voids what it voids, and answers what it answers: it was not undone."""
    voiders = db.execute(_VOIDERS, [entry]).fetchall()
    return not any(kind == EntryKind.UNDO and _acts(db, voider) for voider, kind in voiders)


def _insert(db: Database, rows: Sequence[Sequence[object]]) -> None:
    db.conn.executemany(_INSERT, rows)


def _refuse(db: Database, kind: str, voids: str | None, answers: str | None) -> None:
    """Raise KnownError if an entry cannot come into force that voids and answers these.

    Who undoes an undoing brings back an entry, which is held to the same.
    """
    if answers is not None:
        asked, _, _ = _claims(db, answers)
        if asked != EntryKind.REQUEST:
            raise KnownError(ErrorCode.ENTRY_UNKNOWN)
        if is_void(db, answers) or is_answered(db, answers, but=voids):
            raise KnownError(ErrorCode.ENTRY_VOID)
    if voids is not None:
        voided, back, _ = _claims(db, voids)
        if is_void(db, voids):
            raise KnownError(ErrorCode.ENTRY_VOID)
        if kind == EntryKind.UNDO and voided == EntryKind.UNDO and back is not None:
            again, its_voids, its_answers = _claims(db, back)
            _refuse(db, again, its_voids, its_answers)


def _claims(db: Database, entry: str) -> tuple[str, str | None, str | None]:
    found: tuple[str, str | None, str | None] | None = db.execute(_CLAIMS, [entry]).fetchone()
    if found is None:
        raise KnownError(ErrorCode.ENTRY_UNKNOWN)
    return found


def _end(db: Database, key: LedgerKey) -> _End:
    head = head_of(db)
    (newest,) = db.execute("SELECT max(seq) FROM ledger").fetchone()
    if head is None and newest is None and not key.settled:
        return _End(Sealer(key.make()), 0, FIRST)
    sealer = Sealer(key.read())
    if head is not None and head.genuine(sealer):
        key.settle()
        return _End(sealer, max(head.rows, newest or 0), head.last)
    if newest is not None and not fits(db, sealer):
        raise KnownError(ErrorCode.LEDGER_KEY_WRONG, path=str(key.path))
    # What happens is worth writing down all the same. The break stays for the check to find.
    _log.error("The ledger was tampered with: its head is not the one that was written. Run “usher ledger verify”")
    return _End(sealer, newest or 0, BROKEN)
