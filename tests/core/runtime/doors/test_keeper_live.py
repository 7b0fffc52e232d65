"""A keeper on its own thread, before devices that do not answer."""

import logging
import queue
import time

import pytest

from core.config.doors import DoorSettings, ShellyRelay
from core.domain.clock import SystemClock
from core.domain.doors import DoorAct, DoorStatus, Link
from core.door.relay import Relay
from core.door.shelly import ShellySwitch
from core.runtime.doors.keeper import DoorKeeper, Happening
from tests.helpers.guards import ExpectLog
from tests.helpers.shelly import Shelly, plugged_in
from tests.helpers.stalling import stalling

pytestmark = pytest.mark.live

SHORT_S = 0.3


def keeper_of(url: str, statuses: queue.SimpleQueue[DoorStatus], said: queue.SimpleQueue[Happening]) -> DoorKeeper:
    def make(settings: DoorSettings) -> Relay:
        assert isinstance(settings.relay, ShellyRelay)
        return Relay(ShellySwitch(settings.relay, SHORT_S))

    door = DoorSettings("d1", "Front", ShellyRelay(url=url))
    return DoorKeeper(door, make, SystemClock(), statuses.put, said.put)


def test_silent_device_neither_opens_late_nor_holds_up_the_end(expected_log: ExpectLog) -> None:
    expected_log("core.runtime.doors.keeper", logging.WARNING, "Front cannot be used")
    statuses, said = queue.SimpleQueue[DoorStatus](), queue.SimpleQueue[Happening]()
    with stalling() as port:
        keeper = keeper_of(f"http://127.0.0.1:{port}", statuses, said)
        keeper.start()
        keeper.open(5.0, time.monotonic_ns() + 500_000_000, "t1")
        happening = said.get(timeout=10)
        assert (happening.act, happening.token) == (DoorAct.FAILED, "t1")
        assert statuses.get(timeout=10).link is Link.DOWN
        assert keeper.stop()


def test_door_opens_and_is_locked_down_in_the_middle_of_it() -> None:
    statuses, said = queue.SimpleQueue[DoorStatus](), queue.SimpleQueue[Happening]()
    with plugged_in(Shelly()) as device:
        keeper = keeper_of(device.url, statuses, said)
        keeper.start()
        keeper.open(60.0, None, "t1")
        assert said.get(timeout=10).act is DoorAct.OPENED
        assert device.output()
        keeper.lock_down()
        while statuses.get(timeout=10).unlocked or device.output():
            pass
        keeper.open(60.0, None, "t2")
        assert said.get(timeout=10).act is DoorAct.EXPIRED
        assert keeper.stop()
        assert not device.output()
