"""Painting the two places of the demo: a bright entrance and a warm lobby, out of focus behind the people."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.capture.demo_cast import Colour, Point
from core.domain.arrays import BgrImage, Floats

WIDTH, HEIGHT = 1280, 720
HORIZON = 165
"""Row of the camera's own height."""
VANISHING = (640.0, float(HORIZON))


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """`backdrop` (720, 1280, 3) with its two pillars; people come out from behind them.

    `pillars` are the columns where the left one ends and the right one begins; `counter_top` is the row from
    which `counter` (rows, 1280, 3) hides everything; `light` multiplies a person's colours.
    """

    backdrop: BgrImage
    pillars: tuple[int, int]
    counter: BgrImage
    counter_top: int
    light: tuple[float, float, float]


def entrance() -> Room:
    """Paint daylight through a glass front, pale stone and a plant."""
    far = _graded((198, 204, 208), (168, 174, 180))
    _floor(far, 452, (150, 160, 166), (196, 204, 208), tiles=True)
    _outdoors(far, (150, 40), (1130, 452))
    _glazing(far, (150, 40), (1130, 452), (96, 92, 88), panes=7)
    _reflection(far, 452, 0.35)
    far = _lamps(far, [(250, 14), (640, 8), (1030, 14)], (236, 246, 255), 0.0)
    far = _blurred(far, 5.0)
    for x, size in ((1010, 1.0), (262, 0.8)):
        _plant(far, (x, 470), size, (74, 128, 86))
    far = _blurred(far, 3.4)
    far = _sunlight(far, (60, 90), (205, 240, 255), 0.25)
    pillars = (176, 1112)
    for left, right in ((-40, pillars[0]), (pillars[1], WIDTH + 40)):
        _pillar(far, left, right, (176, 184, 190))
    counter = _counter((92, 112, 134), (208, 214, 218))
    return Room(_finished(far), pillars, counter, HEIGHT - len(counter), (1.02, 1.0, 0.98))


def lobby() -> Room:
    """Paint an evening lobby: dark teal wall, wooden slats, warm lamps, lift doors."""
    far = _graded((78, 70, 52), (62, 56, 44))
    _floor(far, 452, (48, 54, 62), (70, 78, 88), tiles=False)
    _slats(far, (150, 0), (420, 452), (54, 82, 116))
    _slats(far, (860, 0), (1130, 452), (54, 82, 116))
    for left in (474, 652):
        _lift(far, (left, 96), (left + 154, 452))
    _reflection(far, 452, 0.3)
    far = _lamps(far, [(200, 40), (370, 40), (640, 30), (910, 40), (1080, 40)], (150, 205, 255), 0.9)
    far = _blurred(far, 5.0)
    for x, size in ((232, 0.9), (1046, 1.05)):
        _plant(far, (x, 474), size, (52, 92, 66))
    far = _blurred(far, 3.4)
    far = _sunlight(far, (640, -40), (140, 200, 255), 0.22)
    pillars = (150, 1140)
    for left, right in ((-60, pillars[0]), (pillars[1], WIDTH + 60)):
        _pillar(far, left, right, (86, 80, 66))
    counter = _counter((40, 58, 82), (92, 112, 138))
    return Room(_finished(far), pillars, counter, HEIGHT - len(counter), (0.9, 0.95, 1.0))


def _graded(top: Colour, bottom: Colour) -> Floats:
    share = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    return np.ascontiguousarray(np.broadcast_to(_c(top) * (1 - share) + _c(bottom) * share, (HEIGHT, WIDTH, 3)))


def _floor(image: Floats, top: int, near: Colour, far: Colour, *, tiles: bool) -> None:
    """Paint the floor below row `top`, darker towards the viewer, with joints running to the vanishing point."""
    rows = HEIGHT - top
    share = np.linspace(0, 1, rows, dtype=np.float32)[:, None, None] ** 0.7
    image[top:] = _c(far) * (1 - share) + _c(near) * share
    if not tiles:
        return
    joint = tuple(0.9 * c for c in near)
    for x in range(-2400, 3800, 260):
        cv2.line(image, (int(VANISHING[0] + (x - VANISHING[0]) * 0.5), top), (x, HEIGHT), joint, 2, cv2.LINE_AA)
    for step in range(1, 8):
        y = int(HORIZON + (top - HORIZON) * 8 / (8 - step))
        if y < HEIGHT:
            cv2.line(image, (0, y), (WIDTH, y), joint, 2, cv2.LINE_AA)


