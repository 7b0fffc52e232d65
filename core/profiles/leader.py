"""Whether one cluster stands out as the person whose collection it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.profiles.faces import Cluster
from core.profiles.weighing import Features, Weights


class Outcome(StrEnum):
    """LEADER: one cluster is the person. ASK: somebody must say which one. NOBODY: no face that could be used."""

    LEADER = "leader"
    ASK = "ask"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cluster with what speaks for it."""

    cluster: Cluster
    features: Features
    score: float


@dataclass(frozen=True, slots=True)
class Standing:
    """The clusters of a collection, best first, and whether the first of them leads."""

    outcome: Outcome
    candidates: tuple[Candidate, ...]

    @property
    def margin(self) -> float:
        """How far the first is ahead of the second; its own score where there is no second."""
        scores = [candidate.score for candidate in self.candidates[:2]]
        return scores[0] - (scores[1] if len(scores) > 1 else 0.0) if scores else 0.0


def standing(clusters: Sequence[Cluster], features: Sequence[Features], weights: Weights) -> Standing:
    """Rank clusters by what speaks for them. The first leads where it is far enough ahead.

    A cluster without any other has nobody to be mistaken for.
    """
    candidates = [Candidate(c, f, weights.score(f)) for c, f in zip(clusters, features, strict=True)]
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.cluster.members))
    ranked = Standing(Outcome.LEADER, tuple(candidates))
    if not candidates:
        return Standing(Outcome.NOBODY, ())
    if len(candidates) == 1 or ranked.margin >= weights.margin:
        return ranked
    return Standing(Outcome.ASK, ranked.candidates)
