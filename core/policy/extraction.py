"""When a tracked face is worth an embedding: seldom, and on a good shot."""

from dataclasses import dataclass

from core.domain.matching import Verdict


@dataclass(frozen=True, slots=True)
class ExtractionRule:
    """Spans in frames, qualities as Quality.overall in 0…1.

    A `good` first shot is taken at once; a lesser one waits `patience` frames for a better one. While the identity
    is open another is taken every `spacing` frames up to `budget`. After that only a stranger is measured again,
    `reserve` times at most and `calm` frames after the last time, when a shot is better by the factor `better` than
    all before (somebody coming nearer). A face whose identity is settled is looked at again every `recheck` frames,
    to notice that somebody else has taken its place.
    """

    budget: int = 5
    reserve: int = 1
    good: float = 0.5
    patience: int = 6
    spacing: int = 8
    calm: int = 25
    better: float = 1.4
    recheck: int = 125


@dataclass(frozen=True, slots=True)
class ShotHistory:
    """What a track has spent: embeddings `taken` and the best quality among them.

    `frames_since` counts from the last embedding, or from the first sight while there is none.
    """

    taken: int
    best_quality: float
    frames_since: int


def wants_shot(rule: ExtractionRule, history: ShotHistory, verdict: Verdict, quality: float) -> bool:
    """Say whether a usable shot of this quality should be embedded now."""
    if history.taken == 0:
        return quality >= rule.good or history.frames_since >= rule.patience
    if verdict is Verdict.RECOGNISED or history.frames_since < rule.spacing:
        return False
    if verdict is Verdict.PENDING and history.taken < rule.budget:
        return True
    nearer = history.frames_since >= rule.calm and quality >= history.best_quality * rule.better
    return nearer and history.taken < rule.budget + rule.reserve


def may_want_more(rule: ExtractionRule, history: ShotHistory, verdict: Verdict) -> bool:
    """Say whether a shot of now could be wanted, now or as the best of a while; if not, it need not be measured."""
    if verdict is Verdict.UNKNOWN and history.frames_since < rule.calm:
        return False
    return verdict is not Verdict.RECOGNISED and history.taken < rule.budget + rule.reserve


def wants_recheck(rule: ExtractionRule, history: ShotHistory, verdict: Verdict) -> bool:
    """Say whether a face that is named, or known to be unknown, should be looked at again."""
    return verdict is not Verdict.PENDING and history.taken > 0 and history.frames_since >= rule.recheck
