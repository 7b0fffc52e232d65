"""What can be done with people at a running station, one desk for each kind of work."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.config import Settings
from core.domain.camera import CameraSpec
from core.domain.ids import CameraId
from core.domain.tracking import FrameView
from core.runtime.attendance.desk import AttendanceDesk
from core.runtime.attendance.reports import ReportDesk
from core.runtime.denials import Denials
from core.runtime.directory import PeopleDesk
from core.runtime.doctor import DoctorDesk
from core.runtime.doors.credentials import CredentialDesk
from core.runtime.doors.desk import DoorDesk, DoorOffice
from core.runtime.enrolling import EnrolDesk, Eyes
from core.runtime.importing.desk import ImportDesk
from core.runtime.kiosk import KioskDesk
from core.runtime.parts import Parts
from core.runtime.planning import PlanDesk
from core.runtime.premises import Premises
from core.runtime.recordings import RecordingDesk, Watching
from core.runtime.remodelling import ModelDesk
from core.runtime.reviewing import Reviewer
from core.runtime.roster import Roster
from core.runtime.unknowns import UnknownsDesk
from core.runtime.visitors import Reception, VisitorDesk


@dataclass(frozen=True, slots=True)
class Desks:
    """Every desk is safe from any thread, and may wait for the disk."""

    people: PeopleDesk
    enrolling: EnrolDesk
    importing: ImportDesk
    unknowns: UnknownsDesk
    doctor: DoctorDesk
    recordings: RecordingDesk
    models: ModelDesk
    planning: PlanDesk
    attendance: AttendanceDesk
    reports: ReportDesk
    doors: DoorDesk
    credentials: CredentialDesk
    visitors: VisitorDesk
    kiosk: KioskDesk


@dataclass(frozen=True, slots=True)
class Office:
    """What the desks share with the station: who is known, the newest view of a camera, the settings.

    `save_doors` keeps the doors of the settings it is given, `save_settings` all but cameras and doors.
    """

    data_dir: Path
    roster: Roster
    denials: Denials
    reviewer: Reviewer
    latest: Callable[[CameraId], FrameView | None]
    settings: Callable[[], Settings]
    save_settings: Callable[[Settings], None]
    save_doors: Callable[[Settings], None]
    update_camera: Callable[[CameraSpec], None]


def open_desks(parts: Parts, office: Office, premises: Premises) -> Desks:
    """Set up every desk; nothing is read or started yet."""
    store, roster, clock, pool = parts.store, office.roster, parts.clock, parts.packs.of("")
    recognition = office.settings().recognition
    people = PeopleDesk(store, roster, office.denials, clock, parts.forget_packed)
    eyes = Eyes(office.latest, pool, parts.reader, office.settings)
    watching = Watching(parts.gallery, roster.name_of, office.denials, pool)
    return Desks(
        people,
        EnrolDesk(store, roster, office.reviewer, eyes, clock),
        ImportDesk(store, roster, parts.profiler, clock, office.data_dir, pool.size),
        UnknownsDesk(store, roster, office.reviewer, clock),
        DoctorDesk(store, roster, office.denials, people, parts.non_faces, clock),
        RecordingDesk(watching, recognition, parts.non_faces),
        ModelDesk(store, parts.catalog, office.settings, office.save_settings, recognition.pack, parts.model_id),
        premises.planning,
        premises.attendance,
        premises.reports,
        DoorDesk(_door_office(parts, office, premises)),
        premises.credentials,
        VisitorDesk(_reception(parts, office, premises, people)),
        premises.kiosk,
    )


def _door_office(parts: Parts, office: Office, premises: Premises) -> DoorOffice:
    store, roster = parts.store, office.roster
    return DoorOffice(
        premises.gate, premises.planning.plan, store.ledger, store.seen, roster.passer_of, roster.name_of,
        office.settings, office.save_doors, office.update_camera, parts.relay_of, lambda: roster.point,
        parts.clock, parts.author,
    )  # fmt: skip


def _reception(parts: Parts, office: Office, premises: Premises, people: PeopleDesk) -> Reception:
    return Reception(
        parts.store.visits, people, office.roster, premises.credentials, premises.attendance.zone, office.settings,
        parts.clock, premises.visitors_changed,
    )  # fmt: skip
