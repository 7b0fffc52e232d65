"""The decide thread: names once, changes its mind when the gallery does, and survives a bad message."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np
import pytest

from core.domain.arrays import frozen
from core.domain.camera import CameraSpec
from core.domain.clock import SystemClock
from core.domain.events import Recognised, Sighting, Unknown
from core.domain.faces import Box
from core.domain.frame import Frame
from core.domain.ids import CameraId, PersonId
from core.domain.matching import UNDECIDED, Reason, Verdict
from core.domain.people import Template
from core.domain.tracking import FrameView, TrackView
from core.gallery.index import ExactIndex
from core.runtime.board import Board
from core.runtime.decider import KEPT_SHOTS, Decider, GalleryChanged, SettleTrack, ShotTaken, Surroundings, TrackEnded
from core.runtime.figures import Recorder, Stage
from tests.core.runtime.runtime_support import DOOR, MODEL, POINT, face, shot

ANA = PersonId("ana")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Desk:
    """A decider on a real gallery, and what it announced."""

    def __init__(self) -> None:
        self.told: list[Sighting] = []
        self.gallery = ExactIndex(POINT, MODEL)
        self.board = Board()
        self.recorder = Recorder()
        around = Surroundings(lambda person: person.title(), self._camera, self.told.append)
        self.decider = Decider(self.gallery, self.board, self.recorder, around, SystemClock())

    @staticmethod
    def _camera(camera: CameraId) -> CameraSpec | None:
        return CameraSpec(DOOR, "Front door", "usb:0", "Main") if camera == DOOR else None

    def enrol(self, person: PersonId, seed: int) -> None:
        self.gallery.add([Template(seed, person, face(seed), 1.0, b"", NOW)])

    def see(self, seed: int, *, noise: float = 0.0, track: int = 1, last: bool = False, noise_seed: int = 0) -> None:
        self.decider.send(ShotTaken(shot(face(seed, noise, noise_seed), track), 0, last))

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
