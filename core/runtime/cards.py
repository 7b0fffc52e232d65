"""The decision card: everything a person needs to judge what was decided."""

from dataclasses import dataclass

from core.domain.events import SightingRecord
from core.domain.ids import PersonId
from core.domain.liveness import UNCHECKED, Liveness
from core.domain.matching import Decision


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """One sighting explained. Pictures are JPEGs, None where there is none any more.

    `portrait` shows the best frame, `enrolled` the picture of the person in question (`decision.match.person`, called
    `candidate_name`), `runner_up_name` who came second.
    """

    record: SightingRecord
    decision: Decision
    portrait: bytes | None
    candidate: PersonId | None
    candidate_name: str | None
    enrolled: bytes | None
    runner_up_name: str | None
    liveness: Liveness = UNCHECKED
