"""Merging people, splitting them, naming strangers, and taking any of it back; called on the writing thread."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from core.domain.clock import to_micros
from core.domain.directory import Change, ChangeKind, PersonDetails
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import ChangeId, EventId, PersonId, StrangerId
from core.domain.people import NewPerson
from core.domain.visitors import VISITORS
from core.store.centroids import Centroids
from core.store.damage import DamageLog
from core.store.facts import insert_people, refuse_taken_id, set_columns
from core.store.journal import (
    REFUSALS,
    REVIEWS,
    SIGHTINGS,
    TEMPLATES,
    begin,
    enter,
    find,
    finish_undo,
    give_back,
    move,
    refuse_elsewhere,
)
from core.store.rows import Row, crop_context, searched, template_context
from core.store.templates import one_of, refuse_last_template, refuse_unknown_person, with_twins
from core.store.vault import Vault
from core.store.vectors import template_name

_THESE = "{} IN (SELECT value FROM json_each(:key1)) AND person = :key0"
_OF_A_STRANGER = "id IN (SELECT event FROM stranger_sightings WHERE stranger = :key0) AND person IS NULL"
_FILLED = (("external_id",), ("born",), ("gender",), ("consent_utc", "consent_how"), ("note",))
"""Facts a merge takes over where the first of them is empty."""

_THIRDS = "SELECT CASE one WHEN :other THEN other ELSE one END AS third FROM confusable WHERE :other IN (one, other)"
_MOVED = "(SELECT key FROM change_moves WHERE change = :change AND kind = '{}')"
# Whoever is merged into somebody is removed with all of this, so it is enough to enter and to copy what is lacking.
_COPIES = (
    # But nobody becomes a visitor by it.
    f"""
    INSERT INTO change_moves SELECT :change, 'group', name, NULL, NULL FROM person_groups
    WHERE person = :other AND name NOT IN (SELECT name FROM person_groups WHERE person = :person)
    AND name <> '{VISITORS}'
    """,
    f"INSERT INTO person_groups SELECT key, :person FROM {_MOVED.format('group')}",
    """
    INSERT INTO change_moves SELECT :change, 'photo', hex(sha256), NULL, NULL FROM photos
    WHERE person = :other AND sha256 NOT IN (SELECT sha256 FROM photos WHERE person = :person)
    """,
    f"""
    INSERT INTO photos SELECT :person, sha256, outcome FROM photos
    WHERE person = :other AND hex(sha256) IN {_MOVED.format("photo")}
    """,
    f"""
    INSERT INTO change_moves SELECT :change, 'pair', third, NULL, NULL FROM ({_THIRDS})
    WHERE third <> :person AND NOT EXISTS
        (SELECT 1 FROM confusable WHERE one = min(third, :person) AND other = max(third, :person))
    """,
    f"INSERT INTO confusable SELECT min(key, :person), max(key, :person), :now FROM {_MOVED.format('pair')}",
)
_UNCOPIES = (
    f"DELETE FROM person_groups WHERE person = :person AND name IN {_MOVED.format('group')}",
    f"DELETE FROM photos WHERE person = :person AND hex(sha256) IN {_MOVED.format('photo')}",
    f"""
    DELETE FROM confusable WHERE one = :person AND other IN {_MOVED.format("pair")}
        OR other = :person AND one IN {_MOVED.format("pair")}
    """,
)
_MORE_SINCE = f"""
SELECT 1 FROM templates WHERE person = :other AND origin <> 'centroid' AND id NOT IN {_MOVED.format("template")}
UNION ALL SELECT 1 FROM refusals WHERE person = :other
"""
_RESEALED = """
SELECT id, embedding, crop, move.person FROM templates LEFT JOIN template_crops ON template = id
JOIN change_moves AS move ON move.kind = 'template' AND templates.id = move.key
WHERE move.change = ?
"""


class Changes:
    """Each of its methods belongs into one transaction."""

    def __init__(self, vault: Vault, centroids: Centroids, damage: DamageLog) -> None:
        self._vault = vault
        self._centroids = centroids
        self._damage = damage

    def merge(self, db: Database, person: PersonId, other: PersonId, now: datetime) -> Change:
        """Give `person` all that is `other`'s, and what of their facts they lack; `other` is removed.

        What the ledger says of `other` stays as it is written, and is read as `person`'s from then on.
        """
        for who in (person, other):
            refuse_unknown_person(db, who)
        change = begin(db, ChangeKind.MERGE, person, other, now)
        db.execute("UPDATE people SET removed_at = ? WHERE id = ?", [to_micros(now), other])
        _fill_facts(db, change)
        enter(db, change, TEMPLATES, "person = :key0 AND origin <> 'centroid'", [other])
        self._reseal(db, change, person)
        for owned in (SIGHTINGS, REVIEWS, REFUSALS):
            move(db, change, owned, person, "person = :key0", [other])
        _run(db, _COPIES, change, now)
        db.execute("DELETE FROM merged WHERE other = ?", [person])  # who is there is nobody else
        db.execute("INSERT OR REPLACE INTO merged VALUES (?, ?)", [other, person])
        self._centroids.renew(db, [person, other], now)
        return change

    def split(
        self,
        db: Database,
        person: PersonId,
        new: PersonDetails,
        templates: Sequence[int],
        events: Sequence[EventId],
        now: datetime,
    ) -> Change:
        """Give some templates and sightings of `person` to a new person; what is not theirs is passed over."""
        refuse_unknown_person(db, person)
        templates = with_twins(db, templates)
        refuse_last_template(db, person, templates)
        insert_people(db, [NewPerson(new.id, new.created, new.facts, ())])
        change = begin(db, ChangeKind.SPLIT, person, new.id, now)
        condition = _THESE.format("id") + " AND origin <> 'centroid' AND removed_at IS NULL"
        enter(db, change, TEMPLATES, condition, [person, one_of(templates)])
        self._reseal(db, change, new.id)
        move(db, change, SIGHTINGS, new.id, _THESE.format("id"), [person, one_of(events)])
        self._centroids.renew(db, [person, new.id], now)
        return change

    def undo(self, db: Database, id_: ChangeId, now: datetime) -> Change:
        """Take a change back. Raises KnownError(CHANGE_UNKNOWN), or ID_TAKEN if somebody was given an ID meanwhile."""
        change = find(db, id_)
        if change.kind is ChangeKind.MERGE:
            self._unmerge(db, change, now)
        elif change.kind is ChangeKind.SPLIT:
            self._unsplit(db, change, now)
        else:
            give_back(db, change, SIGHTINGS, change.person)
        finish_undo(db, change, now)
        return change

    def _unmerge(self, db: Database, change: Change, now: datetime) -> None:
        _refuse_unless(db, "removed_at IS NULL", change.person)
        _refuse_unless(db, "removed_at IS NOT NULL", change.other)
        _empty_facts(db, change)
        external_id = db.execute("SELECT external_id FROM people WHERE id = ?", [change.other]).fetchone()[0]
        refuse_taken_id(db, external_id)
        db.execute("UPDATE people SET removed_at = NULL WHERE id = ?", [change.other])
        refuse_elsewhere(db, change, TEMPLATES, change.person)
        self._reseal(db, change, None)
        for owned in (SIGHTINGS, REVIEWS, REFUSALS):
            give_back(db, change, owned, change.person)
        _run(db, _UNCOPIES, change, now)
        db.execute("DELETE FROM merged WHERE other = ?", [change.other])
        self._centroids.renew(db, [change.person, PersonId(change.other)], now)

    def _unsplit(self, db: Database, change: Change, now: datetime) -> None:
        """Let the new person be as if they had never been; what was seen of them since is the old one's."""
        new = PersonId(change.other)
        for who in (change.person, new):
            _refuse_unless(db, "removed_at IS NULL", who)
        if db.execute(_MORE_SINCE, {"change": change.id, "other": new}).fetchone() is not None:
            raise KnownError(ErrorCode.CHANGE_UNKNOWN)
        refuse_elsewhere(db, change, TEMPLATES, new)
        self._reseal(db, change, None)
        give_back(db, change, SIGHTINGS, new)
        for owned in (SIGHTINGS, REVIEWS):
            name = "(SELECT name FROM people WHERE id = :person)"
            sql = f"UPDATE {owned.table} SET person = :person, name = {name} WHERE person = :new"
            db.execute(sql, {"person": change.person, "new": new})
        db.execute("DELETE FROM people WHERE id = ?", [new])
        self._centroids.renew(db, [change.person], now)

    def _reseal(self, db: Database, change: Change, owner: PersonId | None) -> None:
        """Give the templates a change names to `owner`, or back to whose they were: sealed anew, as theirs."""
        for row in list(db.query(_RESEALED, [change.id])):
            before, after = (row["person"], owner) if owner else (_holder(db, row["id"]), row["person"])
            embedding = self._moved(row, "embedding", template_context(before), template_context(after))
            crop = self._moved(row, "crop", crop_context(before), crop_context(after))
            db.execute("UPDATE templates SET person = ?, embedding = ? WHERE id = ?", [after, embedding, row["id"]])
            if crop is not None:
                db.execute("UPDATE template_crops SET crop = ? WHERE template = ?", [crop, row["id"]])

    def _moved(self, row: Row, column: str, before: str, after: str) -> bytes | None:
        sealed: bytes | None = row[column]
        if sealed is None:
            return None
        try:
            return self._vault.seal(self._vault.open(sealed, before), after)
        except KnownError as error:  # it could not be read before, so it need not be read after
            self._damage.left_out(template_name(row["id"]), error)
            return sealed


