"""What a kiosk says."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.domain.access import Why
from core.domain.attendance import Way
from core.domain.camera import CameraState
from core.domain.errors import ErrorCode, KnownError
from core.domain.guidance import Prompt
from core.domain.kiosk import IDLE, Refusal, Scene, SceneKind
from gui.presenters.kiosk import SceneWords, Tone, words
from gui.presenters.text import as_written

TOKYO = ZoneInfo("Asia/Tokyo")
MORNING, NOON, EVENING = (datetime(2026, 3, 1, hour, 5, tzinfo=UTC) for hour in (22, 4, 11))


def said(scene: Scene, now: datetime = MORNING) -> SceneWords:
    return words(scene, now, TOKYO, as_written)


@pytest.mark.parametrize(
    ("now", "title"), [(MORNING, "Good morning"), (NOON, "Good afternoon"), (EVENING, "Good evening")]
)
def test_people_are_greeted_by_the_time_of_the_day_at_the_site(now: datetime, title: str) -> None:
    assert said(IDLE, now).title == title
    shown = said(Scene(SceneKind.WELCOME, name="Ana", way=Way.IN, at=now), now)
    assert (shown.tone, shown.title, shown.big) == (Tone.GOOD, title, "Ana")


def test_the_time_is_that_of_the_site_and_says_which_way() -> None:
    came = Scene(SceneKind.WELCOME, name="Ana", way=Way.IN, at=MORNING)
    assert said(came).detail == "In at 07:05"
    assert said(Scene(SceneKind.WELCOME, name="Ana", way=Way.IN, at=MORNING, already=True)).detail == "In since 07:05"
    left = said(Scene(SceneKind.WELCOME, name="Ana", way=Way.OUT, at=EVENING), EVENING)
    assert (left.title, left.detail) == ("Goodbye", "Out at 20:05")
    gone = Scene(SceneKind.WELCOME, name="Ana", way=Way.OUT, at=EVENING, already=True)
    assert said(gone, EVENING).detail == "Out since 20:05"
    assert said(Scene(SceneKind.WELCOME, name="Zoe", at=MORNING)) == SceneWords(Tone.GOOD, "check", "Welcome", "Zoe")


@pytest.mark.parametrize("why", [why for why in Why if why not in (Why.RULE, Why.HELD_OPEN)])
def test_every_refusal_of_a_door_says_something_to_the_person(why: Why) -> None:
    shown = said(Scene(SceneKind.REFUSED, name="Ana", refusal=Refusal.DOOR, why=why))
    assert (shown.tone, shown.title) == (Tone.BAD, "Ana")
    assert shown.detail.endswith(".")


def test_a_failure_is_said_in_its_own_sentence() -> None:
    error = KnownError(ErrorCode.PIN_LOCKED, seconds="60")
    shown = said(Scene(SceneKind.REFUSED, name="Ana", refusal=Refusal.FAILED, error=error))
    assert shown.detail == str(error)


@pytest.mark.parametrize(
    ("scene", "big"),
    [
        (Scene(SceneKind.APPROACH, prompt=Prompt.STEP_CLOSER), "Come closer"),
        (Scene(SceneKind.APPROACH), "Look at the camera"),
        (Scene(SceneKind.LOOKING), "Looking…"),
        (Scene(SceneKind.CHOOSE, name="Ana"), "Ana"),
        (Scene(SceneKind.PIN_WANTED, name="Ana"), "Ana"),
        (Scene(SceneKind.NO_CAMERA, camera=CameraState.CONNECTING), "The camera is starting"),
        (Scene(SceneKind.NO_CAMERA, camera=CameraState.LOST), "Please use your PIN"),
        (Scene(SceneKind.REFUSED, refusal=Refusal.UNKNOWN), "We do not know your face"),
        (Scene(SceneKind.REFUSED, refusal=Refusal.NOT_LIVE), "Your own face, please"),
        (Scene(SceneKind.REFUSED, refusal=Refusal.CODE_UNKNOWN), "This code is not valid"),
        (Scene(SceneKind.REFUSED, refusal=Refusal.DOOR), "The door stays shut"),
    ],
)
def test_every_scene_has_its_big_words(scene: Scene, big: str) -> None:
    assert said(scene).big == big
