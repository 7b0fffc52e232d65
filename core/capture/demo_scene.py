"""The demo in motion: who walks where and when, and how a frame is put together."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from core.capture.demo_cast import CAST, load_photos
from core.capture.demo_rooms import HORIZON, WIDTH, Room
from core.capture.demo_sprite import PX_PER_CM, Painter, Sprite
from core.domain.arrays import BgrImage
from core.domain.faces import Box

FPS = 25
_LOOPS = 12
"""Rounds through the whole cast before the film repeats: about five minutes."""
_MOST_AT_ONCE = 3
_INTERVAL_S = 3.2
"""At least this long from one person to the next."""
_LEAD_IN_S = 2.4
"""The film starts this far into its plan, with somebody on screen already."""
_FOCAL_PX = 3360.0
_BELOW_CAMERA_M = 0.12
"""The middle of a face is this much lower than the camera."""
_FAR_M, _NEAR_M, _PAST_M = 8.0, 3.15, 2.75
_PILLAR_M = 7.4
"""Whoever is further away than this disappears behind the pillars."""
_LEVELS = (1.0, 0.72, 0.52)
"""Sizes in which people are kept ready; shrinking more than by a third at once would flicker."""


@dataclass(frozen=True, slots=True, eq=False)
class Visit:
    """One person's way through the picture: `x_m` and `z_m` per frame, metres right of and away from the camera."""

    member: int
    start: int
    x_m: NDArray[np.float64]
    z_m: NDArray[np.float64]
    phase: float

    @property
    def end(self) -> int:
        """The frame after the last."""
        return self.start + len(self.x_m)


class DemoScene:
    """A film of the cast walking through `room`; every frame is a function of its number and the seed.

    Painting it takes a second or two: `goes_on` is asked between people, and False ends it with InterruptedError.
    """

    def __init__(self, room: Room, seed: int, behind: int = 0, goes_on: Callable[[], bool] = lambda: True) -> None:
        painter, photos = Painter(), load_photos()
        self._room = room
        self._people: list[_Figure] = []
        for member in CAST:
            if not goes_on():
                raise InterruptedError("nobody waits for the film any more")
            self._people.append(_Figure(painter.paint(photos[member.photo], member), room.light))
        self._plan = plan(seed, behind)
        self._length = max(visit.end for visit in self._plan)

    def faces(self, number: int) -> dict[int, Box]:
        """Return where each member's face (index into CAST) is in frame `number`, also if something hides it."""
        at = self._at(number)
        return {visit.member: self._people[visit.member].face(_pose(visit, at)) for visit in self._present(at)}

    def render(self, number: int) -> BgrImage:
        """Paint frame `number`, a new (720, 1280, 3) BGR array."""
        at = self._at(number)
        image = self._room.backdrop.copy()
        # Furthest first, so that the near ones cover them.
        for visit in sorted(self._present(at), key=lambda visit: -visit.z_m[at - visit.start]):
            pose = _pose(visit, at)
            left, right = self._room.pillars if pose.behind_pillars else (0, WIDTH)
            light = 1.04 - 0.1 * pose.x / WIDTH + 0.04 * float(np.sin(0.31 * at / FPS + visit.phase))
            self._people[visit.member].draw(image[: self._room.counter_top, left:right], pose.moved(-left), light)
        image[self._room.counter_top :] = self._room.counter
        return image

    def _at(self, number: int) -> int:
        return (number + round(_LEAD_IN_S * FPS)) % self._length

    def _present(self, at: int) -> list[Visit]:
        return [visit for visit in self._plan if visit.start <= at < visit.end]


def plan(seed: int, behind: int = 0) -> tuple[Visit, ...]:
    """Let everyone come by `_LOOPS` times, in another order each time, as densely as faces do not meet.

    The same seed with `behind` = n has everyone come n visits later, as on a second camera further inside.
    """
    random = np.random.default_rng(seed)
    enrolled, strangers = (
        _rounds(random, [i for i, m in enumerate(CAST) if m.enrolled is known]) for known in (True, False)
    )
    order = [member for pair in zip(enrolled, strangers, strict=True) for member in pair]
    visits: list[Visit] = []
    for number, member in enumerate(order[-behind:] + order[:-behind] if behind else order):
        side = -1 if number % 2 else 1
        x_m, z_m = _walk(side, side * float(random.uniform(0.24, 0.4)))
        start = visits[-1].start + round(_INTERVAL_S * FPS) if visits else 0
        visit = Visit(member, start, x_m, z_m, float(random.uniform(0, 2 * np.pi)))
        while not _fits(visit, visits[-_MOST_AT_ONCE:]):
            visit = replace(visit, start=visit.start + 1)
        visits.append(visit)
    return tuple(visits)


def _rounds(random: np.random.Generator, members: list[int]) -> list[int]:
    """Return `_LOOPS` shuffles of `members` in a row; nobody comes twice running, also from the end to the start."""
    order: list[int] = random.permutation(members).tolist()
    while len(order) < _LOOPS * len(members):
        following = random.permutation(members).tolist()
        last = len(order) == (_LOOPS - 1) * len(members)
        if following[0] != order[-1] and not (last and following[-1] == order[0]):
            order += following
    return order


