"""The composition root: the one place where the parts are chosen and put together."""

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from core.capture.demo_cast import demo_people
from core.config import CameraSettings, Settings, load_settings
from core.domain.camera import CameraSpec
from core.domain.clock import SystemClock
from core.domain.ids import CameraId
from core.gallery.index import ExactIndex
from core.runtime.roster import Roster, template_of
from core.runtime.station import Parts, Station
from core.runtime.stills import Stills
from core.runtime.supervisor import Playback
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from core.vision.packs import Pack, load_pack
from core.vision.still import StillReader

log = logging.getLogger(__name__)

Progress = Callable[[str, float], None]

DEMO_CAMERAS = (
    CameraSpec(CameraId("demo-entrance"), "Entrance", "demo:entrance", "Main door"),
    CameraSpec(CameraId("demo-lobby"), "Lobby", "demo:lobby", "Lobby"),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the command line needs to enrol and search without cameras."""

    store: SqliteStore
    stills: Stills
    roster: Roster


def open_station(
    data_dir: Path,
    *,
    demo: bool = False,
    progress: Progress | None = None,
    cameras: Sequence[CameraSpec] | None = None,
    playback: Playback | None = None,
    recording: bool = True,
) -> Station:
    """Assemble a station on `data_dir`, ready to start; `Station.stop` closes all that was opened for it.

    `demo` uses a folder of its own that is deleted afterwards, two simulated cameras and a few people enrolled.
    `cameras` stands in for the configured ones; without `recording` no sighting is written. Takes a second or two:
    `progress` is told a phase and a share in 0…1. Raises KnownError; then nothing is left open.
    """
    report = progress or _silent
    with ExitStack() as resources:
        folder = Path(resources.enter_context(tempfile.TemporaryDirectory(prefix="usher-demo-"))) if demo else data_dir
        settings = load_settings(folder)
        chosen = DEMO_CAMERAS if demo else cameras
        if chosen is not None:
            settings = msgspec.structs.replace(settings, cameras=tuple(CameraSettings.of(c) for c in chosen))
        report("database", 0.0)
        store = resources.enter_context(open_store(folder))
        report("models", 0.1)
        pack = resources.enter_context(_open_pack(settings, folder, settings.worker_count()))
        gallery = ExactIndex(pack.point, pack.model_id)
        if demo:
            report("people", 0.8)
            _enrol_demo_people(_desk(store, pack))
        report("cameras", 1.0)
        parts = Parts(store, gallery, pack.pool, pack.point, pack.model_id, SystemClock(), resources.pop_all())
        return Station(folder, settings, parts, playback or Playback(), recording=recording)


@contextmanager
def open_store(data_dir: Path) -> Iterator[SqliteStore]:
    """Lend the store of `data_dir`, made if need be, to this process alone. Raises KnownError(STORE_*, FOLDER_*)."""
    store = SqliteStore(StoreDatabase(data_dir), PlainVault(), SystemClock())
    try:
        yield store
    finally:
        store.close()


@contextmanager
def open_stills(settings: Settings | None = None) -> Iterator[Stills]:
    """Lend what reads still pictures; touches no data folder."""
    with _open_pack(settings or Settings(), None, 1) as pack:
        yield _stills(pack)


@contextmanager
def open_desk(data_dir: Path) -> Iterator[Desk]:
    """Lend store, gallery and reader of still pictures. Raises KnownError."""
    settings = load_settings(data_dir)
    with open_store(data_dir) as store, _open_pack(settings, data_dir, 1) as pack:
        yield _desk(store, pack)


@contextmanager
def _open_pack(settings: Settings, data_dir: Path | None, engines: int) -> Iterator[Pack]:
    models_dir = data_dir / "models" if data_dir is not None else None
    pack = load_pack(settings.recognition.pack, engines, settings.detection, models_dir)
    try:
        yield pack
    finally:
        pack.pool.close()


def _desk(store: SqliteStore, pack: Pack) -> Desk:
    roster = Roster(store, ExactIndex(pack.point, pack.model_id), pack.model_id, SystemClock(), _nobody_listens)
    roster.load()
    return Desk(store, _stills(pack), roster)


def _stills(pack: Pack) -> Stills:
    return Stills(pack.pool, StillReader, pack.point, SystemClock())


def _enrol_demo_people(desk: Desk) -> None:
    for number, person in enumerate(demo_people()):
        face = desk.stills.portrait_of(person.picture, person.name)
        template = template_of(face.embedding, face.face.quality, face.face.aligned)
        desk.roster.enrol(person.name, f"D{number + 1:03}", [template])


def _nobody_listens() -> None:
    """A desk without a window has nobody to tell that people changed."""


def _silent(_phase: str, _share: float) -> None:
    """Nobody watches the progress."""
