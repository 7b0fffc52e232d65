"""The keepers of all doors of a site, found by id and by what cameras call the door."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec

from core.config import DoorSettings
from core.domain.clock import Clock
from core.domain.doors import DoorStatus
from core.domain.ids import DoorId
from core.runtime.doors.keeper import DoorKeeper, Happening
from core.runtime.site_ports import Relay

log = logging.getLogger(__name__)

RelayFactory = Callable[[DoorSettings], Relay]


@dataclass(frozen=True, slots=True)
class KeptDoor:
    """A door, how it is set up, and who keeps it."""

    id: DoorId
    settings: DoorSettings
    keeper: DoorKeeper


@dataclass(frozen=True, slots=True)
class _House:
    """All doors at one moment, in the order of the settings; replaced whole, so that no look-up waits."""

    doors: dict[DoorId, KeptDoor] = field(default_factory=dict)
    named: dict[str, KeptDoor] = field(default_factory=dict)


class Keepers:
    """Starts, replaces and stops one keeper for each door. Look-ups wait for nothing."""

    def __init__(
        self,
        relay_of: RelayFactory,
        clock: Clock,
        tell: Callable[[DoorStatus], None],
        happened: Callable[[Happening], None],
    ) -> None:
        self._relay_of = relay_of
        self._clock = clock
        self._tell = tell
        self._happened = happened
        self._changing = threading.Lock()
        self._house = _House()
        self._ended = False

    def named(self, name: str) -> KeptDoor | None:
        """Return the door that cameras call so."""
        return self._house.named.get(name)

    def of(self, door: DoorId) -> KeptDoor | None:
        """Return a door by its id."""
        return self._house.doors.get(door)

    def statuses(self) -> tuple[DoorStatus, ...]:
        """Return the condition of every door, in the order of the settings."""
        return tuple(door.keeper.status for door in self._house.doors.values())

    def use(self, doors: Sequence[DoorSettings], begins: Callable[[KeptDoor], None]) -> None:
        """Keep these doors and no others; may take seconds for a relay to end.

        `begins` is told of each that has a new keeper before that does anything. Nothing after `stop`: nobody would
        bring such a door to its fail state.
        """
        with self._changing:
            if self._ended:
                return
            staying = {id_: door for id_, door in self._house.doors.items() if door.settings in doors}
            for id_, door in self._house.doors.items():
                if id_ not in staying:
                    _end(door, replaced=any(_same_device(door.settings, other) for other in doors))
            wanted = [staying.get(DoorId(settings.id)) or self._kept(settings) for settings in doors]
            self._house = _House({door.id: door for door in wanted}, {door.settings.name: door for door in wanted})
            for door in wanted:
                if door.id not in staying:
                    begins(door)
                    door.keeper.start()

    def stop(self) -> None:
        """Leave every door in its fail state; the doors end side by side. Idempotent."""
        with self._changing:
            self._ended = True
            doors = self._house.doors.values()
            enders = [threading.Thread(target=_end, args=(door,), name=f"end-{door.id}") for door in doors]
            for ender in enders:
                ender.start()
            for ender in enders:
                ender.join()

    def _kept(self, settings: DoorSettings) -> KeptDoor:
        keeper = DoorKeeper(settings, self._relay_of, self._clock, self._tell, self._happened)
        return KeptDoor(DoorId(settings.id), settings, keeper)


def _same_device(one: DoorSettings, other: DoorSettings) -> bool:
    relays = [msgspec.structs.replace(door.relay, inverted=False) for door in (one, other)]
    return one.id == other.id and relays[0] == relays[1]


def _end(door: KeptDoor, *, replaced: bool = False) -> None:
    if not door.keeper.stop(replaced=replaced):
        log.error("The relay of the door %s blocks: whether it is in its fail state is not known", door.settings.name)
