"""Two models made up for changing between them, and a site with people to change."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from core.capture.pictures import decode_jpeg, encode_jpeg
from core.config import Settings
from core.domain.arrays import BgrImage
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import new_person_id
from core.domain.matching import OperatingPoint
from core.domain.people import NewTemplate, Person
from core.runtime.remodelling import ModelDesk, Packs
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.vision.packs import PackFacts
from tests.core.store.support import NOON

POINT = OperatingPoint(0.5, 0.05, 0.4, 40.0)
DIMENSIONS = 32
OLD, NEW = "old-model", "new-model"
PACKS = {"default": OLD, "better": NEW}


def picture(person: int, number: int) -> BgrImage:
    """Return an aligned crop: coarse noise of the person's own, and a little of the picture's."""
    coarse = np.random.default_rng(person).integers(40, 216, (8, 8, 3))
    fine = np.random.default_rng((person, number)).integers(-25, 26, (8, 8, 3))
    return np.kron(np.clip(coarse + fine, 0, 255), np.ones((14, 14, 1))).astype(np.uint8)


class MadeUpEngine:
    """Measures the brightness of squares, turned in a way of the model's own; counts what it measures."""

    def __init__(self, model_id: str) -> None:
        self.model_id = model_id
        self.measured = 0
        rng = np.random.default_rng(5)
        self._projection = rng.normal(size=(192, DIMENSIONS)) / 192
        if model_id != OLD:
            self._projection = self._projection @ np.linalg.qr(rng.normal(size=(DIMENSIONS, DIMENSIONS)))[0]

    def embed(self, aligned: Sequence[BgrImage]) -> list[Embedding]:
        self.measured += len(aligned)
        squares = [crop.reshape(8, 14, 8, 14, 3).mean(axis=(1, 3)).ravel() - 128.0 for crop in aligned]
        return [Embedding.normalised((each @ self._projection).astype(np.float32), self.model_id) for each in squares]


class MadeUpPool:
    """Lends one engine."""

    size = 1

    def __init__(self, engine: MadeUpEngine) -> None:
        self.engine = engine

    @contextmanager
    def lease(self, timeout_s: float | None = None) -> Iterator[MadeUpEngine]:
        del timeout_s
        yield self.engine

    def close(self) -> None:
        pass


class Site:
    """A store with people, the settings, and what runs on them."""

    def __init__(self, store: SqliteStore, database: StoreDatabase) -> None:
        self.store = store
        self.database = database
        self.settings = Settings()
        self.engines = {pack: MadeUpEngine(model) for pack, model in PACKS.items()}

    def desk(self, pack: str = "default") -> ModelDesk:
        """Return the desk of a program that runs with `pack`."""
        packs = Packs(lambda: tuple(PACKS), self._facts, lambda name: MadeUpPool(self._engine(name)))  # type: ignore[arg-type, return-value]
        return ModelDesk(self.store, packs, lambda: self.settings, self._save, pack, PACKS[pack])

    def template(self, person: int, number: int, pack: str = "default") -> NewTemplate:
        """Return a picture measured with a pack."""
        jpeg = encode_jpeg(picture(person, number), 95)
        return NewTemplate(self.engines[pack].embed([decode_jpeg(jpeg)])[0], 0.5 + number / 20, jpeg)

    def enrol(self, number: int, pictures: int = 3, pack: str = "default") -> Person:
        """Enrol somebody with so many pictures."""
        person = Person(new_person_id(), f"Person {number}", "", NOON)
        self.store.add_person(person, [self.template(number, i, pack) for i in range(pictures)])
        return person

    def _engine(self, pack: str) -> MadeUpEngine:
        if pack not in self.engines:
            raise KnownError(ErrorCode.PACK_MISSING, pack=pack, path=pack)
        return self.engines[pack]

    def _facts(self, pack: str, _model_id: str | None) -> PackFacts:
        self._engine(pack)
        return PackFacts(POINT, "CC0-1.0", "made up")

    def _save(self, settings: Settings) -> None:
        self.settings = settings
