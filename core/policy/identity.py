"""Who a track is: a sequential test over its shots.

Every shot is evidence: the log-likelihood ratio of its cosine under "the same person" and "somebody else", as the
logistic of the operating point has it. Shots of one visit resemble each other, so k of them say less than k times as
much: with equicorrelated scores the variance of their weighed mean is (1 + (n - 1)·ρ) / n of a single one's, where n
is the effective number of shots, (Σw)² / Σw² (Kish 1965), and the ratio of the mean grows by the inverse. After each
shot the person with the best mean is accepted, rejected, or more is wanted (Wald's sequential test, 1945): the upper
bound is what a single shot at `accept` says, whose error rate the site's calibration states; the lower bound leaves
the person a chance of MISSED.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from core.domain.camera import LivenessPolicy
from core.domain.faces import QualityIssue
from core.domain.ids import PersonId
from core.domain.liveness import Liveness, LivenessState
from core.domain.matching import (
    SHOT_CORRELATION,
    UNDECIDED,
    Decision,
    Evidence,
    Hit,
    Match,
    OperatingPoint,
    Reason,
    ShotScore,
    Verdict,
)

MISSED = 0.01
"""Chance left that the nearest person stands there after all when a visitor is called unknown."""
SHOTS_TO_REJECT = 2
"""Shots it takes to call somebody unknown before the end: a first one often shows people turning in at the door."""
LEAST_WEIGHT = 0.05
"""A shot weighs by its Quality.overall, a usable one never less than this."""
CONFUSABLE_FACTOR = 2.0
"""How much further apart two people must be who were declared easy to confuse."""


@dataclass(frozen=True, slots=True)
class Look:
    """One shot looked up in the gallery.

    `hits` are the nearest people, best first, and all there are if they are few; `quality` is Quality.overall;
    `refused` says that somebody near was left out because an operator had said of this face that it is not them.
    """

    hits: tuple[Hit, ...]
    quality: float = 1.0
    issues: tuple[QualityIssue, ...] = ()
    refused: bool = False

    @classmethod
    def of(cls, match: Match) -> "Look":
        """Return the look of a search that told only the nearest and the runner-up."""
        pairs = ((match.person, match.score), (match.runner_up, match.runner_up_score))
        return cls(tuple(Hit(person, score, 0) for person, score in pairs if person is not None))

    @property
    def floor(self) -> float:
        """Return what those who are not among the hits reach at most."""
        return self.hits[-1].score if self.hits else -1.0

    def score_of(self, person: PersonId | None) -> float:
        """Return the cosine to a person, the floor for one who is not among the hits."""
        return next((hit.score for hit in self.hits if hit.person == person), self.floor)

    def best_but(self, person: PersonId | None) -> float:
        """Return the best cosine to anybody else, -1 without."""
        return next((hit.score for hit in self.hits if hit.person != person), -1.0)


def decide(
    looks: Sequence[Look],
    point: OperatingPoint,
    *,
    final: bool,
    confusable: Collection[frozenset[PersonId]] = frozenset(),
) -> Decision:
    """Weigh the `looks` of one track, one per shot, in any order.

    A shot that names somebody else on its own forbids every name. `confusable` holds pairs of people between whom the
    margin must be wider. `final` says that no better shot will come, so that the answer may no longer wait.
    """
    if not looks:
        return UNDECIDED
    weights = [max(look.quality, LEAST_WEIGHT) for look in looks]
    variance = variance_of_mean(weights)
    match = _weighed(looks, weights, point, variance)
    pair = frozenset((match.person, match.runner_up))
    is_confusable = pair in confusable
    evidence = Evidence(
        score=match.score,
        accept=point.level(point.accept, variance),
        reject=point.level(min(_hopeless(point), point.accept), variance),
        margin=match.margin,
        margin_needed=point.margin * (CONFUSABLE_FACTOR if is_confusable else 1.0),
        shots=tuple(
            ShotScore(look.score_of(match.person), look.best_but(match.person), look.quality, look.issues)
            for look in looks
        ),
        confusable=is_confusable,
    )
    verdict, reason = _verdict(looks, match, evidence, point, final=final)
    person = match.person if verdict is Verdict.RECOGNISED else None
    return Decision(verdict, reason, person, match, len(looks), evidence)


def variance_of_mean(weights: Sequence[float]) -> float:
    """Return the variance of a weighed mean of equally correlated scores, as a share in 0…1 of a single one's."""
    effective = math.fsum(weights) ** 2 / math.fsum(weight * weight for weight in weights)
    return (1.0 + (effective - 1.0) * SHOT_CORRELATION) / effective


