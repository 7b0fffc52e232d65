"""What speaks for a cluster being the person whose collection it is, and how much each of it counts."""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from core.domain.embedding import Embedding
from core.domain.people import centroid
from core.profiles.faces import Cluster, Declared, PhotoFace

_AGE_TOLERANCE = 10.0
"""Years at which an age speaks neither way: estimates err by six on average, and photos may be older than they say."""
_SAME_PICTURE = 0.985
"""Cosine from which on two faces are one picture, recompressed or resized; such copies count once."""
_LEAST_PRESENCE = 0.01
"""So that a face in the very corner, alone on its photo, can be divided by."""

Likeness = Callable[[Embedding], float]
"""Says of a face, with 0…1, how surely it is somebody in particular."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is measured of a cluster; each in 0…1 or, where it may speak against it, -1…1. 0 says nothing.

    `photos` is the share of all photos with a face the cluster is on, copies counted once; `largest` 1 for the cluster
    on most photos, less for others in proportion. `quality` is the mean over members; `foremost` how far they are
    ahead, where they share a photo, of the others on it in looking like its subject, large and near the middle. `alone`
    is the share of photos with one face only that show this, `named` the share of those said to show the person. `age`,
    `gender` agree with what is declared, or do not. `elsewhere` is how surely this is another enrolled person,
    `related` one of the related people.
    """

    photos: float
    largest: float
    quality: float
    foremost: float
    alone: float
    named: float
    age: float
    gender: float
    elsewhere: float
    related: float

    @property
    def values(self) -> tuple[float, ...]:
        """All of them, in the order of FEATURES."""
        return tuple(getattr(self, name) for name in FEATURES)


FEATURES = tuple(field.name for field in fields(Features))
"""Their names, in order."""
AGAINST = ("elsewhere", "related")
"""Those that speak against a cluster; all others speak for it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear rule over Features: score = `bias` + Σ weight × feature, near 1 for the right person, 0 for others.

    A leader must be `margin` ahead of the next.
    """

    bias: float
    features: Features
    margin: float

    def score(self, features: Features) -> float:
        """Return how much speaks for a cluster."""
        return float(self.bias + np.dot(self.features.values, features.values))


def features_of(
    faces: Sequence[PhotoFace],
    clusters: Sequence[Cluster],
    declared: Declared,
    elsewhere: Likeness,
    related: Likeness,
) -> tuple[Features, ...]:
    """Measure every cluster of `faces` beside the others; the two likenesses are asked of the clusters' means."""
    alone = {face.photo for face in faces if face.alone}
    named = {face.photo for face in faces if face.hints.named}
    ahead = _ahead(faces)
    shown = [_originals(faces, cluster) for cluster in clusters]
    everything = len(set().union(*shown)) if shown else 0
    most = max(map(len, shown), default=0)
    found = list[Features]()
    for cluster, photos in zip(clusters, shown, strict=True):
        members = [faces[member] for member in cluster.members]
        on = {face.photo for face in members}
        mean = centroid([face.embedding for face in members], [face.quality for face in members])
        found.append(
            Features(
                photos=len(photos) / everything,
                largest=len(photos) / most,
                quality=_mean([face.quality for face in members]),
                foremost=_mean([ahead[member] for member in cluster.members if ahead[member]] or [0.0]),
                alone=len(photos & alone) / max(1, len(set().union(*shown) & alone)),
                named=len(on & named) / max(1, len(named)),
                age=_age(members, declared),
                gender=_gender(members, declared),
                elsewhere=0.0 if mean is None else elsewhere(mean),
                related=0.0 if mean is None else related(mean),
            )
        )
    return tuple(found)


def _presence(face: PhotoFace) -> float:
    """Return how much a face looks like the subject of its photo: the area it takes, and how near to the middle."""
    return max(face.prominence**2 * face.central, _LEAST_PRESENCE)


def _ahead(faces: Sequence[PhotoFace]) -> tuple[float, ...]:
    """Return how far each face is ahead of the most present other one of its photo, -1…1; 0 where there is none."""
    by_photo = defaultdict[int, list[int]](list)
    for place, face in enumerate(faces):
        by_photo[face.photo].append(place)
    found = [0.0] * len(faces)
    for places in by_photo.values():
        for place in places if len(places) > 1 else ():
            own, other = _presence(faces[place]), max(_presence(faces[p]) for p in places if p != place)
            found[place] = (own - other) / max(own, other)
    return tuple(found)


def _originals(faces: Sequence[PhotoFace], cluster: Cluster) -> set[int]:
    """Return the photos of a cluster without those that are copies of another of them."""
    members = sorted(cluster.members, key=lambda member: (-faces[member].quality, member))
    vectors = np.stack([faces[member].embedding.vector for member in members])
    copies = np.tril(vectors @ vectors.T, -1) >= _SAME_PICTURE
    return {faces[member].photo for member, copy in zip(members, copies, strict=True) if not copy.any()}


def _age(members: Sequence[PhotoFace], declared: Declared) -> float:
    """Return 1 for the declared age, 0 at the tolerance, -1 far from it; 0 where either is unknown."""
    ages = [face.attributes.age for face in members if face.attributes is not None]
    if declared.age is None or not ages:
        return 0.0
    off = abs(float(np.median(ages)) - declared.age) / _AGE_TOLERANCE
    return float(2.0 ** (1.0 - off * off) - 1.0)


def _gender(members: Sequence[PhotoFace], declared: Declared) -> float:
    """Return the mean confidence in the declared gender, 1 for sure, -1 for surely not; 0 where either is unknown."""
    seen = [face.attributes for face in members if face.attributes is not None]
    if declared.gender is None or not seen:
        return 0.0
    return _mean([(2 * each.gender_confidence - 1) * (1 if each.gender is declared.gender else -1) for each in seen])


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
