"""What a calibration is made from, and where its result is kept."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from core.domain.embedding import Embedding
from core.store import vectors
from core.store.store import SqliteStore
from tests.core.store.support import MODEL, NOON, grey, opened, opened_with_database, person, recognised, unknown
from tests.core.store.test_store_vault import MarkingVault


def see_strangers(store: SqliteStore, count: int) -> None:
    for n in range(count):
        store.record(unknown(NOON + timedelta(minutes=n), portrait=grey(8, 8)))
        store.record(recognised(person(), NOON + timedelta(minutes=n), grey(8, 8)))


def mark(db: Database) -> None:
    """Give every sighting a face of its own, told by the minute it was seen in."""
    for row in list(db.query("SELECT id, utc FROM sightings")):
        minute = (row["utc"] // 60_000_000) % 60
        blob = Embedding.normalised(np.eye(60, dtype=np.float32)[minute], MODEL).to_blob()
        db.execute("UPDATE sightings SET embedding = ? WHERE id = ?", [blob, row["id"]])


def test_the_newest_strangers_come_first_and_nobody_who_was_recognised(tmp_path: Path) -> None:
    with opened_with_database(tmp_path) as (store, database):
        see_strangers(store, 7)
        database.write(mark)
        found = store.stranger_embeddings(MODEL, 5)
        everything = store.stranger_embeddings(MODEL, 100)
        none = store.stranger_embeddings("another-model", 5)
    assert found.dtype == np.float32
    assert not found.flags.writeable
    assert found.argmax(1).tolist() == [6, 5, 4, 3, 2]
    assert np.allclose(np.linalg.norm(everything, axis=1), 1)
    assert everything.argmax(1).tolist() == [6, 5, 4, 3, 2, 1, 0]
    assert none.shape == (0, 0)


def test_damaged_strangers_are_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with opened_with_database(tmp_path) as (store, database):
        see_strangers(store, 6)
        database.write(mark)

        def damage(db: Database) -> None:
            rows = [row["id"] for row in db.query("SELECT id FROM sightings WHERE person IS NULL ORDER BY utc DESC")]
            other = Embedding.normalised(np.ones(16, np.float32), MODEL).to_blob()
            for row, blob in ((rows[0], b""), (rows[2], bytes(128)), (rows[4], other)):
                db.execute("UPDATE sightings SET embedding = ? WHERE id = ?", [blob, row])

        database.write(damage)
        for _ in range(2):
            assert store.stranger_embeddings(MODEL, 10).argmax(1).tolist() == [4, 2, 0]
    assert len(caplog.records) == 3
    assert all(record.getMessage().startswith("The face of sighting ") for record in caplog.records)


def test_strangers_come_out_of_the_vault(tmp_path: Path) -> None:
    with opened(tmp_path, MarkingVault()) as store:
        see_strangers(store, 3)
        expected = unknown().shot.embedding
    with opened(tmp_path, MarkingVault()) as store:
        found = store.stranger_embeddings(MODEL, 10)
    assert found.shape == (3, 128)
    assert found[0].tobytes() == Embedding.from_blob(expected.to_blob(), MODEL).vector.tobytes()


def test_the_strangers_are_found_by_an_index(tmp_path: Path) -> None:
    with opened_with_database(tmp_path) as (_, database), database.reading() as db:
        sql = f"EXPLAIN QUERY PLAN {vectors._STRANGERS}"  # noqa: SLF001
        plan = " ".join(row[3] for row in db.execute(sql, [MODEL, 5]).fetchall())
    assert "sightings_strangers" in plan
    assert "SCAN" not in plan


def test_the_last_calibration_counts_and_the_others_are_kept(tmp_path: Path) -> None:
    with opened_with_database(tmp_path) as (store, database):
        assert store.calibration(MODEL) is None
        store.save_calibration(MODEL, NOON, b'{"first": 1}')
        store.save_calibration("another-model", NOON, b"other")
        store.save_calibration(MODEL, NOON - timedelta(days=1), b"\x00 anything")  # a clock that was put back
        assert store.calibration(MODEL) == b"\x00 anything"
        assert store.calibration("another-model") == b"other"
        with database.reading() as db:
            kept = list(db.query("SELECT model, utc, document FROM calibrations ORDER BY id"))
    assert [row["document"] for row in kept] == [b'{"first": 1}', b"other", b"\x00 anything"]
    with opened(tmp_path) as store:
        assert store.calibration(MODEL) == b"\x00 anything"
