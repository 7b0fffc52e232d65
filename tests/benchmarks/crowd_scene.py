"""A hall full of people: real heads, each walking in small loops, as frames of 1920×1080."""

import math
import os
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from core.capture.demo_cast import Photo, load_photos
from core.capture.pictures import read_picture
from core.domain.arrays import BgrImage, frozen
from core.runtime.ports import Engine

WIDTH, HEIGHT = 1920, 1080
COLUMNS, ROWS, CELL = 20, 10, 96
"""Places for 200 heads; a face is about half a cell wide."""
PLACES = COLUMNS * ROWS
_MARGIN = 0.4
"""Surroundings of a head on every side, in face sizes."""
_ROOM = (WIDTH - COLUMNS * CELL) // 2, (HEIGHT - ROWS * CELL) // 2
_STRIDE, _LOOP = 12.0, 60
"""Pixels everybody walks to either side, and frames of a loop at the slowest."""


def heads(engine: Engine, wanted: int) -> list[BgrImage]:
    """Return at most `wanted` heads (CELL, CELL, 3) that are found alone: of LFW, else of the demo's people."""
    data = Path(os.environ.get("USHER_DATA") or Path(__file__).parents[3] / "shared" / "data") / "lfw_dev" / "images"
    found: list[BgrImage] = []
    for person in sorted(data.iterdir()) if data.is_dir() else ():
        picture = read_picture(min(person.iterdir()))
        found += _cut(engine, picture, 1)
        if len(found) >= wanted:
            return found
    return found or [head for photo in Photo for head in _cut(engine, load_photos()[photo], wanted)]


def _cut(engine: Engine, picture: BgrImage, most: int) -> list[BgrImage]:
    cut = []
    for left, top, right, bottom in engine.detect(picture).boxes[:most].tolist():
        half = max(right - left, bottom - top) * (0.5 + _MARGIN)
        x, y = (left + right) / 2, (top + bottom) / 2
        head = picture[max(int(y - half), 0) : int(y + half), max(int(x - half), 0) : int(x + half)]
        cut.append(np.asarray(cv2.resize(head, (CELL, CELL), interpolation=cv2.INTER_AREA), np.uint8))
    return [head for head in cut if len(engine.detect(Hall([head]).frame(0)))]


class Hall:
    """Everybody has a place and walks around it; `heads` are dealt out in turn until `count` people are there."""

    def __init__(self, heads: Sequence[BgrImage], count: int = 1) -> None:
        self._heads = heads
        self._count = count
        self._phase = np.random.default_rng(7).uniform(0, 2 * math.pi, (PLACES, 2))
        self._pace = np.random.default_rng(8).uniform(0.5, 1.0, (PLACES, 2)) * (2 * math.pi / _LOOP)

    def corners(self, seq: int) -> NDArray[np.intp]:
        """Return (count, 2) left and top of every head in frame `seq`."""
        place = np.arange(self._count)
        grid = np.stack([place % COLUMNS, place // COLUMNS], axis=1) * CELL + _ROOM
        swing = _STRIDE * np.sin(self._phase + self._pace * seq)[: self._count]
        return np.asarray(grid + swing.round(), np.intp).clip(0, (WIDTH - CELL, HEIGHT - CELL))

    def frame(self, seq: int) -> BgrImage:
        """Paint frame `seq`; who is further down stands in front."""
        picture = np.full((HEIGHT, WIDTH, 3), 110, np.uint8)
        for i, (left, top) in enumerate(self.corners(seq).tolist()):
            picture[top : top + CELL, left : left + CELL] = self._heads[i % len(self._heads)]
        return frozen(picture)
