"""What an import is: what is asked for, what is found, what is going to be done, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from core.domain.errors import KnownError
from core.domain.ids import PersonId
from core.domain.people import PhotoOutcome
from core.runtime.importing.problems import RowProblem
from core.runtime.importing.stated import StatedPerson


class ImportField(StrEnum):
    """What a column may mean. PHOTO, GROUPS and IGNORED may be the meaning of several columns, the others of one."""

    IGNORED = "ignored"
    NAME = "name"
    FIRST_NAME = "first-name"
    LAST_NAME = "last-name"
    ID = "id"
    PHOTO = "photo"
    GROUPS = "groups"
    BORN = "born"
    GENDER = "gender"
    CONSENT = "consent"
    SINCE = "since"
    UNTIL = "until"
    NOTE = "note"


SEVERAL = frozenset({ImportField.IGNORED, ImportField.PHOTO, ImportField.GROUPS})
"""Fields that more than one column may hold."""

Meanings = tuple[ImportField, ...]
"""What each column of a table means, in the table's order."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as written, one cell for every column. `number` is its line in the file, counted from 1 as people do."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: headers as written, rows without blank ones, and how it had to be read, in words such as “GBK”."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    read_as: str


@dataclass(frozen=True, slots=True)
class Source:
    """A table, and the folder within its place from which it names pictures: empty, or ending in a slash."""

    table: Table
    base: str = ""


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What to import and how.

    `meanings` overrules what the headers say, by header; `group` is given to everybody; `despite_likeness` enrols who
    resembles somebody enrolled too.
    """

    path: Path
    meanings: Mapping[str, ImportField] = field(default_factory=dict)
    group: str = ""
    despite_likeness: bool = False


class PlannedAction(StrEnum):
    """What is to be done with a person.

    COMPARE: somebody of that name is enrolled, and the pictures will tell whether it is the same person.
    """

    ENROL = "enrol"
    UPDATE = "update"
    COMPARE = "compare"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """A person of the import. `known` are those enrolled who may be meant: one for UPDATE, some for COMPARE.

    `photos` are names within the source, without those noted already.
    """

    stated: StatedPerson
    action: PlannedAction
    known: tuple[PersonId, ...] = ()
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. Nothing has been written, and no picture looked at.

    `joined` has all rows of a person who has several, by the number of the first.
    """

    order: ImportOrder
    source: Source
    meanings: Meanings
    people: tuple[PlannedPerson, ...]
    problems: tuple[RowProblem, ...]
    joined: Mapping[int, tuple[int, ...]]

    def count(self, action: PlannedAction) -> int:
        """Return for how many people that is to be done."""
        return sum(person.action is action for person in self.people)

    @property
    def photos(self) -> int:
        """How many pictures will have to be looked at."""
        return sum(len(person.photos) for person in self.people)


class ImportPhase(StrEnum):
    """What takes its time."""

    READING = "reading"
    CHECKING = "checking"
    PHOTOS = "photos"


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far it is: `done` of `total` rows, people or photos; seconds left once that can be told."""

    phase: ImportPhase
    done: int
    total: int
    left_s: float | None = None
    photos_per_s: float = 0.0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of it.

    `stages` are seconds of work by stage, summed over threads; `photos` by outcome; `seconds` on the clock.
    `cancelled` and `stopped` say why it ended early: what was written stays, and the same import goes on from there.
    """

    added: int
    changed: int
    unchanged: int
    refused: int
    photos: Mapping[PhotoOutcome, int]
    problems: tuple[RowProblem, ...]
    stages: Mapping[str, float]
    seconds: float
    cancelled: bool = False
    stopped: KnownError | None = None

    @property
    def measured(self) -> int:
        """How many pictures were looked at."""
        return sum(self.photos.values())
