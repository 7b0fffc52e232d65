"""Where tiles go."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.presenters.grid import Cell, layout, neighbour

WIDE = 16 / 9


@pytest.mark.parametrize(
    ("n", "rows"), [(1, [1]), (2, [1, 1]), (3, [2, 1]), (4, [2, 2]), (6, [2, 2, 2]), (9, [3, 3, 3])]
)
def test_equal_pictures_fill_a_screen_in_rows(n: int, rows: list[int]) -> None:
    cells = layout([WIDE] * n, 1160, 780, 12)
    tops = sorted({cell.y for cell in cells})
    assert [sum(cell.y == top for cell in cells) for top in tops] == rows
    assert len({(cell.width, cell.height) for cell in cells}) == 1


def test_a_short_last_row_is_centred() -> None:
    first, second, last = layout([WIDE] * 3, 1160, 780, 12)
    assert abs(last.middle[0] - (first.middle[0] + second.middle[0]) / 2) <= 1


def test_every_picture_keeps_its_shape() -> None:
    portrait, landscape = layout([9 / 16, WIDE], 1000, 500, 10)
    assert portrait.height == landscape.height
    assert portrait.width / portrait.height == pytest.approx(9 / 16, abs=0.01)


@given(
    aspects=st.lists(st.floats(0.4, 2.5), min_size=1, max_size=9),
    width=st.integers(320, 2500),
    height=st.integers(200, 1500),
)
def test_tiles_stay_inside_and_apart(aspects: list[float], width: int, height: int) -> None:
    cells = layout(aspects, width, height, 8)
    assert len(cells) == len(aspects)
    for cell in cells:
        assert cell.x >= -1
        assert cell.y >= -1
        assert cell.x + cell.width <= width + 1
        assert cell.y + cell.height <= height + 1
    for a, b in combinations(cells, 2):
        apart_x = a.x + a.width <= b.x + 1 or b.x + b.width <= a.x + 1
        apart_y = a.y + a.height <= b.y + 1 or b.y + b.height <= a.y + 1
        assert apart_x or apart_y


@pytest.mark.parametrize("size", [(0, 100), (100, 0), (-1, 5)])
def test_no_room_no_tiles(size: tuple[int, int]) -> None:
    assert layout([WIDE], *size, 8) == ()


def test_arrows_go_to_the_nearest_tile_and_stop_at_the_edge() -> None:
    cells = layout([WIDE] * 5, 1160, 780, 12)  # two, two, and one centred
    assert neighbour(cells, 0, 1, 0) == 1
    assert neighbour(cells, 1, -1, 0) == 0
    assert neighbour(cells, 0, 0, 1) == 2
    assert neighbour(cells, 3, 0, 1) == 4
    assert neighbour(cells, 4, 0, -1) in (2, 3)
    assert neighbour(cells, 0, 0, -1) is None
    assert neighbour(cells, 1, 1, 0) is None


def test_middle_of_a_cell() -> None:
    assert Cell(10, 20, 30, 40).middle == (25, 40)
