"""Enrolling, finding, removing and restoring people."""

import logging
from pathlib import Path

import numpy as np
import pytest

from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.people import NewTemplate
from core.store.database import DATABASE_FILE
from core.store.store import StoreCounts
from tests.core.store.support import MODEL, NOON, embedding, opened, opened_with_database, person, pictures, shot


def test_an_enrolled_person_is_there_after_reopening(tmp_path: Path) -> None:
    ada = person("Ada Lovelace", "A-1")
    shots = [shot(1), shot(2)]
    with opened(tmp_path) as store:
        written = store.add_person(ada, shots)
    with opened(tmp_path) as store:
        assert store.people() == (ada,)
        assert store.person(ada.id) == ada
        read = store.templates(MODEL)
    assert [template.id for template in read] == [template.id for template in written] == [1, 2, 3]
    assert pictures(read) == pictures(written) == [1, 2]
    for template, same, given in zip(written[:2], read[:2], shots, strict=True):
        assert template.person == same.person == ada.id
        assert template.created == same.created > NOON
        assert template.crop_jpeg == same.crop_jpeg == given.crop_jpeg
        assert template.quality == same.quality == given.quality
        assert np.array_equal(template.embedding.vector, same.embedding.vector)
        assert same.embedding.cosine(given.embedding) > 0.99999


