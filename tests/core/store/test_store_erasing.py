"""Whoever is erased is gone: from every table, and byte by byte from every file."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.domain.directory import Erasure, PersonDetails
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import SpoofSuspected
from core.domain.ids import EventId, PersonId, new_event_id, new_person_id, new_stranger_id
from core.domain.matching import Reason, Verdict
from core.domain.people import NewPerson, NewTemplate, PersonFacts, PhotoNote, PhotoOutcome
from core.domain.text import folded
from core.store.database import DATABASE_FILE, StoreDatabase
from core.store.store import SqliteStore
from core.store.wiping import wipe_gaps
from tests.core.store.support import MODEL, NOON, embedding, opened, opened_with_database, recognised, unknown


def files(folder: Path) -> bytes:
    """Return all that is on the disk."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def somebody(chance: random.Random) -> NewPerson:
    """Return somebody whose every byte can be told from everybody else's."""
    name, id_ = f"Name{chance.getrandbits(64):016x}", f"Badge{chance.getrandbits(48):012x}"
    note = f"note{chance.getrandbits(64):016x}" * chance.choice([1, 5, 50])
    templates = tuple(
        NewTemplate(embedding(chance.getrandbits(30)), chance.random(), chance.randbytes(chance.choice([200, 3000])))
        for _ in range(chance.choice([1, 2, 3]))
    )
    photos = (PhotoNote(chance.randbytes(32), PhotoOutcome.TEMPLATE),)
    return NewPerson(new_person_id(), NOON, PersonFacts(name, id_, note=note), templates, photos)


def traces(new: NewPerson) -> Iterator[bytes]:
    """Return what must not be found of somebody any more."""
    yield from (new.id.encode(), new.facts.name.encode(), folded(new.facts.name).encode(), new.photos[0].sha256)
    yield from (new.facts.external_id.encode(), new.facts.note[:20].encode())
    for template in new.templates:
        blob = template.embedding.to_blob()
        yield from (blob, blob[20:60], template.crop_jpeg[:60], template.crop_jpeg[-60:])


def spoof_of(new: NewPerson) -> SpoofSuspected:
    """Return that a picture of somebody was held up."""
    seen = recognised(new.facts.of(new.id, NOON))
    decision = replace(seen.decision, verdict=Verdict.SPOOF, reason=Reason.SPOOF_SUSPECTED, person=None)
    place = (seen.camera, seen.camera_name, seen.door, seen.track)
    return SpoofSuspected(new_event_id(), NOON, *place, new.id, new.facts.name, decision, seen.shot)


