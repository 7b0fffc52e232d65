"""Where the tiles of the wall go."""

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Cell:
    """A tile's place in device-independent pixels."""

    x: int
    y: int
    width: int
    height: int


def columns(n: int, width: int, height: int, gap: int, aspect: float = 16 / 9) -> int:
    """Return how many columns make `n` pictures of `aspect` largest on `width` × `height`."""
    best, best_width = 1, 0.0
    for count in range(1, n + 1):
        rows = ceil(n / count)
        wide = (width - gap * (count - 1)) / count
        high = (height - gap * (rows - 1)) / rows
        picture = min(wide, high * aspect)
        if picture > best_width + 0.5:
            best, best_width = count, picture
    return best


def fit(cell: Cell, aspect: float) -> Cell:
    """Return the largest place of `aspect` in the middle of `cell`."""
    width = min(cell.width, round(cell.height * aspect))
    height = min(cell.height, round(cell.width / aspect))
    return Cell(cell.x + (cell.width - width) // 2, cell.y + (cell.height - height) // 2, width, height)


def layout(aspects: tuple[float, ...], width: int, height: int, gap: int) -> tuple[Cell, ...]:
    """Return a place for every picture: equal cells in rows, each picture as large as its shape allows.

    Pictures sit close together in the middle rather than each in the middle of a far larger cell.
    """
    n = len(aspects)
    if not n or width <= 0 or height <= 0:
        return ()
    typical = sorted(aspects)[n // 2]
    cols = columns(n, width, height, gap, typical)
    rows = ceil(n / cols)
    room = Cell(0, 0, (width - gap * (cols - 1)) // cols, (height - gap * (rows - 1)) // rows)
    cell = fit(room, typical)
    left = (width - cols * cell.width - (cols - 1) * gap) // 2
    top = (height - rows * cell.height - (rows - 1) * gap) // 2
    return tuple(
        fit(
            Cell(left + (i % cols) * (cell.width + gap), top + (i // cols) * (cell.height + gap), *_size(cell)),
            aspects[i],
        )
        for i in range(n)
    )


def _size(cell: Cell) -> tuple[int, int]:
    return cell.width, cell.height
