"""What is shown and printed of attendance: computed from the ledger at one moment, and never kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.domain.attendance import Day, Punch, Totals
from core.domain.ids import EventId, PersonId
from core.domain.ledger import Entry, Request
from core.domain.work import Leave

QUARTERS_A_DAY = 96


class RollState(StrEnum):
    """How it stands with somebody today.

    LATE: their shift goes on and they have not come; ABSENT: it is over and they did not come; PENDING: it has not
    begun. OFF: nothing is planned for them. VISITOR: no colleague, and inside.
    """

    IN = "in"
    OUT = "out"
    LATE = "late"
    ABSENT = "absent"
    PENDING = "pending"
    LEAVE = "leave"
    OFF = "off"
    VISITOR = "visitor"


@dataclass(frozen=True, slots=True)
class TodayRow:
    """A person today. `since` is when they came or left last, at `door`; None and empty where they did neither.

    `start` and `end` bound what is planned for them today. `late` is by how many minutes they came late, or are late
    by now. `day` is all that is to be said of the day, None for a visitor. All times are UTC.
    """

    person: PersonId
    name: str
    groups: frozenset[str]
    state: RollState
    since: datetime | None = None
    door: str = ""
    start: datetime | None = None
    end: datetime | None = None
    late: int = 0
    day: Day | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """Everybody today, by name. `at` is when this was so; `counts` has every state. `zone` is an IANA name."""

    at: datetime
    day: date
    zone: str
    rows: tuple[TodayRow, ...]
    counts: Mapping[RollState, int]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A person's days, one for every date of the grid, and what they add up to."""

    person: PersonId
    name: str
    external_id: str
    groups: frozenset[str]
    days: tuple[Day, ...]
    totals: Totals


@dataclass(frozen=True, slots=True)
class Grid:
    """People by days, from `first` to `last`, both inclusive; rows by name. `zone` is an IANA name."""

    first: date
    last: date
    zone: str
    rows: tuple[GridRow, ...]


class Deed(StrEnum):
    """What a line of the history tells. STRUCK: a punch or leave was declared void; UNDONE: a correction was."""

    ADDED = "added"
    REPLACED = "replaced"
    STRUCK = "struck"
    UNDONE = "undone"
    LEAVE = "leave"
    ASKED = "asked"
    GRANTED = "granted"
    TURNED_DOWN = "turned-down"
    PLANNED = "planned"
    AT_DOOR = "at-door"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Something a person wrote into the ledger. `name` is whom it is about, empty where it is about nobody.

    `before` is what the entry it voids had said. `undoable`: it is in force, so that voiding it takes it back.
    `undone` is the line of what it takes back.
    """

    entry: Entry
    deed: Deed
    name: str
    before: Entry | None = None
    undoable: bool = False
    undone: "HistoryLine | None" = None


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """A leave in force, with the entry it stands in."""

    entry: EventId
    leave: Leave
    reason: str


@dataclass(frozen=True, slots=True)
class PersonDays:
    """One person's days with the leaves that touch them, and every correction of them, newest first."""

    row: GridRow
    first: date
    last: date
    zone: str
    leaves: tuple[LeaveLine, ...]
    history: tuple[HistoryLine, ...]


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request nobody has answered. `replaced` is the punch or leave it would take the place of."""

    entry: EventId
    asked: datetime
    person: PersonId
    name: str
    author: str
    reason: str
    request: Request
    replaced: Punch | Leave | None = None


@dataclass(frozen=True, slots=True)
class MusterRow:
    """Somebody who is inside, since when and through which door; `host` is whom a visitor visits."""

    person: PersonId
    name: str
    groups: frozenset[str]
    since: datetime
    door: str
    visitor: bool = False
    host: str = ""


@dataclass(frozen=True, slots=True)
class Muster:
    """Who is inside at this moment, by name. `zone` is an IANA name."""

    at: datetime
    zone: str
    company: str
    inside: tuple[MusterRow, ...]


@dataclass(frozen=True, slots=True)
class LateDay:
    """How often, and for how many minutes altogether, people came late on a day."""

    day: date
    times: int
    minutes: int


@dataclass(frozen=True, slots=True)
class ChartData:
    """Figures of the days from `first` to `last`, by quarter hours of the local day: 96 values each.

    `arrivals` counts who came first that day then; `inside` is how many were in on average over the `days` on which
    anybody was, `peak` how many at most.
    """

    first: date
    last: date
    zone: str
    days: int
    arrivals: tuple[int, ...]
    lateness: tuple[LateDay, ...]
    inside: tuple[float, ...]
    peak: tuple[int, ...]


class ReportKind(StrEnum):
    """What a report lists: every day, sums by person, punches, the payroll's columns, or who did not come."""

    DAYS = "days"
    TOTALS = "totals"
    PUNCHES = "punches"
    PAYROLL = "payroll"
    ABSENCES = "absences"


class ReportFormat(StrEnum):
    """How a report is written."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"
    JSON = "json"


class ColumnKind(StrEnum):
    """What stands in a column: TIME is a datetime of which the time counts, MINUTES is shown as h:mm, HOURS as 7.50."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"
    MINUTES = "minutes"
    COUNT = "count"
    HOURS = "hours"


Cell = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column by its `key`; `heading` is English text marked for translation, or what the user called it."""

    key: str
    heading: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Report:
    """A table ready to be shown, written or printed; nothing in it need be computed any more.

    Each of `rows` has a cell for every column; datetimes are local ones, aware of their zone. `totals` is a last row
    of sums, with None where there is nothing to add up. `group` is empty where everybody is in it. `made` is UTC.
    """

    kind: ReportKind
    title: str
    first: date
    last: date
    company: str
    group: str
    zone: str
    made: datetime
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None


@dataclass(frozen=True, slots=True)
class DaysQuery:
    """Which days, both inclusive, and whom a grid or report shows: an empty `group` or `text` means any.

    `text` is looked for in name and ID regardless of case and accents; `people` None means everybody.
    """

    first: date
    last: date
    group: str = ""
    text: str = ""
    people: frozenset[PersonId] | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends before it begins")
