"""Labels beside faces."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from gui.presenters.placing import Area, Side, Wanted, place

BOUNDS = Area(0, 0, 640, 360)


def overlap(a: Area, b: Area) -> float:
    wide = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    high = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    return max(wide, 0.0) * max(high, 0.0)


def test_a_lone_label_lies_under_its_face() -> None:
    face = Area(200, 100, 60, 80)
    placed = place([Wanted(1, face, 80, 30)], [face], BOUNDS, {})[1]
    assert placed.side is Side.BELOW
    assert placed.area == Area(190, 186, 80, 30)


def test_a_label_at_the_bottom_goes_above() -> None:
    face = Area(200, 270, 60, 80)
    assert place([Wanted(1, face, 80, 30)], [face], BOUNDS, {})[1].side is Side.ABOVE


def test_a_face_that_fills_the_tile_keeps_its_label_inside() -> None:
    face = Area(5, 5, 630, 350)
    area = place([Wanted(1, face, 80, 30)], [face], BOUNDS, {})[1].area
    assert 0 <= area.x <= 560
    assert 0 <= area.y <= 330


def test_a_label_stays_where_it_was() -> None:
    face = Area(200, 100, 60, 80)
    assert place([Wanted(1, face, 80, 30)], [face], BOUNDS, {1: Side.RIGHT})[1].side is Side.RIGHT


def test_a_label_moves_off_another_face() -> None:
    face, below = Area(200, 100, 60, 80), Area(190, 185, 90, 90)
    placed = place([Wanted(1, face, 80, 30)], [face, below], BOUNDS, {1: Side.BELOW})[1]
    assert placed.side is not Side.BELOW
    assert overlap(placed.area, below) == 0


def test_neighbours_do_not_write_over_each_other() -> None:
    faces = [Area(x, 150, 50, 60) for x in (100, 160, 220)]
    placed = place([Wanted(i, face, 120, 30) for i, face in enumerate(faces)], faces, BOUNDS, {})
    for a, b in combinations(placed.values(), 2):
        assert overlap(a.area, b.area) == 0


faces = st.builds(Area, st.floats(0, 600), st.floats(0, 320), st.floats(10, 200), st.floats(10, 200))


@given(st.lists(faces, max_size=20), st.floats(30, 300), st.floats(15, 60))
def test_labels_never_leave_the_tile(areas: list[Area], width: float, height: float) -> None:
    placed = place([Wanted(i, face, width, height) for i, face in enumerate(areas)], areas, BOUNDS, {})
    assert len(placed) == len(areas)
    for found in placed.values():
        assert found.area.x >= 0
        assert found.area.y >= 0
        assert found.area.x + width <= BOUNDS.width + 1e-6
        assert found.area.y + height <= BOUNDS.height + 1e-6
