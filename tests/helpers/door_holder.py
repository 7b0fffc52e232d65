"""A process that keeps doors until it is killed: `python -m tests.helpers.door_holder`, settings on standard input.

It holds fail-secure doors open and keeps fail-safe ones locked, each away from where it has to end, says so, and stays.
"""

import sys
import threading

import msgspec

from core.config.doors import DoorSettings
from core.domain.clock import SystemClock
from core.domain.doors import DoorStatus, FailState, Link
from core.door.factory import relay_of
from core.runtime.doors.keeper import DoorKeeper

READY = "every door is away from its fail state"


def main() -> None:
    """Keep the doors."""
    doors = msgspec.json.decode(sys.stdin.readline(), type=list[DoorSettings])
    news = threading.Semaphore(0)

    def tell(status: DoorStatus) -> None:
        news.release()

    keepers = [DoorKeeper(door, relay_of, SystemClock(), tell, lambda happening: None) for door in doors]
    for door, keeper in zip(doors, keepers, strict=True):
        keeper.start()
        if door.fail is FailState.SECURE:
            keeper.hold()

    def away() -> bool:
        return all(
            keeper.status.link is Link.UP and keeper.status.unlocked is (door.fail is FailState.SECURE)
            for door, keeper in zip(doors, keepers, strict=True)
        )

    while not away():
        news.acquire()
    print(READY, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
