"""How often a PIN may be tried."""

import threading
from dataclasses import dataclass

from core.domain.clock import Clock
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import DoorId, PersonId

TRIES = 5
"""Wrong PINs in a row before one must wait. Of 10 000 PINs an hour's guessing tries 9, as the wait doubles."""
FIRST_WAIT_S = 60
LONGEST_WAIT_S = 3600
FORGET_S = 900
"""A door forgets its misses after a quarter of an hour without one: they are those of many people. A person's stay
until they type theirs."""


@dataclass(frozen=True, slots=True)
class _Misses:
    count: int
    last_s: float
    until_s: float


class PinGuard:
    """Counts wrong PINs for each person and each door, and makes both wait. Safe from any thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._misses: dict[PersonId | tuple[DoorId], _Misses] = {}

    def refuse_hasty(self, person: PersonId, door: DoorId | None) -> None:
        """Raise KnownError(PIN_LOCKED) where one must wait, saying for how many seconds."""
        now = self._now()
        with self._lock:
            waits = [m.until_s - now for key in _keys(person, door) if (m := self._misses.get(key)) is not None]
        longest = max(waits, default=0.0)
        if longest > 0:
            raise KnownError(ErrorCode.PIN_LOCKED, seconds=str(int(longest) + 1))

    def missed(self, person: PersonId, door: DoorId | None) -> None:
        """Count a wrong PIN."""
        now = self._now()
        with self._lock:
            for key in _keys(person, door):
                before = self._misses.get(key)
                stale = before is not None and isinstance(key, tuple) and now - before.last_s > FORGET_S
                count = 1 if before is None or stale else before.count + 1
                doublings = max(0, count - TRIES)
                wait = min(FIRST_WAIT_S * 2 ** min(doublings, 10), LONGEST_WAIT_S) if count >= TRIES else 0
                self._misses[key] = _Misses(count, now, now + wait)

    def hit(self, person: PersonId) -> None:
        """Forget a person's misses; those of a door stay, or knowing one PIN would let one try all others there."""
        with self._lock:
            self._misses.pop(person, None)

    def _now(self) -> float:
        return self._clock.mono_ns() / 1e9


def _keys(person: PersonId, door: DoorId | None) -> tuple[PersonId | tuple[DoorId], ...]:
    return (person,) if door is None else (person, (door,))
