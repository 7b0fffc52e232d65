"""Writing templates through the store beside plain sqlite3, and reading a whole gallery beside plain sqlite-utils.

Run as `python -m tests.benchmarks.store`. The baseline of writing inserts rows made beforehand into a database of the
same schema and settings, on its own thread's connection; the store also makes the rows, hands them to its writer thread
and reads back what it numbered. Both wait for the disk. The baseline of reading believes every row it is given; the
store checks each, scales it and leaves out the damaged; the sidecar is verified to the last byte.
"""

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import typer
from sqlite_utils import Database

from core.bootstrap import open_store
from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.ids import PersonId, new_person_id
from core.domain.people import NewTemplate, Person
from core.gallery.sidecar import open_sidecar, write_sidecar
from core.runtime.bench import Measurement, interleaved
from core.store.database import DATABASE_FILE
from core.store.store import SqliteStore
from tests.benchmarks.report import Json, report

CROP_BYTES = 4_500
"""A typical aligned crop as JPEG."""

TEMPLATES_EACH = 500
"""Templates enrolled in one transaction while the gallery to be read is made."""

MODEL = "benchmark"

_INSERT = (
    "INSERT INTO templates (id, person, model, dimensions, quality, created, embedding) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_CROP = "INSERT INTO template_crops VALUES (?, ?)"


def measure(shots: int, repeats: int) -> tuple[Measurement, ...]:
    """Write a person's `shots` templates in one transaction."""
    with tempfile.TemporaryDirectory(prefix="usher-bench-") as folder:
        ours, plain = Path(folder, "store"), Path(folder, "plain")
        _lay_out(plain)
        someone = Person(new_person_id(), "Somebody", "", datetime.now(UTC))
        templates = _templates(shots)
        with open_store(ours) as store, closing(_connected(plain / DATABASE_FILE, someone)) as db:
            store.add_person(someone, ())
            return interleaved(
                {"sqlite3": _plain_write(db, someone.id, templates),
                 "store": lambda: store.add_templates(someone.id, templates)},
                repeats,
            )  # fmt: skip


def measure_reading(count: int, dimensions: int, repeats: int) -> tuple[Measurement, ...]:
    """Read `count` templates as one array, warm: straight from the table, from the store, from the sidecar."""
    with tempfile.TemporaryDirectory(prefix="usher-bench-") as name, open_store(Path(name)) as store:
        _enrol_everybody(store, count, dimensions)
        cache = Path(name, "cache")
        block = store.template_block(MODEL)
        write_sidecar(cache, block, {})
        with closing(Database(Path(name) / DATABASE_FILE, execute_plugins=False)) as db:
            return interleaved(
                {"sqlite-utils rows_where": lambda: _read_rows(db),
                 "template block": lambda: store.template_block(MODEL),
                 "verified sidecar": lambda: open_sidecar(cache, MODEL, block.stamp, 1)},
                repeats,
            )  # fmt: skip


def _enrol_everybody(store: SqliteStore, count: int, dimensions: int) -> None:
    for start in range(0, count, TEMPLATES_EACH):
        shots = _templates(min(TEMPLATES_EACH, count - start), dimensions, crop_bytes=16)
        store.add_person(Person(new_person_id(), f"Person {start}", "", datetime.now(UTC)), shots)


def _read_rows(db: Database) -> Floats:
    rows = db.table("templates").rows_where("model = ?", [MODEL], order_by="id")
    return np.stack([np.frombuffer(row["embedding"], "<f2", offset=8).astype(np.float32) for row in rows])


def _lay_out(folder: Path) -> None:
    """Make an empty database with the store's own schema."""
    with open_store(folder) as store:
        store.counts()


def _templates(count: int, dimensions: int = 128, crop_bytes: int = CROP_BYTES) -> list[NewTemplate]:
    random = np.random.default_rng(count)
    vectors = random.standard_normal((count, dimensions)).astype(np.float32)
    return [NewTemplate(Embedding.normalised(v, MODEL), 0.9, random.bytes(crop_bytes)) for v in vectors]


def _connected(path: Path, someone: Person) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    db.executescript("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON")
    with db:
        db.execute("INSERT INTO people (id, name, external_id, created) VALUES (?, ?, '', 0)", (someone.id, "Somebody"))
    return db


def _plain_write(db: sqlite3.Connection, person: PersonId, templates: list[NewTemplate]) -> Callable[[], object]:
    rows = [(person, MODEL, 128, 0.9, 0, t.embedding.to_blob()) for t in templates]
    crops = [t.crop_jpeg for t in templates]

    def write() -> None:
        with db:
            (last,) = db.execute("SELECT coalesce(max(id), 0) FROM templates").fetchone()
            db.executemany(_INSERT, [(id_, *row) for id_, row in enumerate(rows, last + 1)])
            db.executemany(_INSERT_CROP, list(enumerate(crops, last + 1)))

    return write


def main(as_json: Json = False) -> None:
    """Write what an enrolment writes, and what an import writes at once; read what a start reads."""
    for shots, repeats in ((3, 200), (500, 10)):
        report(f"Write {shots} templates in a transaction", measure(shots, repeats), as_json=as_json)
    report("Read 50 000 templates of 512 numbers", measure_reading(50_000, 512, 7), as_json=as_json)


if __name__ == "__main__":
    typer.run(main)
