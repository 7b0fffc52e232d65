"""The steps that brought the ledger of attendance and doors, credentials and visitors; see core.store.migrations."""

from sqlite_utils import Database

from core.store.scripts import run_script


def m012_ledger(db: Database) -> None:
    """The chain of everything that happened, and where it ends.

    `at` is when a fact happened, `utc` when it was written; `what` is the act of a door, or the way and source of a
    punch: a column takes time for every row that is checked. `person` is no reference, as a row outlives everybody. The
    triggers guard against accidents; what guards against intent are the seals. See core.store.ledger_seal.
    """
    run_script(
        db,
        """
        CREATE TABLE ledger (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            utc INTEGER NOT NULL,
            kind TEXT NOT NULL,
            at INTEGER,
            person TEXT,
            door TEXT,
            what TEXT,
            voids TEXT,
            answers TEXT,
            author TEXT NOT NULL,
            reason TEXT NOT NULL,
            body TEXT,
            seal BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX ledger_id ON ledger (id);
        CREATE INDEX ledger_punches ON ledger (at) WHERE kind = 'punch';
        CREATE INDEX ledger_doors ON ledger (at) WHERE kind = 'door';
        CREATE INDEX ledger_person ON ledger (person, at) WHERE kind = 'punch';
        CREATE INDEX ledger_rare ON ledger (kind) WHERE kind NOT IN ('punch', 'door', '');
        CREATE INDEX ledger_authored ON ledger (seq) WHERE author <> '';
        CREATE INDEX ledger_voids ON ledger (voids) WHERE voids IS NOT NULL;
        CREATE INDEX ledger_answers ON ledger (answers) WHERE answers IS NOT NULL;
        CREATE TRIGGER ledger_kept BEFORE DELETE ON ledger
            BEGIN SELECT raise(ABORT, 'nothing is ever taken out of the ledger'); END;
        CREATE TRIGGER ledger_unchanged BEFORE UPDATE ON ledger
            BEGIN SELECT raise(ABORT, 'nothing in the ledger is ever changed'); END;
        CREATE TABLE ledger_head (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            rows INTEGER NOT NULL,
            last BLOB NOT NULL,
            seal BLOB NOT NULL
        ) STRICT;
        """,
    )


def m013_site(db: Database) -> None:
    """What people know or carry, where they were last seen, and visitors; all of it goes with the person."""
    run_script(
        db,
        """
        CREATE TABLE secrets (
            person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            salt BLOB NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (person, kind)
        ) STRICT;
        CREATE UNIQUE INDEX secrets_code ON secrets (hash) WHERE kind = 'code';
        CREATE TABLE presence (
            person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            place TEXT NOT NULL,
            utc INTEGER NOT NULL,
            PRIMARY KEY (person, place)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE visits (
            person TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
            host TEXT REFERENCES people (id) ON DELETE SET NULL,
            purpose TEXT NOT NULL,
            company TEXT NOT NULL,
            arrived INTEGER NOT NULL,
            until INTEGER NOT NULL,
            erase_at INTEGER NOT NULL,
            left_at INTEGER
        ) STRICT;
        CREATE INDEX visits_host ON visits (host);
        """,
    )


def m014_merged(db: Database) -> None:
    """Under which other ids people stand in the ledger: whoever was merged into them, also once that one is purged."""
    run_script(
        db,
        """
        CREATE TABLE merged (
            other TEXT PRIMARY KEY,
            person TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX merged_person ON merged (person);
        INSERT OR REPLACE INTO merged
            SELECT other, person FROM changes WHERE kind = 'merge' AND undone_at IS NULL ORDER BY utc;
        """,
    )
