"""People made up for the calibration: unit vectors with a little of each person's own direction."""

from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.domain.calibration import Calibration, Published, PublishedCurve
from core.domain.matching import OperatingPoint
from core.domain.people import TemplateBlock
from core.gallery.calibration.estimate import Evidence, Strangers, estimate

MODEL = "made-up"
POINT = OperatingPoint(0.50, 0.06, 0.415, 48.0)
MADE = datetime(2026, 1, 1, tzinfo=UTC)
NOBODY: Floats = np.empty((0, 0), np.float32)

_LEVELS = np.round(np.arange(0.0, 0.82, 0.02), 2)
CURVE = PublishedCurve(
    tuple(_LEVELS.tolist()),
    tuple(np.minimum(0.9, np.exp(-(_LEVELS - 0.1) / 0.04)).tolist()),
    tuple(np.clip((_LEVELS - 0.1) / 0.8, 1e-4, 1.0).tolist()),
    0.6,
)


def faces(
    people: int, pictures: int = 2, *, seed: int = 0, common: float = 0.3, noise: float = 0.6
) -> tuple[Floats, NDArray[np.int64]]:
    """Return (people × pictures, 64) unit rows and owners; `common` makes everybody alike, `noise` pictures differ."""
    rng = np.random.default_rng(seed)
    own = _unit(rng.standard_normal((people, 64)) + common * np.sqrt(64) * _unit(np.ones((1, 64))))
    owners = np.repeat(np.arange(people), pictures)
    return _unit(own[owners] + noise / 8 * rng.standard_normal((len(owners), 64))).astype(np.float32), owners


def with_means(vectors: Floats, owners: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64], NDArray[np.bool_]]:
    """Return the rows and owners with the mean of everybody behind them, and which those are."""
    sums = np.zeros((int(owners.max()) + 1, vectors.shape[1]))
    np.add.at(sums, owners, vectors)
    rows = np.concatenate((vectors, _unit(sums))).astype(np.float32)
    return rows, np.concatenate((owners, np.arange(len(sums)))), np.arange(len(rows)) >= len(vectors)


def block_of(
    vectors: Floats, owners: NDArray[np.int64], centroids: NDArray[np.bool_] | None = None, model: str = MODEL
) -> TemplateBlock:
    """Return the templates of a gallery whose people are called p00000 and so on."""
    names = np.array([f"p{number:05}".encode() for number in range(int(owners.max(initial=-1)) + 1)], dtype="S6")
    ids = np.arange(len(owners), dtype=np.int64)
    means = np.zeros(len(owners), np.bool_) if centroids is None else centroids
    return TemplateBlock(model, bytes(16), ids, vectors.copy(), owners.astype(np.int32), names, means)


def calibrated(
    vectors: Floats,
    owners: NDArray[np.int64],
    centroids: NDArray[np.bool_] | None = None,
    *,
    curve: PublishedCurve | None = CURVE,
    recorded: Floats = NOBODY,
    labelled: Strangers | None = None,
    seed: int = 0,
) -> Calibration:
    """Calibrate on made-up people."""
    evidence = Evidence(block_of(vectors, owners, centroids), recorded, POINT.consider, labelled)
    return estimate(evidence, Published(POINT, curve), MADE, seed, lambda _share: None)


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float64)
