"""Where the labels of a tile go: beside their face, inside the tile, off each other and off other faces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum


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

    def overlap(self, other: "Area") -> float:
        """Return the shared area in square pixels."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        high = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return wide * high if wide > 0 and high > 0 else 0.0

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
_STAY = 0.35
_ON_LABEL = 3.0
"""In shares of a label's own area: what changing sides costs, and how much worse covering a label is than a face."""


def place(wanted: Sequence[Wanted], bounds: Area, before: Mapping[int, Side]) -> dict[int, Placed]:
    """Return a place per track. Earlier labels choose first; `before` is where each was, to keep it from jumping."""
    faces = {want.track: want.face for want in wanted}
    taken: dict[int, Placed] = {}
    for want in wanted:
        taken[want.track] = min(
            (Placed(side, _beside(want, side).clamped(bounds)) for side in Side),
            key=lambda option: _cost(option, want, faces, taken, before.get(want.track)),
        )
    return taken


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


def _cost(
    option: Placed,
    want: Wanted,
    faces: Mapping[int, Area],
    taken: Mapping[int, Placed],
    before: Side | None,
) -> float:
    own = max(want.width * want.height, 1.0)
    covered = sum(option.area.overlap(face) for face in faces.values())
    hidden = sum(option.area.overlap(placed.area) for placed in taken.values())
    cost = covered / own + _ON_LABEL * hidden / own + 0.02 * option.side
    return cost + (_STAY if before is not None and option.side is not before else 0.0)
