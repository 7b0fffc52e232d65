"""One output of a device and what it does to a door: the place where wiring turns into locked and unlocked."""

from typing import Protocol


class Switch(Protocol):
    """One output of a device, on or off, and the input a door contact may be wired to. One thread at a time.

    Every call ends within two seconds or raises KnownError: RELAY_UNREACHABLE, RELAY_REFUSED, RELAY_GARBLED. After an
    error nothing is known of the output, and the next call begins on a new connection.
    """

    def times(self, on: bool) -> bool:
        """Whether the device by itself leaves the state `on` after the seconds given to `set`."""
        ...

    def set(self, on: bool, seconds: float | None) -> None:
        """Switch, for `seconds` where the device can; None: until told otherwise."""
        ...

    def input(self) -> bool | None:
        """Return whether the input is on; None without one. Also proves that the device is there, where it can."""
        ...

    def close(self) -> None:
        """Let go of the device without changing it; idempotent."""
        ...


class Relay:
    """A switch that unlocks a door; what `core.runtime.site_ports.Relay` asks for.

    `inverted`: on is locked. `contact_inverted`: the input is on while the leaf is closed.
    """

    def __init__(self, switch: Switch, *, inverted: bool = False, contact_inverted: bool = False) -> None:
        self._switch = switch
        self._unlocked = not inverted
        self._leaf_open = not contact_inverted

    @property
    def timed(self) -> bool:
        """Whether the device itself ends a pulse."""
        return self._switch.times(self._unlocked)

    @property
    def lock_timed(self) -> bool:
        """Whether the device itself ends `lock_for`."""
        return self._switch.times(not self._unlocked)

    def pulse(self, seconds: float) -> None:
        """Unlock for `seconds`, or until told otherwise where the device is not `timed`."""
        self._switch.set(self._unlocked, seconds)

    def unlock(self) -> None:
        """Unlock until told otherwise."""
        self._switch.set(self._unlocked, None)

    def lock_for(self, seconds: float) -> None:
        """Lock for `seconds`, or until told otherwise where the device is not `lock_timed`."""
        self._switch.set(not self._unlocked, seconds)

    def lock(self) -> None:
        """Lock until told otherwise."""
        self._switch.set(not self._unlocked, None)

    def leaf_open(self) -> bool | None:
        """Return what the door contact says; None without one."""
        on = self._switch.input()
        return None if on is None else on is self._leaf_open

    def close(self) -> None:
        """Let go of the device without changing it; idempotent."""
        self._switch.close()
