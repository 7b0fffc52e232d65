"""Whatever is added and removed, the answer is that of a plain float64 search over what is left."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.ids import PersonId
from core.domain.people import Template
from core.gallery import index as index_module
from core.gallery.index import ExactIndex
from core.gallery.kernel import ProbeCode
from core.gallery.layout import Layout
from core.gallery.quantise import QuantisedProbes, RowError
from tests.core.gallery.support import (
    PACKED,
    POINT,
    best_of,
    block_of,
    brute_force,
    direction,
    embedding,
    ranking,
    template,
)

PEOPLE = [f"person {i}" for i in range(12)]
LAYOUTS = st.sampled_from([Layout(), PACKED])
DIMENSIONS = st.sampled_from([128, 512])
SEEDS = st.integers(0, 2**32 - 1)


@dataclass(frozen=True)
class Add:
    """`shots`: for each template a base direction, a disturbance and how small it is."""

    person: str
    shots: list[tuple[int, int, float]]


@dataclass(frozen=True)
class Replace:
    person: str
    shots: list[tuple[int, int, float]]


@dataclass(frozen=True)
class Remove:
    person: str


@dataclass(frozen=True)
class Search:
    shot: tuple[int, int, float]


# Three bases and disturbances from the last bit of float32, which only float64 can tell apart, to beyond what eight
# bits can: exact ties, and orders that a rough score gets wrong.
SHOT = st.tuples(
    st.integers(0, 2), st.integers(0, 5), st.sampled_from([0.0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-3, 3e-3, 1e-2, 0.1, 0.5])
)
SHOTS = st.lists(SHOT, max_size=90)
STEPS = st.lists(
    st.one_of(
        st.builds(Add, st.sampled_from(PEOPLE), SHOTS),
        st.builds(Replace, st.sampled_from(PEOPLE), SHOTS),
        st.builds(Remove, st.sampled_from(PEOPLE)),
        st.builds(Search, SHOT),
    ),
    max_size=30,
)


@cache
def measured(shot: tuple[int, int, float], dimensions: int) -> Embedding:
    base, disturbance, size = shot
    return embedding(direction(base, dimensions) + np.float32(size) * direction(100 + disturbance, dimensions))


@given(DIMENSIONS, LAYOUTS, STEPS, SEEDS)
def test_answers_equal_a_float64_search(
    dimensions: int, layout: Layout, steps: list[Add | Replace | Remove | Search], seed: int
) -> None:
    left = list[Template]()
    numbers = iter(np.random.default_rng(seed).permutation(90 * 30).tolist())
    with closing(ExactIndex(POINT, layout=layout)) as index:
        for step in (*steps, Search((0, 0, 0.0)), Search((1, 1, 1e-7))):
            match step:
                case Add(person, shots):
                    added = [template(next(numbers), person, measured(shot, dimensions)) for shot in shots]
                    index.add(added)
                    left += added
                case Replace(person, shots):
                    added = [template(next(numbers), person, measured(shot, dimensions)) for shot in shots]
                    index.replace_person(PersonId(person), added)
                    left = [one for one in left if one.person != person] + added
                case Remove(person):
                    index.remove_person(PersonId(person))
                    left = [one for one in left if one.person != person]
                case Search(shot):
                    assert index.search(measured(shot, dimensions)) == brute_force(left, measured(shot, dimensions))
            assert index.templates == len(left)
            assert index.people == len({one.person for one in left})


def crowd(seed: int, dimensions: int, spread: float, count: int = 300) -> tuple[list[Template], list[Embedding]]:
    """Return lookalikes `spread` apart, some of them twins, and probes in the middle of them."""
    rng = np.random.default_rng(seed)
    base = rng.standard_normal(dimensions).astype(np.float32)
    vectors = base + rng.standard_normal((count, dimensions)).astype(np.float32) * np.float32(spread)
    vectors[rng.integers(0, count, count // 6)] = vectors[0]
    templates = [
        template(int(number), f"person {i % 70}", embedding(vector))
        for i, (number, vector) in enumerate(zip(rng.permutation(count), vectors, strict=True))
    ]
    return templates, [embedding(base), embedding(vectors[0]), embedding(base + vectors[1])]


SPREADS = st.sampled_from([3e-7, 1e-4, 1e-3, 1e-2, 0.1, 1.0])


@settings(max_examples=30)
@given(SEEDS, DIMENSIONS, SPREADS, LAYOUTS, st.sampled_from([1, 2, 5, 69, 70, 1000]))
def test_a_crowd_of_lookalikes_is_told_apart(
    seed: int, dimensions: int, spread: float, layout: Layout, wanted: int
) -> None:
    templates, probes = crowd(seed, dimensions, spread)
    with closing(ExactIndex(POINT, layout=layout)) as index:
        index.load(block_of(templates, dimensions))
        rankings = [ranking(templates, probe) for probe in probes]
        true = [best_of(one) for one in rankings]
        assert list(index.search_many(probes)) == true
        assert [index.search(probe) for probe in probes] == true
        for probe, one in zip(probes, rankings, strict=True):
            assert list(index.top(probe, wanted)) == one[:wanted]


Bound = Callable[[QuantisedProbes, RowError], Floats]


def narrowed(bound: Bound, share: float) -> Bound:
    return lambda probes, rows: np.float32(share) * bound(probes, rows)


def test_a_bound_that_is_too_narrow_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    true_bound = QuantisedProbes.error_bounds
    wrong = {1.0: 0, 0.05: 0}
    for seed in range(12):
        templates, probes = crowd(seed, 128, 3e-2)
        true, block = [brute_force(templates, probe) for probe in probes], block_of(templates, 128)
        for share in wrong:
            monkeypatch.setattr(QuantisedProbes, "error_bounds", narrowed(true_bound, share))
            with closing(ExactIndex(POINT, layout=PACKED)) as index:
                index.load(block)
                wrong[share] += sum(index.search(probe) != match for probe, match in zip(probes, true, strict=True))
    assert wrong[1.0] == 0
    assert wrong[0.05] > 0


@pytest.mark.parametrize("code", [ProbeCode(63, 64), None], ids=["seven bits", "floats only"])
def test_lesser_processors_give_the_same_answers(code: ProbeCode | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "probe_code", lambda: code)
    for spread in (1e-3, 1e-2, 1.0):
        templates, probes = crowd(7, 512, spread)
        with closing(ExactIndex(POINT, layout=PACKED)) as index:
            index.add(templates)
            assert index.search_many(probes) == tuple(brute_force(templates, probe) for probe in probes)


@pytest.fixture(scope="module")
def crowded() -> Iterator[ExactIndex]:
    """Return an index of lookalikes, to be searched only."""
    templates, _ = crowd(1, 128, 0.5, count=200)
    with closing(ExactIndex(POINT, layout=PACKED)) as index:
        index.load(block_of(templates, 128))
        yield index


@settings(max_examples=20)
@given(st.integers(0, 60), st.integers(1, 40))
def test_a_batch_of_any_size_is_answered_one_by_one(crowded: ExactIndex, first: int, batch: int) -> None:
    probes = [measured((0, first + i, 0.5), 128) for i in range(batch)]
    assert crowded.search_many(probes) == tuple(crowded.search(probe) for probe in probes)


def test_copies_of_one_face_by_the_thousand_are_ranked_by_id() -> None:
    face = embedding(direction(3, 128))
    templates = [template(5000 - i, f"person {i % 2500}", face) for i in range(5000)]
    with closing(ExactIndex(POINT, layout=PACKED)) as index:
        index.load(block_of(templates, 128))
        assert index.search(face) == brute_force(templates, face)
