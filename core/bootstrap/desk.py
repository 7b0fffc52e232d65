"""What the command line works with: no cameras, no window."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.bootstrap.parts import (
    Pack,
    People,
    nobody_listens,
    non_faces_of,
    open_gallery,
    open_pack,
    open_store,
    stills_of,
)
from core.config import RecognitionSettings, Settings, load_settings
from core.domain.clock import SystemClock
from core.runtime.denials import Denials
from core.runtime.directory import PeopleDesk
from core.runtime.doctor import DoctorDesk
from core.runtime.evaluation.measure import Rig
from core.runtime.ports import Engine
from core.runtime.recordings import RecordingDesk, Watching
from core.runtime.roster import Roster
from core.runtime.stills import Stills
from core.store.store import SqliteStore
from core.vision.packs import pack_facts
from core.vision.still import FaceReader


@dataclass(frozen=True, slots=True)
class Desk:
    """What the command line needs to enrol and search without cameras."""

    store: SqliteStore
    stills: Stills
    roster: Roster


@contextmanager
def open_stills(settings: Settings | None = None) -> Iterator[Stills]:
    """Lend what reads still pictures; touches no data folder."""
    with open_pack(settings or Settings(), None, 1) as pack:
        yield stills_of(pack)


@contextmanager
def open_engine(settings: Settings | None = None) -> Iterator[Engine]:
    """Lend one engine of the configured pack, for measuring and testing. Raises KnownError(MODEL_*, PACK_*)."""
    with open_pack(settings or Settings(), None, 1) as pack, pack.pool.lease() as engine:
        yield engine


@contextmanager
def open_desk(data_dir: Path) -> Iterator[Desk]:
    """Lend store, gallery and reader of still pictures. Raises KnownError."""
    settings = load_settings(data_dir)
    with (
        open_store(data_dir) as store,
        open_pack(settings, data_dir, 1) as pack,
        desk_of(store, pack, settings, data_dir) as desk,
    ):
        yield desk


@contextmanager
def open_recordings(data_dir: Path) -> Iterator[RecordingDesk]:
    """Lend what says who appears in a recording, without cameras. Raises KnownError."""
    settings = load_settings(data_dir)
    with (
        open_store(data_dir) as store,
        open_pack(settings, data_dir, 1) as pack,
        open_gallery(store, pack, settings, data_dir) as people,
    ):
        roster, denials = _roster(store, pack, people), Denials()
        denials.load(store.reviews, pack.model_id)
        around = Watching(people.gallery, roster.name_of, denials, pack.pool)
        yield RecordingDesk(around, settings.recognition, non_faces_of(pack, data_dir))


@contextmanager
def open_doctor(data_dir: Path) -> Iterator[DoctorDesk]:
    """Lend what looks through everybody enrolled for mistakes, without cameras. Raises KnownError."""
    settings = load_settings(data_dir)
    with (
        open_store(data_dir) as store,
        open_pack(settings, data_dir, 1) as pack,
        open_gallery(store, pack, settings, data_dir) as people,
    ):
        clock, denials = SystemClock(), Denials()
        roster = _roster(store, pack, people)
        directory = PeopleDesk(store, roster, denials, clock, people.forget_packed)
        yield DoctorDesk(store, roster, denials, directory, non_faces_of(pack, data_dir), clock)


@contextmanager
def open_rig(pack: str, data_dir: Path) -> Iterator[Rig]:
    """Lend `pack` as live use has it, with an engine for every core, to be evaluated. Raises KnownError."""
    settings = Settings(recognition=RecognitionSettings(pack=pack))
    facts = pack_facts(pack, data_dir / "models")
    with open_pack(settings, data_dir, os.cpu_count() or 1) as opened:
        reader = FaceReader(opened.pool, opened.min_face_px, opened.max_faces)
        yield Rig(pack, opened.pool, reader, opened.model_id, opened.point, facts.licence, facts.origin)


@contextmanager
def desk_of(store: SqliteStore, pack: Pack, settings: Settings, data_dir: Path) -> Iterator[Desk]:
    """Lend a desk over what is open already."""
    with open_gallery(store, pack, settings, data_dir) as people:
        yield Desk(store, stills_of(pack, people.thresholds.verification), _roster(store, pack, people))


def _roster(store: SqliteStore, pack: Pack, people: People) -> Roster:
    """Return everybody of a store, loaded into the gallery."""
    roster = Roster(store, people.gallery, pack.model_id, people.thresholds, SystemClock(), nobody_listens)
    roster.load(people.fill)
    return roster
