"""The gallery at start: the same from the packed file as from the database, and never from a file of another state."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from core.domain.clock import SystemClock
from core.domain.ids import PersonId
from core.domain.matching import Match
from core.domain.people import NewTemplate, Person
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from core.runtime.loading import GalleryLoader
from core.store.database import DATABASE_FILE, StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from tests.core.runtime.runtime_support import MODEL, POINT, face
from tests.helpers.guards import ExpectLog

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
LAYOUT = Layout(threads=2, plain_bytes=1, least_bytes=1, most_bytes=1 << 15)
PEOPLE = 120


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with everybody, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    made = SqliteStore(StoreDatabase(folder), PlainVault(), SystemClock())
    for number in range(PEOPLE):
        enrol(made, number)
    made.close()
    return folder / DATABASE_FILE


@pytest.fixture
def store(tmp_path: Path, filled: Path) -> Iterator[SqliteStore]:
    shutil.copy(filled, tmp_path / DATABASE_FILE)
    made = SqliteStore(StoreDatabase(tmp_path), PlainVault(), SystemClock())
    yield made
    made.close()


def enrol(store: SqliteStore, number: int) -> None:
    shots = [NewTemplate(face(1000 * number + i), 0.9, b"jpeg") for i in range(3)]
    store.add_person(Person(PersonId(f"p{number:03}"), f"Person {number}", "", NOON), shots)


def answers(store: SqliteStore, folder: Path, worth_keeping: int = 1, layout: Layout = LAYOUT) -> list[Match]:
    loader = GalleryLoader(folder, layout, worth_keeping)
    with closing(ExactIndex(POINT, MODEL, layout)) as index, closing(loader):
        loader.fill(index, store, MODEL)
        return [index.search(face(seed)) for seed in (0, 5002, 1000 * PEOPLE, 77)]


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.gallery*"))


def test_a_small_gallery_needs_no_file(store: SqliteStore, tmp_path: Path) -> None:
    assert answers(store, tmp_path, worth_keeping=1 << 26)[0].person == "p000"
    assert files(tmp_path) == []


def test_a_large_gallery_is_kept_and_taken_over(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = answers(store, tmp_path)
    assert len(files(tmp_path)) == 1
    monkeypatch.setattr(SqliteStore, "template_block", lambda *_: pytest.fail("the database was read"))
    assert answers(store, tmp_path) == first
    assert answers(store, tmp_path, layout=Layout(threads=1, plain_bytes=1, least_bytes=1)) == first


def test_every_change_makes_it_obsolete(store: SqliteStore, tmp_path: Path) -> None:
    answers(store, tmp_path)
    enrol(store, PEOPLE)
    assert answers(store, tmp_path)[2].person == f"p{PEOPLE}"
    store.remove_person(PersonId("p000"))
    assert answers(store, tmp_path)[0].person != "p000"
    store.restore_person(PersonId("p000"))
    assert answers(store, tmp_path)[0].person == "p000"
    assert len(files(tmp_path)) == 1


def test_what_was_deleted_for_good_is_in_no_file(store: SqliteStore, tmp_path: Path) -> None:
    answers(store, tmp_path)
    (kept,) = files(tmp_path)
    other_model = kept.with_name("0123456789abcdef" + kept.name[16:])
    shutil.copy(kept, other_model)
    vector = face(0).vector.tobytes()
    store.remove_person(PersonId("p000"))
    store.purge_removed()
    answers(store, tmp_path)
    assert not other_model.exists()
    assert files(tmp_path) != [kept]
    assert not any(vector in path.read_bytes() for path in files(tmp_path))
    answers(store, tmp_path, worth_keeping=1 << 26)
    enrol(store, PEOPLE)
    answers(store, tmp_path, worth_keeping=1 << 26)
    assert files(tmp_path) == []


def test_a_damaged_file_costs_only_time(store: SqliteStore, tmp_path: Path, expected_log: ExpectLog) -> None:
    first = answers(store, tmp_path)
    (kept,) = files(tmp_path)
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    kept.write_bytes(content)
    expected_log("core.gallery.sidecar", logging.WARNING, "read from the database")
    assert answers(store, tmp_path) == first
    assert answers(store, tmp_path) == first


def test_a_disk_that_is_full_costs_only_time(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectLog
) -> None:
    nothing_free = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: nothing_free)
    expected_log("core.runtime.loading", logging.WARNING, "next start will be slower")
    assert answers(store, tmp_path)[0].person == "p000"
    assert files(tmp_path) == []


def test_what_is_taken_over_can_be_changed(store: SqliteStore, tmp_path: Path) -> None:
    answers(store, tmp_path)
    with closing(ExactIndex(POINT, MODEL, LAYOUT)) as index, closing(GalleryLoader(tmp_path, LAYOUT, 1)) as loader:
        loader.fill(index, store, MODEL)
        index.remove_person(PersonId("p000"))
        assert (index.people, index.templates) == (PEOPLE - 1, 4 * (PEOPLE - 1))  # each with a centroid
        index.add(store.templates(MODEL, PersonId("p000")))
        match = index.search(face(0))
        assert match.person == "p000"
        assert np.isclose(match.score, 1.0, atol=1e-3)
