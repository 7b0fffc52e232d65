"""Keeps one door: carries out commands while they are fresh, and brings the door to its defined state at the end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.config.doors import DoorSettings
from core.domain.clock import Clock
from core.domain.doors import DoorAct, DoorStatus
from core.domain.ids import DoorId
from core.runtime.site_ports import Relay

STOP_S = 3.0
"""A call of a relay ends within two seconds, and one more is needed to bring the door to its defined state."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What became of a command, or what the door contact told.

    With a `token`, which is the command's own: OPENED after `latency_ms` from the command on, FAILED or EXPIRED with
    the reason in `detail`. Without: FORCED, LEFT_OPEN and CLOSED, seen at the door contact.
    """

    at: datetime
    door: DoorId
    act: DoorAct
    token: str | None = None
    latency_ms: float | None = None
    detail: str = ""


class DoorKeeper:
    """Owns the thread `door-<id>` and the relay of one door. Every method but `stop` returns at once, from any thread.

    `tell` hears every change of the door's condition and `happened` what became of commands and what the door contact
    saw; both on the door's thread: they must return quickly and never raise. `relay_factory` is called on that thread
    too, and again after a failure to make a relay.
    """

    def __init__(
        self,
        settings: DoorSettings,
        relay_factory: Callable[[DoorSettings], Relay],
        clock: Clock,
        tell: Callable[[DoorStatus], None],
        happened: Callable[[Happening], None],
    ) -> None:
        raise NotImplementedError

    @property
    def status(self) -> DoorStatus:
        """Return the door's condition now."""
        raise NotImplementedError

    def start(self) -> None:
        """Begin: reach the relay and lock the door; a second call does nothing."""
        raise NotImplementedError

    def open(self, seconds: float | None, expires_ns: int | None, token: str) -> None:
        """Unlock for `seconds` (None: as the settings say) from the moment it succeeds; `happened` hears the result.

        After `expires_ns` of the monotonic clock (None: as long from now as the settings say) it is dropped. While the
        door is unlocked already it stays so for `seconds` from now on, or as long as it would have anyway.
        """
        raise NotImplementedError

    def hold(self) -> None:
        """Keep the door unlocked until `normal` or `lock_down`."""
        raise NotImplementedError

    def normal(self) -> None:
        """End `hold` or `lock_down`: the door is locked but for commands."""
        raise NotImplementedError

    def lock_down(self) -> None:
        """Lock the door at once, also in the middle of a pulse, and drop every command until `normal` or `hold`."""
        raise NotImplementedError

    def stop(self, timeout_s: float = STOP_S) -> bool:
        """Bring the door to its defined state and end; idempotent. False where the relay blocked for longer."""
        raise NotImplementedError
