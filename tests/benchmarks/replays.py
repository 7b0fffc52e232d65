"""Synthetic replay attacks: a face on a bright screen, filmed in somebody else's room. Not the real thing."""

from typing import NamedTuple

import cv2
import numpy as np

from core.domain.arrays import BgrImage

_GRID = 3
"""Screen pixels are drawn so many picture pixels wide before the screen is filmed; filming them gives the moiré."""


class Screen(NamedTuple):
    """A filmed screen: the picture, and left, top, right, bottom of where the screen is in it."""

    image: BgrImage
    place: tuple[float, float, float, float]


def replay(shown: BgrImage, room: BgrImage, random: np.random.Generator) -> Screen:
    """Return `room` with `shown` on a hand-held screen in it, half as high as the picture to nearly as high."""
    height, width = room.shape[:2]
    screen = _lit(shown, random)
    tall = random.uniform(0.55, 0.9) * height
    wide = min(tall * screen.shape[1] / screen.shape[0], 0.8 * width)
    tall = wide * screen.shape[0] / screen.shape[1]
    middle = np.array([width / 2, height / 2]) + random.uniform(-0.08, 0.08, 2) * (width, height)
    corners = np.array([[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]) / 2
    corners = middle + corners * (1 + random.uniform(-0.06, 0.06, (4, 2)))
    source = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * (screen.shape[1] - 1, screen.shape[0] - 1)
    affine = cv2.getPerspectiveTransform(source.astype(np.float32), corners.astype(np.float32))
    filmed = cv2.warpPerspective(screen, affine, (width, height), flags=cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.ones(screen.shape[:2], np.float32), affine, (width, height))[..., None]
    picture = room * (1 - mask) + filmed * mask
    picture = cv2.GaussianBlur(picture, (0, 0), random.uniform(0.5, 1.2)) + random.normal(0, 2.0, picture.shape)
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return Screen(np.clip(picture, 0, 255).astype(np.uint8), (left, top, right, bottom))


def _lit(shown: BgrImage, random: np.random.Generator) -> BgrImage:
    """Return the picture as a screen shows it: bright, bluish, in stripes of three colours, with glare and an edge."""
    large = cv2.resize(shown, None, fx=720 / shown.shape[0], fy=720 / shown.shape[0], interpolation=cv2.INTER_CUBIC)
    light = 255 * (np.clip(large, 0, 255) / 255.0) ** random.uniform(0.75, 1.0)
    light *= np.array([1.08, 1.0, random.uniform(0.9, 1.0)])
    stripes = np.full((1, large.shape[1], 3), 0.86)
    for channel in range(3):
        stripes[:, 2 - channel :: _GRID, channel] = 1.1
    rows = 1 - random.uniform(0.0, 0.25) * (np.arange(large.shape[0]) % _GRID == 0)[:, None, None]
    light = light * stripes * rows
    y, x = np.mgrid[: large.shape[0], : large.shape[1]]
    spot = random.uniform(0.1, 0.9, 2) * large.shape[:2]
    distance = ((y - spot[0]) / large.shape[0]) ** 2 + ((x - spot[1]) / large.shape[1]) ** 2
    light += (random.uniform(20, 110) * np.exp(-distance / random.uniform(0.01, 0.05)))[..., None]
    edge = int(random.uniform(0.02, 0.06) * large.shape[0])
    light = np.clip(light, 0, 255).astype(np.uint8)
    framed = cv2.copyMakeBorder(light, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(12, 12, 12))
    return np.asarray(framed, np.uint8)
