"""What is said to somebody being enrolled, and when a picture is taken."""

from dataclasses import replace

import pytest

from core.domain.faces import Box, HeadPose, Quality, QualityIssue
from core.domain.guidance import Prompt, Step
from core.domain.liveness import LivenessState
from core.policy.guidance import (
    EXTRA_S,
    PATIENCE_S,
    REFUSAL_S,
    Advice,
    GuideState,
    Outcome,
    Scene,
    SeenFace,
    guide,
    judged,
    outline_of,
    settled,
    view_of,
    without,
)

WIDTH, HEIGHT = 1280, 720
GOOD = Quality(0.9, 1, 1, 0.9, 1, 1, 150, usable=True)
TICK_S = 0.1


def face(
    width: float = 150.0,
    yaw: float = 0.0,
    pitch: float = 0.0,
    *,
    issues: tuple[QualityIssue, ...] = (),
    overall: float = 0.9,
    masked: bool = False,
    liveness: LivenessState = LivenessState.UNCHECKED,
) -> SeenFace:
    box = Box(600, 250, 600 + width, 250 + 1.3 * width)
    quality = replace(GOOD, overall=overall, issues=issues)
    return SeenFace(box, HeadPose(yaw, pitch, 0.0), quality, masked, liveness)


class Session:
    """Somebody before the camera: shows frames ten times a second and takes every picture that is asked for."""

    def __init__(self, state: GuideState | None = None, *, mirrored: bool = False) -> None:
        self.state = GuideState() if state is None else state
        self.mirrored = mirrored
        self.now_s = 100.0
        self.said: list[Prompt] = []

    def show(self, *faces: SeenFace, seconds: float = 1.0, outcome: Outcome = Outcome.TAKEN) -> Advice:
        scene = Scene(WIDTH, HEIGHT, faces, self.mirrored)
        _, advice = guide(self.state, scene, self.now_s)
        for _ in range(round(seconds / TICK_S)):
            self.now_s += TICK_S
            self.state, advice = guide(self.state, scene, self.now_s)
            self.said.append(advice.prompt)
            if advice.take is not None:
                self.state = settled(self.state, advice.take, outcome, self.now_s)
        return advice


