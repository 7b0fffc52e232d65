"""Where the tiles of the wall go."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Cell:
    """A tile's place in device-independent pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the tile."""
        return self.x + self.width / 2, self.y + self.height / 2


def layout(aspects: Sequence[float], width: int, height: int, gap: int) -> tuple[Cell, ...]:
    """Return a place for every picture: rows of one height in the middle, each picture in its own shape.

    `aspects` are widths by heights; of all numbers of rows the one that makes the pictures highest is taken.
    """
    if not aspects or width <= 0 or height <= 0:
        return ()
    splits = [_rows(aspects, count) for count in range(1, len(aspects) + 1)]
    rows = max(splits, key=lambda split: _row_height(split, width, height, gap))
    high = max(1.0, _row_height(rows, width, height, gap))
    top = (height - high * len(rows) - gap * (len(rows) - 1)) / 2
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        left = (width - high * sum(row) - gap * (len(row) - 1)) / 2
        for aspect in row:
            cells.append(Cell(round(left), round(top + r * (high + gap)), int(high * aspect), int(high)))
            left += high * aspect + gap
    return tuple(cells)


def neighbour(cells: Sequence[Cell], here: int, dx: int, dy: int) -> int | None:
    """Return the nearest cell in a direction (one of dx, dy is -1 or 1), None at the edge."""
    x, y = cells[here].middle

    def ahead(cell: Cell) -> float:
        cx, cy = cell.middle
        return (cx - x) * dx + (cy - y) * dy

    def aside(cell: Cell) -> float:
        cx, cy = cell.middle
        return abs((cx - x) * dy) + abs((cy - y) * dx)

    found = [i for i, cell in enumerate(cells) if ahead(cell) > cell.height / 2]
    return min(found, key=lambda i: ahead(cells[i]) + 2 * aside(cells[i]), default=None)


def _rows(aspects: Sequence[float], count: int) -> list[Sequence[float]]:
    """Split into at most `count` rows of equal length, the last one shorter where they do not divide."""
    length = ceil(len(aspects) / count)
    return [aspects[i : i + length] for i in range(0, len(aspects), length)]


def _row_height(rows: Sequence[Sequence[float]], width: int, height: int, gap: int) -> float:
    fits_width = min((width - gap * (len(row) - 1)) / sum(row) for row in rows)
    return min(fits_width, (height - gap * (len(rows) - 1)) / len(rows))
