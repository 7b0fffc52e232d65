"""The decide thread: names once, changes its mind when the gallery does, and survives a bad message."""

import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import numpy as np
import pytest

from core.domain.arrays import Floats, frozen
from core.domain.camera import CameraSpec, LivenessPolicy
from core.domain.clock import SystemClock
from core.domain.embedding import Embedding
from core.domain.events import Recognised, Sighting, SpoofSuspected, Unknown
from core.domain.faces import Box
from core.domain.frame import Frame
from core.domain.ids import CameraId, PersonId
from core.domain.liveness import Liveness, LivenessState
from core.domain.matching import UNDECIDED, Reason, Verdict
from core.domain.people import Template
from core.domain.tracking import FrameView, TrackView
from core.gallery.index import ExactIndex
from core.runtime.board import Board
from core.runtime.decider import (
    KEPT_SHOTS,
    Decider,
    GalleryChanged,
    LivenessSeen,
    NotAFace,
    SettleTrack,
    ShotTaken,
    Surroundings,
    TrackEnded,
)
from core.runtime.denials import Denials
from core.runtime.figures import Recorder, Stage
from tests.core.runtime.runtime_support import DOOR, MODEL, POINT, face, shot

ANA = PersonId("ana")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Desk:
    """A decider on a real gallery, and what it announced."""

    def __init__(self) -> None:
        self.told: list[Sighting] = []
        self.policy = LivenessPolicy.OFF
        self.denials = Denials()
        self.gallery = ExactIndex(POINT, MODEL)
        self.board = Board()
        self.recorder = Recorder()
        around = Surroundings(lambda person: person.title(), self._camera, self.told.append, lambda: None)
        self.decider = Decider(self.gallery, self.board, self.recorder, around, SystemClock(), self.denials)

    def _camera(self, camera: CameraId) -> CameraSpec | None:
        return CameraSpec(DOOR, "Front door", "usb:0", "Main", liveness=self.policy) if camera == DOOR else None

    def enrol(self, person: PersonId, seed: int) -> None:
        self.gallery.add([Template(seed, person, face(seed), 1.0, b"", NOW)])

    def see(self, seed: int, *, noise: float = 0.0, track: int = 1, last: bool = False, noise_seed: int = 0) -> None:
        self.decider.send(ShotTaken(shot(face(seed, noise, noise_seed), track), 0, last))

    def vote(self, state: LivenessState, track: int = 1) -> None:
        self.decider.send(LivenessSeen((DOOR, track), Liveness(state, 0.5, 5)))

    def settle(self) -> None:
        assert self.decider.flush(5)

    def verdict(self, track: int = 1) -> Verdict:
        self.settle()
        return self.board.identity((DOOR, track)).decision.verdict


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    made.decider.start()
    yield made
    made.decider.stop()


def test_a_known_face_is_named_once(desk: Desk) -> None:
    desk.enrol(ANA, 1)
    desk.see(1)
    desk.see(1, noise=0.3)
    assert desk.verdict() is Verdict.RECOGNISED
    (event,) = desk.told
    assert isinstance(event, Recognised)
    assert (event.name, event.camera_name, event.door, event.track) == ("Ana", "Front door", "Main", 1)
    assert desk.board.identity((DOOR, 1)).name == "Ana"


def test_a_stranger_is_unknown_after_two_shots_and_told_once(desk: Desk) -> None:
    desk.enrol(ANA, 1)
    desk.see(2)
    assert desk.verdict() is Verdict.PENDING
    desk.see(2, noise=0.3)
    desk.see(2, noise=0.3, noise_seed=1)
    assert desk.verdict() is Verdict.UNKNOWN
    assert [type(e) for e in desk.told] == [Unknown]


def test_a_track_that_ends_open_is_settled_as_unknown(desk: Desk) -> None:
    desk.see(2)
    desk.decider.send(TrackEnded((DOOR, 1)))
    desk.settle()
    assert [type(e) for e in desk.told] == [Unknown]
    assert desk.board.identity((DOOR, 1)).decision is UNDECIDED
    # Its shots stay at hand, so that it can still be enrolled from its card.
    assert len(desk.board.shots((DOOR, 1))) == 1


