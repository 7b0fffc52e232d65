"""What an examination of the people enrolled reads beside their embeddings, and which findings are to be left alone."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from contextlib import closing
from datetime import date

import numpy as np
from sqlite_utils import Database

from core.domain.clock import Clock, from_micros, to_micros
from core.domain.doctor import DeclaredFacts, FindingKind, Mark, TemplateFacts
from core.domain.faces import Gender
from core.domain.ids import PersonId
from core.store.database import StoreDatabase

_TEMPLATES = """
SELECT templates.id, person, quality, templates.created, age, templates.gender, gender_confidence
FROM templates JOIN people ON people.id = person
WHERE model = ? AND origin <> 'centroid' AND templates.removed_at IS NULL
  AND people.removed_at IS NULL AND active = 1
"""
_PEOPLE = "SELECT people.id, created, born, gender FROM people WHERE removed_at IS NULL AND active = 1"
_GROUPS = "SELECT person, person_groups.name FROM person_groups JOIN people ON people.id = person WHERE 1"
_THESE = " AND people.id IN (SELECT value FROM json_each(?))"

_TemplateRow = tuple[int, str, float, int, float | None, str | None, float | None]


class SqliteExaminations:
    """Implements core.runtime.people_ports.ExaminationBook on the store's database."""

    def __init__(self, database: StoreDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def templates(self, model_id: str, people: Collection[PersonId] | None = None) -> TemplateFacts:
        """All but the embeddings of the templates of one model, of some people or of all active ones."""
        sql, only = _among(_TEMPLATES, people)
        with (
            self._database.reading() as db,
            closing(db.execute(sql + " ORDER BY templates.id", [model_id, *only])) as rows,
        ):
            return _template_facts(rows.fetchall())

    def declared(self, people: Collection[PersonId] | None = None) -> Mapping[PersonId, DeclaredFacts]:
        """What is written of some people, or of all active ones, that can be held against their pictures."""
        (who, only), (where, also) = _among(_PEOPLE, people), _among(_GROUPS, people)
        with self._database.reading() as db:
            found = db.execute(who, only).fetchall()
            members = db.execute(where + " ORDER BY person, person_groups.name", also).fetchall()
        groups = defaultdict[str, list[str]](list)
        for person, group in members:
            groups[person].append(group)
        return {
            PersonId(person): DeclaredFacts(
                from_micros(created),
                date.fromisoformat(born) if born else None,
                Gender(gender) if gender else None,
                tuple(groups.get(person, ())),
            )
            for person, created, born, gender in found
        }

    def left(self) -> frozenset[Mark]:
        """The findings that are not to be shown again."""
        with self._database.reading() as db:
            rows = db.execute("SELECT kind, one, other, templates FROM left_findings").fetchall()
        return frozenset(
            Mark(FindingKind(kind), PersonId(one), PersonId(other), tuple(map(int, templates.split())))
            for kind, one, other, templates in rows
        )

    def leave(self, mark: Mark) -> None:
        """Show a finding no more; saying so twice changes nothing. Raises KnownError."""
        row = [*_key(mark), to_micros(self._clock.utc())]

        def work(db: Database) -> None:
            known = "SELECT count(*) FROM people WHERE id IN (?, ?)"
            (found,) = db.execute(known, [mark.one, mark.other]).fetchone()
            if found == len({mark.one, mark.other}):  # of somebody erased meanwhile there is nothing to leave
                db.execute("INSERT OR IGNORE INTO left_findings VALUES (?, ?, ?, ?, ?)", row)

        self._database.write(work)

    def take_up(self, mark: Mark) -> None:
        """Undo `leave`."""
        sql = "DELETE FROM left_findings WHERE kind = ? AND one = ? AND other = ? AND templates = ?"
        self._database.write(lambda db: db.execute(sql, _key(mark)))


def _among(sql: str, people: Collection[PersonId] | None) -> tuple[str, list[str]]:
    return (sql, []) if people is None else (sql + _THESE, [json.dumps(sorted(people))])


def _key(mark: Mark) -> list[str]:
    return [mark.kind.value, mark.one, mark.other, " ".join(map(str, mark.templates))]


def _template_facts(rows: list[_TemplateRow]) -> TemplateFacts:
    ids, people, quality, created, ages, genders, sure = zip(*rows, strict=True) if rows else ((),) * 7
    male = [
        np.nan if gender is None or share is None else share if gender == Gender.MALE else 1 - share
        for gender, share in zip(genders, sure, strict=True)
    ]
    return TemplateFacts(
        np.array(ids, np.int64),
        np.array(people, np.bytes_),
        np.array(quality, np.float32),
        np.array(created, np.int64),
        np.array([np.nan if age is None else age for age in ages], np.float32),
        np.array(male, np.float32),
    )
