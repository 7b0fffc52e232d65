"""Deleting a person and everything taken from their face, so that nothing of it is left in the file."""

from datetime import datetime

from sqlite_utils import Database

from core.domain.directory import Erasure
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import PersonId
from core.store.templates import one_of

_THEM = "(SELECT value FROM json_each(:them))"
_MERGED_INTO = f"""
SELECT other FROM changes JOIN people ON people.id = other
WHERE kind = 'merge' AND undone_at IS NULL AND removed_at IS NOT NULL AND person IN {_THEM}
"""
_SIGHTINGS = f"DELETE FROM sightings WHERE person IN {_THEM}"
# A picture of them that was held up is nobody's visit, but shows their face under their name.
_HELD_UP = f"""
DELETE FROM sightings WHERE verdict = 'spoof' AND name IS NOT NULL
    AND CASE WHEN json_valid(decision) THEN json_extract(decision, '$.match[0]') END IN {_THEM}
"""
_TRACES = (
    "DELETE FROM strangers WHERE id NOT IN (SELECT stranger FROM stranger_sightings)",
    f"UPDATE review_names SET person = NULL, name = NULL WHERE person IN {_THEM}",
    f"""
    DELETE FROM changes WHERE person IN {_THEM} OR other IN {_THEM}
        OR id IN (SELECT change FROM change_moves WHERE person IN {_THEM})
    """,
    """
    WITH RECURSIVE aliases (id) AS (
        SELECT value FROM json_each(:them) UNION SELECT other FROM merged JOIN aliases ON merged.person = aliases.id
    )
    DELETE FROM merged WHERE other IN aliases OR person IN aliases
    """,
    f"DELETE FROM people WHERE id IN {_THEM}",
)


def erase(db: Database, person: PersonId, now: datetime) -> Erasure:
    """Delete a person, removed or not, and whoever was merged into them; return what went with them.

    Templates, pictures, refused faces, photo notes, groups and pairs go with the row of the person. Raises
    KnownError(PERSON_UNKNOWN).
    """
    if not db.table("people").count_where("id = ?", [person]):
        raise KnownError(ErrorCode.PERSON_UNKNOWN, name=person)
    them = {"them": one_of(_with_merged(db, person))}
    sql = f"SELECT count(*) FROM templates WHERE origin <> 'centroid' AND person IN {_THEM}"
    templates: int = db.execute(sql, them).fetchone()[0]
    refusals: int = db.execute(f"SELECT count(*) FROM refusals WHERE person IN {_THEM}", them).fetchone()[0]
    sightings: int = sum(db.execute(sql, them).rowcount for sql in (_SIGHTINGS, _HELD_UP))
    for statement in _TRACES:
        db.execute(statement, them)
    return Erasure(now, person, templates, sightings, refusals)


def _with_merged(db: Database, person: PersonId) -> list[str]:
    """Return a person and those who were merged into them and are not purged yet."""
    them = [str(person)]
    while more := [id_ for (id_,) in db.execute(_MERGED_INTO, {"them": one_of(them)}) if id_ not in them]:
        them += more
    return them
