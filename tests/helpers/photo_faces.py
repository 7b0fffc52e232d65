"""Faces of photos as clustering sees them, drawn around people."""

import numpy as np

from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.faces import Attributes
from core.profiles.faces import NO_HINTS, Hints, PhotoFace

MODEL = "test-model"
DIMENSIONS = 64


class Crowd:
    """People as far from each other as can be; draws faces of them, the same ones for the same seed."""

    def __init__(self, seed: int = 0) -> None:
        self._rng = np.random.default_rng(seed)

    def direction(self, person: int) -> Floats:
        """Return where a person lies: everybody at a right angle to everybody else."""
        return np.asarray(np.eye(DIMENSIONS)[person], np.float32)

    def vector(self, person: int, cosine: float = 0.8) -> Embedding:
        """Return a face with this cosine to its person, away from them in a direction of its own."""
        away = self._rng.normal(size=DIMENSIONS).astype(np.float32)
        away[:8] = 0.0  # the people stand there
        away /= np.linalg.norm(away)
        raw = cosine * self.direction(person) + np.sqrt(1 - cosine**2) * away
        return Embedding.normalised(raw.astype(np.float32), MODEL)

    def face(
        self,
        person: int,
        photo: int,
        *,
        cosine: float = 0.8,
        quality: float = 0.9,
        prominence: float = 1.0,
        alone: bool = True,
        hints: Hints = NO_HINTS,
        attributes: Attributes | None = None,
    ) -> PhotoFace:
        """Return a face of a person on a photo."""
        return PhotoFace(
            photo, person, self.vector(person, cosine), quality, prominence, 1.0, alone, hints, attributes
        )  # fmt: skip
