"""Nobody is on one photo twice, and clusters of one person come together."""

import numpy as np

from core.profiles.cleaning import conflicts, merged, parted, without_nonfaces
from core.profiles.clustering import clustered
from core.profiles.faces import Cluster, stacked
from tests.helpers.photo_faces import Crowd


def test_nonfaces_are_left_out() -> None:
    crowd = Crowd()
    faces = [crowd.face(person, photo) for photo, person in enumerate((0, 7, 0))]
    kept = without_nonfaces(faces, lambda embedding: float(embedding.vector[7]), 0.5)
    assert kept == (faces[0], faces[2])


def test_a_cluster_of_two_people_on_one_photo_is_parted() -> None:
    crowd = Crowd()
    faces = [crowd.face(person, photo) for photo in range(3) for person in (0, 1)]
    mixed = Cluster(tuple(range(6)))
    assert len(conflicts(faces, mixed)) == 3
    assert set(parted(faces, [mixed], 0.3)) == {Cluster((0, 2, 4)), Cluster((1, 3, 5))}


def test_one_face_twice_on_a_photo_counts_once() -> None:
    crowd = Crowd()
    mirrored = [crowd.face(0, 0, cosine=0.99, quality=quality) for quality in (0.5, 0.9)]
    faces = [*mirrored, crowd.face(0, 1, cosine=0.99)]
    assert parted(faces, [Cluster((0, 1, 2))], 0.4) == (Cluster((1, 2)),)


def test_near_clusters_are_merged_and_far_ones_are_not() -> None:
    crowd = Crowd()
    faces = [crowd.face(person, photo) for photo, person in enumerate((0, 0, 0, 0, 1, 1))]
    apart = [Cluster((0, 1)), Cluster((2, 3)), Cluster((4, 5))]
    assert set(merged(faces, apart, 0.5)) == {Cluster((0, 1, 2, 3)), Cluster((4, 5))}


def test_clusters_that_share_a_photo_are_never_merged() -> None:
    crowd = Crowd()
    faces = [crowd.face(0, 0), crowd.face(0, 1), crowd.face(0, 1), crowd.face(0, 2)]
    apart = (Cluster((0, 1)), Cluster((2, 3)))
    assert merged(faces, apart, 0.1) == apart


def test_merging_follows_the_mean_not_the_nearest_pair() -> None:
    crowd = Crowd(3)
    faces = [crowd.face(person, photo) for photo, person in enumerate([0] * 6 + [1] * 6)]
    found = clustered(stacked(faces), 0.45)
    assert merged(faces, found, 0.5) == found
    assert float(np.dot(faces[0].embedding.vector, faces[6].embedding.vector)) < 0.5