def _hopeless(point: OperatingPoint) -> float:
    """Return the score of a single shot that leaves the nearest person a chance of MISSED."""
    return point.midpoint + math.log(MISSED / (1.0 - MISSED)) / point.slope


def _weighed(looks: Sequence[Look], weights: Sequence[float], point: OperatingPoint, variance: float) -> Match:
    """Return the two people with the best means; of equals the smaller id is nearer."""
    total = math.fsum(weights)
    people = {hit.person for look in looks for hit in look.hits}
    means = sorted(
        (-math.fsum(w * look.score_of(p) for look, w in zip(looks, weights, strict=True)) / total, p) for p in people
    )
    if not means:
        return Match(None, -1.0, None, -1.0, 0.0)
    minus_score, person = means[0]
    minus_other, other = means[1] if len(means) > 1 else (1.0, None)
    return Match(person, -minus_score, other, -minus_other, point.probability(-minus_score, variance))


def _verdict(
    looks: Sequence[Look], match: Match, evidence: Evidence, point: OperatingPoint, *, final: bool
) -> tuple[Verdict, Reason]:
    leaders = (look.hits[0] for look in looks if look.hits)
    disputed = any(hit.person != match.person and hit.score >= point.accept for hit in leaders)
    apart = evidence.margin >= evidence.margin_needed
    if match.person is not None and match.score >= evidence.accept and apart and not disputed:
        return Verdict.RECOGNISED, Reason.CLEAR_MATCH if len(looks) == 1 else Reason.AGREEING_SHOTS
    hopeless = match.score <= evidence.reject
    if not final and not (hopeless and len(looks) >= SHOTS_TO_REJECT):
        return Verdict.PENDING, Reason.MORE_SHOTS_WANTED
    if any(look.refused for look in looks):
        return Verdict.UNKNOWN, Reason.REFUSED_BEFORE
    if disputed:
        return Verdict.UNKNOWN, Reason.SHOTS_DISAGREE
    if match.score >= evidence.accept:
        return Verdict.UNKNOWN, Reason.TOO_CLOSE_TO_CALL
    return Verdict.UNKNOWN, Reason.NOBODY_NEAR if hopeless else Reason.NOT_ENOUGH_EVIDENCE


def yield_to_rival(decision: Decision) -> Decision:
    """Return what is left of `decision` when a better match in the same frame holds the same person."""
    return replace(decision, verdict=Verdict.UNKNOWN, reason=Reason.TAKEN_IN_FRAME, person=None)


def guarded(decision: Decision, liveness: Liveness, policy: LivenessPolicy, *, final: bool) -> Decision:
    """Return what is left of `decision` where a name is given to live faces only; `policy` is the door's.

    A spoof vetoes; a face not yet seen to be live has to wait for it, and stays unknown when nothing more will come.
    """
    if policy is not LivenessPolicy.REQUIRE:
        return decision
    if liveness.state is LivenessState.SPOOF:
        return replace(decision, verdict=Verdict.SPOOF, reason=Reason.SPOOF_SUSPECTED, person=None)
    if decision.verdict is not Verdict.RECOGNISED or liveness.state is LivenessState.LIVE:
        return decision
    if final:
        return replace(decision, verdict=Verdict.UNKNOWN, reason=Reason.NOT_SEEN_LIVE, person=None)
    return replace(decision, verdict=Verdict.PENDING, reason=Reason.LIVENESS_PENDING, person=None)
