"""A recording of one person as a source of templates."""

from collections.abc import Sequence
from pathlib import Path

from core.capture.video_file import pictures_of
from core.config import RecognitionSettings
from core.domain.camera import CameraSpec
from core.domain.clock import Clock
from core.domain.errors import ErrorCode, KnownError
from core.domain.frame import Frame
from core.domain.ids import CameraId
from core.domain.matching import OperatingPoint
from core.domain.tracking import FaceShot
from core.runtime.board import Board
from core.runtime.decider import Message, ShotTaken
from core.runtime.figures import Recorder
from core.runtime.pipeline import CameraPipeline
from core.runtime.ports import Engine

VIDEO_SUFFIXES = frozenset({".mp4", ".mkv", ".avi", ".mov", ".webm", ".m4v", ".ts", ".mpg", ".mpeg"})
TEMPLATES_PER_CLIP = 4
_SOMEBODY_ELSE = 0.15
"""Cosine under the operating point's `consider` at which a good shot cannot be the same person any more."""


def is_video(path: Path) -> bool:
    """Say by its name whether `path` is a recording rather than a picture."""
    return path.suffix.lower() in VIDEO_SUFFIXES


def best_shots(path: Path, engine: Engine, point: OperatingPoint, clock: Clock) -> list[FaceShot]:
    """Return the best shots of the one person in a recording, best first.

    Raises KnownError: SOURCE_* when it cannot be played, NO_FACE without a usable face, CLIP_OF_SEVERAL when
    its good shots are not of one person.
    """
    messages: list[Message] = []
    camera = CameraSpec(CameraId(path.name), path.name, str(path))
    pipeline = CameraPipeline(camera, RecognitionSettings(), Board(), Recorder(), messages.append)
    for seq, image in enumerate(pictures_of(path)):
        pipeline.step(Frame(camera.id, seq, clock.mono_ns(), clock.utc(), image), engine)
    shots = sorted((m.shot for m in messages if isinstance(m, ShotTaken)), key=lambda s: -s.quality.overall)
    if not shots:
        raise KnownError(ErrorCode.NO_FACE, path=str(path))
    likeness = [shots[0].embedding.cosine(shot.embedding) for shot in shots]
    strangers = sum(score < point.consider - _SOMEBODY_ELSE for score in likeness)
    if strangers > len(shots) // 4:
        raise KnownError(ErrorCode.CLIP_OF_SEVERAL, path=str(path))
    return worth_enrolling(shots, point)


def worth_enrolling(shots: Sequence[FaceShot], point: OperatingPoint) -> list[FaceShot]:
    """Return the best of `shots`, which are given best first, that are surely of the same person as the first."""
    alike = [shot for shot in shots if shots[0].embedding.cosine(shot.embedding) >= point.consider]
    return alike[:TEMPLATES_PER_CLIP]
