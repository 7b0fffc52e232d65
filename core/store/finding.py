"""Looking through everyone enrolled, at any number of people."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from core.domain.clock import from_micros, to_micros
from core.domain.directory import Group, PeopleFilter, PeopleOrder, PeopleQuery, PersonDetails, PersonRow
from core.domain.embedding import Embedding
from core.domain.errors import KnownError
from core.domain.events import SightingRecord
from core.domain.ids import EventId, PersonId
from core.domain.people import Person, PhotoOutcome
from core.domain.text import folded
from core.store.damage import DamageLog
from core.store.database import StoreDatabase
from core.store.facts import groups_of, read_people
from core.store.rows import BETWEEN, facts_of
from core.store.sighting_rows import RECORD, face_of, record_of
from core.store.templates import one_of
from core.store.vault import Vault

Keys = NDArray[np.int64]

_NEVER = -(1 << 63)
"""Before any moment: where somebody stands who was never seen."""

# All of it is in the index. As one text per column a hundred thousand rows take a third of the time they take as rows.
_FOUND = """
SELECT group_concat(key), {wanted} FROM (
    SELECT rowid AS key, created, last_seen FROM people INDEXED BY people_searched
    WHERE removed_at IS NULL {conditions} ORDER BY folded
)
"""
_MOMENTS = {
    PeopleOrder.NAME: "NULL",
    PeopleOrder.NEWEST: "group_concat(created)",
    PeopleOrder.LAST_SEEN: f"group_concat(coalesce(last_seen, {_NEVER}))",
}
_IS_VALID = "AND active = 1 AND (since IS NULL OR since <= :now) AND (until IS NULL OR :now < until)"
_SHOWN = {
    PeopleFilter.ALL: "",
    PeopleFilter.VALID: _IS_VALID,
    PeopleFilter.INACTIVE: "AND active = 0",
    PeopleFilter.EXPIRED: "AND until <= :now",
    PeopleFilter.NEVER_SEEN: _IS_VALID + " AND last_seen IS NULL",
}
_MEMBERS = """
SELECT group_concat(people.rowid) FROM person_groups CROSS JOIN people ON people.id = person_groups.person
WHERE person_groups.name = ?
"""
# Another model's measurements of the same crops are no templates more.
_TEMPLATE_COUNTS = """
SELECT person, max(n) FROM (
    SELECT person, count(*) AS n FROM templates
    WHERE person IN (SELECT value FROM json_each(?)) AND removed_at IS NULL AND origin <> 'centroid'
    GROUP BY person, model
) GROUP BY person
"""
_GROUP_SIZES = "SELECT name, count(*) FROM person_groups {} GROUP BY name"
_OF_THE_REMOVED = "WHERE person IN (SELECT id FROM people WHERE removed_at IS NOT NULL)"
_GROUP_MEMBERS = """
SELECT person FROM person_groups
WHERE name = ? AND person NOT IN (SELECT id FROM people WHERE removed_at IS NOT NULL) ORDER BY person
"""
_DATED = "(since IS NOT NULL OR until IS NOT NULL)"
_SIGHTINGS = f"SELECT {RECORD} FROM sightings WHERE person = ? ORDER BY utc DESC, id DESC LIMIT ?"
_FACES = "SELECT id, model, embedding FROM sightings WHERE person = ? AND model = ? ORDER BY utc DESC, id DESC"


class Finding:
    """The reading half of core.runtime.people_ports.PeopleBook; answers from any thread."""

    def __init__(self, database: StoreDatabase, vault: Vault, damage: DamageLog) -> None:
        self._database = database
        self._vault = vault
        self._damage = damage

    def find(self, query: PeopleQuery, at: datetime) -> Keys:
        """Return the keys of the people a query shows, in its order; `at` is now, for validity. (n,) int64.

        Every word of the text must be in name or ID. Whoever was never seen comes last by LAST_SEEN; the newest and
        those of one moment come by name.
        """
        parameters: dict[str, Any] = {"now": to_micros(at)}
        conditions = _SHOWN[query.show]
        for place, word in enumerate(folded(query.text).split()):
            conditions += f" AND instr(folded, :word{place})"
            parameters[f"word{place}"] = word
        sql = _FOUND.format(wanted=_MOMENTS[query.order], conditions=conditions)
        with self._database.reading() as db:
            keys, moments = (_numbers(text) for text in db.execute(sql, parameters).fetchone())
            members = _numbers(db.execute(_MEMBERS, [query.group]).fetchone()[0]) if query.group else None
        if query.order is not PeopleOrder.NAME:
            keys = keys[np.argsort(~moments, kind="stable")]  # ~ turns the order without overflowing
        return keys if members is None else keys[np.isin(keys, members, assume_unique=True)]

    def rows(self, keys: Sequence[int]) -> tuple[PersonRow, ...]:
        """Return the lines of some keys in their order; those of people no longer there are left out."""
        with self._database.reading() as db:
            asked = [one_of(int(key) for key in keys)]
            found = read_people(db, "rowid IN (SELECT value FROM json_each(?))", asked)
            counts = dict(db.execute(_TEMPLATE_COUNTS, [one_of(row["id"] for row, _ in found)]).fetchall())
        rows = {
            row["key"]: PersonRow(
                row["key"],
                person,
                counts.get(person.id, 0),
                None if row["last_seen"] is None else from_micros(row["last_seen"]),
            )
            for row, person in found
        }
        return tuple(rows[key] for key in keys if key in rows)

    def details(self, person: PersonId) -> PersonDetails | None:
        """Return what is written about a person; None once removed."""
        with self._database.reading() as db:
            return read_details(db, person)

    def with_external_id(self, external_id: str) -> Person | None:
        """Return who has an ID; None for nobody and for an empty one."""
        if not external_id:
            return None
        found = self._people("external_id = ? AND external_id <> ''", external_id)
        return found[0] if found else None

    def named(self, name: str) -> tuple[Person, ...]:
        """Return everyone of exactly this name, regardless of case."""
        start = folded(name) + BETWEEN
        found = self._people("folded >= ? AND folded < ?", start, start[:-1] + chr(ord(BETWEEN) + 1))
        return tuple(person for person in found if _without_case(person.name) == _without_case(name))

    def groups(self) -> tuple[Group, ...]:
        """Return every group somebody is in, by name."""
        with self._database.reading() as db:
            removed = dict(db.execute(_GROUP_SIZES.format(_OF_THE_REMOVED)).fetchall())
            sizes = db.execute(_GROUP_SIZES.format("")).fetchall()
        groups = [Group(name, count - removed.get(name, 0)) for name, count in sizes]
        return tuple(sorted((group for group in groups if group.people), key=lambda group: folded(group.name)))

    def members(self, group: str) -> tuple[PersonId, ...]:
        """Return who is in a group, by id."""
        with self._database.reading() as db:
            return tuple(PersonId(person) for (person,) in db.execute(_GROUP_MEMBERS, [group]).fetchall())

    def names(self) -> dict[PersonId, str]:
        """Return what everybody is called, by id."""
        with self._database.reading() as db:
            rows = db.execute("SELECT id, name FROM people WHERE removed_at IS NULL").fetchall()
        return {PersonId(person): name for person, name in rows}

    def dated(self) -> tuple[Person, ...]:
        """Return the people who may be found for some time only."""
        return tuple(self._people(_DATED))

    def photos(self, person: PersonId) -> Mapping[bytes, PhotoOutcome]:
        """Return the files of a person by SHA-256, and what became of each."""
        with self._database.reading() as db:
            rows = db.execute("SELECT sha256, outcome FROM photos WHERE person = ?", [person]).fetchall()
        return {sha256: PhotoOutcome(outcome) for sha256, outcome in rows}

    def sightings_of(self, person: PersonId, limit: int) -> tuple[SightingRecord, ...]:
        """Return the newest sightings of a person, newest first."""
        with self._database.reading() as db:
            return tuple(record_of(row) for row in db.query(_SIGHTINGS, [person, limit]))

    def faces_of(self, person: PersonId, model_id: str) -> tuple[tuple[EventId, Embedding], ...]:
        """Return the face of every sighting of a person measured by one model, newest first; no damaged ones."""
        with self._database.reading() as db:
            rows = list(db.query(_FACES, [person, model_id]))
        found: list[tuple[EventId, Embedding]] = []
        for row in rows:
            try:
                found.append((EventId(row["id"]), face_of(row, self._vault)))
            except KnownError as error:
                self._damage.left_out(f"The face of sighting {row['id']}", error)
        return tuple(found)

    def _people(self, condition: str, *parameters: object) -> list[Person]:
        with self._database.reading() as db:
            return [person for _, person in read_people(db, condition, parameters)]


def read_details(db: Database, person: PersonId) -> PersonDetails | None:
    """Return what is written about a person; None once removed."""
    for row in list(db.query("SELECT * FROM people WHERE id = ? AND removed_at IS NULL", [person])):
        groups = groups_of(db, [person]).get(person, ())
        return PersonDetails(person, from_micros(row["created"]), facts_of(row, groups))
    return None


def _numbers(text: str | None) -> Keys:
    """Return the whole numbers of a list with commas; a single one comes as a number."""
    return np.fromstring(str(text), np.int64, sep=",") if text is not None else np.empty(0, np.int64)


def _without_case(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
