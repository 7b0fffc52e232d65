"""Merging, splitting and naming move what they should, and undoing brings back exactly what was."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.directory import ChangeKind, PeopleQuery, PersonDetails
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Gender
from core.domain.ids import ChangeId, EventId, PersonId, new_person_id, new_stranger_id
from core.domain.people import (
    Consent,
    Membership,
    NewPerson,
    NewTemplate,
    PersonFacts,
    PhotoNote,
    PhotoOutcome,
    TemplateOrigin,
)
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from tests.core.store.support import (
    MODEL,
    NOON,
    embedding,
    opened,
    opened_with_database,
    pictures,
    recognised,
    shot,
    unknown,
)
from tests.core.store.test_store_vault import MarkingVault

ADA, BOB, CY = (PersonId(f"person-{name}") for name in ("a", "b", "c"))
FULL = PersonFacts(
    "Bob", "7", Membership(frozenset({"both", "his"})), born=date(1990, 2, 3), gender=Gender.MALE,
    consent=Consent(NOON, "signed form"), note="left-handed",
)  # fmt: skip
Shots = tuple[NewTemplate, ...]
Photos = tuple[PhotoNote, ...]
MODELS = st.sampled_from([MODEL, "another-model"])
SHOTS = st.lists(st.builds(shot, st.integers(0, 99), MODELS), min_size=1, max_size=4).map(tuple)
PHOTOS = st.dictionaries(st.integers(0, 3), st.sampled_from(PhotoOutcome), max_size=3).map(
    lambda found: tuple(PhotoNote(bytes([n]) * 32, outcome) for n, outcome in found.items())
)
SOME_FACTS = st.builds(
    PersonFacts,
    st.sampled_from(["Ada", "Bob"]),
    membership=st.builds(Membership, st.frozensets(st.sampled_from("xyz"), max_size=3)),
    born=st.none() | st.dates(),
    gender=st.none() | st.sampled_from(Gender),
    consent=st.none() | st.just(Consent(NOON, "asked")),
    note=st.sampled_from(["", "note"]),
)
CENTROIDS = "SELECT person, model, quality, embedding FROM templates WHERE origin = 'centroid' ORDER BY person, model"
TABLES = ("people", "person_groups", "photos", "refusals", "confusable", "sightings", "review_names", "sighting_crops")


def enrol(store: SqliteStore, who: PersonId, facts: PersonFacts, *seeds: int) -> None:
    store.book.enrol([NewPerson(who, NOON, facts, tuple(shot(seed) for seed in seeds))])


def see(store: SqliteStore, who: PersonId, name: str) -> EventId:
    """Record a sighting of somebody."""
    event = recognised(PersonFacts(name).of(who, NOON))
    store.record(event)
    store.flush()
    return event.id


def see_stranger(store: SqliteStore) -> EventId:
    """Record a sighting of nobody known."""
    event = unknown()
    store.record(event)
    store.flush()
    return event.id


def everything(database: StoreDatabase) -> dict[str, Any]:
    """Return all rows but the journal; centroids without their numbers, which are never given twice."""
    with database.reading() as db:
        found = {table: db.execute(f"SELECT rowid, * FROM {table}" if table == "people" else f"SELECT * FROM {table}")
                 .fetchall() for table in TABLES}  # fmt: skip
        pictured = "FROM templates LEFT JOIN template_crops ON template = id WHERE origin <> 'centroid' ORDER BY id"
        return {
            **{table: sorted(rows, key=repr) for table, rows in found.items()},
            "templates": db.execute(f"SELECT templates.*, crop {pictured}").fetchall(),
            "centroids": db.execute(CENTROIDS).fetchall(),
        }


@settings(max_examples=8)
@given(SOME_FACTS, SOME_FACTS, SHOTS, SHOTS, PHOTOS, PHOTOS, st.sampled_from(["", "7"]), st.integers(0, 15))
def test_a_merge_taken_back_leaves_every_table_as_it_was(
    ours: PersonFacts, theirs: PersonFacts, a: Shots, b: Shots, a_photos: Photos, b_photos: Photos, id_: str, what: int
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        opened_with_database(Path(folder), MarkingVault()) as (store, database),
    ):
        store.book.enrol([
            NewPerson(ADA, NOON, ours, a, a_photos),
            NewPerson(BOB, NOON, replace(theirs, external_id=id_), b, b_photos),
            NewPerson(CY, NOON, PersonFacts("Cy"), (shot(7),)),
        ])  # fmt: skip
        seen = [see(store, who, "Name then") for who in (ADA, BOB, CY, BOB)]
        for bit, (one, other) in enumerate([(ADA, BOB), (BOB, CY), (ADA, CY)]):
            if what >> bit & 1:
                store.reviews.declare_different(one, other)
        if what & 8:
            store.reviews.refuse(see_stranger(store), BOB, embedding(5))
            store.reviews.confirm(seen[1], ADA, [])
            store.reviews.confirm(seen[2], BOB, [shot(55)])
        before = everything(database)
        change = store.book.merge(ADA, BOB)
        assert everything(database) != before
        assert {t.person for model in (MODEL, "another-model") for t in store.templates(model)} == {ADA, CY}
        assert store.book.sightings_of(BOB, 9) == ()
        assert store.book.undo(change.id) == change
        assert everything(database) == before


@settings(max_examples=8)
@given(SHOTS, st.sets(st.integers(1, 4)), st.sets(st.integers(0, 3)))
def test_a_split_taken_back_leaves_every_table_as_it_was(a: Shots, chosen: set[int], events: set[int]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        opened_with_database(Path(folder), MarkingVault()) as (store, database),
    ):
        store.book.enrol([NewPerson(ADA, NOON, FULL, (*a, shot(1), shot(1, "another-model")))])
        chosen &= set(range(1, len(a) + 1))
        seen = [see(store, who, "Ada then") for who in (ADA, CY, ADA)] + [EventId("gone")]
        before = everything(database)
        details = PersonDetails(new_person_id(), NOON, PersonFacts("New", "9"))
        change = store.book.split(ADA, details, sorted(chosen), [seen[place] for place in events])
        moved = {t.id for m in (MODEL, "another-model") for t in store.templates(m, details.id)
                 if t.origin is not TemplateOrigin.CENTROID}  # fmt: skip
        assert moved == chosen
        assert {r.id for r in store.book.sightings_of(details.id, 9)} == {seen[place] for place in events & {0, 2}}
        assert {r.name for r in store.book.sightings_of(details.id, 9)} <= {"New"}
        assert store.book.details(details.id) == details
        assert store.book.undo(change.id) == change
        assert everything(database) == before


def test_a_merge_gives_everything_to_one(tmp_path: Path) -> None:
    with opened(tmp_path, MarkingVault()) as store:
        enrol(store, ADA, PersonFacts("Ada", membership=Membership(frozenset({"both"})), note="her own"), 1, 2)
        enrol(store, BOB, FULL, 3, 4)
        enrol(store, CY, PersonFacts("Cy"), 5)
        event, refused = see(store, BOB, "Bob"), see_stranger(store)
        store.reviews.refuse(refused, BOB, embedding(6))
        for one, other in ((ADA, BOB), (BOB, CY)):
            store.reviews.declare_different(one, other)
        change = store.book.merge(ADA, BOB)
        assert (change.kind, change.person, change.other) == (ChangeKind.MERGE, ADA, BOB)
        assert pictures(store.templates(MODEL, ADA)) == [1, 2, 4, 5]
        details = store.book.details(ADA)
        assert details is not None
        assert details.facts == replace(
            FULL, name="Ada", note="her own", membership=Membership(frozenset({"both", "his"}))
        )
        found = store.book.with_external_id("7")
        assert found is not None
        assert found.id == ADA
        (key,) = store.book.find(PeopleQuery("7"), NOON).tolist()
        assert store.book.rows([key])[0].person == found
        assert store.person(BOB) is None
        assert [(r.id, r.name) for r in store.book.sightings_of(ADA, 9)] == [(event, "Ada")]
        assert list(store.reviews.refusals(MODEL)) == [ADA]
        assert store.reviews.confusable() == {frozenset((ADA, CY))}


def edit(store: SqliteStore) -> None:
    details = store.book.details(ADA)
    assert details is not None
    store.book.update(ADA, replace(details.facts, note="edited since"))


def test_what_was_edited_since_a_merge_stays(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        enrol(store, ADA, PersonFacts("Ada"), 1)
        enrol(store, BOB, FULL, 2)
        change = store.book.merge(ADA, BOB)
        edit(store)
        store.book.undo(change.id)
        ada, bob = store.book.details(ADA), store.book.details(BOB)
        assert ada is not None
        assert bob is not None
        assert (ada.facts, bob.facts) == (PersonFacts("Ada", note="edited since"), FULL)


SINCE: dict[str, Callable[[SqliteStore, ChangeId], object]] = {
    "undone before": lambda store, change: store.book.undo(change),
    "purged": lambda store, _: store.purge_removed(),
    "the one removed": lambda store, _: store.remove_person(ADA),
    "the one erased": lambda store, _: store.book.erase(ADA),
    "the other erased": lambda store, _: store.book.erase(BOB),
    "a template of it somebody else's": lambda store, _: split_off(store, [2], []),
    "a sighting of it somebody else's": lambda store, _: split_off(store, [], [store.book.sightings_of(ADA, 1)[0].id]),
}


def split_off(store: SqliteStore, templates: list[int], events: list[EventId]) -> None:
    store.book.split(ADA, PersonDetails(CY, NOON, PersonFacts("Cy")), templates, events)


@pytest.mark.parametrize("since", SINCE.values(), ids=SINCE)
def test_a_merge_that_was_overtaken_cannot_be_taken_back(
    tmp_path: Path, since: Callable[[SqliteStore, ChangeId], object]
) -> None:
    with opened_with_database(tmp_path) as (store, database):
        enrol(store, ADA, PersonFacts("Ada"), 1)
        enrol(store, BOB, FULL, 2)
        see(store, BOB, "Bob")
        change = store.book.merge(ADA, BOB)
        since(store, change.id)
        before = everything(database)
        with pytest.raises(KnownError) as caught:
            store.book.undo(change.id)
        assert caught.value.code is ErrorCode.CHANGE_UNKNOWN
        assert everything(database) == before


def test_a_merge_is_not_taken_back_over_an_id_given_away(tmp_path: Path) -> None:
    with opened_with_database(tmp_path) as (store, database):
        enrol(store, ADA, PersonFacts("Ada", "1"), 1)
        enrol(store, BOB, FULL, 2)
        change = store.book.merge(ADA, BOB)
        enrol(store, CY, PersonFacts("Cy", "7"), 3)
        before = everything(database)
        with pytest.raises(KnownError) as caught:
            store.book.undo(change.id)
        assert caught.value.code is ErrorCode.ID_TAKEN
        assert everything(database) == before


def test_changes_on_changes_are_taken_back_one_by_one(tmp_path: Path) -> None:
    with opened_with_database(tmp_path, MarkingVault()) as (store, database):
        enrol(store, ADA, PersonFacts("Ada"), 1, 2)
        enrol(store, BOB, FULL, 3, 4)
        see(store, BOB, "Bob")
        states, changes = [everything(database)], [store.book.merge(ADA, BOB)]
        states.append(everything(database))
        new = PersonDetails(CY, NOON, PersonFacts("Cy"))
        changes.append(store.book.split(ADA, new, [1, 4], [store.book.sightings_of(ADA, 1)[0].id]))
        states.append(everything(database))
        changes.append(store.book.merge(CY, ADA))
        for state, change in zip(reversed(states), reversed(changes), strict=True):
            store.book.undo(change.id)
            assert everything(database) == state


def test_nobody_is_left_without_a_template(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        enrol(store, ADA, PersonFacts("Ada"), 1, 2)
        for templates, facts, code in (
            ([1, 2], PersonFacts("New"), ErrorCode.LAST_TEMPLATE),
            ([1], PersonFacts(""), ErrorCode.NAME_EMPTY),
        ):
            with pytest.raises(KnownError) as caught:
                store.book.split(ADA, PersonDetails(CY, NOON, facts), templates, [])
            assert caught.value.code is code
        assert store.person(CY) is None
        with pytest.raises(KnownError):
            store.book.merge(ADA, CY)


def test_what_was_seen_since_a_split_is_given_back_too(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        enrol(store, ADA, PersonFacts("Ada"), 1, 2)
        change = store.book.split(ADA, PersonDetails(CY, NOON, PersonFacts("Cy")), [2], [])
        event = see(store, CY, "Cy")
        store.book.undo(change.id)
        assert [(r.id, r.name) for r in store.book.sightings_of(ADA, 9)] == [(event, "Ada")]


@pytest.mark.parametrize("learnt", ["a template", "a refused face"])
def test_a_split_off_person_who_learnt_something_stays(tmp_path: Path, learnt: str) -> None:
    with opened(tmp_path) as store:
        enrol(store, ADA, PersonFacts("Ada"), 1, 2)
        change = store.book.split(ADA, PersonDetails(CY, NOON, PersonFacts("Cy")), [2], [])
        if learnt == "a template":
            store.add_templates(CY, [shot(5)])
        else:
            store.reviews.refuse(see_stranger(store), CY, embedding(5))
        with pytest.raises(KnownError) as caught:
            store.book.undo(change.id)
        assert caught.value.code is ErrorCode.CHANGE_UNKNOWN


def test_a_stranger_gets_a_name_and_loses_it(tmp_path: Path) -> None:
    with opened_with_database(tmp_path) as (store, database):
        enrol(store, ADA, PersonFacts("Ada"), 1)
        events, stranger = [see_stranger(store), see_stranger(store)], new_stranger_id()
        store.strangers.assign(dict.fromkeys(events, stranger))
        before = everything(database)
        change = store.strangers.name(stranger, ADA)
        assert (change.kind, change.person, change.other) == (ChangeKind.NAMED, ADA, stranger)
        named = store.book.sightings_of(ADA, 9)
        assert ({r.id for r in named}, {r.name for r in named}) == (set(events), {"Ada"})
        assert store.strangers.strangers(MODEL) == ()
        assert store.strangers.sightings(stranger) == ()
        assert store.book.rows([1])[0].last_seen == NOON
        for who, code in ((ADA, ErrorCode.SIGHTING_UNKNOWN), (PersonId("x"), ErrorCode.PERSON_UNKNOWN)):
            with pytest.raises(KnownError) as caught:
                store.strangers.name(stranger, who)
            assert caught.value.code is code
        store.book.undo(change.id)
        assert everything(database) == before
        assert [s.id for s in store.strangers.strangers(MODEL)] == [stranger]


def test_a_damaged_template_moves_as_it_is(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with opened_with_database(tmp_path, MarkingVault()) as (store, database):
        enrol(store, ADA, PersonFacts("Ada"), 1)
        enrol(store, BOB, FULL, 2, 3)
        database.write(lambda db: db.execute("UPDATE templates SET embedding = x'00' WHERE id = 2"))
        database.write(lambda db: db.execute("DELETE FROM template_crops WHERE template = 3"))
        change = store.book.merge(ADA, BOB)
        assert pictures(store.templates(MODEL, ADA)) == [1]
        store.book.undo(change.id)
        assert store.template_block(MODEL).ids.tolist()[:2] == [1, 3]
    assert "Template 2 is left out" in caplog.text
