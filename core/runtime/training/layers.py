"""Fitting the two layers that know non-faces: centres of clusters, and a weight for the likeness to each of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats

CENTRES = 8
"""Clusters of non-faces. 8, 12, 16 and 24 were tried with three seeds each on false finds of street photos and of
drawings that pass the quality gate, at one of a thousand real faces lost: all stop the same third of them."""
_DECAY = 1e-4
"""Weight of the squared second layer beside the mean loss; three times of it stops a little less, a tenth no more."""
_ITERATIONS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """`centres` (k, d) float32 unit rows, `weights` (k,) float32, `bias`."""

    centres: Floats
    weights: Floats
    bias: float

    def chances(self, vectors: Floats) -> NDArray[np.float64]:
        """Return (n,) the chance in 0…1 that each of the unit rows `vectors` (n, d) is no face."""
        logits = np.maximum(vectors @ self.centres.T, 0.0) @ self.weights + self.bias
        return np.asarray(1.0 / (1.0 + np.exp(-logits.clip(-60, 60))), np.float64)


def fit(non_faces: Floats, faces: Floats, seed: int) -> Layers:
    """Fit both layers to unit rows (n, d) and (m, d), both kinds weighing the same. Equal input, equal layers."""
    from scipy.optimize import minimize  # half a second, and only here

    centres = cluster(non_faces, CENTRES, seed)
    likeness = np.maximum(np.concatenate((non_faces, faces)) @ centres.T, 0.0).astype(np.float64)
    wanted = np.repeat((1.0, 0.0), (len(non_faces), len(faces)))
    say = np.repeat((0.5 / len(non_faces), 0.5 / len(faces)), (len(non_faces), len(faces)))

    def loss(x: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = likeness @ x[:-1] + x[-1]
        error = say * (np.exp(-np.logaddexp(0.0, -logits)) - wanted)
        value = say @ (np.logaddexp(0.0, logits) - wanted * logits) + _DECAY * (x[:-1] @ x[:-1])
        return float(value), np.append(likeness.T @ error + 2 * _DECAY * x[:-1], error.sum())

    answer = minimize(loss, np.zeros(len(centres) + 1), jac=True, method="L-BFGS-B").x
    return Layers(centres, answer[:-1].astype(np.float32), float(answer[-1]))


def cluster(vectors: Floats, wanted: int, seed: int) -> Floats:
    """Return the centres (k, d) of at most `wanted` clusters of unit rows: k-means by cosine, begun far apart."""
    rng = np.random.default_rng(seed)
    centres = vectors[rng.integers(len(vectors))][None]
    while len(centres) < min(wanted, len(vectors)):
        distance = np.clip(1.0 - (vectors @ centres.T).max(axis=1), 0.0, None).astype(np.float64)
        if not distance.sum() > 0:
            break
        centres = np.concatenate((centres, vectors[rng.choice(len(vectors), p=distance / distance.sum())][None]))
    for _ in range(_ITERATIONS):
        nearest = (vectors @ centres.T).argmax(axis=1)
        sums = np.stack([vectors[nearest == i].sum(axis=0) for i in range(len(centres))])
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
    return np.asarray(centres, np.float32)
