"""Labelled faces to make mixed collections from: measured photos of people, and group photos pasted from them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from core.capture.pictures import read_picture
from core.domain.arrays import BgrImage
from core.domain.errors import KnownError
from core.profiles.faces import PhotoFace
from core.runtime.looking import Looked, Photo, PhotoLooker, Stopwatch

FEWEST_PHOTOS = 5
"""Photos a person needs to own a collection: one stands for their enrolment elsewhere, two are pasted into groups."""
_MOST_PHOTOS = 20
OTHERS = 3
"""People beside the owner in a mixed collection, at most."""
_TILES = (170, 330)
"""Sides in pixels of the pictures pasted into a group photo, which makes faces of LFW 70 to 130 px wide."""
_OWN_PART = 0.25
"""A face further off the middle of its tile than this share of its side is somebody in the background."""
_GROUND = 96

Progress = Callable[[str, float], None]
"""Told a phase, `photos` or `groups`, and a share in 0…1."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A measured photo: its usable faces, and whose each is; empty for people nobody labelled."""

    faces: tuple[PhotoFace, ...]
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """Who is on the collection of `owner`: `others`, of the same fold, and the group photos they are on together.

    `groups` shows the owner with one other and with all, `strangers` the others without the owner. `used` are photos,
    by person and place, that were pasted and are not to be shown again.
    """

    owner: str
    others: tuple[str, ...]
    groups: tuple[Shown, ...]
    strangers: Shown
    used: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Bank:
    """Measured photos by person, and casts. People of one `folds` entry never meet those of another."""

    photos: Mapping[str, tuple[Shown, ...]]
    casts: tuple[Cast, ...]
    folds: Mapping[str, int]


def fill_bank(looker: PhotoLooker, pictures: Mapping[str, Sequence[Path]], seed: int, progress: Progress) -> Bank:
    """Measure `pictures` of people, each showing its person nearest to the middle, and paste groups of them.

    People with fewer than FEWEST_PHOTOS usable photos are left out. `progress` is called for every person.
    """
    rng = np.random.default_rng(seed)
    chosen = {name: _drawn(paths, rng) for name, paths in sorted(pictures.items()) if len(paths) >= FEWEST_PHOTOS}
    photos, files = dict[str, tuple[Shown, ...]](), dict[str, tuple[Path, ...]]()
    for done, (name, paths) in enumerate(chosen.items(), start=1):
        kept = [(shown, path) for path in paths if (shown := _portrait(looker, path, name)) is not None]
        if len(kept) >= FEWEST_PHOTOS:
            photos[name], files[name] = tuple(s for s, _ in kept), tuple(p for _, p in kept)
        progress("photos", done / len(chosen))
    names = sorted(photos)
    folds = {names[place]: rank % 2 for rank, place in enumerate(rng.permutation(len(names)))}
    casts = list[Cast]()
    for done, owner in enumerate(names, start=1):
        company = [name for name in names if name != owner and folds[name] == folds[owner]]
        if len(company) >= OTHERS:
            others = tuple(company[i] for i in rng.permutation(len(company))[:OTHERS])
            casts.append(_cast(looker, owner, others, files, rng))
        progress("groups", done / len(names))
    return Bank(photos, tuple(casts), folds)


def _drawn(paths: Sequence[Path], rng: np.random.Generator) -> list[Path]:
    return [paths[i] for i in np.sort(rng.permutation(len(paths))[:_MOST_PHOTOS])]


def _portrait(looker: PhotoLooker, path: Path, name: str) -> Shown | None:
    """Return a photo of one person, who is the usable face nearest to its middle; None without one."""
    looked = looker.look(0, Photo(path), Stopwatch())
    if not looked.faces:
        return None
    nearest = max(looked.faces, key=lambda face: face.central)
    return Shown(looked.faces, tuple(name if face is nearest else "" for face in looked.faces))


def _cast(
    looker: PhotoLooker,
    owner: str,
    others: tuple[str, ...],
    files: Mapping[str, Sequence[Path]],
    rng: np.random.Generator,
) -> Cast:
    """Paste three group photos: the owner with one other, with all, and the others by themselves."""
    used = set[tuple[str, int]]()
    shown = list[Shown]()
    for people in ((owner, others[0]), (owner, *others), others):
        # Place 0 stands for the person's enrolment elsewhere and is shown nowhere.
        places = {name: 1 + int(rng.integers(len(files[name]) - 1)) for name in people}
        used |= set(places.items())
        shown.append(_group(looker, [(name, files[name][places[name]]) for name in people], rng))
    return Cast(owner, others, tuple(shown[:2]), shown[2], frozenset(used))


def _group(looker: PhotoLooker, people: Sequence[tuple[str, Path]], rng: np.random.Generator) -> Shown:
    """Paste pictures beside and under each other, and measure the faces of the whole."""
    order = rng.permutation(len(people))
    placed = list(_placed([people[i] for i in order], rng))
    height, width = (max(top + side for _n, _i, top, _l, side in placed), max(p[3] + p[4] for p in placed))
    canvas = np.full((height, width, 3), _GROUND, np.uint8)
    for _name, tile, top, left, side in placed:
        canvas[top : top + side, left : left + side] = tile
    looked = looker.look(0, Photo(canvas), Stopwatch())
    return Shown(looked.faces, _owners(looked, placed))


_Placed = tuple[str, BgrImage, int, int, int]
"""Person, picture, top, left, side in pixels."""


def _placed(people: Sequence[tuple[str, Path]], rng: np.random.Generator) -> Iterator[_Placed]:
    columns, step = (2 if len(people) > 3 else len(people)), _TILES[1]
    for place, (name, path) in enumerate(people):
        try:
            image = read_picture(path)
        except KnownError:
            continue  # it was readable a moment ago; without it there is one person less
        side = int(rng.integers(*_TILES))
        top, left = (step * cell + int(rng.integers(step - side)) for cell in divmod(place, columns))
        yield name, np.asarray(cv2.resize(image, (side, side)), np.uint8), top, left, side


def _owners(looked: Looked, placed: Sequence[_Placed]) -> tuple[str, ...]:
    """Return whose the faces of a group photo are: of the tile in whose middle they lie."""
    names = list[str]()
    for shot in looked.shots:
        x, y = (shot.box.left + shot.box.right) / 2, (shot.box.top + shot.box.bottom) / 2
        tiles = (
            name
            for name, _tile, top, left, side in placed
            if max(abs(x - left - side / 2), abs(y - top - side / 2)) <= _OWN_PART * side
        )
        names.append(next(tiles, ""))
    return tuple(names)
