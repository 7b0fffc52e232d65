"""A desk that imports with the real models into a real database, and pictures to give it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np

from core.bootstrap.desk import desk_of
from core.bootstrap.importing import profiler_of
from core.bootstrap.parts import Pack, open_store
from core.capture.demo_cast import Photo, demo_people, load_photos
from core.config import Settings
from core.domain.arrays import BgrImage
from core.domain.clock import SystemClock
from core.runtime.importing.desk import ImportDesk
from core.runtime.roster import Roster
from core.store.store import SqliteStore


class ImportOffice:
    """The parts of a desk, to look at what was written."""

    def __init__(self, store: SqliteStore, roster: Roster, desk: ImportDesk) -> None:
        self.store = store
        self.roster = roster
        self.desk = desk

    def names(self) -> list[str]:
        return [person.name for person in self.store.people()]


@contextmanager
def opened_office(pack: Pack, folder: Path) -> Iterator[ImportOffice]:
    """Open an office on `folder` for a block."""
    with open_store(folder) as store, desk_of(store, pack, Settings(), folder) as parts:
        desk = ImportDesk(store, parts.roster, profiler_of(pack, folder), SystemClock(), folder, lanes=1)
        yield ImportOffice(store, parts.roster, desk)


def portraits() -> dict[str, BgrImage]:
    """Return a picture of each of some people, by name."""
    return {person.name: person.picture for person in demo_people()}


def group() -> BgrImage:
    """Return a picture of six people, none of whom is its subject."""
    return load_photos()[Photo.GROUP]


def save(path: Path, image: BgrImage) -> Path:
    """Write a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    done, data = cv2.imencode(path.suffix, image)
    assert done
    path.write_bytes(data.tobytes())
    return path


def darker(image: BgrImage) -> BgrImage:
    """Return another picture of the same face."""
    return np.asarray(image * 0.8, np.uint8)
