"""The mean of somebody's faces."""

import numpy as np
import pytest

from core.domain.embedding import Embedding
from core.domain.errors import BugError
from core.domain.people import centroid


def face(*numbers: float, model: str = "m") -> Embedding:
    return Embedding.normalised(np.array(numbers, np.float32), model)


def test_better_pictures_count_for_more() -> None:
    mean = centroid([face(1, 0), face(0, 1)], [0.9, 0.3])
    assert mean is not None
    assert mean.vector[0] > mean.vector[1] > 0


def test_faces_that_cancel_out_have_no_mean() -> None:
    assert centroid([face(1, 0), face(-1, 0)], [0.5, 0.5]) is None


@pytest.mark.parametrize("faces", [[], [face(1, 0), face(1, 0, model="other")]])
def test_faces_of_several_models_are_a_bug(faces: list[Embedding]) -> None:
    with pytest.raises(BugError):
        centroid(faces, [0.5] * len(faces))
