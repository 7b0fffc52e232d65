"""What operators say of sightings is kept, learnt from, and can be taken back."""

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.events import Review, Unknown
from core.domain.faces import QualityIssue
from core.domain.ids import EventId, PersonId
from core.domain.liveness import UNCHECKED, Liveness, LivenessState
from core.domain.matching import Evidence, Reason, ShotScore, Verdict
from core.store.database import DATABASE_FILE
from core.store.store import SqliteStore
from tests.core.store.support import (
    MODEL,
    NOON,
    embedding,
    opened,
    opened_with_database,
    person,
    pictures,
    recognised,
    shot,
    unknown,
)


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


def doubtful(reason: Reason, minute: int) -> Unknown:
    """Return a sighting that was not named for a reason."""
    event = unknown(NOON + timedelta(minutes=minute))
    return replace(event, decision=replace(event.decision, reason=reason))


def test_what_was_not_named_for_want_of_evidence_waits(tmp_path: Path) -> None:
    ada = person()
    reasons = (Reason.NOT_ENOUGH_EVIDENCE, Reason.NOBODY_NEAR, Reason.TOO_CLOSE_TO_CALL, Reason.SHOTS_DISAGREE)
    seen = [doubtful(reason, minute) for minute, reason in enumerate(reasons)]
    with opened(tmp_path) as store:
        store.add_person(ada, [shot(1)])
        for event in seen:
            store.record(event)
        store.record(recognised(ada))
        store.flush()
        assert [kept.record.id for kept in store.reviews.waiting(9)] == [seen[3].id, seen[2].id, seen[0].id]
        assert store.reviews.waiting(1)[0].decision.reason is Reason.SHOTS_DISAGREE
        assert store.reviews.waiting_count() == 3
        store.reviews.confirm(seen[3].id, ada.id, [])
        store.reviews.refuse(seen[2].id, ada.id, embedding(5))
        assert [kept.record.id for kept in store.reviews.waiting(9)] == [seen[0].id]
        store.reviews.take_back(seen[3].id)
        assert store.reviews.waiting_count() == 2


def test_a_damaged_face_waits_unseen(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with opened_with_database(tmp_path) as (store, database):
        store.record(doubtful(Reason.NOT_ENOUGH_EVIDENCE, 1))
        database.write(lambda db: db.execute("UPDATE sightings SET embedding = x'00'"))
        assert store.reviews.waiting(9) == ()
    assert "The face of sighting" in caplog.text


@pytest.mark.parametrize("review", ["take back", "refuse", "confirm as nobody"])
def test_a_confirmed_sighting_is_the_persons_until_said_otherwise(tmp_path: Path, review: str) -> None:
    ada, bob, seen = person("Ada"), person("Bob"), unknown()
    with opened(tmp_path) as store:
        for someone in (ada, bob):
            store.add_person(someone, [shot(1)])
        store.record(seen)
        for someone in (bob, ada, ada):
            store.reviews.confirm(seen.id, someone.id, [])
            (named,) = store.book.sightings_of(someone.id, 9)
            assert (named.id, named.person, named.name) == (seen.id, someone.id, someone.name)
        assert store.book.sightings_of(bob.id, 9) == ()
        if review == "take back":
            store.reviews.take_back(seen.id)
        elif review == "refuse":
            store.reviews.refuse(seen.id, ada.id, embedding(5))
        else:
            store.reviews.confirm(seen.id, None, [])
        (record,) = store.sightings(9)
        assert (record.person, record.name) == (None, None)


def test_the_displaced_come_back_when_the_review_is_taken_back(tmp_path: Path) -> None:
    ada, seen = person(), unknown()
    with opened(tmp_path) as store:
        before = store.add_person(ada, [shot(1), shot(2)])
        store.record(seen)
        (added,) = store.reviews.confirm(seen.id, ada.id, [shot(3)], [2, before[-1].id, 99])
        assert pictures(store.templates(MODEL)) == [1, added.id]
        assert pictures(store.templates(MODEL)) == pictures(store.templates(MODEL, ada.id))
        store.book.restore_templates(ada.id, [2])
        store.purge_removed()
        assert pictures(store.templates(MODEL)) == [1, added.id]
    with opened(tmp_path) as store:
        store.reviews.take_back(seen.id)
        after = store.templates(MODEL)
        assert pictures(after) == [1, 2]
        assert after[-1].embedding.to_blob() == before[-1].embedding.to_blob()
