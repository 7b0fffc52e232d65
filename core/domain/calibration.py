"""What a site's own data says about its thresholds: rates with their uncertainty, and the operating point of a goal.

Words as in ISO/IEC 19795-1: FMR and FNMR are the false match and false non-match rates of one comparison, FPIR is the
false positive identification rate of one search. Everything here is a value or a cheap pure function of one; how the
figures are estimated is told where it happens, in `core.gallery.calibration`.
"""

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np

from core.domain.matching import OperatingPoint

CALIBRATION_VERSION = 2
PUBLISHED_ODDS = 60
"""A published midpoint is meant for odds of one in sixty, a small gallery's; see models/manifest.toml."""
VISIT_FACTOR = 2.5
"""False names of a visit of three shots per false name of a single shot. Measured with the sequential test of
`core.policy.identity` on strangers of LFW with three pictures each: 0.5 to 2.5, the higher the rarer (`python -m
tests.benchmarks.calibration --visits`). Shots of one visit resemble each other more than press pictures do."""
CLAMP_FMR = 1e-3
"""Whatever the goal, nobody is named at a score that one of a thousand random pairs reaches."""
VERIFICATION_FMR = 1e-4
"""One-to-one comparisons have no gallery and no visitors: they take one false match in ten thousand strangers."""
_DAYS_A_WEEK = 7
_DRAWS = 20_000
_Z95 = 1.959964
"""Standard normal quantile of a two-sided 95 % interval."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95 % interval; `low` ≤ `value` ≤ `high`."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> "Estimate":
        """Return all three multiplied by `factor` ≥ 0."""
        return Estimate(self.value * factor, self.low * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class Goal:
    """What the operator wants: at most `false_accepts` in `weeks`, on average.

    `visitors_a_day` counts visits of people who are *not* enrolled; nobody else can be taken for somebody enrolled
    by mistake (an enrolled person taken for another is what the margin and the runner-up are for).
    """

    weeks: float
    visitors_a_day: float
    false_accepts: float = 1.0

    def __post_init__(self) -> None:
        if not min(self.weeks, self.visitors_a_day, self.false_accepts) > 0:
            raise ValueError(f"a goal needs positive numbers, got {self}")

    @property
    def visits(self) -> float:
        """Return how many strangers' visits the period holds."""
        return self.weeks * _DAYS_A_WEEK * self.visitors_a_day

    @property
    def rate(self) -> float:
        """Return the false accepts allowed per visit, at most 1."""
        return min(1.0, self.false_accepts / self.visits)


class Basis(StrEnum):
    """Whose impostor scores the false match rate rests on."""

    SITE = "site"
    SHIFTED = "published-shifted"
    PUBLISHED = "published"


