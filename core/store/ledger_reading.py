"""The chain of everything that happened, read by moment, person and kind, and checked."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from msgspec import MsgspecError
from sqlite_utils import Database

from core.domain.attendance import Punch, Stamp
from core.domain.clock import to_micros
from core.domain.doors import DoorAct
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import DoorId, EventId, PersonId
from core.domain.ledger import Entry, EntryKind, PlanSaved, Verification
from core.domain.plan import Plan
from core.store.ledger_check import verify
from core.store.ledger_key import LedgerKey
from core.store.ledger_rows import COLUMNS, LedgerRow, StampRow, entry_of, punch_of, stamp_of
from core.store.ledger_writing import is_answered, is_void
from core.store.templates import one_of

_log = logging.getLogger(__name__)

_ROWS = f"SELECT {COLUMNS} FROM ledger"
_VOIDERS = f"""
WITH RECURSIVE voiders (seq, id) AS (
    SELECT seq, id FROM ledger WHERE {{voiding}}
    UNION
    SELECT ledger.seq, ledger.id FROM voiders JOIN ledger ON voids = voiders.id
)
{_ROWS} WHERE seq IN (SELECT seq FROM voiders)
"""
_VOIDING_SOME = "voids IN (SELECT id FROM ledger WHERE {condition})"
_VOIDING_MANY = """
voids IS NOT NULL AND EXISTS (SELECT 1 FROM ledger AS voided WHERE voided.id = ledger.voids AND {condition})
"""
_VOIDING = "SELECT count(*) FROM ledger WHERE voids IS NOT NULL"
_IN_WINDOW = "kind = 'punch' AND at >= ? AND at < ?"
_RARE = " AND kind NOT IN ('punch', 'door', '')"
"""In the words of the index on everything rare, without which SQLite does not see that it may use it."""
_STAMPS = "SELECT id, at, person, door, what, author FROM ledger"
_THESE = " AND person IN (SELECT value FROM json_each(?))"
_NEWEST_PUNCHES = f"{_ROWS} WHERE kind = 'punch' AND at >= ? AND at < ? ORDER BY at DESC, id DESC"
_MODES = """
SELECT door, what FROM ledger
WHERE author <> '' AND kind = 'door' AND what IN ('held', 'locked-down', 'normal') ORDER BY seq
"""

_BY_TIME = itemgetter(1, 0)
"""The order of stamps, by their rows."""

_FAR = 1 << 62
"""Microseconds that nothing comes after."""
_ALL = -1
"""No limit, to SQLite."""

_UNREADABLE = (ValueError, KeyError, ArithmeticError, AssertionError, MsgspecError)
"""What comes of a row that somebody changed."""

RowT = TypeVar("RowT")
ResultT = TypeVar("ResultT")


class Reads(Protocol):
    """A database in a data folder that lends connections to read with."""

    @property
    def folder(self) -> Path:
        """The data folder."""
        ...

    def reading(self) -> AbstractContextManager[Database]:
        """Lend a connection for a block."""
        ...


class LedgerReading:
    """The ledger of a database that is only read."""

    def __init__(self, database: Reads) -> None:
        self._reads = database
        self._key = LedgerKey(database.folder)
        self._told: set[int] = set()

    def entry(self, entry: EventId) -> Entry | None:
        """Return one entry."""
        found = self._read(f"{_ROWS} WHERE id = ?", [entry])
        return self._entries(found)[0] if found else None

    def punches(self, first: datetime, last: datetime, people: Sequence[PersonId] | None = None) -> tuple[Entry, ...]:
        """Return the punches from `first` until before `last`, as written, with all that voids them or each other.

        Everything `core.policy.ledger.in_force` needs to say which of them count; in the order of writing.
        """
        return self._with_voiders(_IN_WINDOW, [to_micros(first), to_micros(last)], people)

    def stamps(
        self, first: datetime, last: datetime, people: Sequence[PersonId] | None = None
    ) -> Mapping[PersonId, tuple[Stamp, ...]]:
        """Return what core.policy.ledger.stamps makes of `punches`, at a third of the time."""
        condition, parameters = _IN_WINDOW, list[Any]([to_micros(first), to_micros(last)])
        if people is not None:
            condition, parameters = condition + _THESE, [*parameters, one_of(people)]
        with self._reads.reading() as db:
            rows = db.execute(f"{_STAMPS} WHERE {condition}", parameters).fetchall()
            voiders = _voiders(db, condition, parameters, len(rows))
        return _Stamps(_in_force(rows, sorted(voiders)) if voiders else rows, partial(self._decoded, stamp_of))

    def leaves(self, people: Sequence[PersonId] | None = None) -> tuple[Entry, ...]:
        """Return every leave, with all that voids them; in the order of writing."""
        return self._with_voiders(f"kind = 'leave'{_RARE}", [], people)

    def last_punches(self, since: datetime, until: datetime | None = None) -> Mapping[PersonId, Punch]:
        """Return everybody's newest readable punch in force from `since` on and before `until`, if that is given.

        One bad row stops no muster.
        """
        end = _FAR if until is None else to_micros(until)
        newest: dict[PersonId, Punch] = {}
        with self._reads.reading() as db:
            for row in db.execute(_NEWEST_PUNCHES, [to_micros(since), end]).fetchall():
                if row[5] not in newest and not is_void(db, row[1]):
                    newest.update((punch.person, punch) for punch in self._readable(punch_of, [row]))
        return newest

    def door_facts(
        self, first: datetime, last: datetime, door: DoorId | None = None, limit: int | None = None
    ) -> tuple[Entry, ...]:
        """Return what happened at doors from `first` until before `last`, newest first, at most `limit`.

        A row that cannot be read is left out: doors must start, and their log be shown, without it.
        """
        sql = f"{_ROWS} WHERE kind = 'door' AND at >= ? AND at < ?"
        parameters: list[Any] = [to_micros(first), to_micros(last)]
        if door is not None:
            sql += " AND door = ?"
            parameters.append(door)
        rows = self._read(f"{sql} ORDER BY at DESC, seq DESC LIMIT ?", [*parameters, _ALL if limit is None else limit])
        return tuple(self._readable(entry_of, rows))

    def door_modes(self) -> Mapping[DoorId, DoorAct]:
        """Return how each door was told to be run last: HELD, LOCKED_DOWN or NORMAL."""
        with self._reads.reading() as db:
            return {door: DoorAct(act) for door, act in db.execute(_MODES).fetchall()}

    def requests(self) -> tuple[Entry, ...]:
        """Return the requests in force that nobody has answered, oldest first."""
        with self._reads.reading() as db:
            rows = db.execute(f"{_ROWS} WHERE kind = 'request'{_RARE} ORDER BY seq").fetchall()
            return self._entries([row for row in rows if not (is_answered(db, row[1]) or is_void(db, row[1]))])

    def history(self, limit: int, before: EventId | None = None) -> tuple[Entry, ...]:
        """Return what people wrote (corrections, leaves, answers, plans, releases), newest first, paged by `before`."""
        sql = f"{_ROWS} WHERE author <> '' AND seq < coalesce((SELECT seq FROM ledger WHERE id = ?), 1 << 62)"
        return self._entries(self._read(f"{sql} ORDER BY seq DESC LIMIT ?", [before, limit]))

    def plan(self) -> Plan:
        """Return the plan saved last; the empty one before the first."""
        saved = self._read(f"{_ROWS} WHERE kind = 'plan'{_RARE} ORDER BY seq DESC LIMIT 1", [])
        fact = self._entries(saved)[0].fact if saved else None
        return fact.plan if isinstance(fact, PlanSaved) else Plan()

    def numbered(
        self, limit: int, kind: EntryKind | None = None, first: datetime | None = None, last: datetime | None = None
    ) -> tuple[tuple[int, Entry], ...]:
        """Return entries with the number of their row, newest first, written from `first` until before `last`."""
        sql, parameters = f"{_ROWS} WHERE 1", list[Any]()
        for condition, value in (("kind = ?", kind), ("utc >= ?", _micros(first)), ("utc < ?", _micros(last))):
            if value is not None:
                sql += f" AND {condition}"
                parameters.append(value)
        rows = self._read(f"{sql} ORDER BY seq DESC LIMIT ?", [*parameters, limit])
        return tuple(zip((row[0] for row in rows), self._entries(rows), strict=True))

    def verify(self, progress: Callable[[float], None] | None = None) -> Verification:
        """Read every row and check it against its seal; `progress` is told a share 0…1.

        Raises KnownError: LEDGER_KEY_MISSING, LEDGER_KEY_WRONG, STORE_DAMAGED.
        """
        with self._reads.reading() as db:
            return verify(db, self._key, progress)

    def row_of(self, head: str) -> int | None:
        """Return the number of the row with this seal (hexadecimal); None if there is none."""
        try:
            seal = bytes.fromhex(head)
        except ValueError:
            return None
        rows = self._read("SELECT seq FROM ledger WHERE seal = ?", [seal])
        return rows[0][0] if rows else None

    def _with_voiders(
        self, condition: str, parameters: Sequence[Any], people: Sequence[PersonId] | None
    ) -> tuple[Entry, ...]:
        if people is not None:
            condition, parameters = condition + _THESE, [*parameters, one_of(people)]
        with self._reads.reading() as db:
            rows = db.execute(f"{_ROWS} WHERE {condition}", parameters).fetchall()
            voiders = _voiders(db, condition, parameters, len(rows))
        numbers = {row[0] for row in rows} if voiders else ()
        rows += (row for row in voiders if row[0] not in numbers)
        rows.sort(key=itemgetter(0))  # SQLite would take three times as long, as its order is nearly right already
        return self._entries(rows)

    def _entries(self, rows: Sequence[LedgerRow]) -> tuple[Entry, ...]:
        return self._decoded(entry_of, rows)

    def _readable(self, decode: Callable[[LedgerRow], ResultT], rows: Iterable[LedgerRow]) -> Iterator[ResultT]:
        """Decode rows without which it must go on: what cannot be read is left out, and told to the log once."""
        for row in rows:
            try:
                yield decode(row)
            except _UNREADABLE as error:
                if row[0] not in self._told:
                    self._told.add(row[0])
                    _log.error("Row %d of the ledger cannot be read (%s); run “usher ledger verify”", row[0], error)

    def _decoded(self, decode: Callable[[RowT], ResultT], rows: Sequence[RowT]) -> tuple[ResultT, ...]:
        try:
            return tuple(map(decode, rows))
        except _UNREADABLE as error:
            detail = "a row of the ledger cannot be read; “usher ledger verify” says which"
            raise KnownError(ErrorCode.STORE_DAMAGED, path=str(self._reads.folder), detail=detail) from error

    def _read(self, sql: str, parameters: Sequence[Any]) -> list[LedgerRow]:
        with self._reads.reading() as db:
            rows: list[LedgerRow] = db.execute(sql, parameters).fetchall()
        return rows


class _Stamps(Mapping[PersonId, tuple[Stamp, ...]]):
    """Everybody's stamps by time and then by id, made when they are asked for: a year of them fills the memory."""

    def __init__(self, rows: Iterable[StampRow], decode: Callable[[Sequence[StampRow]], tuple[Stamp, ...]]) -> None:
        found: defaultdict[PersonId, list[StampRow]] = defaultdict(list)
        for row in rows:
            found[row[2]].append(row)
        self._rows = dict(found)
        self._decode = decode

    def __getitem__(self, person: PersonId) -> tuple[Stamp, ...]:
        return self._decode(sorted(self._rows[person], key=_BY_TIME))

    def __iter__(self) -> Iterator[PersonId]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _voiders(db: Database, condition: str, parameters: Sequence[Any], rows: int) -> list[LedgerRow]:
    """Return all that voids the `rows` that meet a condition, or each other.

    Whichever is less work: to look for what voids each of the rows, or at what everything that voids anything does.
    """
    (voiding,) = db.execute(_VOIDING).fetchone()
    way = (_VOIDING_SOME if rows < voiding else _VOIDING_MANY).format(condition=condition)
    found: list[LedgerRow] = db.execute(_VOIDERS.format(voiding=way), parameters).fetchall()
    return found


def _in_force(rows: Sequence[StampRow], voiders: Sequence[LedgerRow]) -> list[StampRow]:
    """Return the punches in force of some rows and all that voids them or each other, by number."""
    void: set[str] = set()
    undone: set[str] = set()
    for voider in reversed(voiders):
        if voider[1] not in undone and voider[8] is not None:
            (undone if voider[3] == EntryKind.UNDO else void).add(voider[8])
    columns = ((row[1], row[4], row[5], row[6], row[7], row[10]) for row in voiders if row[3] == EntryKind.PUNCH)
    instead = {row[0]: row for row in cast("Iterator[StampRow]", columns)}  # a punch has all of these
    gone = void | undone
    counting = [row for row in rows if row[0] not in gone and row[0] not in instead]
    counting += (row for id_, row in instead.items() if id_ not in gone)
    return counting


def _micros(moment: datetime | None) -> int | None:
    return None if moment is None else to_micros(moment)
