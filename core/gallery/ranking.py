"""From rough scores to the exact first few people."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.gallery.scan import Places, Probes, Rough, exact_cosines, float_error
from core.gallery.segment import REMOVED, Segment

_SPARE_ROWS = 2
"""Rows beyond the people wanted that a floor counts on: a person often has several templates."""

_MORE_ROWS = 4
"""By what a search that saw too few people widens."""

_TOO_MANY = 1 / 8
"""Share of a segment's rows beyond which scoring it in float32 is cheaper than scoring candidates exactly."""

_EXACT_CHUNK = 1024
"""Rows scored exactly at a time, so that a gallery of copies of one face cannot fill the memory."""

_NOBODY = np.inf
"""A floor that no row reaches."""

Ranked = tuple[int, float, int, int]
"""A row in the order of an answer: number of the probe, exact cosine with the sign turned, template id, its owner."""


def scored(segment: Segment, rough: Rough, probes: Probes, floors: Sequence[float]) -> list[Ranked]:
    """Return every row of a segment that may reach the floor of a probe, scored exactly, in no order."""
    which, rows = rough.reaching(floors)
    if not len(rows):
        return []
    if len(rows) > _TOO_MANY * len(segment.ids) * len(probes):
        which, rows = _reaching_in_floats(segment, probes, floors, which, rows)
    minus = -_exactly(segment, probes, which, rows)
    owners = segment.owners.take(rows).tolist()
    return list(zip(which.tolist(), minus.tolist(), segment.ids.take(rows).tolist(), owners, strict=True))


def first_over(floor: float, candidates: Iterable[Ranked], batch: int, wanted: int) -> list[list[Ranked] | None]:
    """Return the `wanted` people nearest to each probe, from `candidates`: all rows that may reach `floor`.

    Best first, ties by template id. None for a probe whose last person does not reach it: there might be better ones.
    """
    firsts = _firsts(candidates, batch, wanted)
    return [first if len(first) == wanted and first[-1][1] <= -floor else None for first in firsts]


def first_people(
    segments: Sequence[Segment], roughs: Sequence[Rough], probes: Probes, which: int, wanted: int
) -> list[Ranked]:
    """Return the `wanted` people nearest to probe `which`, best first, ties by template id; fewer if there are fewer.

    All rows that may reach a floor are scored exactly; if the last person wanted reaches it, nobody unseen can be
    better. The floor is one that enough rows are sure to reach, and is lowered until it is right.
    """
    sure = np.concatenate([rough.surely(which) for rough in roughs])
    rows = wanted + _SPARE_ROWS
    while True:
        floor = float(np.partition(sure, -rows)[-rows]) if rows < len(sure) else -np.inf
        found = _first_of_one(segments, roughs, probes, which, floor, wanted)
        if len(found) == wanted and found[-1][1] > -floor:
            return _first_of_one(segments, roughs, probes, which, -found[-1][1], wanted)
        if len(found) == wanted or floor == -np.inf:
            return found
        rows *= _MORE_ROWS


def clear_pair(segment: Segment, vector: Floats, floor: float) -> list[Ranked] | None:
    """Return the first two people of a segment that is scanned in floats; None if it takes more than this to tell.

    The same answer as from `first_people`, for a gallery so small that its machinery would outlast the scan. It needs
    a floor that both reach, and scores further apart than float32 may err.
    """
    cosines = segment.vectors @ vector
    apart = 2.0 * float_error(len(vector))
    rows = (cosines >= floor).nonzero()[0]
    scores, owners = cosines.take(rows).tolist(), segment.owners.take(rows).tolist()
    entries = sorted(zip(scores, rows.tolist(), owners, strict=True))
    above, best, other = 2.0, None, None
    while entries:
        entry = entries.pop()
        if entry[2] == REMOVED:
            continue
        if above - entry[0] <= apart:
            return None
        if other is not None:
            break
        above = entry[0]
        if best is None:
            best = entry
        elif entry[2] != best[2]:
            other = entry
    if best is None or other is None or above - floor <= apart:
        return None
    wide = vector.astype(np.float64)
    return [_exact(segment, wide, best), _exact(segment, wide, other)]


def _exact(segment: Segment, probe: NDArray[np.float64], entry: tuple[float, int, int]) -> Ranked:
    _, row, owner = entry
    return 0, -float(probe.dot(segment.vectors[row].astype(np.float64))), segment.ids.item(row), owner


def _first_of_one(
    segments: Sequence[Segment], roughs: Sequence[Rough], probes: Probes, which: int, floor: float, wanted: int
) -> list[Ranked]:
    floors = [_NOBODY] * len(probes)
    floors[which] = floor
    pairs = zip(segments, roughs, strict=True)
    candidates = (row for segment, rough in pairs for row in scored(segment, rough, probes, floors))
    return _firsts(candidates, len(probes), wanted)[which]


def _firsts(candidates: Iterable[Ranked], batch: int, wanted: int) -> list[list[Ranked]]:
    """Return the best row of each of the first `wanted` owners, for every probe."""
    found: list[dict[int, Ranked]] = [{} for _ in range(batch)]
    for row in sorted(candidates):
        people = found[row[0]]
        if len(people) < wanted and row[3] not in people:
            people[row[3]] = row
    return [list(people.values()) for people in found]


def _reaching_in_floats(
    segment: Segment, probes: Probes, floors: Sequence[float], which: Places, rows: Places
) -> tuple[Places, Places]:
    """Return what float32 cannot exclude either: the way out when eight bits tell too little."""
    cosines = probes.vectors @ segment.vectors.T
    least = np.array(floors) - 2.0 * float_error(probes.vectors.shape[1])
    kept = cosines[which, rows] >= least[which]
    return which[kept], rows[kept]


def _exactly(segment: Segment, probes: Probes, which: Places, rows: Places) -> NDArray[np.float64]:
    if len(rows) <= _EXACT_CHUNK:
        wide = probes.wide[0] if len(probes) == 1 else probes.wide[which]
        return exact_cosines(segment.vectors[rows], wide)
    starts = range(0, len(rows), _EXACT_CHUNK)
    parts = [_exactly(segment, probes, which[i : i + _EXACT_CHUNK], rows[i : i + _EXACT_CHUNK]) for i in starts]
    return np.concatenate(parts)
