"""Whether small faces in the set itself are told apart worse: pairs by the width of their smaller face."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.domain.arrays import Floats
from core.runtime.evaluation.pairs import Places, Scores, impostor_pairs

EDGES_PX = (0, 32, 48, 64, 80, 96, 112, 1_000_000)


@dataclass(frozen=True, slots=True)
class WidthBin:
    """Pairs whose smaller face is `low` to `high` pixels wide (`high` None: or wider), at the set's thresholds."""

    low: int
    high: int | None
    pictures: int
    genuine: int
    impostors: int
    tar: tuple[float | None, ...]
    far: tuple[float | None, ...]


def by_width(
    genuine: Scores, impostors: Scores, people: Places, widths: Floats, thresholds: tuple[float | None, ...]
) -> tuple[WidthBin, ...]:
    """Return the bins that hold a pair; `people`, `widths` (n,) belong to every picture."""
    genuine_widths = np.minimum(widths[genuine.a], widths[genuine.b])
    impostor_widths = np.minimum(widths[impostors.a], widths[impostors.b])
    bins = []
    for low, high in pairwise(EDGES_PX):
        wide, wider = widths >= low, widths >= high
        total = impostor_pairs(people[wide]) - impostor_pairs(people[wider])
        mine = genuine.cosines[(genuine_widths >= low) & (genuine_widths < high)]
        near = impostors.cosines[(impostor_widths >= low) & (impostor_widths < high)]
        if not total and not len(mine):
            continue
        bins.append(
            WidthBin(
                low, high if high != EDGES_PX[-1] else None, int((wide & ~wider).sum()), len(mine), total,
                tuple(_over(mine, threshold, len(mine)) for threshold in thresholds),
                tuple(_over(near, threshold, total) for threshold in thresholds),
            )
        )  # fmt: skip
    return tuple(bins)


def _over(cosines: Floats, threshold: float | None, of: int) -> float | None:
    return float((cosines > threshold).sum() / of) if threshold is not None and of else None
