"""Reading and writing what people write about people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.people import NewPerson, Person, PersonFacts, PhotoNote
from core.store.rows import Row, facts_row, person_of, person_row
from core.store.templates import insert_all, one_of

_PERSON = "rowid AS key, id, name, external_id, created, active, since, until, last_seen"
_GROUPS = "SELECT person, name FROM person_groups"
_THESE = " WHERE person IN (SELECT value FROM json_each(?))"
_ALL_AT = 1000
"""From so many people on everybody's groups are read, as one pass over the table takes less than finding theirs."""


def refuse_unusable_text(facts: PersonFacts) -> None:
    """Raise KnownError(NAME_EMPTY or NAME_UNREADABLE) for what cannot be written."""
    if not facts.name.strip():
        raise KnownError(ErrorCode.NAME_EMPTY)
    how = facts.consent.how if facts.consent else ""
    try:
        "".join((facts.name, facts.external_id, facts.note, how, *facts.membership.groups)).encode()
    except UnicodeEncodeError as error:
        raise KnownError(ErrorCode.NAME_UNREADABLE) from error


def refuse_taken_id(db: Database, external_id: str, but: PersonId | None = None) -> None:
    """Raise KnownError(ID_TAKEN) if somebody enrolled, `but` for one, has this ID."""
    if not external_id:
        return
    # Without saying that it is not empty, the index of IDs cannot be used, and everybody is looked at.
    sql = "SELECT name FROM people WHERE external_id = ? AND external_id <> '' AND removed_at IS NULL AND id IS NOT ?"
    for (name,) in db.execute(sql, [external_id, but]).fetchall():
        raise KnownError(ErrorCode.ID_TAKEN, external_id=external_id, name=name)


def insert_people(db: Database, people: Sequence[NewPerson]) -> None:
    """Insert people with groups and photo notes. Raises KnownError(ID_TAKEN), also by one of themselves."""
    taken: dict[str, str] = {}
    for new in people:
        external_id = new.facts.external_id
        refuse_taken_id(db, external_id)
        if external_id in taken:
            raise KnownError(ErrorCode.ID_TAKEN, external_id=external_id, name=taken[external_id])
        if external_id:
            taken[external_id] = new.facts.name
    insert_all(db, "people", (person_row(new.id, new.created, new.facts) for new in people))
    _insert_groups(db, ((new.id, new.facts.membership.groups) for new in people))
    insert_photos(db, ((new.id, new.photos) for new in people))


def insert_photos(db: Database, photos: Iterable[tuple[PersonId, Iterable[PhotoNote]]]) -> None:
    """Note what became of people's files; of a file that was noted before, only the new outcome is kept."""
    rows = (
        {"person": person, "sha256": photo.sha256, "outcome": photo.outcome}
        for person, some in photos
        for photo in some
    )
    insert_all(db, "photos", rows, replace=True)


def write_facts(db: Database, person: PersonId, facts: PersonFacts) -> None:
    """Write other facts about somebody enrolled. Raises KnownError(PERSON_UNKNOWN, ID_TAKEN)."""
    refuse_taken_id(db, facts.external_id, but=person)
    set_columns(db, person, facts_row(facts))
    db.execute("DELETE FROM person_groups WHERE person = ?", [person])
    _insert_groups(db, [(person, facts.membership.groups)])


def set_columns(db: Database, person: PersonId, row: Mapping[str, Any]) -> None:
    """Write some columns of somebody enrolled. Raises KnownError(PERSON_UNKNOWN)."""
    assignments = ", ".join(f"{column} = ?" for column in row)
    sql = f"UPDATE people SET {assignments} WHERE id = ? AND removed_at IS NULL"
    if not db.execute(sql, [*row.values(), person]).rowcount:
        raise KnownError(ErrorCode.PERSON_UNKNOWN, name=person)


def read_people(db: Database, condition: str, parameters: Sequence[Any] = ()) -> list[tuple[Row, Person]]:
    """Return everybody enrolled for whom an SQL condition holds: their row, with `key` and `last_seen`, and them."""
    sql = f"SELECT {_PERSON} FROM people WHERE removed_at IS NULL AND {condition}"
    rows = list(db.query(sql, parameters))
    groups = groups_of(db, [row["id"] for row in rows])
    return [(row, person_of(row, groups.get(row["id"], ()))) for row in rows]


def groups_of(db: Database, people: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Return the groups of people; those who are in none may be missing."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    asked = [_GROUPS] if len(people) >= _ALL_AT else [_GROUPS + _THESE, [one_of(people)]]
    for person, name in db.execute(*asked):
        found[person].append(name)
    return found


def _insert_groups(db: Database, groups: Iterable[tuple[PersonId, Iterable[str]]]) -> None:
    insert_all(
        db, "person_groups", ({"name": name, "person": person} for person, names in groups for name in sorted(names))
    )
