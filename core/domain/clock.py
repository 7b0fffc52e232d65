"""Time as a dependency, so that decisions can be tested without waiting."""

import time
from datetime import UTC, datetime
from typing import Protocol


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
