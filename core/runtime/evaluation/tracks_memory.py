"""An engine that remembers: rounds over the same clips would find and measure the same faces again and again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.domain.arrays import BgrImage
from core.domain.embedding import Embedding
from core.domain.faces import Attributes, Box, Detections
from core.runtime.ports import Engine


@dataclass(slots=True)
class Memory:
    """What was found in which picture, and measured of which crop, by the digest of its pixels."""

    found: dict[int, Detections] = field(default_factory=dict)
    measured: dict[int, Embedding] = field(default_factory=dict)


class RememberingEngine:
    """Answers as `engine` does, from `memory` where it can."""

    def __init__(self, engine: Engine, memory: Memory) -> None:
        self._engine = engine
        self._memory = memory

    @property
    def model_id(self) -> str:
        """Name of the embedder."""
        return self._engine.model_id

    @property
    def tells_liveness(self) -> bool:
        """Whether the liveness networks are installed."""
        return self._engine.tells_liveness

    def detect(self, image: BgrImage) -> Detections:
        """Find upright faces, best first."""
        key = hash(image.tobytes())
        if key not in self._memory.found:
            self._memory.found[key] = self._engine.detect(image)
        return self._memory.found[key]

    def embed(self, aligned: Sequence[BgrImage]) -> list[Embedding]:
        """Measure crops one by one, so that an answer does not depend on what it was asked together with."""
        return [self._embedding(crop) for crop in aligned]

    def _embedding(self, crop: BgrImage) -> Embedding:
        key = hash(crop.tobytes())
        if key not in self._memory.measured:
            self._memory.measured[key] = self._engine.embed([crop])[0]
        return self._memory.measured[key]

    def attributes(self, image: BgrImage, detections: Detections, index: int) -> Attributes:
        """Estimate age and gender of face `index`."""
        return self._engine.attributes(image, detections, index)

    def liveness(self, image: BgrImage, box: Box) -> float:
        """Return the chance that the face at `box` is live."""
        return self._engine.liveness(image, box)
