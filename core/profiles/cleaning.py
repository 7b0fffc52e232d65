"""What is wrong with clusters by what everybody knows of photos: nobody is on one twice."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.profiles.clustering import clustered
from core.profiles.faces import Cluster, PhotoFace, stacked

_STEP = 0.04
"""By how much the cosine rises from one attempt to split a cluster to the next."""
_TIGHTEST = 0.70
"""Cosine beyond which two faces of one photo are one person after all: a mirror, a collage, a poster on the wall."""


def without_nonfaces(
    faces: Sequence[PhotoFace], chance: Callable[[Embedding], float], threshold: float
) -> tuple[PhotoFace, ...]:
    """Return the faces whose `chance` of being none is under `threshold`."""
    return tuple(face for face in faces if chance(face.embedding) < threshold)


def conflicts(faces: Sequence[PhotoFace], cluster: Cluster) -> tuple[tuple[int, ...], ...]:
    """Return the groups of members that are on one photo."""
    by_photo = defaultdict[int, list[int]](list)
    for member in cluster.members:
        by_photo[faces[member].photo].append(member)
    return tuple(tuple(group) for group in by_photo.values() if len(group) > 1)


def parted(faces: Sequence[PhotoFace], clusters: Sequence[Cluster], level: float) -> tuple[Cluster, ...]:
    """Split the clusters that hold two faces of one photo, at ever higher cosines, until none does.

    What no split parts is one face more than once; of those the best stays, the others are dropped. (To drop the whole
    cluster instead loses faces of the right person and gains nothing; in LFW's groups either is rare.)
    """
    parts = list[Cluster]()
    for cluster in clusters:
        parts += _parted(faces, cluster, level + _STEP)
    return tuple(parts)


def _parted(faces: Sequence[PhotoFace], cluster: Cluster, level: float) -> list[Cluster]:
    doubles = conflicts(faces, cluster)
    if not doubles:
        return [cluster]
    if level > _TIGHTEST:
        spare = {member for group in doubles for member in sorted(group, key=lambda m: -faces[m].quality)[1:]}
        return [Cluster(tuple(member for member in cluster.members if member not in spare))]
    vectors = stacked([faces[member] for member in cluster.members])
    parts = list[Cluster]()
    for part in clustered(vectors, level):
        members = tuple(cluster.members[place] for place in part.members)
        parts += _parted(faces, Cluster(members), level + _STEP)
    return parts


def merged(faces: Sequence[PhotoFace], clusters: Sequence[Cluster], level: float) -> tuple[Cluster, ...]:
    """Join clusters whose means have a cosine of `level` or more, the nearest first, unless they share a photo."""
    groups = [set(cluster.members) for cluster in clusters]
    vectors = stacked(list(faces))
    while len(groups) > 1:
        means = _means(vectors, groups)
        cosines = means @ means.T
        for one, other in _apart(faces, groups):
            cosines[one, other] = cosines[other, one] = -1.0
        np.fill_diagonal(cosines, -1.0)
        one, other = (int(place) for place in np.unravel_index(int(cosines.argmax()), cosines.shape))
        if cosines[one, other] < level:
            break
        groups[one] |= groups.pop(other)
    return tuple(Cluster(tuple(sorted(group))) for group in groups)


def _means(vectors: Floats, groups: Sequence[set[int]]) -> Floats:
    sums = np.stack([vectors[sorted(group)].sum(axis=0) for group in groups])
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6), np.float32)


def _apart(faces: Sequence[PhotoFace], groups: Sequence[set[int]]) -> list[tuple[int, int]]:
    photos = [{faces[member].photo for member in group} for group in groups]
    return [(i, j) for i in range(len(groups)) for j in range(i) if photos[i] & photos[j]]
