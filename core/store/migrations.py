"""The shape of the database, as named steps from nothing; each is applied once, whole or not at all."""

from pathlib import Path

from sqlite_utils import Database, Migrations

from core.domain.errors import ErrorCode, KnownError

_SET = "usher"


def migrate(db: Database, path: Path) -> None:
    """Bring `db` up to date; what was applied and when stands in the table `_sqlite_migrations`.

    Raises KnownError(STORE_NEWER) before touching a database that has steps this Usher does not know.
    """
    steps = Migrations(_SET)
    for step in _STEPS:
        steps(name=step.__name__)(step)
    known = {step.__name__ for step in _STEPS}
    newer = [applied.name for applied in steps.applied(db) if applied.name not in known]
    if newer:
        raise KnownError(ErrorCode.STORE_NEWER, path=str(path), found=", ".join(newer))
    steps.apply(db)


def m001_people(db: Database) -> None:
    """People and their templates. Times are microseconds since 1970 in UTC, all through."""
    db.executescript(
        """
        CREATE TABLE people (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            external_id TEXT NOT NULL,
            created INTEGER NOT NULL,
            removed_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX people_external_id ON people (external_id)
            WHERE external_id <> '' AND removed_at IS NULL;
        CREATE TABLE templates (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            model TEXT NOT NULL,
            dimensions INTEGER NOT NULL,
            quality REAL NOT NULL,
            created INTEGER NOT NULL,
            embedding BLOB NOT NULL,
            crop BLOB NOT NULL
        ) STRICT;
        CREATE INDEX templates_person ON templates (person);
        """
    )


def m002_sightings(db: Database) -> None:
    """What was seen. `person` is no reference: a sighting stays true after the person has been deleted."""
    db.executescript(
        """
        CREATE TABLE sightings (
            id TEXT PRIMARY KEY,
            utc INTEGER NOT NULL,
            camera TEXT NOT NULL,
            camera_name TEXT NOT NULL,
            door TEXT NOT NULL,
            track INTEGER NOT NULL,
            person TEXT,
            name TEXT,
            score REAL NOT NULL,
            margin REAL NOT NULL,
            probability REAL NOT NULL,
            verdict TEXT NOT NULL,
            reason TEXT NOT NULL,
            model TEXT NOT NULL,
            embedding BLOB NOT NULL,
            portrait BLOB
        ) STRICT;
        CREATE INDEX sightings_utc ON sightings (utc);
        """
    )


_STEPS = (m001_people, m002_sightings)
