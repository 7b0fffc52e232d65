"""What every detector has in common: fitting a picture into its working size, and keeping the best of its boxes."""

import math
from typing import NamedTuple, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import BgrImage, Floats
from core.domain.faces import Detections

CANDIDATES = 400
"""Boxes considered for suppression. Sixty faces give some 300; a wall of posters may give thousands."""

OVERLAP = 0.3
"""Boxes sharing more than this of their union are one face; the value YuNet and SCRFD are published with."""

Size = tuple[int, int]
"""Width, height in pixels."""

Indices = NDArray[np.intp]


class Detector(Protocol):
    """Finds upright faces. One thread at a time."""

    def detect(self, image: BgrImage, size: Size | None = None) -> Detections:
        """Find faces at the configured working size, or at `size`; boxes and landmarks in pixels of `image`."""
        ...


class Fit(NamedTuple):
    """How a picture lies in a detector's canvas: scaled by `scale`, at the top left, in multiples of 32 pixels."""

    scale: float
    width: int
    height: int
    canvas_width: int
    canvas_height: int


def fit(image: BgrImage, size: Size) -> Fit:
    """Return the largest placement of `image` within `size`; the canvas is no larger than the picture needs."""
    height, width = image.shape[:2]
    scale = min(size[0] / width, size[1] / height)
    fitted_width, fitted_height = max(1, round(width * scale)), max(1, round(height * scale))
    return Fit(
        scale, fitted_width, fitted_height, 32 * math.ceil(fitted_width / 32), 32 * math.ceil(fitted_height / 32)
    )


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
