"""A full disk and other refusals: said clearly, nothing half-written, sightings kept and written later."""

import errno
import logging
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from core.domain.arrays import BgrImage
from core.domain.errors import ErrorCode, KnownError
from core.store.database import DATABASE_FILE, StoreDatabase
from core.store.failures import translated
from core.store.store import SqliteStore, StoreCounts
from tests.core.store.support import opened, opened_with_database, person, shot, unknown
from tests.helpers.guards import ExpectLog

UNLIMITED = 1 << 30

ENROL_ON_A_TINY_DISK = """
import sys
from pathlib import Path
from core.domain.errors import KnownError
from tests.core.store.support import MODEL, opened, person, pictures, shot
folder = Path(sys.argv[1])
enrolled = []
with opened(folder) as store:
    try:
        while True:
            ada = person()
            store.add_person(ada, [shot(1), shot(2)])
            enrolled.append(ada.id)
    except KnownError as error:
        print(error.code)
    assert store.counts().people == len(enrolled), store.counts()
    (folder / "ballast").unlink()
    store.add_person(person("after all"), [shot(3), shot(4)])
with opened(folder) as store:
    found = {someone.id for someone in store.people()}
    assert found >= set(enrolled) and len(found) == len(enrolled) + 1
    assert len(pictures(store.templates(MODEL))) == 2 * len(found)
print("whole")
"""


def limit_pages(database: StoreDatabase, spare: int) -> None:
    """Let the file grow by no more than `spare` pages, as a full disk would."""

    def work(db: Database) -> None:
        pages = 0 if spare == UNLIMITED else db.execute("PRAGMA page_count").fetchall()[0][0]
        db.execute(f"PRAGMA max_page_count = {pages + spare}")

    database.write(work)


def refusal(store: SqliteStore) -> ErrorCode | None:
    """Return why sightings wait."""
    if store.last_error is None:
        return None
    assert isinstance(store.last_error, KnownError)
    return store.last_error.code


def noise(seed: int) -> BgrImage:
    """Return a picture that does not compress, so that it needs pages of its own."""
    return np.random.default_rng(seed).integers(0, 256, (120, 120, 3), np.uint8)


def test_a_full_disk_refuses_an_enrolment_whole(tmp_path: Path) -> None:
    with opened_with_database(tmp_path) as (store, database):
        store.add_person(person("Ada"), [shot(1)])
        limit_pages(database, 2)
        with pytest.raises(KnownError, match="is full") as caught:
            store.add_person(person("Bob"), [shot(seed) for seed in range(40)])
        assert caught.value.code is ErrorCode.DISK_FULL
        assert store.counts() == StoreCounts(1, 1, 0)
        limit_pages(database, UNLIMITED)
        store.add_person(person("Bob"), [shot(seed) for seed in range(40)])
        assert store.counts() == StoreCounts(2, 41, 0)
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_sightings_wait_for_room_on_the_disk_in_their_order(tmp_path: Path, expected_log: ExpectLog) -> None:
    expected_log("core.store.writer", logging.WARNING, "Events wait to be written: .* is full")
    sightings = [unknown(portrait=noise(seed)) for seed in range(6)]
    with opened_with_database(tmp_path) as (store, database):
        limit_pages(database, 2)
        for sighting in sightings:
            store.record(sighting)
        database.write(lambda db: None)
        assert refusal(store) is ErrorCode.DISK_FULL
        assert store.counts().sightings < len(sightings)
        limit_pages(database, UNLIMITED)
        last = unknown()
        store.record(last)
        database.write(lambda db: None)
        assert refusal(store) is None
        with database.reading() as db:
            written = [row["id"] for row in db.query("SELECT id FROM sightings ORDER BY rowid")]
    assert written == [sighting.id for sighting in (*sightings, last)]


def test_waiting_sightings_are_tried_again_without_a_new_one(tmp_path: Path, expected_log: ExpectLog) -> None:
    expected_log("core.store.writer", logging.WARNING, "Events wait to be written")
    attempts: list[int] = []
    written = threading.Event()

    def work(db: Database) -> None:
        attempts.append(db.table("people").count)
        if len(attempts) < 3:
            raise KnownError(ErrorCode.DISK_FULL, path="here")
        written.set()

    with opened_with_database(tmp_path) as (store, database):
        database.enqueue(work)
        assert written.wait(60)
        assert attempts == [0, 0, 0]
        database.write(lambda db: None)
        assert refusal(store) is None


def test_what_waits_is_written_at_the_latest_when_closing(tmp_path: Path, expected_log: ExpectLog) -> None:
    expected_log("core.store.writer", logging.WARNING, "Events wait to be written")
    sightings = [unknown(portrait=noise(seed)) for seed in range(4)]
    with opened_with_database(tmp_path, retry_s=3600.0) as (store, database):
        limit_pages(database, 1)
        for sighting in sightings:
            store.record(sighting)
        limit_pages(database, UNLIMITED)
        assert refusal(store) is ErrorCode.DISK_FULL
    with opened(tmp_path) as store:
        assert store.counts().sightings == len(sightings)


