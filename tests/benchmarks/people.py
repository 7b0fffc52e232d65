"""Enrolling very many people, and looking through them beside reading everybody and filtering in Python.

Run as `python -m tests.benchmarks.people`, with `--people 1000000` for more. Everybody has two templates and their
centroid, two of three have been seen, half are in one large group. The baseline reads the whole table, folds each name
as the store does once when writing it, and keeps what matches in the order of the names.
"""

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from core.bootstrap import open_store
from core.cli.output import emit
from core.domain.clock import to_micros
from core.domain.directory import PeopleFilter, PeopleOrder, PeopleQuery
from core.domain.embedding import Embedding
from core.domain.ids import new_event_id, new_person_id
from core.domain.people import Membership, NewPerson, NewTemplate, PersonFacts
from core.domain.text import folded
from core.runtime.bench import interleaved
from core.store.database import DATABASE_FILE
from core.store.store import SqliteStore
from tests.benchmarks.report import Json, report

MODEL = "benchmark"
NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
SHOWN = 50
"""Lines a window shows at once."""

TOGETHER = 500
"""People enrolled in one transaction."""

CROP_BYTES = 500
"""Crops are never read here; real ones would only fill the disk."""

_FIRST = ("Ada", "José", "小明", "Bob", "María", "Иван", "Ольга", "Chen", "Fatima", "Noah")
_SYLLABLES = ("ka", "lo", "mi", "ren", "sto", "ber", "vic", "tan", "ul", "gra")
_SEEN = """
INSERT INTO sightings (id, utc, camera, camera_name, door, track, person, name, score, margin, probability, verdict,
    reason, model, embedding)
VALUES (?, ?, 'c', 'Lobby', '', 1, ?, 'then', 0, 0, 0, 'recognised', 'clear-match', 'benchmark', x'00')
"""


def people(count: int, chance: random.Random) -> Iterator[NewPerson]:
    """Make people up, deterministically but for their ids."""
    vectors = np.random.default_rng(1).standard_normal((1000, 128)).astype(np.float32)
    shots = [
        NewTemplate(Embedding.normalised(v, MODEL), chance.random(), chance.randbytes(CROP_BYTES)) for v in vectors
    ]
    for number in range(count):
        name = f"{chance.choice(_FIRST)} {''.join(chance.choices(_SYLLABLES, k=4)).title()}"
        groups = {f"Department {number % 20}"} | ({"Half of all"} if number % 2 else set())
        until = NOW - timedelta(days=1) if number % 7 == 0 else None
        facts = PersonFacts(name, f"E{number:07d}", Membership(frozenset(groups), None, until), active=number % 20 != 0)
        yield NewPerson(new_person_id(), NOW - timedelta(minutes=number), facts, (*chance.sample(shots, 2),))


def fill(folder: Path, count: int) -> tuple[float, float]:
    """Enrol everybody and let most be seen; return the seconds enrolment took and the slowest transaction's."""
    chance = random.Random(1)
    took: list[float] = []
    with open_store(folder) as store:
        for batch in _batches(people(count, chance)):
            begin = time.perf_counter()
            store.book.enrol(batch)
            took.append(time.perf_counter() - begin)
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as db, db:
        ids = [id_ for (id_,) in db.execute("SELECT id FROM people")]
        db.executemany(_SEEN, ((new_event_id(), to_micros(NOW) - n, ids[int(len(ids) * chance.random() ** 2)])
                               for n in range(count)))  # fmt: skip
    return sum(took), max(took)


def _batches(everybody: Iterator[NewPerson]) -> Iterator[list[NewPerson]]:
    batch: list[NewPerson] = []
    for person in everybody:
        batch.append(person)
        if len(batch) == TOGETHER:
            yield batch
            batch = []
    yield batch


def naive(folder: Path, text: str) -> Callable[[], object]:
    """Return the baseline: everybody read, those kept whose folded name or ID holds `text`, by name."""

    def read() -> object:
        with closing(sqlite3.connect(folder / DATABASE_FILE)) as db:
            rows = db.execute("SELECT * FROM people WHERE removed_at IS NULL").fetchall()
        found = [row for row in rows if text in folded(f"{row[1]} {row[2]}")]
        return sorted(found, key=lambda row: folded(row[1]))[:SHOWN]

    return read


def looks(store: SqliteStore) -> dict[str, Callable[[], object]]:
    """Return what a window asks for, each with the lines it shows."""
    queries = {
        "everybody": PeopleQuery(),
        "a rare text": PeopleQuery("kalomi"),
        "two words": PeopleQuery("ada gra"),
        "a letter": PeopleQuery("a"),
        "nobody": PeopleQuery("xyz"),
        "valid now": PeopleQuery(show=PeopleFilter.VALID),
        "never seen": PeopleQuery(show=PeopleFilter.NEVER_SEEN),
        "newest first": PeopleQuery(order=PeopleOrder.NEWEST),
        "last seen first": PeopleQuery(order=PeopleOrder.LAST_SEEN),
        "a department": PeopleQuery(group="Department 3"),
        "half of all, a letter": PeopleQuery("a", "Half of all"),
    }

    def ask(query: PeopleQuery) -> object:
        return store.book.rows(store.book.find(query, NOW)[:SHOWN].tolist())

    keys = store.book.find(PeopleQuery(), NOW)
    return {
        **{name: partial(ask, query) for name, query in queries.items()},
        f"{SHOWN} lines further down": lambda: store.book.rows(keys[len(keys) // 2 :][:SHOWN].tolist()),
        "groups": store.book.groups,
    }


def first_open(folder: Path) -> float:
    """Return the milliseconds from an opened database to the first lines, nothing in SQLite's own cache."""
    with open_store(folder) as store:
        begin = time.perf_counter()
        store.book.rows(store.book.find(PeopleQuery(), NOW)[:SHOWN].tolist())
        return (time.perf_counter() - begin) * 1e3


def main(
    count: Annotated[int, typer.Option("--people", help="How many people.")] = 100_000,
    repeats: Annotated[int, typer.Option("--repeats")] = 5,
    as_json: Json = False,
) -> None:
    """Enrol, open, filter, and erase one."""
    with tempfile.TemporaryDirectory(prefix="usher-bench-") as name:
        folder = Path(name)
        seconds, slowest = fill(folder, count)
        opening = [first_open(folder) for _ in range(3)]
        with open_store(folder) as store:
            report(f"Find among {count} people and read {SHOWN} lines",
                   interleaved({"read all, filter in Python": naive(folder, "kalomi"), **looks(store)}, repeats),
                   as_json=as_json)  # fmt: skip
            someone = store.book.rows([1])[0].person.id
            begin = time.perf_counter()
            store.book.erase(someone)
            erasing = time.perf_counter() - begin
        emit({
            "people": count, "enrolled_per_s": round(count / seconds), "slowest_batch_ms": round(slowest * 1e3),
            "first_open_ms": round(min(opening), 1), "erase_s": round(erasing, 2),
            "file_mb": round((folder / DATABASE_FILE).stat().st_size / 1e6),
        })  # fmt: skip


if __name__ == "__main__":
    typer.run(main)
