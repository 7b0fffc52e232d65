"""The SFace embedder (Zhong et al., SFace: Sigmoid-Constrained Hypersphere Loss, 2021)."""

from collections.abc import Sequence

import numpy as np
import onnxruntime

from core.domain.arrays import BgrImage
from core.domain.embedding import Embedding


class SFace:
    """Measures aligned crops. Holds nothing but a session."""

    def __init__(self, session: onnxruntime.InferenceSession, model_id: str) -> None:
        self._session = session
        self._input = session.get_inputs()[0].name
        self.model_id = model_id

    def embed(self, aligned: Sequence[BgrImage]) -> list[Embedding]:
        """Measure (112, 112, 3) BGR crops, in their order; one by one, as a batch is no faster a crop."""
        return [self._measure(crop) for crop in aligned]

    def _measure(self, crop: BgrImage) -> Embedding:
        rgb = np.ascontiguousarray(crop[:, :, ::-1].transpose(2, 0, 1)[None], np.float32)
        ((vector,),) = self._session.run(None, {self._input: rgb})
        return Embedding.normalised(np.asarray(vector, np.float32), self.model_id)
