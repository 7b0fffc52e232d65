"""The queue before the writing connection."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from core.domain.errors import BugError
from core.store.writer import Writer


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
