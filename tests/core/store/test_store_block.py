"""A model's templates as one block: the same numbers as one by one, and the rest when some are damaged."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from core.domain.ids import PersonId
from core.domain.people import NewTemplate, Template, TemplateBlock, TemplateOrigin
from core.store import vectors
from core.store.database import StoreDatabase
from tests.core.store.support import MODEL, embedding, enrol_each, opened, opened_with_database, person, pictures, shot
from tests.core.store.test_store_vault import MarkingVault


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few rows be several chunks."""
    monkeypatch.setattr(vectors, "_AT_ONCE", 4)


def assert_same(block: TemplateBlock, templates: Sequence[Template]) -> None:
    """The block is what the templates are, bit for bit."""
    assert block.model_id == MODEL
    assert [array.dtype.str for array in (block.ids, block.vectors, block.owners)] == ["<i8", "<f4", "<i4"]
    assert block.ids.tolist() == [template.id for template in templates] == sorted(block.ids.tolist())
    assert len(block) == len(templates)
    for row, template in zip(block.vectors, templates, strict=True):
        assert row.tobytes() == template.embedding.vector.tobytes()
    people = [name.decode() for name in block.people.tolist()]
    assert people == sorted({template.person for template in templates}, key=str.encode)
    assert [people[owner] for owner in block.owners] == [template.person for template in templates]
    assert block.centroids.tolist() == [template.origin is TemplateOrigin.CENTROID for template in templates]
    for array in (block.ids, block.vectors, block.owners, block.people, block.centroids):
        assert not array.flags.writeable


def damage(database: StoreDatabase, id_: int, blob: bytes) -> None:
    database.write(lambda db: db.execute("UPDATE templates SET embedding = ? WHERE id = ?", [blob, id_]))


def rename(database: StoreDatabase, old: str, new: str) -> None:
    """Give somebody another id."""
    database.write(lambda db: db.execute("UPDATE people SET id = ? WHERE id = ?", [new, old]))


@settings(max_examples=20)
@given(
    st.sampled_from([16, 128, 512]),
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from([MODEL, "other"])), max_size=20),
    st.sets(st.integers(0, 3), max_size=2),
)
def test_it_equals_the_templates(dimensions: int, owners: list[tuple[int, str]], removed: set[int]) -> None:
    everybody = [person(f"person {n}") for n in range(4)]
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as store:
        for someone in reversed(everybody):
            store.add_person(someone, [])
        for seed, (owner, model) in enumerate(owners):
            new = NewTemplate(embedding(seed, dimensions, model), 0.5, b"crop")
            store.add_templates(everybody[owner].id, [new])
        for owner in removed:
            store.remove_person(everybody[owner].id)
        block = store.template_block(MODEL)
        assert_same(block, store.templates(MODEL))
        assert block.stamp == store.gallery_stamp()
        assert block.vectors.shape[1] == (dimensions if len(block) else 0)


