"""What operators say of sightings is kept, learnt from, and can be taken back."""

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.events import Review
from core.domain.faces import QualityIssue
from core.domain.ids import EventId, PersonId
from core.domain.liveness import UNCHECKED, Liveness, LivenessState
from core.domain.matching import Evidence, Reason, ShotScore, Verdict
from core.store.database import DATABASE_FILE
from core.store.store import SqliteStore
from tests.core.store.support import MODEL, embedding, opened, person, pictures, recognised, shot, unknown


def review_of(store: SqliteStore, event: EventId) -> Review:
    kept = store.reviews.sighting(event)
    assert kept is not None
    return kept.record.review


def test_everything_that_was_decided_comes_back(tmp_path: Path) -> None:
    ada = person()
    seen = recognised(ada)
    shots = (ShotScore(0.71, 0.25, 0.9, (QualityIssue.TURNED,)), ShotScore(0.6, 0.2, 0.4))
    evidence = Evidence(0.68, 0.48, 0.31, 0.43, 0.06, shots, confusable=True)
    liveness = Liveness(LivenessState.LIVE, 0.93, 7)
    seen = replace(seen, decision=replace(seen.decision, evidence=evidence), shot=replace(seen.shot, liveness=liveness))
    with opened(tmp_path) as store:
        store.add_person(ada, [shot(1)])
        store.record(seen)
        store.flush()
        kept = store.reviews.sighting(seen.id)
        assert kept is not None
        assert (kept.decision, kept.liveness) == (seen.decision, liveness)
        assert kept.record == store.sightings(1)[0]
        assert (kept.record.verdict, kept.record.review) == (Verdict.RECOGNISED, Review.NONE)
        assert kept.face.cosine(seen.shot.embedding) > 0.999
        assert store.reviews.sighting(EventId("nothing")) is None


@pytest.mark.parametrize("words", [None, "{}", "no words at all"])
def test_a_sighting_of_another_usher_still_says_the_essence(tmp_path: Path, words: str | None) -> None:
    seen = recognised(person())
    with opened(tmp_path) as store:
        store.record(seen)
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db:
        db.execute("UPDATE sightings SET decision = ?, liveness = ?", [words, words])
        db.commit()
    with opened(tmp_path) as store:
        kept = store.reviews.sighting(seen.id)
        assert kept is not None
        decision, match = kept.decision, seen.decision.match
        assert (decision.verdict, decision.reason) == (Verdict.RECOGNISED, Reason.CLEAR_MATCH)
        assert (decision.person, decision.match.score) == (seen.person, match.score)
        assert decision.match.runner_up_score == pytest.approx(match.runner_up_score)
        assert kept.liveness == UNCHECKED


def test_a_confirmed_picture_joins_the_person_and_leaves_again(tmp_path: Path) -> None:
    ada = person()
    seen = recognised(ada)
    with opened(tmp_path) as store:
        store.add_person(ada, [shot(1)])
        store.record(seen)
        store.flush()
        (added,) = store.reviews.confirm(seen.id, ada.id, [shot(2)])
        assert pictures(store.templates(MODEL, ada.id))[1:] == [added.id]
        assert review_of(store, seen.id) is Review.CONFIRMED
        store.reviews.confirm(seen.id, ada.id, [shot(3)])
        assert len(pictures(store.templates(MODEL, ada.id))) == 2
        store.reviews.take_back(seen.id)
        assert len(store.templates(MODEL, ada.id)) == 1
        assert review_of(store, seen.id) is Review.NONE


