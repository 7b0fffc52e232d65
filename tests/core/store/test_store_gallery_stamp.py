"""The stamp: another after every change to the gallery, the same after everything else, never one of another past."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from core.domain.errors import KnownError
from core.domain.events import Sighting
from core.store.database import DATABASE_FILE, StoreDatabase
from core.store.store import SqliteStore
from tests.core.store.support import MODEL, NOON, opened, opened_with_database, person, recognised, shot, unknown

ADA = person("Ada")

Change = Callable[[SqliteStore, StoreDatabase], object]


def sql(statement: str) -> Change:
    def change(_: SqliteStore, database: StoreDatabase) -> None:
        def work(db: Database) -> None:
            assert db.execute(statement).rowcount

        database.write(work)

    return change


def restore(store: SqliteStore, _: StoreDatabase) -> None:
    store.remove_person(ADA.id)
    store.restore_person(ADA.id)


def purge(store: SqliteStore, _: StoreDatabase) -> None:
    store.remove_person(ADA.id)
    store.purge_removed()


def see(sighting: Sighting) -> Change:
    def change(store: SqliteStore, database: StoreDatabase) -> None:
        store.record(sighting)
        database.write(lambda db: None)
        assert store.counts().sightings == 1

    return change


def calibrate(store: SqliteStore, _: StoreDatabase) -> None:
    store.save_calibration(MODEL, NOON, b"{}")


def read(store: SqliteStore, _: StoreDatabase) -> None:
    assert len(store.templates(MODEL)) == len(store.template_block(MODEL)) == 3


CHANGES: dict[str, Change] = {
    "somebody enrolled": lambda store, _: store.add_person(person("Bob"), [shot(5)]),
    "somebody enrolled without a template": lambda store, _: store.add_person(person("Bob"), []),
    "a template added": lambda store, _: store.add_templates(ADA.id, [shot(6)]),
    "somebody removed": sql("UPDATE people SET removed_at = 1"),
    "somebody restored": restore,
    "somebody purged": purge,
    "an embedding changed": sql("UPDATE templates SET embedding = x'00' WHERE id = 1"),
    "a template rated anew": sql("UPDATE templates SET quality = 0.1 WHERE id = 1"),
    "a template deleted": sql("DELETE FROM templates WHERE id = 1"),
    "every person deleted": sql("DELETE FROM people"),
}

OTHERS: dict[str, Change] = {
    "a stranger seen": see(unknown()),
    "somebody seen": see(recognised(ADA)),
    "somebody renamed": sql("UPDATE people SET name = 'Ada Lovelace'"),
    "a picture replaced": sql("UPDATE template_crops SET crop = x'00'"),
    "a calibration kept": calibrate,
    "nothing purged": lambda store, _: store.purge_removed(),
    "everything read": read,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_changes_with_the_gallery(tmp_path: Path, change: Change) -> None:
    with opened_with_database(tmp_path) as (store, database):
        store.add_person(ADA, [shot(1), shot(2)])
        before = store.gallery_stamp()
        change(store, database)
        after = store.gallery_stamp()
    assert len(before) == len(after) == 16
    assert before != after
    with opened(tmp_path) as store:
        assert store.gallery_stamp() == after


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS)
def test_it_does_not_change_with_anything_else(tmp_path: Path, change: Change) -> None:
    with opened_with_database(tmp_path) as (store, database):
        store.add_person(ADA, [shot(1), shot(2)])
        before = store.gallery_stamp()
        change(store, database)
        assert store.gallery_stamp() == before


def test_a_change_that_is_refused_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add_person(person("Ada", "7"), [shot(1)])
        before = store.gallery_stamp()
        with pytest.raises(KnownError):
            store.add_person(person("Bob", "7"), [shot(2)])
        assert store.gallery_stamp() == before


def test_what_comes_back_is_not_the_same_state(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add_person(ADA, [shot(1)])
        seen = {store.gallery_stamp()}
        for _ in range(5):
            store.remove_person(ADA.id)
            seen.add(store.gallery_stamp())
            store.restore_person(ADA.id)
            seen.add(store.gallery_stamp())
    assert len(seen) == 11


def test_a_restored_backup_that_changes_as_often_agrees_with_no_other_past(tmp_path: Path) -> None:
    ours, backup = tmp_path / "ours", tmp_path / "backup"
    with opened(ours) as store:
        store.add_person(ADA, [shot(1)])
        copied = store.gallery_stamp()
    backup.mkdir()
    shutil.copy(ours / DATABASE_FILE, backup / DATABASE_FILE)
    stamps = []
    for folder in (ours, backup):
        with opened(folder) as store:
            assert store.gallery_stamp() == copied
            store.add_templates(ADA.id, [shot(2)])
            stamps.append(store.gallery_stamp())
    assert len({copied, *stamps}) == 3


def test_two_empty_stores_are_not_the_same(tmp_path: Path) -> None:
    for name in ("a", "b"):
        StoreDatabase(tmp_path / name).close()  # made, where `opened` copies one
    with opened(tmp_path / "a") as a, opened(tmp_path / "b") as b:
        assert a.gallery_stamp() != b.gallery_stamp()
