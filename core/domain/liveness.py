"""Whether a tracked face is a person or a picture of one."""

from dataclasses import dataclass
from enum import StrEnum


class LivenessState(StrEnum):
    """Where the vote over a track stands. UNCHECKED: nobody looks, or nothing can."""

    UNCHECKED = "unchecked"
    PENDING = "pending"
    LIVE = "live"
    SPOOF = "spoof"


@dataclass(frozen=True, slots=True)
class Liveness:
    """The vote so far: mean chance in 0…1 that the face is live, over `samples` frames."""

    state: LivenessState
    score: float
    samples: int


UNCHECKED = Liveness(LivenessState.UNCHECKED, 0.0, 0)
