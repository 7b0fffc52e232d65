"""A folder of holiday photos of one person among friends finds the right one."""

from core.domain.embedding import Embedding
from core.domain.matching import OperatingPoint
from core.profiles.faces import Declared
from core.profiles.leader import Outcome
from core.profiles.pipeline import people_in, whose
from core.profiles.shipped import SHIPPED
from tests.helpers.photo_faces import Crowd

POINT = OperatingPoint(0.5, 0.06, 0.415, 48.0)


def nobody(_mean: Embedding) -> float:
    return 0.0


def test_the_one_on_most_photos_among_friends() -> None:
    crowd = Crowd()
    groups = [(0, 1), (0, 2), (0, 1, 3), (0,), (0,), (2,), (0, 3)]
    faces = [crowd.face(who, photo, alone=len(on) == 1) for photo, on in enumerate(groups) for who in on]
    assert len(people_in(faces, POINT)) == 4
    found = whose(faces, Declared(), POINT, SHIPPED, nobody, nobody)
    assert found.outcome is Outcome.LEADER
    assert {faces[member].index for member in found.candidates[0].cluster.members} == {0}


def test_two_people_who_are_on_every_photo_together_are_asked_about() -> None:
    crowd = Crowd()
    faces = [crowd.face(who, photo, alone=False) for photo in range(5) for who in (0, 1)]
    found = whose(faces, Declared(), POINT, SHIPPED, nobody, nobody)
    assert found.outcome is Outcome.ASK
    assert len(found.candidates) == 2


def test_of_those_two_the_one_who_is_enrolled_already_is_somebody_else() -> None:
    crowd = Crowd()
    faces = [crowd.face(who, photo, alone=False) for photo in range(5) for who in (0, 1)]
    found = whose(faces, Declared(), POINT, SHIPPED, lambda mean: float(mean.vector[1] > 0.5), nobody)
    assert found.outcome is Outcome.LEADER
    assert {faces[member].index for member in found.candidates[0].cluster.members} == {0}


def test_no_faces_are_nobody() -> None:
    assert people_in((), POINT) == ()
    assert whose((), Declared(), POINT, SHIPPED, nobody, nobody).outcome is Outcome.NOBODY
