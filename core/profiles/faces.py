"""What the photos of one person's collection are before and after somebody looked at them. Values only."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.faces import Attributes, Gender

_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a photo without looking at it; the defaults know nothing.

    `named`: a tag, a caption or a file name says that the person is on it. `faces`: how many people are on it.
    """

    named: bool = False
    faces: int | None = None


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Declared:
    """What somebody said of the person whose collection it is: `age` in years, and gender; None is unknown."""

    age: float | None = None
    gender: Gender | None = None

    @classmethod
    def of(cls, born: date | None, gender: Gender | None, today: date) -> "Declared":
        """Return what is declared, with the age that somebody `born` then has `today`."""
        return cls(None if born is None else (today - born).days / _DAYS_A_YEAR, gender)


@dataclass(frozen=True, slots=True, eq=False)
class PhotoFace:
    """One usable face of one photo.

    `photo` is the photo's place in the collection, `index` the face's in the photo; `quality` is Quality.overall;
    `prominence` in 0…1 is the face's width as a share of the widest face of the photo; `central` in 0…1 is 1 in the
    middle of the photo, 0 in a corner; `alone`: it is the only face, the unusable ones counted.
    """

    photo: int
    index: int
    embedding: Embedding
    quality: float
    prominence: float = 1.0
    central: float = 1.0
    alone: bool = True
    hints: Hints = NO_HINTS
    attributes: Attributes | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Faces taken for one person, as ascending places in the faces that were clustered; never empty."""

    members: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.members)


def stacked(faces: "tuple[PhotoFace, ...] | list[PhotoFace]") -> Floats:
    """Return the embeddings of `faces` as (n, d) float32 unit rows; (0, 0) of none."""
    return np.stack([face.embedding.vector for face in faces]) if faces else np.empty((0, 0), np.float32)
