"""A database as the first release made it, brought up to date: nothing and nobody is lost."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from core.domain.clock import to_micros
from core.domain.directory import PeopleQuery
from core.domain.ids import PersonId
from core.domain.people import NewTemplate, TemplateOrigin
from core.store import migrations
from core.store.database import DATABASE_FILE, StoreDatabase
from core.store.rows import Row, sealed_crop, template_row
from core.store.sighting_rows import sighting_row
from core.store.store import StoreCounts
from tests.core.store.support import (
    MODEL,
    NOON,
    embedding,
    opened,
    person,
    recognised,
    shot,
    unknown,
)
from tests.core.store.test_store_vault import MarkingVault

ADA, BOB, GONE = person("Ada", "7"), person("Bob"), person("Gone", "7")
SHOTS = [(ADA, shot(1)), (BOB, shot(2)), (ADA, shot(3, "another-model")), (GONE, shot(4)), (BOB, shot(5))]
VAULT = MarkingVault()


def enrol_as_before(db: Database) -> None:
    """Write people, templates and a sighting as the first release did; the last number was given and taken back."""
    for someone in (ADA, BOB, GONE):
        row = {"id": someone.id, "name": someone.name, "external_id": someone.external_id, "created": to_micros(NOON)}
        db.table("people").insert({**row, "removed_at": 1 if someone is GONE else None})
    for someone, new in [*SHOTS, (BOB, shot(6))]:
        crop = sealed_crop(someone.id, new, VAULT)
        insert_known(db, "templates", {**template_row(someone.id, new, NOON, VAULT), "crop": crop})
    db.execute("DELETE FROM templates WHERE id = 6")
    insert_known(db, "sightings", sighting_row(unknown(), VAULT))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the first release's database."""
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "_STEPS", (migrations.m001_people, migrations.m002_sightings))
        with closing(StoreDatabase(tmp_path)) as database:
            database.write(enrol_as_before)
    return tmp_path


def test_everybody_and_every_picture_is_there(folder: Path) -> None:
    with opened(folder, VAULT) as store:
        assert store.people() == (ADA, BOB)
        assert store.counts() == StoreCounts(people=2, templates=4, sightings=1)
        (seen,) = store.sightings(10)
        assert store.sighting_portrait(seen.id)
        for model, expected in ((MODEL, [1, 2, 5]), ("another-model", [3])):
            templates = store.templates(model)
            assert [template.id for template in templates] == expected == store.template_block(model).ids.tolist()
            for template in templates:
                someone, given = SHOTS[template.id - 1]
                assert (template.person, template.created) == (someone.id, NOON)
                assert (template.crop_jpeg, template.quality) == (given.crop_jpeg, given.quality)
                assert template.embedding.cosine(given.embedding) > 0.99999


def test_the_removed_can_still_be_restored(folder: Path) -> None:
    with opened(folder, VAULT) as store:
        store.remove_person(ADA.id)
        store.restore_person(GONE.id)
        (template,) = store.templates(MODEL, GONE.id)
        assert (template.id, template.crop_jpeg) == (4, SHOTS[3][1].crop_jpeg)


def test_numbers_go_on_and_none_is_given_twice(folder: Path) -> None:
    with opened(folder, VAULT) as store:
        assert [template.id for template in store.add_templates(ADA.id, [shot(7), shot(8)])] == [7, 8]


def test_an_empty_database_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "_STEPS", (migrations.m001_people, migrations.m002_sightings))
        StoreDatabase(tmp_path).close()
    with opened(tmp_path) as store:
        assert [template.id for template in store.add_person(ADA, [shot(1)])] == [1]


def test_the_database_is_sound_and_as_one_made_today(folder: Path, tmp_path: Path) -> None:
    StoreDatabase(folder).close()
    StoreDatabase(tmp_path / "new").close()
    schemas = []
    for place in (folder, tmp_path / "new"):
        with closing(sqlite3.connect(place / DATABASE_FILE)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            schemas.append(set(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()))
            assert len(db.execute("SELECT * FROM sqlite_sequence WHERE name LIKE 'templates%'").fetchall()) <= 1
    assert schemas[0] == schemas[1]


def test_the_pictures_of_the_purged_are_gone_from_the_upgraded_file(folder: Path) -> None:
    crop = b"a crop nobody may find again" * 100
    with opened(folder) as store:
        store.add_person(someone := person(), [NewTemplate(embedding(1), 0.5, crop)])
    with opened(folder) as store:
        for gone in (someone.id, PersonId(ADA.id)):
            store.remove_person(gone)
        assert store.purge_removed() == 3
    stored = b"".join(path.read_bytes() for path in folder.iterdir())
    for secret in (crop, SHOTS[0][1].crop_jpeg[::-1], SHOTS[3][1].crop_jpeg[::-1]):
        assert secret[:50] not in stored
    assert SHOTS[1][1].crop_jpeg[::-1][:50] in stored


def test_an_interrupted_upgrade_leaves_the_old_database(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def m003_gallery(db: Database) -> None:
        migrations.m003_gallery(db)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "_STEPS", (migrations.m001_people, migrations.m002_sightings, m003_gallery))
        with pytest.raises(KeyboardInterrupt):
            StoreDatabase(folder)
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as db:
        assert db.execute("SELECT count(crop) FROM templates").fetchall() == [(5,)]
    with opened(folder, VAULT) as store:
        assert len(store.templates(MODEL)) == 3


def test_people_templates_and_sightings_of_the_last_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, bob = person("ÉMILE  Zola", "ID-7"), person("Bob")
    seen, later = recognised(ada), recognised(ada, NOON + timedelta(hours=1))

    def as_before(db: Database) -> None:
        for someone in (ada, bob):
            row = {"id": someone.id, "name": someone.name, "external_id": someone.external_id}
            db.table("people").insert({**row, "created": to_micros(NOON)})
        for seed in (1, 2):
            insert_known(db, "templates", {**template_row(ada.id, shot(seed), NOON, VAULT), "id": seed})
            db.table("template_crops").insert({"template": seed, "crop": sealed_crop(ada.id, shot(seed), VAULT)})
        for sighting in (later, seen):
            insert_known(db, "sightings", sighting_row(sighting, VAULT))

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "_STEPS", migrations._STEPS[:5])  # noqa: SLF001
        with closing(StoreDatabase(tmp_path)) as database:
            database.write(as_before)
    with opened(tmp_path, VAULT) as store:
        assert store.people() == (bob, ada)
        (key,) = store.book.find(PeopleQuery("zola emile id-7"), NOON).tolist()
        (row,) = store.book.rows([key])
        assert (row.person, row.templates, row.last_seen) == (ada, 2, later.utc)
        assert store.book.complete_centroids(MODEL) == 1
        assert [t.origin for t in store.templates(MODEL)][1:] == [TemplateOrigin.ENROLLED, TemplateOrigin.CENTROID]
        assert store.strangers.crop(seen.id) is None
        assert [record.id for record in store.book.sightings_of(ada.id, 9)] == [later.id, seen.id]


def insert_known(db: Database, table: str, row: Row) -> None:
    """Insert what of a row the release had columns for."""
    known = {column.name for column in db.table(table).columns}
    db.table(table).insert({key: value for key, value in row.items() if key in known})
