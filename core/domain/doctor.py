"""What may be wrong with the people enrolled, and what can be done about it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats, frozen
from core.domain.faces import Gender
from core.domain.ids import PersonId
from core.domain.reconciled import Reconciled


class FindingKind(StrEnum):
    """What is wrong, in the order in which it is worth looking at.

    DUPLICATE: two people so alike that they probably are one. MIXED: the pictures of a person fall into groups that do
    not resemble each other; OUTLIER: all but one of them do. LOOKALIKE: two people of whom one may be taken for the
    other. ATTRIBUTES: what is declared of age or gender contradicts the pictures.
    """

    DUPLICATE = "duplicate"
    MIXED = "mixed"
    OUTLIER = "outlier"
    LOOKALIKE = "lookalike"
    NON_FACE = "non-face"
    ATTRIBUTES = "attributes"
    POOR = "poor"
    AGEING = "ageing"
    SINGLE = "single"
    NEVER_SEEN = "never-seen"


class Severity(StrEnum):
    """SERIOUS: somebody will be named wrongly or not at all. LOOK: may be so. NOTE: could be better."""

    SERIOUS = "serious"
    LOOK = "look"
    NOTE = "note"


class Fix(StrEnum):
    """What can be done. GIVE hands the templates to the second person, SPLIT to somebody new; DROP takes them out."""

    MERGE = "merge"
    KEEP_APART = "keep-apart"
    GIVE = "give"
    SPLIT = "split"
    DROP = "drop"
    NEW_PICTURES = "new-pictures"
    CORRECT = "correct"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a finding is about, by which it is known again in a later examination; `other` is `one` if that is alone."""

    kind: FindingKind
    one: PersonId
    other: PersonId
    templates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A template and whose it is."""

    person: PersonId
    template: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong.

    `people` whom it is about, one or two, with their `names`. `pictures` are the two that show it best, or one.
    `templates` of the first person are in question, where it is about templates. Figures, None where they do not apply:
    `chance` in 0…1 that it is so (LOOKALIKE: that one is taken for the other), `score` the cosine behind it, `quality`
    that of the best picture in question, `since` when the newest was made or the person enrolled.
    """

    kind: FindingKind
    severity: Severity
    people: tuple[PersonId, ...]
    names: tuple[str, ...]
    fixes: tuple[Fix, ...]
    pictures: tuple[Picture, ...] = ()
    templates: tuple[int, ...] = ()
    chance: float | None = None
    score: float | None = None
    quality: float | None = None
    since: datetime | None = None
    reconciled: Reconciled | None = None

    @property
    def mark(self) -> Mark:
        """Return by what the finding is known again."""
        one, other = min(self.people), max(self.people)
        return Mark(self.kind, one, other, self.templates)


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found, the worst first within each kind, the kinds in their order.

    `made` is when everybody was compared; `counts` has all there are of each kind, of which `findings` holds the worst.
    """

    made: datetime
    people: int
    templates: int
    seconds: float
    findings: tuple[Finding, ...]
    counts: dict[FindingKind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class TemplateFacts:
    """All templates of one model that are searched, centroids left out, without embeddings. Read-only arrays.

    `ids` (n,) int64 ascending, `people` (n,) utf-8 person ids, `quality` (n,) float32, `created` (n,) int64
    microseconds since 1970; `ages` (n,) float32 years and `male` (n,) float32, the chance of a man in 0…1, are NaN
    where nothing was estimated.
    """

    ids: NDArray[np.int64]
    people: NDArray[np.bytes_]
    quality: Floats
    created: NDArray[np.int64]
    ages: Floats
    male: Floats

    def __post_init__(self) -> None:
        arrays: tuple[NDArray[Any], ...] = (
            self.ids, self.people, self.quality, self.created, self.ages, self.male,
        )  # fmt: skip
        for array in arrays:
            frozen(array)

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class DeclaredFacts:
    """What is written of somebody that can be held against their pictures, and when they were enrolled."""

    created: datetime
    born: date | None
    gender: Gender | None
    groups: tuple[str, ...] = ()