def test_a_track_nothing_was_measured_of_says_nothing(desk: Desk) -> None:
    desk.decider.send(SettleTrack((DOOR, 7)))
    desk.decider.send(TrackEnded((DOOR, 7)))
    desk.settle()
    assert desk.told == []


def test_a_stranger_enrolled_in_view_is_recognised_at_once(desk: Desk) -> None:
    desk.see(1, last=True)
    assert desk.verdict() is Verdict.UNKNOWN
    desk.enrol(ANA, 1)
    desk.decider.send(GalleryChanged())
    assert desk.verdict() is Verdict.RECOGNISED
    assert [type(e) for e in desk.told] == [Unknown, Recognised]
    desk.gallery.remove_person(ANA)
    desk.decider.send(GalleryChanged())
    assert desk.verdict() is Verdict.UNKNOWN


def view_of(*tracks: int) -> FrameView:
    image = frozen(np.zeros((8, 8, 3), np.uint8))
    views = tuple(
        TrackView(i, Box(0, 0, 4, 4), np.zeros((5, 2), np.float32), 1.0, False, None, None, None, UNDECIDED, None)
        for i in tracks
    )
    return FrameView(Frame(DOOR, 0, 0, NOW, image), views)


def test_nobody_is_two_faces_of_one_frame_and_the_better_match_keeps_the_name(desk: Desk) -> None:
    desk.enrol(ANA, 1)
    desk.board.show(view_of(1, 2))
    desk.see(1, noise=0.8, track=1)
    assert desk.verdict(1) is Verdict.RECOGNISED
    desk.see(1, track=2)
    assert desk.verdict(2) is Verdict.RECOGNISED
    assert desk.verdict(1) is Verdict.UNKNOWN
    assert desk.board.identity((DOOR, 1)).decision.reason is Reason.TAKEN_IN_FRAME
    desk.see(1, noise=0.8, track=1, noise_seed=5)
    assert desk.verdict(1) is Verdict.UNKNOWN


def test_a_picture_held_up_is_not_named_where_that_is_required_and_told_once_with_whose_it_is(desk: Desk) -> None:
    desk.policy = LivenessPolicy.REQUIRE
    desk.enrol(ANA, 1)
    desk.see(1)
    assert desk.verdict() is Verdict.PENDING
    assert desk.board.identity((DOOR, 1)).decision.reason is Reason.LIVENESS_PENDING
    desk.vote(LivenessState.SPOOF)
    assert desk.verdict() is Verdict.SPOOF
    desk.see(1, noise=0.2, last=True)
    assert desk.verdict() is Verdict.SPOOF
    (event,) = desk.told
    assert isinstance(event, SpoofSuspected)
    assert (event.person, event.name, event.decision.verdict) == (ANA, "Ana", Verdict.SPOOF)
    assert event.shot.liveness.state is LivenessState.SPOOF


def test_a_face_seen_to_be_live_is_named_even_after_the_end_of_its_shots(desk: Desk) -> None:
    desk.policy = LivenessPolicy.REQUIRE
    desk.enrol(ANA, 1)
    desk.see(1, last=True)
    assert desk.verdict() is Verdict.UNKNOWN
    assert desk.board.identity((DOOR, 1)).decision.reason is Reason.NOT_SEEN_LIVE
    desk.vote(LivenessState.LIVE)
    assert desk.verdict() is Verdict.RECOGNISED
    assert [type(e) for e in desk.told] == [Unknown, Recognised]


def test_a_door_that_only_observes_names_and_reports(desk: Desk) -> None:
    desk.policy = LivenessPolicy.OBSERVE
    desk.enrol(ANA, 1)
    desk.vote(LivenessState.SPOOF)
    desk.see(1)
    assert desk.verdict() is Verdict.RECOGNISED
    assert [type(e) for e in desk.told] == [SpoofSuspected, Recognised]


