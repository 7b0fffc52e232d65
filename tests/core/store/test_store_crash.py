"""Killed at any moment, the store keeps everyone it said it had enrolled, and nobody by half."""

import random
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import pytest

from core.store.database import DATABASE_FILE
from tests.core.store.support import MODEL, opened, pictures

ENROL_FOR_EVER = """
import sys
from pathlib import Path
from tests.core.store.support import opened, person, shot, unknown
with opened(Path(sys.argv[1])) as store:
    n = 0
    while True:
        ada = person(f"person {n}", f"badge {n} {sys.argv[2]}")
        store.record(unknown())
        store.add_person(ada, [shot(n), shot(n + 1), shot(n + 2)])
        print(ada.id, flush=True)
        n += 1
"""

ENROL_BATCHES_FOR_EVER = """
import sys
from pathlib import Path
from core.domain.people import NewPerson, PersonFacts, PhotoNote, PhotoOutcome
from tests.core.store.support import NOON, new_person_id, opened, shot
with opened(Path(sys.argv[1])) as store:
    n = 0
    while True:
        facts = [PersonFacts(f"batch {n} of {sys.argv[2]}", f"{i} {n} {sys.argv[2]}") for i in range(40)]
        photo = PhotoNote(bytes(32), PhotoOutcome.TEMPLATE)
        people = [NewPerson(new_person_id(), NOON, f, (shot(1), shot(2)), (photo,)) for f in facts]
        store.book.enrol(people)
        print(facts[0].name, flush=True)
        n += 1
"""


FAIL_BEFORE_CLOSING = """
import sys
from pathlib import Path
from core.domain.clock import SystemClock
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from tests.core.store.support import unknown
store = SqliteStore(StoreDatabase(Path(sys.argv[1])), PlainVault(), SystemClock())
for _ in range(50):
    store.record(unknown())
raise SystemExit(3)
"""


def enrol_and_kill(
    folder: Path, cwd: Path, chance: random.Random, round_: int, program: str = ENROL_FOR_EVER
) -> list[str]:
    """Let a process enrol until it is killed; return whom it said it had enrolled."""
    command = [sys.executable, "-c", program, str(folder), str(round_)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=cwd) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(chance.randint(1, 25) if program == ENROL_FOR_EVER else 1)]
        with suppress(subprocess.TimeoutExpired):  # so that the blow falls anywhere within a transaction
            process.wait(timeout=chance.uniform(0.0, 0.01))
        process.kill()
        told += process.stdout.readlines()
    return [line.strip() for line in told if line.endswith("\n")]


@pytest.mark.parametrize("seed", [1, 2])
def test_nobody_acknowledged_is_lost_to_a_kill(tmp_path: Path, repo_root: Path, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    for round_ in range(3):
        told = enrol_and_kill(tmp_path, repo_root, chance, round_)
        assert told
        acknowledged.update(told)
        with opened(tmp_path) as store:
            people = {person.id for person in store.people()}
            assert people >= acknowledged
            for person in people:
                assert len(pictures(store.templates(MODEL, person))) == 3
            assert store.counts().sightings >= len(people)
        with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_batch_is_enrolled_whole_or_not_at_all(tmp_path: Path, repo_root: Path) -> None:
    chance = random.Random(4)
    acknowledged: set[str] = set()
    for round_ in range(2):
        acknowledged.update(enrol_and_kill(tmp_path, repo_root, chance, round_, ENROL_BATCHES_FOR_EVER))
        with opened(tmp_path) as store:
            batches = Counter(person.name for person in store.people())
            assert set(batches) >= acknowledged
            assert set(batches.values()) == {40}
            assert [*Counter(t.person for t in store.templates(MODEL)).values()] == [3] * 40 * len(batches)
            assert all(store.book.photos(person.id) for person in store.people())


def test_a_program_that_ends_without_closing_neither_hangs_nor_loses_sightings(tmp_path: Path, repo_root: Path) -> None:
    command = [sys.executable, "-c", FAIL_BEFORE_CLOSING, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=repo_root, check=False)
    assert (done.returncode, done.stderr) == (3, "")
    with opened(tmp_path) as store:
        assert store.counts().sightings == 50
