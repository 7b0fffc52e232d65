"""The composition root: the one place where the parts are chosen and put together."""

import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

import cv2
import msgspec

from core.capture.demo import DemoSource
from core.capture.demo_cast import Photo, demo_people, load_photos
from core.capture.source import Picture
from core.config import CameraSettings, RecognitionSettings, Settings, load_settings, save_settings
from core.domain.calibration import Published
from core.domain.camera import CameraSpec
from core.domain.clock import SystemClock
from core.domain.errors import KnownError
from core.domain.ids import CameraId
from core.domain.matching import OperatingPoint
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from core.runtime.bench import Measurement, interleaved, pipeline_run, vision_parts
from core.runtime.calibrating import (
    CalibrationOrder,
    CalibrationReport,
    LabelledStrangers,
    calibrate,
    load_calibration,
    read_strangers,
    report_of,
    save_calibration,
)
from core.runtime.checks import (
    Finding,
    examine,
    look_at_camera,
    look_at_clock,
    look_at_disk_speed,
    look_at_free_space,
    look_at_liveness,
    look_at_log,
    look_at_memory,
    look_at_processor,
    look_at_window_system,
    settings_or_defaults,
)
from core.runtime.evaluation.measure import Rig
from core.runtime.loading import GalleryLoader
from core.runtime.ports import Engine, NonFaces, Store
from core.runtime.roster import Roster, template_of
from core.runtime.shelf import PackShelf
from core.runtime.station import Parts, Station
from core.runtime.stills import Stills
from core.runtime.supervisor import Playback
from core.runtime.thresholds import Thresholds
from core.runtime.training.examples import LOW_SCORE
from core.runtime.training.nonfaces import NonFaceOrder, Trained, train
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from core.vision.nonface import load_nonfaces, save_nonfaces
from core.vision.packs import load_pool, pack_facts
from core.vision.pool import EnginePool
from core.vision.still import FaceReader

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


