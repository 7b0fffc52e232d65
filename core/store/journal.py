"""What a change moved and whose it was before, so that it can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from core.domain.clock import from_micros, to_micros
from core.domain.directory import Change, ChangeKind
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import ChangeId, PersonId, new_change_id


@dataclass(frozen=True, slots=True)
class Owned:
    """Rows that are somebody's: what the journal calls them, their table, its key, and whether they keep a name."""

    kind: str
    table: str
    key: str
    is_named: bool


SIGHTINGS = Owned("sighting", "sightings", "id", is_named=True)
REVIEWS = Owned("review", "review_names", "event", is_named=True)
REFUSALS = Owned("refusal", "refusals", "event", is_named=False)
TEMPLATES = Owned("template", "templates", "id", is_named=False)

_ENTER = "INSERT INTO change_moves SELECT :change, :kind, {key}, person, {name} FROM {table} WHERE {condition}"
_GIVE = """
UPDATE {table} SET person = :person{name}
WHERE {key} IN (SELECT key FROM change_moves WHERE change = :change AND kind = :kind)
"""
_GIVE_BACK = """
UPDATE {table} SET person = move.person{name} FROM change_moves AS move
WHERE move.change = :change AND move.kind = :kind AND {table}.{key} = move.key
"""
_ELSEWHERE = """
SELECT 1 FROM change_moves AS move JOIN {table} AS moved ON moved.{key} = move.key
WHERE move.change = :change AND move.kind = :kind AND moved.person IS NOT :person LIMIT 1
"""


def begin(db: Database, kind: ChangeKind, person: PersonId, other: str, now: datetime) -> Change:
    """Enter a change that has moved nothing yet."""
    change = Change(new_change_id(), now, kind, person, PersonId(other))
    row = {"id": change.id, "utc": to_micros(now), "kind": kind, "person": person, "other": other}
    db.table("changes").insert(row)
    return change


def find(db: Database, change: ChangeId) -> Change:
    """Return a change that has not been taken back. Raises KnownError(CHANGE_UNKNOWN)."""
    for row in list(db.query("SELECT * FROM changes WHERE id = ? AND undone_at IS NULL", [change])):
        kind, other = ChangeKind(row["kind"]), PersonId(row["other"])
        return Change(change, from_micros(row["utc"]), kind, PersonId(row["person"]), other)
    raise KnownError(ErrorCode.CHANGE_UNKNOWN)


def finish_undo(db: Database, change: Change, now: datetime) -> None:
    """Note that a change was taken back; what it moved need not be known any more."""
    db.execute("UPDATE changes SET undone_at = ?, facts = NULL WHERE id = ?", [to_micros(now), change.id])
    db.execute("DELETE FROM change_moves WHERE change = ?", [change.id])


def enter(db: Database, change: Change, owned: Owned, condition: str, keys: Sequence[object]) -> int:
    """Enter whose the rows are for which a condition on `keys` holds, before they are moved; return how many."""
    name = "name" if owned.is_named else "NULL"
    sql = _ENTER.format(table=owned.table, key=owned.key, name=name, condition=condition)
    named = {f"key{place}": key for place, key in enumerate(keys)}
    entered: int = db.execute(sql, {"change": change.id, "kind": owned.kind, **named}).rowcount
    return entered


def move(db: Database, change: Change, owned: Owned, person: PersonId, condition: str, keys: Sequence[object]) -> int:
    """Enter rows as `enter` does, and give them to `person`, under whose name they are then; return how many."""
    entered = enter(db, change, owned, condition, keys)
    name = ", name = (SELECT name FROM people WHERE id = :person)" if owned.is_named else ""
    sql = _GIVE.format(table=owned.table, key=owned.key, name=name)
    db.execute(sql, {"change": change.id, "kind": owned.kind, "person": person})
    return entered


def give_back(db: Database, change: Change, owned: Owned, person: PersonId) -> None:
    """Give rows back that a change gave to `person`; those deleted since are passed over.

    Raises KnownError(CHANGE_UNKNOWN) if one was given to somebody else since.
    """
    refuse_elsewhere(db, change, owned, person)
    name = ", name = move.name" if owned.is_named else ""
    sql = _GIVE_BACK.format(table=owned.table, key=owned.key, name=name)
    db.execute(sql, {"change": change.id, "kind": owned.kind})


def refuse_elsewhere(db: Database, change: Change, owned: Owned, person: PersonId) -> None:
    """Raise KnownError(CHANGE_UNKNOWN) if something a change gave to `person` is somebody else's now."""
    sql = _ELSEWHERE.format(table=owned.table, key=owned.key)
    if db.execute(sql, {"change": change.id, "kind": owned.kind, "person": person}).fetchone() is not None:
        raise KnownError(ErrorCode.CHANGE_UNKNOWN)
