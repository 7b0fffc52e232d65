"""What can be done with people at a running station, one desk for each kind of work."""

from dataclasses import dataclass

from core.runtime.directory import PeopleDesk
from core.runtime.enrolling import EnrolDesk
from core.runtime.recordings import RecordingDesk
from core.runtime.unknowns import UnknownsDesk


@dataclass(frozen=True, slots=True)
class Desks:
    """Every desk is safe from any thread, and may wait for the disk."""

    people: PeopleDesk
    enrolling: EnrolDesk
    recordings: RecordingDesk
    unknowns: UnknownsDesk
