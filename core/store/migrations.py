"""The shape of the database, as named steps from nothing; each is applied once, whole or not at all."""

from pathlib import Path

from sqlite_utils import Database, Migrations

from core.domain.errors import ErrorCode, KnownError
from core.store.rows import searched

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

    `people.folded` is what is searched, see core.store.rows.searched; `last_seen` is their newest sighting, kept by
    triggers, since looking it up for everybody takes a second with 100 000 people. `templates.removed_at` hides one
    that may be restored; `displaced_by` names the sighting whose picture took its place. `derived_from` is the template
    another model measured of the same crop. `review_names` holds what a sighting said before a review gave it somebody
    else's name; `change_moves` whose it was what a change moved, and `changes.facts` what it wrote about a person.
    """
    for column in _ABOUT_PEOPLE:
        db.execute(f"ALTER TABLE people ADD COLUMN {column}")
    rows = db.execute("SELECT id, name, external_id FROM people").fetchall()
    folded = ((searched(name, external_id), id_) for id_, name, external_id in rows)
    db.conn.executemany("UPDATE people SET folded = ? WHERE id = ?", folded)
    for column in _ABOUT_TEMPLATES:
        db.execute(f"ALTER TABLE templates ADD COLUMN {column}")
    db.executescript(
        """
        CREATE INDEX people_searched ON people (folded, created, last_seen, active, since, until)
            WHERE removed_at IS NULL;
        CREATE INDEX people_removed ON people (removed_at) WHERE removed_at IS NOT NULL;
        CREATE TABLE person_groups (
            name TEXT NOT NULL,
            person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            PRIMARY KEY (name, person)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX person_groups_person ON person_groups (person);
        CREATE TABLE photos (
            person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            sha256 BLOB NOT NULL,
            outcome TEXT NOT NULL,
            PRIMARY KEY (person, sha256)
        ) STRICT, WITHOUT ROWID;
        DROP INDEX templates_person;
        CREATE INDEX templates_person ON templates (person, model, removed_at, origin);
        CREATE INDEX templates_removed ON templates (removed_at) WHERE removed_at IS NOT NULL;
        CREATE INDEX templates_displaced ON templates (displaced_by) WHERE displaced_by IS NOT NULL;
        CREATE UNIQUE INDEX templates_derived ON templates (model, derived_from) WHERE derived_from IS NOT NULL;
        CREATE TABLE sighting_crops (
            event TEXT PRIMARY KEY REFERENCES sightings (id) ON DELETE CASCADE,
            quality REAL NOT NULL,
            attributes TEXT,
            crop BLOB NOT NULL
        ) STRICT;
        CREATE TABLE review_names (
            event TEXT PRIMARY KEY REFERENCES sightings (id) ON DELETE CASCADE,
            person TEXT,
            name TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sightings_person ON sightings (person, utc) WHERE person IS NOT NULL;
        CREATE INDEX sightings_waiting ON sightings (utc, id, review, person, reason)
            WHERE review = '' AND person IS NULL
            AND reason IN ('not-enough-evidence', 'too-close-to-call', 'shots-disagree');
        CREATE TABLE strangers (
            id TEXT PRIMARY KEY,
            model TEXT NOT NULL,
            ignored INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE stranger_sightings (
            event TEXT PRIMARY KEY REFERENCES sightings (id) ON DELETE CASCADE,
            stranger TEXT NOT NULL REFERENCES strangers (id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX stranger_sightings_stranger ON stranger_sightings (stranger);
        CREATE TABLE left_findings (
            kind TEXT NOT NULL,
            one TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            other TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            templates TEXT NOT NULL,
            utc INTEGER NOT NULL,
            PRIMARY KEY (kind, one, other, templates)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX left_findings_one ON left_findings (one);
        CREATE INDEX left_findings_other ON left_findings (other);
        CREATE TABLE changes (
            id TEXT PRIMARY KEY,
            utc INTEGER NOT NULL,
            kind TEXT NOT NULL,
            person TEXT NOT NULL,
            other TEXT NOT NULL,
            facts TEXT,
            undone_at INTEGER
        ) STRICT;
        CREATE INDEX changes_person ON changes (person);
        CREATE INDEX changes_other ON changes (other);
        CREATE TABLE change_moves (
            change TEXT NOT NULL REFERENCES changes (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            person TEXT,
            name TEXT,
            PRIMARY KEY (change, kind, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX change_moves_person ON change_moves (person);
        CREATE TRIGGER people_activated AFTER UPDATE OF active ON people WHEN OLD.active <> NEW.active
            BEGIN UPDATE gallery_stamp SET stamp = randomblob(16); END;
        CREATE TRIGGER people_seen AFTER INSERT ON sightings WHEN NEW.person IS NOT NULL
            BEGIN UPDATE people SET last_seen = NEW.utc
                WHERE id = NEW.person AND (last_seen IS NULL OR last_seen < NEW.utc); END;
        UPDATE people SET last_seen = (SELECT max(utc) FROM sightings WHERE sightings.person = people.id);
        """
    )
    for name, change, whose in _SEEN_OTHERWISE:
        db.execute(f"CREATE TRIGGER {name} AFTER {change} BEGIN {_SEEN_LAST} AND id IN ({whose}); END")


_ABOUT_PEOPLE = (
    "folded TEXT NOT NULL DEFAULT ''",
    "last_seen INTEGER",
    "active INTEGER NOT NULL DEFAULT 1",
    "since INTEGER",
    "until INTEGER",
    "born TEXT",
    "gender TEXT",
    "consent_utc INTEGER",
    "consent_how TEXT NOT NULL DEFAULT ''",
    "note TEXT NOT NULL DEFAULT ''",
)
_ABOUT_TEMPLATES = (
    "origin TEXT NOT NULL DEFAULT 'enrolled'",
    "age REAL",
    "gender TEXT",
    "gender_confidence REAL",
    "removed_at INTEGER",
    "displaced_by TEXT",
    "derived_from INTEGER",
)
_SEEN_LAST = """
UPDATE people SET last_seen = (SELECT max(utc) FROM sightings WHERE sightings.person = people.id)
WHERE last_seen IS NOT (SELECT max(utc) FROM sightings WHERE sightings.person = people.id)
"""
_SEEN_OTHERWISE = (
    ("people_seen_otherwise", "UPDATE OF person, utc ON sightings", "OLD.person, NEW.person"),
    ("people_not_seen", "DELETE ON sightings WHEN OLD.person IS NOT NULL", "OLD.person"),
)
"""What moves or deletes sightings, and whose last one is looked up again."""


def m007_models(db: Database) -> None:
    """Changes from one model to another, and what they measure beside what is in use.

    `model_switches.taken_up` says whether Usher has been started with the new model since. `remeasured` holds the faces
    of sightings as another model measured them. `unmeasured` names templates, by the first of those measured of the
    same crop (`templates.derived_from`), that a model has none of because their crop could not be read.
    """
    db.executescript(
        """
        CREATE TABLE model_switches (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            utc INTEGER NOT NULL,
            old_pack TEXT NOT NULL,
            old_model TEXT NOT NULL,
            pack TEXT NOT NULL,
            model TEXT NOT NULL,
            taken_up INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE remeasured (
            event TEXT NOT NULL REFERENCES sightings (id) ON DELETE CASCADE,
            model TEXT NOT NULL,
            embedding BLOB NOT NULL,
            PRIMARY KEY (event, model)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE unmeasured (
            model TEXT NOT NULL,
            template INTEGER NOT NULL,
            PRIMARY KEY (model, template)
        ) STRICT, WITHOUT ROWID;
        """
    )


_STEPS = (m001_people, m002_sightings, m003_gallery, m004_calibration, m005_reviews, m006_profiles, m007_models)
