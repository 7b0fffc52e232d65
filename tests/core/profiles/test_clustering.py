"""DBSCAN groups what is dense, and how near is near follows the embedder and the data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.domain.matching import OperatingPoint
from core.profiles.clustering import clustered, dbscan, gap_level, level_for
from core.profiles.faces import Cluster
from tests.helpers.photo_faces import Crowd

POINT = OperatingPoint(0.5, 0.06, 0.415, 48.0)


def line(places: list[float], reach: float) -> np.ndarray:
    points = np.array(places)
    near: np.ndarray = np.abs(points[:, None] - points[None]) <= reach
    return near


def test_two_dense_groups_a_border_point_and_noise() -> None:
    labels = dbscan(line([0, 1, 2, 3.5, 10, 11, 12, 30], 1.6), 3)
    assert labels.tolist() == [0, 0, 0, 0, 1, 1, 1, -1]


def test_a_border_point_joins_no_two_groups() -> None:
    # 4 has one neighbour on either side: it is no core, so that it does not join 0-2 to 6-8.
    labels = dbscan(line([0, 1, 2, 4, 6, 7, 8], 2.0), 4)
    assert len(set(labels[[0, 1, 2]])) == 1
    assert set(labels[[0, 1, 2]]) != set(labels[[4, 5, 6]])


@given(
    arrays.arrays(np.bool_, st.tuples(st.shared(st.integers(0, 12), key="n"), st.shared(st.integers(0, 12), key="n")))
)
def test_with_pairs_enough_it_finds_the_connected_components(links: np.ndarray) -> None:
    near = links | links.T | np.eye(len(links), dtype=bool)
    labels = dbscan(near, 2)
    reach = np.linalg.matrix_power(near.astype(float), max(1, len(near))) > 0
    for one in range(len(near)):
        for other in range(len(near)):
            alike = labels[one] == labels[other] and (one == other or labels[one] >= 0)
            assert alike == reach[one, other]


def test_people_are_found() -> None:
    crowd = Crowd()
    vectors = np.stack([crowd.vector(person).vector for person in (0, 1, 0, 2, 1, 0)])
    assert set(clustered(vectors, 0.45)) == {Cluster((0, 2, 5)), Cluster((1, 4)), Cluster((3,))}
    assert clustered(np.empty((0, 0), np.float32), 0.45) == ()


def test_the_more_faces_the_nearer_they_must_be() -> None:
    levels = [level_for(POINT, faces) for faces in (1, 2, 10, 100)]
    assert levels[0] == levels[1] < levels[2] < levels[3]
    assert POINT.even < levels[0]
    assert levels[3] < POINT.accept


def test_the_level_moves_into_the_gap_the_data_leave() -> None:
    # Nearest neighbours at 0.41 and 0.45 with nothing between: the level moves there.
    cosines = np.array([[1, 0.40, 0, 0], [0.40, 1, 0, 0], [0, 0, 1, 0.43], [0, 0, 0.43, 1]], np.float32)
    assert 0.40 < gap_level(cosines, 0.42) < 0.43


@pytest.mark.parametrize("size", [1, 2, 5])
def test_without_anything_near_the_level_it_stays(size: int) -> None:
    assert gap_level(np.eye(size, dtype=np.float32), 0.42) == 0.42
