"""The bounds and sums that exactness rests on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.gallery.scan import FloatScan, exact_cosines, shown
from tests.core.gallery.support import direction, embedding

SEEDS = st.integers(0, 2**32 - 1)


@given(SEEDS, st.sampled_from([1, 2, 31, 128, 512, 1024]), st.integers(1, 70))
def test_no_rough_score_is_further_off_than_it_says(seed: int, dimensions: int, count: int) -> None:
    rows = np.stack([embedding(direction(seed + i, dimensions)).vector for i in range(count)])
    probe = embedding(direction(seed + count, dimensions)).vector
    scores = FloatScan().rough(rows, probe)
    assert np.abs(scores.cosines - exact_cosines(rows, probe)).max() <= scores.error
    assert scores.error < 1e-4
    assert scores.cosines.flags.writeable


@given(SEEDS, st.sampled_from([3, 128, 512]), st.integers(1, 200))
def test_equal_rows_score_equal_in_any_company(seed: int, dimensions: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    row, probe = direction(seed, dimensions), direction(seed + 1, dimensions)
    rows = rng.standard_normal((count, dimensions)).astype(np.float32)
    places = rng.integers(0, count, 5)
    rows[places] = row
    alone = exact_cosines(row[None], probe)[0]
    assert set(exact_cosines(rows, probe)[places]) == {alone}
    assert exact_cosines(probe[None], row)[0] == alone


@pytest.mark.parametrize(("product", "cosine"), [(1.0000001, 1.0), (-1.01, -1.0), (0.5, 0.5)])
def test_a_cosine_is_never_beyond_one(product: float, cosine: float) -> None:
    assert shown(product) == cosine
