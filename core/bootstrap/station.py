"""The running station, and the demo."""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import msgspec

from core.bootstrap.demo_site import DEMO_DOORS, furnish
from core.bootstrap.desk import desk_of
from core.bootstrap.importing import profiler_of
from core.bootstrap.models import packs_of
from core.bootstrap.parts import Pack, Progress, non_faces_of, open_gallery, open_pack, open_store, shelf_of, silent
from core.bootstrap.printing import report_pdf, said
from core.bootstrap.site_desks import author_here
from core.capture.demo_cast import demo_people
from core.config import CameraSettings, Settings, load_settings
from core.domain.camera import CameraSpec
from core.domain.clock import SystemClock
from core.domain.ids import CameraId
from core.door.factory import relay_of
from core.runtime.attendance.zones import zone_of
from core.runtime.parts import Parts
from core.runtime.roster import template_of
from core.runtime.station import Station
from core.runtime.supervisor import Playback
from core.store.store import SqliteStore
from core.vision.still import FaceReader

DEMO_CAMERAS = (
    CameraSpec(CameraId("demo-entrance"), "Entrance", "demo:entrance", "Main door", punches=True),
    CameraSpec(CameraId("demo-lobby"), "Lobby", "demo:lobby", "Lobby"),
)


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
    report = progress or silent
    with ExitStack() as resources:
        folder = Path(resources.enter_context(tempfile.TemporaryDirectory(prefix="usher-demo-"))) if demo else data_dir
        settings = load_settings(folder)
        chosen = DEMO_CAMERAS if demo and cameras is None else cameras
        if chosen is not None:
            settings = msgspec.structs.replace(settings, cameras=tuple(CameraSettings.of(c) for c in chosen))
        if demo:
            settings = msgspec.structs.replace(settings, doors=DEMO_DOORS)
        report("database", 0.0)
        store = resources.enter_context(open_store(folder))
        report("models", 0.1)

        def loaded(done: int, total: int) -> None:
            report("models", 0.1 + 0.7 * done / total)

        pack = resources.enter_context(open_pack(settings, folder, settings.worker_count(), loaded))
        non_faces = non_faces_of(pack, folder)
        if demo:
            report("people", 0.8)
            _enrol_demo_people(store, pack, settings, folder)
        people = resources.enter_context(open_gallery(store, pack, settings, folder))
        report("cameras", 1.0)
        packs = resources.enter_context(closing(shelf_of(pack, settings, folder)))
        reader = FaceReader(pack.pool, pack.min_face_px, pack.max_faces)
        parts = Parts(
            store, people.gallery, people.fill, people.thresholds, packs, pack.model_id, SystemClock(),
            resources.pop_all(), people.forget_packed, reader, profiler_of(pack, folder), packs_of(settings, folder),
            relay_of, report_pdf, said, author_here(), non_faces,
        )  # fmt: skip
        return Station(folder, settings, parts, playback or Playback(), recording=recording)


def _enrol_demo_people(store: SqliteStore, pack: Pack, settings: Settings, data_dir: Path) -> None:
    with desk_of(store, pack, settings, data_dir) as desk:
        for number, person in enumerate(demo_people()):
            face = desk.stills.portrait_of(person.picture, person.name)
            template = template_of(face.embedding, face.face.quality, face.face.aligned, face.face.attributes)
            desk.roster.enrol(person.name, f"D{number + 1:03}", [template])
    furnish(store, store.people(), SystemClock().utc(), zone_of(store.ledger.plan().calendar))
