"""What the command line works with on the records of a site: no engines, no cameras, no window."""

import getpass
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from core.bootstrap.parts import nobody_listens, open_store
from core.config import CameraSettings, Settings, load_settings, save_settings
from core.domain.access import Entering, Passer
from core.domain.camera import CameraSpec
from core.domain.clock import SystemClock
from core.domain.ids import PersonId
from core.domain.matching import OperatingPoint
from core.door.factory import relay_of
from core.runtime.attendance.books import Books
from core.runtime.attendance.desk import AttendanceDesk
from core.runtime.attendance.reports import ReportDesk, ToPdf
from core.runtime.calibrating import load_calibration
from core.runtime.doors.credentials import CredentialDesk
from core.runtime.doors.desk import DoorDesk, DoorOffice
from core.runtime.doors.gate import Gate, Site, way_past
from core.runtime.planning import PlanDesk
from core.runtime.thresholds import Thresholds
from core.store.store import SqliteStore
from core.vision.catalog import load_catalog
from core.vision.packs import pack_facts


@dataclass(frozen=True, slots=True)
class AttendanceOffice:
    """Attendance without cameras."""

    store: SqliteStore
    desk: AttendanceDesk
    reports: ReportDesk


@contextmanager
def open_attendance(data_dir: Path, pdf: ToPdf | None = None) -> Iterator[AttendanceOffice]:
    """Lend the records of attendance in `data_dir`; `pdf` lays out reports. Raises KnownError."""
    settings = load_settings(data_dir)
    with open_store(data_dir) as store:
        plan = store.ledger.plan()
        books = Books(
            store.ledger, store.visits, store.people, lambda: plan, lambda: settings, SystemClock(), author_here()
        )
        yield AttendanceOffice(store, AttendanceDesk(books, nobody_listens), ReportDesk(books, pdf))


@dataclass(frozen=True, slots=True)
class DoorStand:
    """Doors without cameras: the gate keeps none until it is told to."""

    store: SqliteStore
    gate: Gate
    desk: DoorDesk
    planning: PlanDesk
    credentials: CredentialDesk


@contextmanager
def open_doors(data_dir: Path) -> Iterator[DoorStand]:
    """Lend the doors, the plan and the credentials of `data_dir`. Raises KnownError."""
    settings = load_settings(data_dir)
    with open_store(data_dir) as store, ExitStack() as ending:
        clock, author, names = SystemClock(), author_here(), store.book.names()
        planning = PlanDesk(store.ledger, store.book, clock, author)
        people = {person.id: Passer(person.id, person.membership, person.active) for person in store.people()}
        ways = {camera.id: way_past(camera.spec()) for camera in settings.cameras}

        def name_of(person: PersonId) -> str:
            return names.get(person, "?")

        gate = Gate(
            Site(
                planning.plan, people.get, name_of, lambda camera: ways.get(camera, Entering.UNKNOWN), store.ledger,
                clock, lambda _event: None, relay_of,
            )
        )  # fmt: skip
        ending.callback(gate.stop)
        desk = DoorDesk(
            DoorOffice(
                gate, planning.plan, store.ledger, store.seen, people.get, name_of, lambda: load_settings(data_dir),
                partial(save_settings, data_dir), partial(_keep_camera, data_dir), relay_of,
                partial(_point, store, settings, data_dir), clock, author,
            )
        )  # fmt: skip
        yield DoorStand(store, gate, desk, planning, CredentialDesk(store.secrets, clock, gate.wrong_pin))


def _keep_camera(data_dir: Path, spec: CameraSpec) -> None:
    settings = load_settings(data_dir)
    cameras = tuple(CameraSettings.of(spec) if camera.id == spec.id else camera for camera in settings.cameras)
    save_settings(data_dir, msgspec.structs.replace(settings, cameras=cameras))


def _point(store: SqliteStore, settings: Settings, data_dir: Path) -> OperatingPoint:
    """Return from which score on somebody is named, as live use has it, without loading a network."""
    name = settings.recognition.pack
    pack = load_catalog().packs.get(name)
    calibration = load_calibration(store, pack.embedder) if pack is not None else None
    published = pack_facts(name, data_dir / "models").point
    return Thresholds(published, settings.recognition.goal(), calibration).point(len(store.people()))


def author_here() -> str:
    """Return the name of who is at this machine, to stand behind what they write."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return "?"
