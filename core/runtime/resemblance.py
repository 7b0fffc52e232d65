"""Which star a visitor resembles: fun, and nothing else.

The gallery is a folder of pictures chosen for it and has nothing to do with the people enrolled: nobody in it has an
identity, is ever recognised or let in, and nothing of a visitor is kept.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.capture.pictures import PICTURE_SUFFIXES
from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.runtime.stills import Stills

SHOWN = 3
"""Stars a visitor is told about."""
FEWEST_STARS = 5
"""With fewer a percentile says nothing: five stars resemble each other in twenty ways."""
_MOST_PICTURES = 2_000
"""Pictures measured at most: some minutes on one core."""

Progress = Callable[[float], None]
"""Told a share in 0…1."""


@dataclass(frozen=True, slots=True)
class Star:
    """A star as shown: the name is that of the folder or the picture."""

    name: str
    picture: Path


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much a visitor resembles a star.

    `percent` in 0…100 is *not* the chance that they are one person: it is the share of pairs of different stars of this
    very gallery that resemble each other less. `score` is the cosine behind it.
    """

    star: Star
    percent: int
    score: float


class StarGallery:
    """Stars measured by one model. Immutable; safe from any thread."""

    def __init__(
        self, vectors: Floats, owners: NDArray[np.intp], stars: Sequence[Sequence[Path]], names: Sequence[str]
    ) -> None:
        """Take `vectors` (n, d) float32 unit rows of `owners` (n,), ascending places in `names` and `stars`."""
        self._vectors = vectors
        self._starts = np.searchsorted(owners, np.arange(len(names)))
        self._pictures = [path for paths in stars for path in paths]
        self._names = tuple(names)
        self._others = _between(self._by_star(vectors), owners)

    @property
    def stars(self) -> int:
        """How many stars there are."""
        return len(self._names)

    def resembled(self, visitor: Embedding) -> tuple[Resemblance, ...]:
        """Return the three stars a face resembles most, best first."""
        cosines = self._vectors @ visitor.vector
        scores = np.maximum.reduceat(cosines, self._starts)
        return tuple(self._told(int(place), cosines) for place in np.argsort(-scores, kind="stable")[:SHOWN])

    def _told(self, place: int, cosines: Floats) -> Resemblance:
        ends = np.append(self._starts[1:], len(cosines))
        row = int(self._starts[place] + cosines[self._starts[place] : ends[place]].argmax())
        score = float(cosines[row])
        below = int(np.searchsorted(self._others, score)) / len(self._others)
        return Resemblance(Star(self._names[place], self._pictures[row]), int(100 * below), score)

    def _by_star(self, probes: Floats) -> Floats:
        return np.asarray(np.maximum.reduceat(probes @ self._vectors.T, self._starts, axis=1), np.float32)


def load_stars(folder: Path, stills: Stills, progress: Progress) -> StarGallery:
    """Measure the pictures of `folder`: `NAME.jpg` is a star, and so is a subfolder NAME with pictures.

    Pictures without exactly one face are passed over. Raises KnownError(FOLDER_UNREADABLE), and KnownError(STARS_FEW)
    when fewer than five stars are left.
    """
    found = _pictures(folder)
    vectors, owners, stars, names = list[Floats](), list[int](), list[list[Path]](), list[str]()
    for done, (name, path) in enumerate(found, start=1):
        embedding = _face(path, stills)
        if embedding is not None:
            if not names or names[-1] != name:
                names.append(name)
                stars.append([])
            stars[-1].append(path)
            vectors.append(embedding.vector)
            owners.append(len(names) - 1)
        progress(done / len(found))
    if len(names) < FEWEST_STARS:
        raise KnownError(ErrorCode.STARS_FEW, path=str(folder), count=len(names), least=FEWEST_STARS)
    return StarGallery(np.stack(vectors), np.array(owners, np.intp), stars, names)


def _face(path: Path, stills: Stills) -> Embedding | None:
    try:
        return stills.portrait(path).embedding
    except KnownError:
        return None  # whoever collects pictures of stars sees from the count that some were passed over


def _pictures(folder: Path) -> list[tuple[str, Path]]:
    """Return name and picture, those of one name side by side."""
    try:
        inside = sorted(folder.iterdir())
        named = [(place.name, path) for place in inside if place.is_dir() for path in sorted(place.iterdir())]
    except OSError as error:
        raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(folder)) from error
    every = [*named, *((path.stem, path) for path in inside)]
    return sorted(_usable(every), key=lambda each: (each[0].casefold(), each[0], each[1]))[:_MOST_PICTURES]


def _usable(named: Sequence[tuple[str, Path]]) -> Iterator[tuple[str, Path]]:
    for name, path in named:
        if path.suffix.lower() in PICTURE_SUFFIXES and path.is_file():
            yield name.replace("_", " "), path


def _between(scores: Floats, owners: NDArray[np.intp]) -> Floats:
    """Return the scores of pictures against other stars, ascending, from those (n, stars) against all."""
    other = np.ones(scores.shape, np.bool_)
    other[np.arange(len(owners)), owners] = False
    return np.sort(scores[other])
