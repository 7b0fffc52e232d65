"""Clustering unknown visitors' faces as they come."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.embedding import Embedding
from core.domain.ids import CameraId, EventId, StrangerId
from core.domain.matching import OperatingPoint
from core.domain.strangers import StrangerFace
from core.profiles.strangers import TOGETHER, cluster, level_for, mean_faces

POINT = OperatingPoint(accept=0.5, margin=0.06, midpoint=0.415, slope=48.0)
LEVEL = level_for(POINT)
BEGIN = datetime(2026, 3, 2, 8, tzinfo=UTC)
DIMENSIONS = 24


def faces(people: Sequence[int], *, spread: float = 0.5, seed: int = 0) -> list[StrangerFace]:
    """Return one face for each entry, of the person it names; those of one person lie about 1 / (1 + spread²) apart."""
    rng = np.random.default_rng(seed)
    anchors = np.linalg.qr(rng.standard_normal((DIMENSIONS, DIMENSIONS)))[0]
    made = []
    for number, person in enumerate(people):
        noise = rng.standard_normal(DIMENSIONS) / np.sqrt(DIMENSIONS)
        vector = (anchors[person] + spread * noise).astype(np.float32)
        made.append(
            StrangerFace(
                EventId(f"e{number:04}"), BEGIN + timedelta(minutes=number), CameraId("door"), number, 0.9,
                Embedding.normalised(vector, "model"), None,
            )
        )  # fmt: skip
    return made


def grown(batches: Iterable[Sequence[StrangerFace]]) -> dict[EventId, StrangerId]:
    """Take up batch after batch, as over days."""
    numbers, names, seen = count(), dict[EventId, StrangerId](), list[StrangerFace]()
    for batch in batches:
        known = [replace(face, stranger=names[face.event]) for face in seen]
        names |= cluster(known, batch, LEVEL, lambda: StrangerId(f"s{next(numbers):04}"))
        seen += batch
    return names


def partition(names: Mapping[EventId, StrangerId]) -> frozenset[frozenset[EventId]]:
    """Return who is with whom, whatever it is called."""
    groups = defaultdict[StrangerId, set[EventId]](set)
    for event, name in names.items():
        groups[name].add(event)
    return frozenset(frozenset(group) for group in groups.values())


def truth(made: Sequence[StrangerFace], people: Sequence[int]) -> frozenset[frozenset[EventId]]:
    return partition({face.event: StrangerId(str(person)) for face, person in zip(made, people, strict=True)})


people_of_days = st.lists(st.integers(0, 7), min_size=1, max_size=40)


@given(people_of_days, st.randoms(use_true_random=False), st.integers(1, 5))
def test_people_far_apart_are_told_apart_in_whatever_order_and_portions_they_come(
    people: list[int], random: Random, days: int
) -> None:
    made = faces(people)
    order = list(made)
    random.shuffle(order)
    found = partition(grown(order[begin::days] for begin in range(days)))
    assert found == truth(made, people)


@given(people_of_days, st.randoms(use_true_random=False), st.floats(0.3, 1.2))
def test_one_batch_gives_the_same_in_any_order(people: list[int], random: Random, spread: float) -> None:
    made = faces(people, spread=spread)
    order = list(made)
    random.shuffle(order)
    assert partition(grown([order])) == partition(grown([made]))


@given(people_of_days, st.floats(0.3, 1.2), st.integers(1, 4))
def test_no_two_clusters_that_just_came_about_are_near_enough_to_be_one(
    people: list[int], spread: float, days: int
) -> None:
    made = faces(people, spread=spread)
    names = grown(made[begin::days] for begin in range(days))
    means = list(mean_faces([replace(face, stranger=names[face.event]) for face in made]).values())
    between = [float(a @ b) for i, a in enumerate(means) for b in means[:i]]
    assert max(between, default=-1.0) < LEVEL + 1e-5


def test_nothing_new_changes_nothing() -> None:
    assert cluster([replace(face, stranger=StrangerId("s")) for face in faces([0, 0])], [], LEVEL, _never) == {}


def test_a_return_joins_who_it_is_and_nobody_else_moves() -> None:
    early, late = faces([0, 1, 0])[:2], faces([0, 1, 0])[2:]
    known = [replace(early[0], stranger=StrangerId("a")), replace(early[1], stranger=StrangerId("b"))]
    assert cluster(known, late, LEVEL, _never) == {late[0].event: "a"}


def test_a_face_between_two_clusters_makes_them_one_and_the_larger_keeps_its_name() -> None:
    one, two, far = _face(0, 0.0), _face(1, 4.0), _face(2, 80.0)
    known = [replace(face, stranger=StrangerId(name)) for face, name in ((one, "big"), (two, "big"), (far, "small"))]
    assert cluster(known, [_face(3, 30.0)], LEVEL, _never) == {EventId("f3"): "big"}
    assert cluster(known, [_face(3, 41.0)], LEVEL, _never) == {EventId("f3"): "big", EventId("f2"): "big"}


def test_of_equals_the_first_named_keeps_its_name() -> None:
    known = [replace(_face(0, 0.0), stranger=StrangerId("s2")), replace(_face(1, 60.0), stranger=StrangerId("s1"))]
    assert cluster(known, [_face(2, 30.0)], LEVEL, _never) == {EventId("f0"): "s1", EventId("f2"): "s1"}


@pytest.mark.parametrize(
    ("gap", "camera", "track", "clusters"),
    [
        (TOGETHER, "door", 1, 2),
        (TOGETHER + timedelta(milliseconds=1), "door", 1, 1),
        (TOGETHER, "yard", 1, 1),
        (TOGETHER, "door", 0, 1),
    ],
)
def test_two_faces_of_one_picture_are_never_one_person(gap: timedelta, camera: str, track: int, clusters: int) -> None:
    first = _face(0, 0.0)
    twin = replace(_face(1, 1.0), utc=first.utc + gap, camera=CameraId(camera), track=track)
    assert len(partition(grown([[first, twin]]))) == clusters
    assert len(partition(grown([[first], [twin]]))) == clusters


def test_a_third_face_joins_one_of_twins_and_does_not_bridge_them() -> None:
    first, twin, later = _face(0, 0.0), _face(1, 4.0), _face(5, 1.0)
    twin = replace(twin, utc=first.utc)
    assert partition(grown([[first, twin], [later]])) == {frozenset({"f0", "f5"}), frozenset({"f1"})}
    assert partition(grown([[first, twin, later]])) == {frozenset({"f0", "f5"}), frozenset({"f1"})}


def test_more_faces_than_are_taken_up_together() -> None:
    people = [n % 20 for n in range(1200)]
    made = faces(people)
    assert partition(grown([made])) == truth(made, people)


def test_the_level_follows_the_embedder() -> None:
    assert level_for(POINT) == pytest.approx(0.4736, abs=1e-4)
    assert level_for(replace(POINT, slope=24.0)) > level_for(POINT)


def test_a_known_face_without_a_cluster_is_refused() -> None:
    with pytest.raises(ValueError, match="has a cluster"):
        cluster(faces([0]), faces([1]), LEVEL, _never)


def test_the_mean_of_clusters_leaves_out_who_is_in_none() -> None:
    made = faces([0, 0, 1])
    held = [replace(face, stranger=StrangerId("s")) for face in made[:2]]
    means = mean_faces([*held, made[2]])
    assert list(means) == ["s"]
    np.testing.assert_allclose(means[StrangerId("s")], (made[0].embedding.vector + made[1].embedding.vector) / 2)


def _face(number: int, degrees: float) -> StrangerFace:
    """Return a face in a plane, as far from others as the angles differ."""
    vector = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees)), 0.0], np.float32)
    return StrangerFace(
        EventId(f"f{number}"), BEGIN + timedelta(hours=number), CameraId("door"), number, 0.9,
        Embedding.normalised(vector, "model"), None,
    )  # fmt: skip


def _never() -> StrangerId:
    raise AssertionError("no new cluster was expected")
