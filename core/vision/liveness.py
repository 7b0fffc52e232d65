"""Telling a live face from a picture of one, by MiniFASNet networks (minivision-ai, Silent-Face-Anti-Spoofing, 2020).

Each looks at the face with so much of its surroundings and knows paper edges, screen bezels, moiré and glare when it
sees them; their averages are voted on by core.policy.liveness.
"""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import onnxruntime

from core.domain.arrays import BgrImage, Floats
from core.domain.faces import Box

_SIDE = 80
_LIVE = 1
"""The class of live faces; the others are pictures of two kinds."""


class LivenessNetwork(NamedTuple):
    """One network and how many times as wide and high as the face's box its view is."""

    session: onnxruntime.InferenceSession
    crop: float


class LivenessNetworks:
    """The average of several networks. Holds nothing but their sessions, so engines may share it."""

    def __init__(self, networks: Sequence[LivenessNetwork]) -> None:
        self._networks = tuple(networks)

    def live(self, image: BgrImage, box: Box) -> float:
        """Return the chance in 0…1 that the face at `box` of `image` is live."""
        return sum(_live(network, image, box) for network in self._networks) / len(self._networks)


def surroundings(image: BgrImage, box: Box, crop: float) -> BgrImage:
    """Return the view of `image` that is `crop` times as wide and high as `box`, around its middle.

    Where the picture ends sooner the view is less enlarged, and where it would reach over an edge it is moved: the
    networks were trained on whole pictures. With borders invented by repeating pixels, frames of recorded attacks reach
    0.59 where they stay under 0.01 like this.
    """
    height, width = image.shape[:2]
    crop = min(crop, (width - 1) / max(box.width, 1.0), (height - 1) / max(box.height, 1.0))
    left, right = _span((box.left + box.right) / 2, max(box.width, 1.0) * crop, width)
    top, bottom = _span((box.top + box.bottom) / 2, max(box.height, 1.0) * crop, height)
    return image[top:bottom, left:right]


def _span(middle: float, size: float, limit: int) -> tuple[int, int]:
    """Return the whole pixels of 0…limit that `size` pixels around `middle` come nearest to."""
    first = min(max(middle - size / 2, 0.0), limit - 1 - size)
    return int(first), int(first + size) + 1


def _live(network: LivenessNetwork, image: BgrImage, box: Box) -> float:
    # Not averaged down, although it is often reduced: the networks look at the finest grain, and were trained so.
    view = cv2.resize(surroundings(image, box, network.crop), (_SIDE, _SIDE), interpolation=cv2.INTER_LINEAR)
    values = np.ascontiguousarray(view.transpose(2, 0, 1)[None], np.float32)
    session = network.session
    logits: Floats = session.run(None, {session.get_inputs()[0].name: values})[0][0]
    shares = np.exp(logits - logits.max())
    return float(shares[_LIVE] / shares.sum())
