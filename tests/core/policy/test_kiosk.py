"""What a kiosk shows of what it sees."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from core.domain.arrays import frozen
from core.domain.attendance import Way
from core.domain.camera import CameraState
from core.domain.faces import Box, Quality, QualityIssue
from core.domain.frame import Frame
from core.domain.guidance import Prompt
from core.domain.ids import CameraId, PersonId
from core.domain.kiosk import IDLE, Refusal, Scene, SceneKind
from core.domain.liveness import Liveness, LivenessState
from core.domain.matching import UNDECIDED, Decision, Match, Reason, Verdict
from core.domain.tracking import FrameView, TrackView
from core.policy.kiosk import (
    AGAIN_S,
    CHOICE_S,
    GONE_S,
    PIN_S,
    REFUSED_S,
    WELCOME_S,
    KioskState,
    Sight,
    answered,
    dropped,
    due,
    sight_of,
    step,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANA, BEN = PersonId("ana"), PersonId("ben")
UNKNOWN = Decision(Verdict.UNKNOWN, Reason.NOBODY_NEAR, None, Match(None, 0.1, None, -1, 0.0), 3)
WELCOME = Scene(SceneKind.WELCOME, name="Ana", way=Way.IN, at=NOON)
LIVE = CameraState.LIVE


def named(person: PersonId) -> Decision:
    return Decision(Verdict.RECOGNISED, Reason.CLEAR_MATCH, person, Match(person, 0.7, None, -1, 0.99), 2)


def face(
    track: int = 1, *, wide: float = 200, at: float = 640, decision: Decision = UNDECIDED,
    issues: tuple[QualityIssue, ...] | None = (), live: LivenessState = LivenessState.UNCHECKED,
) -> TrackView:  # fmt: skip
    """Return a face `wide` pixels wide whose middle is `at` pixels from the left of a picture of 1280×720."""
    quality = None if issues is None else Quality(0.8, 1, 1, 1, 1, 1, wide, usable=not issues, issues=issues)
    name = str(decision.person).title() if decision.person is not None else None
    box = Box(at - wide / 2, 100, at + wide / 2, 100 + 1.3 * wide)
    points = frozen(np.zeros((5, 2), np.float32))
    return TrackView(
        track, box, points, 0.9, False, None, quality, None, decision, name, Liveness(live, 0.5, 3)
    )  # fmt: skip


def seen(*faces: TrackView, before: int | None = None, camera: CameraState = LIVE) -> Sight:
    picture = frozen(np.zeros((720, 1280, 3), np.uint8))
    return sight_of(FrameView(Frame(CameraId("door"), 1, 0, NOON, picture), faces), camera, before)


def after(state: KioskState, sight: Sight, now_s: float, seconds: float) -> KioskState:
    """Return what is shown after a sight lasted for some time, looked at ten times a second."""
    for tenth in range(round(seconds * 10) + 1):
        state = step(state, sight, now_s + tenth / 10)
    return state


def test_nobody_is_in_front_without_a_picture() -> None:
    assert sight_of(None, LIVE, None) == Sight(LIVE)
    assert seen(face(), camera=CameraState.LOST) == Sight(CameraState.LOST)


def test_who_passes_by_far_away_wants_nothing_and_who_is_near_enough_is_asked_to_come_closer() -> None:
    assert seen(face(wide=20)) == Sight(LIVE)
    assert seen(face(wide=50)).prompt is Prompt.STEP_CLOSER
    front = seen(face(7, wide=100)).front
    assert front is not None
    assert front.track == 7


def test_what_is_no_face_stands_nowhere() -> None:
    nothing = replace(UNKNOWN, verdict=Verdict.NOT_A_FACE, reason=Reason.NOT_A_FACE)
    assert seen(face(decision=nothing)) == Sight(LIVE)


def test_the_larger_face_is_meant_and_of_two_alike_the_one_that_was() -> None:
    large, small = face(1, wide=250, decision=named(ANA)), face(2, wide=120, at=300, decision=named(BEN))
    sight = seen(small, large)
    assert sight.front is not None
    assert (sight.front.track, sight.front.name) == (1, "Ana")
    assert sight.present == {ANA, BEN}
    alike = face(2, wide=240, at=700, decision=named(BEN))
    assert seen(large, alike).front is None
    assert seen(large, alike).prompt is Prompt.ONE_AT_A_TIME
    kept = seen(large, alike, before=2).front
    assert kept is not None
    assert kept.track == 2


def test_a_face_at_the_side_gives_way_to_one_in_the_middle() -> None:
    sight = seen(face(1, wide=200, at=120), face(2, wide=180, at=640))
    assert sight.front is not None
    assert sight.front.track == 2


@pytest.mark.parametrize(
    ("one", "prompt"),
    [
        (face(issues=(QualityIssue.TOO_DARK, QualityIssue.TURNED)), Prompt.MORE_LIGHT),
        (face(issues=(QualityIssue.TURNED,)), Prompt.LOOK_AT_CAMERA),
        (face(issues=None), None),
        (face(), None),
        (face(wide=450), Prompt.STEP_BACK),
    ],
)
def test_what_keeps_the_camera_from_knowing_more_is_said(one: TrackView, prompt: Prompt | None) -> None:
    front = seen(one).front
    assert front is not None
    assert front.prompt is prompt
    shown = after(KioskState(), seen(one), 0, 2).scene
    assert shown == (Scene(SceneKind.LOOKING) if prompt is None else Scene(SceneKind.APPROACH, prompt=prompt))


def test_a_scene_changes_only_after_a_while_and_stays_a_while() -> None:
    state = after(KioskState(), seen(), 0, 2)
    close, far = seen(face()), seen(face(wide=50))
    state = step(state, close, 3.0)
    assert state.scene == IDLE
    state = step(state, far, 3.2)
    state = step(state, close, 3.4)
    state = step(state, close, 3.7)
    assert state.scene == IDLE  # one flicker began it anew
    state = step(state, close, 3.9)
    assert state.scene.kind is SceneKind.LOOKING
    state = after(state, far, 4.0, 0.7)
    assert state.scene.kind is SceneKind.LOOKING  # it has not been there for a second
    state = step(state, far, 5.0)
    assert state.scene == Scene(SceneKind.APPROACH, prompt=Prompt.STEP_CLOSER)


def test_a_lost_camera_is_said() -> None:
    state = after(KioskState(), seen(camera=CameraState.STALLED), 0, 1)
    assert state.scene == Scene(SceneKind.NO_CAMERA, camera=CameraState.STALLED)
    assert after(state, seen(), 1.1, 2).scene == IDLE


def test_a_stranger_is_told_only_after_some_doubt() -> None:
    sight = seen(face(decision=UNKNOWN))
    assert after(KioskState(), sight, 0, 1.4).scene == IDLE
    state = after(KioskState(), sight, 0, 2)
    assert state.scene == Scene(SceneKind.REFUSED, refusal=Refusal.UNKNOWN)
    assert state.track == 1


@pytest.mark.parametrize(
    "one",
    [
        face(decision=named(ANA), live=LivenessState.SPOOF),
        face(decision=replace(UNKNOWN, reason=Reason.NOT_SEEN_LIVE)),
        face(decision=replace(UNKNOWN, verdict=Verdict.SPOOF, reason=Reason.SPOOF_SUSPECTED)),
    ],
)
def test_a_picture_of_a_face_is_refused_and_nobody_served(one: TrackView) -> None:
    sight = seen(one)
    state = after(KioskState(), sight, 0, 2)
    assert state.scene == Scene(SceneKind.REFUSED, refusal=Refusal.NOT_LIVE)
    assert due(state, sight, 2.0) is None


def test_who_was_served_is_greeted_for_a_while_and_not_served_again_until_they_come_back() -> None:
    sight = seen(face(decision=named(ANA)))
    front = due(KioskState(), sight, 0)
    assert front is not None
    assert front.person == ANA
    state = answered(KioskState(), WELCOME, ANA, front.track, 0.0)
    assert after(state, sight, 0.1, WELCOME_S - 0.3).scene == WELCOME
    state = after(state, sight, 0.1, WELCOME_S + 2)
    assert state.scene == IDLE
    assert due(state, sight, 6.0) is None
    state = after(state, seen(), 6.0, AGAIN_S + 0.2)
    assert due(state, sight, 11.0) is not None


def test_nobody_is_due_before_they_are_named() -> None:
    assert due(KioskState(), seen(), 0) is None
    assert due(KioskState(), seen(face()), 0) is None
    assert due(KioskState(), seen(face(decision=named(ANA))), 0) is not None
    assert after(KioskState(), seen(face(decision=named(ANA))), 0, 1).scene == Scene(SceneKind.LOOKING)


def test_the_next_person_waits_until_the_first_was_answered() -> None:
    state = answered(KioskState(), WELCOME, ANA, 1, 0.0)
    next_one = seen(face(2, decision=named(BEN)))
    assert due(step(state, next_one, 1.0), next_one, 1.0) is None
    assert due(step(state, next_one, 1.6), next_one, 1.6) is not None
    asked = answered(KioskState(), Scene(SceneKind.CHOOSE, name="Ana"), ANA, 1, 0.0)
    assert due(asked, next_one, 2.0) is None


def test_a_question_ends_when_who_was_asked_has_gone_or_does_not_answer_or_says_no() -> None:
    asked = Scene(SceneKind.CHOOSE, name="Ana")
    ana = seen(face(decision=named(ANA)))
    state = answered(KioskState(), asked, ANA, 1, 0.0)
    assert after(state, ana, 0.1, CHOICE_S - 0.3).scene == asked
    assert after(state, ana, 0.1, CHOICE_S + 0.2).scene == IDLE
    assert after(state, seen(), 0.1, GONE_S - 0.3).scene == asked
    assert after(state, seen(), 0.1, GONE_S + 0.2).scene == IDLE
    assert step(state, seen(), AGAIN_S + 1).scene == IDLE
    assert step(dropped(state, 1.0), ana, 1.0).scene == IDLE


def test_who_types_a_pin_may_look_down() -> None:
    state = answered(KioskState(), Scene(SceneKind.PIN_WANTED, name="Ana"), ANA, 1, 0.0)
    assert after(state, seen(), 0.1, 10).scene.kind is SceneKind.PIN_WANTED
    assert step(state, seen(), PIN_S).scene == IDLE
    by_code = answered(KioskState(), Scene(SceneKind.CHOOSE, name="Ana"), ANA, None, 0.0)
    assert after(by_code, seen(), 0.1, 5).scene.kind is SceneKind.CHOOSE


def test_a_refused_code_does_not_keep_the_face_from_being_served() -> None:
    refused = Scene(SceneKind.REFUSED, name="Ana", refusal=Refusal.DOOR)
    ana = seen(face(decision=named(ANA)))
    assert due(answered(KioskState(), refused, ANA, None, 0.0), ana, 2.0) is not None
    assert due(answered(KioskState(), refused, ANA, 1, 0.0), ana, 2.0) is None
    nobody = answered(KioskState(), Scene(SceneKind.REFUSED, refusal=Refusal.CODE_UNKNOWN), None, None, 0.0)
    assert nobody.met == ()
    assert step(nobody, seen(), REFUSED_S).scene == IDLE


def test_a_greeting_cannot_be_turned_down() -> None:
    state = answered(KioskState(), WELCOME, ANA, 1, 0.0)
    assert dropped(state, 0.5) is state


def test_who_is_served_twice_is_remembered_once() -> None:
    state = answered(KioskState(), Scene(SceneKind.CHOOSE, name="Ana"), ANA, 1, 0.0)
    state = answered(state, WELCOME, ANA, 1, 1.0)
    assert state.met == ((ANA, 1.0),)
