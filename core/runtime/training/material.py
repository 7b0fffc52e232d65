"""What the layers against non-faces learn from when nobody gives a folder: pictures of installed packages, and paint.

Faces are few there, so each is shown in many ways: a little off its place, in other light, blurred, and covered as
faces are at a door, by masks, glasses and caps.
"""

import importlib.util
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from core.capture.demo_rooms import entrance, lobby
from core.capture.pictures import read_picture
from core.domain.arrays import BgrImage, Floats
from core.domain.errors import KnownError
from core.vision.align import ARCFACE_TEMPLATE, CROP, align

Numbers = NDArray[np.floating]

_PACKAGE = "skimage"
_WITHOUT_FACES = (
    "brick.png", "chelsea.png", "clock_motion.png", "coffee.png", "coins.png", "color.png", "grass.png", "gravel.png",
    "horse.png", "hubble_deep_field.jpg", "ihc.png", "moon.png", "motorcycle_left.png", "page.png", "retina.jpg",
    "rocket.jpg", "text.png",
)  # fmt: skip
"""Pictures of scikit-image (openly licensed, see its data/README.txt) that show nobody; chelsea is a cat."""

_SLIP = 0.04
"""Standard deviation by which landmarks are moved, in distances between the eyes."""
_TILT = math.radians(25)
_MASK = np.array([[22, 70], [56, 62], [90, 70], [90, 92], [76, 108], [56, 112], [36, 108], [22, 92]], np.float32)
"""Outline of a mask over nose and mouth, in crop pixels."""
_CLOTH = ((245, 245, 245), (225, 190, 150), (40, 40, 40), (150, 140, 130), (190, 170, 235), (120, 60, 30))
"""White, pale blue, black, grey, pink, navy as BGR."""
_GLASSES_ROW, _CAP_ROW = 52, 30


def pictures_without_faces() -> Iterator[tuple[str, BgrImage]]:
    """Yield name and picture of what is installed and shows nobody, and the painted rooms of the demo."""
    spec = importlib.util.find_spec(_PACKAGE)
    folder = Path(spec.origin).parent / "data" if spec is not None and spec.origin else None
    for name in _WITHOUT_FACES if folder is not None else ():
        assert folder is not None
        try:
            yield name, read_picture(folder / name)
        except KnownError:
            continue  # another release of the package has other pictures
    yield "demo entrance", entrance().backdrop
    yield "demo lobby", lobby().backdrop


def windows(image: BgrImage, count: int, rng: np.random.Generator, taken: Floats | None = None) -> list[BgrImage]:
    """Return at most `count` random parts of a picture, cut like the aligned crop of a face; none touches a box.

    `taken` (n, 4) are boxes in pixels to stay away from.
    """
    height, width = image.shape[:2]
    crops = []
    for _ in range(count):
        side = rng.uniform(0.15, 0.9) * min(height, width)
        x, y = rng.uniform(side / 2, width - side / 2), rng.uniform(side / 2, height - side / 2)
        turn = rng.uniform(-_TILT, _TILT)
        if taken is not None and len(taken) and _touches(x, y, side, taken):
            continue
        spread = (ARCFACE_TEMPLATE - CROP / 2) * (side / CROP)
        rotation = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
        crops.append(align(image, (spread @ rotation + (x, y)).astype(np.float32)))
    return crops


def _touches(x: float, y: float, side: float, boxes: Floats) -> bool:
    reach = side * 0.71  # half the diagonal of a window turned by any angle
    apart = (
        (boxes[:, 0] > x + reach) | (boxes[:, 2] < x - reach) | (boxes[:, 1] > y + reach) | (boxes[:, 3] < y - reach)
    )
    return not bool(apart.all())


def textures(count: int, rng: np.random.Generator) -> list[BgrImage]:
    """Return `count` painted crops: clouds, stripes, plain walls, blobs."""
    paint = (_clouds, _stripes, _wall, _blobs)
    return [paint[i % len(paint)](rng) for i in range(count)]


def _clouds(rng: np.random.Generator) -> BgrImage:
    noise = rng.normal(size=(CROP, CROP, 3)).astype(np.float32)
    soft = np.asarray(cv2.GaussianBlur(noise, (0, 0), rng.uniform(1, 12)), np.float32)
    return _grey_levels((soft - soft.min()) / max(float(np.ptp(soft)), 1e-6))


