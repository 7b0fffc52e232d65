"""The portable feature: bytes out, bytes in, and nothing else is believed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.domain.embedding import Embedding, model_tag
from core.domain.errors import ErrorCode, KnownError

MODEL = "sface"
dims = st.sampled_from([128, 512])


def unit(seed: int, d: int = 128) -> Embedding:
    return Embedding.normalised(np.random.default_rng(seed).normal(size=d).astype(np.float32), MODEL)


@given(st.integers(0, 2**32 - 1), dims)
def test_blob_round_trip_keeps_direction_and_size(seed: int, d: int) -> None:
    embedding = unit(seed, d)
    blob = embedding.to_blob()
    assert len(blob) == 8 + 2 * d
    again = Embedding.from_blob(blob, MODEL)
    assert again.cosine(embedding) > 0.99999
    assert Embedding.from_blob(again.to_blob(), MODEL).to_blob() == again.to_blob()


@given(st.binary(max_size=300))
def test_foreign_bytes_are_refused_not_believed(blob: bytes) -> None:
    with pytest.raises(KnownError) as caught:
        Embedding.from_blob(blob, MODEL)
    assert caught.value.code in (ErrorCode.BLOB_DAMAGED, ErrorCode.MODEL_MISMATCH)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_blob_holding_no_direction_is_damaged(value: float) -> None:
    blob = unit(1).to_blob()
    broken = blob[:8] + np.full(128, value, "<f2").tobytes()
    with pytest.raises(KnownError, match="damaged"):
        Embedding.from_blob(broken, MODEL)
    with pytest.raises(KnownError, match="damaged"):
        Embedding.from_blob(blob[:8] + bytes(256), MODEL)


def test_another_models_blob_is_refused() -> None:
    with pytest.raises(KnownError) as caught:
        Embedding.from_blob(unit(1).to_blob(), "arcface")
    assert caught.value.code is ErrorCode.MODEL_MISMATCH
    assert model_tag("arcface") != model_tag(MODEL)


def test_embeddings_of_two_models_are_never_compared() -> None:
    other = Embedding(unit(1).vector, "arcface")
    with pytest.raises(KnownError):
        unit(1).cosine(other)


@given(hnp.arrays(np.float32, 16, elements=st.floats(-1e3, 1e3, width=32)))
def test_normalised_is_unit_or_refused(raw: np.ndarray) -> None:
    if np.linalg.norm(raw) < 1e-6:
        with pytest.raises(ValueError, match="no direction"):
            Embedding.normalised(raw, MODEL)
    else:
        assert abs(np.linalg.norm(Embedding.normalised(raw, MODEL).vector) - 1) < 1e-3


def test_what_is_not_a_unit_float32_vector_is_refused() -> None:
    with pytest.raises(ValueError, match="unit length"):
        Embedding(np.ones(4, np.float32), MODEL)
    with pytest.raises(ValueError, match="unit length"):
        Embedding(np.full(4, np.nan, np.float32), MODEL)
    with pytest.raises(ValueError, match="float32"):
        Embedding(np.eye(1, 4)[0], MODEL)
    with pytest.raises(ValueError, match="float32"):
        Embedding(np.eye(2, dtype=np.float32), MODEL)


def test_an_embedding_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        unit(1).vector[0] = 0
