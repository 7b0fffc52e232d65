"""Dozens of faces at once, found by an engine that knows where they are: work is bounded, nobody starves."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from core.config import RecognitionSettings
from core.domain.arrays import BgrImage, frozen
from core.domain.camera import CameraSpec
from core.domain.clock import SystemClock
from core.domain.embedding import Embedding
from core.domain.faces import Attributes, Box, Detections, Gender
from core.domain.frame import Frame
from core.domain.ids import CameraId
from core.domain.tracking import FrameView
from core.runtime.board import Board
from core.runtime.decider import Message, ShotTaken
from core.runtime.figures import Recorder
from core.runtime.pipeline import MEASURED_PER_FRAME, CameraPipeline
from core.vision.align import ARCFACE_TEMPLATE

COLUMNS, CELL, SIDE = 15, 64, 48
PEOPLE = 75
SETTINGS = RecognitionSettings()


@dataclass
class Hall:
    """An engine and the picture it looks at: everybody stands still, the first `restless` change face all the time."""

    people: int = PEOPLE
    restless: int = 0
    embedded: list[int] = field(default_factory=list)
    model_id: str = "seen"
    tells_liveness: bool = False

    def __post_init__(self) -> None:
        self._rng = np.random.default_rng(1)
        rows = -(-self.people // COLUMNS)
        self._still = self._rng.integers(40, 216, (rows * CELL, COLUMNS * CELL, 3), dtype=np.uint8)
        place = np.arange(self.people)
        corners = np.stack([place % COLUMNS, place // COLUMNS], axis=1) * CELL + (CELL - SIDE) // 2
        self._boxes = np.concatenate([corners, corners + SIDE], axis=1).astype(np.float32)
        self._landmarks = (ARCFACE_TEMPLATE * (SIDE / 112) + corners[:, None]).astype(np.float32)
        self._scores = np.linspace(0.95, 0.9, self.people, dtype=np.float32)

    def picture(self) -> BgrImage:
        image = self._still.copy()
        for left, top, right, bottom in self._boxes[: self.restless].astype(int).tolist():
            # Blurred, so that none of these faces is ever clear enough to settle whose it is.
            noise = self._rng.normal(128, 400, (SIDE, SIDE, 3)).astype(np.float32)
            image[top:bottom, left:right] = cv2.GaussianBlur(noise, (0, 0), 5).clip(0, 255)
        return frozen(image)

    def detect(self, image: BgrImage) -> Detections:
        del image
        return Detections(self._boxes.copy(), self._scores.copy(), self._landmarks.copy())

    def embed(self, aligned: Sequence[BgrImage]) -> list[Embedding]:
        self.embedded.append(len(aligned))
        return [Embedding.normalised(crop[::8, ::8].astype(np.float32).ravel() - 128.5, "seen") for crop in aligned]

    def attributes(self, image: BgrImage, detections: Detections, index: int) -> Attributes:
        del image, detections, index
        return Attributes(40, Gender.MALE, 0.9)

    def liveness(self, image: BgrImage, box: Box) -> float:
        raise AssertionError((image.shape, box))


def watch(hall: Hall, frames: int) -> tuple[list[FrameView], set[int]]:
    """Return what was shown frame by frame, and the tracks that were embedded."""
    camera, clock, sent = CameraId("hall"), SystemClock(), list[Message]()
    spec = CameraSpec(camera, "Hall", "")
    pipeline = CameraPipeline(spec, SETTINGS, Board(), Recorder(), sent.append)
    frames_of_hall = (Frame(camera, seq, clock.mono_ns(), clock.utc(), hall.picture()) for seq in range(frames))
    views = [pipeline.step(frame, hall) for frame in frames_of_hall]
    return views, {message.shot.track for message in sent if isinstance(message, ShotTaken)}


def measured(view: FrameView) -> set[int]:
    return {track.track for track in view.tracks if track.pose is not None}


def test_a_crowd_costs_no_more_looks_and_embeddings_than_a_few_people() -> None:
    hall = Hall()
    views, _embedded = watch(hall, 15)
    looks = [len(measured(later) - measured(earlier)) for earlier, later in itertools.pairwise(views)]
    assert max(looks) == MEASURED_PER_FRAME
    assert max(hall.embedded) == SETTINGS.embeddings_per_frame


def test_everybody_is_measured_in_turn_and_embedded_as_fast_as_the_budget_allows() -> None:
    rounds = -(-PEOPLE // MEASURED_PER_FRAME)
    needed = PEOPLE // SETTINGS.embeddings_per_frame
    views, embedded = watch(Hall(), needed + rounds + 10)
    assert len(views[-1].tracks) == PEOPLE
    assert len(measured(views[rounds + 2])) == PEOPLE
    assert len(embedded) == PEOPLE


def test_faces_that_stay_doubtful_keep_nobody_else_waiting() -> None:
    views, embedded = watch(Hall(restless=12), 80)
    assert len(measured(views[45])) == PEOPLE
    assert len(embedded) >= PEOPLE - 12, "everyone but those who are never clear"
