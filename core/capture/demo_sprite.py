"""Painting the people of the demo: heads cut out of photographs on painted clothes.

Everything is painted once and large, with a face about 150 pixels wide; the scene only scales down.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.capture.demo_cast import Colour, Member, Neckwear, Photo, Point
from core.domain.arrays import BgrImage, Floats

PX_PER_CM = 10.5
_FACE_CM = 20.0
"""From hairline to chin."""
_NECK = (30.5, 34.0)
_SIZE = (61.0, 130.0)
"""Width and height of the canvas and where the neck is on it, in centimetres."""

# Outlines in centimetres from the neck. All but the cap are right halves.
_COAT = (
    (0, -4), (6, -3), (8.5, 0), (13.5, 2.6), (18.4, 4.6), (21.2, 8), (22.6, 18), (23.2, 31), (23.8, 43), (22.4, 52),
    (20.4, 58), (20.2, 66), (20.4, 74), (0, 75),
)  # fmt: skip
_SLEEVE = (
    (14.5, 3.4), (18.4, 4.6), (21.2, 8), (22.6, 18), (23.2, 31), (23.8, 43), (22.4, 51), (18, 57), (13.6, 60.5),
    (12, 56), (15.4, 49), (16.6, 42), (16.2, 32), (15.8, 22), (16, 12),
)  # fmt: skip
_LEG = ((-1, 70), (19.4, 70), (18.5, 98), (2, 98), (0, 80))
_LAPEL = ((5.0, -3), (8.6, 0), (10.4, 9), (2.2, 31), (0.5, 31), (1.5, 14))
_POCKET = ((9, 57), (15.5, 54.5), (16, 56), (9.4, 58.6))
_SEAM = ((-0.2, 29), (0.4, 29), (0.4, 75), (-0.2, 75))
_BUTTON = ((2.9, 0), (2.7, 0.5), (2.2, 0.7), (1.7, 0.5), (1.5, 0), (1.7, -0.5), (2.2, -0.7), (2.7, -0.5))
_BUTTONS_CM = (36.0, 47.0)
_STAND = ((0, 2.4), (2.4, 1.4), (6.2, -4.4), (8.2, -4.6), (9.4, 0), (8.6, 6), (4.4, 9.4), (0, 10))
_STAND_SEAM = ((-0.2, 2), (0.2, 2), (0.2, 9.6), (-0.2, 9.6))
_ROLL = ((0, -1.0), (4.4, -1.9), (6.6, -3.6), (7.6, -0.6), (7.2, 3.6), (4, 5.8), (0, 6.4))
_SCARF = (
    ((0, 2.5), (5, 1.6), (9.6, -0.6), (10.6, 3), (8.4, 7.6), (4, 10.4), (0, 11)),
    ((0, -1.2), (5, -2.2), (8.2, -4.8), (9.8, -1), (8.4, 3), (4, 5.4), (0, 6)),
)
_CAP = (
    (-7.2, -5.2), (-7.9, -9), (-7.2, -13.2), (-4.4, -16), (0, -16.8), (4.6, -15.8), (7.2, -13), (7.8, -9), (7, -5.4),
    (0, -6.6),
)  # fmt: skip
_CAP_BRIM = ((-7.6, -3.6), (-8, -7.4), (0, -9), (7.7, -7.6), (7.3, -4), (0, -5.4))
"""Cap and brim are measured from the middle of the face."""


@dataclass(frozen=True, slots=True, eq=False)
class Sprite:
    """A painted person: `pixels` (h, w, 4) uint8 BGR premultiplied by alpha, alpha.

    `face` is the middle of the face in it, `face_size` the face's width and height; all in pixels.
    """

    pixels: NDArray[np.uint8]
    face: Point
    face_size: Point


class Painter:
    """Paints the cast. The clothes are the same for everyone but in colour, so their shape is painted once."""

    def __init__(self) -> None:
        self._body, self._alpha = _paint_body()

    def paint(self, photo: BgrImage, member: Member) -> Sprite:
        """Return `member` as a sprite."""
        matrix = _placement(member)
        colours = np.array([member.coat, member.trousers, (0, 0, 0)], np.float32).T
        canvas = _Canvas(PX_PER_CM, np.asarray(cv2.transform(self._body, colours), np.float32), self._alpha.copy())
        outline = cv2.transform(np.asarray(member.outline, np.float32)[None], matrix)[0]
        matte = _matte(canvas.patch(outline / PX_PER_CM))
        canvas.shade(matte, blur_cm=1.4, strength=0.4, shift_cm=(0.4, 2.4))
        canvas.over(_head(photo, member, matrix, matte), matte)
        left, top, width, height = member.face
        x, y = cv2.transform(np.array([[[left + width / 2, top + height / 2]]]), matrix)[0, 0].tolist()
        _dress(canvas, member, (x / PX_PER_CM, y / PX_PER_CM))
        pixels = np.empty((*canvas.alpha.shape, 4), np.uint8)
        pixels[..., :3] = cv2.convertScaleAbs(canvas.colour)
        pixels[..., 3] = cv2.convertScaleAbs(canvas.alpha, alpha=255)
        zoom = float(np.hypot(*matrix[:, 0]))
        return Sprite(pixels, (x, y), (width * zoom, height * zoom))


def _placement(member: Member) -> NDArray[np.float64]:
    """Return the 2×3 matrix from photo to canvas pixels: face to size, upright, neck in place."""
    matrix = cv2.getRotationMatrix2D(member.neck, member.roll, _FACE_CM * PX_PER_CM / member.face[3])
    to_neck = np.array([[0, 0, _NECK[0] * PX_PER_CM - member.neck[0]], [0, 0, _NECK[1] * PX_PER_CM - member.neck[1]]])
    return np.asarray(matrix + to_neck, np.float64)


def _paint_body() -> tuple[Floats, Floats]:
    """Paint coat and trousers; return (h, w, 3) weights of the two colours, third channel empty, and (h, w) alpha.

    Painted at half size: it is all soft, and a quarter of the work.
    """
    coat, trousers = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)
    canvas = _Canvas.empty(PX_PER_CM / 2)
    for side in (-1, 1):
        canvas.cloth(canvas.patch(_limb(_LEG, side)), trousers, depth_cm=7)
    canvas.cloth(canvas.patch(_both(_COAT)), coat, depth_cm=11)
    canvas.shade(canvas.patch(_cm(_SEAM)), blur_cm=0.25, strength=0.5)
    for side in (-1, 1):
        canvas.shade(canvas.patch(_limb(_POCKET, side)), blur_cm=0.4, strength=0.35)
        sleeve = canvas.patch(_limb(_SLEEVE, side))
        canvas.shade(sleeve, blur_cm=0.7, strength=0.25, shift_cm=(-0.3 * side, 0.4))
        canvas.cloth(sleeve, coat, depth_cm=9)
        lapel = canvas.patch(_limb(_LAPEL, side))
        canvas.shade(lapel, blur_cm=0.5, strength=0.4, shift_cm=(0, 0.4))
        canvas.cloth(lapel, (1.07, 0.0, 0.0), depth_cm=2.5)
    for y in _BUTTONS_CM:
        button = canvas.patch(_cm((x, dy + y) for x, dy in _BUTTON))
        canvas.shade(button, blur_cm=0.3, strength=0.5, shift_cm=(0.1, 0.3))
        canvas.over(np.array([0.45, 0, 0], np.float32), button)
    full = (round(_SIZE[0] * PX_PER_CM), round(_SIZE[1] * PX_PER_CM))
    return (
        np.asarray(cv2.resize(canvas.colour, full, interpolation=cv2.INTER_CUBIC), np.float32),
        np.asarray(cv2.resize(canvas.alpha, full, interpolation=cv2.INTER_LINEAR), np.float32),
    )


def _dress(canvas: "_Canvas", member: Member, face_cm: Point) -> None:
    """Paint what covers the cut of the neck, and a cap where the photograph ends below the hair."""
    match member.neckwear:
        case Neckwear.ROLLNECK:
            _lay(canvas, _both(_ROLL), member.trim)
        case Neckwear.SCARF:
            for band in _SCARF:
                _lay(canvas, _both(band), member.trim)
        case Neckwear.STAND:
            _lay(canvas, _both(_STAND), member.trim, ribs=0.0)
            canvas.shade(canvas.patch(_cm(_STAND_SEAM)), blur_cm=0.25, strength=0.6)
    if member.cap is not None:
        for shape in (_CAP, _CAP_BRIM):
            _lay(canvas, _rounded(_cm(shape, face_cm)), member.cap)


def _lay(canvas: "_Canvas", outline: Floats, colour: Colour, ribs: float = 0.045) -> None:
    piece = canvas.patch(outline)
    canvas.shade(piece, blur_cm=0.8, strength=0.45, shift_cm=(0.2, 0.4))
    canvas.cloth(piece, colour, depth_cm=3.5, ribs=ribs)


def _head(photo: BgrImage, member: Member, matrix: NDArray[np.float64], matte: "_Patch") -> Floats:
    """Return the photographed head for the patch `matte`, its colours drawn out over the soft edge."""
    here = matrix - [[0, 0, matte.left], [0, 0, matte.top]]
    size = matte.mask.shape[::-1]
    placed = cv2.warpAffine(photo, here, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    sharp = np.asarray(cv2.addWeighted(placed, 1.5, cv2.GaussianBlur(placed, (0, 0), 2.0), -0.5, 0), np.uint8)
    head = np.asarray(sharp, np.float32)
    if member.photo is Photo.SMALL:
        head = _tinted(sharp)
    elif member.photo is Photo.GROUP:
        head = _neutral(head)
    inside = np.asarray(cv2.erode(matte.mask, np.ones((7, 7))) > 0.97, np.float32)
    weight = np.asarray(cv2.GaussianBlur(inside, (0, 0), 5.0), np.float32)[..., None]
    spread = np.asarray(cv2.GaussianBlur(head * inside[..., None], (0, 0), 5.0), np.float32) / np.maximum(weight, 1e-3)
    return np.asarray(np.where(inside[..., None] > 0, head, spread), np.float32)


def _tinted(grey: BgrImage) -> Floats:
    """Give a black-and-white photograph the colours of skin, from shadow to light."""
    tones = np.array([[14, 12, 16], [58, 72, 112], [112, 142, 190], [178, 200, 228], [226, 236, 246]], np.float32)
    curve = np.stack([np.interp(np.arange(256), (0, 70, 140, 205, 255), tones[:, c]) for c in range(3)], -1)
    return np.asarray(curve[grey[..., 0]], np.float32)


def _neutral(head: Floats) -> Floats:
    """Take the studio's orange out: balance the channels, then a fifth of the colour."""
    balance = np.array([1.12, 1.0, 0.93], np.float32)
    mix = np.diag(0.8 * balance) + 0.2 / 3 * balance
    return np.asarray(cv2.transform(head, mix), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class _Patch:
    """A shape on the canvas: `mask` 0…1 with its place in pixels, some room around it for shadows."""

    mask: Floats
    left: int
    top: int


class _Canvas:
    """Layers painted over one another: float colours times alpha, alpha 0…1; shapes are given in centimetres."""

    def __init__(self, px_per_cm: float, colour: Floats, alpha: Floats) -> None:
        self._scale = px_per_cm
        self.colour = colour
        self.alpha = alpha
        self._random = np.random.default_rng(11)

    @classmethod
    def empty(cls, px_per_cm: float) -> "_Canvas":
        """Return a transparent canvas of the usual size."""
        shape = (round(_SIZE[1] * px_per_cm), round(_SIZE[0] * px_per_cm))
        return cls(px_per_cm, np.zeros((*shape, 3), np.float32), np.zeros(shape, np.float32))

    def patch(self, outline_cm: Floats) -> _Patch:
        """Return the inside of an outline, its edge softened by a millimetre."""
        outline = outline_cm * self._scale
        room = 3.5 * self._scale
        height, width = self.alpha.shape
        left, top = np.clip(np.floor(outline.min(axis=0) - room), 0, (width, height)).astype(int).tolist()
        right, bottom = np.clip(np.ceil(outline.max(axis=0) + room), 0, (width, height)).astype(int).tolist()
        mask = np.zeros((bottom - top, right - left), np.uint8)
        cv2.fillPoly(mask, [np.round((outline - (left, top)) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        return _Patch(_blurred(np.asarray(mask / 255, np.float32), 0.1 * self._scale), left, top)

    def over(self, colour: Floats, patch: _Patch) -> None:
        """Paint `colour`, one or a patch full, where the patch's mask is."""
        there = self._there(patch)
        self.colour[there] += (colour - self.colour[there]) * patch.mask[..., None]
        self.alpha[there] += (1 - self.alpha[there]) * patch.mask

    def shade(self, patch: _Patch, *, blur_cm: float, strength: float, shift_cm: Point = (0, 0)) -> None:
        """Darken what is painted already where the blurred, shifted mask falls."""
        shift = np.array([[1, 0, shift_cm[0] * self._scale], [0, 1, shift_cm[1] * self._scale]])
        moved = np.asarray(cv2.warpAffine(patch.mask, shift, patch.mask.shape[::-1]), np.float32)
        self.colour[self._there(patch)] *= 1 - strength * _blurred(moved, blur_cm * self._scale)[..., None]

    def cloth(self, patch: _Patch, colour: tuple[float, ...], *, depth_cm: float, ribs: float = 0.0) -> None:
        """Paint cloth, rounded over `depth_cm` from its edge, lit from above left, with ribs if it is knitted."""
        light = _relief(patch.mask, depth_cm * self._scale) + self._folds(patch.mask.shape)
        light += ribs * np.sin(np.arange(light.shape[1], dtype=np.float32) * (2 * np.pi / self._scale))
        self.over(np.asarray(colour, np.float32) * light[..., None], patch)

    def _folds(self, shape: tuple[int, ...]) -> Floats:
        coarse = self._random.normal(0, 1, (shape[0] // 8 + 1, shape[1] // 8 + 1)).astype(np.float32)
        folds = cv2.GaussianBlur(coarse, (0, 0), sigmaX=0.25 * self._scale, sigmaY=0.8 * self._scale)
        even = np.asarray(folds, np.float32) * np.float32(0.03 / max(float(folds.std()), 1e-6))
        return np.asarray(cv2.resize(even, shape[::-1], interpolation=cv2.INTER_CUBIC), np.float32)

    @staticmethod
    def _there(patch: _Patch) -> tuple[slice, slice]:
        height, width = patch.mask.shape
        return slice(patch.top, patch.top + height), slice(patch.left, patch.left + width)


def _blurred(mask: Floats, sigma_px: float) -> Floats:
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), sigma_px), np.float32)


def _relief(mask: Floats, reach_px: float) -> Floats:
    """Return the brightness of a cushion of that shape: height from the distance to its edge, lit from above left."""
    padded = cv2.copyMakeBorder(np.asarray(mask > 0.5, np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    distance = cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1]
    lift = np.clip(distance / reach_px, 0, 1)
    height = cv2.GaussianBlur(np.sqrt(lift * (2 - lift)) * reach_px, (0, 0), reach_px / 8 + 1)
    slope_x = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3) / 8
    slope_y = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3) / 8
    facing = (0.38 * slope_x + 0.4 * slope_y + 0.9) / np.sqrt(slope_x**2 + slope_y**2 + 1)
    return np.asarray(0.55 + 0.48 * np.clip(facing, 0, 1.3), np.float32)


def _matte(head: _Patch) -> _Patch:
    """Round the corners of a traced head and pull its edge in by a pixel or two so that no backdrop shows."""
    soft = np.clip((_blurred(head.mask, 3.0) - 0.5) / 0.4, 0, 1)
    return _Patch(np.asarray(soft, np.float32), head.left, head.top)


def _cm(outline: Iterable[Point], origin: Point = _NECK) -> Floats:
    """Return the outline on the canvas, in centimetres."""
    return np.asarray(list(outline), np.float32) + np.asarray(origin, np.float32)


def _limb(half: tuple[Point, ...], side: int) -> Floats:
    """Return a right half as it is (side 1) or mirrored (-1)."""
    return _rounded(_cm([(x * side, y) for x, y in half]))


def _both(half: tuple[Point, ...]) -> Floats:
    """Mirror a right half into a whole outline."""
    return _rounded(_cm([*half, *((-x, y) for x, y in reversed(half) if x)]))


def _rounded(outline: Floats) -> Floats:
    """Cut every corner three times (Chaikin's scheme), which bends a polygon into a curve."""
    for _ in range(3):
        following = np.roll(outline, -1, axis=0)
        outline = np.stack([0.75 * outline + 0.25 * following, 0.25 * outline + 0.75 * following], 1).reshape(-1, 2)
    return outline
