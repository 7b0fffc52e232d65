"""Figures to be drawn: when people come, how late, and how many are in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from core.domain.attendance import Day, Mark, Worked
from core.domain.reports import QUARTERS_A_DAY, ChartData, LateDay

_QUARTER_MINUTES = 15
_MOMENT = timedelta(microseconds=1)


def charts(people: Sequence[Sequence[Day]], first: date, last: date, zone: ZoneInfo) -> ChartData:
    """Return the figures of the days of some people, all from `first` to `last`."""
    length = (last - first).days + 1
    arrivals, inside = [0] * QUARTERS_A_DAY, np.zeros(length * QUARTERS_A_DAY + 1, np.int64)
    late = [[0, 0] for _ in range(length)]
    for days in people:
        for place, day in enumerate(days):
            if day.first_in is not None:
                arrivals[_quarter(day.first_in, first, zone) % QUARTERS_A_DAY] += 1
            if Mark.LATE in day.marks and day.late:
                late[place][0] += 1
                late[place][1] += day.late
        for start, end in _stays((span for day in days for span in day.spans), first, zone):
            inside[np.clip(start, 0, len(inside) - 1)] += 1
            inside[np.clip(end, 0, len(inside) - 1)] -= 1
    table = np.cumsum(inside[:-1]).reshape(length, QUARTERS_A_DAY)
    busy = table[table.any(axis=1)]
    return ChartData(
        first,
        last,
        zone.key,
        len(busy),
        tuple(arrivals),
        tuple(LateDay(first + timedelta(days=k), times, minutes) for k, (times, minutes) in enumerate(late)),
        tuple(busy.mean(axis=0).tolist() if len(busy) else [0.0] * QUARTERS_A_DAY),
        tuple(busy.max(axis=0).tolist() if len(busy) else [0] * QUARTERS_A_DAY),
    )


def _quarter(at: datetime, first: date, zone: ZoneInfo) -> int:
    """Return which quarter hour since the midnight `first` began with it is by the clock on the wall."""
    local = at.astimezone(zone)
    return (local.date() - first).days * QUARTERS_A_DAY + (local.hour * 60 + local.minute) // _QUARTER_MINUTES


def _stays(spans: Iterable[Worked], first: date, zone: ZoneInfo) -> Iterator[tuple[int, int]]:
    """Yield the quarters, the end exclusive, in which one person was in; each of them once."""
    done = -QUARTERS_A_DAY
    for span in sorted(spans, key=lambda span: span.start):
        if span.start < span.end:
            start = max(_quarter(span.start, first, zone), done)
            done = max(_quarter(span.end - _MOMENT, first, zone) + 1, start)
            yield start, done
