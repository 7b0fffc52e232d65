"""The answer of a search, and what was decided from several of them."""

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from core.domain.faces import QualityIssue
from core.domain.ids import PersonId


class Match(NamedTuple):
    """The nearest person to one probe, and the nearest *other* person.

    Scores are cosines in -1…1; `margin` is score minus the runner-up's (score itself if there is none);
    `probability` in 0…1 is the calibrated chance that probe and person are the same. An empty gallery
    answers with person None and score -1.
    """

    person: PersonId | None
    score: float
    runner_up: PersonId | None
    runner_up_score: float
    probability: float

    @property
    def margin(self) -> float:
        """Distance to the nearest other person."""
        return self.score - self.runner_up_score if self.runner_up is not None else self.score


@dataclass(frozen=True, slots=True)
class Hit:
    """One person in a ranking: the cosine of their nearest template, and its id."""

    person: PersonId
    score: float
    template: int


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may be found: members of any of `groups`, valid `at` a moment, and nobody of `without`; None asks nothing."""

    groups: frozenset[str] | None = None
    at: datetime | None = None
    without: frozenset[PersonId] = frozenset()


SHOT_CORRELATION = 0.75
"""How alike the scores of two shots of one visit are against one and the same template. Of strangers' SFace cosines
against 1 500 people it is 0.66 between press pictures of LFW, 0.55 to 0.89 (median 0.81) between frames of one track,
eight frames apart, in ten clips; of genuine cosines on LFW 0.53."""


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """Where one embedder's scores mean something: cosines, taken from measured curves, never from taste.

    A single shot at or over `accept` names a person, if the nearest other one is at least `margin` away. `midpoint`
    and `slope` shape the logistic by which a cosine is shown as a probability, 1 / (1 + exp(-slope·(score -
    midpoint))); it is the posterior where odds are one to `odds` that a visitor is the person in question.
    """

    accept: float
    margin: float
    midpoint: float
    slope: float
    odds: float = 60.0

    @property
    def even(self) -> float:
        """Return the cosine that speaks for neither: as likely of the same person as of another."""
        return self.midpoint - math.log(self.odds) / self.slope

    @property
    def consider(self) -> float:
        """Return the score under which nobody is named, however many shots agree on it."""
        return min(self.accept, self.level(self.accept, SHOT_CORRELATION))

    def level(self, score: float, variance: float) -> float:
        """Return the mean score over several shots that says as much as `score` does of one.

        The log-likelihood ratio of a mean is slope·(mean - even) / `variance`, where `variance` in 0…1 is that of the
        mean as a share of a single shot's.
        """
        return self.even + variance * (score - self.even)

    def probability(self, score: float, variance: float = 1.0) -> float:
        """Return the chance in 0…1 that two faces with this cosine are the same person; of a mean with its variance."""
        evidence = self.slope * (score - self.even) / variance - math.log(self.odds)
        return 1.0 / (1.0 + math.exp(-evidence)) if evidence > -_LARGEST else 0.0


_LARGEST = 700.0
"""Exponents beyond this overflow a float64."""


class Comparison(NamedTuple):
    """Two faces against each other: cosine in -1…1, its probability in 0…1, and whether it reaches `threshold`.

    (A tuple, because making a frozen dataclass takes as long as the comparison.)
    """

    score: float
    probability: float
    same: bool
    threshold: float


NO_MATCH = Match(None, -1.0, None, -1.0, 0.0)


class Verdict(StrEnum):
    """Where the identity of a track stands. SPOOF: a picture of a face; NOT_A_FACE: nothing to recognise."""

    PENDING = "pending"
    RECOGNISED = "recognised"
    UNKNOWN = "unknown"
    SPOOF = "spoof"
    NOT_A_FACE = "not-a-face"


class Reason(StrEnum):
    """Why the verdict is what it is, in one word; the decision card spells it out."""

    NO_SHOT_YET = "no-shot-yet"
    MORE_SHOTS_WANTED = "more-shots-wanted"
    LIVENESS_PENDING = "liveness-pending"
    CLEAR_MATCH = "clear-match"
    AGREEING_SHOTS = "agreeing-shots"
    NOBODY_NEAR = "nobody-near"
    NOT_ENOUGH_EVIDENCE = "not-enough-evidence"
    TOO_CLOSE_TO_CALL = "too-close-to-call"
    SHOTS_DISAGREE = "shots-disagree"
    TAKEN_IN_FRAME = "taken-in-frame"
    REFUSED_BEFORE = "refused-before"
    NOT_SEEN_LIVE = "not-seen-live"
    SPOOF_SUSPECTED = "spoof-suspected"
    NOT_A_FACE = "not-a-face"


UNSETTLED = (Reason.NOT_ENOUGH_EVIDENCE, Reason.TOO_CLOSE_TO_CALL, Reason.SHOTS_DISAGREE)
"""Why somebody stays unknown of whom an operator may know better: such visits wait for a word."""


@dataclass(frozen=True, slots=True)
class ShotScore:
    """One shot's part in a decision: the cosine to the person in question and to the nearest other one.

    `quality` is Quality.overall; `issues` what a better shot would not have.
    """

    score: float
    runner_up_score: float
    quality: float
    issues: tuple[QualityIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The figures of a decision, for the decision card. Scores are cosines.

    `score` is the weighed mean over `shots`; a name needs `accept` with that many shots, and at `reject` or under it
    is nobody; `margin` to the nearest other person against `margin_needed`, which is higher between two people who
    were declared easy to confuse (`confusable`).
    """

    score: float
    accept: float
    reject: float
    margin: float
    margin_needed: float
    shots: tuple[ShotScore, ...]
    confusable: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The identity of a track so far.

    `match` is the person in question with scores weighed over all shots, `shots` how many embeddings were weighed.
    `evidence` is None before the first shot.
    """

    verdict: Verdict
    reason: Reason
    person: PersonId | None
    match: Match
    shots: int
    evidence: Evidence | None = None


UNDECIDED = Decision(Verdict.PENDING, Reason.NO_SHOT_YET, None, NO_MATCH, 0)
