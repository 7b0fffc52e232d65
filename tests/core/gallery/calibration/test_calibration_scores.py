"""Scores are collected as a brute force would, in blocks, whatever the order of the rows."""

import numpy as np
import pytest

from core.gallery.calibration import scores as scores_module
from core.gallery.calibration.scores import BINS, People, Probes, collect, genuine_scores, own_probes
from tests.core.gallery.calibration.calibration_support import faces, with_means


def nothing(_share: float) -> None:
    """Nobody watches."""


def test_collected_scores_are_those_of_a_brute_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scores_module, "_BLOCK_BYTES", 2000)  # several blocks
    vectors, owners = faces(20, 3)
    found = collect(own_probes(People.of(vectors, owners), 0), People.of(vectors, owners), nothing)
    expected = {
        (probe, person): max(float(vectors[probe] @ vectors[row]) for row in np.flatnonzero(owners == person))
        for probe in range(60)
        for person in range(20)
        if owners[probe] != person
    }
    seen = dict(zip(zip(found.probes.tolist(), found.seconds.tolist(), strict=True), found.scores, strict=True))
    assert seen.keys() == expected.keys()
    assert all(seen[key] == pytest.approx(expected[key], abs=1e-6) for key in expected)
    assert found.total == pytest.approx(20 * 19)  # every person counts once against everybody else
    assert found.histogram.sum() == pytest.approx(found.total)
    assert (found.comparisons, found.searched, found.searching) == (60 * 19, 20, 20)


def test_only_the_highest_scores_are_kept_one_by_one_and_none_is_lost_from_the_histogram() -> None:
    vectors, owners = faces(300, 1)
    people = People.of(vectors, owners)
    every = collect(own_probes(people, 0), people, nothing)
    some = collect(own_probes(people, 0), people, nothing, kept=500)
    assert 500 <= len(some.scores) < len(every.scores)
    assert np.array_equal(np.sort(some.scores), np.sort(every.scores)[-len(some.scores) :])
    assert np.array_equal(some.histogram, every.histogram)


def test_the_order_of_rows_does_not_matter() -> None:
    vectors, owners = faces(40, 2)
    shuffled = np.random.default_rng(3).permutation(len(owners))
    one, other = People.of(vectors, owners), People.of(vectors[shuffled], owners[shuffled])
    a, b = (collect(own_probes(people, 0), people, nothing) for people in (one, other))
    assert np.sort(a.scores) == pytest.approx(np.sort(b.scores), abs=1e-6)
    assert a.total == pytest.approx(b.total)


def test_a_large_gallery_is_probed_by_a_seeded_sample() -> None:
    vectors, owners = faces(100, 2)
    people = People.of(vectors, owners)
    one, again, other = (own_probes(people, seed, comparisons=4000) for seed in (1, 1, 2))
    assert len(one.vectors) == 20
    assert np.array_equal(one.vectors, again.vectors)
    assert not np.array_equal(one.vectors, other.vectors)
    assert sum(one.weights) == pytest.approx(len(set(one.groups.tolist())))


def test_what_is_taken_out_leaves_the_total_and_the_histogram_too() -> None:
    vectors, owners = faces(30, 1)
    people = People.of(vectors, owners)
    found = collect(own_probes(people, 0), people, nothing)
    rest = found.without(found.scores > 0.2)
    assert rest.total == pytest.approx(float(rest.weights.sum()))
    assert rest.histogram.sum() == pytest.approx(rest.total)
    assert rest.scores.max() <= 0.2


def test_strangers_meet_everybody() -> None:
    vectors, owners = faces(10, 2)
    strangers, _ = faces(4, 1, seed=9)
    probes = Probes.of(strangers, np.full(4, -1), np.array([0, 0, 1, 2]))
    found = collect(probes, People.of(vectors, owners), nothing)
    assert (found.comparisons, found.searching) == (40, 3)
    assert found.total == pytest.approx(30)


def test_a_template_is_compared_with_the_rest_of_its_person() -> None:
    vectors, owners = faces(3, 3)
    vectors, owners = vectors[:7], owners[:7]  # the last person has one picture
    found, whose = genuine_scores(People.of(vectors, owners))
    assert whose.tolist() == [0, 0, 0, 1, 1, 1]
    assert found[0] == pytest.approx(max(float(vectors[0] @ vectors[1]), float(vectors[0] @ vectors[2])), abs=1e-6)


def test_a_centroid_is_searched_but_never_searches() -> None:
    rows, owners, means = with_means(*faces(20, 3))
    people = People.of(rows, owners, means)
    probes = own_probes(people, 0)
    assert len(probes.vectors) == 60
    assert {row.tobytes() for row in probes.vectors} == {row.tobytes() for row in rows[:60]}
    found = collect(probes, people, nothing)
    for probe, person, score in zip(found.probes.tolist(), found.seconds.tolist(), found.scores, strict=True):
        theirs = rows[owners == person]
        assert score == pytest.approx(float((theirs @ probes.vectors[probe]).max()), abs=1e-6)
    without = collect(own_probes(People.of(rows[:60], owners[:60]), 0), People.of(rows[:60], owners[:60]), nothing)
    assert found.total == pytest.approx(without.total), "two people are compared once, however many rows they have"
    assert np.sort(found.scores).sum() > np.sort(without.scores).sum(), "some are most like a mean"


def test_a_picture_never_meets_a_centroid_it_is_part_of() -> None:
    pictures, owners = faces(4, 3)
    pictures, owners = pictures[:11], owners[:11]  # the last person has two pictures
    rows, whose, means = with_means(pictures, owners)
    found, people = genuine_scores(People.of(rows, whose, means))
    assert people.tolist() == owners.tolist()
    for place, score in enumerate(found):
        others = pictures[(owners == owners[place]) & (np.arange(11) != place)].astype(float)
        mean = others.sum(axis=0) / np.linalg.norm(others.sum(axis=0))
        assert score == pytest.approx(max((others @ pictures[place]).max(), mean @ pictures[place]), abs=1e-6)
    plain, _ = genuine_scores(People.of(pictures, owners))
    assert (found >= plain - 1e-6).all()
    assert (found[:9] > plain[:9] + 1e-6).any(), "the mean of two others is nearer than either to somebody"
    assert found[9:] == pytest.approx(plain[9:]), "the mean of one other is that other"


def test_who_has_only_a_centroid_beside_one_picture_says_nothing_of_misses() -> None:
    pictures, owners = faces(3, 1)
    rows, whose, means = with_means(pictures, owners)
    scores, people = genuine_scores(People.of(rows, whose, means))
    assert (len(scores), len(people)) == (0, 0)


def test_equal_pictures_stay_within_the_histogram() -> None:
    vectors = np.repeat(faces(1, 1)[0], 6, axis=0)
    people = People.of(vectors, np.arange(6))
    found = collect(own_probes(people, 0), people, nothing)
    assert found.histogram[BINS - 1] + found.histogram[BINS - 2] == pytest.approx(30)