class Misses(StrEnum):
    """Whose genuine scores the false non-match rate rests on; UNKNOWN comes with the interval 0…1."""

    SITE = "site"
    PUBLISHED = "published"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why that basis was taken."""

    ENOUGH_PEOPLE = "enough-people"
    FEW_PEOPLE = "few-people"
    VERY_FEW_PEOPLE = "very-few-people"
    TAIL_UNFIT = "tail-unfit"


@dataclass(frozen=True, slots=True)
class PublishedCurve:
    """What was measured of an embedder before anybody installed it: rates at ascending cosine `levels`.

    `dispersion` is the squared coefficient of variation of people's own false match rates.
    """

    levels: tuple[float, ...]
    fmr: tuple[float, ...]
    fnmr: tuple[float, ...]
    dispersion: float


@dataclass(frozen=True, slots=True)
class Published:
    """What is known of an embedder without a site: its operating point, and its curve if somebody measured one."""

    point: OperatingPoint
    curve: PublishedCurve | None = None


@dataclass(frozen=True, slots=True)
class RateCurve:
    """A rate over ascending cosine `levels` with 95 % intervals; each of them positive and monotone."""

    levels: tuple[float, ...]
    value: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    def at(self, level: float) -> Estimate:
        """Return the rate at a cosine, interpolated on a logarithmic scale."""
        logs = (float(np.interp(level, self.levels, np.log(values))) for values in (self.value, self.low, self.high))
        value, low, high = (math.exp(log) for log in logs)
        return Estimate(value, min(low, value), max(high, value))

    def level_of(self, rate: float) -> float:
        """Return the lowest cosine at which a *falling* curve is at or under `rate`; the last level if none is."""
        logs = -np.log(self.value)
        wanted = -math.log(rate) if rate > 0 else math.inf
        place = int(np.searchsorted(logs, wanted))
        if place == 0 or place == len(logs):
            return self.levels[min(place, len(logs) - 1)]
        share = (wanted - logs[place - 1]) / (logs[place] - logs[place - 1])
        return self.levels[place - 1] + float(share) * (self.levels[place] - self.levels[place - 1])


@dataclass(frozen=True, slots=True)
class Histogram:
    """Shares of scores in equally wide bins between `first` and `last`; they sum to 1, or to 0 without scores."""

    first: float
    last: float
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TailFit:
    """A generalised Pareto law fitted to what exceeds `threshold`: survival (1 + shape·x/scale)^(-1/shape).

    `exceedances` counts pairs of people; `rate` is the FMR at the threshold; `p_value` says how often a true Pareto
    tail would look at least as unlike the fit (small means a bad fit).
    """

    threshold: float
    scale: float
    shape: float
    exceedances: int
    rate: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How far strangers' scores lie above those the curve was made from: it is moved up by `shift`, never down.

    `strangers` are distinct people; `ratio` compares how often the two exceed `level`. `censored`: only scores under
    the threshold in use could be looked at, because a stranger taken for somebody enrolled was never recorded as one.
    """

    strangers: int
    level: float
    ratio: Estimate
    shift: Estimate
    censored: bool


