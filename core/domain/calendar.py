"""Civil time: hours of a day, holidays, weekends. Local times become moments in `core.policy`, by the tz rules."""

from dataclasses import dataclass
from datetime import date

MINUTES_A_DAY = 1440
_WEEKDAYS = frozenset(range(7))


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """From `start` (inclusive) until `end` (exclusive), in minutes after local midnight of a day.

    Whatever is past 1440 is on the next day: 22:00 to 06:00 is Hours(1320, 1800), and a break in it at 02:00 begins
    at 1560.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < self.end <= min(self.start, MINUTES_A_DAY) + MINUTES_A_DAY):
            raise ValueError(f"not hours of a day: {self.start} to {self.end} minutes")

    @property
    def minutes(self) -> int:
        """How long it is by the clock on the wall."""
        return self.end - self.start

    @property
    def of_next_day(self) -> bool:
        """Whether it begins on the next day already, as only a part of other hours may."""
        return self.start >= MINUTES_A_DAY

    @property
    def overnight(self) -> bool:
        """Whether it ends on the next day, later than its midnight."""
        return self.end > MINUTES_A_DAY


WHOLE_DAY = Hours(0, MINUTES_A_DAY)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which `groups` need not work; without groups nobody does."""

    day: date
    name: str
    groups: frozenset[str] = frozenset()

    def spares(self, groups: frozenset[str]) -> bool:
        """Say whether somebody of these groups has the day off."""
        return not self.groups or bool(self.groups & groups)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What days are like here. `zone` is an IANA name, empty for the machine's own.

    `weekend` holds weekdays, Monday is 0. Who works without a shift starts a new working day at `day_starts` minutes
    after midnight: who leaves at 2 in the morning still leaves yesterday's work.
    """

    zone: str = ""
    holidays: tuple[Holiday, ...] = ()
    weekend: frozenset[int] = frozenset({5, 6})
    day_starts: int = 240

    def __post_init__(self) -> None:
        if not (self.weekend <= _WEEKDAYS and 0 <= self.day_starts < MINUTES_A_DAY):
            raise ValueError(f"a weekend of {sorted(self.weekend)}, and days that begin at minute {self.day_starts}")
