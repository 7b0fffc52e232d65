"""Writing templates and their pictures."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlite_utils import Database

from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.people import NewTemplate, Template
from core.store.damage import DamageLog
from core.store.rows import Row, sealed_crop, template_of, template_row
from core.store.vault import Vault
from core.store.vectors import template_name

_PER_STATEMENT = 100
"""Rows inserted by one statement: a tenth of what one by one costs in the triggers, and little more is to be had."""

LIVING = "person = ? AND removed_at IS NULL AND origin <> 'centroid'"
THESE = "id IN (SELECT value FROM json_each(?))"

_TWINS = """
SELECT id FROM templates WHERE coalesce(derived_from, id) IN (
    SELECT coalesce(derived_from, id) FROM templates WHERE id IN (SELECT value FROM json_each(?))
)
"""
_READ = """
SELECT templates.*, crop FROM templates JOIN people ON people.id = templates.person
LEFT JOIN template_crops ON template = templates.id
WHERE people.removed_at IS NULL AND templates.removed_at IS NULL AND {} ORDER BY templates.id
"""


def template_rows(person: PersonId, shots: Sequence[NewTemplate], created: datetime, vault: Vault) -> list[Row]:
    """Return the columns of templates that have no number yet, and of their pictures."""
    return [{**template_row(person, shot, created, vault), "crop": sealed_crop(person, shot, vault)} for shot in shots]


def insert_templates(db: Database, rows: Sequence[Row]) -> list[Row]:
    """Insert templates and their crops, many by one statement: what a trigger costs is mostly paid per statement."""
    last: int = db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'templates'").fetchone()[0]
    numbered = [{**row, "id": id_} for id_, row in enumerate(rows, last + 1)]
    crops = [{"template": row["id"], "crop": row["crop"]} for row in numbered]
    templates = [{key: value for key, value in row.items() if key != "crop"} for row in numbered]
    insert_all(db, "templates", templates)
    insert_all(db, "template_crops", crops)
    return numbered


def insert_all(db: Database, table: str, rows: Iterable[Row], *, replace: bool = False) -> None:
    """Insert rows of one shape, many by one statement; `replace` those of the same key.

    sqlite-utils also looks for values to encode as JSON, which takes longer than all the rest.
    """
    waiting = list(rows)
    for start in range(0, len(waiting), _PER_STATEMENT):
        some = waiting[start : start + _PER_STATEMENT]
        columns = list(some[0])
        values = ", ".join([f"({', '.join('?' * len(columns))})"] * len(some))
        sql = f"INSERT {'OR REPLACE ' if replace else ''}INTO {table} ({', '.join(columns)}) VALUES {values}"
        db.execute(sql, [row[column] for row in some for column in columns])


def refuse_unknown_person(db: Database, person: PersonId) -> None:
    """Raise KnownError(PERSON_UNKNOWN) unless somebody enrolled has this id."""
    if not db.table("people").count_where("id = ? AND removed_at IS NULL", [person]):
        raise KnownError(ErrorCode.PERSON_UNKNOWN, name=person)


def refuse_last_template(db: Database, person: PersonId, templates: Sequence[int]) -> None:
    """Raise KnownError(LAST_TEMPLATE) if a person had none of some model left without `templates`."""
    sql = f"SELECT sum({THESE}), count(*) FROM templates WHERE {LIVING} GROUP BY model"
    for gone, all_there_are in db.execute(sql, [one_of(templates), person]).fetchall():
        if gone == all_there_are:
            name = db.execute("SELECT name FROM people WHERE id = ?", [person]).fetchone()[0]
            raise KnownError(ErrorCode.LAST_TEMPLATE, name=name)


def with_twins(db: Database, templates: Iterable[int]) -> list[int]:
    """Return templates and those other models measured of the same crops: they show the same person."""
    return [id_ for (id_,) in db.execute(_TWINS, [one_of(templates)])]


def one_of(values: Iterable[object]) -> str:
    """Return any number of texts or integers as one parameter, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(values))


def read_templates(
    db: Database, vault: Vault, damage: DamageLog, condition: str, parameters: Sequence[object]
) -> tuple[Template, ...]:
    """Return the templates that were not taken out and for which an SQL condition holds, by id.

    Those of people who were removed are left out; so are damaged ones, which is logged.
    """
    found: list[Template] = []
    for row in db.query(_READ.format(condition), parameters):
        try:
            found.append(template_of(row, vault))
        except KnownError as error:
            damage.left_out(template_name(row["id"]), error)
    return tuple(found)
