"""The queue before the writing connection."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from core.domain.errors import BugError, ErrorCode, KnownError
from core.store.writer import Writer
from tests.helpers.guards import ExpectLog


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    path = tmp_path / "test.db"
    db = Database(sqlite3.connect(path, check_same_thread=False))
    db.execute("CREATE TABLE steps (name TEXT)")
    writer = Writer(db, path)
    yield writer
    writer.close()


def step(name: str) -> Callable[[Database], None]:
    def work(db: Database) -> None:
        db.execute("INSERT INTO steps VALUES (?)", [name])

    return work


def names(db: Database) -> list[str]:
    return [row["name"] for row in db.query("SELECT name FROM steps ORDER BY rowid")]


def test_work_is_done_in_the_order_it_came(writer: Writer) -> None:
    for i in range(20):
        if i % 3:
            writer.enqueue(step(str(i)))
        else:
            writer.submit(step(str(i)))
    assert writer.submit(names).result() == [str(i) for i in range(20)]


def test_work_taken_back_in_time_is_not_done(writer: Writer) -> None:
    gate = threading.Event()
    writer.submit(lambda _: gate.wait(60))
    unwanted = writer.submit(step("unwanted"))
    assert unwanted.cancel()
    gate.set()
    assert writer.submit(names).result() == []


def test_closing_writes_what_is_queued(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    db = Database(sqlite3.connect(path, check_same_thread=False))
    db.execute("CREATE TABLE steps (name TEXT)")
    writer, gate = Writer(db, path), threading.Event()
    writer.submit(lambda _: gate.wait(60))
    for name in ("a", "b", "c"):
        writer.enqueue(step(name))
    closer = threading.Thread(target=writer.close)
    closer.start()
    gate.set()
    closer.join()
    with Database(path) as reopened:
        assert names(reopened) == ["a", "b", "c"]
    with pytest.raises(BugError):
        writer.submit(names)


def test_what_is_refused_holds_up_its_own_lane_only(writer: Writer, expected_log: ExpectLog) -> None:
    """In a lane everything stays in order; what waits is told of once, and written once it can be."""
    expected_log("core.store.writer", logging.WARNING, "wait to be written")
    refusing, told = True, list[str]()

    def refused(db: Database) -> None:
        if refusing:
            raise KnownError(ErrorCode.LEDGER_KEY_MISSING, path="ledger.key")
        step("first")(db)

    writer.enqueue(refused, lambda: told.append("first"), "slow")
    writer.enqueue(step("second"), lambda: told.append("second"), "slow")
    writer.enqueue(step("other"), lambda: told.append("other"))
    assert writer.submit(names).result() == ["other"]
    assert told == ["first", "second", "other"]
    assert isinstance(writer.last_error, KnownError)
    assert writer.state.waiting == 2
    refusing = False
    writer.enqueue(step("last"))
    assert writer.submit(names).result() == ["other", "first", "second", "last"]
    assert told == ["first", "second", "other"]
    assert writer.last_error is None


def test_what_was_refused_is_tried_again_while_others_write_all_the_time(
    tmp_path: Path, expected_log: ExpectLog
) -> None:
    expected_log("core.store.writer", logging.WARNING, "wait to be written")
    path = tmp_path / "test.db"
    db = Database(sqlite3.connect(path, check_same_thread=False))
    db.execute("CREATE TABLE steps (name TEXT)")
    writer, gate, freed = Writer(db, path, retry_s=0), threading.Event(), threading.Event()

    def refused(db: Database) -> None:
        if not freed.is_set():
            raise KnownError(ErrorCode.DISK_FULL, path=str(path))
        step("kept")(db)

    writer.enqueue(refused)
    writer.submit(lambda _: gate.wait(60))
    writer.submit(lambda _: freed.set())
    found = writer.submit(names)
    gate.set()
    assert found.result() == ["kept"]
    assert writer.last_error is None
    writer.close()


def test_a_bug_is_not_forgotten_over_a_full_disk(writer: Writer, expected_log: ExpectLog) -> None:
    expected_log("core.store.writer", logging.ERROR, "could not be written")
    expected_log("core.store.writer", logging.WARNING, "wait to be written")
    full = True

    def stumble(_db: Database) -> None:
        raise ZeroDivisionError

    def refused(_db: Database) -> None:
        if full:
            raise KnownError(ErrorCode.DISK_FULL, path="usher.db")

    writer.enqueue(stumble)
    writer.enqueue(refused)
    writer.submit(names).result()
    assert isinstance(writer.last_error, KnownError)
    full = False
    writer.enqueue(step("later"))
    assert writer.submit(names).result() == ["later"]
    assert isinstance(writer.last_error, ZeroDivisionError)


def test_what_waits_is_told_of_once_and_in_its_order(writer: Writer, expected_log: ExpectLog) -> None:
    expected_log("core.store.writer", logging.WARNING, "wait to be written")
    full, told = True, list[int]()

    def work(_db: Database) -> None:
        if full:
            raise KnownError(ErrorCode.DISK_FULL, path="usher.db")

    for number in range(4):
        writer.enqueue(work, lambda number=number: told.append(number))  # type: ignore[misc]
    writer.submit(names).result()
    assert told == [0, 1, 2, 3]
    full = False
    writer.enqueue(work, lambda: told.append(4))
    writer.submit(names).result()
    assert told == [0, 1, 2, 3, 4]
    assert writer.state.waiting == 0
