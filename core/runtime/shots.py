"""Cutting faces out of frames: what is embedded, what people look at, what the tracker compares."""

from dataclasses import dataclass
from datetime import datetime

import cv2
import numpy as np

from core.config import RecognitionSettings
from core.domain.arrays import BgrImage, Floats, frozen
from core.domain.faces import Box, Detections, HeadPose, Quality
from core.domain.frame import Frame
from core.vision.align import align
from core.vision.quality import assess

PORTRAIT_PX = 160
_PORTRAIT_MARGIN = 0.45
"""Surroundings shown on every side, in face sizes: people know each other by more than the crop a network sees."""
_THUMB_PX = 12
_THUMBS = 24
"""Faces compared by picture; in a larger crowd the weakest detections go by motion alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A face cut out and judged, perhaps worth embedding. Arrays as in FaceShot."""

    seq: int
    mono_ns: int
    utc: datetime
    aligned: BgrImage
    portrait: BgrImage
    quality: Quality
    pose: HeadPose


def candidate_of(
    frame: Frame,
    box: Floats,
    landmarks: Floats,
    score: float,
    pose: HeadPose,
    settings: RecognitionSettings,
    least: float,
) -> tuple[Quality, Candidate | None]:
    """Judge one face of `frame`, and cut it out if it is usable and better than `least`.

    `box` (4,), `landmarks` (5, 2) in pixels; `least` as Quality.overall.
    """
    left, top, right, bottom = box.tolist()
    face = Box(left, top, right, bottom)
    aligned = align(frame.image, landmarks)
    quality = assess(frame.image, face, landmarks, score, pose, aligned, settings.min_face_px)
    if not quality.usable or quality.overall <= least:
        return quality, None
    portrait = portrait_of(frame.image, face)
    return quality, Candidate(frame.seq, frame.mono_ns, frame.utc, aligned, portrait, quality, pose)


def portrait_of(image: BgrImage, box: Box) -> BgrImage:
    """Return a square picture of the face with surroundings, at most PORTRAIT_PX wide, as its own read-only copy."""
    side = max(box.width, box.height) * (1 + 2 * _PORTRAIT_MARGIN)
    cx, cy = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    height, width = image.shape[:2]
    side = min(side, width, height)
    left = int(min(max(cx - side / 2, 0), width - side))
    top = int(min(max(cy - side / 2, 0), height - side))
    crop = image[top : top + max(int(side), 1), left : left + max(int(side), 1)]
    if crop.shape[0] > PORTRAIT_PX:
        small = cv2.resize(crop, (PORTRAIT_PX, PORTRAIT_PX), interpolation=cv2.INTER_AREA)
        return frozen(np.asarray(small, np.uint8))
    return frozen(crop.copy())


def thumbnails_of(image: BgrImage, detections: Detections) -> Floats:
    """Return (n, m) float32: each face as a tiny grey picture of zero mean and unit length, for correlation.

    Zero rows mean "not compared": they correlate with nothing, so the caller must not read them as a change.
    """
    thumbs = np.zeros((len(detections), _THUMB_PX * _THUMB_PX), np.float32)
    height, width = image.shape[:2]
    for i in range(min(len(detections), _THUMBS)):
        left, top, right, bottom = detections.boxes[i].astype(int).tolist()
        # Green alone is as good as grey here, and every few pixels of a large face are as good as all of them.
        step = max(1, (bottom - top) // (2 * _THUMB_PX))
        crop = image[max(top, 0) : min(bottom, height) : step, max(left, 0) : min(right, width) : step, 1]
        if crop.size:
            small = cv2.resize(crop, (_THUMB_PX, _THUMB_PX), interpolation=cv2.INTER_AREA).astype(np.float32).ravel()
            small -= small.mean()
            thumbs[i] = small / max(float(np.linalg.norm(small)), 1e-6)
    return thumbs
