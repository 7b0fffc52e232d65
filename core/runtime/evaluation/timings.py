"""How long the stages take, one after another on one thread, on pictures of the set itself."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from core.capture.pictures import read_picture
from core.domain.arrays import BgrImage
from core.gallery.index import ExactIndex
from core.runtime.evaluation.dataset import Picture
from core.runtime.evaluation.measure import Rig, Watch
from core.runtime.figures import Spread
from core.vision.align import align

T = TypeVar("T")


def stage_timings(
    rig: Rig, pictures: Sequence[Picture], index: ExactIndex, sample: int, seed: int, watch: Watch
) -> dict[str, Spread]:
    """Time a seeded sample of pictures that show a face: a live frame's stages, and reading the still as a whole.

    The first picture is for warming up and not counted.
    """
    spent: dict[str, list[float]] = {stage: [] for stage in ("detect", "align", "embed", "search", "still")}
    order = np.random.default_rng(seed).permutation(len(pictures))[: sample + 1].tolist()
    for place in watch(order, "Timing", len(order)):
        _time(rig, read_picture(pictures[place].path), index, spent)
    return {stage: Spread.of(values[1:]) for stage, values in spent.items()}


def _time(rig: Rig, image: BgrImage, index: ExactIndex, spent: dict[str, list[float]]) -> None:
    with rig.pool.lease() as engine:
        found = _timed(lambda: engine.detect(image), spent["detect"])
        if len(found):
            crop = _timed(lambda: align(image, found.landmarks[0]), spent["align"])
            probe = _timed(lambda: engine.embed([crop])[0], spent["embed"])
            _timed(lambda: index.search(probe), spent["search"])
    _timed(lambda: rig.reader.read(image), spent["still"])


def _timed(work: Callable[[], T], spent: list[float]) -> T:
    begin = time.perf_counter()
    result = work()
    spent.append((time.perf_counter() - begin) * 1e3)
    return result
