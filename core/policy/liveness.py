"""Whether a track is live: a vote over what the networks said of its frames."""

from collections.abc import Sequence

from core.domain.liveness import UNCHECKED, Liveness, LivenessState

MIN_SAMPLES = 5
LIVE_AT = 0.5


def vote(samples: Sequence[float]) -> Liveness:
    """Return the outcome so far of the chances in 0…1 that each of some frames shows a live face."""
    if not samples:
        return UNCHECKED
    score = sum(samples) / len(samples)
    if len(samples) < MIN_SAMPLES:
        return Liveness(LivenessState.PENDING, score, len(samples))
    state = LivenessState.LIVE if score >= LIVE_AT else LivenessState.SPOOF
    return Liveness(state, score, len(samples))


def wants_sample(liveness: Liveness, frames_since: int) -> bool:
    """Say whether a face should be looked at again, `frames_since` frames after the last time."""
    settled = liveness.state in (LivenessState.LIVE, LivenessState.SPOOF)
    return frames_since >= (25 if settled else 2)
