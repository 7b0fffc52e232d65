"""What speaks for a cluster is measured as it is described."""

from dataclasses import replace

import pytest

from core.domain.embedding import Embedding
from core.domain.faces import Attributes, Gender
from core.profiles.faces import Cluster, Declared, Hints, PhotoFace
from core.profiles.weighing import FEATURES, Features, Weights, features_of
from tests.helpers.photo_faces import Crowd

NOTHING = Features(**dict.fromkeys(FEATURES, 0.0))


def nobody(_mean: Embedding) -> float:
    return 0.0


def measured(faces: list[PhotoFace], *clusters: Cluster, declared: Declared = Declared()) -> tuple[Features, ...]:  # noqa: B008 - frozen
    return features_of(faces, clusters, declared, nobody, nobody)


def test_shares_of_photos() -> None:
    crowd = Crowd()
    faces = [
        crowd.face(0, 0),
        crowd.face(0, 1, alone=False, prominence=0.5, quality=0.5),
        crowd.face(1, 1, alone=False),
        crowd.face(0, 2, hints=Hints(named=True)),
        crowd.face(1, 3),
    ]
    first, second = measured(faces, Cluster((0, 1, 3)), Cluster((2, 4)))
    assert [first.photos, second.photos] == pytest.approx([3 / 4, 2 / 4])
    assert [first.largest, second.largest] == pytest.approx([1.0, 2 / 3])
    assert [first.alone, second.alone] == pytest.approx([2 / 3, 1 / 3])
    assert [first.named, second.named] == pytest.approx([1.0, 0.0])
    assert [first.quality, second.quality] == pytest.approx([2.3 / 3, 0.9])
    assert [first.foremost, second.foremost] == pytest.approx([-0.75, 0.75]), "only the photo they share counts"


def test_a_copied_photo_counts_once() -> None:
    crowd = Crowd()
    face = crowd.face(0, 0)
    faces = [face, replace(face, photo=1), replace(face, photo=2), crowd.face(1, 3), crowd.face(1, 4)]
    first, second = measured(faces, Cluster((0, 1, 2)), Cluster((3, 4)))
    assert [first.photos, second.photos] == pytest.approx([1 / 3, 2 / 3])


@pytest.mark.parametrize(("age", "sign"), [(30.0, 1), (33.0, 1), (45.0, -1), (70.0, -1)])
def test_age_agrees_or_does_not(age: float, sign: int) -> None:
    crowd = Crowd()
    faces = [crowd.face(0, 0, attributes=Attributes(age, Gender.MALE, 0.9))]
    (found,) = measured(faces, Cluster((0,)), declared=Declared(age=30.0))
    assert found.age * sign > 0
    assert -1.0 <= found.age <= 1.0
    assert found.gender == 0.0


def test_gender_counts_as_much_as_it_is_sure() -> None:
    crowd = Crowd()
    faces = [crowd.face(0, i, attributes=Attributes(30, Gender.FEMALE, sure)) for i, sure in enumerate((1.0, 0.5))]
    (right,) = measured(faces, Cluster((0, 1)), declared=Declared(gender=Gender.FEMALE))
    (wrong,) = measured(faces, Cluster((0, 1)), declared=Declared(gender=Gender.MALE))
    assert (right.gender, wrong.gender) == (0.5, -0.5)


def test_what_is_not_known_says_nothing() -> None:
    crowd = Crowd()
    (found,) = measured([crowd.face(0, 0)], Cluster((0,)), declared=Declared(30, Gender.MALE))
    assert (found.age, found.gender, found.named, found.elsewhere) == (0, 0, 0, 0)


def test_the_likenesses_are_asked_of_the_mean() -> None:
    crowd = Crowd()
    faces = [crowd.face(0, 0), crowd.face(0, 1), crowd.face(1, 2)]
    clusters = (Cluster((0, 1)), Cluster((2,)))
    found = features_of(faces, clusters, Declared(), lambda m: float(m.vector[0] > 0.8), lambda m: float(m.vector[1]))
    assert [each.elsewhere for each in found] == [1.0, 0.0]
    assert found[1].related == pytest.approx(0.8)


def test_a_score_is_a_weighed_sum() -> None:
    weights = Weights(0.25, replace(NOTHING, photos=0.5, elsewhere=-1.0), 0.0)
    assert weights.score(replace(NOTHING, photos=1.0, elsewhere=0.5)) == pytest.approx(0.25)