def test_a_refused_face_is_kept_for_that_person_and_can_be_taken_back(tmp_path: Path) -> None:
    ada, seen = person(), unknown()
    with opened(tmp_path) as store:
        store.add_person(ada, [shot(1)])
        store.record(seen)
        store.flush()
        store.reviews.refuse(seen.id, ada.id, embedding(5))
        store.reviews.refuse(seen.id, ada.id, embedding(6))
        (refused,) = store.reviews.refusals(MODEL).values()
        assert np.allclose(refused, embedding(6).vector[None], atol=1e-3)
        assert not refused.flags.writeable
        assert store.reviews.refusals("another model") == {}
        assert review_of(store, seen.id) is Review.REFUSED
        store.remove_person(ada.id)
        assert store.reviews.refusals(MODEL) == {}
        store.restore_person(ada.id)
        store.reviews.take_back(seen.id)
        assert store.reviews.refusals(MODEL) == {}


def test_a_damaged_refusal_is_left_out_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    ada, seen, other = person(), unknown(), unknown()
    with opened(tmp_path) as store:
        store.add_person(ada, [shot(1)])
        store.record(seen)
        store.record(other)
        store.reviews.refuse(seen.id, ada.id, embedding(5))
        store.reviews.refuse(other.id, ada.id, embedding(6))
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db:
        db.execute("UPDATE refusals SET embedding = x'00' WHERE event = ?", [seen.id])
        db.commit()
    with opened(tmp_path) as store:
        assert store.reviews.refusals(MODEL)[ada.id].shape == (1, 128)
    assert "refused face" in caplog.text


def test_an_unknown_may_be_confirmed_too(tmp_path: Path) -> None:
    seen = unknown()
    with opened(tmp_path) as store:
        store.record(seen)
        assert store.reviews.confirm(seen.id, None, []) == ()
        assert review_of(store, seen.id) is Review.CONFIRMED


def test_pairs_are_kept_once_and_go_with_either_person(tmp_path: Path) -> None:
    ada, bob = person("Ada"), person("Bob")
    with opened(tmp_path) as store:
        for one in (ada, bob):
            store.add_person(one, [shot(1)])
        store.reviews.declare_different(bob.id, ada.id)
        store.reviews.declare_different(ada.id, bob.id)
        assert store.reviews.confusable() == {frozenset((ada.id, bob.id))}
        store.remove_person(bob.id)
        assert store.reviews.confusable() == frozenset()
        store.restore_person(bob.id)
        assert len(store.reviews.confusable()) == 1
        store.remove_person(bob.id)
        store.purge_removed()
        with pytest.raises(KnownError):
            store.reviews.declare_different(ada.id, bob.id)
        with pytest.raises(BugError):
            store.reviews.declare_different(ada.id, ada.id)


def test_what_cannot_be_reviewed_changes_nothing(tmp_path: Path) -> None:
    ada, seen = person(), unknown()
    with opened(tmp_path) as store:
        store.add_person(ada, [shot(1)])
        store.record(seen)
        for failing, code in (
            (lambda: store.reviews.confirm(EventId("gone"), ada.id, [shot(2)]), ErrorCode.SIGHTING_UNKNOWN),
            (lambda: store.reviews.refuse(EventId("gone"), ada.id, embedding(2)), ErrorCode.SIGHTING_UNKNOWN),
            (lambda: store.reviews.take_back(EventId("gone")), ErrorCode.SIGHTING_UNKNOWN),
            (lambda: store.reviews.confirm(seen.id, PersonId("gone"), [shot(2)]), ErrorCode.PERSON_UNKNOWN),
        ):
            with pytest.raises(KnownError) as caught:
                failing()
            assert caught.value.code is code
        assert len(store.templates(MODEL)) == 1
        assert store.reviews.refusals(MODEL) == {}
        assert review_of(store, seen.id) is Review.NONE


def test_who_records_is_told_once_the_sighting_is_safe(tmp_path: Path) -> None:
    seen = unknown()
    safe = threading.Event()
    found: list[int] = []

    def told() -> None:
        with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as db:
            found.append(db.execute("SELECT count(*) FROM sightings WHERE id = ?", [seen.id]).fetchone()[0])
        safe.set()

    with opened(tmp_path) as store:
        store.record(seen, told)
        assert safe.wait(30)
        store.flush()
    assert found == [1]
