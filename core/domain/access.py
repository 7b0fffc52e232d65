"""Who may pass which door, when, and on what proof."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.domain.calendar import WHOLE_DAY, Hours
from core.domain.ids import DoorId, PersonId, RuleId, ScheduleId
from core.domain.people import ALWAYS, Membership


@dataclass(frozen=True, slots=True)
class Schedule:
    """Weekly hours: `week[0]` are Monday's; on a holiday `holidays` stand in for the day's. No hours: closed."""

    id: ScheduleId
    name: str
    week: tuple[tuple[Hours, ...], ...] = ((WHOLE_DAY,),) * 7
    holidays: tuple[Hours, ...] = ()

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError(f"schedule {self.name} must have seven days, has {len(self.week)}")
        if any(hours.of_next_day for day in (*self.week, self.holidays) for hours in day):
            raise ValueError(f"hours of schedule {self.name} that begin after midnight are those of the next day")


@dataclass(frozen=True, slots=True)
class AccessRule:
    """Lets people pass doors, or keeps them out where `deny`, which goes before every rule that lets in.

    It is for `people`, members of `groups`, or `everyone` enrolled; at `doors`, or any door if empty; within
    `schedule`, or at any time if None; from `since` until before `until`. Who is let in by a rule that says `escorted`
    must be preceded at that door by somebody who is not.
    """

    id: RuleId
    name: str
    people: frozenset[PersonId] = frozenset()
    groups: frozenset[str] = frozenset()
    everyone: bool = False
    doors: frozenset[DoorId] = frozenset()
    schedule: ScheduleId | None = None
    since: date | None = None
    until: date | None = None
    deny: bool = False
    escorted: bool = False


class Proofs(StrEnum):
    """What a door asks for. CODE (a QR code) stands wherever a PIN does."""

    FACE = "face"
    FACE_OR_PIN = "face-or-pin"
    FACE_AND_PIN = "face-and-pin"


PAIR_S = 20.0
"""How soon after the first the second of two persons must show themselves: time to look up and step forward."""
ESCORT_S = 30.0
"""How soon after their escort a visitor must follow, in seconds."""


class Passback(StrEnum):
    """What is done about who enters where they are already: nothing, a note (SOFT), a refusal (HARD)."""

    OFF = "off"
    SOFT = "soft"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class DoorRule:
    """What a door asks beyond the rules about people.

    Going IN leads into `area`, OUT into `outside`; both empty: the door bounds no area. With `first_person`, nobody
    passes in a schedule's hours before a member of one of these groups has. With `two_persons`, two who may pass must
    show themselves within PAIR_S. Of the doors of one `interlock` only one is open at a time.
    """

    door: DoorId
    proofs: Proofs = Proofs.FACE_OR_PIN
    passback: Passback = Passback.OFF
    area: str = ""
    outside: str = ""
    first_person: frozenset[str] = frozenset()
    two_persons: bool = False
    interlock: str = ""


@dataclass(frozen=True, slots=True)
class AccessPlan:
    """Everything that says who may pass; without any rule nobody may."""

    schedules: tuple[Schedule, ...] = ()
    rules: tuple[AccessRule, ...] = ()
    doors: tuple[DoorRule, ...] = ()


class Entering(StrEnum):
    """Which way somebody wants to pass a door; UNKNOWN where its camera or kiosk serves both ways."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody has shown at a door. `duress`: the PIN they use when forced to."""

    face: bool = False
    pin: bool = False
    code: bool = False
    duress: bool = False


NO_PROOF = Proof()


@dataclass(frozen=True, slots=True)
class Passer:
    """Who stands at a door: the facts about them a decision may rest on."""

    id: PersonId
    membership: Membership = ALWAYS
    active: bool = True


class DoorMode(StrEnum):
    """How a door is run: by decision, open to everybody, or shut for everybody."""

    NORMAL = "normal"
    HELD_OPEN = "held-open"
    LOCKED_DOWN = "locked-down"


@dataclass(frozen=True, slots=True)
class Allowed:
    """That somebody was let through a door, or was about to be but for a second person.

    `first`: they are one of those after whom others may pass.
    """

    person: PersonId
    at: datetime
    escorted: bool = False
    way: Entering = Entering.UNKNOWN
    first: bool = False


@dataclass(frozen=True, slots=True)
class AccessState:
    """What is so at the moment of a decision. A new one is made after every passage; see core.policy.access.

    `areas` says in which area each person is, where that is known, empty for none of them; who is `forgiven` may pass
    once whatever it says. `opened_by` says when one of each door's first persons came last; `pending` who waits at a
    door for a second one, and `last` whom a door let through last of those who need no escort. `ajar` are the doors
    that are open, or unlocked at this moment.
    """

    modes: Mapping[DoorId, DoorMode] = field(default_factory=dict)
    areas: Mapping[PersonId, str] = field(default_factory=dict)
    forgiven: frozenset[PersonId] = frozenset()
    opened_by: Mapping[DoorId, datetime] = field(default_factory=dict)
    pending: Mapping[DoorId, Allowed] = field(default_factory=dict)
    last: Mapping[DoorId, Allowed] = field(default_factory=dict)
    ajar: frozenset[DoorId] = frozenset()


class Why(StrEnum):
    """The one reason for a decision. PIN_WRONG is the one for which there was none."""

    RULE = "rule"
    HELD_OPEN = "held-open"
    LOCKED_DOWN = "locked-down"
    INACTIVE = "inactive"
    NOT_VALID = "not-valid"
    NO_RULE = "no-rule"
    KEPT_OUT = "kept-out"
    OUTSIDE_HOURS = "outside-hours"
    PROOF_MISSING = "proof-missing"
    PIN_WRONG = "pin-wrong"
    FIRST_PERSON_MISSING = "first-person-missing"
    SECOND_PERSON_MISSING = "second-person-missing"
    ESCORT_MISSING = "escort-missing"
    ALREADY_INSIDE = "already-inside"
    NOT_INSIDE = "not-inside"
    INTERLOCKED = "interlocked"


class Check(StrEnum):
    """A question a decision asks, in the order they are asked."""

    MODE = "mode"
    PERSON = "person"
    RULES = "rules"
    PROOF = "proof"
    FIRST_PERSON = "first-person"
    PASSBACK = "passback"
    ESCORT = "escort"
    INTERLOCK = "interlock"
    SECOND_PERSON = "second-person"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The answer to one question. `rules` are those that spoke for it or against it; `facts` fill its sentence."""

    check: Check
    passed: bool
    why: Why | None = None
    rules: tuple[RuleId, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided at a door, and on what. `wants_pin`: only a PIN is missing; `alarm`: under duress.

    `notes` are breaches that do not keep anybody out, such as a soft anti-passback one, or in. `trail` holds
    every question asked, also those after the first refusal, so that it can be explained whole.
    """

    allow: bool
    why: Why
    rule: RuleId | None = None
    wants_pin: bool = False
    alarm: bool = False
    escorted: bool = False
    notes: tuple[Why, ...] = ()
    trail: tuple[CheckResult, ...] = ()
