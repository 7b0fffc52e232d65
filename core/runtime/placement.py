"""Measuring how a camera hangs on what it shows."""

from collections import deque

import cv2
import numpy as np

from core.domain.arrays import BgrImage
from core.domain.faces import Box, QualityIssue
from core.domain.placement import PlacementReport, PlacementSample, PlacementVerdict
from core.domain.tracking import FrameView, TrackView
from core.policy.placement import GOOD_FACE_PX, assess, grade_width
from core.vision.align import align
from core.vision.pose import head_pose
from core.vision.quality import assess as assess_quality

KEPT = 240
"""Faces remembered: two minutes of one person at two pictures a second, so that a camera moved meanwhile counts."""

_FACES = 12
"""Faces measured in one picture, the largest; half a millisecond each."""

_INNER = 0.2
"""Share of the box left out on every side: hair and background say nothing about the light on a face."""

_HEAD, _AROUND = 0.35, 1.0
"""By how many widths the box is grown to be sure of the whole head, and to take in what is behind it."""


class PlacementCheck:
    """Collects faces; for one thread."""

    wanted_px = GOOD_FACE_PX

    def __init__(self) -> None:
        self._samples: deque[PlacementSample] = deque(maxlen=KEPT)
        self._seq = -1

    def add(self, view: FrameView) -> None:
        """Measure the faces of a picture, unless it is the same as last time."""
        if view.frame.seq != self._seq:
            self._seq = view.frame.seq
            self._samples.extend(sample_of(view))

    def report(self, fps: float) -> PlacementReport:
        """Return what to say about the camera, which delivers `fps` pictures a second."""
        return assess(self._samples, fps)

    @staticmethod
    def grade(width_px: float) -> PlacementVerdict:
        """Judge the width of one face, for painting it."""
        return grade_width(width_px)


def sample_of(view: FrameView) -> tuple[PlacementSample, ...]:
    """Measure the largest faces that were really seen in this very frame."""
    image = view.frame.image
    seen = sorted((t for t in view.tracks if not t.coasting), key=lambda t: -t.box.width)
    return tuple(_measure(image, track) for track in seen[:_FACES])


def _measure(image: BgrImage, track: TrackView) -> PlacementSample:
    pose = head_pose(track.landmarks)
    aligned = align(image, track.landmarks)
    quality = assess_quality(image, track.box, track.landmarks, track.score, pose, aligned, 0.0)
    face, around = _greys(image, track.box)
    return PlacementSample(
        track.box.width, pose.yaw, pose.pitch, pose.roll, quality.sharpness, quality.exposure, face, around,
        at_edge=QualityIssue.CUT_OFF in quality.issues,
    )  # fmt: skip


def _greys(image: BgrImage, box: Box) -> tuple[float, float]:
    """Return the mean grey of the face, and that beside and above the head; below it are only clothes."""
    wide, high = box.width, box.height
    face = _cut(image, box.left + _INNER * wide, box.top + _INNER * high, box.right - _INNER * wide, box.bottom)
    patches = (
        _cut(image, box.left - _AROUND * wide, box.top - _HEAD * high, box.left - _HEAD * wide, box.bottom),
        _cut(image, box.right + _HEAD * wide, box.top - _HEAD * high, box.right + _AROUND * wide, box.bottom),
        _cut(image, box.left, box.top - _AROUND * high, box.right, box.top - _HEAD * high),
    )
    around = [patch for patch in patches if patch.size]
    grey = float(face.mean()) if face.size else 0.0
    return grey, float(np.concatenate([patch.ravel() for patch in around]).mean()) if around else grey


def _cut(image: BgrImage, left: float, top: float, right: float, bottom: float) -> BgrImage:
    """Return a part of `image` in grey, what of it is inside."""
    height, width = image.shape[:2]
    part = image[
        max(0, round(top)) : max(0, min(height, round(bottom))), max(0, round(left)) : max(0, min(width, round(right)))
    ]
    return np.asarray(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), np.uint8) if part.size else part