def _stripes(rng: np.random.Generator) -> BgrImage:
    y, x = np.mgrid[:CROP, :CROP]
    wave = 0.5 + 0.5 * np.sin(x * rng.uniform(0.1, 1) + y * rng.uniform(-1, 1))
    return _grey_levels(0.3 * _clouds(rng) / 255 + 0.7 * wave[..., None] * rng.uniform(0, 1, 3))


def _wall(rng: np.random.Generator) -> BgrImage:
    return _grey_levels(0.1 * _clouds(rng) / 255 + 0.9 * rng.uniform(0, 1, 3))


def _blobs(rng: np.random.Generator) -> BgrImage:
    image = _clouds(rng)
    for _ in range(int(rng.integers(2, 12))):
        colour = tuple(int(v) for v in rng.integers(0, 256, 3))
        middle, axes = rng.integers(0, CROP, 2).tolist(), rng.integers(4, 50, 2).tolist()
        cv2.ellipse(image, middle, axes, float(rng.uniform(0, 180)), 0, 360, colour, -1)
    return image


def varied(image: BgrImage, landmarks: Floats, count: int, rng: np.random.Generator) -> list[BgrImage]:
    """Return `count` aligned crops (112, 112, 3) of the face at `landmarks` (5, 2), each another way."""
    eyes = float(np.linalg.norm(landmarks[0] - landmarks[1]))
    crops = []
    for i in range(count):
        slip = rng.normal(size=landmarks.shape) * (eyes * _SLIP)
        crop = align(image, (landmarks + slip).astype(np.float32))
        crops.append(in_other_light(covered(crop, i, rng), rng))
    return crops


def covered(crop: BgrImage, way: int, rng: np.random.Generator) -> BgrImage:
    """Return a copy of a face's crop as it is (half of the `way`s), with a mask, with dark glasses or with a cap."""
    image = crop.copy()
    colour = _CLOTH[int(rng.integers(len(_CLOTH)))]
    ways: tuple[Sequence[str], ...] = ((), ("mask",), (), ("mask", "cap"), (), ("glasses",), (), ("mask",))
    worn = ways[way % len(ways)]
    if "mask" in worn:
        outline = _MASK + rng.normal(size=_MASK.shape) * 2.5
        _drape(image, outline, colour, rng)
    if "glasses" in worn:
        for x in (38, 74):
            cv2.ellipse(image, (x, _GLASSES_ROW), (17, 12), 0, 0, 360, (25, 22, 20), -1, cv2.LINE_AA)
        cv2.line(image, (38, _GLASSES_ROW - 3), (74, _GLASSES_ROW - 3), (25, 22, 20), 3, cv2.LINE_AA)
    if "cap" in worn:
        row = float(rng.uniform(_CAP_ROW - 10, _CAP_ROW + 8))
        _drape(
            image, np.array([[0, 0], [CROP, 0], [CROP, row], [CROP / 2, row - 8], [0, row]], np.float32), colour, rng
        )
    return image


def _drape(image: BgrImage, outline: Numbers, colour: Sequence[int], rng: np.random.Generator) -> None:
    """Paint cloth inside `outline` (n, 2), lit unevenly, so that it is no plain surface."""
    cover = np.zeros(image.shape[:2], np.uint8)
    cv2.fillPoly(cover, [outline.astype(np.int32)], 255, cv2.LINE_AA)
    folds = np.asarray(cv2.GaussianBlur(rng.normal(size=(CROP, CROP)).astype(np.float32), (0, 0), 5), np.float32)
    lit = np.array(colour, np.float32) * (1 + 0.9 * folds)[..., None] * rng.uniform(0.6, 1.05)
    share = (cover / np.float32(255))[..., None]
    image[:] = _bytes(image * (1 - share) + lit * share)


def in_other_light(crop: BgrImage, rng: np.random.Generator) -> BgrImage:
    """Return the crop mirrored or not, brighter or darker, tinted, and half the time blurred."""
    image = crop[:, ::-1] if rng.random() < 0.5 else crop
    if rng.random() < 0.5:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), rng.uniform(0.3, 2.5)), np.uint8)
    return _bytes(image * (rng.uniform(0.35, 1.3) * rng.uniform(0.85, 1.15, 3)) + rng.uniform(-20, 30))


def _grey_levels(shares: Numbers) -> BgrImage:
    return _bytes(shares * 255)


def _bytes(values: Numbers) -> BgrImage:
    return np.asarray(values.clip(0, 255), np.uint8)
