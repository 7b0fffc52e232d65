"""What the ledger says of people who were merged."""

from pathlib import Path

from core.domain.attendance import Punch, Way
from core.domain.doors import DoorFact
from core.domain.ids import PersonId
from core.domain.ledger import Entry, Request
from core.domain.people import NewPerson, PersonFacts
from core.domain.work import Leave
from core.policy.ledger import in_force, stamps
from core.store.store import SqliteStore
from tests.core.store.ledger_support import ANNA, BO, entry, later, leave, opened_door, punch
from tests.core.store.support import NOON, opened

CY, DAN = PersonId("cy"), PersonId("dan")


def furnished(store: SqliteStore) -> None:
    """Enrol people, and write of each kind what Anna and Bo did."""
    store.book.enrol([NewPerson(who, NOON, PersonFacts(who), ()) for who in (ANNA, BO, CY, DAN)])
    store.ledger.append([
        entry("a", punch()), entry("b", punch(10, BO, Way.OUT)), entry("c", punch(5, CY)), entry("d", leave(BO)),
        entry("e", opened_door()), entry("f", Request(punch(7, BO))), entry("g", punch(9, BO, Way.OUT), voids="b"),
        entry("h", punch(20, ANNA)),
    ])  # fmt: skip


def whose(store: SqliteStore, people: list[PersonId] | None = None) -> dict[PersonId, str]:
    """Return the ids of everybody's stamps, one letter each."""
    found = store.ledger.stamps(later(0), later(60), people)
    assert found == stamps(store.ledger.punches(later(0), later(60), people))
    return {person: "".join(stamp.id for stamp in some) for person, some in found.items()}


def persons(entries: tuple[Entry, ...]) -> set[PersonId | None]:
    """Return whom entries are about."""
    facts = [one.fact.wanted if isinstance(one.fact, Request) else one.fact for one in entries]
    return {fact.person for fact in facts if isinstance(fact, Punch | Leave)}


def test_what_was_written_of_one_is_read_as_the_others(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        furnished(store)
        before = whose(store), store.ledger.last_punches(NOON), store.ledger.history(99)
        change = store.book.merge(ANNA, BO)
        assert whose(store) == {ANNA: "agh", CY: "c"}
        assert whose(store, [ANNA]) == {ANNA: "agh"}
        assert whose(store, [CY]) == {CY: "c"}
        assert whose(store, [BO]) == {}
        assert store.ledger.last_punches(NOON) == {ANNA: punch(20), CY: punch(5, CY)}
        assert persons(in_force(store.ledger.leaves([ANNA]))) == {ANNA}
        assert persons(store.ledger.requests()) == {ANNA}
        assert persons(store.ledger.history(99)) == {ANNA}
        found = store.ledger.entry(entry("b", None).id)
        assert found is not None
        assert found.fact == punch(10, ANNA, Way.OUT)
        store.ledger.append([entry("i", punch(11, ANNA, Way.OUT), voids="g")])
        assert whose(store) == {ANNA: "aih", CY: "c"}
        assert store.ledger.verify().flaw is None
        store.ledger.append([entry("j", None, voids="i")])
        store.book.undo(change.id)
        assert whose(store) == {ANNA: "ah", CY: "c"}
        assert store.ledger.last_punches(NOON) == {ANNA: punch(20), CY: punch(5, CY)}
        assert before[2] == store.ledger.history(99)[2:]


def test_merges_of_merges_are_followed_and_outlast_purging(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        furnished(store)
        store.book.merge(BO, ANNA)
        store.book.merge(CY, BO)
        assert store.purge_removed() == 2
        assert whose(store) == {CY: "acgh"}
        assert store.ledger.last_punches(NOON) == {CY: punch(20, CY)}
        (fact,) = (one.fact for one in store.ledger.door_facts(later(-9), later(9)))
        assert isinstance(fact, DoorFact)
        assert fact.person == CY
        store.book.erase(CY)
        assert whose(store) == {ANNA: "ah", BO: "g", CY: "c"}


def test_who_is_restored_is_themselves_again(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        furnished(store)
        store.book.merge(ANNA, BO)
        store.restore_person(BO)
        assert whose(store) == {ANNA: "ah", BO: "g", CY: "c"}
        store.book.merge(BO, ANNA)
        assert whose(store) == {BO: "agh", CY: "c"}