def _outdoors(image: Floats, corner: tuple[int, int], opposite: tuple[int, int]) -> None:
    """Paint a bright street seen through glass: sky, blurred trees, pale ground."""
    (left, top), (right, bottom) = corner, opposite
    view = image[top:bottom, left:right]
    share = np.linspace(0, 1, bottom - top, dtype=np.float32)[:, None, None]
    view[:] = _c((250, 240, 226)) * (1 - share) + _c((226, 232, 232)) * share
    random = np.random.default_rng(5)
    for _ in range(46):
        x, y = int(random.integers(0, right - left)), int(random.integers(150, 300))
        shade = random.uniform(0.8, 1.15)
        green = tuple(float(c * shade) for c in (150, 190, 168))
        cv2.circle(view, (x, y), int(random.integers(22, 62)), green, -1, cv2.LINE_AA)
    for x, width, height in ((60, 150, 190), (560, 120, 240), (800, 190, 170)):
        cv2.rectangle(view, (x, 300 - height), (x + width, 330), (214, 212, 206), -1)
    view[320:] = _c((206, 212, 214))
    view[:] = _blurred(view, 16)


def _glazing(image: Floats, corner: tuple[int, int], opposite: tuple[int, int], colour: Colour, *, panes: int) -> None:
    """Paint the frames of a glass front with a double door in the middle."""
    (left, top), (right, bottom) = corner, opposite
    for x in np.linspace(left, right, panes + 1).astype(int).tolist():
        cv2.rectangle(image, (x - 5, top), (x + 5, bottom), colour, -1)
    cv2.rectangle(image, (left, top - 12), (right, top), colour, -1)
    cv2.rectangle(image, (left, 128), (right, 138), colour, -1)
    cv2.rectangle(image, (left, bottom - 8), (right, bottom), colour, -1)
    for x in (622, 650):
        cv2.rectangle(image, (x, 268), (x + 8, 350), (150, 150, 150), -1)


def _slats(image: Floats, corner: tuple[int, int], opposite: tuple[int, int], colour: Colour) -> None:
    """Paint a wall of upright wooden slats."""
    (left, top), (right, bottom) = corner, opposite
    random = np.random.default_rng(left)
    image[top:bottom, left:right] = _c(colour) * 0.45
    for x in range(left, right, 18):
        image[top:bottom, x : x + 11] = _c(colour) * random.uniform(0.85, 1.1)


def _lift(image: Floats, corner: tuple[int, int], opposite: tuple[int, int]) -> None:
    """Paint the brushed metal doors of a lift."""
    (left, top), (right, bottom) = corner, opposite
    image[top - 8 : bottom, left - 8 : right + 8] = (66, 62, 58)
    sheen = 0.8 + 0.35 * np.exp(-(((np.arange(right - left) - 52) / 34.0) ** 2))
    image[top:bottom, left:right] = _c((128, 130, 134)) * sheen.astype(np.float32)[None, :, None]
    middle = (left + right) // 2
    image[top:bottom, middle - 2 : middle + 2] = (52, 50, 48)
    cv2.circle(image, (middle, top - 26), 7, (150, 210, 255), -1, cv2.LINE_AA)


def _reflection(image: Floats, top: int, strength: float) -> None:
    """Mirror the wall in the polished floor, fading towards the viewer."""
    rows = HEIGHT - top
    mirrored = _blurred(np.ascontiguousarray(image[top - rows : top][::-1]), 12)
    fade = (strength * np.linspace(1, 0, rows, dtype=np.float32) ** 1.5)[:, None, None]
    image[top:] = image[top:] * (1 - fade) + mirrored * fade


def _lamps(image: Floats, places: Sequence[tuple[int, int]], colour: Colour, cone: float) -> Floats:
    """Add lamps and the light they throw down the wall."""
    glow = np.zeros_like(image)
    for x, y in places:
        cv2.ellipse(glow, (x, y), (46, 7), 0, 0, 360, colour, -1, cv2.LINE_AA)
        if cone:
            beam = np.zeros((HEIGHT, WIDTH), np.float32)
            cv2.fillPoly(beam, [_polygon([(x - 20, y), (x + 20, y), (x + 110, y + 330), (x - 110, y + 330)])], 1.0)
            fade = np.clip(1 - (np.arange(HEIGHT) - y) / 330, 0, 1).astype(np.float32)[:, None]
            glow += _blurred(beam * fade, 26)[..., None] * _c(colour) * (0.35 * cone)
    return image + glow + _blurred(glow, 30) * 0.8


