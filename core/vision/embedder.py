"""Face embedders as ONNX networks: a crop in, a direction out.

The default one is SFace (Zhong et al., SFace: Sigmoid-Constrained Hypersphere Loss, 2021), which takes the aligned crop
as it is; others want another size, another place for the landmarks, or another range of numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import onnxruntime

from core.domain.arrays import BgrImage, Floats
from core.domain.embedding import Embedding
from core.vision.align import ARCFACE_TEMPLATE, CROP, Affine, similarity

Channels = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Preparation:
    """What an embedder wants its input to be: `size` pixels square, (value - mean) / std for each channel, RGB or BGR.

    `landmarks` (5, 2) are the pixels of its own crop where the five landmarks belong, if not on the ArcFace template.
    """

    size: int = CROP
    rgb: bool = True
    mean: Channels = (0.0, 0.0, 0.0)
    std: Channels = (1.0, 1.0, 1.0)
    landmarks: tuple[tuple[float, float], ...] | None = None

    def affine(self) -> Affine | None:
        """Return the (2, 3) map from pixels of the aligned crop to those of the network's; None for the same."""
        if self.landmarks is not None:
            return similarity(ARCFACE_TEMPLATE, np.array(self.landmarks, np.float32))
        if self.size == CROP:
            return None
        scale = self.size / CROP
        return np.array([[scale, 0.0, (scale - 1) / 2], [0.0, scale, (scale - 1) / 2]])


class OnnxEmbedder:
    """Measures aligned crops. Holds nothing but a session and what its input is like."""

    def __init__(
        self, session: onnxruntime.InferenceSession, model_id: str, prepare: Preparation | None = None
    ) -> None:
        prepare = prepare or Preparation()
        self._session = session
        self._input = session.get_inputs()[0].name
        self._size = (prepare.size, prepare.size)
        self._order = slice(None, None, -1 if prepare.rgb else 1)
        self._mean = np.array(prepare.mean, np.float32).reshape(1, 3, 1, 1)
        self._std = np.array(prepare.std, np.float32).reshape(1, 3, 1, 1)
        self._affine = prepare.affine()
        self.model_id = model_id

    def embed(self, aligned: Sequence[BgrImage]) -> list[Embedding]:
        """Measure (112, 112, 3) BGR crops, in their order; one by one, as a batch is no faster a crop."""
        return [Embedding.normalised(self.raw(crop), self.model_id) for crop in aligned]

    def raw(self, crop: BgrImage) -> Floats:
        """Return the network's own numbers (d,) for one crop."""
        if self._affine is not None:
            warped = cv2.warpAffine(crop, self._affine, self._size, flags=cv2.INTER_LINEAR)
            crop = np.asarray(warped, np.uint8)
        values = np.ascontiguousarray(crop[:, :, self._order].transpose(2, 0, 1)[None], np.float32)
        values -= self._mean
        values /= self._std
        return np.asarray(self._session.run(None, {self._input: values})[0], np.float32).reshape(-1)
