"""Bringing a face upright and to a fixed size by its five landmarks."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import BgrImage, Floats, frozen

CROP = 112
"""Side of the crop an embedder takes, in pixels."""

ARCFACE_TEMPLATE = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]], np.float32
)
"""Where the five landmarks go in a 112×112 crop (Deng et al., ArcFace, 2019; insightface.utils.face_align).

insightface's norm_crop gives the same crops, but imports for a second and takes several times as long.
"""

_SHRINK_FROM = 2.0
"""Bilinear sampling sees 2×2 pixels; a face more than twice too large is averaged down first, or it aliases."""

Affine = NDArray[np.float64]
"""(2, 3) from picture to crop pixels."""


def similarity(points: Floats, template: Floats) -> Affine:
    """Return the least-squares rotation, scale and shift (2, 3) float64 from `points` to `template`, both (n, 2).

    In complex numbers the whole of it is one quotient. Points that coincide give a transform of scale zero.
    """
    source = points[:, 0] + 1j * points[:, 1].astype(np.float64)
    target = template[:, 0] + 1j * template[:, 1].astype(np.float64)
    source_mean, target_mean = source.mean(), target.mean()
    centred = source - source_mean
    spread = np.vdot(centred, centred).real
    turn = np.vdot(centred, target - target_mean) / spread if spread > 0 else 0j
    shift = target_mean - turn * source_mean
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])


def align(image: BgrImage, landmarks: Floats) -> BgrImage:
    """Return the read-only (112, 112, 3) BGR crop an embedder takes; upright however the face was turned."""
    return frozen(chip(image, landmarks, ARCFACE_TEMPLATE, CROP))


def chip(image: BgrImage, landmarks: Floats, template: Floats, size: int) -> BgrImage:
    """Return the (size, size, 3) crop with `landmarks` (n, 2) moved onto `template` (n, 2) crop pixels.

    What lies outside the picture is black.
    """
    affine = similarity(landmarks, template)
    scale = math.hypot(affine[0, 0], affine[1, 0])
    if 0 < scale < 1 / _SHRINK_FROM:
        image, affine = _shrunk(image, affine, size, scale)
    return np.asarray(cv2.warpAffine(image, affine, (size, size), flags=cv2.INTER_LINEAR), np.uint8)


def _shrunk(image: BgrImage, affine: Affine, size: int, scale: float) -> tuple[BgrImage, Affine]:
    """Average down the part of the picture the crop shows, by a whole factor, and adapt the transform to it."""
    factor = int(1 / scale)
    back = cv2.invertAffineTransform(affine)
    corners = np.array([[0, 0, 1], [size, 0, 1], [0, size, 1], [size, size, 1]]) @ back.T
    left, top = (max(0, int(low)) for low in corners.min(0) - factor)
    right, bottom = (max(0, int(high)) for high in corners.max(0) + factor)
    part = image[top:bottom, left:right]
    columns, rows = part.shape[1] // factor, part.shape[0] // factor
    if not columns or not rows:
        return image, affine
    part = part[: rows * factor, : columns * factor]
    small = cv2.resize(part, (columns, rows), interpolation=cv2.INTER_AREA)
    # Pixel centres: small (u, v) shows picture (left + u·f + (f - 1)/2, top + v·f + (f - 1)/2).
    middle = np.array([left, top]) + (factor - 1) / 2
    moved = np.column_stack([affine[:, :2] * factor, affine[:, 2] + affine[:, :2] @ middle])
    return np.asarray(small, np.uint8), moved
