"""A door controller on RS-485, over a pseudo-terminal: the library's device role is the counterpart."""

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from core.config.doors import DoorSettings, OsdpRelay
from core.domain.errors import ErrorCode
from core.door.factory import relay_of
from core.door.osdp import OsdpSwitch
from tests.core.door.support import SHORT_S, refusal

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)
osdp = pytest.importorskip("osdp", reason="libosdp is not installed")

import tty  # noqa: E402

pytestmark = pytest.mark.live

KEY = bytes(range(16))
ADDRESS = 5


class End:
    """The controller's end of the line."""

    id = 0

    def __init__(self, file: int) -> None:
        self._file = file
        os.set_blocking(file, False)

    def read(self, most: int) -> bytes:
        try:
            return os.read(self._file, most)
        except BlockingIOError:
            return b""

    def write(self, data: bytes) -> int:
        return os.write(self._file, data)

    def flush(self) -> None: ...


class Controller:
    """The device: one output, and a secure channel."""

    def __init__(self, file: int) -> None:
        self.told: list[dict[str, int]] = []
        self._file = file
        self._device: Any = None

    def power(self) -> None:
        end = End(self._file)
        while end.read(1024):
            pass  # a controller without power keeps nothing of what is on the line
        about = osdp.PDInfo(ADDRESS, end, scbk=KEY)
        can = osdp.PDCapabilities([(osdp.Capability.OutputControl, 1, 1)])
        self._device = osdp.PeripheralDevice(about, can, osdp.LogLevel.Emergency, command_handler=self._take)
        self._device.start()

    def cut(self) -> None:
        if self._device is not None:
            self._device.teardown()
            self._device = None

    def _take(self, command: dict[str, int]) -> tuple[int, None]:
        if command["command"] == osdp.Command.Output:
            self.told.append({name: command[name] for name in ("output_no", "control_code", "timer_count")})
            return (0 if command["output_no"] == 0 else -1), None
        return 0, None


@pytest.fixture
def line() -> Iterator[tuple[str, Controller]]:
    inner, outer = os.openpty()
    for end in (inner, outer):
        tty.setraw(end)
    controller = Controller(inner)
    yield os.ttyname(outer), controller
    controller.cut()
    for end in (inner, outer):
        os.close(end)


def test_output_is_switched_for_a_time_and_for_good(line: tuple[str, Controller]) -> None:
    port, controller = line
    controller.power()
    relay = relay_of(DoorSettings("d1", "Front", OsdpRelay(port=port, address=ADDRESS, key=KEY.hex())))
    assert (relay.timed, relay.lock_timed) == (True, True)
    relay.pulse(2.5)
    relay.lock_for(10.0)
    relay.unlock()
    relay.lock()
    assert relay.leaf_open() is None
    told = [(command["control_code"], command["timer_count"]) for command in controller.told]
    assert told == [(5, 25), (6, 100), (2, 0), (1, 0)]
    relay.close()


def test_restarted_controller_is_found_again_and_gets_nothing_late(line: tuple[str, Controller]) -> None:
    port, controller = line
    controller.power()
    switch = OsdpSwitch(OsdpRelay(port=port, address=ADDRESS, key=KEY.hex()), 0.7)
    switch.input()
    controller.cut()
    refusal(lambda: switch.set(True, 5.0), ErrorCode.RELAY_UNREACHABLE)
    controller.power()
    switch.set(False, None)
    assert [command["control_code"] for command in controller.told] == [1]
    switch.close()


def test_output_that_is_not_there_is_refused(line: tuple[str, Controller]) -> None:
    port, controller = line
    controller.power()
    switch = OsdpSwitch(OsdpRelay(port=port, address=ADDRESS, key=KEY.hex(), output=7))
    refusal(lambda: switch.set(True, None), ErrorCode.RELAY_REFUSED)


@pytest.mark.parametrize(
    ("powered", "key", "end"), [(False, KEY.hex(), ""), (True, "00" * 16, ""), (True, "", "-gone")],
    ids=["nobody there", "wrong key", "no port"],
)  # fmt: skip
def test_who_is_not_understood_is_unreachable(powered: bool, key: str, end: str, line: tuple[str, Controller]) -> None:
    port, controller = line
    if powered:
        controller.power()
    switch = OsdpSwitch(OsdpRelay(port=port + end, address=ADDRESS, key=key), SHORT_S)
    refusal(switch.input, ErrorCode.RELAY_UNREACHABLE)
