"""What the writer says of itself while it works."""

import threading
from pathlib import Path

from sqlite_utils import Database

from core.store.database import StoreDatabase

WAIT_S = 10.0


def test_the_writer_tells_what_waits_and_how_long_it_takes(tmp_path: Path) -> None:
    database = StoreDatabase(tmp_path)
    begun, go_on = threading.Event(), threading.Event()

    def slow(_: Database) -> None:
        begun.set()
        assert go_on.wait(WAIT_S)

    try:
        assert database.writing.commit_ms is None
        database.enqueue(slow)
        assert begun.wait(WAIT_S)
        for _ in range(3):
            database.enqueue(lambda db: db.execute("SELECT 1"))
        held = database.writing
        assert held.waiting == 4
        assert held.busy_s is not None
        go_on.set()
        for _ in range(5):
            database.write(lambda db: db.execute("SELECT 1"))
        after = database.writing
        assert (after.waiting, after.busy_s) == (0, None)
        assert after.commit_ms is not None
    finally:
        go_on.set()
        database.close()
