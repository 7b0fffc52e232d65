"""What is known before a site has enough people: the embedder's published curve, moved to where the site's scores lie.

Populations differ by a shift of the scores more than by a factor on the rate. Measured on five groups of look-alikes
cut from LFW, whose FMR is 1.5 to 3 times the whole's (`python -m tests.benchmarks.calibration --populations`): from 100
people the published curve moved by its distance at 60 pairs missed a group's FMR at cosines of 0.42 to 0.50 by a factor
of 2.0 (root mean square of logarithms), multiplied by the ratio of rates there by 2.2, unmoved by 3.5, and the people's
own Pareto tail by 2.4; from 200 people on the last is as good as the first, from 350 better (1.6 against 1.8).
"""

import numpy as np
from numpy.typing import NDArray

from core.domain.calibration import Estimate, PublishedCurve, RateCurve
from core.gallery.calibration.impostors import LEAST, LEVELS, rate_curve

SHIFTED_ERROR = 4.0
"""Factor either way, at 95 % (two standard deviations of the above), by which a shifted curve may be wrong."""
PUBLISHED_ERROR = 10.0
"""Factor either way when nothing is known of the site: between populations the FMR at one cosine differs that much."""


def published_rates(curve: PublishedCurve, levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the published FMR at `levels` (n,), its ends continued in a straight line on a logarithmic scale."""
    logs = np.log(np.clip(curve.fmr, LEAST, 1.0))
    known = np.interp(levels, curve.levels, logs)
    slope = (logs[-1] - logs[-2]) / (curve.levels[-1] - curve.levels[-2])
    rates = np.exp(known + slope * np.maximum(levels - curve.levels[-1], 0.0))
    return np.asarray(np.minimum(rates, 1.0), np.float64)


def published_curve(curve: PublishedCurve, shift: Estimate | None = None) -> RateCurve:
    """Return the published FMR, moved up by `shift` where that is positive: scores are never taken for safer."""
    moved = shift or Estimate(0.0, 0.0, 0.0)
    error = PUBLISHED_ERROR if shift is None else SHIFTED_ERROR
    value, low, high = (
        published_rates(curve, LEVELS - max(each, 0.0)) for each in (moved.value, moved.low, moved.high)
    )
    return rate_curve(value, low / error, high * error)


def published_misses(curve: PublishedCurve) -> RateCurve:
    """Return the published FNMR, as uncertain as a published FMR."""
    value = np.interp(LEVELS, curve.levels, np.clip(curve.fnmr, 1e-6, 1.0))
    return rate_curve(value, value / PUBLISHED_ERROR, value * PUBLISHED_ERROR, rising=True)


def shift_to(curve: PublishedCurve, level: float, rate: Estimate) -> Estimate:
    """Return how much higher `level` is than the published level of the same `rate`."""
    fine = np.linspace(-1.0, 1.0, 20_001)
    rates = published_rates(curve, fine)
    places = [int(np.searchsorted(-rates, -each)) for each in (rate.value, rate.low, rate.high)]
    value, low, high = (level - float(fine[min(place, len(fine) - 1)]) for place in places)
    return Estimate(value, min(low, value), max(high, value))
