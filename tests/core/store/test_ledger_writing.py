"""What may be appended, and what happens to the key and the head by it."""

import hmac
import logging
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.ids import EventId
from core.domain.ledger import Entry, Flaw, Request, Undo
from core.store.ledger import SqliteLedger
from core.store.ledger_seal import Sealer
from tests.core.store.ledger_support import ANNA, entry, leave, punch, some_of_each
from tests.core.store.support import NOON, opened, opened_with_database, unknown
from tests.helpers.guards import ExpectLog

KEY = "ledger.key"


def refused(ledger: SqliteLedger, *entries: Entry) -> ErrorCode:
    """Append entries, which is refused, and return why."""
    with pytest.raises(KnownError) as refusal:
        ledger.append(entries)
    return refusal.value.code


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=40), st.lists(st.none() | st.integers() | st.text()))
def test_a_seal_is_an_hmac_of_sha_256(key: bytes, before: bytes, row: list[int | str | None]) -> None:
    """As anybody can compute it who has the key."""
    row = [value for value in row if not isinstance(value, int) or -(1 << 63) <= value < 1 << 63]
    assert Sealer(key).row(before, row) == hmac.digest(key, before + msgspec.msgpack.encode(row), "sha256")


def test_what_was_appended_is_there_and_in_order(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.ledger.append(some_of_each())
        store.ledger.append([])
        assert [one for _, one in reversed(store.ledger.numbered(20))] == some_of_each()
        assert store.ledger.entry(EventId("d")) == some_of_each()[3]
        assert store.ledger.entry(EventId("z")) is None
        assert store.ledger.verify().rows == 10


def test_nothing_may_void_what_is_not_there_or_not_in_force(tmp_path: Path) -> None:
    """And of several entries none is written if one is refused."""
    with opened(tmp_path) as store:
        ledger = store.ledger
        ledger.append([entry("a", punch())])
        assert refused(ledger, entry("b", punch(1)), entry("c", None, voids="z")) is ErrorCode.ENTRY_UNKNOWN
        assert ledger.entry(EventId("b")) is None
        ledger.append([entry("b", punch(1), voids="a")])
        assert refused(ledger, entry("c", None, voids="a")) is ErrorCode.ENTRY_VOID
        ledger.append([entry("c", Undo(), voids="b"), entry("d", punch(2), voids="a")])
        assert ledger.verify().flaw is None


def test_an_undo_brings_nothing_back_whose_place_was_taken(tmp_path: Path) -> None:
    """A first correction was undone and another made: undoing the undo would leave two in the place of one."""
    with opened(tmp_path) as store:
        ledger = store.ledger
        ledger.append([entry("a", punch()), entry("b", punch(1), voids="a"), entry("c", Undo(), voids="b")])
        ledger.append([entry("d", punch(2), voids="a")])
        assert refused(ledger, entry("e", Undo(), voids="c")) is ErrorCode.ENTRY_VOID
        ledger.append([entry("f", Undo(), voids="d"), entry("g", Undo(), voids="c")])
        assert [one.id for one in ledger.punches(punch().at, punch(9).at)] == list("abcdfg")


def test_a_correction_may_be_corrected_and_struck_out(tmp_path: Path) -> None:
    """What was corrected first stays void; only the last word may be corrected."""
    with opened(tmp_path) as store:
        ledger = store.ledger
        ledger.append([entry("a", punch()), entry("b", punch(1), voids="a"), entry("c", punch(2), voids="b")])
        assert refused(ledger, entry("x", punch(3), voids="b")) is ErrorCode.ENTRY_VOID
        assert ledger.last_punches(punch().at) == {ANNA: punch(2)}
        ledger.append([entry("d", None, voids="c")])
        assert ledger.last_punches(punch().at) == {}
        assert ledger.stamps(punch().at, punch(9).at) == {}
        ledger.append([entry("e", Undo(), voids="d"), entry("f", Undo(), voids="c")])
        assert ledger.last_punches(punch().at) == {ANNA: punch(1)}
        assert [one.id for one in ledger.stamps(punch().at, punch(9).at)[ANNA]] == ["b"]


def test_a_request_is_answered_once(tmp_path: Path) -> None:
    """Unless the answer is taken back; and only a request is answered."""
    with opened(tmp_path) as store:
        ledger = store.ledger
        ledger.append([entry("a", punch()), entry("r", Request(punch(5)))])
        assert refused(ledger, entry("x", None, answers="a")) is ErrorCode.ENTRY_UNKNOWN
        assert refused(ledger, entry("x", None, answers="z")) is ErrorCode.ENTRY_UNKNOWN
        ledger.append([entry("b", punch(5), answers="r")])
        assert refused(ledger, entry("x", None, answers="r")) is ErrorCode.ENTRY_VOID
        ledger.append([entry("c", Undo(), voids="b")])
        ledger.append([entry("d", None, answers="r")])
        assert refused(ledger, entry("x", Undo(), voids="c")) is ErrorCode.ENTRY_VOID
        assert ledger.requests() == ()


def test_an_answer_may_be_replaced_in_one_step_and_taken_back(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        ledger = store.ledger
        ledger.append([entry("r", Request(leave())), entry("a", None, answers="r")])
        ledger.append([entry("b", leave(), voids="a", answers="r")])
        ledger.append([entry("c", Undo(), voids="b")])
        assert refused(ledger, entry("x", leave(), answers="r")) is ErrorCode.ENTRY_VOID
        ledger.append([entry("d", Undo(), voids="a")])
        assert [one.id for one in ledger.requests()] == ["r"]


def test_a_request_taken_back_is_neither_waiting_nor_answered(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        ledger = store.ledger
        ledger.append([entry("r", Request(leave())), entry("u", Undo(), voids="r")])
        assert ledger.requests() == ()
        assert refused(ledger, entry("x", None, answers="r")) is ErrorCode.ENTRY_VOID


def test_what_is_queued_is_written_and_told(tmp_path: Path) -> None:
    told: list[str] = []
    with opened(tmp_path) as store:
        store.ledger.enqueue(entry("a", punch()), lambda: told.append("a"))
        store.ledger.enqueue(entry("b", punch(1)))
        store.flush()
        assert told == ["a"]
        assert [one.id for _, one in store.ledger.numbered(9)] == ["b", "a"]


def test_a_queued_entry_that_can_never_be_written_holds_up_no_other(tmp_path: Path, expected_log: ExpectLog) -> None:
    expected_log("core.store.writer", logging.ERROR, "could not be written")
    with opened(tmp_path) as store:
        store.ledger.enqueue(entry("a", None, voids="z"))
        store.ledger.enqueue(entry("b", punch(1)))
        store.flush()
        assert [one.id for _, one in store.ledger.numbered(9)] == ["b"]
        assert isinstance(store.last_error, BugError)


def test_the_key_is_made_with_the_first_row_and_is_for_its_owner_only(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        assert not list(tmp_path.glob(f"{KEY}*"))
        store.ledger.append([entry("a", punch())])
        assert len((tmp_path / KEY).read_bytes()) == 32
        assert (tmp_path / KEY).stat().st_mode & 0o777 == 0o600


def test_a_key_whose_first_row_was_never_written_is_made_anew(tmp_path: Path) -> None:
    """As when the power fails in between: the ledger is empty, and nobody took anything out of it."""
    (tmp_path / f"{KEY}.new").write_bytes(b"x" * 32)
    with opened(tmp_path) as store:
        assert store.ledger.verify().flaw is None
        store.ledger.append([entry("a", punch())])
        assert (tmp_path / KEY).read_bytes() != b"x" * 32
        assert store.ledger.verify().flaw is None


def test_a_key_whose_first_row_was_written_is_taken_up(tmp_path: Path) -> None:
    """As when the power fails right after it."""
    with opened(tmp_path) as store:
        store.ledger.append([entry("a", punch())])
    (tmp_path / KEY).rename(tmp_path / f"{KEY}.new")
    with opened(tmp_path) as store:
        assert store.ledger.verify().flaw is None
        store.ledger.append([entry("b", punch())])
    assert (tmp_path / KEY).exists()


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"short")])
def test_without_its_key_nothing_is_appended_or_checked(
    tmp_path: Path, spoil: Callable[[Path], object], expected_log: ExpectLog
) -> None:
    """What is queued waits until the key is back; no other key is made meanwhile."""
    expected_log("core.store.writer", logging.WARNING, "wait to be written")
    with opened(tmp_path) as store:
        store.ledger.append([entry("a", punch())])
    key = (tmp_path / KEY).read_bytes()
    spoil(tmp_path / KEY)
    with opened_with_database(tmp_path, retry_s=60) as (store, _):
        assert refused(store.ledger, entry("b", punch())) is ErrorCode.LEDGER_KEY_MISSING
        with pytest.raises(KnownError, match=r"ledger\.key, is missing.*Restore"):
            store.ledger.verify()
        store.ledger.enqueue(entry("c", punch()))
        store.record(unknown())
        store.flush()
        assert isinstance(store.last_error, KnownError)
        assert len(store.sightings(9)) == 1  # it is only the ledger that waits
        (tmp_path / KEY).write_bytes(key)
        store.ledger.enqueue(entry("d", punch()))
        store.flush()
        assert [one.id for _, one in store.ledger.numbered(9)] == ["d", "c", "a"]
        assert store.ledger.verify().flaw is None


def test_with_another_key_nothing_is_appended_or_checked(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.ledger.append(some_of_each())
        (tmp_path / KEY).write_bytes(b"x" * 32)
        assert refused(store.ledger, entry("z", punch())) is ErrorCode.LEDGER_KEY_WRONG
        with pytest.raises(KnownError, match="not the one"):
            store.ledger.verify()


def test_the_key_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then there is no row either."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("core.store.ledger_key.write_whole", refuse)
    with opened(tmp_path) as store:
        assert refused(store.ledger, entry("a", punch())) is ErrorCode.FOLDER_NOT_WRITABLE
        assert store.ledger.numbered(1) == ()


def test_what_happens_after_tampering_is_written_and_the_break_stays(tmp_path: Path, expected_log: ExpectLog) -> None:
    """Appending never covers up that the head was changed."""
    expected_log("core.store.ledger_writing", logging.ERROR, "tampered with")
    with opened_with_database(tmp_path) as (store, database):
        store.ledger.append(some_of_each())
        database.write(lambda db: db.execute("UPDATE ledger_head SET rows = 9"))
        store.ledger.append([entry("x", punch())])
        store.ledger.append([entry("y", punch())])
        found = store.ledger.verify()
        assert (found.rows, found.flaw, found.row) == (10, Flaw.HEAD, 10)
        assert store.ledger.numbered(1)[0][0] == 12


def test_accidents_are_refused(tmp_path: Path) -> None:
    """Whoever means it can take the triggers away first; the seals are for that."""
    with opened_with_database(tmp_path) as (store, database):
        store.ledger.append(some_of_each())
        for sql in ("DELETE FROM ledger", "UPDATE ledger SET reason = 'x' WHERE seq = 1"):
            with pytest.raises(sqlite3.IntegrityError, match="ever"):
                database.write(partial(Database.execute, sql=sql))
        assert store.ledger.verify().flaw is None


def test_a_reason_that_is_no_text_keeps_nothing_from_being_written(tmp_path: Path) -> None:
    """As a terminal passes it on that speaks no UTF-8: a door was opened by then."""
    with opened(tmp_path) as store:
        store.ledger.enqueue(Entry(EventId("a"), NOON, punch(), "\udcd6lga", "f\udcfcr sie"))
        store.flush()
        found = store.ledger.entry(EventId("a"))
        assert found is not None
        assert (found.author, found.reason) == ("?lga", "f?r sie")
        assert store.ledger.verify().flaw is None
