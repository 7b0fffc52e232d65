"""Mixed collections hold what they say, and weights fitted to some people find others."""

from pathlib import Path

import numpy as np
import pytest

from core.bootstrap import open_rig
from core.domain.faces import Attributes, Gender
from core.domain.matching import OperatingPoint
from core.runtime.looking import PhotoLooker
from core.runtime.training.bank import FEWEST_PHOTOS, OTHERS, Bank, Cast, Shown, fill_bank
from core.runtime.training.mixing import Knowledge, mixed_collections
from core.runtime.training.profiles import Judged, examine, examined_half, fit_weights, judge
from tests.helpers.photo_faces import Crowd

POINT = OperatingPoint(0.5, 0.06, 0.415, 48.0)
PEOPLE, PHOTOS = 8, 9


def portrait(crowd: Crowd, people: tuple[int, ...]) -> Shown:
    looks = [Attributes(20 + 5 * who, Gender.MALE if who % 2 else Gender.FEMALE, 0.95) for who in people]
    faces = [
        crowd.face(who, 0, alone=len(people) == 1, attributes=look) for who, look in zip(people, looks, strict=True)
    ]
    return Shown(tuple(faces), tuple(map(str, people)))


@pytest.fixture(scope="module")
def bank() -> Bank:
    crowd = Crowd(5)
    photos = {str(who): tuple(portrait(crowd, (who,)) for _ in range(PHOTOS)) for who in range(PEOPLE)}
    casts = []
    for who in range(PEOPLE):
        others = tuple((who + step) % PEOPLE for step in (2, 4, 6))
        groups = (portrait(crowd, (who, others[0])), portrait(crowd, (who, *others)))
        used = frozenset({(str(who), 1), (str(others[0]), 1)})
        casts.append(Cast(str(who), tuple(map(str, others)), groups, portrait(crowd, others), used))
    return Bank(photos, tuple(casts), {str(who): who % 2 for who in range(PEOPLE)})


@pytest.mark.parametrize("level", [0.1, 0.3, 0.5])
def test_a_collection_holds_the_share_of_others_it_was_asked_for(bank: Bank, level: float) -> None:
    found = list(mixed_collections(bank, bank.casts, level, Knowledge.NOTHING, (), 0))
    assert [mixed.owner for mixed in found] == [cast.owner for cast in bank.casts]
    assert abs(float(np.mean([mixed.pollution for mixed in found])) - level) < 0.06
    for mixed in found:
        assert mixed.owner in mixed.persons
        assert len(mixed.faces) == len(mixed.persons)
        assert not any(face.hints.named for face in mixed.faces)
        assert mixed.declared.age is None


def test_the_same_seed_mixes_the_same(bank: Bank) -> None:
    one, same, other = (list(mixed_collections(bank, bank.casts, 0.3, Knowledge.ALL, (), seed)) for seed in (1, 1, 2))
    assert [mixed.persons for mixed in one] == [mixed.persons for mixed in same]
    assert [mixed.declared for mixed in one] == [mixed.declared for mixed in same]
    assert [mixed.persons for mixed in one] != [mixed.persons for mixed in other]


def test_what_is_known_of_the_owner_is_theirs(bank: Bank) -> None:
    for mixed in mixed_collections(bank, bank.casts, 0.3, Knowledge.ALL, (), 0):
        assert mixed.declared.gender is (Gender.MALE if int(mixed.owner) % 2 else Gender.FEMALE)
        own = Crowd().direction(int(mixed.owner))
        assert not len(mixed.elsewhere) or float((mixed.elsewhere @ own).max()) < 0.5, "the owner is enrolled nowhere"


def test_false_finds_are_nobody(bank: Bank) -> None:
    nothing = [Crowd().vector(7)]
    for mixed in mixed_collections(bank, bank.casts[:2], 0.5, Knowledge.NOTHING, nothing, 0):
        finds = [
            person for face, person in zip(mixed.faces, mixed.persons, strict=True) if face.embedding is nothing[0]
        ]
        assert finds
        assert set(finds) == {""}


def test_weights_of_one_half_find_the_other(bank: Bank) -> None:
    halves = [examined_half(bank, (), POINT, half, 0) for half in (0, 1)]
    weights = fit_weights([each for _level, each in halves[0]])
    assert weights.features.elsewhere <= 0
    assert weights.features.related <= 0
    assert min(weights.features.photos, weights.features.named, weights.features.gender) >= 0
    usual = [judge(each, weights) for level, each in halves[1] if level <= 0.3]
    assert usual.count(Judged.RIGHT) > 0.8 * len(usual)
    assert Judged.WRONG not in usual


def test_real_photos_are_measured_pasted_and_told_apart(shared_data: Path, tmp_path: Path) -> None:
    folders = [f for f in sorted((shared_data / "lfw_dev" / "images").iterdir()) if len(list(f.iterdir())) >= 6]
    # Of two halves the larger one is just large enough for groups.
    pictures = {folder.name: sorted(folder.iterdir())[:FEWEST_PHOTOS] for folder in folders[: 2 * OTHERS + 1]}
    told = list[tuple[str, float]]()
    with open_rig("default", tmp_path) as rig:
        looker = PhotoLooker(rig.pool, rig.reader)
        found = fill_bank(looker, pictures, 0, lambda phase, share: told.append((phase, share)))
        point = rig.point
    assert told[-1] == ("groups", 1.0)
    assert all(len(photos) >= FEWEST_PHOTOS for photos in found.photos.values())
    assert len(found.casts) == OTHERS + 1
    everybody = [name for cast in found.casts for name in cast.groups[1].persons if name]
    assert len(everybody) >= 0.9 * len(found.casts) * (OTHERS + 1), "of the pasted faces nearly all are found"
    (mixed,) = mixed_collections(found, found.casts[:1], 0.2, Knowledge.NOTHING, (), 0)
    examined = examine(mixed, point)
    assert max(examined.owned) == 1.0
    assert set(np.round(examined.owned, 6)) == {0.0, 1.0}, "no cluster is of several people"
