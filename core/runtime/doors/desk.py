"""Doors as a person runs them: released, held, locked down, set up, and asked why."""

from collections.abc import Callable
from datetime import datetime

from core.config import DoorSettings
from core.domain.access import Entering, Proof
from core.domain.doors import DoorStatus
from core.domain.explaining import DoorLine, Explanation, Inside, Replay, WhatIf
from core.domain.ids import DoorId, PersonId
from core.domain.plan import Plan

FACE = Proof(face=True)


class DoorDesk:
    """Safe from any thread; `doors` answers at once, the others may wait for the disk or for a relay.

    What is done by hand wants a reason; KnownError(REASON_MISSING) without one.
    """

    def doors(self) -> tuple[DoorStatus, ...]:
        """Return the condition of every door, in the order of the settings."""
        raise NotImplementedError

    def settings(self) -> tuple[DoorSettings, ...]:
        """Return how every door is set up."""
        raise NotImplementedError

    def add_door(self, door: DoorSettings) -> None:
        """Run another door, also after the next start. Raises KnownError(DOOR_EXISTS) for a name that is taken."""
        raise NotImplementedError

    def update_door(self, door: DoorSettings) -> None:
        """Set a door up anew, by its id; cameras that call it by its old name follow. Raises KnownError."""
        raise NotImplementedError

    def remove_door(self, door: DoorId) -> None:
        """Run a door no more; it is left in its fail state. Nothing if it is not there."""
        raise NotImplementedError

    def test_relay(self, door: DoorSettings, *, pulse: bool = False) -> float:
        """Reach the relay of a door that need not be saved, and return how many milliseconds that took.

        Only with `pulse` it is unlocked, for half a second. Raises KnownError(RELAY_*).
        """
        raise NotImplementedError

    def release(self, door: DoorId, reason: str, seconds: float | None = None) -> None:
        """Unlock a door once, for as long as it is set to or for `seconds`, and wait until the relay has done it.

        Raises KnownError(DOOR_UNKNOWN, REASON_MISSING, RELAY_*).
        """
        raise NotImplementedError

    def hold(self, door: DoorId, reason: str) -> None:
        """Hold a door open for everybody until `normal`."""
        raise NotImplementedError

    def lock_down(self, door: DoorId, reason: str) -> None:
        """Shut a door for everybody until `normal`."""
        raise NotImplementedError

    def normal(self, door: DoorId, reason: str) -> None:
        """Let decisions open a door again, and nothing else."""
        raise NotImplementedError

    def lock_down_all(self, reason: str) -> None:
        """Shut every door for everybody."""
        raise NotImplementedError

    def normal_all(self, reason: str) -> None:
        """End every hold and every lockdown."""
        raise NotImplementedError

    def forgive(self, person: PersonId, reason: str) -> None:
        """Let somebody pass once wherever anti-passback has them."""
        raise NotImplementedError

    def inside(self, area: str | None = None) -> tuple[Inside, ...]:
        """Return who is in which area as far as doors know, by area and name; of one area, or of all."""
        raise NotImplementedError

    def areas(self) -> tuple[str, ...]:
        """Return the areas the plan speaks of, by name."""
        raise NotImplementedError

    def facts(
        self, first: datetime, last: datetime, door: DoorId | None = None, limit: int | None = None
    ) -> tuple[DoorLine, ...]:
        """Return what happened at doors from `first` until before `last`, newest first."""
        raise NotImplementedError

    def explain(
        self,
        person: PersonId,
        door: DoorId,
        when: datetime,
        proof: Proof = FACE,
        way: Entering = Entering.IN,
        plan: Plan | None = None,
    ) -> Explanation:
        """Say why somebody may or may not pass a door, by the plan in force or by `plan`.

        `when` is aware. It is asked as if nobody had passed and no door were open, but with the modes of this moment
        and with who is in which area now. Raises KnownError(PERSON_UNKNOWN, DOOR_UNKNOWN).
        """
        raise NotImplementedError

    def threshold(self) -> float:
        """Return the score from which on somebody is named now; 0…1, of the model in use."""
        raise NotImplementedError

    def replay(
        self,
        what_if: WhatIf,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Replay | None:
        """Try what would have happened at the doors with another plan or threshold; nothing is changed.

        `progress` is told a share 0…1; None once `cancelled` answered yes. Takes seconds.
        """
        raise NotImplementedError
