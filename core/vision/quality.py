"""How well one shot can identify a person: pure measurements on a face and its aligned crop.

The constants come from SFace's genuine cosines on LFW as the pictures were degraded step by step; each says
where. A part of 1 means that nothing is lost there, a part of 0 that nobody is recognised any more.
"""

import math

import cv2
import numpy as np

from core.domain.arrays import BgrImage, Floats
from core.domain.faces import Box, HeadPose, Quality, QualityIssue

_SIZE_NONE, _SIZE_FULL = 16.0, 80.0
"""Face widths in pixels: 97 % are recognised at FAR 1e-4 with 94 px, 96 with 42, 95 with 33 and 89 with 23."""

_DETAIL = 48
"""Detail is judged on a crop of this side: a face 34 px wide still has all of it, so small is not called blurred."""

_SHARP_NONE, _SHARP_FULL = 0.12, 0.70
"""Curvature over slope: 0.77 or more in 95 of 100 pictures as published. At a blur of σ = 3 crop pixels, where the
median cosine has fallen from 0.70 to 0.51, the median is 0.28; at σ = 6, where nobody is recognised, 0.12."""

_FLAT = 0.5
"""Added to the slope's energy, in squared grey levels, so that an empty crop counts as blurred."""

_FACING_NONE = math.cos(math.radians(58))
"""Cosines fall little up to 50° of estimated yaw (0.69 to 0.58), where this part is 0.25; no data go further."""

_DARK_NONE, _DARK_FULL = 10.0, 50.0
"""Mean grey of the face: the median cosine is 0.69 at 65, 0.66 at 32, 0.60 at 19, 0.53 at 13 and 0.38 at 7."""

_WHITE = 250
_BURNT_NONE, _BURNT_FULL = 0.70, 0.10
"""Share of the face burnt out to white: the median cosine is 0.66 at 13 %, 0.58 at 42 % and 0.46 at 66 %."""

_SCORE_NONE, _SCORE_FULL = 0.50, 0.85
"""Detector scores: YuNet gives nine of ten clear faces more than 0.85, and SCRFD more than 0.7."""

_OUTSIDE_NONE = 0.25
"""Share of the box beyond the picture's edge; the eyes go next."""

_USABLE, _GOOD = 0.25, 0.5
"""A part below the first makes a shot unusable; one below the second is named as something to improve."""

_FACE_ROWS, _FACE_COLUMNS = slice(_DETAIL // 4, _DETAIL - 3), slice(_DETAIL // 6, _DETAIL - _DETAIL // 6)
"""Brows to chin, cheek to cheek in the small crop: hair and background say nothing about the face."""


def assess(
    image: BgrImage, box: Box, landmarks: Floats, score: float, pose: HeadPose, aligned: BgrImage, min_face_px: float
) -> Quality:
    """Judge the upright face at `box` and `landmarks` (5, 2) in pixels of `image`, with its (112, 112, 3) crop.

    Usable only if at least `min_face_px` wide.
    """
    grey = _small_grey(aligned)
    size = _ramp(math.log(max(1.0, box.width)), math.log(_SIZE_NONE), math.log(_SIZE_FULL))
    sharp = _ramp(_sharpness(grey), _SHARP_NONE, _SHARP_FULL)
    facing = _ramp(math.cos(math.radians(pose.yaw)) * math.cos(math.radians(pose.pitch)), _FACING_NONE, 1.0)
    dark = _ramp(float(grey.mean()), _DARK_NONE, _DARK_FULL)
    bright = _ramp(float((grey >= _WHITE).mean()), _BURNT_NONE, _BURNT_FULL)
    certain = _ramp(score, _SCORE_NONE, _SCORE_FULL)
    parts = [
        (max(size, _USABLE) if box.width >= min_face_px else 0.0, QualityIssue.TOO_SMALL),
        (_inside(image, box, landmarks), QualityIssue.CUT_OFF),
        (sharp, QualityIssue.BLURRED),
        (facing, QualityIssue.TURNED),
        (dark, QualityIssue.TOO_DARK),
        (bright, QualityIssue.TOO_BRIGHT),
        (certain, QualityIssue.UNCERTAIN),
    ]
    parts.sort(key=lambda part: part[0])
    return Quality(
        overall=size * sharp * facing * min(dark, bright) * certain,
        size=size,
        sharpness=sharp,
        frontality=facing,
        exposure=min(dark, bright),
        detection=certain,
        width_px=box.width,
        usable=parts[0][0] >= _USABLE,
        issues=tuple(issue for value, issue in parts if value < _GOOD),
    )


def _ramp(value: float, none: float, full: float) -> float:
    """Return 0 at `none`, 1 at `full` and beyond, a straight line between."""
    return max(0.0, min(1.0, (value - none) / (full - none)))


def _small_grey(aligned: BgrImage) -> Floats:
    """Return the face's part of the crop, reduced to `_DETAIL`, as float32 grey 0–255."""
    small = cv2.resize(cv2.cvtColor(aligned, cv2.COLOR_BGR2GRAY), (_DETAIL, _DETAIL), interpolation=cv2.INTER_AREA)
    return small[_FACE_ROWS, _FACE_COLUMNS].astype(np.float32)


def _sharpness(grey: Floats) -> float:
    """Return the energy of the second differences over that of the first, along the worse axis.

    A ratio of the picture to itself is free of contrast and light; the worse axis also tells motion blur.
    """
    down, across = grey[1:] - grey[:-1], grey[:, 1:] - grey[:, :-1]
    return min(
        _energy(down[1:] - down[:-1]) / (_energy(down) + _FLAT),
        _energy(across[:, 1:] - across[:, :-1]) / (_energy(across) + _FLAT),
    )


def _energy(values: Floats) -> float:
    return float(np.vdot(values, values)) / values.size


def _inside(image: BgrImage, box: Box, landmarks: Floats) -> float:
    """Return 1 for a face wholly in the picture, 0 where a quarter of it or one landmark is not."""
    height, width = image.shape[:2]
    if not ((landmarks >= 0) & (landmarks < (width, height))).all():
        return 0.0
    seen_width = min(box.right, width) - max(box.left, 0.0)
    seen_height = min(box.bottom, height) - max(box.top, 0.0)
    area = box.width * box.height
    outside = 1.0 - seen_width * seen_height / area if area > 0 else 1.0
    return _ramp(outside, _OUTSIDE_NONE, 0.0)
