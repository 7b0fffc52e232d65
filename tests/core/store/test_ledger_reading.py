"""What is read from the ledger, by whom, when and what."""

import logging
import random
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest

from core.domain.access import AccessPlan, AccessRule
from core.domain.attendance import Way
from core.domain.doors import DoorAct, DoorFact
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import DoorId, EventId, RuleId
from core.domain.ledger import Entry, PlanSaved, Request, Undo
from core.domain.plan import Plan
from tests.core.store.ledger_support import ANNA, BO, EVE, entry, later, leave, opened_door, punch, some_of_each
from tests.core.store.support import NOON, opened, opened_with_database
from tests.helpers.guards import ExpectLog

APPEND_FOR_EVER = """
import sys
from pathlib import Path
from core.domain.ids import new_event_id
from core.domain.ledger import Entry
from tests.core.store.ledger_support import punch
from tests.core.store.support import NOON, opened
with opened(Path(sys.argv[1])) as store:
    while True:
        some = [Entry(new_event_id(), NOON, punch(minutes)) for minutes in range(3)]
        store.ledger.enqueue(Entry(new_event_id(), NOON, punch()))
        store.ledger.append(some)
        print(some[2].id, flush=True)
"""


def names(entries: tuple[Entry, ...]) -> str:
    """Return the ids of entries, each one letter."""
    return "".join(one.id for one in entries)


def test_punches_come_with_all_that_voids_them(tmp_path: Path) -> None:
    """Also where that was written about another time, so that the policy can say what counts."""
    with opened(tmp_path) as store:
        ledger = store.ledger
        ledger.append([entry("a", punch(0)), entry("b", punch(10)), entry("c", punch(20, BO)), entry("d", leave())])
        ledger.append([entry("e", punch(500), voids="b"), entry("f", Undo(), voids="e"), entry("g", punch(15, BO))])
        ledger.append([entry("h", punch(600), voids="a")])
        assert names(ledger.punches(later(10), later(20))) == "befg"
        assert names(ledger.punches(later(10), later(20.0001))) == "bcefg"
        assert names(ledger.punches(later(0), later(1000), [BO])) == "cg"
        assert names(ledger.punches(later(0), later(1), [ANNA, BO])) == "ah"
        assert ledger.punches(later(0), later(1000), []) == ()
        assert names(ledger.punches(later(0), later(1000))) == "abcefgh"


