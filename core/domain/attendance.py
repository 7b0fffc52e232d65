"""Coming and going, and what it amounts to."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.domain.ids import EventId, PersonId, ShiftId


class Way(StrEnum):
    """Which way a punch goes."""

    IN = "in"
    OUT = "out"

    def other(self) -> "Way":
        """Return the opposite."""
        return Way.OUT if self is Way.IN else Way.IN


class Source(StrEnum):
    """Who or what punched. CAMERA: by passing it; KIOSK: by a face there; MANUAL: written by an operator."""

    CAMERA = "camera"
    KIOSK = "kiosk"
    PIN = "pin"
    CODE = "code"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Punch:
    """Somebody came or went. `door` is the name of the door or camera, empty for a manual one."""

    at: datetime
    person: PersonId
    way: Way
    source: Source
    door: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A punch in force, with the ledger entry it stands in; `corrected` when that was written by a person."""

    id: EventId
    at: datetime
    way: Way
    source: Source
    door: str = ""
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A part of a shift as moments in UTC, by the tz rules of that day."""

    shift: ShiftId
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Worked:
    """Time at work, in UTC, not rounded; `shift` None where none was planned.

    `start_id` and `end_id` are the punches it rests on; `end_id` is empty while somebody is still in.
    """

    start: datetime
    end: datetime
    shift: ShiftId | None
    start_id: EventId
    end_id: EventId


class Mark(StrEnum):
    """What is to be said of somebody's day.

    PENDING: a shift has not begun, or not ended; UNPLANNED: worked without a shift; OPEN: is in at this moment.
    """

    PRESENT = "present"
    OPEN = "open"
    PENDING = "pending"
    LATE = "late"
    EARLY = "early"
    ABSENT = "absent"
    MISSING_IN = "missing-in"
    MISSING_OUT = "missing-out"
    OVERTIME = "overtime"
    UNPLANNED = "unplanned"
    LEAVE = "leave"
    HOLIDAY = "holiday"
    DAY_OFF = "day-off"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Day:
    """What a person's day amounts to, all in minutes of real time, none ever negative.

    `worked` excludes unpaid breaks and includes overtime; `credited` is paid leave and holidays in the place of work
    owed. `first_in` and `last_out` are the punches as they were, not rounded.
    """

    day: date
    planned: tuple[Planned, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    spans: tuple[Worked, ...] = ()
    marks: frozenset[Mark] = frozenset()
    owed: int = 0
    worked: int = 0
    credited: int = 0
    breaks: int = 0
    late: int = 0
    early: int = 0
    overtime: int = 0
    first_in: datetime | None = None
    last_out: datetime | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Several days added up; all but the counts of days in minutes."""

    days_worked: int = 0
    days_absent: int = 0
    days_leave: int = 0
    times_late: int = 0
    owed: int = 0
    worked: int = 0
    credited: int = 0
    late: int = 0
    early: int = 0
    overtime: int = 0
    missing: int = 0

    @property
    def balance(self) -> int:
        """Minutes worked or credited over what was owed; negative for under it."""
        return self.worked + self.credited - self.owed