def _sunlight(image: Floats, source: Point, colour: Colour, strength: float) -> Floats:
    """Add the broad glow of a light outside the picture."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    distance = np.hypot(x - source[0], y - source[1]) / WIDTH
    return np.asarray(image + strength * np.exp(-((distance / 0.45) ** 2))[..., None] * _c(colour), np.float32)


def _plant(image: Floats, foot: tuple[int, int], size: float, colour: Colour) -> None:
    """Paint a potted plant of long leaves."""
    random = np.random.default_rng(foot[0])
    x, y = foot
    shadow = np.zeros(image.shape[:2], np.float32)
    cv2.ellipse(shadow, (x + round(16 * size), y), (round(60 * size), round(9 * size)), 0, 0, 360, 1.0, -1, cv2.LINE_AA)
    image *= 1 - 0.35 * _blurred(shadow, 6)[..., None]
    for angle in np.linspace(-1.25, 1.25, 25):
        length = size * random.uniform(110, 175)
        bend = length * 0.42 * np.sin(angle)
        tip = (x + bend * 1.7, y - 60 * size - length * np.cos(angle * 0.8))
        knee = (x + bend * 0.7, y - 60 * size - length * 0.62 * np.cos(angle * 0.5))
        leaf = [
            (x - 3, y - 55 * size),
            (knee[0] - 9 * size, knee[1]),
            tip,
            (knee[0] + 9 * size, knee[1]),
            (x + 3, y - 55 * size),
        ]
        shade = random.uniform(0.6, 1.2)
        cv2.fillPoly(image, [_polygon(leaf)], tuple(float(c * shade) for c in colour), cv2.LINE_AA)
    pot = [(-34, -64), (34, -64), (26, 0), (-26, 0)]
    cv2.fillPoly(image, [_polygon([(x + px * size, y + py * size) for px, py in pot])], (112, 120, 128), cv2.LINE_AA)


def _pillar(image: Floats, left: int, right: int, colour: Colour) -> None:
    """Paint a round pillar in front of the room, with its shadow on the side away from the light."""
    x = np.linspace(-1, 1, right - left, dtype=np.float32)
    across = 0.62 + 0.42 * np.sqrt(np.clip(1 - (x + 0.25) ** 2 / 1.6, 0, 1))
    inside = slice(max(0, -left), right - left - max(0, right - WIDTH))
    band = _c(colour) * across[inside][None, :, None] * np.linspace(1.04, 0.9, HEIGHT)[:, None, None]
    start = max(0, left)
    image[:, start : start + band.shape[1]] = band
    for edge, step in ((right, 1), (left, -1)):
        columns = np.arange(edge, edge + 26 * step, step)
        columns = columns[(columns >= 0) & (columns < WIDTH)]
        image[:, columns] *= (1 - 0.16 * np.exp(-np.abs(columns - edge) / 9.0)).astype(np.float32)[None, :, None]


def _counter(front: Colour, top: Colour) -> BgrImage:
    """Paint the edge of the reception desk the camera looks over."""
    rows = 92
    desk = np.ascontiguousarray(np.broadcast_to(_c(front), (rows, WIDTH, 3)))
    desk[:] *= np.linspace(0.86, 0.5, rows, dtype=np.float32)[:, None, None]
    sheen = 0.9 + 0.16 * np.exp(-(((np.arange(WIDTH) - 430) / 300.0) ** 2)).astype(np.float32)
    desk[:16] = _c(top) * sheen[None, :, None]
    desk = np.asarray(cv2.GaussianBlur(desk, (0, 0), sigmaX=0.1, sigmaY=2.2), np.float32)
    desk[0] = _c(top) * 1.04
    return _finished(desk, vignette=False)


def _c(colour: Sequence[float]) -> Floats:
    return np.asarray(colour, np.float32)


def _polygon(points: Sequence[Point]) -> NDArray[np.int32]:
    return np.asarray(points).astype(np.int32)


def _blurred(image: Floats, sigma: float) -> Floats:
    """Blur; what is very soft needs fewer pixels and far less time."""
    shrink = max(1, int(sigma / 4))
    size = image.shape[1::-1]
    small = cv2.resize(image, (size[0] // shrink, size[1] // shrink), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(cv2.GaussianBlur(small, (0, 0), sigma / shrink), size), np.float32)


def _finished(image: Floats, *, vignette: bool = True) -> BgrImage:
    """Darken the corners, dither against banding, and round to bytes."""
    if vignette:
        y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j].astype(np.float32)
        image = image * (1 - 0.16 * np.clip(x**2 * 0.6 + y**2 * 0.5, 0, 1))[..., None]
    noise = np.random.default_rng(3).normal(0, 1.0, image.shape[:2]).astype(np.float32)
    return np.asarray(np.clip(image + noise[..., None], 0, 255), np.uint8)
