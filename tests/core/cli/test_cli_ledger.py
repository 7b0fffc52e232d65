"""`usher ledger`, on ledgers somebody was at with the sqlite3 shell."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.domain.ids import EventId
from core.domain.ledger import Entry
from tests.core.store.ledger_support import entry, punch, some_of_each
from tests.core.store.support import opened
from tests.helpers.cli import usher

UNGUARDED = "DROP TRIGGER ledger_kept; DROP TRIGGER ledger_unchanged;"
SHIFTED = "UPDATE ledger SET seq = -seq WHERE seq >= {0}; UPDATE ledger SET seq = 1 - seq WHERE seq < 0;"
COLUMNS = "id, utc, kind, at, person, door, what, voids, answers, author, reason, body, seal"

TAMPERING = {
    "id": ("UPDATE ledger SET id = 'x' WHERE seq = 3", "Row 3 was altered"),
    "utc": ("UPDATE ledger SET utc = utc + 1 WHERE seq = 1", "Row 1 was altered"),
    "kind": ("UPDATE ledger SET kind = 'leave' WHERE seq = 9", "Row 9 was altered"),
    "at": ("UPDATE ledger SET at = at - 60000000 WHERE seq = 1", "Row 1 was altered"),
    "at of none": ("UPDATE ledger SET at = 0 WHERE seq = 2", "Row 2 was altered"),
    "person": ("UPDATE ledger SET person = 'bo' WHERE seq = 9", "Row 9 was altered"),
    "no person": ("UPDATE ledger SET person = NULL WHERE seq = 3", "Row 3 was altered"),
    "door": ("UPDATE ledger SET door = 'back' WHERE seq = 3", "Row 3 was altered"),
    "what": ("UPDATE ledger SET what = 'out camera' WHERE seq = 10", "Row 10 was altered"),
    "voids": ("UPDATE ledger SET voids = 'b' WHERE seq = 6", "Row 6 was altered"),
    "voids none": ("UPDATE ledger SET voids = NULL WHERE seq = 8", "Row 8 was altered"),
    "empty for none": ("UPDATE ledger SET voids = '' WHERE seq = 1", "Row 1 was altered"),
    "answers": ("UPDATE ledger SET answers = 'e' WHERE seq = 7", "Row 7 was altered"),
    "author": ("UPDATE ledger SET author = 'Bo' WHERE seq = 6", "Row 6 was altered"),
    "reason": ("UPDATE ledger SET reason = reason || ' ' WHERE seq = 6", "Row 6 was altered"),
    "from author to reason": ("UPDATE ledger SET author = 'Ev', reason = 'e' || reason WHERE seq = 6", "Row 6 was"),
    "after a zero": ("UPDATE ledger SET reason = reason || char(0) || 'x' WHERE seq = 6", "Row 6 was altered"),
    "no text": ("UPDATE ledger SET reason = CAST(x'ff' AS TEXT) WHERE seq = 6", "Row 6 was altered"),
    "body": ("UPDATE ledger SET body = replace(body, 'sick', 'other') WHERE seq = 2", "Row 2 was altered"),
    "a blank in the body": ("UPDATE ledger SET body = body || ' ' WHERE seq = 5", "Row 5 was altered"),
    "seal": ("UPDATE ledger SET seal = zeroblob(32) WHERE seq = 4", "Row 4 was altered"),
    "every seal": ("UPDATE ledger SET seal = zeroblob(32)", "Row 1 was altered"),
    "every seal and the head": (
        "UPDATE ledger SET seal = zeroblob(32); UPDATE ledger_head SET seal = zeroblob(32)", "not the one",
    ),
    "first deleted": ("DELETE FROM ledger WHERE seq = 1", "Row 1 is missing"),
    "middle deleted": ("DELETE FROM ledger WHERE seq IN (5, 6)", "Row 5 is missing"),
    "last deleted": ("DELETE FROM ledger WHERE seq = 10", "row 10 is missing"),
    "all deleted": ("DELETE FROM ledger", "row 1 is missing"),
    "all deleted with the head": ("DELETE FROM ledger; DELETE FROM ledger_head", "row 1 is missing"),
    "dropped": ("DROP TABLE ledger", "row 1 is missing"),
    "deleted and closed up": (
        "DELETE FROM ledger WHERE seq = 5; UPDATE ledger SET seq = seq - 1 WHERE seq > 5", "Row 5 was altered",
    ),
    "inserted in the middle": (
        SHIFTED.format(5) + "INSERT INTO ledger SELECT 5, 'x', utc, kind, at, person, door, what, voids, answers,"
        "author, reason, body, seal FROM ledger WHERE seq = 1", "Row 5 is not in its place",
    ),
    "inserted at the end": (f"INSERT INTO ledger SELECT 11, 'x'{COLUMNS[2:]} FROM ledger WHERE seq = 1", "Row 11 was"),
    "inserted before": (f"INSERT INTO ledger SELECT 0, 'x'{COLUMNS[2:]} FROM ledger WHERE seq = 1", "Row 0 was"),
    "copied over another": (
        f"DELETE FROM ledger WHERE seq = 9; INSERT INTO ledger SELECT 9, 'x'{COLUMNS[2:]} FROM ledger WHERE seq = 1",
        "Row 9 was altered",
    ),
    "neighbours swapped": (
        "UPDATE ledger SET seq = -1 WHERE seq = 4; UPDATE ledger SET seq = 4 WHERE seq = 5;"
        "UPDATE ledger SET seq = 5 WHERE seq = -1", "Row 4 is not in its place",
    ),
    "swapped": (
        "UPDATE ledger SET seq = -1 WHERE seq = 2; UPDATE ledger SET seq = 2 WHERE seq = 9;"
        "UPDATE ledger SET seq = 9 WHERE seq = -1", "Row 2 is not in its place",
    ),
    "renumbered": ("UPDATE ledger SET seq = 20 WHERE seq = 7", "Row 7 is not in its place"),
    "all renumbered": ("UPDATE ledger SET seq = seq + 100", "Row 1 is not in its place"),
    "head cut": ("UPDATE ledger_head SET rows = 9; DELETE FROM ledger WHERE seq = 10", "rows after row 9 may be"),
    "head resealed": (
        "DELETE FROM ledger WHERE seq = 10; UPDATE ledger_head SET rows = 9,"
        "last = (SELECT seal FROM ledger WHERE seq = 9), seal = (SELECT seal FROM ledger WHERE seq = 9)",
        "rows after row 9 may be missing",
    ),
    "head edited": ("UPDATE ledger_head SET last = zeroblob(32)", "rows after row 10 may be missing"),
    "head deleted": ("DELETE FROM ledger_head", "rows after row 10 may be missing"),
    "columns gone": ("ALTER TABLE ledger DROP COLUMN body", "damaged"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a ledger of ten rows."""
    folder = tmp_path_factory.mktemp("ledger")
    with opened(folder) as store:
        store.ledger.append(some_of_each())
    return folder


