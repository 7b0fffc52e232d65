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


def m003_gallery(db: Database) -> None:
    """Templates without their pictures, so that reading every embedding touches none of them; and the gallery stamp.

    The stamp is random and no counter: a database restored from a backup must never agree with what was cached
    of another one that had changed as often. Whatever changes the gallery renews it in the same transaction.
    """
    # The table is copied, not altered: dropping the column would leave each row alone on the page of its picture.
    db.executescript(
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
        """
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
    db.executescript(
        """
        CREATE TABLE calibrations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            model TEXT NOT NULL,
            utc INTEGER NOT NULL,
            document BLOB NOT NULL
        ) STRICT;
        CREATE INDEX calibrations_model ON calibrations (model);
        CREATE INDEX sightings_strangers ON sightings (model, utc) WHERE verdict = 'unknown';
        """
    )


def m005_reviews(db: Database) -> None:
    """What was decided in every figure, what an operator said of it, and what was learnt from that.

    `review_templates` and `refusals` know their sighting, so that a review can be taken back. `confusable` holds each
    pair once, the smaller id first.
    """
    db.executescript(
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
        """
    )


def m006_profiles(db: Database) -> None:
    """What is written about people, where templates come from, who comes unknown, and changes that can be undone.

    `people.folded` is what is searched: name and ID as core.domain.text.folded has them; rows from before get theirs from
    SQLite's own lower(), until they are written again. `templates.removed_at` hides one that may be restored;
    `displaced_by` names the sighting whose picture took its place. `derived_from` is the template another model measured
    of the same crop. `change_moves` holds what a change moved, and whose it was before.
    """
    db.executescript(
        """
        ALTER TABLE people ADD COLUMN folded TEXT NOT NULL DEFAULT '';
        ALTER TABLE people ADD COLUMN active INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE people ADD COLUMN since INTEGER;
        ALTER TABLE people ADD COLUMN until INTEGER;
        ALTER TABLE people ADD COLUMN born TEXT;
        ALTER TABLE people ADD COLUMN gender TEXT;
        ALTER TABLE people ADD COLUMN consent_utc INTEGER;
        ALTER TABLE people ADD COLUMN consent_how TEXT NOT NULL DEFAULT '';
        ALTER TABLE people ADD COLUMN note TEXT NOT NULL DEFAULT '';
        UPDATE people SET folded = lower(name || ' ' || external_id);
        CREATE INDEX people_folded ON people (folded, id) WHERE removed_at IS NULL;
        CREATE TABLE person_groups (
            name TEXT NOT NULL,
            person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            PRIMARY KEY (name, person)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX person_groups_person ON person_groups (person);
        ALTER TABLE templates ADD COLUMN origin TEXT NOT NULL DEFAULT 'enrolled';
        ALTER TABLE templates ADD COLUMN age REAL;
        ALTER TABLE templates ADD COLUMN gender TEXT;
        ALTER TABLE templates ADD COLUMN gender_confidence REAL;
        ALTER TABLE templates ADD COLUMN removed_at INTEGER;
        ALTER TABLE templates ADD COLUMN displaced_by TEXT;
        ALTER TABLE templates ADD COLUMN derived_from INTEGER;
        CREATE UNIQUE INDEX templates_derived ON templates (model, derived_from) WHERE derived_from IS NOT NULL;
        CREATE TABLE photos (
            person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            sha256 BLOB NOT NULL,
            outcome TEXT NOT NULL,
            PRIMARY KEY (person, sha256)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE sightings ADD COLUMN crop BLOB;
        ALTER TABLE sightings ADD COLUMN quality REAL;
        ALTER TABLE sightings ADD COLUMN attributes TEXT;
        CREATE INDEX sightings_person ON sightings (person, utc) WHERE person IS NOT NULL;
        CREATE INDEX sightings_waiting ON sightings (utc)
            WHERE review = '' AND reason IN ('not-enough-evidence', 'too-close-to-call', 'shots-disagree');
        CREATE TABLE strangers (
            id TEXT PRIMARY KEY,
            model TEXT NOT NULL,
            ignored INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE stranger_sightings (
            event TEXT PRIMARY KEY REFERENCES sightings (id) ON DELETE CASCADE,
            stranger TEXT NOT NULL REFERENCES strangers (id) ON DELETE CASCADE
        ) STRICT;
        CREATE INDEX stranger_sightings_stranger ON stranger_sightings (stranger);
        CREATE TABLE changes (
            id TEXT PRIMARY KEY,
            utc INTEGER NOT NULL,
            kind TEXT NOT NULL,
            person TEXT NOT NULL,
            other TEXT NOT NULL,
            undone_at INTEGER
        ) STRICT;
        CREATE TABLE change_moves (
            change TEXT NOT NULL REFERENCES changes (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            person TEXT,
            name TEXT,
            PRIMARY KEY (change, kind, key)
        ) STRICT, WITHOUT ROWID;
        """
    )
    for name, change in _MORE_GALLERY_CHANGES.items():
        db.execute(f"CREATE TRIGGER {name} AFTER {change} BEGIN UPDATE gallery_stamp SET stamp = randomblob(16); END")


_MORE_GALLERY_CHANGES = {"people_activated": "UPDATE OF active ON people"}
"""What m006 watches beyond _GALLERY_CHANGES; templates' own updates are among those."""


_STEPS = (m001_people, m002_sightings, m003_gallery, m004_calibration, m005_reviews, m006_profiles)
