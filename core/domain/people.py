"""Who is known: people and the templates they are recognised by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats, frozen
from core.domain.embedding import Embedding
from core.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class Person:
    """An enrolled person. `external_id` is the badge or staff number, unique where given, else empty."""

    id: PersonId
    name: str
    external_id: str
    created: datetime


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """One enrolled embedding of a person with the picture it came from.

    `id` is the store's row number, ascending, and breaks ties in a search; `crop_jpeg` is the aligned
    112×112 crop, kept so that another model can measure it again; `quality` is Quality.overall.
    """

    id: int
    person: PersonId
    embedding: Embedding
    quality: float
    crop_jpeg: bytes
    created: datetime


@dataclass(frozen=True, slots=True, eq=False)
class NewTemplate:
    """A template before the store has numbered it; fields as in Template."""

    embedding: Embedding
    quality: float
    crop_jpeg: bytes


@dataclass(frozen=True, slots=True)
class Membership:
    """To which `groups` a person belongs, and from when (inclusive) until when (exclusive) they may be found."""

    groups: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None


ALWAYS = Membership()


@dataclass(frozen=True, slots=True, eq=False)
class TemplateBlock:
    """Every template of one model as arrays, without pictures: what a gallery is loaded from. Read-only.

    `stamp` is 16 bytes that name the state of the database they were read from: equal stamps, equal block.
    `ids` (n,) int64 are Template.id, ascending; `vectors` (n, d) float32 unit rows; `owners` (n,) int32 the
    place of each template's person in `people`, which holds (p,) utf-8 person ids, ascending.
    """

    model_id: str
    stamp: bytes
    ids: NDArray[np.int64]
    vectors: Floats
    owners: NDArray[np.int32]
    people: NDArray[np.bytes_]

    def __post_init__(self) -> None:
        n = len(self.ids)
        if self.vectors.ndim != 2 or len(self.vectors) != n or self.owners.shape != (n,):
            raise ValueError(f"inconsistent block: {self.ids.shape}, {self.vectors.shape}, {self.owners.shape}")
        arrays: tuple[NDArray[Any], ...] = (self.ids, self.vectors, self.owners, self.people)
        for array in arrays:
            frozen(array)

    def __len__(self) -> int:
        return len(self.ids)
