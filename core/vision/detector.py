"""What every detector has in common: fitting a picture into its working size, and keeping the best of its boxes."""

import math
from typing import NamedTuple, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import BgrImage, Floats
from core.domain.faces import Detections

CANDIDATES = 1000
"""Boxes considered for suppression. 200 faces give as many; a wall of posters may give thousands."""

OVERLAP = 0.3
"""Boxes sharing more than this of their union are one face; the value YuNet and SCRFD are published with."""

_CELL = 32
"""A canvas is a whole number of the coarsest cells wide and high."""

_SNUG = 0.97
"""How much of its scale a picture may lose to fit the cells."""

Size = tuple[int, int]
"""Width, height in pixels."""

Indices = NDArray[np.intp]


class Detector(Protocol):
    """Finds upright faces. One thread at a time."""

    def detect(self, image: BgrImage, size: Size | None = None) -> Detections:
        """Find faces at the configured working size, or at `size`; boxes and landmarks in pixels of `image`."""
        ...


class Fit(NamedTuple):
    """How a picture lies in a detector's canvas: scaled by `scale`, at the top left."""

    scale: float
    width: int
    height: int
    canvas_width: int
    canvas_height: int


def fit(image: BgrImage, size: Size) -> Fit:
    """Return the largest placement of `image` within `size`; the canvas is no larger than the picture needs.

    A few rows or columns that would open another line of cells are shrunk away: a 16:9 picture in 640×384 takes 352
    rows instead of 384, a twelfth of the time for a fiftieth of the scale.
    """
    height, width = image.shape[:2]
    scale = min(size[0] / width, size[1] / height)
    whole = min(_CELL * (round(side * scale) // _CELL) / (side * scale) for side in (width, height))
    if whole >= _SNUG:
        scale *= whole
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    return Fit(scale, columns, rows, _CELL * math.ceil(columns / _CELL), _CELL * math.ceil(rows / _CELL))


def best(boxes: Floats, scores: Floats, landmarks: Floats, limit: int) -> Detections:
    """Return the best `limit` of the boxes (n, 4) left, top, right, bottom that remain when duplicates are gone."""
    kept = suppress(boxes, scores)[:limit]
    return Detections(boxes[kept], scores[kept], landmarks[kept])


def suppress(boxes: Floats, ranks: Floats) -> Indices:
    """Return which boxes (n, 4) no better ranked one overlaps, best first.

    Only the best `CANDIDATES` are looked at, so that a crowd costs a bounded time.
    """
    order = np.argsort(-ranks, kind="stable")[:CANDIDATES]
    if not len(order):
        return order
    sizes = np.concatenate([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]], axis=1)
    # OpenCV takes arrays, which its annotations forget; lists would take ten times as long.
    kept = cv2.dnn.NMSBoxes(sizes[order], ranks[order], 0.0, OVERLAP)  # type: ignore[arg-type]
    return order[np.asarray(kept, np.intp).reshape(-1)]
