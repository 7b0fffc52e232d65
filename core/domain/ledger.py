"""The ledger: what happened and was written down, never changed afterwards.

An entry states one fact. A correction is a new entry that voids an old one and may state another fact in its place; it
may itself be corrected. To take a correction back is an entry, too: it undoes it, as if it had never been written, so
that what it had voided is in force again. What is in force is therefore computed, by core.policy.ledger.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.domain.attendance import Punch
from core.domain.doors import DoorFact
from core.domain.ids import EventId
from core.domain.plan import Plan
from core.domain.work import Leave


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody asks for a punch or a leave, in the place of entry `instead_of` if that is given."""

    wanted: Punch | Leave
    instead_of: EventId | None = None


@dataclass(frozen=True, slots=True)
class PlanSaved:
    """From now on this is how people are to work and which doors they may pass."""

    plan: Plan = field(repr=False)


@dataclass(frozen=True, slots=True)
class Undo:
    """The entry this one voids is as if it had never been written."""


Fact = Punch | Leave | DoorFact | Request | PlanSaved | Undo


class EntryKind(StrEnum):
    """What an entry states; NONE if it only strikes out or turns down another."""

    PUNCH = "punch"
    LEAVE = "leave"
    DOOR = "door"
    REQUEST = "request"
    PLAN = "plan"
    UNDO = "undo"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the ledger. `utc` is when it was written; when its fact happened stands in the fact.

    `author` is who wrote it, empty for Usher itself; `reason` is why, in their words. `voids` names the entry that is
    not in force any more through this one, `answers` the request it grants or, without a fact, turns down.
    """

    id: EventId
    utc: datetime
    fact: Fact | None
    author: str = ""
    reason: str = ""
    voids: EventId | None = None
    answers: EventId | None = None


class Flaw(StrEnum):
    """What is wrong with a row: ALTERED or made up, MISSING or out of its place, or CUT off at the end.

    HEAD: the record of where the ledger ends was changed, so that rows after the last may be gone.
    """

    ALTERED = "altered"
    MISSING = "missing"
    MISPLACED = "misplaced"
    CUT = "cut"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether the ledger is as it was written: `rows` good ones, the last with the seal `head` (hexadecimal).

    `flaw` is the first thing wrong, at row number `row` (from 1), None where all is well; of a HEAD, `row` is the last.
    """

    rows: int
    head: str
    flaw: Flaw | None = None
    row: int | None = None
