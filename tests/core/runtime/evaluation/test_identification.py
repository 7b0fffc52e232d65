import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.matching import OperatingPoint
from core.runtime.evaluation.identification import (
    SIZES,
    Probes,
    Samples,
    gallery,
    gallery_sizes,
    open_set,
    searched,
    split,
)
from core.runtime.evaluation.verification import Estimate

POINT = OperatingPoint(accept=0.5, margin=0.05, midpoint=0.4, slope=40.0)
PEOPLE = st.lists(st.integers(0, 12), max_size=80).map(lambda values: np.array(values, np.int32))


def probes(cosines: list[float], right: list[bool], named: list[bool], people: list[int]) -> Probes:
    return Probes(
        np.array(cosines, np.float32), np.array(right, bool), np.array(named, bool), np.array(people, np.int32)
    )


@given(PEOPLE, st.integers(1, 14), st.integers(0, 3))
def test_nobody_is_both_enrolled_and_a_stranger(people: np.ndarray, size: int, seed: int) -> None:
    parts = split(people, size, seed)
    enrolled, members, strangers = (people[part] for part in (parts.enrolled, parts.members, parts.strangers))
    assert set(enrolled.tolist()) == set(members.tolist())
    assert not set(enrolled.tolist()) & set(strangers.tolist())
    assert len(set(strangers.tolist())) == len(strangers), "every stranger comes once"
    everything = [*parts.enrolled.tolist(), *parts.members.tolist(), *parts.strangers.tolist()]
    assert len(set(everything)) == len(everything), "no picture is used twice"
    for person in set(enrolled.tolist()):
        assert (enrolled == person).sum() == min(3, (people == person).sum() - 1)
        assert (enrolled == person).sum() + (members == person).sum() == (people == person).sum()


@given(PEOPLE, st.integers(0, 3))
def test_smaller_galleries_are_part_of_larger_ones(people: np.ndarray, seed: int) -> None:
    sizes = gallery_sizes(people)
    for size in range(1, (sizes or (0,))[-1]):
        small, large = split(people, size, seed), split(people, size + 1, seed)
        assert set(small.enrolled.tolist()) <= set(large.enrolled.tolist())
        assert len(np.unique(people[small.enrolled])) == size
    if sizes:
        assert len(np.unique(people[split(people, sizes[-1], seed).enrolled])) == sizes[-1]


def test_sizes_end_with_all_who_can_be_enrolled() -> None:
    several = np.repeat(np.arange(700), 2)
    people = np.concatenate([several, np.arange(700, 1000)]).astype(np.int32)
    assert gallery_sizes(people) == (100, 200, 500, 700)
    assert SIZES[0] == 100
    assert gallery_sizes(np.zeros(0, np.int32)) == ()
    assert gallery_sizes(np.arange(9, dtype=np.int32)) == (), "nobody has two pictures"


def test_people_are_held_out_where_nobody_has_a_single_picture() -> None:
    people = np.repeat(np.arange(30), 3).astype(np.int32)
    (size,) = gallery_sizes(people)
    assert size == 20
    assert len(split(people, size, 1).strangers) == 10


def test_open_set_figures_by_hand() -> None:
    members = probes(
        [0.9, 0.8, 0.55, 0.45, 0.95], [True, True, True, True, False], [True, True, True, False, True], [0, 0, 1, 2, 3]
    )
    strangers = probes([0.5, 0.3, 0.2, 0.6], [False] * 4, [True, False, False, True], [10, 11, 12, 13])
    found = open_set(np.array([0, 0, 1, 2, 3], np.int32), members, strangers, (0.25, 0.5, 0.1), 0, 1)
    assert (found.people, found.templates, found.members, found.strangers) == (4, 5, 5, 4)
    assert found.rank1 == Estimate(0.8)
    assert found.at_point.tpir == Estimate(0.6)
    assert found.at_point.misnamed == Estimate(0.2)
    assert found.at_point.fpir == Estimate(0.5)
    quarter, half, tenth = found.rates
    assert quarter.threshold == pytest.approx(0.5)
    assert quarter.tpir == Estimate(0.6)
    assert half.threshold == pytest.approx(0.3)
    assert half.tpir == Estimate(0.8)
    assert tenth.threshold is None, "four strangers cannot tell one in ten"
    assert tenth.tpir == Estimate(None)


def test_intervals_are_repeatable_and_hold_the_figure() -> None:
    rng = np.random.default_rng(2)
    right = rng.random(300) < 0.9
    members = probes(rng.random(300).tolist(), right.tolist(), right.tolist(), (np.arange(300) // 5).tolist())
    strangers = probes((rng.random(200) * 0.6).tolist(), [False] * 200, [False] * 200, list(range(200)))
    found, again, other = (
        open_set(np.arange(60, dtype=np.int32), members, strangers, (0.1,), 80, seed) for seed in (1, 1, 2)
    )
    assert found == again
    assert found != other
    for share in (found.rank1, found.rates[0].tpir, found.at_point.tpir):
        assert share.low is not None
        assert share.high is not None
        assert share.value is not None
        assert share.low < share.value < share.high
    assert found.at_point.fpir == Estimate(0.0, 0.0, 0.0)


def test_nobody_came() -> None:
    nobody = probes([], [], [], [])
    found = open_set(np.array([0, 1], np.int32), nobody, nobody, (0.01,), 10, 1)
    assert found.rank1 == found.rates[0].tpir == found.at_point.fpir == Estimate(None)


def test_searches_go_through_the_index_and_the_decision() -> None:
    rng = np.random.default_rng(4)
    people = np.repeat(np.arange(50), 4).astype(np.int32)
    raw = rng.normal(size=(50, 32))[people] + 0.45 * rng.normal(size=(200, 32))
    vectors = (raw / np.linalg.norm(raw, axis=1, keepdims=True)).astype(np.float32)
    parts = split(people, 33, 1)
    samples = Samples(vectors, np.ones(200, np.float32), people, "test")
    enrolled = np.unique(people[parts.enrolled])
    means = np.stack([vectors[parts.enrolled][people[parts.enrolled] == person].mean(axis=0) for person in enrolled])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    rows = np.concatenate([vectors[parts.enrolled], means]).astype(float)
    owners = np.concatenate([people[parts.enrolled], enrolled])
    index = gallery(POINT, samples, parts.enrolled)
    try:
        assert (index.people, index.templates) == (33, 99 + 33), "three pictures and their mean"
        for places in (parts.members, parts.strangers):
            came = searched(index, POINT, samples, places)
            cosines = vectors[places].astype(float) @ rows.T
            assert np.allclose(came.cosines, cosines.max(axis=1), atol=1e-6)
            best = owners[cosines.argmax(axis=1)]
            assert np.array_equal(came.right, best == people[places])
            assert not came.named[came.cosines < POINT.accept].any()
            assert np.array_equal(came.people, people[places])
        assert searched(index, POINT, samples, parts.members).named.mean() > 0.9
        assert not searched(index, POINT, samples, parts.strangers[:0]).named.any()
    finally:
        index.close()
