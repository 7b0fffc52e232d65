"""A camera's pipeline on real faces with the real networks: bounded, sparing, and right about who is who."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from core.bootstrap import open_engine
from core.capture.demo_cast import Photo, load_photos
from core.config import RecognitionSettings
from core.domain.arrays import BgrImage, frozen
from core.domain.clock import SystemClock
from core.domain.frame import Frame
from core.domain.ids import CameraId
from core.domain.matching import Decision, Match, Reason, Verdict
from core.domain.tracking import FrameView
from core.runtime.board import Board, Identity
from core.runtime.decider import Message, SettleTrack, ShotTaken, TrackEnded
from core.runtime.figures import Recorder, Stage
from core.runtime.pipeline import MEASURED_PER_FRAME, SETTLE_FRAMES, CameraPipeline
from core.runtime.ports import Engine

CAMERA = CameraId("hall")


class Rig:
    """A pipeline, what it sent, and a picture it may be shown."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.sent: list[Message] = []
        self.board = Board()
        self.recorder = Recorder()
        clock = SystemClock()
        self.clock = clock
        self.pipeline = CameraPipeline(CAMERA, RecognitionSettings(), self.board, self.recorder, self.sent.append)
        self.seq = 0

    def show(self, image: BgrImage, times: int = 1) -> FrameView:
        views = [self._step(image) for _ in range(times)]
        return views[-1]

    def _step(self, image: BgrImage) -> FrameView:
        frame = Frame(CAMERA, self.seq, self.clock.mono_ns(), self.clock.utc(), image)
        self.seq += 1
        return self.pipeline.step(frame, self.engine)

    @property
    def shots(self) -> list[ShotTaken]:
        return [m for m in self.sent if isinstance(m, ShotTaken)]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with open_engine() as leased:
        yield leased


@pytest.fixture
def rig(engine: Engine) -> Rig:
    return Rig(engine)


@pytest.fixture(scope="module")
def group() -> BgrImage:
    return frozen(load_photos()[Photo.GROUP])


HE, SHE = (417, 245), (1080, 240)
"""Left and top of two people of the group."""


def one_face(group: BgrImage, corner: tuple[int, int]) -> BgrImage:
    """Return one person of the group alone on grey, always at the same place."""
    picture = np.full((480, 640, 3), 110, np.uint8)
    left, top = corner
    picture[100:300, 200:400] = group[top : top + 200, left : left + 200]
    return frozen(picture)


def test_six_people_are_six_tracks_with_attributes_and_few_extractions(rig: Rig, group: BgrImage) -> None:
    view = rig.show(group, times=40)
    assert {t.track for t in view.tracks} == set(range(1, 7))
    assert all(t.pose is not None and t.quality is not None for t in view.tracks)
    # One of them looks away so far that he may have to wait for a better moment.
    usable = {t.track for t in view.tracks if t.quality is not None and t.quality.usable}
    assert len(usable) >= 5
    assert {t.track for t in view.tracks if t.attributes is not None} == usable
    taken = [m.shot.track for m in rig.shots]
    assert max(taken.count(i) for i in range(1, 7)) <= 3
    assert rig.recorder.figures(0, 0).extractions == len(taken)


def test_shots_are_copies_that_do_not_keep_the_frame(rig: Rig, group: BgrImage) -> None:
    rig.show(group, times=8)
    for message in rig.shots:
        shot = message.shot
        assert shot.aligned.shape == (112, 112, 3)
        assert shot.portrait.base is None or shot.portrait.base.nbytes < group.nbytes // 4
        assert not shot.portrait.flags.writeable
        assert not shot.aligned.flags.writeable


def test_a_recognised_face_is_not_measured_again(rig: Rig, group: BgrImage) -> None:
    rig.show(group, times=10)
    known = Match(None, 0.9, None, -1.0, 1.0)
    for track in range(1, 7):
        decision = Decision(Verdict.RECOGNISED, Reason.CLEAR_MATCH, None, known, 1)
        rig.board.identify((CAMERA, track), Identity(decision, "Somebody"))
    before = len(rig.shots)
    view = rig.show(group, times=40)
    assert len(rig.shots) == before
    assert {t.name for t in view.tracks} == {"Somebody"}


def test_sixty_faces_cost_a_bounded_frame_and_everybody_gets_a_turn(rig: Rig, group: BgrImage) -> None:
    small = cv2.resize(group, None, fx=0.42, fy=0.42, interpolation=cv2.INTER_AREA)
    crowd = frozen(np.asarray(np.vstack([np.hstack([small] * 3)] * 4)[:, :1600], np.uint8))
    view = rig.show(crowd, times=3)
    for _ in range(60):
        before = len(rig.shots)
        view = rig.show(crowd)
        assert len(rig.shots) - before <= RecognitionSettings().embeddings_per_frame
    assert len(view.tracks) > MEASURED_PER_FRAME
    measured = [t for t in view.tracks if t.quality is not None]
    assert len(measured) == len(view.tracks)
    usable = {t.track for t in measured if t.quality is not None and t.quality.usable}
    assert {m.shot.track for m in rig.shots} >= usable


def test_somebody_else_in_the_same_place_is_another_track(rig: Rig, group: BgrImage) -> None:
    rig.show(one_face(group, HE), times=12)
    first = {m.shot.track for m in rig.shots}
    rig.show(one_face(group, SHE), times=12)
    second = {m.shot.track for m in rig.shots} - first
    assert (len(first), len(second)) == (1, 1)
    assert rig.recorder.figures(0, 0).splits == 1
    assert [m.key[1] for m in rig.sent if isinstance(m, TrackEnded)] == list(first)


def test_a_doubtful_face_wears_no_name(rig: Rig, group: BgrImage) -> None:
    rig.show(one_face(group, HE), times=12)
    decision = Decision(Verdict.RECOGNISED, Reason.CLEAR_MATCH, None, Match(None, 0.9, None, -1.0, 1.0), 1)
    rig.board.identify((CAMERA, 1), Identity(decision, "Ana"))
    named = rig.show(one_face(group, HE))
    assert [t.name for t in named.tracks] == ["Ana"]
    other = cv2.GaussianBlur(one_face(group, SHE), (0, 0), 9)  # too blurred to be measured at once
    view = rig.show(frozen(np.asarray(other, np.uint8)))
    assert [t.name for t in view.tracks if not t.coasting] in ([], [None])


def test_an_open_identity_is_settled_in_time_and_ends_with_the_camera(rig: Rig, group: BgrImage) -> None:
    rig.show(one_face(group, HE), times=SETTLE_FRAMES + 20)
    assert [m.key for m in rig.sent if isinstance(m, SettleTrack)] == [(CAMERA, 1)]
    rig.pipeline.finish()
    rig.pipeline.finish()
    assert [m.key for m in rig.sent if isinstance(m, TrackEnded)] == [(CAMERA, 1)]
    rig.show(one_face(group, HE), times=10)
    assert {m.shot.track for m in rig.shots} == {1, 2}


def test_an_empty_picture_is_no_trouble(rig: Rig) -> None:
    view = rig.show(frozen(np.zeros((48, 64, 3), np.uint8)), times=3)
    assert view.tracks == ()
    assert rig.recorder.figures(0, 0).stages[Stage.FRAME].n == 3
