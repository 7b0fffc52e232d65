"""The far end of the impostor scores, where a site has few or none: peaks over a threshold.

What exceeds a high threshold follows a generalised Pareto law whatever the scores' own distribution (Pickands 1975);
ISO/IEC 5152 takes the same way from small samples to low false match rates. Fitted by probability-weighted moments
(Hosking & Wallis 1987), which beat maximum likelihood on samples this small and always have an answer.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EXCEEDANCES = 60
"""Pairs of people above the threshold: twice what Doddington et al. (2000) ask for (30 errors for ±30 % at 90 %). On
halves of LFW the rate at a cosine of 0.50 came out within a factor of 1.5 (one standard deviation) from 60, unbiased;
from 200 it was steadier and a quarter too high, from 30 no better and twice as unsteady further out."""
SHAPES = (0.0, 0.5)
"""A shape under 0 would promise a score nobody can exceed, and relatives and twins exceed it; over 0.5 the moments
do not exist."""
_BOOTSTRAPS = 200

Floats64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pareto:
    """A generalised Pareto law of what exceeds a threshold."""

    scale: float
    shape: float

    def survival(self, excess: Floats64) -> Floats64:
        """Return the chance of more than `excess` ≥ 0."""
        if self.shape < 1e-9:
            return np.exp(-excess / self.scale)
        return np.exp(-np.log1p(self.shape * excess / self.scale) / self.shape)

    def excesses(self, uniform: Floats64) -> Floats64:
        """Return the excesses whose survival is `uniform`."""
        if self.shape < 1e-9:
            return -self.scale * np.log(uniform)
        return self.scale * np.expm1(-self.shape * np.log(uniform)) / self.shape


def fit_pareto(excesses: Floats64, weights: Floats64) -> Pareto | None:
    """Fit `excesses` (n,) ascending with `weights` (n,); None if they do not spread.

    With a₀ the mean and a₁ = E[x(1 - F(x))], scale = 2a₀a₁/(a₀ - 2a₁) and shape = 2 - a₀/(a₀ - 2a₁). Where the shape
    must be held inside SHAPES the scale keeps the mean, scale/(1 - shape).
    """
    share = weights / weights.sum()
    mean = float(share @ excesses)
    if not mean > 1e-6:
        return None
    below = np.cumsum(share) - share / 2
    first = float((share * (1 - below)) @ excesses)
    gap = mean - 2 * first
    shape = 2 - mean / gap if gap > 1e-9 * mean else -np.inf
    held = float(np.clip(shape, *SHAPES))
    return Pareto(2 * mean * first / gap if held == shape else mean * (1 - held), held)


def fit_p_value(excesses: Floats64, weights: Floats64, pareto: Pareto, size: int, rng: np.random.Generator) -> float:
    """Return how often `size` excesses truly drawn from a Pareto law fit theirs as badly as these fit `pareto`.

    `excesses` (n,) ascending with `weights` (n,) hold `size` independent ones.

    Kolmogorov–Smirnov distance under a parametric bootstrap, because the law was fitted to the data it is judged by
    (Stute, Manteiga & Quindimil 1993).
    """
    seen = _distance(excesses, weights, pareto)
    worse = 0
    for _ in range(_BOOTSTRAPS):
        drawn = np.sort(pareto.excesses(rng.uniform(1e-12, 1.0, size)))
        fitted = fit_pareto(drawn, np.ones(size)) or pareto
        worse += _distance(drawn, np.ones(size), fitted) >= seen
    return (worse + 1) / (_BOOTSTRAPS + 1)


def _distance(excesses: Floats64, weights: Floats64, pareto: Pareto) -> float:
    below = 1 - pareto.survival(excesses)
    steps = np.concatenate(((0.0,), np.cumsum(weights) / weights.sum()))
    return float(max(np.abs(below - steps[1:]).max(), np.abs(below - steps[:-1]).max()))
