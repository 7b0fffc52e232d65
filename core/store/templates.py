"""Writing templates and their pictures."""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.people import NewTemplate
from core.store.rows import Row, sealed_crop, template_row
from core.store.vault import Vault

_PER_STATEMENT = 100
"""Rows inserted by one statement: a tenth of what one by one costs in the triggers, and little more is to be had."""


def template_rows(person: PersonId, shots: Sequence[NewTemplate], created: datetime, vault: Vault) -> list[Row]:
    """Return the columns of templates that have no number yet, and of their pictures."""
    return [{**template_row(person, shot, created, vault), "crop": sealed_crop(person, shot, vault)} for shot in shots]


def insert_templates(db: Database, rows: Sequence[Row]) -> list[Row]:
    """Insert templates and their crops, many by one statement: what a trigger costs is mostly paid per statement."""
    last: int = db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'templates'").fetchone()[0]
    numbered = [{**row, "id": id_} for id_, row in enumerate(rows, last + 1)]
    crops = [{"template": row["id"], "crop": row["crop"]} for row in numbered]
    templates = [{key: value for key, value in row.items() if key != "crop"} for row in numbered]
    db.table("templates").insert_all(templates, batch_size=_PER_STATEMENT)
    db.table("template_crops").insert_all(crops, batch_size=_PER_STATEMENT)
    return numbered


def refuse_unknown_person(db: Database, person: PersonId) -> None:
    """Raise KnownError(PERSON_UNKNOWN) unless somebody enrolled has this id."""
    if not db.table("people").count_where("id = ? AND removed_at IS NULL", [person]):
        raise KnownError(ErrorCode.PERSON_UNKNOWN, name=person)
