"""Which photos of a collection are looked at first, judged without decoding any of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.profiles.faces import NO_HINTS, Hints

FIRST = 100
"""Photos looked at before it is asked who the collection belongs to; each widening adds as many."""

_FEW_BYTES, _MANY_BYTES = 10_000, 2_000_000
"""A compressed photo says by its size how much detail it has: between a thumbnail and a sharp one of 12 megapixels."""
_NAMED, _ALONE, _FEW, _NOBODY = 2.0, 1.0, 0.5, -4.0
"""What a hint is worth beside the detail, which counts 0…1: somebody who said that the person is on it knew."""
_FEW_FACES = 4


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What is known of a photo before it is decoded: its size in `bytes` on disk, and hints."""

    bytes: int
    hints: Hints = NO_HINTS


def promise(photo: PhotoFacts) -> float:
    """Return how much a photo promises: named before unnamed, few known faces before many, more detail before less."""
    detail = math.log(max(photo.bytes, 1) / _FEW_BYTES) / math.log(_MANY_BYTES / _FEW_BYTES)
    value = min(1.0, max(0.0, detail)) + (_NAMED if photo.hints.named else 0.0)
    match photo.hints.faces:
        case 0:
            value += _NOBODY
        case 1:
            value += _ALONE
        case int(count) if count <= _FEW_FACES:
            value += _FEW
    return value


def batches(photos: Sequence[PhotoFacts], size: int = FIRST) -> tuple[tuple[int, ...], ...]:
    """Return the places of all photos in batches of `size`, the most promising first; each widens the set by one."""
    order = sorted(range(len(photos)), key=lambda place: (-promise(photos[place]), place))
    return tuple(tuple(order[start : start + size]) for start in range(0, len(order), size))
