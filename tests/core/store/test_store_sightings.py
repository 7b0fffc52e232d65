"""Sightings: queued, written in order, listed by time, never lost while the program lives."""

import threading
from datetime import timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.domain.arrays import BgrImage
from core.domain.embedding import Embedding
from core.domain.errors import BugError
from core.domain.events import Unknown
from core.domain.ids import EventId
from tests.core.store.support import MODEL, NOON, opened, opened_with_database, person, recognised, unknown


def picture(jpeg: bytes) -> BgrImage:
    """Return the decoded picture."""
    image = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    return image.astype(np.uint8, copy=False)


def test_sightings_outlive_the_process(tmp_path: Path) -> None:
    ada = person("Ada")
    known, stranger = recognised(ada, NOON), unknown(NOON + timedelta(seconds=2))
    with opened(tmp_path) as store:
        store.record(known)
        store.record(stranger)
    with opened(tmp_path) as store:
        newest, oldest = store.sightings(10)
    assert (newest.id, newest.person, newest.name) == (stranger.id, None, None)
    assert (oldest.id, oldest.person, oldest.name) == (known.id, ada.id, "Ada")
    assert (oldest.utc, oldest.camera, oldest.camera_name) == (NOON, "c1", "Lobby")
    assert (oldest.door, oldest.track) == ("North", 7)
    match = known.decision.match
    assert (oldest.score, oldest.margin, oldest.probability) == (match.score, match.margin, match.probability)
    assert newest.margin == stranger.decision.match.score


def test_the_evidence_is_kept(tmp_path: Path) -> None:
    sighting = unknown()
    with opened_with_database(tmp_path) as (store, database):
        store.record(sighting)
        database.write(lambda db: None)
        with database.reading() as db:
            (row,) = db.query("SELECT * FROM sightings")
    assert (row["verdict"], row["reason"]) == ("unknown", "nobody-near")
    kept = Embedding.from_blob(row["embedding"], row["model"])
    assert row["model"] == MODEL
    assert kept.cosine(sighting.shot.embedding) > 0.99999


def test_a_portrait_is_a_jpeg_of_what_was_seen(tmp_path: Path, shared_data: Path) -> None:
    portrait = picture(min((shared_data / "lfw_dev").rglob("*.jpg")).read_bytes())
    sighting = unknown(portrait=portrait)
    with opened(tmp_path) as store:
        store.record(sighting)
    with opened(tmp_path) as store:
        jpeg = store.sighting_portrait(sighting.id)
    assert jpeg is not None
    seen = picture(jpeg)
    assert seen.shape == portrait.shape
    assert np.abs(seen.astype(int) - portrait.astype(int)).mean() < 3.0


def test_no_portrait_of_what_was_never_seen(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        assert store.sighting_portrait(EventId("nothing")) is None


def test_a_sighting_without_a_picture_is_kept(tmp_path: Path) -> None:
    sighting = unknown(portrait=np.empty((0, 0, 3), np.uint8))
    with opened(tmp_path) as store:
        store.record(sighting)
    with opened(tmp_path) as store:
        assert [record.id for record in store.sightings(5)] == [sighting.id]
        assert store.sighting_portrait(sighting.id) is None


def test_a_camera_named_after_an_undecodable_file_is_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.record(unknown(camera_name="clip\udcff.mp4"))
    with opened(tmp_path) as store:
        assert store.sightings(1)[0].camera_name == "clip\\udcff.mp4"


def test_pages_follow_each_other_by_time(tmp_path: Path) -> None:
    events = [unknown(NOON + timedelta(seconds=i)) for i in range(7)]
    with opened(tmp_path) as store:
        for event in (*events[3:], *events[:3]):
            store.record(event)
    expected = [event.id for event in reversed(events)]
    with opened(tmp_path) as store:
        assert [record.id for record in store.sightings(100)] == expected
        first = store.sightings(3)
        second = store.sightings(3, first[-1].utc)
        third = store.sightings(3, second[-1].utc)
        assert store.sightings(3, third[-1].utc) == ()
    assert [len(page) for page in (first, second, third)] == [3, 3, 1]
    assert [record.id for record in (*first, *second, *third)] == expected


def test_sightings_of_one_moment_are_not_torn_apart(tmp_path: Path) -> None:
    moments = [0, 1, 1, 1, 2]
    events = [unknown(NOON + timedelta(seconds=second)) for second in moments]
    with opened(tmp_path) as store:
        for event in events:
            store.record(event)
    with opened(tmp_path) as store:
        first = store.sightings(2)
        second = store.sightings(2, first[-1].utc)
    assert [len(first), len(second)] == [4, 1]
    assert {record.id for record in (*first, *second)} == {event.id for event in events}


def test_every_sighting_of_many_threads_is_written(tmp_path: Path) -> None:
    batches = [[unknown(NOON + timedelta(milliseconds=100 * t + i)) for i in range(25)] for t in range(4)]
    with opened(tmp_path) as store:

        def record(batch: list[Unknown]) -> None:
            for sighting in batch:
                store.record(sighting)

        threads = [threading.Thread(target=record, args=[batch]) for batch in batches]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    with opened(tmp_path) as store:
        assert {record.id for record in store.sightings(1000)} == {s.id for batch in batches for s in batch}


def test_a_sighting_outlives_its_person(tmp_path: Path) -> None:
    ada = person("Ada")
    with opened(tmp_path) as store:
        store.add_person(ada, [])
        store.record(recognised(ada))
        store.remove_person(ada.id)
        store.purge_removed()
        assert [(record.person, record.name) for record in store.sightings(5)] == [(ada.id, "Ada")]


def test_recording_into_a_closed_store_is_a_bug(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        pass
    with pytest.raises(BugError):
        store.record(unknown())
    with pytest.raises(BugError):
        store.people()
