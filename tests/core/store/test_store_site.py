"""Credentials, presence and visitors; and that nothing of somebody stays who is erased."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from core.domain.credentials import SecretKind
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.people import Membership, NewPerson, PersonFacts
from core.domain.visitors import VISITORS, Visit
from core.store.credentials import is_weak
from core.store.store import SqliteStore
from tests.core.store.ledger_support import ANNA, BO, entry, later, leave, punch
from tests.core.store.support import NOON, opened

PIN, DURESS, CODE = SecretKind.PIN, SecretKind.DURESS, SecretKind.CODE
CLEO = PersonId("cleo")
LONG_CODE = "k7Qm2vX9wZ4bT1nR"


@pytest.fixture
def quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash PINs in a millisecond."""
    monkeypatch.setattr("core.store.credentials._COST", 1 << 8)


def enrol(store: SqliteStore, *people: PersonId) -> None:
    """Enrol people under their ids, as visitors."""
    visitor = Membership(frozenset({VISITORS}))
    store.book.enrol(
        [NewPerson(person, NOON, PersonFacts(person.title(), membership=visitor), ()) for person in people]
    )


def refusal(work: Callable[[], object]) -> ErrorCode:
    """Do what is refused and return why."""
    with pytest.raises(KnownError) as error:
        work()
    return error.value.code


def test_a_pin_is_checked_and_not_kept(tmp_path: Path) -> None:
    """With the hash as slow as it is at work."""
    with opened(tmp_path) as store:
        enrol(store, ANNA)
        store.secrets.give(ANNA, PIN, "5071")
        assert store.secrets.check(ANNA, "5071") is PIN
        assert store.secrets.check(ANNA, "5072") is None
    assert b"5071" not in (tmp_path / "usher.db").read_bytes()


