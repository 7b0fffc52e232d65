"""Collections made hard on purpose: one person's photos among other people's, groups, copies and what is no face."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.faces import Attributes, Gender
from core.profiles.faces import Declared, Hints, PhotoFace
from core.runtime.training.bank import OTHERS, Bank, Cast, Shown

_COPIES, _FALSE_FINDS = 0.15, 0.10
"""Photos of a collection that are there twice, and finds that are no face, as shares of its photos."""
_FALSE_QUALITY = 0.4
_FEWEST_OWN = 2
"""Photos of the owner left over by the groups, at least, where others were mixed in."""
_CLEAN_MOST = 5
"""Photos of a collection nobody was mixed into, at most: its difficulty is that there are few."""
_DECLARED_NOISE_YEARS = 6.0
_ENROLLED, _RELATED, _TAGGED = 0.5, 0.25, 0.3
"""How often one of the others is enrolled, is a relative with a profile, and how often a collection has tags."""
_TAG_RIGHT, _TAG_WRONG = 0.3, 0.05
"""How often a tag names the owner, in a tagged collection, on a photo with and without them."""


class Knowledge(StrEnum):
    """What is known beside the photos: nothing; age and gender; those, who else is enrolled, relatives, some tags."""

    NOTHING = "nothing"
    FACTS = "facts"
    ALL = "all"


@dataclass(frozen=True, slots=True, eq=False)
class Mixed:
    """A collection with its solution: whose each face is, empty for nobody in particular.

    `elsewhere` and `related` (n, d) are faces of people enrolled and of relatives; `pollution` is the share of photos
    that do not show the owner, false finds left out.
    """

    owner: str
    faces: tuple[PhotoFace, ...]
    persons: tuple[str, ...]
    declared: Declared
    elsewhere: Floats
    related: Floats
    pollution: float
    knowledge: Knowledge


def mixed_collections(
    bank: Bank,
    casts: Sequence[Cast],
    pollution: float,
    knowledge: Knowledge,
    false_finds: Sequence[Embedding],
    seed: int,
) -> Iterator[Mixed]:
    """Yield a collection for every cast whose photos suffice; `pollution` 0 gives a few photos of the owner only."""
    for number, cast in enumerate(casts):
        rng = np.random.default_rng([seed, number, round(100 * pollution), list(Knowledge).index(knowledge)])
        others = cast.others[: 1 + int(rng.integers(OTHERS))]
        own, strange = _drawn(bank, cast, others, pollution, rng)
        if not own:
            continue
        photos = _with_copies(own + strange, rng)
        known = _known(bank, cast, others, knowledge, rng)
        tagged = knowledge is Knowledge.ALL and rng.random() < _TAGGED
        faces, persons = _numbered(photos, cast.owner if tagged else "", rng)
        count = round(_FALSE_FINDS * len(photos)) if pollution and len(false_finds) else 0
        for place, which in enumerate(rng.integers(len(false_finds), size=count) if count else ()):
            find = false_finds[int(which)]
            faces.append(PhotoFace(len(photos) + place, 0, find, _FALSE_QUALITY, central=float(rng.random())))
            persons.append("")
        share = len(strange) / (len(own) + len(strange))
        yield Mixed(cast.owner, tuple(faces), tuple(persons), *known, share, knowledge)


def _drawn(
    bank: Bank, cast: Cast, others: Sequence[str], pollution: float, rng: np.random.Generator
) -> tuple[list[Shown], list[Shown]]:
    """Return photos with the owner and photos without, as many of each as the share asks for and there are."""
    alone = _unused(bank, cast, cast.owner)
    alone = [alone[i] for i in rng.permutation(len(alone))]
    if not pollution:
        return alone[: 1 + int(rng.integers(_CLEAN_MOST))], []
    groups = list(cast.groups[: min(2, len(others))])
    theirs = [photo for name in others for photo in _unused(bank, cast, name)]
    theirs = [theirs[i] for i in rng.permutation(len(theirs))]
    if len(others) > 1:
        theirs.insert(0, cast.strangers)
    most = int(len(theirs) * (1 - pollution) / pollution)
    kept = min(len(alone), most - len(groups))
    if kept < min(_FEWEST_OWN, len(alone)):
        return [], []
    own = alone[:kept] + groups
    return own, theirs[: max(1, round(len(own) * pollution / (1 - pollution)))]


def _unused(bank: Bank, cast: Cast, name: str) -> list[Shown]:
    """Return the photos of a person but for the one that is their enrolment elsewhere and those pasted into groups."""
    photos = bank.photos[name]
    return [photos[place] for place in range(1, len(photos)) if (name, place) not in cast.used]


def _with_copies(photos: list[Shown], rng: np.random.Generator) -> list[Shown]:
    copies = rng.integers(len(photos), size=round(_COPIES * len(photos)))
    return photos + [photos[i] for i in copies]


def _numbered(photos: Sequence[Shown], tagged: str, rng: np.random.Generator) -> tuple[list[PhotoFace], list[str]]:
    """Return all faces with the place of their photo, tagged as people do it if there is somebody to be tagged."""
    faces, persons = list[PhotoFace](), list[str]()
    for place, photo in enumerate(photos):
        likely = _TAG_RIGHT if tagged in photo.persons else _TAG_WRONG
        hints = Hints(named=bool(tagged) and bool(rng.random() < likely))
        faces += [replace(face, photo=place, hints=hints) for face in photo.faces]
        persons += photo.persons
    return faces, persons


def _known(
    bank: Bank, cast: Cast, others: Sequence[str], knowledge: Knowledge, rng: np.random.Generator
) -> tuple[Declared, Floats, Floats]:
    """Return what is declared, who is enrolled elsewhere and who is related."""
    nobody = np.empty((0, 0), np.float32)
    if knowledge is Knowledge.NOTHING:
        return Declared(), nobody, nobody
    declared = _declared(bank.photos[cast.owner], cast.owner, rng)
    if knowledge is Knowledge.FACTS:
        return declared, nobody, nobody
    uninvolved = [name for name in bank.photos if name != cast.owner and name not in cast.others]
    present = [name for name in others if rng.random() < _ENROLLED]
    kin = [name for name in others if rng.random() < _RELATED]
    return declared, _enrolments(bank, [*uninvolved, *present]), _enrolments(bank, kin)


def _declared(photos: Sequence[Shown], owner: str, rng: np.random.Generator) -> Declared:
    """Return what would be declared of a person nobody knows anything of: what most of their photos look like."""
    seen = [a for photo in photos for a in _attributes(photo, owner)]
    if not seen:
        return Declared()
    male = sum(each.gender is Gender.MALE for each in seen) * 2 > len(seen)
    age = float(np.median([each.age for each in seen]) + rng.normal(0, _DECLARED_NOISE_YEARS))
    return Declared(age, Gender.MALE if male else Gender.FEMALE)


def _attributes(photo: Shown, person: str) -> list[Attributes]:
    shown = zip(photo.faces, photo.persons, strict=True)
    return [face.attributes for face, name in shown if name == person and face.attributes is not None]


def _enrolments(bank: Bank, names: Sequence[str]) -> Floats:
    vectors = [
        face.embedding.vector
        for name in names
        for face, person in zip(bank.photos[name][0].faces, bank.photos[name][0].persons, strict=True)
        if person == name
    ]
    return np.stack(vectors) if vectors else np.empty((0, 0), np.float32)
