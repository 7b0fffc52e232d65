"""What everything else is put together from: a store, a pack, a gallery, readers of still pictures."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2

from core.config import Settings
from core.domain.clock import SystemClock
from core.domain.errors import KnownError
from core.domain.matching import OperatingPoint
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from core.profiles.keptweights import load_weights
from core.profiles.shipped import SHIPPED
from core.profiles.weighing import Weights
from core.runtime.calibrating import (
    load_calibration,
)
from core.runtime.loading import GalleryLoader
from core.runtime.ports import NonFaces, Store
from core.runtime.remodelling import take_up
from core.runtime.shelf import PackShelf
from core.runtime.stills import Stills
from core.runtime.thresholds import Thresholds
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from core.vision.nonface import load_nonfaces
from core.vision.packs import load_pool, pack_facts
from core.vision.pool import EnginePool
from core.vision.still import FaceReader

log = logging.getLogger(__name__)

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class People:
    """An empty gallery, what fills it from a store and forgets what it kept, and the thresholds that follow it."""

    gallery: ExactIndex
    fill: Callable[[Store, str], None]
    forget_packed: Callable[[], None]
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class Pack:
    """Engines ready to work, and what is known about their embedder."""

    pool: EnginePool
    point: OperatingPoint
    model_id: str
    min_face_px: float
    max_faces: int


@contextmanager
def open_store(data_dir: Path) -> Iterator[SqliteStore]:
    """Lend the store of `data_dir`, made if need be, to this process alone. Raises KnownError(STORE_*, FOLDER_*)."""
    store = SqliteStore(StoreDatabase(data_dir), PlainVault(), SystemClock())
    try:
        yield store
    finally:
        store.close()


@contextmanager
def open_pack(
    settings: Settings, data_dir: Path | None, engines: int, progress: Callable[[int, int], None] | None = None
) -> Iterator[Pack]:
    """Lend the configured pack with so many engines; `progress` is told how many are there. Raises KnownError."""
    # Threads are spent on cameras and shards; OpenCV's own would fight with them over the same cores.
    cv2.setNumThreads(1)
    name = settings.recognition.pack
    models_dir = data_dir / "models" if data_dir is not None else None
    pool = load_pool(name, engines, settings.detection, models_dir=models_dir, progress=progress)
    try:
        with pool.lease() as engine:
            model_id = engine.model_id
        point = pack_facts(name, models_dir, model_id).point
        yield Pack(pool, point, model_id, settings.recognition.min_face_px, settings.detection.max_faces)
    finally:
        pool.close()


def non_faces_of(pack: Pack, data_dir: Path) -> NonFaces | None:
    """Return what `train_nonfaces` kept; None without it, and where it is damaged: one can do without."""
    try:
        return load_nonfaces(data_dir / "models", pack.model_id)
    except KnownError as error:
        log.warning("What is no face is not known. %s", error)
        return None


def weights_of(data_dir: Path) -> Weights:
    """Return what `train_profiles` kept, or what Usher comes with; the latter also where the file is damaged."""
    try:
        return load_weights(data_dir / "models") or SHIPPED
    except KnownError as error:
        log.warning("The weights Usher comes with are used. %s", error)
        return SHIPPED


def shelf_of(general: Pack, settings: Settings, data_dir: Path) -> PackShelf:
    """Return the engines of `general` and a way to those of other packs, as many of each."""

    def open_pack(name: str) -> EnginePool:
        return load_pool(name, general.pool.size, settings.detection, models_dir=data_dir / "models")

    return PackShelf(general.pool, general.model_id, open_pack)


@contextmanager
def open_gallery(store: SqliteStore, pack: Pack, settings: Settings, data_dir: Path) -> Iterator[People]:
    """Lend an empty gallery for a pack, with the thresholds of the site."""
    take_up(store, pack.pool)
    layout = Layout(threads=os.cpu_count() or 1)
    with (
        closing(ExactIndex(pack.point, pack.model_id, layout)) as gallery,
        closing(GalleryLoader(data_dir, layout)) as loader,
    ):
        thresholds = Thresholds(pack.point, settings.recognition.goal(), load_calibration(store, pack.model_id))
        yield People(gallery, partial(loader.fill, gallery), loader.forget, thresholds)


def stills_of(pack: Pack, point: OperatingPoint | None = None) -> Stills:
    """Return what reads still pictures, comparing them at `point` if that is given."""
    reader = FaceReader(pack.pool, pack.min_face_px, pack.max_faces)
    return Stills(pack.pool, reader, point or pack.point, SystemClock())


def nobody_listens() -> None:
    """A desk without a window has nobody to tell that people changed."""


def silent(_phase: str, _share: float) -> None:
    """Nobody watches the progress."""