@pytest.mark.parametrize(
    ("faces", "prompt", "fits"),
    [
        ((), Prompt.NOBODY_THERE, False),
        ((face(), face(80)), Prompt.ONE_AT_A_TIME, False),
        ((face(liveness=LivenessState.SPOOF),), Prompt.NO_PICTURE_OF_ONE, True),
        ((face(450),), Prompt.STEP_BACK, False),
        ((face(issues=(QualityIssue.CUT_OFF,)),), Prompt.INTO_THE_PICTURE, False),
        ((face(60),), Prompt.STEP_CLOSER, False),
        ((face(masked=True),), Prompt.TAKE_OFF_MASK, True),
        ((face(issues=(QualityIssue.TOO_DARK,)),), Prompt.MORE_LIGHT, True),
        ((face(issues=(QualityIssue.TURNED, QualityIssue.TOO_BRIGHT)),), Prompt.LESS_LIGHT, True),
        ((face(issues=(QualityIssue.BLURRED, QualityIssue.TOO_DARK)),), Prompt.FACE_TOO_BLURRED, True),
        ((face(issues=(QualityIssue.UNCERTAIN,)),), Prompt.SHOW_WHOLE_FACE, True),
        ((face(yaw=15),), Prompt.LOOK_AT_CAMERA, True),
        ((face(pitch=-35),), Prompt.LOOK_AT_CAMERA, True),
        ((face(overall=0.3),), Prompt.LOOK_AT_CAMERA, True),
        ((face(yaw=60),), Prompt.LOOK_AT_CAMERA, True),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_taken(faces: tuple[SeenFace, ...], prompt: Prompt, fits: bool) -> None:
    session = Session()
    advice = session.show(*faces)
    assert (advice.prompt, advice.fits) == (prompt, fits)
    assert session.state.taken == ()


def test_somebody_in_the_background_is_nobody_to_wait_for() -> None:
    session = Session()
    session.show(face(), face(60))
    assert session.state.taken == (Step.FRONT,)


def test_front_left_and_right_are_asked_for_in_turn() -> None:
    session = Session()
    assert session.state.missing == (Step.FRONT, Step.LEFT, Step.RIGHT)
    assert session.show(face()).prompt is Prompt.TURN_LEFT
    assert session.show(face(yaw=30)).prompt is Prompt.TURN_RIGHT
    assert session.show(face(yaw=-55)).prompt is Prompt.TURN_LESS
    session.show(face(yaw=-30), seconds=0.6)
    assert session.state.taken == (Step.FRONT, Step.LEFT, Step.RIGHT)
    assert not session.state.missing


def test_a_view_is_taken_whenever_it_is_offered() -> None:
    session = Session()
    session.show(face(yaw=-30))
    assert session.state.taken == (Step.RIGHT,)
    assert session.said[-1] is Prompt.LOOK_AT_CAMERA


def test_left_is_the_persons_own_also_in_a_mirror() -> None:
    pose = HeadPose(30.0, 0.0, 0.0)
    assert view_of(pose, mirrored=False) is Step.LEFT
    assert view_of(pose, mirrored=True) is Step.RIGHT
    session = Session(mirrored=True)
    session.show(face(yaw=30))
    assert session.state.taken == (Step.RIGHT,)


def test_a_head_that_passes_through_a_pose_is_not_taken() -> None:
    session = Session()
    session.show(face(), seconds=0.2)
    session.show(face(yaw=15), seconds=0.2)
    session.show(face(), seconds=0.2)
    assert session.state.taken == ()
    assert Prompt.HOLD_STILL in session.said


def test_words_do_not_flicker() -> None:
    session = Session()
    session.show(face(60))
    for _ in range(10):
        session.show(face(60), seconds=TICK_S)
        session.show(face(60, masked=True, issues=(QualityIssue.CUT_OFF,)), seconds=TICK_S)
    assert session.said[-20:] == [Prompt.STEP_CLOSER] * 20
    session.show(face(issues=(QualityIssue.CUT_OFF,)), seconds=PATIENCE_S + 2 * TICK_S)
    assert session.said[-1] is Prompt.INTO_THE_PICTURE


def complete() -> Session:
    session = Session()
    for yaw in (0, 30, -30):
        session.show(face(yaw=yaw), seconds=0.5)
    assert session.state.taken == (Step.FRONT, Step.LEFT, Step.RIGHT)
    return session


def test_two_more_are_taken_where_they_add_something() -> None:
    session = complete()
    session.show(face(pitch=15), seconds=3.0)
    assert session.state.taken[3:] == (Step.EXTRA, Step.EXTRA)
    assert session.state.done
    assert session.show(face()).take is None


def test_it_is_done_without_extras_when_nothing_adds_anything() -> None:
    session = complete()
    session.show(face(), seconds=1.0, outcome=Outcome.NOTHING_NEW)
    said = session.said[-1]
    session.show(face(), seconds=EXTRA_S, outcome=Outcome.NOTHING_NEW)
    assert (said, session.said[-1]) == (Prompt.LOOK_AROUND, Prompt.DONE)
    assert len(session.state.taken) == 3


def test_an_extra_is_neither_poor_nor_from_far_aside() -> None:
    session = complete()
    session.show(face(overall=0.3), seconds=0.8)
    session.show(face(yaw=50), seconds=0.8)
    assert len(session.state.taken) == 3


def test_somebody_else_is_refused_and_told() -> None:
    session = Session()
    session.show(face(), seconds=0.5)
    session.show(face(yaw=30), seconds=0.6, outcome=Outcome.SOMEBODY_ELSE)
    assert session.state.taken == (Step.FRONT,)
    said = session.said[-1]
    session.show(face(yaw=15), seconds=REFUSAL_S + 1.0)
    assert (said, session.said[-1]) == (Prompt.SOMEBODY_ELSE, Prompt.TURN_LEFT)


def test_a_picture_taken_back_is_asked_for_again() -> None:
    session = complete()
    session.show(face(), seconds=EXTRA_S + 1.0, outcome=Outcome.NOTHING_NEW)
    session.state = without(session.state, 1, session.now_s)
    assert session.state.missing == (Step.LEFT,)
    assert session.show(face()).prompt is Prompt.TURN_LEFT
    session.show(face(yaw=30), seconds=0.5)
    assert session.state.taken == (Step.FRONT, Step.RIGHT, Step.LEFT)


def test_an_extra_taken_back_is_looked_for_again() -> None:
    session = complete()
    session.show(face(pitch=15), seconds=3.0)
    session.state = without(session.state, 4, session.now_s)
    assert not session.state.done
    session.show(face(pitch=-15), seconds=2.0)
    assert len(session.state.taken) == 5


def test_what_a_picture_is_worth() -> None:
    assert judged([], Step.FRONT, 0.4) is Outcome.TAKEN
    assert judged([0.1, 0.39], Step.LEFT, 0.4) is Outcome.SOMEBODY_ELSE
    assert judged([0.1, 0.95], Step.LEFT, 0.4) is Outcome.TAKEN
    assert judged([0.5, 0.85], Step.EXTRA, 0.4) is Outcome.NOTHING_NEW
    assert judged([0.5, 0.75], Step.EXTRA, 0.4) is Outcome.TAKEN


def test_the_outline_goes_with_the_face_and_stays_in_the_picture() -> None:
    empty = outline_of(WIDTH, HEIGHT, None)
    assert (empty.x, empty.y) == (640, 360)
    corner = outline_of(WIDTH, HEIGHT, Box(0, 0, 100, 130))
    assert (corner.x, corner.y) == (corner.wide / 2, corner.high / 2)
    small = outline_of(320, 240, None)
    assert small.high < 240
    assert outline_of(1920, 1080, None).wide > empty.wide
