"""The bounds and sums that exactness rests on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.arrays import Floats
from core.gallery.kernel import Kernel, ProbeCode, probe_code
from core.gallery.quantise import quantise_probes, quantise_rows
from core.gallery.scan import NEVER, FloatScan, Probes, QuantisedScan, Scan, exact_cosines, padded, shown
from tests.core.gallery.support import direction, embedding

SEEDS = st.integers(0, 2**32 - 1)
CODES = [ProbeCode(127, 128), ProbeCode(63, 64)]
NOBODY = np.empty(0, np.int64)


def rows_like(seed: int, count: int, dimensions: int, kind: str) -> Floats:
    """Return unit rows: spread evenly, with one number that dwarfs the rest, or on the edge between two levels."""
    raw = np.random.default_rng(seed).standard_normal((count, dimensions)).astype(np.float32)
    if kind == "spiky":
        raw[:, seed % dimensions] *= 50
    if kind == "edges":
        raw = np.float32(0.5) + np.rint(raw * 20)
    rows: Floats = raw / np.linalg.norm(raw, axis=1, keepdims=True)
    return rows.astype(np.float32)


def scans(rows: Floats) -> list[tuple[Scan, ProbeCode | None]]:
    packed = quantise_rows(rows, padded(len(rows)))
    quantised = [(QuantisedScan(packed, len(rows), code), code) for code in CODES]
    return [(FloatScan(rows), None), *quantised]


@given(SEEDS, st.sampled_from([2, 31, 128, 512]), st.integers(1, 70), st.sampled_from(["even", "spiky", "edges"]))
def test_no_rough_score_is_further_off_than_it_says(seed: int, dimensions: int, count: int, kind: str) -> None:
    rows = rows_like(seed, count + 3, dimensions, kind)
    rows, vectors = rows[:-3], rows[-3:]
    for scan, code in scans(rows):
        rough = scan.rough(Probes(vectors, code), NOBODY)
        for which, vector in enumerate(vectors):
            true = exact_cosines(rows, vector.astype(np.float64))
            cosines = rough.values[which][:count] * rough.scales[which]
            assert np.abs(cosines - true).max() <= rough.errors[which]
            for floor in (*true[:3], -1.0, 0.3, -np.inf):
                probes, reaching = rough.reaching([floor if i == which else np.inf for i in range(3)])
                assert set(np.flatnonzero(true >= floor)) <= set(reaching)
                assert set(probes) <= {which}
            assert (np.sort(true)[::-1][: len(rough.surely(which))] >= np.sort(rough.surely(which))[::-1]).all()
        scan.done(rough)


@given(SEEDS, st.integers(1, 130))
def test_whoever_is_barred_reaches_nothing(seed: int, count: int) -> None:
    rows = rows_like(seed, count, 128, "even")
    barred = np.flatnonzero(np.random.default_rng(seed).random(count) < 0.5)
    for scan, code in scans(rows):
        rough = scan.rough(Probes(rows[:1], code), barred)
        assert set(rough.reaching([-np.inf])[1]) == set(range(count)) - set(barred)
        assert (rough.values[0][barred] == NEVER).all()
        scan.done(rough)


@given(SEEDS, st.sampled_from([128, 512]))
def test_the_bound_is_tight_enough_to_be_of_use(seed: int, dimensions: int) -> None:
    rows = quantise_rows(rows_like(seed, 64, dimensions, "even"), 64)
    probe = quantise_probes(embedding(direction(seed, dimensions)).vector[None], 127, 128)
    assert 0.0 < probe.error_bounds(rows.error)[0] < 0.03


@given(SEEDS, st.floats(1e-6, 1e3))
def test_levels_of_a_row_are_exact_in_float32(seed: int, size: float) -> None:
    scale = quantise_rows(np.float32(size) * rows_like(seed, 3, 16, "even"), 64).error.scale
    for level in range(128):
        assert float(np.float32(scale) * np.float32(level)) == scale * level


def test_this_processor_multiplies_exactly() -> None:
    assert probe_code() in CODES


@given(SEEDS, st.integers(1, 17), st.sampled_from([64, 192]))
def test_integer_products_are_exact(seed: int, batch: int, width: int) -> None:
    rng = np.random.default_rng(seed)
    code = probe_code()
    assert code is not None
    columns = rng.integers(-127, 128, (128, width), np.int8)
    integers = rng.integers(-code.levels, code.levels + 1, (batch, 128))
    kernel = Kernel(columns.copy(), code)
    slot = kernel.take(batch)
    slot.codes[:] = integers + code.zero
    slot.run()
    assert np.array_equal(slot.products, integers @ columns.astype(np.int64))
    kernel.give_back(slot)
    assert kernel.take(batch) is slot


@given(SEEDS, st.sampled_from([3, 128, 512]), st.integers(1, 200))
def test_equal_rows_score_equal_in_any_company(seed: int, dimensions: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    row, probe = direction(seed, dimensions), direction(seed + 1, dimensions)
    rows = rng.standard_normal((count, dimensions)).astype(np.float32)
    places = rng.integers(0, count, 5)
    rows[places] = row
    alone = exact_cosines(row[None], probe.astype(np.float64))[0]
    assert set(exact_cosines(rows, probe.astype(np.float64))[places]) == {alone}
    assert exact_cosines(probe[None], row.astype(np.float64))[0] == alone
    assert float(probe.astype(np.float64).dot(row.astype(np.float64))) == alone


@pytest.mark.parametrize(("product", "cosine"), [(1.0000001, 1.0), (-1.01, -1.0), (0.5, 0.5)])
def test_a_cosine_is_never_beyond_one(product: float, cosine: float) -> None:
    assert shown(product) == cosine