@dataclass(frozen=True, slots=True)
class _People:
    """An empty gallery, what fills it from a store and forgets what it kept, and the thresholds that follow it."""

    gallery: ExactIndex
    fill: Callable[[Store, str], None]
    forget_packed: Callable[[], None]
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class _Pack:
    """Engines ready to work, and what is known about their embedder."""

    pool: EnginePool
    point: OperatingPoint
    model_id: str
    min_face_px: float
    max_faces: int


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
    `cameras` stand in for the configured or the simulated ones; without `recording` no sighting is written. Takes a
    second or two: `progress` is told a phase and a share in 0…1. Raises KnownError; then nothing is left open.
    """
    report = progress or _silent
    with ExitStack() as resources:
        folder = Path(resources.enter_context(tempfile.TemporaryDirectory(prefix="usher-demo-"))) if demo else data_dir
        settings = load_settings(folder)
        chosen = DEMO_CAMERAS if demo and cameras is None else cameras
        if chosen is not None:
            settings = msgspec.structs.replace(settings, cameras=tuple(CameraSettings.of(c) for c in chosen))
        report("database", 0.0)
        store = resources.enter_context(open_store(folder))
        report("models", 0.1)

        def loaded(done: int, total: int) -> None:
            report("models", 0.1 + 0.7 * done / total)

        pack = resources.enter_context(_open_pack(settings, folder, settings.worker_count(), loaded))
        non_faces = _non_faces(pack, folder)
        if demo:
            report("people", 0.8)
            _enrol_demo_people(store, pack, settings, folder)
        people = resources.enter_context(_gallery(store, pack, settings, folder))
        report("cameras", 1.0)
        packs = resources.enter_context(closing(_shelf(pack, settings, folder)))
        parts = Parts(
            store, people.gallery, people.fill, people.thresholds, packs, pack.model_id, SystemClock(),
            resources.pop_all(), people.forget_packed, non_faces,
        )  # fmt: skip
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
def open_engine(settings: Settings | None = None) -> Iterator[Engine]:
    """Lend one engine of the configured pack, for measuring and testing. Raises KnownError(MODEL_*, PACK_*)."""
    with _open_pack(settings or Settings(), None, 1) as pack, pack.pool.lease() as engine:
        yield engine


@contextmanager
def open_desk(data_dir: Path) -> Iterator[Desk]:
    """Lend store, gallery and reader of still pictures. Raises KnownError."""
    settings = load_settings(data_dir)
    with (
        open_store(data_dir) as store,
        _open_pack(settings, data_dir, 1) as pack,
        _desk(store, pack, settings, data_dir) as desk,
    ):
        yield desk


@contextmanager
def open_rig(pack: str, data_dir: Path) -> Iterator[Rig]:
    """Lend `pack` as live use has it, with an engine for every core, to be evaluated. Raises KnownError."""
    settings = Settings(recognition=RecognitionSettings(pack=pack))
    facts = pack_facts(pack, data_dir / "models")
    with _open_pack(settings, data_dir, os.cpu_count() or 1) as opened:
        reader = FaceReader(opened.pool, opened.min_face_px, opened.max_faces)
        yield Rig(pack, opened.pool, reader, opened.model_id, opened.point, facts.licence, facts.origin)


@contextmanager
def _open_pack(
    settings: Settings, data_dir: Path | None, engines: int, progress: Callable[[int, int], None] | None = None
) -> Iterator[_Pack]:
    # Threads are spent on cameras and shards; OpenCV's own would fight with them over the same cores.
    cv2.setNumThreads(1)
    name = settings.recognition.pack
    models_dir = data_dir / "models" if data_dir is not None else None
    pool = load_pool(name, engines, settings.detection, models_dir=models_dir, progress=progress)
    try:
        with pool.lease() as engine:
            model_id = engine.model_id
        point = pack_facts(name, models_dir, model_id).point
        yield _Pack(pool, point, model_id, settings.recognition.min_face_px, settings.detection.max_faces)
    finally:
        pool.close()


def _non_faces(pack: _Pack, data_dir: Path) -> NonFaces | None:
    """Return what `train_nonfaces` kept; None without it, and where it is damaged: one can do without."""
    try:
        return load_nonfaces(data_dir / "models", pack.model_id)
    except KnownError as error:
        log.warning("What is no face is not known. %s", error)
        return None


def _shelf(general: _Pack, settings: Settings, data_dir: Path) -> PackShelf:
    """Return the engines of `general` and a way to those of other packs, as many of each."""

    def open_pack(name: str) -> EnginePool:
        return load_pool(name, general.pool.size, settings.detection, models_dir=data_dir / "models")

    return PackShelf(general.pool, general.model_id, open_pack)


@contextmanager
def _gallery(store: SqliteStore, pack: _Pack, settings: Settings, data_dir: Path) -> Iterator[_People]:
    layout = Layout(threads=os.cpu_count() or 1)
    with (
        closing(ExactIndex(pack.point, pack.model_id, layout)) as gallery,
        closing(GalleryLoader(data_dir, layout)) as loader,
    ):
        thresholds = Thresholds(pack.point, settings.recognition.goal(), load_calibration(store, pack.model_id))
        yield _People(gallery, partial(loader.fill, gallery), loader.forget, thresholds)


@contextmanager
def _desk(store: SqliteStore, pack: _Pack, settings: Settings, data_dir: Path) -> Iterator[Desk]:
    with _gallery(store, pack, settings, data_dir) as people:
        roster = Roster(
            store, people.gallery, pack.model_id, people.thresholds, SystemClock(), _nobody_listens
        )  # fmt: skip
        roster.load(people.fill)
        yield Desk(store, _stills(pack, people.thresholds.verification), roster)


def _stills(pack: _Pack, point: OperatingPoint | None = None) -> Stills:
    reader = FaceReader(pack.pool, pack.min_face_px, pack.max_faces)
    return Stills(pack.pool, reader, point or pack.point, SystemClock())


def _enrol_demo_people(store: SqliteStore, pack: _Pack, settings: Settings, data_dir: Path) -> None:
    with _desk(store, pack, settings, data_dir) as desk:
        for number, person in enumerate(demo_people()):
            face = desk.stills.portrait_of(person.picture, person.name)
            template = template_of(face.embedding, face.face.quality, face.face.aligned)
            desk.roster.enrol(person.name, f"D{number + 1:03}", [template])


def _nobody_listens() -> None:
    """A desk without a window has nobody to tell that people changed."""


def _silent(_phase: str, _share: float) -> None:
    """Nobody watches the progress."""


def calibrate_site(data_dir: Path, order: CalibrationOrder, progress: Progress) -> CalibrationReport:
    """Measure the thresholds of `data_dir` and, unless told otherwise, keep them and the goal. Raises KnownError.

    `progress` is told a phase, `models`, `strangers` or `scores`, and a share in 0…1.
    """
    settings = load_settings(data_dir)
    wanted = {"false_accepts_weeks": order.weeks, "visitors_a_day": order.visitors_a_day}
    changed = {name: value for name, value in wanted.items() if value is not None}
    settings = msgspec.structs.replace(settings, recognition=msgspec.structs.replace(settings.recognition, **changed))
    facts = pack_facts(settings.recognition.pack, data_dir / "models")
    progress("models", 0.0)
    with open_store(data_dir) as store, _open_pack(settings, data_dir, 1) as pack:
        strangers = LabelledStrangers(None, ())
        if order.strangers is not None:
            strangers = read_strangers(order.strangers, _stills(pack), progress)
        published = Published(facts.point, facts.curve)
        calibration = calibrate(
            store, pack.model_id, published, SystemClock(),
            labelled=strangers.strangers, seed=order.seed, progress=progress,
        )  # fmt: skip
        if order.save:
            save_calibration(store, calibration)
            if changed:
                save_settings(data_dir, settings)
        goal = settings.recognition.goal()
        return report_of(calibration, goal, store, strangers.unreadable, saved=order.save)


def train_nonfaces(data_dir: Path, order: NonFaceOrder, progress: Progress) -> Trained:
    """Teach the layers against non-faces and, unless told otherwise, keep them in `data_dir`. Raises KnownError.

    `progress` is told a phase, `built-in`, `pictures` or `faces`, and a share in 0…1.
    """
    settings = load_settings(data_dir)
    eager = msgspec.structs.replace(
        settings, detection=msgspec.structs.replace(settings.detection, min_score=LOW_SCORE)
    )
    with _open_pack(eager, data_dir, 1) as pack, pack.pool.lease() as engine:
        with open_store(data_dir) as store:
            enrolled = store.template_block(engine.model_id).vectors
        trained = train(engine, order, enrolled, progress)
        file = save_nonfaces(trained.model, data_dir / "models") if order.save else None
        return replace(trained, file=file)


def check_everything(data_dir: Path) -> Iterator[Finding]:
    """Look at all that Usher stands on, one finding after another; the data folder is made if it is missing."""
    yield examine("Python", lambda: sys.version.split()[0])
    yield examine("Window system", look_at_window_system)
    yield examine("Processor", look_at_processor)
    yield examine("Memory", look_at_memory)
    yield examine("Settings", lambda: f"{len(load_settings(data_dir).cameras)} cameras configured")
    settings = settings_or_defaults(data_dir)
    yield examine("Models", lambda: _look_at_models(settings, data_dir))
    yield examine("Liveness networks", lambda: look_at_liveness(settings, data_dir / "models"))
    yield examine("Database", lambda: _look_at_store(data_dir))
    yield examine("Clock", lambda: look_at_clock(SystemClock().utc(), _newest_event(data_dir)))
    yield examine("Free disk space", lambda: look_at_free_space(shutil.disk_usage(data_dir).free))
    yield examine("Disk speed", lambda: look_at_disk_speed(data_dir))
    yield examine("Log", lambda: look_at_log(data_dir))
    for camera in settings.cameras:
        yield examine(f"Camera {camera.name}", partial(look_at_camera, camera))


def _look_at_models(settings: Settings, data_dir: Path) -> str:
    name = settings.recognition.pack
    licence = pack_facts(name, data_dir / "models").licence or "unknown licence"
    with _open_pack(settings, data_dir, 1) as pack:
        person = demo_people()[0]
        face = _stills(pack).portrait_of(person.picture, person.name).face
    return f"{name}: a face {face.quality.width_px:.0f} px wide was found and measured by {pack.model_id} ({licence})"


def _newest_event(data_dir: Path) -> datetime | None:
    """Return when something was last seen; None where nothing was, or where another finding says why not."""
    try:
        with open_store(data_dir) as store:
            newest = store.sightings(1)
    except KnownError:
        return None
    return newest[0].utc if newest else None


def _look_at_store(data_dir: Path) -> str:
    with open_store(data_dir) as store:
        counts = store.counts()
    return f"{counts.people} people, {counts.templates} templates, {counts.sightings} sightings in {data_dir}"


def bench_vision(repeats: int) -> tuple[Measurement, ...]:
    """Time the parts of the default pack on a photo of six people, on one thread."""
    picture = load_photos()[Photo.GROUP]
    with open_engine() as engine:
        return interleaved(vision_parts(engine, picture), repeats)


def bench_pipeline(frames: int) -> tuple[Measurement, ...]:
    """Time `frames` frames of the demo camera on one thread."""
    source = DemoSource("entrance", realtime=False)
    source.open()
    try:
        pictures = (reading.image for reading in iter(partial(source.read, 1.0), None) if isinstance(reading, Picture))
        with open_engine() as engine:
            return pipeline_run(engine, islice(pictures, frames), SystemClock())
    finally:
        source.close()
