"""Figures of attendance as charts: slots from left to right, each with a bar or a point on a line."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.reports import QUARTERS_A_DAY, ChartData
from gui.presenters.attendance import duration_text, weekday_text
from gui.presenters.text import Translate

_SMOOTH = 7
"""Days over which a trend is averaged: a week, so that weekdays do not show in it."""
_STEPS = (1, 2, 5, 10)
_LINES = 4
_DATES = 10
"""Dates that are written under a chart at most."""


@dataclass(frozen=True, slots=True)
class Chart:
    """`bars` and `line` have a value for every slot, or are empty; `said` has what each slot says in words.

    `below` and `aside` are what is written under a slot's left edge, and beside a height. `summary` says in a sentence
    what stands out.
    """

    bars: tuple[float, ...]
    line: tuple[float, ...]
    said: tuple[str, ...]
    below: tuple[tuple[int, str], ...]
    aside: tuple[float, ...]
    summary: str

    @property
    def top(self) -> float:
        """The height of the highest line across."""
        return self.aside[-1]


def arrivals(data: ChartData, translate: Translate) -> Chart | None:
    """Return when people come; None where nobody did."""
    if not any(data.arrivals):
        return None
    first, last = _busy(data.arrivals)
    bars = tuple(float(count) for count in data.arrivals[first:last])
    said = translate("Attendance", "{time}: {n} came")
    most = max(range(QUARTERS_A_DAY), key=data.arrivals.__getitem__)
    summary = translate("Attendance", "Most people come between {first} and {last}.")
    return Chart(
        bars, (), tuple(said.format(time=_clock(first + n), n=round(bar)) for n, bar in enumerate(bars)),
        _hours(first, last), _across(max(bars)), summary.format(first=_clock(most), last=_clock(most + 1)),
    )  # fmt: skip


def lateness(data: ChartData, translate: Translate) -> Chart | None:
    """Return how often people come late day by day, and how that goes; None where nobody did."""
    bars = tuple(float(day.times) for day in data.lateness)
    if not any(bars):
        return None
    said = translate("Attendance", "{weekday} {day}: {n} times late, {duration} in all")
    words = tuple(
        said.format(weekday=weekday_text(one.day, translate), day=one.day.isoformat(), n=one.times,
                    duration=duration_text(one.minutes))
        for one in data.lateness
    )  # fmt: skip
    every = max(1, math.ceil(len(bars) / _DATES))
    below = tuple((n, f"{one.day:%m-%d}") for n, one in enumerate(data.lateness) if n % every == 0)
    times, minutes = sum(one.times for one in data.lateness), sum(one.minutes for one in data.lateness)
    summary = translate("Attendance", "{n} times late, {duration} in all; the line is the mean of seven days.")
    return Chart(bars, _mean(bars), words, below, _across(max(bars)),
                 summary.format(n=times, duration=duration_text(minutes)))  # fmt: skip


def occupancy(data: ChartData, translate: Translate) -> Chart | None:
    """Return how many are in through the day; None where nobody ever was."""
    if not any(data.peak):
        return None
    first, last = _busy(data.peak)
    bars, line = data.inside[first:last], tuple(float(count) for count in data.peak[first:last])
    said = translate("Attendance", "{time}: {mean} in on average, {peak} at most")
    words = tuple(
        said.format(time=_clock(first + n), mean=f"{bar:.1f}", peak=round(peak))
        for n, (bar, peak) in enumerate(zip(bars, line, strict=True))
    )
    most = max(range(QUARTERS_A_DAY), key=data.peak.__getitem__)
    summary = translate(
        "Attendance", "At most {n} were in at once, at {time}; bars are the mean, the line is the most."
    )
    return Chart(bars, line, words, _hours(first, last), _across(max(line)),
                 summary.format(n=data.peak[most], time=_clock(most)))  # fmt: skip


def _busy(values: Sequence[int]) -> tuple[int, int]:
    """Return whole hours around the part of the day in which there is anything, from four hours on."""
    there = [n for n, value in enumerate(values) if value]
    first, last = there[0] // 4 * 4, (there[-1] // 4 + 1) * 4
    while last - first < 16:
        first, last = max(0, first - 4), min(QUARTERS_A_DAY, last + 4)
    return first, last


def _hours(first: int, last: int) -> tuple[tuple[int, str], ...]:
    every = 4 if last - first <= 48 else 8 if last - first <= 64 else 16
    return tuple((n - first, _clock(n)) for n in range(first, last, every))


def _clock(quarter: int) -> str:
    return f"{quarter // 4 % 24:02d}:{quarter % 4 * 15:02d}"


def _across(most: float) -> tuple[float, ...]:
    """Return round heights from nothing up to at least `most`, at most a few of them."""
    rough = max(1.0, most / _LINES)
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * step for step in _STEPS if power * step >= rough - 1e-9)
    return tuple(float(step * n) for n in range(math.ceil(most / step - 1e-9) + 1))


def _mean(values: Sequence[float]) -> tuple[float, ...]:
    """Return the mean of each day and the six before it, as far as they are there."""
    windows = (values[max(0, n - _SMOOTH + 1) : n + 1] for n in range(len(values)))
    return tuple(sum(window) / len(window) for window in windows)
