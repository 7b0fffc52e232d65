"""Later steps of the database's shape: people in full, strangers, changes that can be undone, other models."""

from sqlite_utils import Database

from core.store.rows import searched
from core.store.scripts import run_script


def m006_people(db: Database) -> None:
    """What is written about people, their groups, and the files they were enrolled from.

    `people.folded` is what is searched, see core.store.rows.searched; `last_seen` is their newest sighting, kept by
    triggers, since looking it up for everybody takes a second with 100 000 people.
    """
    for column in _ABOUT_PEOPLE:
        db.execute(f"ALTER TABLE people ADD COLUMN {column}")
    rows = db.execute("SELECT id, name, external_id FROM people").fetchall()
    folded = ((searched(name, external_id), id_) for id_, name, external_id in rows)
    db.conn.executemany("UPDATE people SET folded = ? WHERE id = ?", folded)
    run_script(
        db,
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
        CREATE TRIGGER people_activated AFTER UPDATE OF active ON people WHEN OLD.active <> NEW.active
            BEGIN UPDATE gallery_stamp SET stamp = randomblob(16); END;
        """,
    )


def m007_templates(db: Database) -> None:
    """Where templates come from, and those that are hidden for now.

    `removed_at` hides one that may be restored; `displaced_by` names the sighting whose picture took its place.
    `derived_from` is the template another model measured of the same crop.
    """
    for column in _ABOUT_TEMPLATES:
        db.execute(f"ALTER TABLE templates ADD COLUMN {column}")
    run_script(
        db,
        """
        DROP INDEX templates_person;
        CREATE INDEX templates_person ON templates (person, model, removed_at, origin);
        CREATE INDEX templates_removed ON templates (removed_at) WHERE removed_at IS NOT NULL;
        CREATE INDEX templates_displaced ON templates (displaced_by) WHERE displaced_by IS NOT NULL;
        CREATE UNIQUE INDEX templates_derived ON templates (model, derived_from) WHERE derived_from IS NOT NULL;
        """,
    )


def m008_visits(db: Database) -> None:
    """What sightings can be enrolled from, when people were last seen, and what waits to be reviewed.

    `review_names` holds what a sighting said before a review gave it somebody else's name.
    """
    run_script(
        db,
        """
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
        CREATE TRIGGER people_seen AFTER INSERT ON sightings WHEN NEW.person IS NOT NULL
            BEGIN UPDATE people SET last_seen = NEW.utc
                WHERE id = NEW.person AND (last_seen IS NULL OR last_seen < NEW.utc); END;
        UPDATE people SET last_seen = (SELECT max(utc) FROM sightings WHERE sightings.person = people.id);
        """,
    )
    for name, change, whose in _SEEN_OTHERWISE:
        db.execute(f"CREATE TRIGGER {name} AFTER {change} BEGIN {_SEEN_LAST} AND id IN ({whose}); END")


def m009_strangers(db: Database) -> None:
    """Who comes unknown, and findings about the people enrolled that are to be left alone."""
    run_script(
        db,
        """
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
        """,
    )


def m010_changes(db: Database) -> None:
    """Changes of whom faces and visits belong to, which can be undone.

    `change_moves` holds whose it was what a change moved, and `changes.facts` what it wrote about a person.
    """
    run_script(
        db,
        """
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
        """,
    )


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


def m011_models(db: Database) -> None:
    """Changes from one model to another, and what they measure beside what is in use.

    `model_switches.taken_up` says whether Usher has been started with the new model since. `remeasured` holds the faces
    of sightings as another model measured them. `unmeasured` names templates, by the first of those measured of the
    same crop (`templates.derived_from`), that a model has none of because their crop could not be read.
    """
    run_script(
        db,
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
        """,
    )
