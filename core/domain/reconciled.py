"""Age and gender of a person from several sources, and where those contradict each other."""

from dataclasses import dataclass
from enum import StrEnum

from core.domain.faces import Gender


class Source(StrEnum):
    """Who says so: what was written, what the pictures look like, what the people of the same groups are like."""

    DECLARED = "declared"
    ESTIMATED = "estimated"
    IMPLIED = "implied"


class Trait(StrEnum):
    """What is said."""

    AGE = "age"
    GENDER = "gender"


@dataclass(frozen=True, slots=True)
class Told:
    """What one source says: age now, in years, and gender; None where it says nothing.

    `confidence` in 0.5…1 is that of the gender. `people` counts the related people an implied age rests on.
    """

    age: float | None = None
    gender: Gender | None = None
    confidence: float = 1.0
    people: int = 0


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sources that contradict each other; `years` apart, where it is about age."""

    trait: Trait
    one: Source
    other: Source
    years: float = 0.0


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What every source says of a person's age and gender, what may be believed, and the disagreements."""

    declared: Told = NOTHING_TOLD
    estimated: Told = NOTHING_TOLD
    implied: Told = NOTHING_TOLD
    agreed: Told = NOTHING_TOLD
    disagreements: tuple[Disagreement, ...] = ()
