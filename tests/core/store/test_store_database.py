"""Connections: who has them, what they are set to, and that none is left."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlite_utils import Database

from core.domain.errors import BugError
from core.store.database import DATABASE_FILE, StoreDatabase
from tests.core.store.support import opened, person


@pytest.fixture
def database(tmp_path: Path) -> Iterator[StoreDatabase]:
    database = StoreDatabase(tmp_path)
    yield database
    database.close()


def open_files(folder: Path) -> list[str]:
    """Return the files below `folder` this process has open, once per opening."""
    targets = []
    for entry in Path("/proc/self/fd").iterdir():
        try:
            targets.append(str(entry.readlink()))
        except FileNotFoundError:  # the one that was listing
            continue
    return [target for target in targets if target.startswith(str(folder))]


def pragma(db: Database, name: str) -> object:
    return db.execute(f"PRAGMA {name}").fetchall()[0][0]


def test_the_writer_is_set_up_for_safety(database: StoreDatabase) -> None:
    names = ("journal_mode", "page_size", "foreign_keys", "secure_delete", "synchronous", "busy_timeout")
    assert database.write(lambda db: [pragma(db, name) for name in names]) == ["wal", 16384, 1, 1, 2, 5000]


def test_events_are_committed_without_waiting_for_the_disk(database: StoreDatabase) -> None:
    seen: list[object] = []
    database.enqueue(lambda db: seen.append(pragma(db, "synchronous")))
    database.write(lambda db: seen.append(pragma(db, "synchronous")))
    assert seen == [1, 2]


def test_readers_cannot_write(database: StoreDatabase) -> None:
    with database.reading() as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM people")


def test_all_writes_run_on_one_thread(database: StoreDatabase) -> None:
    threads = {database.write(lambda db: threading.current_thread()) for _ in range(3)}
    assert {thread.name for thread in threads} == {"store-writer"}
    assert len(threads) == 1


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files where the system lists them")
def test_connections_are_as_many_as_read_at_once_and_all_closed(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add_person(person("Ada"), [])
        for _ in range(20):  # each dies before the next begins, as threads of a pool may
            thread = threading.Thread(target=store.people)
            thread.start()
            thread.join()
        assert open_files(tmp_path).count(str(tmp_path / DATABASE_FILE)) == 2
    assert open_files(tmp_path) == []


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files where the system lists them")
def test_a_reader_still_busy_at_the_end_is_closed_when_it_is_done(tmp_path: Path) -> None:
    database = StoreDatabase(tmp_path)
    with database.reading() as db:
        database.close()
        assert list(db.query("SELECT * FROM people")) == []
    assert open_files(tmp_path) == []


def test_reading_sees_whole_transactions_while_writing_goes_on(database: StoreDatabase) -> None:
    stop = threading.Event()

    def write_two(db: Database) -> None:
        for _ in range(2):
            db.execute("INSERT INTO people (id, name, external_id, created) VALUES (hex(randomblob(8)), 'n', '', 0)")

    def read() -> set[int]:
        counts = set()
        while not stop.is_set():
            with database.reading() as db:
                counts.add(db.table("people").count)
        return counts

    with ThreadPoolExecutor(3) as readers:
        answers = [readers.submit(read) for _ in range(3)]
        for _ in range(100):
            database.write(write_two)
        stop.set()
    counts = set.union(*(answer.result() for answer in answers))
    assert counts
    assert all(count % 2 == 0 for count in counts)


def test_a_failed_write_leaves_nothing_and_belongs_to_its_caller(database: StoreDatabase) -> None:
    def broken(db: Database) -> None:
        db.execute("INSERT INTO people (id, name, external_id, created) VALUES ('1', 'n', '', 0)")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write(broken)
    assert database.write(lambda db: db.table("people").count) == 0
    assert database.last_error is None


def test_closing_twice_from_two_threads_is_closing_once(tmp_path: Path) -> None:
    database = StoreDatabase(tmp_path)
    with ThreadPoolExecutor(2) as pool:
        for closing in [pool.submit(database.close) for _ in range(4)]:
            closing.result()
    with pytest.raises(BugError):
        database.write(lambda db: None)
    StoreDatabase(tmp_path).close()
