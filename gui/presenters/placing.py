"""Where the labels of a tile go: beside their face, inside the tile, off each other and off other faces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np


class Side(IntEnum):
    """Where a label lies to its face, best first."""

    BELOW = 0
    ABOVE = 1
    RIGHT = 2
    LEFT = 3
    INSIDE = 4


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in device-independent pixels."""

    x: float
    y: float
    width: float
    height: float

    def clamped(self, bounds: "Area") -> "Area":
        """Return this rectangle moved into `bounds`; its left top corner wins where it is too large."""
        x = max(bounds.x, min(self.x, bounds.x + bounds.width - self.width))
        y = max(bounds.y, min(self.y, bounds.y + bounds.height - self.height))
        return Area(x, y, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label to be placed: its track, the face it belongs to, and its size."""

    track: int
    face: Area
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A label's place, and the side by which it was found."""

    side: Side
    area: Area


_GAP = 6.0
_ON_LABEL = 3.0
"""How much worse it is to cover a label than a face."""

_STAY = 0.35
"""What changing sides costs, in shares of the label's own area."""


def place(
    wanted: Sequence[Wanted], faces: Sequence[Area], bounds: Area, before: Mapping[int, Side]
) -> dict[int, Placed]:
    """Return a place per track. Earlier labels choose first; `before` is where each was, to keep it from jumping.

    `faces` are all that should stay visible. The first place that covers nothing is taken, else the least bad.
    """
    obstacles = _Obstacles(faces, len(wanted))
    taken: dict[int, Placed] = {}
    for want in wanted:
        placed = _best(want, obstacles, bounds, before.get(want.track))
        taken[want.track] = placed
        obstacles.add(placed.area)
    return taken


class _Obstacles:
    """What labels should not lie on. An array, because a crowd asks thousands of times a second."""

    def __init__(self, faces: Sequence[Area], labels: int) -> None:
        self._rows = np.empty((len(faces) + labels, 5), np.float64)
        self._n = 0
        for face in faces:
            self._put(face, 1.0)

    def add(self, label: Area) -> None:
        """Keep others off a label that has its place."""
        self._put(label, _ON_LABEL)

    def hidden(self, area: Area) -> float:
        """Return how much a label there would hide, in shares of its own area."""
        rows = self._rows[: self._n]
        wide = np.minimum(rows[:, 2], area.x + area.width) - np.maximum(rows[:, 0], area.x)
        high = np.minimum(rows[:, 3], area.y + area.height) - np.maximum(rows[:, 1], area.y)
        covered = (np.maximum(wide, 0.0) * np.maximum(high, 0.0)) @ rows[:, 4]
        return float(covered) / max(area.width * area.height, 1.0)

    def _put(self, area: Area, weight: float) -> None:
        self._rows[self._n] = area.x, area.y, area.x + area.width, area.y + area.height, weight
        self._n += 1


def _best(want: Wanted, obstacles: _Obstacles, bounds: Area, before: Side | None) -> Placed:
    options: list[tuple[float, Placed]] = []
    for side in _sides(before):
        placed = Placed(side, _beside(want, side).clamped(bounds))
        cost = obstacles.hidden(placed.area)
        if cost <= 0.0:
            return placed
        moved = _STAY if before is not None and side is not before else 0.0
        options.append((cost + 0.02 * side + moved, placed))
    return min(options, key=lambda option: option[0])[1]


def _sides(first: Side | None) -> tuple[Side, ...]:
    return tuple(Side) if first is None else (first, *(side for side in Side if side is not first))


def _beside(want: Wanted, side: Side) -> Area:
    face = want.face
    middle = face.x + (face.width - want.width) / 2
    x, y = {
        Side.BELOW: (middle, face.y + face.height + _GAP),
        Side.ABOVE: (middle, face.y - want.height - _GAP),
        Side.RIGHT: (face.x + face.width + _GAP, face.y),
        Side.LEFT: (face.x - want.width - _GAP, face.y),
        Side.INSIDE: (middle, face.y + face.height - want.height - _GAP),
    }[side]
    return Area(x, y, want.width, want.height)
