"""The shape of the database, as named steps from nothing; each is applied once, and those of a start all or none."""

from pathlib import Path

from sqlite_utils import Database, Migrations

from core.domain.errors import ErrorCode, KnownError
from core.store.people_steps import (
    m006_people,
    m007_templates,
    m008_visits,
    m009_strangers,
    m010_changes,
    m011_models,
)
from core.store.scripts import run_script
from core.store.site_steps import m012_ledger, m013_site, m014_merged

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
    with db.atomic():  # a database that cannot be brought up to date can still be used by the release it is from
        steps.apply(db)


def m001_people(db: Database) -> None:
    """People and their templates. Times are microseconds since 1970 in UTC, all through."""
    run_script(
        db,
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
        """,
    )


def m002_sightings(db: Database) -> None:
    """What was seen. `person` is no reference: a sighting stays true after the person has been deleted."""
    run_script(
        db,
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
        """,
    )


def m003_gallery(db: Database) -> None:
    """Templates without their pictures, so that reading every embedding touches none of them; and the gallery stamp.

    The stamp is random and no counter: a database restored from a backup must never agree with what was cached
    of another one that had changed as often. Whatever changes the gallery renews it in the same transaction.
    """
    # The table is copied, not altered: dropping the column would leave each row alone on the page of its picture.
    run_script(
        db,
        """
        DROP INDEX templates_person;
        ALTER TABLE templates RENAME TO templates_with_crops;
        CREATE TABLE templates (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            model TEXT NOT NULL,
            dimensions INTEGER NOT NULL,
            quality REAL NOT NULL,
            created INTEGER NOT NULL,
            embedding BLOB NOT NULL
        ) STRICT;
        INSERT INTO templates
            SELECT id, person, model, dimensions, quality, created, embedding FROM templates_with_crops ORDER BY id;
        CREATE INDEX templates_person ON templates (person);
        DELETE FROM sqlite_sequence WHERE name = 'templates';
        UPDATE sqlite_sequence SET name = 'templates' WHERE name = 'templates_with_crops';
        CREATE TABLE template_crops (
            template INTEGER PRIMARY KEY REFERENCES templates (id) ON DELETE CASCADE,
            crop BLOB NOT NULL
        ) STRICT;
        INSERT INTO template_crops SELECT id, crop FROM templates_with_crops ORDER BY id;
        DROP TABLE templates_with_crops;
        CREATE TABLE gallery_stamp (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            stamp BLOB NOT NULL
        ) STRICT;
        INSERT INTO gallery_stamp VALUES (1, randomblob(16));
        """,
    )
    for name, change in _GALLERY_CHANGES.items():
        db.execute(f"CREATE TRIGGER {name} AFTER {change} BEGIN UPDATE gallery_stamp SET stamp = randomblob(16); END")


_GALLERY_CHANGES = {
    "templates_inserted": "INSERT ON templates",
    "templates_updated": "UPDATE ON templates",
    "templates_deleted": "DELETE ON templates",
    "people_inserted": "INSERT ON people",
    "people_removed_or_restored": "UPDATE OF id, removed_at ON people",
    "people_deleted": "DELETE ON people",
}
"""What m003 watches; a name is no part of the gallery."""


def m004_calibration(db: Database) -> None:
    """What was measured at this site, newest last; and a way to the strangers past everybody who was recognised."""
    run_script(
        db,
        """
        CREATE TABLE calibrations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            model TEXT NOT NULL,
            utc INTEGER NOT NULL,
            document BLOB NOT NULL
        ) STRICT;
        CREATE INDEX calibrations_model ON calibrations (model);
        CREATE INDEX sightings_strangers ON sightings (model, utc) WHERE verdict = 'unknown';
        """,
    )


def m005_reviews(db: Database) -> None:
    """What was decided in every figure, what an operator said of it, and what was learnt from that.

    `review_templates` and `refusals` know their sighting, so that a review can be taken back. `confusable` holds each
    pair once, the smaller id first.
    """
    run_script(
        db,
        """
        ALTER TABLE sightings ADD COLUMN decision TEXT;
        ALTER TABLE sightings ADD COLUMN liveness TEXT;
        ALTER TABLE sightings ADD COLUMN review TEXT NOT NULL DEFAULT '';
        CREATE TABLE review_templates (
            template INTEGER PRIMARY KEY REFERENCES templates (id) ON DELETE CASCADE,
            event TEXT NOT NULL
        ) STRICT;
        CREATE INDEX review_templates_event ON review_templates (event);
        CREATE TABLE refusals (
            event TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            model TEXT NOT NULL,
            created INTEGER NOT NULL,
            embedding BLOB NOT NULL
        ) STRICT;
        CREATE INDEX refusals_person ON refusals (person);
        CREATE TABLE confusable (
            one TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            other TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            created INTEGER NOT NULL,
            PRIMARY KEY (one, other),
            CHECK (one < other)
        ) STRICT;
        CREATE INDEX confusable_other ON confusable (other);
        """,
    )


_STEPS = (
    m001_people,
    m002_sightings,
    m003_gallery,
    m004_calibration,
    m005_reviews,
    m006_people,
    m007_templates,
    m008_visits,
    m009_strangers,
    m010_changes,
    m011_models,
    m012_ledger,
    m013_site,
    m014_merged,
)
