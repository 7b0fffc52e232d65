"""A relay that is nowhere, for the demo and for trying out rules."""

import time
from collections.abc import Callable


class SimulatedSwitch:
    """An output that keeps its time, as a good device does. `now_s` is a monotonic clock."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._on = False
        self._ends_s: float | None = None

    @property
    def on(self) -> bool:
        """Whether the output is on now."""
        ended = self._ends_s is not None and self._now_s() >= self._ends_s
        return self._on is not ended

    def times(self, on: bool) -> bool:
        """Say that it ends either state."""
        return True

    def set(self, on: bool, seconds: float | None) -> None:
        """Switch, for `seconds`."""
        self._on, self._ends_s = on, None if seconds is None else self._now_s() + seconds

    def input(self) -> bool | None:
        """It has no contact."""
        return None

    def close(self) -> None:
        """There is nothing to let go of."""
