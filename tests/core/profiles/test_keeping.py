"""Good faces that differ are kept."""

from dataclasses import replace

from core.profiles.keeping import templates_of
from tests.helpers.photo_faces import Crowd


def test_the_best_face_comes_first_and_copies_are_not_kept() -> None:
    crowd = Crowd()
    good = crowd.face(0, 0, quality=0.95)
    faces = [crowd.face(0, 1, quality=0.8), good, replace(good, photo=2, quality=0.9), crowd.face(0, 3, quality=0.7)]
    kept = templates_of(faces, 12, 0.8)
    assert kept[0] == 1
    assert sorted(kept) == [0, 1, 3]


def test_no_more_than_wanted() -> None:
    crowd = Crowd()
    assert len(templates_of([crowd.face(0, photo) for photo in range(20)], 5, 0.9)) == 5


def test_poor_faces_only_where_there_are_no_others() -> None:
    crowd = Crowd()
    poor = [crowd.face(0, photo, quality=0.3 + 0.01 * photo) for photo in range(3)]
    assert templates_of(poor, 12, 0.8) == (2,)
    assert templates_of([*poor, crowd.face(0, 3, quality=0.6)], 12, 0.8) == (3,)


def test_the_face_that_differs_most_comes_next() -> None:
    crowd = Crowd()
    near = [crowd.face(0, photo, cosine=0.99, quality=0.9) for photo in range(2)]
    far = crowd.face(0, 2, cosine=0.5, quality=0.9)
    assert templates_of([*near, far], 2, 0.999)[1] == 2