def test_people_come_by_name_whatever_its_case(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        for name in ("bob", "王小明", "Carol", "Ämilie", "alice"):
            store.add_person(person(name), [])
        assert [someone.name for someone in store.people()] == ["alice", "bob", "Carol", "Ämilie", "王小明"]


def test_templates_are_told_apart_by_model_and_person(tmp_path: Path) -> None:
    ada, bob = person("Ada"), person("Bob")
    with opened(tmp_path) as store:
        store.add_person(ada, [shot(1), shot(2, "another-model")])
        store.add_person(bob, [shot(3)])
        store.add_templates(ada.id, [shot(4)])
        assert pictures(store.templates(MODEL)) == [1, 3, 4]
        assert pictures(store.templates(MODEL, ada.id)) == [1, 4]
        assert [template.id for template in store.templates("another-model")] == [2]
        assert store.templates("no-such-model") == ()


@pytest.mark.parametrize("name", ["", "   ", "\t\n"])
def test_a_person_needs_a_name(tmp_path: Path, name: str) -> None:
    with opened(tmp_path) as store:
        with pytest.raises(KnownError) as caught:
            store.add_person(person(name), [shot(1)])
        assert caught.value.code is ErrorCode.NAME_EMPTY
        assert store.counts() == StoreCounts(0, 0, 0)


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as store, pytest.raises(KnownError) as caught:
        store.add_person(person("M\udcfcller"), [])
    assert caught.value.code is ErrorCode.NAME_UNREADABLE


def test_an_id_belongs_to_one_person(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add_person(person("Ada", "7"), [shot(1)])
        with pytest.raises(KnownError, match="ID 7 already belongs to Ada") as caught:
            store.add_person(person("Bob", "7"), [shot(2)])
        assert caught.value.code is ErrorCode.ID_TAKEN
        assert store.counts() == StoreCounts(1, 1, 0)


def test_many_may_have_no_id(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add_person(person("Ada"), [])
        store.add_person(person("Bob"), [])
        assert len(store.people()) == 2


def test_removing_hides_and_restoring_brings_back(tmp_path: Path) -> None:
    ada = person("Ada", "7")
    with opened(tmp_path) as store:
        store.add_person(ada, [shot(1), shot(2)])
        store.remove_person(ada.id)
        assert store.people() == ()
        assert store.person(ada.id) is None
        assert store.templates(MODEL) == ()
        assert store.counts() == StoreCounts(0, 0, 0)
    with opened(tmp_path) as store:
        store.restore_person(ada.id)
        assert store.people() == (ada,)
        assert pictures(store.templates(MODEL)) == [1, 2]


def test_the_id_of_somebody_removed_is_free_until_then_taken(tmp_path: Path) -> None:
    ada, bob = person("Ada", "7"), person("Bob", "7")
    with opened(tmp_path) as store:
        store.add_person(ada, [])
        store.remove_person(ada.id)
        store.add_person(bob, [])
        with pytest.raises(KnownError, match="belongs to Bob") as caught:
            store.restore_person(ada.id)
        assert caught.value.code is ErrorCode.ID_TAKEN
        assert store.people() == (bob,)


def test_what_is_not_there_cannot_be_removed_or_restored(tmp_path: Path) -> None:
    ada = person()
    with opened(tmp_path) as store:
        store.add_person(ada, [])
        with pytest.raises(KnownError) as restoring:
            store.restore_person(ada.id)
        store.remove_person(ada.id)
        with pytest.raises(KnownError) as removing:
            store.remove_person(ada.id)
    assert restoring.value.code is removing.value.code is ErrorCode.PERSON_UNKNOWN


def test_templates_need_a_person(tmp_path: Path) -> None:
    ada = person()
    with opened(tmp_path) as store:
        store.add_person(ada, [])
        store.remove_person(ada.id)
        for who in (ada.id, PersonId("nobody")):
            with pytest.raises(KnownError) as caught:
                store.add_templates(who, [shot(1)])
            assert caught.value.code is ErrorCode.PERSON_UNKNOWN


def test_purging_deletes_only_the_removed_and_never_reuses_a_number(tmp_path: Path) -> None:
    ada, bob = person("Ada"), person("Bob")
    with opened(tmp_path) as store:
        store.add_person(bob, [shot(1)])
        store.add_person(ada, [shot(2), shot(3)])
        store.remove_person(ada.id)
        assert store.purge_removed() == 1
        assert store.purge_removed() == 0
        with pytest.raises(KnownError) as caught:
            store.restore_person(ada.id)
        assert caught.value.code is ErrorCode.PERSON_UNKNOWN
        assert [template.id for template in store.templates(MODEL)] == [1]
        assert [template.id for template in store.add_templates(bob.id, [shot(4)])] == [5]


def test_purged_bytes_are_gone_from_the_file(tmp_path: Path) -> None:
    ada = person("Ada")
    crop = b"a crop nobody may find again" * 100
    with opened(tmp_path) as store:
        store.add_person(ada, [NewTemplate(embedding(1), 0.5, crop)])
    assert crop in (tmp_path / DATABASE_FILE).read_bytes()
    with opened(tmp_path) as store:
        store.remove_person(ada.id)
        store.purge_removed()
    assert b"nobody may find" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"not an embedding at all",
        embedding(5).to_blob()[:-2],
        embedding(5, model="another-model").to_blob(),
        embedding(5).to_blob()[:8] + bytes(256),
    ],
    ids=["empty", "garbage", "cut short", "of another model", "without direction"],
)
def test_a_damaged_template_is_left_out_and_named_once(
    tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    ada = person()
    with opened_with_database(tmp_path) as (store, database):
        store.add_person(ada, [shot(1), shot(2), shot(3)])
        database.write(lambda db: db.execute("UPDATE templates SET embedding = ? WHERE id = 2", [damage]))
        assert pictures(store.templates(MODEL)) == [1, 3]
        assert pictures(store.templates(MODEL, ada.id)) == [1, 3]
        assert store.people() == (ada,)
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage().startswith("Template 2 is left out")


def test_the_stored_blob_is_the_portable_one(tmp_path: Path) -> None:
    given = shot(1)
    with opened_with_database(tmp_path) as (store, database):
        store.add_person(person(), [given])
        with database.reading() as db:
            blob = db.execute("SELECT embedding FROM templates").fetchall()[0][0]
    assert blob == given.embedding.to_blob()
    assert len(blob) == 8 + 2 * 128
    assert Embedding.from_blob(blob, MODEL).cosine(given.embedding) > 0.99999


def test_a_real_crop_comes_back_byte_for_byte(tmp_path: Path, shared_data: Path) -> None:
    picture = min((shared_data / "lfw_dev").rglob("*.jpg")).read_bytes()
    ada = person()
    with opened(tmp_path) as store:
        store.add_person(ada, [NewTemplate(embedding(1), 1.0, picture)])
    with opened(tmp_path) as store:
        assert store.templates(MODEL)[0].crop_jpeg == picture
