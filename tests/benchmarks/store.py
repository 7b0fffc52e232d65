"""Writing templates through the store beside plain sqlite3 writing the same columns.

Run as `python -m tests.benchmarks.store`. The baseline inserts rows made beforehand into a database of the same schema
and settings, on its own thread's connection; the store also makes the rows, hands them to its writer thread and
reads back what it numbered. Both wait for the disk.
"""

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import typer

from core.bootstrap import open_store
from core.domain.embedding import Embedding
from core.domain.ids import PersonId, new_person_id
from core.domain.people import NewTemplate, Person
from core.runtime.bench import Measurement, interleaved
from core.store.database import DATABASE_FILE
from tests.benchmarks.report import Json, report

CROP_BYTES = 4_500
"""A typical aligned crop as JPEG."""

_INSERT = (
    "INSERT INTO templates (person, model, dimensions, quality, created, embedding, crop) VALUES (?, ?, ?, ?, ?, ?, ?)"
)


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


def _lay_out(folder: Path) -> None:
    """Make an empty database with the store's own schema."""
    with open_store(folder) as store:
        store.counts()


def _templates(count: int) -> list[NewTemplate]:
    random = np.random.default_rng(count)
    vectors = random.standard_normal((count, 128)).astype(np.float32)
    return [NewTemplate(Embedding.normalised(v, "benchmark"), 0.9, random.bytes(CROP_BYTES)) for v in vectors]


def _connected(path: Path, someone: Person) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    db.executescript("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON")
    with db:
        db.execute("INSERT INTO people VALUES (?, ?, '', 0, NULL)", (someone.id, someone.name))
    return db


def _plain_write(db: sqlite3.Connection, person: PersonId, templates: list[NewTemplate]) -> Callable[[], object]:
    rows = [(person, "benchmark", 128, 0.9, 0, t.embedding.to_blob(), t.crop_jpeg) for t in templates]

    def write() -> None:
        with db:
            db.executemany(_INSERT, rows)

    return write


def main(as_json: Json = False) -> None:
    """Write what an enrolment writes, and what an import writes at once."""
    for shots, repeats in ((3, 200), (500, 10)):
        report(f"Write {shots} templates in a transaction", measure(shots, repeats), as_json=as_json)


if __name__ == "__main__":
    typer.run(main)
