"""A day along a line: from when until when it goes, and where its parts lie."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from core.domain.attendance import Day, Stamp, Way

_HOUR = timedelta(hours=1)
_MORNING, _EVENING = 7, 19


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of the line, as shares 0…1 of it."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A punch on the line, or a full hour of the scale."""

    place: float
    text: str
    way: Way | None = None


@dataclass(frozen=True, slots=True)
class DayLine:
    """What is drawn of a day."""

    planned: tuple[Bar, ...]
    worked: tuple[Bar, ...]
    punches: tuple[Tick, ...]
    hours: tuple[Tick, ...]


def day_line(day: Day, zone: tzinfo, most: int = 9) -> DayLine:
    """Lay a day out; at most `most` hours are written along it."""
    first, last = _ends(day, zone)
    length = (last - first) / _HOUR

    def place(at: datetime) -> float:
        return min(1.0, max(0.0, (at - first) / _HOUR / length))

    every = next(step for step in (1, 2, 3, 4, 6, 12) if length / step <= most)
    hours = tuple(first + n * every * _HOUR for n in range(int(length // every) + 1))
    return DayLine(
        tuple(Bar(place(part.start), place(part.end)) for part in day.planned),
        tuple(Bar(place(part.start), place(part.end)) for part in day.spans),
        tuple(_tick(stamp, place(stamp.at), zone) for stamp in day.stamps),
        tuple(Tick(place(at), f"{at.astimezone(zone):%H}") for at in hours),
    )


def _tick(stamp: Stamp, place: float, zone: tzinfo) -> Tick:
    return Tick(place, f"{stamp.at.astimezone(zone):%H:%M}", stamp.way)


def _ends(day: Day, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return full hours around everything there is, at most two days apart."""
    moments = [at for part in day.planned for at in (part.start, part.end)]
    moments += [at for part in day.spans for at in (part.start, part.end)]
    moments += [stamp.at for stamp in day.stamps]
    if not moments:
        moments = [
            datetime.combine(day.day, time(hour), zone).astimezone(UTC) for hour in (_MORNING, _EVENING)
        ]  # fmt: skip
    first = min(moments).replace(minute=0, second=0, microsecond=0)
    last = min(max(moments), first + 48 * _HOUR)
    whole = last.replace(minute=0, second=0, microsecond=0)
    return first, max(whole + (_HOUR if last > whole else 0 * _HOUR), first + _HOUR)
