"""Who is known: people and the templates they are recognised by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats, frozen
from core.domain.embedding import Embedding
from core.domain.errors import BugError
from core.domain.faces import Attributes, Gender
from core.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class Membership:
    """To which `groups` a person belongs, and from when (inclusive) until when (exclusive) they may be found."""

    groups: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None


ALWAYS = Membership()


@dataclass(frozen=True, slots=True)
class Person:
    """An enrolled person. `external_id` is the badge or staff number, unique where given, else empty.

    Who is not `active` is kept with all that belongs to them, but found by no search.
    """

    id: PersonId
    name: str
    external_id: str
    created: datetime
    membership: Membership = ALWAYS
    active: bool = True

    def may_be_found(self, at: datetime) -> bool:
        """Say whether a search at a moment may answer with this person."""
        since, until = self.membership.since, self.membership.until
        return self.active and (since is None or since <= at) and (until is None or at < until)


@dataclass(frozen=True, slots=True)
class Consent:
    """That a person agreed to be recognised: when, and `how` in words, such as “signed form” or “asked at the desk”."""

    given: datetime
    how: str


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is written about a person, all of it by people and all of it editable; nothing here is measured.

    `groups` are departments, families, classes: whoever shares one is related. `born` and `gender` are as declared.
    """

    name: str
    external_id: str = ""
    membership: Membership = ALWAYS
    active: bool = True
    born: date | None = None
    gender: Gender | None = None
    consent: Consent | None = None
    note: str = ""

    def of(self, person: PersonId, created: datetime) -> Person:
        """Return the person these facts are about."""
        return Person(person, self.name, self.external_id, created, self.membership, self.active)


class TemplateOrigin(StrEnum):
    """How a template came to be. ENROLLED and IMPORTED ones are anchors: nothing learnt later displaces them.

    CONFIRMED is a picture of a visit an operator said yes to. CENTROID is no picture but the mean of the others, kept
    up to date by the store and searched beside them; its crop is that of the best of them.
    """

    ENROLLED = "enrolled"
    IMPORTED = "imported"
    CONFIRMED = "confirmed"
    CENTROID = "centroid"


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """One enrolled embedding of a person with the picture it came from.

    `id` is the store's row number, ascending, and breaks ties in a search; `crop_jpeg` is the aligned
    112×112 crop, kept so that another model can measure it again; `quality` is Quality.overall; `attributes` is the
    estimate made on it, where there was one.
    """

    id: int
    person: PersonId
    embedding: Embedding
    quality: float
    crop_jpeg: bytes
    created: datetime
    origin: TemplateOrigin = TemplateOrigin.ENROLLED
    attributes: Attributes | None = None


@dataclass(frozen=True, slots=True, eq=False)
class NewTemplate:
    """A template before the store has numbered it; fields as in Template."""

    embedding: Embedding
    quality: float
    crop_jpeg: bytes
    origin: TemplateOrigin = TemplateOrigin.ENROLLED
    attributes: Attributes | None = None


class PhotoOutcome(StrEnum):
    """What became of a file somebody was enrolled from, so that it is never measured for nothing again."""

    TEMPLATE = "template"
    SPARE = "spare"
    NO_FACE = "no-face"
    UNUSABLE = "unusable"
    SOMEBODY_ELSE = "somebody-else"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class PhotoNote:
    """A file by the SHA-256 of its content, and what became of it. SPARE: right, but others were better."""

    sha256: bytes
    outcome: PhotoOutcome


@dataclass(frozen=True, slots=True, eq=False)
class NewPerson:
    """Somebody to be enrolled: what is written about them, templates without centroid, and the files they are from."""

    id: PersonId
    created: datetime
    facts: PersonFacts
    templates: tuple[NewTemplate, ...]
    photos: tuple[PhotoNote, ...] = ()


_LEAST_WEIGHT = 0.05
"""A template weighs by its quality in the mean, but never nothing."""


def centroid(embeddings: Sequence[Embedding], qualities: Sequence[float]) -> Embedding | None:
    """Return the mean of several faces of one person, weighed by Quality.overall and scaled to unit length.

    None where they cancel each other out. Raises BugError for none at all or for faces of several models.
    """
    if len({embedding.model_id for embedding in embeddings}) != 1:
        raise BugError("a centroid is made of faces measured by one model")
    weights = np.maximum(np.array(qualities, np.float32), np.float32(_LEAST_WEIGHT))
    mean = weights @ np.stack([embedding.vector for embedding in embeddings])
    try:
        return Embedding.normalised(mean, embeddings[0].model_id)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, eq=False)
class TemplateBlock:
    """Every template of one model as arrays, without pictures: what a gallery is loaded from. Read-only.

    `stamp` is 16 bytes that name the state of the database they were read from: equal stamps, equal block.
    `ids` (n,) int64 are Template.id, ascending; `vectors` (n, d) float32 unit rows; `owners` (n,) int32 the
    place of each template's person in `people`, which holds (p,) utf-8 person ids, ascending. `centroids` (n,) bool
    says which rows are no pictures but the mean of their person's others.
    """

    model_id: str
    stamp: bytes
    ids: NDArray[np.int64]
    vectors: Floats
    owners: NDArray[np.int32]
    people: NDArray[np.bytes_]
    centroids: NDArray[np.bool_]

    def __post_init__(self) -> None:
        n = len(self.ids)
        if self.vectors.ndim != 2 or len(self.vectors) != n or {self.owners.shape, self.centroids.shape} != {(n,)}:
            shapes = self.ids.shape, self.vectors.shape, self.owners.shape, self.centroids.shape
            raise ValueError(f"inconsistent block: {shapes}")
        arrays: tuple[NDArray[Any], ...] = (self.ids, self.vectors, self.owners, self.people, self.centroids)
        for array in arrays:
            frozen(array)

    def __len__(self) -> int:
        return len(self.ids)
