"""Who is known: people and the templates they are recognised by."""

from dataclasses import dataclass
from datetime import datetime

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
