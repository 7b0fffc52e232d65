"""What can be done with people at a running station, one desk for each kind of work."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.config import Settings
from core.domain.ids import CameraId
from core.domain.tracking import FrameView
from core.runtime.denials import Denials
from core.runtime.directory import PeopleDesk
from core.runtime.doctor import DoctorDesk
from core.runtime.enrolling import EnrolDesk, Eyes
from core.runtime.importing.desk import ImportDesk
from core.runtime.parts import Parts
from core.runtime.recordings import RecordingDesk, Watching
from core.runtime.remodelling import ModelDesk
from core.runtime.reviewing import Reviewer
from core.runtime.roster import Roster
from core.runtime.unknowns import UnknownsDesk


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


@dataclass(frozen=True, slots=True)
class Office:
    """What the desks share with the station: who is known, the newest view of a camera, the settings."""

    data_dir: Path
    roster: Roster
    denials: Denials
    reviewer: Reviewer
    latest: Callable[[CameraId], FrameView | None]
    settings: Callable[[], Settings]
    save_settings: Callable[[Settings], None]


def open_desks(parts: Parts, office: Office) -> Desks:
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
    )