def test_what_can_never_be_written_is_reported_as_lost(tmp_path: Path, expected_log: ExpectLog) -> None:
    expected_log("core.store.writer", logging.WARNING, "Events wait to be written")
    expected_log("core.store.writer", logging.ERROR, "events were lost: .* is full")
    with opened_with_database(tmp_path) as (store, database):
        limit_pages(database, 0)
        for seed in range(4):
            store.record(unknown(portrait=noise(seed)))
        database.write(lambda db: None)
    assert refusal(store) is ErrorCode.DISK_FULL


def test_one_broken_event_does_not_hold_up_the_others(tmp_path: Path, expected_log: ExpectLog) -> None:
    expected_log("core.store.writer", logging.ERROR, "An event could not be written")
    twice = unknown()
    after = unknown()
    with opened_with_database(tmp_path) as (store, database):
        for sighting in (twice, twice, after):
            store.record(sighting)
        database.write(lambda db: None)
        assert isinstance(store.last_error, sqlite3.IntegrityError)
        assert store.counts().sightings == 2


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs a tool that mounts a small disk")
def test_a_disk_that_is_really_full(tmp_path: Path, repo_root: Path) -> None:
    mount = f"mount -t tmpfs -o size=3m tmpfs '{tmp_path}'"
    ballast = f"head -c 500000 /dev/zero > '{tmp_path}/ballast'"
    allowed = subprocess.run(["unshare", "-rm", "sh", "-c", mount], capture_output=True, check=False)
    if allowed.returncode:
        pytest.skip(f"mounting a small disk is not allowed here: {allowed.stderr.decode().strip()}")
    command = f"{mount} && {ballast} && exec '{sys.executable}' -c \"$1\" '{tmp_path}'"
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", command, "sh", ENROL_ON_A_TINY_DISK],
        capture_output=True, text=True, cwd=repo_root, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("disk-full\nwhole\n", "")


def test_another_program_holding_the_file_is_named(tmp_path: Path) -> None:
    with opened_with_database(tmp_path) as (store, database):
        database.write(lambda db: db.execute("PRAGMA busy_timeout = 1"))
        with closing(sqlite3.connect(tmp_path / DATABASE_FILE, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(KnownError) as caught:
                store.add_person(person(), [])
            assert caught.value.code is ErrorCode.STORE_IN_USE
            other.execute("ROLLBACK")
        store.add_person(person(), [])


def test_enrolling_fails_while_the_file_may_not_be_written(tmp_path: Path) -> None:
    with opened_with_database(tmp_path) as (store, database):
        database.write(lambda db: db.execute("PRAGMA query_only = ON"))
        with pytest.raises(KnownError) as caught:
            store.add_person(person(), [shot(1)])
    assert caught.value.code is ErrorCode.FOLDER_NOT_WRITABLE


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_the_systems_words_for_full(number: int) -> None:
    with pytest.raises(KnownError, match="here is full") as caught, translated(Path("here")):
        raise OSError(number, "as the system says")
    assert caught.value.code is ErrorCode.DISK_FULL


@pytest.mark.parametrize(
    ("cause", "code"),
    [
        (sqlite3.SQLITE_IOERR_SHMSIZE, ErrorCode.DISK_FULL),
        (sqlite3.SQLITE_IOERR_READ, ErrorCode.DISK_FAILED),
        (sqlite3.SQLITE_CANTOPEN, ErrorCode.FOLDER_NOT_WRITABLE),
        (sqlite3.SQLITE_LOCKED, ErrorCode.STORE_IN_USE),
    ],
)
def test_what_sqlite_says_without_being_asked_to_here(cause: int, code: ErrorCode) -> None:
    error = sqlite3.OperationalError("as SQLite says")
    error.sqlite_errorcode = cause
    with pytest.raises(KnownError) as caught, translated(Path("here")):
        raise error
    assert caught.value.code is code


def test_other_words_of_the_system_pass() -> None:
    with pytest.raises(PermissionError), translated(Path("here")):
        raise PermissionError(errno.EACCES, "not yours")


@pytest.mark.parametrize("mistake", ["SELECT * FROM nowhere", "SELEC"])
def test_a_mistake_of_ours_is_not_called_a_failure_of_the_disk(tmp_path: Path, mistake: str) -> None:
    with opened_with_database(tmp_path) as (_, database), pytest.raises(sqlite3.OperationalError):
        database.write(lambda db: db.execute(mistake))


def test_the_use_of_a_closed_connection_is_a_mistake_of_ours() -> None:
    closed = sqlite3.connect(":memory:")
    closed.close()
    with pytest.raises(sqlite3.ProgrammingError), translated(Path("here")):
        closed.execute("SELECT 1")