@pytest.mark.parametrize("seed", [2, 5])
def test_no_byte_of_the_erased_is_left_in_any_file(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    people: list[NewPerson] = []
    with opened(tmp_path) as store:
        for _ in range(8):
            batch = [somebody(chance) for _ in range(60)]
            store.book.enrol(batch)
            people += batch
            for one in chance.sample(people, 20):
                portrait = np.full((chance.randint(8, 100), 48, 3), chance.randint(0, 255), np.uint8)
                store.record(recognised(one.facts.of(one.id, NOON), portrait=portrait))
            for one in chance.sample(people, 5):
                store.book.update(one.id, replace(one.facts, note="x" * chance.choice([10, 3000])))
        gone = chance.sample(people, 12)
        before = files(tmp_path)
        for one in gone:
            store.book.erase(one.id)
        after = files(tmp_path)
        for one in gone:
            assert one.id.encode() in before
            assert not [trace for trace in traces(one) if trace in after]
        assert len(store.people()) == 468
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    stayed = next(one for one in people if one not in gone)
    assert stayed.id.encode() in files(tmp_path)


def test_everything_that_names_somebody_goes_with_them(tmp_path: Path) -> None:
    chance = random.Random(1)
    ada, bob, cy = (somebody(chance) for _ in range(3))
    with opened(tmp_path) as store:
        store.book.enrol([ada, bob, cy])
        seen, stranger, refused = recognised(bob.facts.of(bob.id, NOON)), unknown(), unknown()
        for sighting in (seen, stranger, refused, spoof_of(ada), spoof_of(cy)):
            store.record(sighting)
        store.flush()
        store.reviews.refuse(refused.id, bob.id, embedding(5))
        store.reviews.declare_different(ada.id, cy.id)
        store.strangers.assign({stranger.id: new_stranger_id()})
        named = store.strangers.name(store.strangers.strangers(MODEL)[0].id, ada.id)
        split = store.book.split(cy.id, PersonDetails(PersonId("new"), NOON, PersonFacts("New")), [], [])
        store.book.merge(ada.id, bob.id)
        templates = len(ada.templates) + len(bob.templates)
        erasure = store.book.erase(ada.id)
        assert erasure == Erasure(erasure.utc, ada.id, templates, sightings=3, refusals=1)
        assert not [trace for one in (ada, bob) for trace in traces(one) if trace in files(tmp_path)]
        assert [record.name for record in store.sightings(9) if record.verdict is Verdict.SPOOF] == [cy.facts.name]
        assert {record.id for record in store.sightings(9)} >= {refused.id}
        with pytest.raises(KnownError) as caught:
            store.book.undo(named.id)
        assert caught.value.code is ErrorCode.CHANGE_UNKNOWN
        store.book.undo(split.id)
        with pytest.raises(KnownError) as caught:
            store.book.erase(bob.id)
        assert caught.value.code is ErrorCode.PERSON_UNKNOWN


def test_whoever_was_only_removed_can_be_erased(tmp_path: Path) -> None:
    ada = somebody(random.Random(1))
    with opened(tmp_path) as store:
        store.book.enrol([ada])
        store.remove_person(ada.id)
        store.book.erase(ada.id)
        assert not [trace for trace in traces(ada) if trace in files(tmp_path)]


def test_a_confirmed_sighting_forgets_that_it_was_taken_for_the_erased(tmp_path: Path) -> None:
    chance = random.Random(1)
    ada, bob = somebody(chance), somebody(chance)
    with opened(tmp_path) as store:
        store.book.enrol([ada, bob])
        event = see(store, ada)
        store.reviews.confirm(event, bob.id, [])
        store.book.erase(ada.id)
        store.reviews.take_back(event)
        assert [(record.person, record.name) for record in store.sightings(9)] == [(None, None)]


def see(store: SqliteStore, who: NewPerson) -> EventId:
    event = recognised(who.facts.of(who.id, NOON))
    store.record(event)
    store.flush()
    return event.id


def test_who_keeps_reading_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.database._BUSY_S", 0.01)
    ada = somebody(random.Random(1))
    with opened(tmp_path) as store:
        store.book.enrol([ada])
        with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db:
            db.execute("BEGIN")
            db.execute("SELECT * FROM people").fetchall()
            with pytest.raises(KnownError) as caught:
                store.book.erase(ada.id)
        assert caught.value.code is ErrorCode.STORE_IN_USE
        assert store.people() == ()


def test_others_read_and_write_on_after_a_wipe(tmp_path: Path) -> None:
    chance = random.Random(3)
    with opened_with_database(tmp_path) as (store, database):
        store.book.enrol([somebody(chance) for _ in range(50)])
        stamp = store.gallery_stamp()
        database.wipe()
        assert store.gallery_stamp() != stamp
        store.book.enrol([somebody(chance) for _ in range(50)])
        database.wipe()
        assert len(store.people()) == 100


@pytest.mark.parametrize("page", [4096, 65536])
def test_copies_that_balancing_left_behind_are_wiped(tmp_path: Path, page: int) -> None:
    """secure_delete alone leaves some: of several tables at least one row."""
    path, left = tmp_path / "plain.db", 0
    for seed in range(1, 4):
        chance = random.Random(seed)
        path.unlink(missing_ok=True)
        ids = [f"{chance.getrandbits(128):032x}" for _ in range(1500)]
        gone = set(chance.sample(ids, 500))
        with closing(sqlite3.connect(path)) as db:
            db.executescript(f"PRAGMA page_size = {page}; PRAGMA secure_delete = ON")
            db.execute("CREATE TABLE t (id TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID")
            rows = [(id_, chance.randbytes(chance.choice([10, 100, 900]))) for id_ in ids]
            db.executemany("INSERT INTO t VALUES (?, ?)", rows)
            db.executemany("DELETE FROM t WHERE id = ?", [(id_,) for id_ in gone])
            db.commit()
        left += sum(id_.encode() in path.read_bytes() for id_ in gone)
        with path.open("r+b", buffering=0) as file:
            wipe_gaps(file)
        assert not [id_ for id_ in gone if id_.encode() in path.read_bytes()]
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert db.execute("SELECT * FROM t").fetchall() == sorted(row for row in rows if row[0] not in gone)
    assert left or page > 4096  # of the largest pages there are too few to be balanced much


def test_a_second_wipe_finds_nothing_more(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.book.enrol([somebody(random.Random(n)) for n in range(200)])
    path = tmp_path / DATABASE_FILE
    before = path.read_bytes()
    with path.open("r+b", buffering=0) as file:
        wipe_gaps(file)
        assert wipe_gaps(file) == 0
    assert len(path.read_bytes()) == len(before)
    StoreDatabase(tmp_path).close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
