"""Time as a dependency, so that decisions can be tested without waiting."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """Return microseconds since 1970; exact, and in the order of time."""
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return the moment in UTC."""
    return _EPOCH + micros * _MICROSECOND


class Clock(Protocol):
    """Wall and monotonic time."""

    def utc(self) -> datetime:
        """Return the current wall time, timezone-aware UTC."""
        ...

    def mono_ns(self) -> int:
        """Return monotonic nanoseconds, for ages and durations."""
        ...


class SystemClock:
    """The machine's clocks."""

    def utc(self) -> datetime:
        """Return the current wall time, timezone-aware UTC."""
        return datetime.now(UTC)

    def mono_ns(self) -> int:
        """Return monotonic nanoseconds, for ages and durations."""
        return time.monotonic_ns()
