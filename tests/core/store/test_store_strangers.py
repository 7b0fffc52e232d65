"""Strangers: sightings of unknowns in clusters, and what can be enrolled of them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.domain.events import Sighting
from core.domain.faces import Attributes, Gender
from core.domain.ids import EventId, StrangerId
from core.store.store import SqliteStore
from tests.core.store.support import (
    GOOD,
    MODEL,
    NOON,
    embedding,
    opened,
    opened_with_database,
    person,
    recognised,
    shot,
    unknown,
)
from tests.core.store.test_store_vault import MarkingVault

ONE, OTHER = StrangerId("one"), StrangerId("other")
MINUTE = timedelta(minutes=1)


def seen_at(minutes: float, quality: float = 0.5, camera_name: str = "Lobby", seed: int = 1) -> Sighting:
    """Return an unknown with a face of its own."""
    event = unknown(NOON + minutes * MINUTE, camera_name)
    shot_ = replace(event.shot, quality=replace(GOOD, overall=quality), embedding=embedding(seed))
    return replace(event, shot=shot_)


def record(store: SqliteStore, *sightings: Sighting) -> list[EventId]:
    for sighting in sightings:
        store.record(sighting)
    store.flush()
    return [sighting.id for sighting in sightings]


def test_faces_are_those_of_unknowns_oldest_first(tmp_path: Path) -> None:
    ada = person()
    with opened(tmp_path, MarkingVault()) as store:
        store.add_person(ada, [shot(1)])
        late, early, _ = record(store, seen_at(5, 0.25), seen_at(1, 0.75, seed=2), recognised(ada))
        first, second = store.strangers.faces(MODEL, clustered=False)
        assert ([first.event, second.event], second.stranger) == ([early, late], None)
        assert (first.utc, first.camera, first.track, first.quality) == (NOON + MINUTE, "c1", 8, 0.75)
        assert first.embedding.cosine(embedding(2)) > 0.999
        store.strangers.assign({late: ONE, EventId("gone"): OTHER})
        assert [face.event for face in store.strangers.faces(MODEL, clustered=False)] == [early]
        assert [(f.event, f.stranger) for f in store.strangers.faces(MODEL, clustered=True)] == [(late, ONE)]
        assert store.strangers.faces("another-model", clustered=False) == ()


def test_visits_lie_ten_minutes_apart(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        often = [seen_at(0), seen_at(9.9), seen_at(19.9, 0.9, "Yard"), seen_at(60), seen_at(3000)]
        rarely = [seen_at(100000), seen_at(100001)]
        record(store, *often, *rarely)
        store.strangers.assign({s.id: ONE for s in often} | {s.id: OTHER for s in rarely})
        one, other = store.strangers.strangers(MODEL)
        assert (one.id, one.sightings, one.visits, one.days) == (ONE, 5, 4, 2)
        assert (one.first, one.last) == (NOON, NOON + 3000 * MINUTE)
        assert (one.cameras, one.portrait_of, one.ignored) == (("Lobby", "Yard"), often[2].id, False)
        assert (other.id, other.visits, other.days) == (OTHER, 1, 1)
        assert [r.id for r in store.strangers.sightings(OTHER)] == [rarely[1].id, rarely[0].id]


def test_moved_sightings_leave_no_empty_cluster(tmp_path: Path) -> None:
    with opened_with_database(tmp_path) as (store, database):
        a, b = record(store, seen_at(0), seen_at(30))
        store.strangers.assign({a: ONE, b: OTHER})
        assert len(store.strangers.strangers(MODEL)) == 2
        store.strangers.assign({b: ONE})
        assert [(s.id, s.sightings) for s in store.strangers.strangers(MODEL)] == [(ONE, 2)]
        with database.reading() as db:
            assert db.execute("SELECT id FROM strangers").fetchall() == [(ONE,)]


def test_the_ignored_are_shown_apart(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        (event,) = record(store, seen_at(0))
        store.strangers.assign({event: ONE})
        store.strangers.ignore(ONE, True)
        assert store.strangers.strangers(MODEL) == ()
        assert [s.ignored for s in store.strangers.strangers(MODEL, ignored=True)] == [True]
        assert len(store.strangers.faces(MODEL, clustered=True)) == 1
        store.strangers.ignore(ONE, False)
        assert len(store.strangers.strangers(MODEL)) == 1


def test_a_crop_can_be_enrolled(tmp_path: Path, shared_data: Path) -> None:
    picture = cv2.imread(str(min((shared_data / "lfw_dev").rglob("*.jpg"))))
    assert picture is not None
    aligned = cv2.resize(picture, (112, 112)).astype(np.uint8, copy=False)
    event, attributes = seen_at(0, 0.625), Attributes(41.5, Gender.MALE, 0.875)
    event = replace(event, shot=replace(event.shot, aligned=aligned, attributes=attributes))
    with opened(tmp_path, MarkingVault()) as store:
        record(store, event)
        kept = store.strangers.crop(event.id)
        assert kept is not None
        assert kept.record == store.sightings(1)[0]
        assert (kept.quality, kept.attributes) == (0.625, attributes)
        assert kept.embedding.cosine(event.shot.embedding) > 0.999
        read = cv2.imdecode(np.frombuffer(kept.crop_jpeg, np.uint8), cv2.IMREAD_COLOR)
        assert read is not None
        assert read.shape == aligned.shape
        assert np.abs(read.astype(int) - aligned.astype(int)).mean() < 3.0


def test_crops_come_best_first_and_only_where_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    events = [seen_at(n, quality) for n, quality in enumerate((0.2, 0.9, 0.5, 0.7))]
    bare = seen_at(9)
    bare = replace(bare, shot=replace(bare.shot, aligned=np.empty((0, 0, 3), np.uint8)))
    with opened_with_database(tmp_path, MarkingVault()) as (store, database):
        ids = record(store, *events, bare)
        store.strangers.assign(dict.fromkeys(ids, ONE))
        database.write(lambda db: db.execute("UPDATE sighting_crops SET crop = x'00' WHERE event = ?", [ids[2]]))
        assert [crop.quality for crop in store.strangers.crops(ONE)] == [0.9, 0.7, 0.2]
        assert store.strangers.crop(ids[2]) is store.strangers.crop(ids[4]) is None
        database.write(lambda db: db.execute("UPDATE sightings SET embedding = x'00' WHERE id = ?", [ids[0]]))
        assert [face.quality for face in store.strangers.faces(MODEL, clustered=True)] == [0.9, 0.5, 0.7, 0.0]
    assert "The crop of sighting" in caplog.text
    assert "The face of sighting" in caplog.text