@pytest.mark.usefixtures("quick_hash")
def test_the_pin_under_threat_is_told_from_the_other(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        enrol(store, ANNA, BO)
        store.secrets.give(ANNA, PIN, "5071")
        assert refusal(lambda: store.secrets.give(ANNA, DURESS, "5071")) is ErrorCode.PIN_LIKE_DURESS
        store.secrets.give(ANNA, DURESS, "8264")
        assert refusal(lambda: store.secrets.give(ANNA, PIN, "8264")) is ErrorCode.PIN_LIKE_DURESS
        assert store.secrets.check(ANNA, "5071") is PIN
        assert store.secrets.check(ANNA, "8264") is DURESS
        store.secrets.give(ANNA, PIN, "9402")
        assert store.secrets.check(ANNA, "5071") is None
        assert store.secrets.check(ANNA, "9402") is PIN
        assert store.secrets.check(BO, "9402") is None
        assert store.secrets.kinds(ANNA) == {PIN, DURESS}
        store.secrets.take(ANNA, PIN)
        store.secrets.take(ANNA, PIN)
        assert store.secrets.kinds(ANNA) == {DURESS}
        assert store.secrets.check(ANNA, "9402") is None


NO_PINS = ("", "507", "5071507150715", "507a", "٥٠٧١", "50 71", "-507")
FIRST_TRIED = ("1111", "000000", "1212", "1234", "56789", "8901", "9876", "2109", "4321")


@pytest.mark.parametrize("pin", NO_PINS + FIRST_TRIED)
def test_what_anybody_would_try_first_is_no_pin(pin: str) -> None:
    assert is_weak(pin)


@pytest.mark.parametrize("pin", ["5071", "1357", "1123", "507150715071", "1221"])
def test_other_digits_are_a_pin(pin: str) -> None:
    assert not is_weak(pin)


@pytest.mark.usefixtures("quick_hash")
def test_who_is_given_a_credential_must_be_enrolled(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        assert refusal(lambda: store.secrets.give(ANNA, PIN, "5071")) is ErrorCode.PERSON_UNKNOWN
        assert refusal(lambda: store.secrets.give(ANNA, CODE, LONG_CODE)) is ErrorCode.PERSON_UNKNOWN
        enrol(store, ANNA)
        assert refusal(lambda: store.secrets.give(ANNA, PIN, "1234")) is ErrorCode.PIN_WEAK


def test_a_code_names_its_owner_as_long_as_they_are_enrolled(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        enrol(store, ANNA)
        store.secrets.give(ANNA, CODE, LONG_CODE)
        assert store.secrets.of_code(LONG_CODE) == ANNA
        assert store.secrets.of_code("another") is None
        store.remove_person(ANNA)
        assert store.secrets.of_code(LONG_CODE) is None
        store.restore_person(ANNA)
        store.secrets.give(ANNA, CODE, "a newer one")
        assert store.secrets.of_code(LONG_CODE) is None
    assert LONG_CODE.encode() not in (tmp_path / "usher.db").read_bytes()


def test_who_was_last_seen_where_survives_a_restart(tmp_path: Path) -> None:
    """The latest sighting at each place; somebody unknown is left out."""
    with opened(tmp_path) as store:
        enrol(store, ANNA, BO)
        store.presence.seen({(ANNA, "hall"): later(5), (BO, "hall"): later(1), (PersonId("gone"), "hall"): later(9)})
        store.presence.seen({(ANNA, "hall"): later(3), (ANNA, "gate"): later(2)})
    with opened(tmp_path) as store:
        assert store.presence.recent(later(2)) == {(ANNA, "hall"): later(5), (ANNA, "gate"): later(2)}


def visit(person: PersonId, host: PersonId | None = None, minutes: float = 0) -> Visit:
    """Return a visit of an hour."""
    arrived = later(minutes)
    hour = timedelta(hours=1)
    return Visit(person, person.title(), host, "a talk", "Acme", arrived, arrived + hour, arrived + 2 * hour)


def found_until(store: SqliteStore, person: PersonId) -> float:
    """Return until how many minutes after NOON somebody is found."""
    found = store.person(person)
    assert found is not None
    assert found.membership.until is not None
    return (found.membership.until - NOON) / timedelta(minutes=1)


def test_a_visitor_comes_leaves_and_stays_longer(tmp_path: Path) -> None:
    """And is found for as long as the visit lasts."""
    with opened(tmp_path) as store:
        enrol(store, ANNA, BO, CLEO)
        book = store.visits
        book.sign_in(visit(BO, ANNA))
        book.sign_in(visit(CLEO, minutes=5))
        assert book.visits() == (visit(CLEO, minutes=5), visit(BO, ANNA))
        assert found_until(store, BO) == 60
        book.sign_out(BO, later(30))
        assert book.visits()[1].left == later(30)
        assert found_until(store, BO) == 30
        book.extend(BO, later(90), later(200))
        assert book.visits()[1].left is None
        assert (book.visits()[1].until, book.visits()[1].erase_at) == (later(90), later(200))
        assert found_until(store, BO) == 90


def test_only_who_is_enrolled_and_signed_in_is_a_visitor(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        assert refusal(lambda: store.visits.sign_in(visit(BO))) is ErrorCode.PERSON_UNKNOWN
        enrol(store, BO)
        assert refusal(lambda: store.visits.sign_out(BO, NOON)) is ErrorCode.VISITOR_UNKNOWN
        assert refusal(lambda: store.visits.extend(BO, NOON, NOON)) is ErrorCode.VISITOR_UNKNOWN
        assert found_of_nobody(store)
        store.visits.sign_in(visit(BO, PersonId("nobody")))
        assert store.visits.visits()[0].host is None


def found_of_nobody(store: SqliteStore) -> bool:
    """Say whether Bo is found for ever still: what was refused changed nothing."""
    found = store.person(BO)
    return found is not None and found.membership.until is None


@pytest.mark.usefixtures("quick_hash")
@pytest.mark.parametrize("erased", [True, False], ids=["erased", "purged"])
def test_what_belongs_to_somebody_goes_with_them_but_for_the_ledger(tmp_path: Path, erased: bool) -> None:
    """The ledger holds a random id of them, and stays whole."""
    with opened(tmp_path) as store:
        enrol(store, ANNA, BO)
        store.ledger.append([entry("a", punch()), entry("b", leave()), entry("c", punch(1, BO))])
        store.secrets.give(ANNA, PIN, "5071")
        store.secrets.give(ANNA, CODE, LONG_CODE)
        store.presence.seen({(ANNA, "hall"): NOON, (BO, "hall"): NOON})
        store.visits.sign_in(visit(ANNA))
        store.visits.sign_in(visit(BO, ANNA))
        if erased:
            store.book.erase(ANNA)
        else:
            store.remove_person(ANNA)
            store.purge_removed()
        assert store.secrets.kinds(ANNA) == frozenset()
        assert store.secrets.check(ANNA, "5071") is None
        assert store.presence.recent(NOON) == {(BO, "hall"): NOON}
        assert store.visits.visits() == (visit(BO),)
        assert len(store.ledger.punches(NOON, later(9))) == 2
        assert store.ledger.verify().flaw is None
