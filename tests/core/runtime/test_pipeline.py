"""A camera's pipeline on real faces with the real networks: bounded, sparing, and right about who is who."""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
import pytest

from core.bootstrap import open_engine
from core.capture.demo_cast import Photo, load_photos
from core.config import RecognitionSettings
from core.domain.arrays import BgrImage, frozen
from core.domain.camera import CameraSpec, LivenessPolicy, Region
from core.domain.clock import SystemClock
from core.domain.embedding import Embedding
from core.domain.faces import Box
from core.domain.frame import Frame
from core.domain.ids import CameraId
from core.domain.liveness import LivenessState
from core.domain.matching import NO_MATCH, Decision, Match, Reason, Verdict
from core.domain.tracking import FrameView
from core.policy.extraction import ExtractionRule
from core.runtime.board import Board, Identity
from core.runtime.decider import LivenessSeen, Message, NotAFace, SettleTrack, ShotTaken, TrackEnded
from core.runtime.dossier import SAME_FACE
from core.runtime.evaluation.tracks_memory import Memory, RememberingEngine
from core.runtime.figures import Recorder, Stage
from core.runtime.pipeline import MEASURED_PER_FRAME, SETTLE_FRAMES, CameraPipeline
from core.runtime.ports import Engine, NonFaces

CAMERA = CameraId("hall")
SPEC = CameraSpec(CAMERA, "Hall", "demo:entrance")


class Rig:
    """A pipeline, what it sent, and a picture it may be shown."""

    def __init__(self, engine: Engine, spec: CameraSpec = SPEC, non_faces: NonFaces | None = None) -> None:
        self.engine = engine
        self.sent: list[Message] = []
        self.board = Board()
        self.recorder = Recorder()
        clock = SystemClock()
        self.clock = clock
        self.pipeline = CameraPipeline(
            spec, RecognitionSettings(), self.board, self.recorder, self.sent.append, non_faces
        )
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
    """Return a real engine that does not search the same still picture again and again."""
    with open_engine() as leased:
        yield RememberingEngine(leased, Memory())


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
    assert max(taken.count(i) for i in range(1, 7)) <= RecognitionSettings().shots_per_track
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


def name(rig: Rig, track: int, verdict: Verdict = Verdict.RECOGNISED) -> None:
    rig.board.identify((CAMERA, track), Identity(Decision(verdict, Reason.CLEAR_MATCH, None, NO_MATCH, 1), "Ana"))


def test_a_named_face_is_looked_at_again_now_and_then_without_another_shot(rig: Rig, group: BgrImage) -> None:
    rig.show(one_face(group, HE), times=4)
    name(rig, 1)
    shots, spent = len(rig.shots), rig.recorder.figures(0, 0).extractions
    view = rig.show(one_face(group, HE), times=2 * ExtractionRule().recheck + 50)
    assert rig.recorder.figures(0, 0).extractions == spent + 2
    assert len(rig.shots) == shots
    assert [t.name for t in view.tracks] == ["Ana"]


def test_a_named_track_that_somebody_else_took_over_unseen_loses_the_name(rig: Rig, group: BgrImage) -> None:
    rig.show(one_face(group, HE), times=4)
    name(rig, 1)
    rig.show(one_face(group, SHE))
    for track in rig.pipeline._tracker.tracks:  # noqa: SLF001 - as if the change of picture had not been noticed
        track.doubtful = False
    view = rig.show(one_face(group, SHE), times=ExtractionRule().recheck + 50)
    assert rig.recorder.figures(0, 0).splits == 1
    assert [t.name for t in view.tracks if not t.coasting] == [None]


def test_two_people_in_one_track_are_told_apart_by_their_shots(rig: Rig, group: BgrImage) -> None:
    rig.show(one_face(group, HE), times=4)
    rig.show(one_face(group, SHE))
    for track in rig.pipeline._tracker.tracks:  # noqa: SLF001 - as if the change of picture had not been noticed
        track.doubtful = False
    rig.show(one_face(group, SHE), times=60)
    people = {m.shot.track: m.shot.embedding for m in rig.shots}
    assert len(people) == 2
    assert people[1].cosine(people[2]) < SAME_FACE


def test_only_the_region_is_searched_and_boxes_are_those_of_the_picture(engine: Engine, group: BgrImage) -> None:
    everybody = {t.box.left for t in Rig(engine).show(group, times=3).tracks}
    half = replace(SPEC, region=Region(left=0.5))
    right = {t.box.left for t in Rig(engine, half).show(group, times=3).tracks}
    expected = {left for left in everybody if left > group.shape[1] / 2}
    assert len(right) == len(expected) < len(everybody)
    assert sorted(right) == pytest.approx(sorted(expected), abs=8)


def test_a_camera_may_ask_for_larger_faces(engine: Engine, group: BgrImage) -> None:
    near = Rig(engine, replace(SPEC, min_face_px=300))
    near.show(group, times=10)
    assert not near.shots


class Everything:
    """Takes everything for no face."""

    threshold = 0.5

    def chance(self, embedding: Embedding) -> float:
        return 0.9 if len(embedding.vector) else 0.0


def test_what_is_no_face_is_dismissed_and_not_shown(engine: Engine, group: BgrImage) -> None:
    rig = Rig(engine, non_faces=Everything())
    rig.show(one_face(group, HE), times=20)
    assert rig.sent == [NotAFace((CAMERA, 1))]
    name(rig, 1, Verdict.NOT_A_FACE)
    assert rig.show(one_face(group, HE)).tracks == ()
    assert rig.recorder.figures(0, 0).non_faces == 1


class Sceptic:
    """A real engine that finds every face as live as it is told."""

    tells_liveness = True

    def __init__(self, engine: Engine, chance: float) -> None:
        self._chance = chance
        self.asked = 0
        self.model_id = engine.model_id
        self.detect = engine.detect
        self.embed = engine.embed
        self.attributes = engine.attributes

    def liveness(self, image: BgrImage, box: Box) -> float:
        assert 0 < box.width < image.shape[1]
        self.asked += 1
        return self._chance


@pytest.mark.parametrize(("chance", "state"), [(0.95, LivenessState.LIVE), (0.02, LivenessState.SPOOF)])
def test_a_camera_that_watches_for_pictures_tells_how_the_vote_ends(
    engine: Engine, group: BgrImage, chance: float, state: LivenessState
) -> None:
    sceptic = Sceptic(engine, chance)
    rig = Rig(sceptic, replace(SPEC, liveness=LivenessPolicy.REQUIRE))
    view = rig.show(one_face(group, HE), times=40)
    told = [m.liveness.state for m in rig.sent if isinstance(m, LivenessSeen)]
    assert told == [LivenessState.PENDING, state]
    assert view.tracks[0].liveness.state is state
    assert sceptic.asked < 30


def test_an_ordinary_camera_does_not_ask_for_liveness(engine: Engine, group: BgrImage) -> None:
    sceptic = Sceptic(engine, 0.9)
    Rig(sceptic).show(one_face(group, HE), times=10)
    assert sceptic.asked == 0


def test_an_empty_picture_is_no_trouble(rig: Rig) -> None:
    view = rig.show(frozen(np.zeros((48, 64, 3), np.uint8)), times=3)
    assert view.tracks == ()
    assert rig.recorder.figures(0, 0).stages[Stage.FRAME].n == 3
