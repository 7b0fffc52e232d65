"""Moments: local times by the rules of a zone, and stretches of time as minutes since 1970 in UTC.

A local time is the first moment at which a clock on the wall shows it, or what follows it where it does not occur:
where clocks go forward, 02:30 is the moment at which they show 03:00. Where clocks go back and a time occurs twice,
what starts then starts with the first and what ends then ends with the second, so that nobody loses an hour.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.domain.calendar import Hours
from core.domain.work import Rounding, RoundTo

Stretch = tuple[int, int]
"""From a minute until before another, both since 1970 in UTC."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_S = 86_400
_BEFORE_A_MINUTE = {RoundTo.NEAREST: 30, RoundTo.DOWN: 0, RoundTo.UP: 59}
"""Seconds to add to a time so that the minute it then lies in is the one it is rounded to."""


def moment(day: date, minute: int, zone: ZoneInfo, *, ending: bool = False) -> datetime:
    """Return the moment in UTC at which it is `minute` after local midnight of a day; 1440 and more is the next day.

    `ending` takes the second of two occurrences.
    """
    wall = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(minutes=minute)
    first, second = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    if first > second:  # the clock never shows it: PEP 495 reads it by the offset before, then by the one after
        return _leap(second, first, zone)
    return second if ending else first


def _leap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment between the two at which the clock is put forward."""
    offset = before.astimezone(zone).utcoffset()
    low, high = 0, round((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if (before + timedelta(seconds=middle)).astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)


def minute_of(at: datetime) -> int:
    """Return the minute a moment lies in."""
    return int(at.timestamp()) // 60


def utc(minute: int) -> datetime:
    """Return the moment a minute begins."""
    return _EPOCH + timedelta(minutes=minute)


def stretch(day: date, hours: Hours, zone: ZoneInfo) -> Stretch:
    """Return when hours of a day are; empty (both ends equal) where a zone left out all of them."""
    return minute_of(moment(day, hours.start, zone)), minute_of(moment(day, hours.end, zone, ending=True))


def day_start(day: date, minute: int, zone: ZoneInfo) -> int:
    """Return the minute in which a day begins for who begins it at `minute` after midnight.

    A day that a zone left out begins with the next one: nothing happens on it.
    """
    start = moment(day, minute, zone)
    if start.astimezone(zone).date() != day:
        start = moment(day + timedelta(days=1), minute, zone)
    return minute_of(start)


def rounded(second: int, rounding: Rounding, zone: ZoneInfo) -> int:
    """Round a time, in seconds since 1970, by the local clock; halves go up. Returns a minute."""
    if rounding.minutes == 1:
        return (second + _BEFORE_A_MINUTE[rounding.towards]) // 60
    offset = datetime.fromtimestamp(second, zone).utcoffset() or timedelta()
    of_day = (second + round(offset.total_seconds())) % _DAY_S
    return (second - of_day + _to_multiple(of_day, rounding.minutes * 60, rounding.towards)) // 60


def round_minutes(minutes: int, rounding: Rounding) -> int:
    """Round a duration; halves go up."""
    return _to_multiple(minutes, rounding.minutes, rounding.towards)


def _to_multiple(value: int, step: int, towards: RoundTo) -> int:
    if towards is RoundTo.NEAREST:
        value += step // 2
    elif towards is RoundTo.UP:
        value += step - 1
    return value // step * step


def length(stretches: Sequence[Stretch]) -> int:
    """Add stretches up."""
    # Mostly there is one, of which a loop is twice as fast as sum; the same below.
    minutes = 0
    for start, end in stretches:
        minutes += end - start
    return minutes


def overlap(stretches: Sequence[Stretch], window: Stretch) -> int:
    """Return how many minutes of a window stretches take, which do not overlap among themselves."""
    first, last = window
    minutes = 0
    for start, end in stretches:
        if start < last and first < end:
            minutes += min(end, last) - max(start, first)
    return minutes


def without(stretches: Sequence[Stretch], taken: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return what is left of stretches after others are taken out of them."""
    left = list(stretches)
    for a, b in taken:
        cut = [side for start, end in left for side in ((start, min(end, a)), (max(start, b), end))]
        left = [(start, end) for start, end in cut if start < end]
    return tuple(left)
