"""What is seen in one picture: boxes, landmarks, pose, attributes, quality."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.domain.arrays import BgrImage, Floats, frozen

LANDMARKS = 5


@dataclass(frozen=True, slots=True)
class Box:
    """A face box in pixels of the full picture: left and top inclusive, right and bottom exclusive."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in pixels."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, eq=False)
class Detections:
    """The faces of one picture, best score first.

    `boxes` (n, 4) float32 left, top, right, bottom in pixels; `scores` (n,) float32 in 0…1;
    `landmarks` (n, 5, 2) float32 x, y in pixels: eye at the picture's left, eye at its right, nose tip,
    mouth corner at the left, at the right — for a face turned by `orient` quarter turns (clockwise
    degrees 0, 90, 180, 270 by which the face is turned from upright), "left" is meant after turning it upright.
    """

    boxes: Floats
    scores: Floats
    landmarks: Floats
    orient: int = 0

    def __post_init__(self) -> None:
        n = len(self.scores)
        if self.boxes.shape != (n, 4) or self.landmarks.shape != (n, LANDMARKS, 2):
            raise ValueError(
                f"inconsistent detections: {self.boxes.shape}, {self.scores.shape}, {self.landmarks.shape}"
            )
        for array in (self.boxes, self.scores, self.landmarks):
            frozen(array)

    def __len__(self) -> int:
        return len(self.scores)

    def box(self, i: int) -> Box:
        """Return the box of face `i`."""
        left, top, right, bottom = (float(v) for v in self.boxes[i])
        return Box(left, top, right, bottom)

    def moved(self, dx: float, dy: float) -> "Detections":
        """Return the same faces in a picture whose corner lies `dx` and `dy` pixels further to the left and the top."""
        if not (len(self) and (dx or dy)):
            return self
        shift = np.array([dx, dy], np.float32)
        return Detections(self.boxes + np.tile(shift, 2), self.scores, self.landmarks + shift, self.orient)

    @classmethod
    def none(cls) -> "Detections":
        """Return detections of no face at all."""
        return cls(np.empty((0, 4), np.float32), np.empty(0, np.float32), np.empty((0, LANDMARKS, 2), np.float32))


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Degrees. Yaw > 0: the face turns to the picture's right; pitch > 0: it looks up; roll > 0: it tilts clockwise."""

    yaw: float
    pitch: float
    roll: float


class Gender(StrEnum):
    """The two classes the attribute network tells apart."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True)
class Attributes:
    """An estimate from one shot: age in years, gender with the network's confidence in 0.5…1."""

    age: float
    gender: Gender
    gender_confidence: float


class QualityIssue(StrEnum):
    """Why a shot is not good, worst cause first where several apply."""

    TOO_SMALL = "too-small"
    CUT_OFF = "cut-off"
    BLURRED = "blurred"
    TURNED = "turned"
    TOO_DARK = "too-dark"
    TOO_BRIGHT = "too-bright"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Quality:
    """How well one shot can identify a person.

    `overall` in 0…1 is the product of the parts, each in 0…1; `width_px` is the face width in the full
    picture; `usable` is whether an embedding of it may be believed; `issues` says what to improve.
    """

    overall: float
    size: float
    sharpness: float
    frontality: float
    exposure: float
    detection: float
    width_px: float
    usable: bool
    issues: tuple[QualityIssue, ...] = ()

    @property
    def complaint(self) -> str:
        """The issues in words, for a sentence."""
        return ", ".join(issue.value.replace("-", " ") for issue in self.issues)


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One face of a still picture, measured completely. `landmarks` (5, 2) float32 pixels; `orient` as in Detections.

    `aligned` is the (112, 112, 3) BGR crop an embedder takes.
    """

    box: Box
    score: float
    landmarks: Floats
    orient: int
    pose: HeadPose
    quality: Quality
    attributes: Attributes | None
    aligned: BgrImage
