"""Which going belongs to which coming."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from core.domain.attendance import Stamp, Way

REPEAT_S = 120
"""Who punches the same way again within so many seconds, counted from the time before, was not sure it had worked."""

_IN = Way.IN  # to look a member up in its class takes as long as all else here for a punch
_WHEN = attrgetter("at", "id")


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
    repeats: tuple[Stamp, ...] = ()


def pair(stamps: Iterable[Stamp], now: int, plausible: Callable[[int, int], bool]) -> list[Visit]:
    """Return the visits that stamps of one person make, in order; the stamps may come in any.

    An OUT ends the visit that the IN before it began. An IN after an IN means that an OUT is missing between them, an
    OUT after an OUT that an IN is, but for repeats. Times too far apart to be `plausible` (in minutes) are not paired.
    `now` is in seconds since 1970.
    """
    ordered = sorted(stamps, key=_WHEN)
    visits: list[Visit] = []
    inside, way, before = False, None, 0
    for index in range(len(ordered)):
        stamp = ordered[index]
        if (stamp.way is _IN) is inside:
            stamp = _fitting(ordered, index)
        second = int(stamp.at.timestamp())
        if stamp.way is way and second - before <= REPEAT_S:
            visits[-1].repeats += (stamp,)
        elif stamp.way is _IN:
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


def _fitting(ordered: list[Stamp], index: int) -> Stamp:
    """Return the stamp at an index, which does not fit; the next is put before it if both are at once and it does."""
    if index + 1 < len(ordered):
        stamp, other = ordered[index], ordered[index + 1]
        if other.at == stamp.at and other.way is not stamp.way:
            ordered[index], ordered[index + 1] = other, stamp
    return ordered[index]
