"""What a crowd costs: the same picture with 6, 60 and 120 faces, as frames of a stream and as a still.

Run as `python -m tests.benchmarks.crowd`. The heads of people in insightface's sample picture are laid out on grey,
80 pixels of face each, enough to be measured and embedded. The streams sway, so that everybody has to be
followed, and are stepped in turns, so that a busy machine slows all alike. Nothing is cached between frames.
"""

from collections.abc import Sequence
from contextlib import closing
from functools import partial

import cv2
import numpy as np
import typer

from core.capture.demo_cast import Photo, load_photos
from core.config import DetectionSettings, RecognitionSettings
from core.domain.arrays import BgrImage, frozen
from core.domain.camera import CameraSpec
from core.domain.clock import SystemClock
from core.domain.frame import Frame
from core.domain.ids import CameraId
from core.runtime.bench import Measurement, interleaved
from core.runtime.board import Board
from core.runtime.decider import Message
from core.runtime.figures import Recorder, Stage
from core.runtime.pipeline import CameraPipeline
from core.runtime.ports import Engine
from core.vision.packs import DEFAULT_PACK, load_pool
from core.vision.still import FaceReader
from tests.benchmarks.report import Json, report

CROWDS = (6, 60, 120)
COLUMNS, ROWS, CELL = 16, 9, 120
"""The grid of heads in a picture of 1920×1080."""
_MARGIN = 0.25
"""Surroundings of a head on every side, in face sizes."""


def heads(engine: Engine) -> list[BgrImage]:
    """Return those heads (CELL, CELL, 3) of the sample picture that are found at this size, even alone."""
    photo = load_photos()[Photo.GROUP]
    cut = []
    for left, top, right, bottom in engine.detect(photo).boxes.tolist():
        half = max(right - left, bottom - top) * (0.5 + _MARGIN)
        x, y = (left + right) / 2, (top + bottom) / 2
        head = photo[max(int(y - half), 0) : int(y + half), max(int(x - half), 0) : int(x + half)]
        cut.append(np.asarray(cv2.resize(head, (CELL, CELL), interpolation=cv2.INTER_AREA), np.uint8))
    return [head for head in cut if len(engine.detect(crowd([head], 1)))]


def crowd(faces: Sequence[BgrImage], count: int) -> BgrImage:
    """Return a picture (1080, 1920, 3) of `count` heads, row by row."""
    picture = np.full((ROWS * CELL, COLUMNS * CELL, 3), 110, np.uint8)
    for i in range(count):
        top, left = i // COLUMNS * CELL, i % COLUMNS * CELL
        picture[top : top + CELL, left : left + CELL] = faces[i % len(faces)]
    return frozen(picture)


class Stream:
    """One camera in front of a crowd."""

    def __init__(self, picture: BgrImage, count: int) -> None:
        self.recorder = Recorder()
        self.name = f"{count} faces"
        self._clock = SystemClock()
        self._camera = CameraId(self.name)
        self._spec = CameraSpec(self._camera, self.name, "")
        self._frames = [frozen(np.roll(picture, 2 * shift, axis=1)) for shift in (0, 1, 2, 3, 2, 1)]
        self._sent = list[Message]()
        self._pipeline = CameraPipeline(self._spec, RecognitionSettings(), Board(), self.recorder, self._sent.append)

    def step(self, seq: int, engine: Engine) -> None:
        """Process the next frame."""
        image = self._frames[seq % len(self._frames)]
        self._pipeline.step(Frame(self._camera, seq, self._clock.mono_ns(), self._clock.utc(), image), engine)


def measure_streams(engine: Engine, faces: Sequence[BgrImage], frames: int) -> tuple[Measurement, ...]:
    """Step a camera before each crowd through `frames` frames, in turns."""
    streams = [Stream(crowd(faces, count), count) for count in CROWDS]
    for seq in range(frames):
        for stream in streams:
            stream.step(seq, engine)
    figures = [stream.recorder.figures(frames, 0) for stream in streams]
    spreads = [one.stages[Stage.FRAME] for one in figures]
    return tuple(
        Measurement(
            f"{stream.name}: {one.detections / frames:.0f} found, {one.extractions / frames:.2f} embedded a frame",
            spread.p50, spread.p99, round(spread.p50 / spreads[0].p50, 3), streams[0].name,
        )
        for stream, one, spread in zip(streams, figures, spreads, strict=True)
    )  # fmt: skip


def measure_stills(reader: FaceReader, faces: Sequence[BgrImage], repeats: int) -> tuple[Measurement, ...]:
    """Read each crowd as a still picture, where every face found is measured."""
    pictures = {count: crowd(faces, count) for count in CROWDS}
    found = {count: len(reader.read(picture)) for count, picture in pictures.items()}
    parts = {f"{count} faces: {found[count]} found": partial(reader.read, pictures[count]) for count in CROWDS}
    return interleaved(parts, repeats)


def main(as_json: Json = False) -> None:
    """Time crowds as a stream and as a still."""
    with closing(load_pool(DEFAULT_PACK, 1, DetectionSettings())) as pool:
        with pool.lease() as engine:
            faces = heads(engine)
            report("A frame of a stream, 1920×1080", measure_streams(engine, faces, frames=100), as_json=as_json)
        reader = FaceReader(pool, RecognitionSettings().min_face_px)
        report("A still picture, 1920×1080", measure_stills(reader, faces, repeats=5), as_json=as_json)


if __name__ == "__main__":
    typer.run(main)
