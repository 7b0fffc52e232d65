"""Shellys of both generations, driven over HTTP."""

from collections.abc import Iterator

import pytest

from core.config.doors import DoorSettings, ShellyRelay
from core.domain.errors import ErrorCode
from core.door.factory import relay_of
from core.door.shelly import ShellySwitch
from tests.core.door.support import SECRET, SHORT_S, refusal
from tests.helpers.shelly import Shelly, plugged_in
from tests.helpers.stalling import closed_port, stalling

pytestmark = pytest.mark.live


class Hands:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(params=[1, 2])
def device(request: pytest.FixtureRequest) -> Iterator[Shelly]:
    with plugged_in(Shelly(request.param, SECRET, now_s=Hands())) as shelly:
        yield shelly


def door(device: Shelly, inverted: bool = False, contact: int | None = 0) -> DoorSettings:
    relay = ShellyRelay(
        url=device.url, generation=1 if device.generation == 1 else 2, password=SECRET, contact=contact,
        inverted=inverted,
    )  # fmt: skip
    return DoorSettings("d1", "Front", relay)


def test_pulse_ends_by_itself(device: Shelly) -> None:
    relay = relay_of(door(device))
    assert relay.timed
    relay.pulse(5.0)
    assert device.output()
    assert isinstance(device.now_s, Hands)
    device.now_s.now = 4.9
    assert device.output()
    device.now_s.now = 5.0
    assert not device.output()
    relay.close()


def test_unlocked_until_locked(device: Shelly) -> None:
    relay = relay_of(door(device))
    relay.unlock()
    assert device.ends_s is None
    assert device.output()
    relay.lock()
    assert not device.output()
    relay.close()


def test_inverted_wiring_locks_by_switching_on_and_lends_the_lock(device: Shelly) -> None:
    relay = relay_of(door(device, inverted=True))
    assert relay.lock_timed
    relay.lock_for(10.0)
    assert device.output()
    assert isinstance(device.now_s, Hands)
    device.now_s.now = 10.0
    assert not device.output()
    relay.lock()
    relay.pulse(3.0)
    assert not device.output()
    device.now_s.now = 13.0
    assert device.output()
    relay.close()


def test_door_contact_is_read(device: Shelly) -> None:
    relay = relay_of(door(device))
    assert relay.leaf_open() is False
    device.contact = True
    assert relay.leaf_open() is True
    relay.close()
    without = relay_of(door(device, contact=None))
    assert without.leaf_open() is None
    assert device.asked[-1] in ("/relay/0", "/rpc/Switch.GetStatus?id=0")
    without.close()


def test_password_is_asked_for_once(device: Shelly) -> None:
    relay = relay_of(door(device))
    relay.lock()
    first = len(device.asked)
    for _ in range(3):
        relay.leaf_open()
    assert len(device.asked) == first + 3
    relay.close()


def test_restarted_device_is_found_again(device: Shelly) -> None:
    relay = relay_of(door(device))
    relay.unlock()
    device.restart()
    refusal(relay.leaf_open, ErrorCode.RELAY_UNREACHABLE)
    relay.unlock()
    assert device.output()
    relay.close()


def test_wrong_password_is_refused() -> None:
    with plugged_in(Shelly(2, "another")) as device:
        relay = relay_of(door(device))
        assert "password is wrong" in refusal(relay.lock, ErrorCode.RELAY_REFUSED)
        relay.close()


@pytest.mark.parametrize("generation", [1, 2])
def test_channel_that_is_not_there_is_refused(generation: int) -> None:
    with plugged_in(Shelly(generation)) as device:
        switch = ShellySwitch(ShellyRelay(url=device.url, generation=1 if generation == 1 else 2, channel=7))
        refusal(lambda: switch.set(True, None), ErrorCode.RELAY_REFUSED)
        switch.close()


def test_input_that_is_a_button_is_no_contact() -> None:
    with plugged_in(Shelly(2, contact=None)) as device:
        switch = ShellySwitch(ShellyRelay(url=device.url, contact=0))
        assert "“state” is null" in refusal(switch.input, ErrorCode.RELAY_GARBLED)
        switch.close()


def test_input_that_is_not_there_is_no_contact() -> None:
    with plugged_in(Shelly(1)) as device:
        switch = ShellySwitch(ShellyRelay(url=device.url, generation=1, contact=3))
        assert "no input 3" in refusal(switch.input, ErrorCode.RELAY_GARBLED)
        switch.close()


HEADER = b"HTTP/1.1 200 OK\r\nX-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
BODY = b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n                                                       "


@pytest.mark.parametrize("trickle", [b"", HEADER, BODY], ids=["silent", "trickling header", "trickling body"])
def test_device_that_does_not_come_to_the_point_is_left(trickle: bytes) -> None:
    with stalling(trickle) as port:
        switch = ShellySwitch(ShellyRelay(url=f"http://127.0.0.1:{port}", password=SECRET), SHORT_S)
        assert "no answer in time" in refusal(switch.input, ErrorCode.RELAY_UNREACHABLE)


def test_what_is_no_web_device_is_garbled() -> None:
    with stalling(b"220 ftp\r\n\r\n") as port:
        switch = ShellySwitch(ShellyRelay(url=f"http://127.0.0.1:{port}"), 1.5)
        assert "no HTTP" in refusal(switch.input, ErrorCode.RELAY_GARBLED)


def test_nobody_there_is_unreachable() -> None:
    switch = ShellySwitch(ShellyRelay(url=f"http://127.0.0.1:{closed_port()}"), SHORT_S)
    refusal(switch.input, ErrorCode.RELAY_UNREACHABLE)
    switch = ShellySwitch(ShellyRelay(url="http://no-such-relay.invalid"), SHORT_S)
    refusal(switch.input, ErrorCode.RELAY_UNREACHABLE)


@pytest.mark.parametrize("url", ["", "relay", "ftp://relay", "http://", "http://relay:port"])
def test_what_is_no_address_is_unusable(url: str) -> None:
    refusal(lambda: ShellySwitch(ShellyRelay(url=url)), ErrorCode.RELAY_UNUSABLE)
