"""Which part of a picture a camera looks at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.camera import WHOLE, Region


def test_the_whole_is_every_pixel() -> None:
    assert WHOLE.pixels(1280, 720) == (0, 0, 1280, 720)
    assert Region(0.25, 0.5, 0.75, 1.0).pixels(1280, 720) == (320, 360, 960, 720)


@pytest.mark.parametrize("sides", [(0.5, 0, 0.5, 1), (0, 0.6, 1, 0.5), (-0.1, 0, 1, 1), (0, 0, 1, 1.1)])
def test_what_is_no_part_of_a_picture_is_refused(sides: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="not a part of a picture"):
        Region(*sides)


shares = st.floats(0, 1)


@given(st.tuples(shares, shares, shares, shares), st.integers(1, 4000), st.integers(1, 4000))
def test_even_the_smallest_part_is_a_pixel_of_the_picture(
    sides: tuple[float, float, float, float], width: int, height: int
) -> None:
    left, right = sorted(sides[:2])
    top, bottom = sorted(sides[2:])
    if left == right or top == bottom:
        return
    x0, y0, x1, y1 = Region(left, top, right, bottom).pixels(width, height)
    assert 0 <= x0 < x1 <= width
    assert 0 <= y0 < y1 <= height