@dataclass(frozen=True, slots=True)
class GalleryRate:
    """A check of the FPIR formula at one gallery size and cosine `level`, one shot a search.

    `observed` is the mean over all sub-galleries of the site's own people (hypergeometric, exact); `union` is
    people × FMR, which assumes the worst.
    """

    people: int
    level: float
    predicted: Estimate
    observed: float
    union: float


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two enrolled people so alike that they may be one; left out of the impostor scores."""

    first: str
    second: str
    score: float


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a goal comes to.

    `rate` is false accepts per stranger's visit; `expected` those of the whole period, with a 95 % *prediction*
    interval for the number that will really be seen; `miss` the FNMR of a single shot.
    `clamped`: the goal alone would have allowed a lower score than `CLAMP_FMR`, or than the published one, does.
    `reached` is False when even the highest score does not bring the estimate down to the goal.
    """

    people: int
    accept: float
    rate: Estimate
    expected: Estimate
    miss: Estimate
    clamped: bool
    reached: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """The figures of one site and one model, ready to be shown, kept and asked.

    `people`, `templates`, `comparisons` (probe template against person) are what the impostor scores rest on,
    `genuine_people` those with two templates or more; `own_logistic` says whether they were enough to shape the
    percentage, of which `midpoint` and `slope` hold at equal odds.
    """

    version: int
    model_id: str
    made: datetime
    seed: int
    basis: Basis
    why: Why
    people: int
    templates: int
    genuine_people: int
    comparisons: int
    misses: Misses
    own_logistic: bool
    impostors: Histogram
    genuine: Histogram
    fmr: RateCurve
    fnmr: RateCurve
    dispersion: float
    published: OperatingPoint
    midpoint: float
    slope: float
    tail: TailFit | None = None
    resemblance: tuple[Resemblance, ...] = ()
    galleries: tuple[GalleryRate, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()

    def fpir(self, level: float, people: int) -> Estimate:
        """Return the share of strangers' shots that reach `level` against somebody in a gallery of `people`.

        Strangers differ in how often they resemble others: with a gamma-distributed rate of mean FMR and squared
        coefficient of variation D, a search among N people fails with 1 - (1 + N·FMR·D)^(-1/D), the zero class of the
        negative binomial (Greenwood & Yule 1920). D → 0 gives independent comparisons, 1 - exp(-N·FMR).
        """
        rate = self.fmr.at(level)
        value, low, high = (self._fpir(each, people) for each in (rate.value, rate.low, rate.high))
        return Estimate(value, low, high)

    def threshold_for(self, goal: Goal, people: int) -> Threshold:
        """Return the lowest score that keeps the goal in a gallery of `people`, and what is to be expected of it."""
        accept, clamped = self._accept(goal.rate, people)
        shot = self.fpir(accept, people)
        rate = Estimate(*(min(1.0, VISIT_FACTOR * each) for each in (shot.value, shot.low, shot.high)))
        expected = self.predicted(rate, goal.visits, people)
        reached = rate.value <= goal.rate * (1 + 1e-6)
        return Threshold(people, accept, rate, expected, self.fnmr.at(accept), clamped, reached)

    def operating_point(self, goal: Goal, people: int) -> OperatingPoint:
        """Return where a gallery of `people` names somebody. Cheap: to be asked again whenever the gallery changed.

        The percentage is the posterior with odds of one to `people`: each of them is as likely to stand there as a
        stranger. `margin` is the published one.
        """
        accept, _clamped = self._accept(goal.rate, people)
        odds = float(max(people, 1))
        midpoint = self.midpoint + math.log(odds) / self.slope
        return OperatingPoint(accept, self.published.margin, midpoint, self.slope, odds)

    def verification_point(self) -> OperatingPoint:
        """Return the operating point of one-to-one comparisons: VERIFICATION_FMR, percentage at equal odds."""
        wanted = self.fmr.level_of(VERIFICATION_FMR)
        accept = wanted if self.basis is Basis.SITE else max(wanted, self.published.accept)
        return OperatingPoint(accept, self.published.margin, self.midpoint, self.slope, odds=1.0)

    def predicted(self, rate: Estimate, visits: float, people: int) -> Estimate:
        """Return the false accepts of `visits` visits at `rate` and a 95 % interval for the number really seen.

        Three things make that number vary, and all are drawn (seeded): the rate is known only roughly (log-normal,
        each side as wide as its interval), the people enrolled may resemble strangers more or less than usual (gamma
        of relative variance D/people), and chance (Poisson).
        """
        rng = np.random.default_rng(0)
        below, above = (abs(math.log(max(side, 1e-12) / max(rate.value, 1e-12))) for side in (rate.low, rate.high))
        normal = rng.standard_normal(_DRAWS) / _Z95
        rates = rate.value * np.exp(np.where(normal < 0, below, above) * normal)
        spread = max(self.dispersion, 1e-6) / max(people, 1)
        rates *= rng.gamma(1 / spread, spread, _DRAWS)
        low, high = np.quantile(rng.poisson(np.minimum(rates, 1.0) * visits), (0.025, 0.975))
        value = rate.value * visits
        return Estimate(value, min(float(low), value), max(float(high), value))

    @property
    def _clamp(self) -> float:
        return self.fmr.level_of(CLAMP_FMR)

    def _accept(self, visit_rate: float, people: int) -> tuple[float, bool]:
        """Return the score and whether something other than the goal set it."""
        wanted = self.fmr.level_of(self._fmr_of(visit_rate / VISIT_FACTOR, people))
        # Without impostor scores of the site's own the published threshold is not undercut.
        floor = self._clamp if self.basis is Basis.SITE else max(self._clamp, self.published.accept)
        return max(wanted, floor), wanted < floor

    def _fpir(self, fmr: float, people: int) -> float:
        if self.dispersion < 1e-9:
            return -math.expm1(-people * fmr)
        return -math.expm1(-math.log1p(people * fmr * self.dispersion) / self.dispersion)

    def _fmr_of(self, fpir: float, people: int) -> float:
        """Invert `_fpir`."""
        fpir, people = min(fpir, 1 - 1e-9), max(people, 1)
        if self.dispersion < 1e-9:
            return -math.log1p(-fpir) / people
        return math.expm1(-self.dispersion * math.log1p(-fpir)) / (people * self.dispersion)
