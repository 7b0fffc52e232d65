"""Recorded clips as every tracker gets to see them, with samples by which to tell who is who.

The clip goes once through the real pipeline, which is thereby the first of the trackers compared; the others are
given what its detector found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.capture.video_file import pictures_of
from core.config import RecognitionSettings
from core.domain.arrays import BgrImage, Floats
from core.domain.camera import CameraSpec
from core.domain.clock import SystemClock
from core.domain.embedding import Embedding
from core.domain.faces import Attributes, Box, Detections
from core.domain.frame import Frame
from core.domain.ids import CameraId
from core.domain.tracking import FrameView
from core.runtime.board import Board
from core.runtime.decider import Message
from core.runtime.dossier import CLEAR_ENOUGH_TO_SPLIT
from core.runtime.figures import Recorder
from core.runtime.pipeline import CameraPipeline
from core.runtime.ports import Engine
from core.vision.align import align
from core.vision.pose import head_pose
from core.vision.quality import assess

SAMPLED_EVERY = 3
"""Frames from one sample of everybody's face to the next."""

TrackIds = NDArray[np.int64]
"""(n,) the track each detection of a frame belongs to; 0 for those that belong to none."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A clear face: detection `row` of frame `seq`, its embedding `vector` (d,) of unit length."""

    seq: int
    row: int
    vector: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One clip. `frames` holds the faces found in each frame, `tracked` what the pipeline made of them."""

    name: str
    frames: tuple[Detections, ...]
    samples: tuple[Sample, ...]
    tracked: tuple[TrackIds, ...]


class _Witness:
    """An engine that remembers what it found in the last picture."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.found = Detections.none()

    @property
    def model_id(self) -> str:
        return self._engine.model_id

    def detect(self, image: BgrImage) -> Detections:
        self.found = self._engine.detect(image)
        return self.found

    def embed(self, aligned: Sequence[BgrImage]) -> list[Embedding]:
        return self._engine.embed(aligned)

    def attributes(self, image: BgrImage, detections: Detections, index: int) -> Attributes:
        return self._engine.attributes(image, detections, index)

    @property
    def tells_liveness(self) -> bool:
        return self._engine.tells_liveness

    def liveness(self, image: BgrImage, box: Box) -> float:
        return self._engine.liveness(image, box)


def record(path: Path, engine: Engine) -> Recording:
    """Play a clip through the pipeline, frame by frame."""
    camera, clock, sent = CameraId(path.name), SystemClock(), list[Message]()
    spec = CameraSpec(camera, path.name, str(path))
    pipeline = CameraPipeline(spec, RecognitionSettings(), Board(), Recorder(), sent.append)
    witness = _Witness(engine)
    frames, samples, tracked = [], list[Sample](), []
    for seq, image in enumerate(pictures_of(path)):
        view = pipeline.step(Frame(camera, seq, clock.mono_ns(), clock.utc(), image), witness)
        frames.append(witness.found)
        tracked.append(_ids(view, witness.found))
        if seq % SAMPLED_EVERY == 0:
            samples += _samples(seq, image, witness.found, engine)
    return Recording(path.name, tuple(frames), tuple(samples), tuple(tracked))


def clips(folder: Path) -> list[Path]:
    """Return the recordings in a folder, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix in (".mp4", ".mkv"))


def _ids(view: FrameView, found: Detections) -> TrackIds:
    """Return which track shows which detection: a face seen in this very frame is painted where it was found."""
    at = {(t.box.left, t.box.top, t.box.right, t.box.bottom): t.track for t in view.tracks if not t.coasting}
    return np.array([at.get(tuple(box), 0) for box in found.boxes.tolist()], np.int64)


def _samples(seq: int, image: BgrImage, found: Detections, engine: Engine) -> Iterator[Sample]:
    """Measure every face that is clear enough for the pipeline to tell people apart by."""
    for row in range(len(found)):
        landmarks = found.landmarks[row]
        aligned, pose = align(image, landmarks), head_pose(landmarks)
        least = RecognitionSettings().min_face_px
        quality = assess(image, found.box(row), landmarks, float(found.scores[row]), pose, aligned, least)
        if quality.usable and quality.overall >= CLEAR_ENOUGH_TO_SPLIT:
            yield Sample(seq, row, engine.embed([aligned])[0].vector)
