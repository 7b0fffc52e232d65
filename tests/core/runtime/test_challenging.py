"""A visitor led through a head-turn challenge by what a camera's pipeline shows."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from core.bootstrap import open_engine
from core.capture.video_file import pictures_of
from core.config import RecognitionSettings
from core.domain.arrays import frozen
from core.domain.camera import CameraSpec
from core.domain.clock import SystemClock
from core.domain.faces import Box, HeadPose
from core.domain.frame import Frame
from core.domain.ids import CameraId
from core.domain.matching import UNDECIDED
from core.domain.tracking import FrameView, TrackView
from core.policy.challenge import Challenge, Instruction, Outcome
from core.runtime.board import Board
from core.runtime.challenging import ChallengeRun
from core.runtime.evaluation.tracks_memory import Memory, RememberingEngine
from core.runtime.figures import Recorder
from core.runtime.pipeline import CameraPipeline
from core.runtime.ports import Engine

CAMERA = CameraSpec(CameraId("desk"), "Desk", "usb:0")
RIGHT, LEFT = Instruction.TURN_RIGHT, Instruction.TURN_LEFT


def seed_for(*turns: Instruction) -> int:
    """Return a seed that asks for these turns."""
    return next(s for s in range(200) if tuple(i.instruction for i in Challenge.drawn(s).steps[1::2]) == turns)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Return a real engine that remembers what it found in the clip, which is played more than once."""
    with open_engine() as leased:
        yield RememberingEngine(leased, Memory())


@pytest.mark.parametrize(
    ("turns", "outcome"), [((RIGHT, LEFT, RIGHT), Outcome.PASSED), ((LEFT, RIGHT, LEFT), Outcome.WRONG_WAY)]
)
def test_a_man_who_turns_his_head_passes_if_that_was_asked(
    shared_data: Path, engine: Engine, turns: tuple[Instruction, ...], outcome: Outcome
) -> None:
    run, clock = ChallengeRun(seed_for(*turns), mirrored=False), SystemClock()
    pipeline = CameraPipeline(CAMERA, RecognitionSettings(), Board(), Recorder(), lambda _: None)
    with closing(pictures_of(shared_data / "videos" / "headpose_test.mp4")) as pictures:
        turning = list(islice(pictures, 0, 290, 3)) * 2
        for number, image in enumerate(turning):
            frame = Frame(CAMERA.id, number, number * 100_000_000, clock.utc(), image)
            run.look(pipeline.step(frame, engine))
    assert run.challenge.outcome is outcome


def view(seq: int, *faces: tuple[int, float, float]) -> FrameView:
    """Return what a camera shows every tenth of a second: faces as track, width in pixels and yaw in degrees."""
    image = frozen(np.zeros((8, 8, 3), np.uint8))
    frame = Frame(CAMERA.id, seq, seq * 100_000_000, SystemClock().utc(), image)
    landmarks = frozen(np.zeros((5, 2), np.float32))
    views = (
        TrackView(
            track, Box(0, 0, width, width), landmarks, 0.9, False, HeadPose(yaw, 0, 0), None, None, UNDECIDED, None
        )
        for track, width, yaw in faces
    )  # fmt: skip
    return FrameView(frame, tuple(views))


def test_the_nearest_face_is_meant_until_it_follows_and_no_other_takes_over() -> None:
    run = ChallengeRun(1, mirrored=False)
    assert run.look(None).outcome is Outcome.RUNNING
    for seq in range(12):
        run.look(view(seq, (1, 60.0, 80.0), (2, 90.0, 0.0)))
    assert run.challenge.done == 1
    for seq in range(12, 20):
        run.look(view(seq, (1, 200.0, 0.0)))
    assert run.challenge.outcome is Outcome.FACE_LOST
    assert run.look(view(20, (2, 90.0, 0.0))) is run.challenge


def test_a_view_counts_once() -> None:
    run = ChallengeRun(1, mirrored=False)
    first = view(0, (1, 90.0, 0.0))
    once = run.look(first)
    later = replace(first, frame=replace(first.frame, mono_ns=10**9))
    assert run.look(later) is once
