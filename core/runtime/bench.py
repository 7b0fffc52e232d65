"""Timing the parts, interleaved with a baseline so that a busy machine slows both alike."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from core.config import RecognitionSettings
from core.domain.arrays import BgrImage
from core.domain.camera import CameraSpec
from core.domain.clock import Clock
from core.domain.frame import Frame
from core.domain.ids import CameraId
from core.runtime.board import Board
from core.runtime.decider import Message
from core.runtime.figures import Recorder, Stage
from core.runtime.pipeline import CameraPipeline
from core.runtime.ports import Engine
from core.vision.align import align
from core.vision.pose import head_pose
from core.vision.quality import assess

_WARM_UP = 5
_SQUARE = 256


@dataclass(frozen=True, slots=True)
class Measurement:
    """Milliseconds of one part, and its median over that of the `baseline`."""

    what: str
    p50: float
    p99: float
    ratio: float
    baseline: str


def interleaved(parts: Mapping[str, Callable[[], object]], repeats: int) -> tuple[Measurement, ...]:
    """Run every part in turn, `repeats` times over; the first part is the baseline."""
    spent: dict[str, list[float]] = {name: [] for name in parts}
    for turn in range(repeats + _WARM_UP):
        for name, run in parts.items():
            begin = time.perf_counter()
            run()
            if turn >= _WARM_UP:
                spent[name].append((time.perf_counter() - begin) * 1e3)
    baseline = next(iter(parts))
    return tuple(_measurement(name, values, baseline, spent[baseline]) for name, values in spent.items())


def _measurement(name: str, values: list[float], baseline: str, reference: list[float]) -> Measurement:
    p50, p99 = np.percentile(values, (50, 99)).round(3).tolist()
    return Measurement(name, p50, p99, round(float(np.median(values) / np.median(reference)), 3), baseline)


def vision_parts(engine: Engine, image: BgrImage) -> dict[str, Callable[[], object]]:
    """Return what is done to a frame with one face due, part by part; `image` shows at least one face.

    The first part is a matrix product: how fast this machine is just now, which on a shared one changes by the minute.
    """
    found = engine.detect(image)
    face, score = found.landmarks[0], float(found.scores[0])
    aligned, pose = align(image, face), head_pose(face)
    box = found.box(0)
    least = RecognitionSettings().min_face_px
    square = np.linspace(-1, 1, _SQUARE * _SQUARE, dtype=np.float32).reshape(_SQUARE, _SQUARE)
    return {
        f"OpenCV matrix product {_SQUARE}³": lambda: cv2.gemm(square, square, 1.0, square, 0.0),
        "detect": lambda: engine.detect(image),
        "align": lambda: align(image, face),
        "pose": lambda: head_pose(face),
        "quality": lambda: assess(image, box, face, score, pose, aligned, least),
        "embed": lambda: engine.embed([aligned]),
        "age and gender": lambda: engine.attributes(image, found, 0),
    }


def pipeline_run(engine: Engine, pictures: Iterator[BgrImage], clock: Clock) -> tuple[Measurement, ...]:
    """Step one camera through `pictures`; stages relative to detection, which has no business being outgrown."""
    recorder, messages = Recorder(), list[Message]()
    camera = CameraSpec(CameraId("bench"), "Bench", "demo:entrance")
    pipeline = CameraPipeline(camera, RecognitionSettings(), Board(), recorder, messages.append)
    for seq, picture in enumerate(pictures):
        pipeline.step(Frame(camera.id, seq, clock.mono_ns(), clock.utc(), picture), engine)
    stages = recorder.figures(0, 0).stages
    reference = stages[Stage.DETECT].p50
    return tuple(
        Measurement(name, spread.p50, spread.p99, round(spread.p50 / reference, 3), "detect")
        for name, spread in stages.items()
        if spread.n
    )
