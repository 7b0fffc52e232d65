"""Looking through many people."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.domain.directory import Group, PeopleFilter, PeopleOrder, PeopleQuery
from core.domain.ids import PersonId, new_person_id
from core.domain.people import Membership, NewPerson, PersonFacts
from core.store.store import SqliteStore
from tests.core.store.support import MODEL, NOON, opened, recognised, shot

DAY = timedelta(days=1)


def enrolled(name: str, number: int, *groups: str, external_id: str = "", **times: datetime) -> NewPerson:
    """Return somebody enrolled `number` days after the first."""
    facts = PersonFacts(name, external_id, Membership(frozenset(groups), times.get("since"), times.get("until")))
    return NewPerson(new_person_id(), NOON + number * DAY, facts, (shot(number), shot(number + 100)))


ANN = enrolled("Ann", 3, "Office", external_id="X-9")
ANN_BO = enrolled("Ann Bo", 1, "Office", "Élan")
JOSE = enrolled("José  Ångström", 2, external_id="ß77", until=NOON)
KIM = replace(enrolled("KIM", 4), facts=PersonFacts("KIM", "%_", active=False))
LATER = enrolled("later", 5, "elan", since=NOON + DAY)
WANG = enrolled("王小明", 6, "Office")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """Return a store with all of them, and one who was removed; some were seen."""
    with opened(tmp_path) as made:
        gone = enrolled("Ann Gone", 7, "Office", "nobody's")
        made.book.enrol([WANG, LATER, KIM, JOSE, ANN_BO, ANN, gone])
        for who, hour in ((ANN, 1), (WANG, 3), (ANN, 2), (gone, 4)):
            made.record(recognised(who.facts.of(who.id, NOON), NOON + timedelta(hours=hour)))
        made.flush()
        made.remove_person(gone.id)
        yield made


def names(store: SqliteStore, query: PeopleQuery) -> list[str]:
    """Return whom a query shows."""
    return [row.person.name for row in store.book.rows(store.book.find(query, NOON).tolist())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["Ann", "Ann Bo", "José  Ångström", "KIM", "later", "王小明"]),
        ("ANN", ["Ann", "Ann Bo"]),
        ("jose ang", ["José  Ångström"]),
        ("ångström josé", ["José  Ångström"]),
        ("SS7", ["José  Ångström"]),
        ("x-9 an", ["Ann"]),
        ("%", ["KIM"]),
        ("_", ["KIM"]),
        ("小", ["王小明"]),
        ("nobody", []),
        ("n\x1fx", ["Ann"]),
    ],
)
def test_words_are_looked_for_anywhere_in_name_and_id(store: SqliteStore, text: str, expected: list[str]) -> None:
    assert names(store, PeopleQuery(text)) == expected


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        (PeopleFilter.VALID, ["Ann", "Ann Bo", "王小明"]),
        (PeopleFilter.INACTIVE, ["KIM"]),
        (PeopleFilter.EXPIRED, ["José  Ångström"]),
        (PeopleFilter.NEVER_SEEN, ["Ann Bo"]),
    ],
)
def test_filters(store: SqliteStore, show: PeopleFilter, expected: list[str]) -> None:
    assert names(store, PeopleQuery(show=show)) == expected
    assert names(store, PeopleQuery("zzz", show=show)) == []


def test_orders(store: SqliteStore) -> None:
    newest = names(store, PeopleQuery(order=PeopleOrder.NEWEST))
    assert newest == ["王小明", "later", "KIM", "Ann", "José  Ångström", "Ann Bo"]
    seen = names(store, PeopleQuery(order=PeopleOrder.LAST_SEEN))
    assert seen == ["王小明", "Ann", "Ann Bo", "José  Ångström", "KIM", "later"]


def test_groups_and_their_members(store: SqliteStore) -> None:
    assert store.book.groups() == (Group("elan", 1), Group("Élan", 1), Group("Office", 3))
    assert names(store, PeopleQuery(group="Office")) == ["Ann", "Ann Bo", "王小明"]
    assert names(store, PeopleQuery("bo", group="Office", order=PeopleOrder.NEWEST)) == ["Ann Bo"]
    assert names(store, PeopleQuery(group="no such")) == []
    assert store.book.members("Office") == tuple(sorted((ANN.id, ANN_BO.id, WANG.id)))
    assert {person.id for person in store.book.dated()} == {JOSE.id, LATER.id}


def test_rows_come_in_the_order_asked_for_with_what_a_list_shows(store: SqliteStore) -> None:
    ann, bo = store.book.find(PeopleQuery("ann"), NOON).tolist()
    second, first = store.book.rows([bo, 999, ann])
    assert (first.key, first.person) == (ann, store.person(ANN.id))
    assert (first.templates, first.last_seen) == (2, NOON + timedelta(hours=2))
    assert (second.person.id, second.last_seen) == (ANN_BO.id, None)
    store.add_templates(ANN.id, [shot(1, "another-model"), shot(2, "another-model"), shot(3, "another-model")])
    store.book.drop_templates(ANN.id, [store.templates(MODEL, ANN.id)[0].id])
    assert [row.templates for row in store.book.rows([ann])] == [3]
    assert store.book.rows([]) == ()


def test_an_empty_store_shows_nobody(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        found = store.book.find(PeopleQuery(), NOON)
        assert (found.dtype.str, found.tolist()) == ("<i8", [])
        assert store.book.groups() == ()


def test_by_exact_name_and_by_id(store: SqliteStore) -> None:
    assert [person.id for person in store.book.named("ann")] == [ANN.id]
    assert [person.id for person in store.book.named("JOSE\u0301  ÅNGSTRÖM")] == [JOSE.id]
    assert store.book.named("Jose Angstrom") == store.book.named("Ann Gone") == ()
    found = store.book.with_external_id("X-9")
    assert found is not None
    assert found.id == ANN.id
    assert store.book.with_external_id("") is store.book.with_external_id("x-9") is None
    assert store.book.details(PersonId("nobody")) is None


def test_sightings_and_faces_of_a_person(store: SqliteStore) -> None:
    newest, oldest = store.book.sightings_of(ANN.id, 10)
    assert newest.utc - oldest.utc == timedelta(hours=1)
    assert store.book.sightings_of(ANN.id, 1) == (newest,)
    assert [event for event, _ in store.book.faces_of(ANN.id, MODEL)] == [newest.id, oldest.id]
    assert store.book.faces_of(ANN.id, "another-model") == ()
    assert store.book.sightings_of(KIM.id, 10) == ()