def give_stranger(db: Database, stranger: StrangerId, person: PersonId, now: datetime) -> Change:
    """Give the sightings of a stranger to a person. Raises KnownError(PERSON_UNKNOWN, SIGHTING_UNKNOWN)."""
    refuse_unknown_person(db, person)
    change = begin(db, ChangeKind.NAMED, person, stranger, now)
    if not move(db, change, SIGHTINGS, person, _OF_A_STRANGER, [stranger]):
        raise KnownError(ErrorCode.SIGHTING_UNKNOWN)
    return change


def _run(db: Database, statements: Sequence[str], change: Change, now: datetime) -> None:
    known: dict[str, Any] = {
        "change": change.id, "person": change.person, "other": change.other, "now": to_micros(now),
    }  # fmt: skip
    for statement in statements:
        db.execute(statement, known)


def _facts(db: Database, person: str) -> Row:
    (row,) = db.query("SELECT * FROM people WHERE id = ?", [person])
    return row


def _fill_facts(db: Database, change: Change) -> None:
    """Write what the person lacks and the other has, and enter what stood there before and after."""
    ours, theirs = _facts(db, change.person), _facts(db, change.other)
    lacking = [column for columns in _FILLED if not ours[columns[0]] and theirs[columns[0]] for column in columns]
    filled = {column: theirs[column] for column in lacking}
    if filled:
        folded = searched(ours["name"], {**ours, **filled}["external_id"])
        set_columns(db, change.person, {**filled, "folded": folded})
        entry = json.dumps({column: [ours[column], value] for column, value in filled.items()})
        db.execute("UPDATE changes SET facts = ? WHERE id = ?", [entry, change.id])


def _empty_facts(db: Database, change: Change) -> None:
    """Write what stood there before `_fill_facts`, but leave what was edited since."""
    entry = db.execute("SELECT facts FROM changes WHERE id = ?", [change.id]).fetchone()[0]
    ours = _facts(db, change.person)
    filled: dict[str, list[Any]] = json.loads(entry) if entry else {}
    before = {column: old for column, (old, new) in filled.items() if ours[column] == new}
    if before:
        folded = searched(ours["name"], {**ours, **before}["external_id"])
        set_columns(db, change.person, {**before, "folded": folded})


def _holder(db: Database, template: int) -> str:
    holder: str = db.execute("SELECT person FROM templates WHERE id = ?", [template]).fetchone()[0]
    return holder


def _refuse_unless(db: Database, condition: str, person: str) -> None:
    if not db.table("people").count_where(f"id = ? AND {condition}", [person]):
        raise KnownError(ErrorCode.CHANGE_UNKNOWN)
