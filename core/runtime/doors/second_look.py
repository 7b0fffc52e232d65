"""Who was refused at a door and still stands there is asked about again: what kept them out may be over.

A face is announced once for as long as it is followed. Somebody who waits for the first person of the day, or for the
end of a lock-down, would otherwise have to leave and come back.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from core.domain.access import Ruling
from core.domain.clock import Clock
from core.domain.events import Recognised
from core.domain.ids import CameraId, PersonId

LOOK_S = 1.0
_AWAY_NS = 10_000_000_000
"""Who was in no picture for so long has left; a face is lost for a moment when its owner looks at a watch."""

Key = tuple[PersonId, CameraId]
InView = Callable[[], Iterable[tuple[PersonId, CameraId, datetime]]]
"""Who is in the newest picture of a camera, and when it was taken."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    event: Recognised
    seen_ns: int


class SecondLook:
    """`consider` is the gate's; `admitted` is told whom it let in after all. Safe from any thread."""

    def __init__(
        self,
        consider: Callable[[Recognised], Ruling | None],
        in_view: InView,
        admitted: Callable[[Recognised], None],
        clock: Clock,
    ) -> None:
        self._consider = consider
        self._in_view = in_view
        self._admitted = admitted
        self._clock = clock
        self._lock = threading.Lock()
        self._waiting: dict[Key, _Waiting] = {}

    def refused(self, event: Recognised) -> None:
        """Keep somebody in mind for as long as they stay in view; waits for nothing."""
        with self._lock:
            self._waiting[event.person, event.camera] = _Waiting(event, self._clock.mono_ns())

    def step(self) -> None:
        """Ask about everybody who still waits; about once a second."""
        with self._lock:
            waiting = dict(self._waiting)
        if waiting:
            there = {(person, camera): seen for person, camera, seen in self._in_view()}
            for key, one in waiting.items():
                self._keep(key, one, self._again(one, there.get(key)))

    def _again(self, one: _Waiting, seen: datetime | None) -> _Waiting | None:
        """Return how somebody waits from now on; None once they do no more."""
        now_ns = self._clock.mono_ns()
        if seen is None:
            return one if now_ns - one.seen_ns < _AWAY_NS else None
        event = replace(one.event, utc=self._clock.utc(), seen=seen)
        ruling = self._consider(event)
        if ruling is None:
            return None
        if ruling.allow:
            self._admitted(event)
            return None
        return replace(one, seen_ns=now_ns)

    def _keep(self, key: Key, before: _Waiting, after: _Waiting | None) -> None:
        with self._lock:
            if self._waiting.get(key) is before:  # else they were refused anew meanwhile
                if after is None:
                    del self._waiting[key]
                else:
                    self._waiting[key] = after
