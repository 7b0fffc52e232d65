"""Which going belongs to which coming."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from core.domain.attendance import Stamp, Way

REPEAT_S = 120
"""Who punches the same way again within so many seconds, counted from the time before, was not sure it had worked."""


@dataclass(slots=True)
class Visit:
    """Time at work, in seconds since 1970. `came` or `left` is None where that punch is missing.

    Without `left` it may be `open`: then it lasts until now. `repeats` are punches that say nothing new.
    """

    came: Stamp | None
    start: int
    left: Stamp | None = None
    end: int = 0
    open: bool = False
    repeats: list[Stamp] = field(default_factory=list)


def pair(stamps: Iterable[Stamp], now: int, plausible: Callable[[int, int], bool]) -> list[Visit]:
    """Return the visits that stamps of one person make, in order; the stamps may come in any.

    An OUT ends the visit that the IN before it began. An IN after an IN means that an OUT is missing between them, an
    OUT after an OUT that an IN is, but for repeats. Times too far apart to be `plausible` (in minutes) are not paired.
    `now` is in seconds since 1970.
    """
    ordered = sorted(stamps, key=_when)
    visits: list[Visit] = []
    inside, way, before = False, None, 0
    for index in range(len(ordered)):
        stamp = _next(ordered, index, inside)
        second = int(stamp.at.timestamp())
        if stamp.way is way and second - before <= REPEAT_S:
            visits[-1].repeats.append(stamp)
        elif stamp.way is Way.IN:
            visits.append(Visit(stamp, second))
            inside = True
        elif inside and plausible(visits[-1].start // 60, second // 60):
            visits[-1].left, visits[-1].end = stamp, second
            inside = False
        else:
            visits.append(Visit(None, second, stamp, second))
            inside = False
        way, before = stamp.way, second
    if inside and plausible(visits[-1].start // 60, now // 60):
        visits[-1].open, visits[-1].end = True, now
    return visits


def _when(stamp: Stamp) -> tuple[datetime, str]:
    return stamp.at, stamp.id


def _next(ordered: list[Stamp], index: int, inside: bool) -> Stamp:
    """Return the stamp at an index, after the next one was put before it if both are at once and only that one fits."""
    stamp = ordered[index]
    if (stamp.way is Way.IN) is inside and index + 1 < len(ordered):
        other = ordered[index + 1]
        if other.at == stamp.at and other.way is not stamp.way:
            ordered[index], ordered[index + 1] = other, stamp
            return other
    return stamp
