"""Makers of what a store is given, and of stores that are closed again."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from core.domain.arrays import BgrImage
from core.domain.embedding import Embedding
from core.domain.events import Recognised, Unknown
from core.domain.faces import HeadPose, Quality
from core.domain.ids import CameraId, PersonId, new_event_id, new_person_id
from core.domain.matching import Decision, Match, Reason, Verdict
from core.domain.people import NewPerson, NewTemplate, Person, PersonFacts, Template, TemplateOrigin
from core.domain.tracking import FaceShot
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault, Vault
from tests.helpers.databases import lay_database

MODEL = "model-of-the-tests"
NOON = datetime(2024, 5, 17, 12, 0, 0, 123456, tzinfo=UTC)
GOOD = Quality(0.9, 1.0, 1.0, 1.0, 1.0, 0.9, 120.0, usable=True)


class SteppingClock:
    """Is a second later each time it is asked."""

    def __init__(self) -> None:
        self._now = NOON

    def utc(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now

    def mono_ns(self) -> int:
        raise NotImplementedError


@contextmanager
def opened(folder: Path, vault: Vault | None = None) -> Iterator[SqliteStore]:
    """Open the store of `folder` for a block."""
    with opened_with_database(folder, vault) as (store, _):
        yield store


@contextmanager
def opened_with_database(
    folder: Path, vault: Vault | None = None, retry_s: float = 0.05
) -> Iterator[tuple[SqliteStore, StoreDatabase]]:
    """Open the store of `folder` for a block, with the database it stands on."""
    database = StoreDatabase(lay_database(folder), retry_s)
    store = SqliteStore(database, vault or PlainVault(), SteppingClock())
    try:
        yield store, database
    finally:
        store.close()


def embedding(seed: int, dimensions: int = 128, model: str = MODEL) -> Embedding:
    """Return a random direction."""
    return Embedding.normalised(np.random.default_rng(seed).standard_normal(dimensions).astype(np.float32), model)


def shot(seed: int, model: str = MODEL) -> NewTemplate:
    """Return a template to enrol; the store does not look into the crop."""
    return NewTemplate(embedding(seed, model=model), 0.75, np.random.default_rng(seed).bytes(3000))


def enrol_each(store: SqliteStore, shots: Iterable[NewTemplate]) -> None:
    """Enrol somebody for each shot: a single template has no centroid beside it."""
    store.book.enrol([NewPerson(new_person_id(), NOON, PersonFacts(f"person {n}"), (s,)) for n, s in enumerate(shots)])


def pictures(templates: Iterable[Template]) -> list[int]:
    """Return the ids of those that are no centroids."""
    return [template.id for template in templates if template.origin is not TemplateOrigin.CENTROID]


def person(name: str = "Ada", external_id: str = "") -> Person:
    """Return somebody new."""
    return Person(new_person_id(), name, external_id, NOON)


def face_shot(portrait: BgrImage, seed: int = 1, utc: datetime = NOON) -> FaceShot:
    """Return a measured shot that shows `portrait`."""
    aligned = np.zeros((112, 112, 3), np.uint8)
    return FaceShot(CameraId("c1"), 7, 40, utc, aligned, portrait, embedding(seed), GOOD, HeadPose(0, 0, 0), None)


def grey(height: int = 64, width: int = 48) -> BgrImage:
    """Return a plain picture."""
    return np.full((height, width, 3), 127, np.uint8)


def recognised(who: Person, utc: datetime = NOON, portrait: BgrImage | None = None, door: str = "North") -> Recognised:
    """Return a sighting of `who`."""
    match = Match(who.id, 0.71, PersonId("other"), 0.25, 0.99)
    decision = Decision(Verdict.RECOGNISED, Reason.CLEAR_MATCH, who.id, match, 2)
    seen = face_shot(grey() if portrait is None else portrait, utc=utc)
    return Recognised(new_event_id(), utc, CameraId("c1"), "Lobby", door, 7, who.id, who.name, decision, seen)


def unknown(utc: datetime = NOON, camera_name: str = "Lobby", portrait: BgrImage | None = None) -> Unknown:
    """Return a sighting of a stranger."""
    match = Match(PersonId("near"), 0.2, None, -1.0, 0.03)
    decision = Decision(Verdict.UNKNOWN, Reason.NOBODY_NEAR, None, match, 3)
    seen = face_shot(grey() if portrait is None else portrait, utc=utc)
    return Unknown(new_event_id(), utc, CameraId("c1"), camera_name, "", 8, decision, seen)
