"""Who appears when in a recording."""

from dataclasses import dataclass
from pathlib import Path

from core.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class Appearance:
    """A face followed without a break, from `start_s` to `end_s` seconds into the recording.

    `probability` in 0…1 is that of the person named, 0 of a stranger; `portrait_jpeg` shows the best
    moment, `best_s`.
    """

    start_s: float
    end_s: float
    best_s: float
    probability: float
    portrait_jpeg: bytes


@dataclass(frozen=True, slots=True)
class Cast:
    """One person of a recording: somebody enrolled, or the `stranger`-th of those who are not, counted from 1."""

    person: PersonId | None
    name: str
    stranger: int
    appearances: tuple[Appearance, ...]

    @property
    def seconds(self) -> float:
        """How long they can be seen, all appearances together."""
        return sum(one.end_s - one.start_s for one in self.appearances)

    @property
    def portrait_jpeg(self) -> bytes:
        """The picture of their longest appearance."""
        return max(self.appearances, key=lambda one: one.end_s - one.start_s).portrait_jpeg


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everybody in a recording, in the order they first appear. `unclear` faces were too small or too short to judge.

    `damage` says in a sentence why the recording could not be watched to its end; empty where it could.
    """

    path: Path
    duration_s: float
    frames: int
    cast: tuple[Cast, ...]
    unclear: int
    damage: str = ""
