"""Two faces against each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.errors import ErrorCode, KnownError
from core.domain.matching import OperatingPoint
from core.gallery.compare import compare, compare_blobs
from core.gallery.index import ExactIndex
from tests.core.gallery.support import MODEL, POINT, direction, embedding, template

SEEDS = st.integers(0, 2**32 - 2)


def test_a_face_is_its_own() -> None:
    face = embedding(direction(1, 128))
    result = compare(face, face, POINT)
    assert result.score == pytest.approx(1.0, abs=1e-6)
    assert result.score <= 1.0
    assert result.same
    assert result.threshold == POINT.accept
    assert result.probability == POINT.probability(result.score)


def test_the_threshold_itself_is_enough() -> None:
    a, b = embedding(direction(1, 128)), embedding(direction(2, 128))
    score = float(a.vector.astype(float).dot(b.vector.astype(float)))
    exactly = OperatingPoint(accept=score, margin=0.0, midpoint=0.4, slope=20.0)
    above = OperatingPoint(accept=float(np.nextafter(score, 1)), margin=0.0, midpoint=0.4, slope=20.0)
    assert compare(a, b, exactly).same
    assert not compare(a, b, above).same


@given(SEEDS, SEEDS, st.sampled_from([128, 512]))
def test_it_is_symmetric_and_agrees_with_a_search(a: int, b: int, dimensions: int) -> None:
    one, other = embedding(direction(a, dimensions)), embedding(direction(b, dimensions))
    result = compare(one, other, POINT)
    assert result == compare(other, one, POINT)
    index = ExactIndex(POINT)
    index.add([template(1, "other", other)])
    match = index.search(one)
    assert result.score == pytest.approx(match.score, abs=1e-6)
    assert result.probability == pytest.approx(match.probability, abs=1e-5)
    assert compare_blobs(one.to_blob(), other.to_blob(), MODEL, POINT).score == pytest.approx(match.score, abs=2e-3)


def test_models_are_never_mixed() -> None:
    with pytest.raises(KnownError) as caught:
        compare(embedding(direction(1, 128)), embedding(direction(1, 128), "another-model"), POINT)
    assert caught.value.code is ErrorCode.MODEL_MISMATCH


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (embedding(direction(1, 128), "another-model").to_blob(), ErrorCode.MODEL_MISMATCH),
        (embedding(direction(1, 512)).to_blob(), ErrorCode.BLOB_DAMAGED),
        (b"", ErrorCode.BLOB_DAMAGED),
        (embedding(direction(1, 128)).to_blob()[:-1], ErrorCode.BLOB_DAMAGED),
    ],
)
def test_what_is_no_face_of_this_model_is_refused(other: bytes, code: ErrorCode) -> None:
    with pytest.raises(KnownError) as caught:
        compare_blobs(embedding(direction(1, 128)).to_blob(), other, MODEL, POINT)
    assert caught.value.code is code
