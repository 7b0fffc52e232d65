"""Measuring this site and this machine."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

import msgspec

from core.bootstrap.desk import open_engine
from core.bootstrap.parts import Progress, open_pack, open_store, stills_of
from core.capture.demo import DemoSource
from core.capture.demo_cast import Photo, demo_people, load_photos
from core.capture.source import Picture
from core.config import Settings, load_settings, save_settings
from core.domain.calibration import Published
from core.domain.clock import SystemClock
from core.domain.errors import KnownError
from core.profiles.keptweights import save_weights
from core.runtime.bench import Measurement, interleaved, pipeline_run, vision_parts
from core.runtime.calibrating import (
    CalibrationOrder,
    CalibrationReport,
    LabelledStrangers,
    calibrate,
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
from core.runtime.looking import PhotoLooker
from core.runtime.remodelling import take_up
from core.runtime.training.examples import LOW_SCORE
from core.runtime.training.nonfaces import NonFaceOrder, Trained, train
from core.runtime.training.profiles import ProfileOrder, TrainedWeights, train_weights
from core.vision.nonface import save_nonfaces
from core.vision.packs import pack_facts
from core.vision.still import FaceReader


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
    with open_store(data_dir) as store, open_pack(settings, data_dir, 1) as pack:
        take_up(store, pack.pool)
        strangers = LabelledStrangers(None, ())
        if order.strangers is not None:
            strangers = read_strangers(order.strangers, stills_of(pack), progress)
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
    with open_pack(eager, data_dir, 1) as pack, pack.pool.lease() as engine:
        with open_store(data_dir) as store:
            enrolled = store.template_block(engine.model_id).vectors
        trained = train(engine, order, enrolled, progress)
        file = save_nonfaces(trained.model, data_dir / "models") if order.save else None
        return replace(trained, file=file)


def train_profiles(data_dir: Path, order: ProfileOrder, progress: Progress) -> TrainedWeights:
    """Fit what makes a cluster the person whose photos they are, and unless told otherwise keep it in `data_dir`.

    `progress` is told a phase, `photos` or `groups`, and a share in 0…1. Raises KnownError.
    """
    with open_pack(load_settings(data_dir), data_dir, 1) as pack:
        looker = PhotoLooker(pack.pool, FaceReader(pack.pool, pack.min_face_px, pack.max_faces))
        trained = train_weights(looker, pack.point, order, progress)
    return replace(trained, file=save_weights(trained.weights, data_dir / "models")) if order.save else trained


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
    with open_pack(settings, data_dir, 1) as pack:
        person = demo_people()[0]
        face = stills_of(pack).portrait_of(person.picture, person.name).face
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
