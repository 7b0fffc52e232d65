"""How well two models tell the people of one gallery apart, by the same pictures of them.

Cosines of two models cannot be compared; what can is how far a person's own pictures stand above the nearest of
anybody else's, in standard deviations of that model's own impostor scores.
"""

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.domain.models import Comparison, Separation

ALLOWED = 1e-3
"""The false match rate at which pictures that resemble their person too little are counted."""
MOST_PICTURES = 4_000
"""Of people drawn by chance where there are more: 16 million comparisons, half a second."""
_SAME = 0.5
"""A person whose gap changes by less is told apart as before: measuring a kept crop again moves it by up to 0.3."""


def compare(old: Floats, new: Floats, owners: NDArray[np.integer], seed: int = 0) -> Comparison | None:
    """Compare rows `old` (n, d) and `new` (n, e) of the same pictures, whose people are `owners` (n,).

    None where nobody has two pictures, or all pictures show one person.
    """
    chosen = _drawn(owners, np.random.default_rng(seed))
    places, counts = np.unique(owners[chosen], return_inverse=True, return_counts=True)[1:]
    several = counts[places] > 1
    if not several.any() or len(counts) == 1:
        return None
    (before, old_gaps), (after, new_gaps) = (_separation(rows[chosen], places, several) for rows in (old, new))
    change = new_gaps - old_gaps
    return Comparison(
        len(counts), len(chosen), len(change), before, after, int((change > _SAME).sum()), int((change < -_SAME).sum())
    )


def _drawn(owners: NDArray[np.integer], rng: np.random.Generator) -> NDArray[np.intp]:
    """Return all places, or those of whole people up to MOST_PICTURES."""
    if len(owners) <= MOST_PICTURES:
        return np.arange(len(owners))
    people, places, counts = np.unique(owners, return_inverse=True, return_counts=True)
    order = rng.permutation(len(people))
    kept = order[np.cumsum(counts[order]) <= MOST_PICTURES]
    return np.flatnonzero(np.isin(places, kept))


def _separation(
    rows: Floats, places: NDArray[np.intp], several: NDArray[np.bool_]
) -> tuple[Separation, NDArray[np.float64]]:
    """Return the figures, and the gap (p,) of everybody with several pictures."""
    cosines = rows @ rows.T
    same = places[:, None] == places
    impostors = cosines[~same]
    cosines_of_others = np.where(same, -np.inf, cosines).max(axis=1)
    np.fill_diagonal(same, val=False)
    own = np.where(same, cosines, -np.inf).max(axis=1)
    leads = (own[several] - cosines_of_others[several]).astype(np.float64) / max(float(impostors.std()), 1e-9)
    owners = np.unique(places[several], return_inverse=True)[1]
    gaps = np.full(owners.max() + 1, np.inf)
    np.minimum.at(gaps, owners, leads)
    level = np.quantile(impostors, 1 - ALLOWED)
    missed = float((own[several] < level).mean())
    return Separation(float((leads > 0).mean()), missed, float(np.median(gaps))), gaps
