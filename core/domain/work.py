"""When people are to work: shifts, rotas, who follows which, and leave."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.domain.calendar import MINUTES_A_DAY, Hours
from core.domain.ids import PersonId, RotaId, ShiftId


class RoundTo(StrEnum):
    """In which direction a time or a duration is rounded."""

    NEAREST = "nearest"
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True)
class Rounding:
    """To multiples of `minutes`, counted from midnight for a time of day; 1 leaves whole minutes."""

    minutes: int = 1
    towards: RoundTo = RoundTo.NEAREST

    def __post_init__(self) -> None:
        if not 1 <= self.minutes <= 60:
            raise ValueError(f"cannot round to {self.minutes} minutes")


@dataclass(frozen=True, slots=True)
class Break:
    """A pause of `minutes`. With `hours` it is taken then; else it is due once somebody worked `after` minutes.

    An unpaid break is deducted as far as somebody has not punched out for it themselves.
    """

    minutes: int
    after: int = 0
    hours: Hours | None = None
    paid: bool = False

    def __post_init__(self) -> None:
        if min(self.minutes, self.after) < 0:
            raise ValueError(f"a break of {self.minutes} minutes after {self.after}")


@dataclass(frozen=True, slots=True)
class Overtime:
    """Work beyond what a shift owes: nothing below `threshold` minutes a day, then all of it, rounded.

    Minutes before the shift count only if `before_start`; at most `cap` minutes a day, None for any.
    """

    threshold: int = 0
    rounding: Rounding = Rounding(1, RoundTo.DOWN)
    before_start: bool = False
    cap: int | None = None

    def __post_init__(self) -> None:
        if min(self.threshold, self.cap or 0) < 0:
            raise ValueError(f"overtime from {self.threshold} to {self.cap} minutes")


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours to work on a day; several parts make a split shift, one past midnight an overnight one.

    A `flexible` shift may be worked any time within `hours`; it owes `required` minutes, and `core` is when one must
    be there. A fixed one owes its hours less unpaid breaks unless `required` says otherwise. Who comes within
    `grace_in` minutes of the start, or leaves within `grace_out` of the end, is on time; beyond that every minute is
    late, from the start on. A punch belongs to this shift from `reach` minutes before it until `reach` after it.
    Punches are rounded by `round_in` and `round_out` before anything is counted.
    """

    id: ShiftId
    name: str
    hours: tuple[Hours, ...]
    flexible: bool = False
    required: int | None = None
    core: Hours | None = None
    breaks: tuple[Break, ...] = ()
    grace_in: int = 5
    grace_out: int = 5
    reach: int = 240
    round_in: Rounding = Rounding()
    round_out: Rounding = Rounding()
    overtime: Overtime = Overtime()

    def __post_init__(self) -> None:
        if not self.hours or any(a.end > b.start for a, b in zip(self.hours, self.hours[1:], strict=False)):
            raise ValueError(f"the parts of shift {self.name} must follow one another")
        if any(part.of_next_day for part in self.hours):
            raise ValueError(f"what begins after midnight is no part of shift {self.name}, but a shift of the next day")
        if min(self.required or 0, self.grace_in, self.grace_out) < 0 or not 0 <= self.reach <= MINUTES_A_DAY:
            raise ValueError(f"shift {self.name} asks for less than nothing, or reaches over more than a day")


@dataclass(frozen=True, slots=True)
class Rota:
    """Shifts in turn: `days[k]` are those of the k-th day of the cycle, which begins anew on `anchor`.

    Seven days anchored on a Monday are an ordinary week; a day may hold none or several shifts. Days off and weekends
    are days without shifts.
    """

    id: RotaId
    name: str
    anchor: date
    days: tuple[tuple[ShiftId, ...], ...]

    def __post_init__(self) -> None:
        if not self.days:
            raise ValueError(f"rota {self.name} has no days")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who follows a rota from `since` until before `until`: one person, or a group, or (neither) everybody.

    Of several the one for the person goes before one for a group, that before one for everybody, and of equals the
    one that began last; at the same time, the one that stands later in the plan.
    """

    rota: RotaId
    since: date
    until: date | None = None
    person: PersonId | None = None
    group: str = ""


class LeaveKind(StrEnum):
    """Why somebody is away with leave. All but UNPAID count as if they had worked what they owed."""

    VACATION = "vacation"
    SICK = "sick"
    TRAINING = "training"
    BUSINESS = "business"
    OTHER = "other"
    UNPAID = "unpaid"


@dataclass(frozen=True, slots=True)
class Leave:
    """Somebody is away from `first` to `last`, both inclusive; with `hours`, on each of these days only then."""

    person: PersonId
    first: date
    last: date
    kind: LeaveKind
    hours: Hours | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a leave ends before it begins")
        if self.hours is not None and self.hours.of_next_day:
            raise ValueError("a leave that begins after midnight is one of the next day")


@dataclass(frozen=True, slots=True)
class WorkPlan:
    """Everything that says who is to work when."""

    shifts: tuple[Shift, ...] = ()
    rotas: tuple[Rota, ...] = ()
    assignments: tuple[Assignment, ...] = ()
