"""What is written about people, and their templates with the centroid that follows them."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.embedding import Embedding
from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.faces import Attributes, Gender
from core.domain.ids import PersonId, new_person_id
from core.domain.people import (
    Consent,
    Membership,
    NewPerson,
    NewTemplate,
    Person,
    PersonFacts,
    PhotoNote,
    PhotoOutcome,
    Template,
    TemplateOrigin,
    centroid,
)
from core.store.store import SqliteStore, StoreCounts
from tests.core.store.support import MODEL, NOON, embedding, opened, opened_with_database, pictures, shot
from tests.core.store.test_store_vault import MarkingVault

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TIMES = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - made aware
FACTS = st.builds(
    PersonFacts,
    TEXT.filter(str.strip),
    TEXT,
    st.builds(Membership, st.frozensets(TEXT, max_size=3), st.none() | TIMES, st.none() | TIMES),
    st.booleans(),
    st.none() | st.dates(),
    st.none() | st.sampled_from(Gender),
    st.none() | st.builds(Consent, TIMES, TEXT),
    TEXT,
)


def new(name: str, *seeds: int, external_id: str = "", photos: tuple[PhotoNote, ...] = ()) -> NewPerson:
    """Return somebody to enrol with a template for each seed."""
    facts = PersonFacts(name, external_id)
    return NewPerson(new_person_id(), NOON, facts, tuple(shot(seed) for seed in seeds), photos)


def centroids(store: SqliteStore, person: PersonId, model: str = MODEL) -> list[Template]:
    """Return the centroid rows of a person."""
    return [t for t in store.templates(model, person) if t.origin is TemplateOrigin.CENTROID]


def refusal(code: ErrorCode, error: pytest.ExceptionInfo[KnownError]) -> None:
    """Check which error was raised."""
    assert error.value.code is code


@settings(max_examples=15)
@given(FACTS, FACTS)
def test_facts_come_back_and_are_replaced_whole(first: PersonFacts, second: PersonFacts) -> None:
    ada = NewPerson(new_person_id(), NOON, first, ())
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as store:
        store.book.enrol([ada])
        for facts in (first, second):
            store.book.update(ada.id, facts)
            details = store.book.details(ada.id)
            assert details is not None
            assert (details.id, details.created, details.facts) == (ada.id, NOON, facts)
            assert store.people() == (store.person(ada.id),) == (facts.of(ada.id, NOON),)
            assert store.book.with_external_id(facts.external_id) == (
                facts.of(ada.id, NOON) if facts.external_id else None
            )


def test_what_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    ada, bob = new("Ada", 1, external_id="7"), new("Bob", 2)
    with opened(tmp_path) as store:
        store.book.enrol([ada, bob])
        for facts, code in (
            (PersonFacts(" "), ErrorCode.NAME_EMPTY),
            (PersonFacts("Bob", note="\udcff"), ErrorCode.NAME_UNREADABLE),
            (PersonFacts("Bob", consent=Consent(NOON, "\udcff")), ErrorCode.NAME_UNREADABLE),
            (PersonFacts("Bob", "7"), ErrorCode.ID_TAKEN),
        ):
            with pytest.raises(KnownError) as caught:
                store.book.update(bob.id, facts)
            refusal(code, caught)
        with pytest.raises(KnownError) as caught:
            store.book.update(PersonId("nobody"), PersonFacts("Cy"))
        refusal(ErrorCode.PERSON_UNKNOWN, caught)
        with pytest.raises(KnownError) as caught:
            store.book.enrol([new("Cy", 3, external_id="8"), new("Di", 4, external_id="8")])
        refusal(ErrorCode.ID_TAKEN, caught)
        assert caught.value.facts["name"] == "Cy"
        assert store.counts() == StoreCounts(2, 2, 0)
        with pytest.raises(BugError):
            store.book.merge(ada.id, ada.id)


def test_many_are_enrolled_at_once_each_with_a_centroid(tmp_path: Path) -> None:
    everybody = [new(f"person {n}", 3 * n, 3 * n + 1, 3 * n + 2) for n in range(120)]
    with opened(tmp_path, MarkingVault()) as store:
        written = store.book.enrol(everybody)
        assert [template.id for template in written] == list(range(1, 481))
        assert sum(t.origin is TemplateOrigin.CENTROID for t in written) == 120
        read = store.templates(MODEL)
        assert [(t.id, t.person, t.crop_jpeg) for t in read] == [(t.id, t.person, t.crop_jpeg) for t in written]
        assert all(np.array_equal(a.embedding.vector, b.embedding.vector) for a, b in zip(read, written, strict=True))
        assert store.template_block(MODEL).centroids.sum() == 120
        assert store.book.complete_centroids(MODEL) == 0


def test_the_centroid_is_the_mean_of_what_is_stored_with_the_picture_of_the_best(tmp_path: Path) -> None:
    ada = new("Ada")
    shots = [replace(shot(seed), quality=quality) for seed, quality in ((1, 0.3), (2, 0.9), (3, 0.6))]
    with opened(tmp_path, MarkingVault()) as store:
        store.book.enrol([replace(ada, templates=tuple(shots[:2]))])
        (first,) = centroids(store, ada.id)
        everything = store.book.extend(ada.id, shots[2:])
        (second,) = centroids(store, ada.id)
    assert everything[-1].id == second.id > first.id
    assert len(everything) == 4
    stored = [Embedding.from_blob(s.embedding.to_blob(), MODEL) for s in shots]
    mean = centroid(stored, [s.quality for s in shots])
    assert mean is not None
    assert second.embedding.to_blob() == mean.to_blob()
    assert (second.quality, second.crop_jpeg) == (0.9, shots[1].crop_jpeg)


def test_only_what_changed_has_a_new_centroid(tmp_path: Path) -> None:
    ada = new("Ada", 1, 2)
    with opened(tmp_path) as store:
        store.book.enrol([ada])
        (kept,) = centroids(store, ada.id)
        store.book.extend(ada.id, [shot(3, "another-model")])
        assert [t.id for t in centroids(store, ada.id)] == [kept.id]
        assert centroids(store, ada.id, "another-model") == []
        store.add_templates(ada.id, [shot(4, "another-model")])
        assert len(centroids(store, ada.id, "another-model")) == 1


def test_dropped_templates_are_gone_until_restored_or_purged(tmp_path: Path) -> None:
    ada = new("Ada", 1, 2, 3)
    with opened(tmp_path) as store:
        store.book.enrol([ada])
        before, stamp = centroids(store, ada.id)[0], store.gallery_stamp()
        store.book.drop_templates(ada.id, [2])
        assert pictures(store.templates(MODEL)) == [1, 3]
        assert store.gallery_stamp() != stamp
        assert store.template_block(MODEL).ids.tolist() == [t.id for t in store.templates(MODEL)]
        store.book.drop_templates(ada.id, [1])
        assert [t.id for t in store.templates(MODEL)] == [3]
        with pytest.raises(KnownError) as caught:
            store.book.drop_templates(ada.id, [3])
        refusal(ErrorCode.LAST_TEMPLATE, caught)
        store.book.restore_templates(ada.id, [1, 2])
        assert pictures(store.templates(MODEL)) == [1, 2, 3]
        assert centroids(store, ada.id)[0].embedding.to_blob() == before.embedding.to_blob()
        store.book.drop_templates(ada.id, [2])
        assert store.purge_removed() == 0
        store.book.restore_templates(ada.id, [2])
        assert pictures(store.templates(MODEL)) == [1, 3]
        with pytest.raises(KnownError):
            store.book.drop_templates(PersonId("nobody"), [1])


def test_who_is_inactive_is_found_by_no_search(tmp_path: Path) -> None:
    ada, bob = new("Ada", 1, 2), new("Bob", 3)
    with opened(tmp_path) as store:
        store.book.enrol([ada, bob])
        stamp = store.gallery_stamp()
        store.book.update(ada.id, replace(ada.facts, note="on leave"))
        assert store.gallery_stamp() == stamp
        store.book.update(ada.id, replace(ada.facts, active=False))
        assert store.gallery_stamp() != stamp
        assert {t.person for t in store.templates(MODEL)} == {bob.id}
        assert store.template_block(MODEL).people.tolist() == [bob.id.encode()]
        assert len(store.templates(MODEL, ada.id)) == 3
        assert store.book.names() == {ada.id: ada.facts.name, bob.id: bob.facts.name}
        assert store.book.dated() == ()


def test_missing_centroids_are_completed_once(tmp_path: Path) -> None:
    with opened_with_database(tmp_path) as (store, database):
        store.book.enrol([new("Ada", 1, 2), new("Bob", 3, 4), new("Cy", 5), new("Di")])
        database.write(lambda db: db.execute("DELETE FROM templates WHERE origin = 'centroid'"))
        assert store.book.complete_centroids(MODEL) == 2
        assert store.book.complete_centroids(MODEL) == 0
        assert store.book.complete_centroids("another-model") == 0
        assert store.template_block(MODEL).centroids.sum() == 2


def test_a_damaged_template_is_no_part_of_the_mean(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    ada = new("Ada", 1, 2)
    with opened_with_database(tmp_path) as (store, database):
        store.book.enrol([ada])
        database.write(lambda db: db.execute("UPDATE templates SET embedding = x'00' WHERE id = 1"))
        database.write(lambda db: db.execute("DELETE FROM template_crops WHERE template = 2"))
        store.book.extend(ada.id, [shot(3)])
        (mean,) = centroids(store, ada.id)
        assert mean.crop_jpeg == shot(3).crop_jpeg
        expected = centroid([embedding(2), embedding(3)], [0.75, 0.75])
        assert expected is not None
        assert mean.embedding.cosine(expected) > 0.9999
    assert "Template 1 is left out" in caplog.text


def test_templates_tell_their_origin_and_what_was_estimated(tmp_path: Path) -> None:
    seen = Attributes(33.5, Gender.FEMALE, 0.75)
    given_ = NewTemplate(embedding(1), 0.5, b"crop", TemplateOrigin.IMPORTED, seen)
    ada = replace(new("Ada"), templates=(given_, shot(2)))
    with opened(tmp_path) as store:
        store.book.enrol([ada])
        first, second, mean = store.templates(MODEL)
    assert (first.origin, first.attributes) == (TemplateOrigin.IMPORTED, seen)
    assert (second.origin, second.attributes) == (TemplateOrigin.ENROLLED, None)
    assert (mean.origin, mean.attributes) == (TemplateOrigin.CENTROID, None)


def test_what_became_of_a_file_is_noted_once(tmp_path: Path) -> None:
    one, other = PhotoNote(b"1" * 32, PhotoOutcome.SPARE), PhotoNote(b"2" * 32, PhotoOutcome.NO_FACE)
    ada = new("Ada", 1, photos=(one, one))
    with opened(tmp_path) as store:
        store.book.enrol([ada])
        assert store.book.photos(ada.id) == {one.sha256: PhotoOutcome.SPARE}
        store.book.extend(ada.id, [], [other, PhotoNote(one.sha256, PhotoOutcome.TEMPLATE)])
        assert store.book.photos(ada.id) == {
            one.sha256: PhotoOutcome.TEMPLATE,
            other.sha256: PhotoOutcome.NO_FACE,
        }
        with pytest.raises(KnownError):
            store.book.extend(PersonId("nobody"), [], [one])


def test_people_are_there_whatever_their_dates(tmp_path: Path) -> None:
    until = NOON - timedelta(days=1)
    ada = replace(new("Ada", 1), facts=PersonFacts("Ada", membership=Membership(until=until)))
    with opened(tmp_path) as store:
        store.book.enrol([ada])
        expected = Person(ada.id, "Ada", "", NOON, Membership(until=until))
        assert store.book.dated() == (expected,)
        assert len(store.templates(MODEL)) == 1
