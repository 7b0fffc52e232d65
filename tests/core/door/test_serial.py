"""Relay boards on a serial port, over a pseudo-terminal."""

import os
import sys
import tty
from pathlib import Path

import pytest

from core.config.doors import DoorSettings, SerialRelay
from core.domain.errors import ErrorCode
from core.door.factory import relay_of
from core.door.serial import SerialSwitch
from tests.core.door.support import SHORT_S, refusal

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

from tests.helpers.serial_board import OFF, ON, SerialBoard, attached

pytestmark = pytest.mark.live


def test_board_is_told_what_the_settings_say() -> None:
    with attached(SerialBoard()) as board:
        relay = relay_of(DoorSettings("d1", "Front", SerialRelay(port=board.port)))
        assert (relay.timed, relay.lock_timed) == (False, False)
        relay.pulse(5.0)
        assert board.hears(1)
        relay.lock()
        assert board.hears(2)
        assert board.told == [ON, OFF]
        assert relay.leaf_open() is None
        relay.close()


def test_inverted_board_locks_by_switching_on() -> None:
    with attached(SerialBoard()) as board:
        relay = relay_of(DoorSettings("d1", "Front", SerialRelay(port=board.port, inverted=True)))
        relay.lock()
        assert board.hears(1)
        assert board.told == [ON]
        relay.close()


def test_reply_confirms() -> None:
    with attached(SerialBoard(reply=b"OK\r")) as board:
        switch = SerialSwitch(SerialRelay(port=board.port, reply=b"OK\r".hex()))
        switch.set(True, None)
        switch.set(False, None)
        assert board.told == [ON, OFF]
        switch.close()


def test_another_reply_is_garbled_and_none_is_no_answer() -> None:
    with attached(SerialBoard(reply=b"ER\r")) as board:
        switch = SerialSwitch(SerialRelay(port=board.port, reply=b"OK\r".hex()))
        assert "45520D instead of 4F4B0D" in refusal(lambda: switch.set(True, None), ErrorCode.RELAY_GARBLED)
        board.reply = b"O"
        switch = SerialSwitch(SerialRelay(port=board.port, reply=b"OK\r".hex()), SHORT_S)
        assert "does not answer" in refusal(lambda: switch.set(True, None), ErrorCode.RELAY_UNREACHABLE)


def test_unplugged_board_is_unreachable_and_found_again() -> None:
    inner, outer = os.openpty()
    tty.setraw(outer)
    switch = SerialSwitch(SerialRelay(port=os.ttyname(outer)), SHORT_S)
    switch.set(True, None)
    os.close(outer)
    os.close(inner)
    refusal(lambda: switch.set(True, None), ErrorCode.RELAY_UNREACHABLE)
    refusal(switch.input, ErrorCode.RELAY_UNREACHABLE)


def test_board_that_takes_nothing_is_left() -> None:
    """The line is full, as it is when flow control holds it: what could not be sent is thrown away."""
    inner, outer = os.openpty()
    tty.setraw(outer)
    switch = SerialSwitch(SerialRelay(port=os.ttyname(outer), on="A0" * 100_000), SHORT_S)
    refusal(lambda: switch.set(True, None), ErrorCode.RELAY_UNREACHABLE)
    os.close(outer)
    os.close(inner)


def test_port_that_is_not_there_or_in_use(tmp_path: Path) -> None:
    nowhere = SerialSwitch(SerialRelay(port=str(tmp_path / "ttyUSB7")))
    assert "No such file" in refusal(nowhere.input, ErrorCode.RELAY_UNREACHABLE)
    with attached(SerialBoard()) as board:
        first, second = (SerialSwitch(SerialRelay(port=board.port)) for _ in range(2))
        first.input()
        refusal(second.input, ErrorCode.RELAY_UNREACHABLE)
        first.close()
        second.input()
        second.close()


@pytest.mark.parametrize("relay", [SerialRelay(), SerialRelay(port="p", on="zz"), SerialRelay(port="p", off="")])
def test_unfit_settings_are_unusable(relay: SerialRelay) -> None:
    refusal(lambda: SerialSwitch(relay), ErrorCode.RELAY_UNUSABLE)
