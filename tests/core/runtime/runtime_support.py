"""Making shots without a camera: the pixels do not matter, the embeddings do."""

from datetime import UTC, datetime

import numpy as np

from core.domain.arrays import frozen
from core.domain.embedding import Embedding
from core.domain.faces import HeadPose, Quality
from core.domain.ids import CameraId
from core.domain.matching import OperatingPoint
from core.domain.tracking import FaceShot

MODEL = "test-model"
POINT = OperatingPoint(accept=0.45, margin=0.06, midpoint=0.36, slope=25)
DOOR = CameraId("door")


def face(seed: int, noise: float = 0.0, noise_seed: int = 0) -> Embedding:
    """A person's embedding, the same for the same seed, moved by `noise` parts of a random one."""
    own = np.random.default_rng(seed).normal(size=128)
    other = np.random.default_rng(1000 + noise_seed).normal(size=128)
    raw = own / np.linalg.norm(own) + noise * other / np.linalg.norm(other)
    return Embedding.normalised(raw.astype(np.float32), MODEL)


def quality(overall: float = 0.7) -> Quality:
    return Quality(overall, 1, 1, 1, 1, 1, 90, usable=True)


def shot(embedding: Embedding, track: int = 1, overall: float = 0.7, camera: CameraId = DOOR) -> FaceShot:
    picture = frozen(np.full((112, 112, 3), 128, np.uint8))
    return FaceShot(
        camera, track, 0, datetime(2026, 1, 1, tzinfo=UTC), picture, picture, embedding, quality(overall),
        HeadPose(0, 0, 0), None,
    )  # fmt: skip