def _walk(side: int, lane_m: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a way from behind the pillar on `side` (-1 left, 1 right), along the lane, and out on that side."""
    beyond = side * 1.45
    stops = np.array([
        (0.0, beyond, _FAR_M), (1.5, lane_m, _FAR_M - 0.5), (6.2, lane_m, _NEAR_M), (7.3, beyond * 0.75, _PAST_M),
    ])  # fmt: skip
    times = np.arange(0, stops[-1, 0], 1 / FPS)
    smooth = np.hanning(19) / np.hanning(19).sum()
    x_m, z_m = (np.interp(times, stops[:, 0], stops[:, axis]) for axis in (1, 2))
    padded = (np.pad(track, 9, mode="reflect", reflect_type="odd") for track in (x_m, z_m))
    x_smooth, z_smooth = (np.convolve(track, smooth, mode="valid") for track in padded)
    return x_smooth, z_smooth


def _fits(visit: Visit, others: list[Visit]) -> bool:
    """Tell whether `visit` crowds nobody: heads apart at all times, no more at once than allowed."""
    if sum(other.end > visit.start for other in others) >= _MOST_AT_ONCE:
        return False
    return all(_apart(visit, other) for other in others)


def _apart(one: Visit, other: Visit) -> bool:
    start, end = max(one.start, other.start), min(one.end, other.end)
    if start >= end:
        return True
    a, b = (slice(start - v.start, end - v.start) for v in (one, other))
    scale_a, scale_b = _FOCAL_PX / one.z_m[a], _FOCAL_PX / other.z_m[b]
    gap = np.abs(one.x_m[a] * scale_a - other.x_m[b] * scale_b)
    return bool(np.all(gap > 0.15 * (scale_a + scale_b)))


@dataclass(frozen=True, slots=True)
class _Pose:
    """Where the middle of a face is in the frame, in pixels, and the scale of the sprite."""

    x: float
    y: float
    scale: float
    behind_pillars: bool

    def moved(self, dx: int) -> "_Pose":
        """Return the pose seen from a picture that begins `-dx` columns further right."""
        return replace(self, x=self.x + dx)


def _pose(visit: Visit, at: int) -> _Pose:
    step = at - visit.start
    z_m = float(visit.z_m[step])
    per_metre = _FOCAL_PX / z_m
    stride = 2 * np.pi * 0.95 * step / FPS + visit.phase
    x = WIDTH / 2 + per_metre * (float(visit.x_m[step]) + 0.012 * np.sin(stride))
    y = HORIZON + per_metre * (_BELOW_CAMERA_M + 0.011 * np.cos(2 * stride))
    return _Pose(float(x), float(y), per_metre / (100 * PX_PER_CM), z_m > _PILLAR_M)


class _Figure:
    """A sprite in a few sizes, under the light of a room."""

    def __init__(self, sprite: Sprite, light: tuple[float, float, float]) -> None:
        left, top, width, height = cv2.boundingRect(sprite.pixels[..., 3])
        lit = sprite.pixels[top : top + height, left : left + width] * np.array([*light, 1.0], np.float32)
        pixels = cv2.convertScaleAbs(lit)
        self._face = (sprite.face[0] - left, sprite.face[1] - top)
        self._face_size = sprite.face_size
        self._levels = [(k, cv2.resize(pixels, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)) for k in _LEVELS]

    def face(self, pose: _Pose) -> Box:
        """Return the face's box in the frame."""
        half_w, half_h = (size * pose.scale / 2 for size in self._face_size)
        return Box(pose.x - half_w, pose.y - half_h, pose.x + half_w, pose.y + half_h)

    def draw(self, image: BgrImage, pose: _Pose, light: float) -> None:
        """Paint the figure into `image`, as much of it as is inside.

        Rounded to whole pixels: an exact placement (warpAffine) would take five times as long as all the rest.
        """
        fitting = [entry for entry in self._levels if entry[0] >= 0.95 * pose.scale] or self._levels[:1]
        level, pixels = fitting[-1]
        zoom = pose.scale / level
        left, top = round(pose.x - self._face[0] * pose.scale), round(pose.y - self._face[1] * pose.scale)
        height, width = image.shape[:2]
        x0, x1 = max(0, left), min(width, left + int(pixels.shape[1] * zoom))
        y0, y1 = max(0, top), min(height, top + int(pixels.shape[0] * zoom))
        if x0 >= x1 or y0 >= y1:
            return
        rows = slice(round((y0 - top) / zoom), max(round((y1 - top) / zoom), round((y0 - top) / zoom) + 1))
        columns = slice(round((x0 - left) / zoom), max(round((x1 - left) / zoom), round((x0 - left) / zoom) + 1))
        figure = cv2.resize(pixels[rows, columns], (x1 - x0, y1 - y0), interpolation=cv2.INTER_LINEAR)
        colour = cv2.convertScaleAbs(cv2.cvtColor(figure, cv2.COLOR_BGRA2BGR), alpha=light)
        through = cv2.cvtColor(cv2.bitwise_not(cv2.extractChannel(figure, 3)), cv2.COLOR_GRAY2BGR)
        backdrop = image[y0:y1, x0:x1]
        cv2.add(cv2.multiply(backdrop, through, scale=1 / 255), colour, dst=backdrop)
