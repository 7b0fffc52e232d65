"""Bringing a database up to date, and knowing when not to touch it."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from core.domain.errors import ErrorCode, KnownError
from core.store import migrations
from core.store.database import DATABASE_FILE, StoreDatabase
from tests.core.store.support import MODEL, opened, person, shot

APPLIED = "SELECT name, applied_at FROM _sqlite_migrations WHERE migration_set = 'usher' ORDER BY id"


def enrol_many(folder: Path) -> None:
    with opened(folder) as store:
        store.add_person(person(), [shot(seed) for seed in range(60)])


def test_steps_are_recorded_with_their_time_and_taken_once(tmp_path: Path) -> None:
    StoreDatabase(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db:
        first = db.execute(APPLIED).fetchall()
    StoreDatabase(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db:
        assert db.execute(APPLIED).fetchall() == first
    assert [name for name, _ in first] == [
        "m001_people",
        "m002_sightings",
        "m003_gallery",
        "m004_calibration",
        "m005_reviews",
        *(step.__name__ for step in migrations._STEPS[5:]),  # noqa: SLF001
    ]
    for _, applied_at in first:
        assert abs(datetime.fromisoformat(applied_at) - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_newer_database_is_refused_untouched(tmp_path: Path) -> None:
    enrol_many(tmp_path)
    path = tmp_path / DATABASE_FILE
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO _sqlite_migrations VALUES (99, 'usher', 'm042_from_the_future', '2031-01-01')")
    before = path.read_bytes()
    with pytest.raises(KnownError, match="m042_from_the_future") as caught:
        StoreDatabase(tmp_path)
    assert caught.value.code is ErrorCode.STORE_NEWER
    assert path.read_bytes() == before


def test_steps_of_which_one_fails_leave_the_database_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    StoreDatabase(tmp_path).close()

    def m998_sound(db: Database) -> None:
        db.execute("CREATE TABLE whole (id INTEGER)")

    def m999_broken(db: Database) -> None:
        db.execute("CREATE TABLE half (id INTEGER)")
        db.execute("CREATE TABLE people (id INTEGER)")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "_STEPS", (*migrations._STEPS, m998_sound, m999_broken))  # noqa: SLF001
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            StoreDatabase(tmp_path)
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master").fetchall()}
        assert not tables & {"whole", "half"}
        assert len(db.execute(APPLIED).fetchall()) == len(migrations._STEPS)  # noqa: SLF001
    StoreDatabase(tmp_path).close()


@pytest.mark.parametrize("content", [b"this is no database, but it is long enough to be looked at" * 20, bytes(4096)])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE_FILE).write_bytes(content)
    with pytest.raises(KnownError) as caught:
        StoreDatabase(tmp_path)
    assert caught.value.code is ErrorCode.STORE_DAMAGED
    assert (tmp_path / DATABASE_FILE).read_bytes() == content


def test_a_truncated_database(tmp_path: Path) -> None:
    enrol_many(tmp_path)
    path = tmp_path / DATABASE_FILE
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(KnownError) as caught:
        StoreDatabase(tmp_path)
    assert caught.value.code is ErrorCode.STORE_DAMAGED


def test_damage_in_the_middle_is_said_when_it_is_met(tmp_path: Path) -> None:
    enrol_many(tmp_path)
    path = tmp_path / DATABASE_FILE
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = os.urandom(len(content) - len(content) // 2)
    path.write_bytes(content)
    with opened(tmp_path) as store, pytest.raises(KnownError) as caught:
        store.templates(MODEL)
    assert caught.value.code is ErrorCode.STORE_DAMAGED
    assert str(path) in str(caught.value)


def test_a_refused_database_leaves_the_folder_free(tmp_path: Path) -> None:
    path = tmp_path / DATABASE_FILE
    path.write_bytes(b"garbage" * 1000)
    with pytest.raises(KnownError):
        StoreDatabase(tmp_path)
    path.unlink()
    StoreDatabase(tmp_path).close()
