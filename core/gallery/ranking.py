"""From rough scores to the exact first few people."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.gallery.scan import Probe, Rough, exact_cosines, float_error
from core.gallery.segment import REMOVED, Segment

Rows = NDArray[np.int64]

_SPARE_ROWS = 2
"""Rows beyond the people wanted that a floor counts on: a person often has several templates."""

_MORE_ROWS = 4
"""By what a search that saw too few people widens."""

_TOO_MANY = 1 / 8
"""Share of a segment's rows beyond which scoring it in float32 is cheaper than scoring candidates exactly."""

_PAIR = 2

_EXACT_CHUNK = 1024
"""Rows scored exactly at a time, so that a gallery of copies of one face cannot fill the memory."""


Ranked = tuple[float, int, int]
"""A row in the order of an answer: its exact cosine with the sign turned, template id, place of its owner."""


def first_people(
    segments: Sequence[Segment], roughs: Sequence[Rough], probe: Probe, which: int, wanted: int
) -> list[Ranked]:
    """Return the `wanted` people nearest to probe `which`, best first, ties by template id; fewer if there are fewer.

    All rows that may reach a floor are scored exactly; if the last person wanted reaches it, nobody unseen can be
    better. The floor is one that enough rows are sure to reach, and is lowered until it is right.
    """
    sure = np.concatenate([rough.surely(which) for rough in roughs])
    rows = wanted + _SPARE_ROWS
    while True:
        floor = float(np.partition(sure, -rows)[-rows]) if rows < len(sure) else -np.inf
        found = _reaching(segments, roughs, probe, which, floor, wanted)
        if len(found) == wanted and found[-1][0] > -floor:
            return _reaching(segments, roughs, probe, which, -found[-1][0], wanted)
        if len(found) == wanted or floor == -np.inf:
            return found
        rows *= _MORE_ROWS


def first_people_over(
    floor: float, segments: Sequence[Segment], reaching: Sequence[Rows], probe: Probe, wanted: int
) -> list[Ranked] | None:
    """Return what `first_people` would, from the rows that may reach `floor`; None if the floor is too high."""
    found = _first_of_each(_scored(segments, reaching, probe, floor), wanted)
    return found if len(found) == wanted and found[-1][0] <= -floor else None


def nearest_pair(segment: Segment, probe: Probe, floor: float) -> list[Ranked] | None:
    """Return the first two people of a gallery of one segment, without the machinery for many; None as above."""
    rough = segment.rough((probe,), None)
    rows = rough.rows_reaching(floor, 0)
    segment.scan.done(rough)
    return first_people_over(floor, (segment,), (rows,), probe, _PAIR)


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
    return -float(probe.dot(segment.vectors[row].astype(np.float64))), segment.ids.item(row), owner


def _reaching(
    segments: Sequence[Segment], roughs: Sequence[Rough], probe: Probe, which: int, floor: float, wanted: int
) -> list[Ranked]:
    reaching = [rough.rows_reaching(floor, which) for rough in roughs]
    return _first_of_each(_scored(segments, reaching, probe, floor), wanted)


def _scored(segments: Sequence[Segment], reaching: Sequence[Rows], probe: Probe, floor: float) -> list[Ranked]:
    """Return every row, best first."""
    scored = list[Ranked]()
    for segment, rows in zip(segments, reaching, strict=True):
        if not len(rows):
            continue
        if len(rows) > _TOO_MANY * len(segment.ids):
            rows = _reaching_in_floats(segment, rows, probe, floor)
        scores = _exactly(segment, rows, probe)
        scored += zip((-scores).tolist(), segment.ids[rows].tolist(), segment.owners[rows].tolist(), strict=True)
    scored.sort()
    return scored


def _reaching_in_floats(segment: Segment, rows: Rows, probe: Probe, floor: float) -> Rows:
    """Return those of `rows` that float32 cannot exclude either: the way out when eight bits tell too little."""
    cosines = segment.vectors @ probe.vector
    kept: Rows = rows[cosines[rows] >= floor - 2.0 * float_error(len(probe.vector))]
    return kept


def _exactly(segment: Segment, rows: Rows, probe: Probe) -> NDArray[np.float64]:
    if len(rows) <= _EXACT_CHUNK:
        return exact_cosines(segment.vectors[rows], probe.wide)
    chunks = (rows[start : start + _EXACT_CHUNK] for start in range(0, len(rows), _EXACT_CHUNK))
    return np.concatenate([exact_cosines(segment.vectors[chunk], probe.wide) for chunk in chunks])


def _first_of_each(scored: Sequence[Ranked], wanted: int) -> list[Ranked]:
    """Return the best row of each of the first `wanted` owners."""
    found: dict[int, Ranked] = {}
    for row in scored:
        if row[2] not in found:
            found[row[2]] = row
            if len(found) == wanted:
                break
    return list(found.values())