def test_leaves_come_with_all_that_voids_them(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.ledger.append([entry("a", leave()), entry("b", leave(BO)), entry("c", punch()), entry("d", None, "a")])
        assert names(store.ledger.leaves()) == "abd"
        assert names(store.ledger.leaves([BO])) == "b"


def test_the_newest_punch_in_force_of_everybody(tmp_path: Path) -> None:
    """A voided one does not count; one whose voiding was undone does."""
    with opened(tmp_path) as store:
        ledger = store.ledger
        ledger.append([entry("a", punch(0)), entry("b", punch(5, way=Way.OUT)), entry("c", punch(3, BO))])
        assert ledger.last_punches(later(0)) == {ANNA: punch(5, way=Way.OUT), BO: punch(3, BO)}
        ledger.append([entry("d", None, voids="b")])
        assert ledger.last_punches(later(0))[ANNA] == punch(0)
        assert list(ledger.last_punches(later(1))) == [BO]
        ledger.append([entry("e", Undo(), voids="d")])
        assert ledger.last_punches(later(0))[ANNA] == punch(5, way=Way.OUT)


def test_what_happened_at_doors_newest_first(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        ledger = store.ledger
        facts = [("a", 0, "front"), ("b", 9, "back"), ("c", 5, "front"), ("d", 7, "front")]
        ledger.append([entry(name, opened_door(minutes, door)) for name, minutes, door in facts])
        assert names(ledger.door_facts(later(0), later(9))) == "dca"
        assert names(ledger.door_facts(later(0), later(10), limit=2)) == "bd"
        assert names(ledger.door_facts(later(1), later(10), DoorId("front"))) == "dc"


def test_how_doors_were_told_to_be_run_last(tmp_path: Path) -> None:
    def told(name: str, door: str, act: DoorAct, author: str = EVE) -> Entry:
        return Entry(EventId(name), NOON, DoorFact(NOON, DoorId(door), act), author)

    with opened(tmp_path) as store:
        store.ledger.append([told("a", "front", DoorAct.HELD), told("b", "back", DoorAct.LOCKED_DOWN)])
        store.ledger.append([told("c", "front", DoorAct.NORMAL), told("d", "back", DoorAct.RELEASED)])
        assert store.ledger.door_modes() == {"front": DoorAct.NORMAL, "back": DoorAct.LOCKED_DOWN}


def test_the_plan_saved_last_is_the_one(tmp_path: Path) -> None:
    newer = Plan(access=AccessPlan(rules=(AccessRule(RuleId("r"), "All", everyone=True),)))
    with opened(tmp_path) as store:
        assert store.ledger.plan() == Plan()
        store.ledger.append([entry("a", PlanSaved(Plan())), entry("b", PlanSaved(newer))])
        assert store.ledger.plan() == newer


def test_requests_nobody_answered_oldest_first(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.ledger.append([entry(name, Request(punch(9))) for name in "abc"])
        store.ledger.append([entry("d", punch(9), answers="b")])
        assert names(store.ledger.requests()) == "ac"


def test_what_people_wrote_newest_first_by_pages(tmp_path: Path) -> None:
    """What Usher wrote by itself is not among it."""
    with opened(tmp_path) as store:
        store.ledger.append(some_of_each())
        assert names(store.ledger.history(9)) == "hgfb"
        assert names(store.ledger.history(2)) == "hg"
        assert names(store.ledger.history(9, before=EventId("g"))) == "fb"


@pytest.mark.parametrize("change", ["kind = 'odd'", "what = 'sideways'", "at = NULL", "at = 1 << 62"])
def test_a_row_that_cannot_be_read_says_so(tmp_path: Path, change: str) -> None:
    """Somebody was at the database; that is no bug."""
    with opened_with_database(tmp_path) as (store, _):
        store.ledger.append([entry("a", punch())])
        with closing(sqlite3.connect(tmp_path / "usher.db")) as db:
            db.executescript(f"DROP TRIGGER ledger_unchanged; UPDATE ledger SET {change};")
        with pytest.raises(KnownError) as error:
            store.ledger.numbered(1)
        assert error.value.code is ErrorCode.STORE_DAMAGED


def test_doors_and_muster_go_on_without_a_row_that_cannot_be_read(tmp_path: Path, expected_log: ExpectLog) -> None:
    """What is left out is told to the log, once however often it is asked for."""
    with opened(tmp_path) as store:
        kept = [entry("a", punch()), entry("b", punch(1, BO)), entry("c", opened_door()), entry("d", opened_door(5))]
        store.ledger.append([*kept, entry("e", punch(5))])
        with closing(sqlite3.connect(tmp_path / "usher.db")) as db:
            db.executescript("DROP TRIGGER ledger_unchanged; UPDATE ledger SET what = 'odd' WHERE id IN ('d', 'e');")
        expected_log("core.store.ledger_reading", logging.ERROR, "Row 5 of the ledger cannot be read")
        assert store.ledger.last_punches(NOON) == {ANNA: punch(), BO: punch(1, BO)}
        assert store.ledger.last_punches(NOON)[ANNA] == punch()
        expected_log("core.store.ledger_reading", logging.ERROR, "Row 4 of the ledger cannot be read")
        assert names(store.ledger.door_facts(NOON, later(60))) == "c"


def test_killed_while_appending_it_has_all_or_nothing(tmp_path: Path, repo_root: Path) -> None:
    """What was said to be written is there, no entry of three without the others, and every seal fits."""
    chance = random.Random(1)
    written: list[str] = []
    for _ in range(3):
        command = [sys.executable, "-c", APPEND_FOR_EVER, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=repo_root) as process:
            assert process.stdout is not None
            written += [process.stdout.readline() for _ in range(chance.randint(1, 20))]
            with suppress(subprocess.TimeoutExpired):  # so that the blow falls anywhere within a transaction
                process.wait(timeout=chance.uniform(0.0, 0.005))
            process.kill()
            written += [line for line in process.stdout.readlines() if line.endswith("\n")]
    with opened(tmp_path) as store:
        assert store.ledger.verify().flaw is None
        there = {one.id for _, one in store.ledger.numbered(100_000)}
        assert {line.strip() for line in written} <= there
        second, third = (len(store.ledger.punches(later(n), later(n + 1))) for n in (1, 2))
        assert second == third >= len(written)