def test_a_picture_of_somebody_does_not_take_their_name_away(desk: Desk) -> None:
    desk.policy = LivenessPolicy.REQUIRE
    desk.enrol(ANA, 1)
    desk.board.show(view_of(1, 2))
    desk.vote(LivenessState.LIVE, track=1)
    desk.see(1, noise=0.6, track=1)
    assert desk.verdict(1) is Verdict.RECOGNISED
    desk.vote(LivenessState.SPOOF, track=2)
    desk.see(1, track=2)
    assert (desk.verdict(1), desk.verdict(2)) == (Verdict.RECOGNISED, Verdict.SPOOF)


def test_what_is_no_face_is_said_to_be_none_and_never_told(desk: Desk) -> None:
    desk.see(2)
    desk.decider.send(NotAFace((DOOR, 1)))
    assert desk.verdict() is Verdict.NOT_A_FACE
    desk.decider.send(TrackEnded((DOOR, 1)))
    desk.settle()
    assert desk.told == []


class Book:
    """What operators said, without a database."""

    def __init__(self, refused: Mapping[PersonId, Floats], pairs: frozenset[frozenset[PersonId]]) -> None:
        self._refused, self._pairs = refused, pairs

    def refusals(self, model_id: str) -> Mapping[PersonId, Floats]:
        assert model_id == MODEL
        return self._refused

    def confusable(self) -> frozenset[frozenset[PersonId]]:
        return self._pairs


def test_a_face_that_was_refused_is_not_taken_for_that_person_again_but_theirs_still_is(desk: Desk) -> None:
    desk.enrol(ANA, 1)
    double = face(1, 0.9, 3)
    desk.denials.load(Book({ANA: double.vector[None]}, frozenset()), MODEL)
    desk.decider.send(ShotTaken(shot(double, 1), 0, last=True))
    desk.see(1, noise=0.3, track=2)
    assert (desk.verdict(1), desk.verdict(2)) == (Verdict.UNKNOWN, Verdict.RECOGNISED)
    assert desk.board.identity((DOOR, 1)).decision.reason is Reason.REFUSED_BEFORE


def test_people_declared_different_must_be_further_apart(desk: Desk) -> None:
    bo = PersonId("bo")
    between = Embedding.normalised(1.05 * face(1).vector + 0.95 * face(3).vector, MODEL)
    desk.enrol(ANA, 1)
    desk.enrol(bo, 3)
    desk.decider.send(ShotTaken(shot(between, 1), 0, last=True))
    assert desk.verdict() is Verdict.RECOGNISED
    desk.denials.load(Book({}, frozenset({frozenset((ANA, bo))})), MODEL)
    desk.decider.send(GalleryChanged())
    assert desk.verdict() is Verdict.UNKNOWN


def test_the_same_person_may_come_back_on_another_track(desk: Desk) -> None:
    desk.enrol(ANA, 1)
    desk.board.show(view_of(1))
    desk.see(1, track=1)
    desk.settle()
    desk.board.show(view_of(2))
    desk.see(1, track=2)
    assert desk.verdict(2) is Verdict.RECOGNISED
    assert len(desk.told) == 2


def test_a_bug_in_one_decision_does_not_end_the_thread(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.enrol(ANA, 1)
    wrong = shot(face(1), 3)
    object.__setattr__(wrong, "embedding", None)
    with caplog.at_level(logging.ERROR):
        desk.decider.send(ShotTaken(wrong, 0, last=False))
        desk.see(1)
        assert desk.verdict() is Verdict.RECOGNISED
    assert "A decision failed" in caplog.text


def test_a_track_that_lives_long_keeps_its_best_shots_only(desk: Desk) -> None:
    for seed in range(KEPT_SHOTS + 4):
        message = ShotTaken(shot(face(2, 0.3, seed), overall=0.2 + 0.05 * seed), 0, last=False)
        desk.decider.send(message)
    desk.settle()
    kept = [s.quality.overall for s in desk.board.shots((DOOR, 1))]
    assert len(kept) == KEPT_SHOTS
    assert min(kept) > 0.35


def test_the_time_from_capture_to_decision_is_recorded(desk: Desk) -> None:
    desk.see(1)
    desk.settle()
    assert desk.recorder.figures(0, 0).stages[Stage.DECISION].n == 1


def test_stopping_twice_is_harmless() -> None:
    desk = Desk()
    desk.decider.start()
    desk.decider.stop()
    desk.decider.stop()