@pytest.fixture
def copy(ledger: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to be tampered with."""
    return Path(shutil.copytree(ledger, tmp_path / "copy"))


def tamper(folder: Path, sql: str) -> None:
    """Run statements on the database of a closed store."""
    with closing(sqlite3.connect(folder / "usher.db")) as db:
        db.executescript(UNGUARDED + sql)


@pytest.mark.parametrize(("sql", "said"), TAMPERING.values(), ids=TAMPERING)
def test_whatever_was_tampered_with_is_named(copy: Path, sql: str, said: str) -> None:
    tamper(copy, sql)
    answer = usher(copy, "ledger", "verify")
    assert answer.code == 1
    assert said in answer.out + answer.err


def test_the_shell_itself(copy: Path) -> None:
    """The program of that name, where there is one."""
    shell = shutil.which("sqlite3")
    if shell is None:
        pytest.skip("there is no sqlite3 shell here")
    sql = UNGUARDED + "UPDATE ledger SET at = at + 1 WHERE seq = 9;"
    subprocess.run([shell, str(copy / "usher.db"), sql], check=True)
    assert "Row 9 was altered" in usher(copy, "ledger", "verify").out


def test_a_ledger_that_is_well(ledger: Path, tmp_path: Path) -> None:
    answer = usher(ledger, "ledger", "verify")
    assert answer.code == 0
    assert "as it was written: 10 rows" in answer.out
    assert usher(tmp_path / "none", "ledger", "verify").code == 0
    assert not (tmp_path / "none").exists()
    (record,) = usher(ledger, "ledger", "verify", "--json").records
    assert record["rows"] == 10
    assert record["flaw"] is None
    assert f"Head: {record['head']}" in answer.out


def test_a_head_noted_earlier_is_looked_for(copy: Path) -> None:
    """A copy put back in the place of a longer ledger is whole in itself."""
    (noted,) = usher(copy, "ledger", "verify", "--json").records
    older = copy.with_name("older")
    shutil.copytree(copy, older)
    with opened(copy) as store:
        store.ledger.append([entry("k", punch())])
    answer = usher(copy, "ledger", "verify", "--expect", noted["head"])
    assert answer.code == 0
    assert "that of row 10" in answer.out
    (newer,) = usher(copy, "ledger", "verify", "--json").records
    answer = usher(older, "ledger", "verify", "--expect", newer["head"])
    assert answer.code == 1
    assert "not there" in answer.out
    (record,) = usher(older, "ledger", "verify", "--json", "--expect", "no head").records
    assert record["flaw"] is None
    assert record["expected_row"] is None


def test_a_ledger_without_its_key_says_what_to_do(copy: Path) -> None:
    (copy / "ledger.key").unlink()
    answer = usher(copy, "ledger", "verify")
    assert answer.code == 1
    assert "Restore this file from the backup" in answer.err


def test_it_is_checked_while_usher_is_running(copy: Path) -> None:
    with opened(copy) as store:
        store.ledger.append([entry("k", punch())])
        assert "11 rows" in usher(copy, "ledger", "verify").out


def test_entries_are_shown_newest_first(ledger: Path) -> None:
    records = usher(ledger, "ledger", "show", "--json").records
    assert [record["row"] for record in records] == list(range(10, 0, -1))
    assert {record["kind"] for record in records} == {"punch", "leave", "door", "request", "plan", "undo", ""}
    assert records[0]["fact"] == {
        "at": "2024-05-17T20:01:00.123456Z", "person": "bo", "way": "in", "source": "camera", "door": "Entrance",
    }  # fmt: skip
    assert records[2]["voids"] == "f"
    assert records[2]["fact"] is None
    shown = usher(ledger, "ledger", "show").out
    for said in ("takes back f", "turned down: d", "asks for", "sick", "a new plan", "opened", "as she said"):
        assert said in shown


def test_entries_are_chosen_by_kind_day_and_number(tmp_path: Path) -> None:
    def written(name: str, day: int) -> Entry:
        return Entry(EventId(name), datetime(2026, 3, day, 12, tzinfo=UTC), punch())

    with opened(tmp_path) as store:
        store.ledger.append([written("a", 1), written("b", 5), written("c", 9)])

    def shown(*options: str) -> list[str]:
        return [record["id"] for record in usher(tmp_path, "ledger", "show", "--json", *options).records]

    assert shown("--limit", "2") == ["c", "b"]
    assert shown("--from", "2026-03-05") == ["c", "b"]
    assert shown("--to", "2026-03-05") == ["b", "a"]
    assert shown("--kind", "punch", "--from", "2026-03-02", "--to", "2026-03-08") == ["b"]
    assert shown("--kind", "leave") == []
    assert "Nothing was written" in usher(tmp_path, "ledger", "show", "--kind", "leave").out


def test_there_is_nothing_at_the_ends_of_the_calendar(ledger: Path) -> None:
    assert usher(ledger, "ledger", "show", "--to", "9999-12-31").code == 2
