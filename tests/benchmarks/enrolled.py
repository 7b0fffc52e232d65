"""A database with very many people enrolled, written as fast as SQLite goes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from core.bootstrap import open_store
from core.domain.embedding import Embedding
from core.runtime.searchbench.population import MODEL_ID, TEMPLATES_EACH, person_id, population
from core.store.database import DATABASE_FILE

_PERSON = "INSERT INTO people (id, name, external_id, created) VALUES (?, ?, '', 0)"
_TEMPLATE = (
    "INSERT INTO templates (id, person, model, dimensions, quality, created, embedding) VALUES (?, ?, ?, ?, 0.9, 0, ?)"
)


def enrol(folder: Path, size: int, dimensions: int) -> int:
    """Fill a new store in `folder` with `size` templates; return the bytes of its files.

    The schema is the store's own. There are no pictures, which no start reads: a million would take 5 GB.
    """
    with open_store(folder) as store:
        store.counts()
    rows = population(size, dimensions, 2).rows
    people = range(-(-size // TEMPLATES_EACH))
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as db, db:
        db.executemany(_PERSON, ((person_id(number), f"Person {number}") for number in people))
        db.executemany(
            _TEMPLATE,
            (
                (
                    place + 1,
                    person_id(place // TEMPLATES_EACH),
                    MODEL_ID,
                    dimensions,
                    Embedding(row, MODEL_ID).to_blob(),
                )
                for place, row in enumerate(rows)
            ),
        )
    return sum(file.stat().st_size for file in folder.iterdir())