def test_an_empty_store_has_an_empty_block(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        block = store.template_block(MODEL)
    assert (len(block), block.vectors.shape, block.people.tolist()) == (0, (0, 0), [])
    assert len(block.stamp) == 16


def test_ids_of_any_script_come_in_the_order_of_their_bytes(tmp_path: Path) -> None:
    names = ["zoë", "Ω", "😀", "ascii", "\uffee"]
    with opened_with_database(tmp_path) as (store, database):
        for n, name in enumerate(names):
            added = person()
            store.add_person(added, [])
            rename(database, added.id, name)
            store.add_templates(PersonId(name), [shot(n)])
        block = store.template_block(MODEL)
        assert_same(block, store.templates(MODEL))
    assert block.people.tolist() == sorted(name.encode() for name in names)


DAMAGES = {
    "empty": b"",
    "garbage": b"not an embedding at all",
    "a wrong header": b"XX" + embedding(5).to_blob()[2:],
    "a later version": b"UF\x02" + embedding(5).to_blob()[3:],
    "cut short": embedding(5).to_blob()[:-2],
    "too long": embedding(5).to_blob() + b"\x00\x00",
    "of another model": embedding(5, model="another-model").to_blob(),
    "without direction": embedding(5).to_blob()[:8] + bytes(256),
    "not a number": embedding(5).to_blob()[:8] + np.full(128, np.nan, "<f2").tobytes(),
    "infinite": embedding(5).to_blob()[:8] + np.full(128, np.inf, "<f2").tobytes(),
}


@pytest.mark.parametrize("blob", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("where", [1, 6, 11])
def test_the_damaged_are_left_out_and_named_once(
    tmp_path: Path, blob: bytes, where: int, caplog: pytest.LogCaptureFixture
) -> None:
    with opened_with_database(tmp_path) as (store, database):
        enrol_each(store, (shot(seed) for seed in range(11)))
        damage(database, where, blob)
        block = store.template_block(MODEL)
        assert_same(block, store.templates(MODEL))
        assert_same(store.template_block(MODEL), store.templates(MODEL))
    assert block.ids.tolist() == [id_ for id_ in range(1, 12) if id_ != where]
    (record,) = caplog.records
    assert record.getMessage().startswith(f"Template {where} is left out")


def test_flags_of_a_later_writer_do_not_matter(tmp_path: Path) -> None:
    with opened_with_database(tmp_path) as (store, database):
        enrol_each(store, [shot(1), shot(2)])
        damage(database, 2, b"UF\x01\x80" + embedding(2).to_blob()[4:])
        block = store.template_block(MODEL)
        assert_same(block, store.templates(MODEL))
    assert len(block) == 2


def test_one_of_another_length_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with opened(tmp_path) as store:
        short = NewTemplate(embedding(9, 64), 0.5, b"crop")
        enrol_each(store, [short, *(shot(seed) for seed in range(6)), short])
        assert store.template_block(MODEL).ids.tolist() == [2, 3, 4, 5, 6, 7]
    assert [record.getMessage() for record in caplog.records] == [
        f"Template {id_} is left out: A stored face is damaged (64 of 128 numbers). Enrol the picture again."
        for id_ in (1, 8)
    ]


def test_a_row_that_lies_about_its_length_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with opened_with_database(tmp_path) as (store, database):
        enrol_each(store, [shot(1), shot(2), shot(3)])
        database.write(lambda db: db.execute("UPDATE templates SET dimensions = 64 WHERE id = 2"))
        assert_same(store.template_block(MODEL), store.templates(MODEL))
    assert len(caplog.records) == 1


@pytest.mark.parametrize("claim", [-1, 0, 127, 1 << 62])
def test_a_first_chunk_that_lies_does_not_decide_for_the_rest(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, claim: int
) -> None:
    with opened_with_database(tmp_path) as (store, database):
        enrol_each(store, (shot(seed) for seed in range(7)))
        database.write(lambda db: db.execute("UPDATE templates SET dimensions = ? WHERE id < 6", [claim]))
        assert_same(store.template_block(MODEL), store.templates(MODEL))
        assert store.template_block(MODEL).ids.tolist() == [6, 7]
    assert len(caplog.records) == 5


def test_somebody_whose_only_template_is_damaged_is_not_among_the_people(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ada, bob = person("Ada"), person("Bob")
    with opened_with_database(tmp_path) as (store, database):
        store.add_person(ada, [shot(1)])
        store.add_person(bob, [shot(2)])
        damage(database, 1, b"garbage")
        block = store.template_block(MODEL)
    assert block.people.tolist() == [bob.id.encode()]
    assert block.owners.tolist() == [0]
    assert len(caplog.records) == 1


def test_when_everything_is_damaged_nothing_is_left(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with opened_with_database(tmp_path) as (store, database):
        enrol_each(store, [shot(1), shot(2)])
        database.write(lambda db: db.execute("UPDATE templates SET embedding = x'00'"))
        block = store.template_block(MODEL)
    assert (len(block), block.people.tolist()) == (0, [])
    assert len(caplog.records) == 2


def test_embeddings_come_out_of_the_vault(tmp_path: Path) -> None:
    with opened(tmp_path, MarkingVault()) as store:
        for n in range(3):
            store.add_person(person(), [shot(3 * n), shot(3 * n + 1), shot(3 * n + 2)])
        assert_same(store.template_block(MODEL), store.templates(MODEL))


def test_what_another_vault_sealed_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    ada, bob = person("Ada"), person("Bob")
    with opened(tmp_path) as store:
        store.add_person(ada, [shot(1)])
    with opened(tmp_path, MarkingVault()) as store:
        store.add_person(bob, [shot(2)])
        assert_same(store.template_block(MODEL), store.templates(MODEL))
        assert store.template_block(MODEL).ids.tolist() == [2]
    (record,) = caplog.records
    assert "not sealed here" in record.getMessage()


def test_pictures_are_not_needed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with opened_with_database(tmp_path) as (store, database):
        enrol_each(store, [shot(1), shot(2)])
        database.write(lambda db: db.execute("DELETE FROM template_crops WHERE template = 1"))
        assert store.template_block(MODEL).ids.tolist() == [1, 2]
        assert caplog.records == []
        assert [template.id for template in store.templates(MODEL)] == [2]
    assert "without its picture" in caplog.text


def test_stamp_and_rows_are_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as store:
        enrol_each(store, (shot(seed) for seed in range(6)))
        before = store.gallery_stamp()
        read_stamp = vectors.read_stamp

        def read_then_change(db: Database) -> bytes:
            stamp = read_stamp(db)
            enrol_each(store, [shot(99)])
            return stamp

        monkeypatch.setattr(vectors, "read_stamp", read_then_change)
        block = store.template_block(MODEL)
        monkeypatch.undo()
        assert (block.stamp, len(block)) == (before, 6)
        assert store.gallery_stamp() != before
        assert len(store.template_block(MODEL)) == 7


def test_thousands_of_shots_at_once_are_numbered_in_their_order(tmp_path: Path) -> None:
    ada = person()
    with opened(tmp_path) as store:
        first = store.add_person(ada, [shot(1), shot(2)])
        shots = [NewTemplate(embedding(seed, 16), 0.5, str(seed).encode()) for seed in range(2345)]
        written = store.add_templates(ada.id, shots)
        assert [template.id for template in (*first, *written)] == list(range(1, 2349))
        read = store.templates(MODEL)
        assert pictures(read) == [1, 2, *range(4, 2349)]
        assert [template.crop_jpeg for template in read[2:]] == [new.crop_jpeg for new in shots]
