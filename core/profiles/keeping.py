"""Which faces of a person are worth being searched."""

from collections.abc import Sequence

import numpy as np

from core.profiles.faces import PhotoFace

_PLAIN = 0.5
"""Quality.overall from which on a face is as good as a template has to be."""


def templates_of(faces: Sequence[PhotoFace], most: int, alike: float) -> tuple[int, ...]:
    """Return the places of at most `most` faces of one person to keep: good ones that differ, the best first.

    The best face begins; then always the one that lies farthest from all kept ones, weighed by its quality. Whoever
    reaches a cosine of `alike` to a kept one shows nothing new. Poor faces are kept only where there are no others.
    """
    qualities = np.array([face.quality for face in faces], np.float64)
    open_places = np.flatnonzero(qualities >= _PLAIN)
    if not len(open_places):
        open_places = np.array([int(qualities.argmax())])
    vectors = np.stack([face.embedding.vector for face in faces])
    kept = [int(open_places[qualities[open_places].argmax()])]
    while len(kept) < most:
        nearest = (vectors[open_places] @ vectors[kept].T).max(axis=1)
        gain = np.where(nearest < alike, (1.0 - nearest) * qualities[open_places], -1.0)
        if gain.max() < 0:
            break
        kept.append(int(open_places[int(gain.argmax())]))
    return tuple(kept)
