"""Which faces of a collection are one person's: density-based clustering (DBSCAN; Ester, Kriegel, Sander, Xu 1996).

Distances are cosines. How near is near follows the embedder (its operating point), how many faces there are, and where
the faces themselves leave a gap.
"""

import math

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.domain.matching import OperatingPoint
from core.profiles.faces import Cluster

_CAUTION = 5.0
"""Times a face is to be likelier of the same person than the other faces of the collection give chances for a
mistake. In albums of 15 people of LFW with 280 faces, 1, 2, 5, 10 and 20 find 98.6, 98.6, 98.2, 98.1 and 97.8 % of the
pairs of one person, and of the pairs found 97.9, 98.3, 99.2, 99.2 and 99.2 % are right."""
_SLACK = 0.02
"""How far, as a cosine, a gap in the data may move the level to either side. In the same albums 98.4 % are found with
this, 0 and 0.04 each but for 0.2 points; right are 99.2 % with this and with 0.04, 98.8 % with 0."""
_CORE = 2
"""Near faces that make a core, the face itself counted. With 3 the albums lose 0.2 points of the pairs and gain none
in rightness; many collections are a handful of photos."""

_NOISE = -1


def level_for(point: OperatingPoint, faces: int) -> float:
    """Return the cosine from which on two of `faces` faces are neighbours.

    Where a face can be mistaken for any of the others, the odds against a chance neighbour grow with their number.
    """
    return point.even + math.log(_CAUTION * max(faces, 2)) / point.slope


def gap_level(cosines: Floats, level: float) -> float:
    """Return the middle of the widest gap of the nearest-neighbour cosines within `_SLACK` of `level`.

    `cosines` (n, n). The gap stands for the knee of the k-distance plot (Ester et al., section 4.2). `level` itself
    where nothing lies there.
    """
    others = cosines - 2.0 * np.eye(len(cosines), dtype=np.float32)
    nearest = np.sort(others, axis=1)[:, -min(2, len(others)) :].ravel()
    low, high = level - _SLACK, level + _SLACK
    inside = np.sort(nearest[(nearest > low) & (nearest < high)])
    if not len(inside):
        return level
    edges = np.concatenate(([low], inside, [high]))
    widest = int(np.diff(edges).argmax())
    return float(edges[widest] + edges[widest + 1]) / 2


def dbscan(near: NDArray[np.bool_], least: int) -> NDArray[np.intp]:
    """Return the cluster (n,) of each point, -1 for noise, from who is `near` (n, n) whom, themselves included.

    A point with `least` near ones is a core; cores near each other share a cluster, whose number ascends with its first
    core; others join the first cluster that has a core near them.
    """
    labels = np.full(len(near), _NOISE, np.intp)
    cores = near.sum(axis=1) >= least
    clusters = 0
    for seed in np.flatnonzero(cores):
        if labels[seed] != _NOISE:
            continue
        labels[seed] = clusters
        open_ends = [int(seed)]
        while open_ends:
            reached = np.flatnonzero(near[open_ends.pop()] & (labels == _NOISE))
            labels[reached] = clusters
            open_ends += reached[cores[reached]].tolist()
        clusters += 1
    return labels


def clustered(vectors: Floats, level: float) -> tuple[Cluster, ...]:
    """Return the clusters of unit rows (n, d) at a cosine `level`; what is noise to DBSCAN stands by itself."""
    if not len(vectors):
        return ()
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, 1.0)
    labels = dbscan(cosines >= level, _CORE)
    groups = [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]
    groups += [np.array([lone]) for lone in np.flatnonzero(labels == _NOISE)]
    return tuple(Cluster(tuple(group.tolist())) for group in groups)
