"""Guided enrolment with the real networks, on a real recording of a turning head."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.bootstrap import open_engine
from core.capture.video_file import pictures_of
from core.config import RecognitionSettings
from core.domain.arrays import BgrImage, frozen
from core.domain.frame import Frame
from core.domain.guidance import Prompt, Step
from core.domain.ids import CameraId
from core.runtime.guiding import Guide, detected
from core.runtime.ports import Engine

SAME = 0.36
"""A cosine as the default pack's operating point has for `consider`."""
FPS = 30.0


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with open_engine() as made:
        yield made


@pytest.fixture(scope="module")
def head(shared_data: Path) -> list[BgrImage]:
    """Every third picture of somebody turning to all sides, up to when the second side was seen."""
    film = enumerate(pictures_of(shared_data / "videos" / "headpose_test.mp4"))
    return [image for k, image in film if k < 340 and k % 3 == 0]


@pytest.fixture(scope="module")
def somebody(shared_data: Path) -> BgrImage:
    pictures = pictures_of(shared_data / "videos" / "leszko_face.mp4")
    first = next(pictures)
    pictures.close()
    return first


class Stage:
    """Plays pictures to a guide as a camera would, a tenth of a second apart."""

    def __init__(self, engine: Engine, *, mirrored: bool = False) -> None:
        @contextmanager
        def lease() -> Iterator[Engine]:
            yield engine

        self.engine = engine
        self.guide = Guide(RecognitionSettings(), SAME, lease, mirrored=mirrored)
        self.seq = 0
        self.said: list[Prompt] = []

    def play(self, pictures: list[BgrImage], step_s: float = 0.1) -> None:
        for image in pictures:
            moment = int(self.seq * step_s * 1e9)
            self.guide.step(detected(Frame(CameraId("c"), self.seq, moment, datetime.now(UTC), image), self.engine))
            self.seq += 1
            self.said.append(self.guide.guidance.prompt)


def test_a_turning_head_is_taken_from_all_sides_by_itself(engine: Engine, head: list[BgrImage]) -> None:
    stage = Stage(engine)
    stage.play(head)
    guidance = stage.guide.guidance
    taken = {one.step: one.shot for one in guidance.captured}
    assert {Step.FRONT, Step.LEFT, Step.RIGHT} <= set(taken)
    assert len(guidance.captured) <= 5
    assert guidance.done
    assert taken[Step.LEFT].pose.yaw > 18 > -18 > taken[Step.RIGHT].pose.yaw
    assert all(shot.quality.usable and shot.attributes is not None for shot in taken.values())
    shots = [one.shot.embedding for one in guidance.captured]
    assert all(a.cosine(b) < 0.95 for i, a in enumerate(shots) for b in shots[:i])
    assert {Prompt.HOLD_STILL, Prompt.TURN_LEFT, Prompt.TURN_LESS, Prompt.LOOK_AROUND} <= set(stage.said)
    assert Prompt.TAKE_OFF_MASK not in stage.said


def test_in_a_mirror_left_is_right(engine: Engine, head: list[BgrImage]) -> None:
    stage = Stage(engine, mirrored=True)
    stage.play([frozen(np.ascontiguousarray(image[:, ::-1])) for image in head[:25]])
    assert [one.step for one in stage.guide.guidance.captured] == [Step.FRONT, Step.RIGHT]


def test_two_people_are_asked_to_come_one_at_a_time(engine: Engine, head: list[BgrImage], somebody: BgrImage) -> None:
    high = head[0].shape[0]
    beside = cv2.resize(somebody, (somebody.shape[1] * high // somebody.shape[0], high))
    both = frozen(np.ascontiguousarray(np.hstack([head[0], beside])))
    stage = Stage(engine)
    stage.play([both] * 10)
    assert stage.said[-1] is Prompt.ONE_AT_A_TIME
    assert not stage.guide.guidance.captured
    assert len(stage.guide.guidance.faces) == 2


def test_somebody_else_is_refused(engine: Engine, head: list[BgrImage], somebody: BgrImage) -> None:
    stage = Stage(engine)
    stage.play(head[:8])
    stage.guide.take_now()
    stage.play([somebody])
    assert stage.said[-1] is Prompt.SOMEBODY_ELSE
    assert [one.step for one in stage.guide.guidance.captured] == [Step.FRONT]


def test_a_picture_is_taken_when_asked_and_forgotten_when_told(engine: Engine, head: list[BgrImage]) -> None:
    stage = Stage(engine)
    stage.guide.take_now()
    stage.play(head[:1])
    assert [one.step for one in stage.guide.guidance.captured] == [Step.FRONT]
    stage.guide.forget(0)
    assert stage.guide.guidance.captured == ()
    assert Step.FRONT in stage.guide.guidance.missing
    stage.guide.take_now()
    stage.play([frozen(np.zeros((360, 640, 3), np.uint8))])
    assert stage.guide.guidance.captured == ()
