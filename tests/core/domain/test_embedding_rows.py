"""Many embeddings at once: bit for bit what one at a time gives, and nothing damaged among them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.domain.embedding import Embedding, model_tag, read_blobs, scale_to_unit
from core.domain.errors import KnownError
from core.domain.people import TemplateBlock

MODEL = "sface"
HEADER = b"UF\x01\x00" + model_tag(MODEL)

halves = hnp.arrays(np.uint16, st.tuples(st.integers(1, 9), st.sampled_from([1, 3, 16, 128, 512])))
"""Any bits at all as float16: subnormal, huge, infinite, not a number."""


def vectors_one_by_one(blobs: list[bytes]) -> list[bytes | None]:
    found: list[bytes | None] = []
    for blob in blobs:
        try:
            found.append(Embedding.from_blob(blob, MODEL).vector.tobytes())
        except KnownError:
            found.append(None)
    return found


@given(halves)
def test_any_blobs_read_together_equal_those_read_alone(bits: np.ndarray) -> None:
    blobs = [HEADER + row.astype("<u2").tobytes() for row in bits]
    out = np.full(bits.shape, 7, np.float32)
    alone = vectors_one_by_one(blobs)
    if read_blobs(blobs, MODEL, out):
        assert [row.tobytes() for row in out] == alone
    else:
        assert None in alone


@given(st.integers(1, 300), st.sampled_from([5, 64, 128, 512, 513]), st.integers(0, 2**32 - 1), st.integers(-30, 30))
def test_a_row_does_not_depend_on_its_company(n: int, d: int, seed: int, power: int) -> None:
    raw = (np.random.default_rng(seed).standard_normal((n, d)) * 2.0 ** (power / 2)).astype(np.float32)
    together = raw.copy()
    assert scale_to_unit(together).all()
    for place in {0, n // 3, n - 1}:
        alone = raw[place : place + 1].copy()
        assert scale_to_unit(alone).all()
        assert alone[0].tobytes() == together[place].tobytes()
        assert Embedding.normalised(raw[place], MODEL).vector.tobytes() == together[place].tobytes()
    shifted = np.empty((n + 1, d), np.float32)
    shifted[1:] = raw
    shifted[0] = raw[0]
    scale_to_unit(shifted)
    assert shifted[1:].tobytes() == together.tobytes()


def test_rows_without_direction_are_told_and_disturb_no_other() -> None:
    huge, tiny = np.finfo(np.float32).max, np.finfo(np.float32).tiny
    rows = np.array([[3, 4], [0, 0], [np.nan, 1], [np.inf, 1], [huge, huge], [tiny, 0], [0, -2]], np.float32)
    assert scale_to_unit(rows).tolist() == [True, False, False, False, False, False, True]
    assert rows[[0, -1]].tolist() == [[np.float32(0.6), np.float32(0.8)], [0, -1]]


def test_what_was_given_is_not_scaled_itself() -> None:
    raw = np.array([3, 4], np.float32)
    Embedding.normalised(raw, MODEL)
    assert raw.tolist() == [3, 4]
    assert raw.flags.writeable


GOOD = Embedding.normalised(np.arange(1, 17, dtype=np.float32), MODEL).to_blob()


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        GOOD[:-2],
        GOOD + b"\x00\x00",
        b"uf" + GOOD[2:],
        GOOD[:2] + b"\x02" + GOOD[3:],
        GOOD[:4] + b"\x00" + GOOD[5:],
        GOOD[:7] + bytes([GOOD[7] ^ 1]) + GOOD[8:],
        GOOD[:8] + bytes(32),
    ],
)
def test_one_bad_blob_spoils_the_lot(bad: bytes) -> None:
    for blobs in ([bad, GOOD, GOOD], [GOOD, bad, GOOD], [GOOD, GOOD, bad]):
        assert not read_blobs(blobs, MODEL, np.empty((3, 16), np.float32))
    assert read_blobs([GOOD] * 3, MODEL, np.empty((3, 16), np.float32))


def test_two_bad_lengths_do_not_make_a_good_one() -> None:
    assert not read_blobs([GOOD[:-2], GOOD + b"\x00\x00"], MODEL, np.empty((2, 16), np.float32))


def test_as_many_rows_as_blobs() -> None:
    assert not read_blobs([GOOD], MODEL, np.empty((2, 16), np.float32))
    assert read_blobs([], MODEL, np.empty((0, 16), np.float32))


@pytest.mark.parametrize(("rows", "owners"), [(3, 2), (2, 3), (3, 3)])
def test_a_block_whose_arrays_disagree_is_refused(rows: int, owners: int) -> None:
    with pytest.raises(ValueError, match="inconsistent block"):
        TemplateBlock(
            MODEL,
            bytes(16),
            np.arange(2),
            np.zeros((rows, 4), np.float32),
            np.zeros(owners, np.int32),
            np.array([b"a"], np.bytes_),
            np.zeros(2, np.bool_),
        )
