"""Relay boards on Modbus/TCP, driven through pymodbus' own server."""

from collections.abc import Iterator

import pytest

from core.config.doors import DoorSettings, ModbusRelay
from core.domain.errors import ErrorCode
from core.door.factory import relay_of
from core.door.modbus import ModbusSwitch
from tests.core.door.support import SHORT_S, refusal
from tests.helpers.modbus_board import PULSE_REGISTER, ModbusBoard, powered
from tests.helpers.stalling import closed_port, stalling

pytestmark = pytest.mark.live


@pytest.fixture
def board() -> Iterator[ModbusBoard]:
    with powered(ModbusBoard()) as board:
        yield board


def test_plain_coil_keeps_no_time(board: ModbusBoard) -> None:
    relay = relay_of(DoorSettings("d1", "Front", ModbusRelay(host="127.0.0.1", port=board.port, coil=3)))
    assert not relay.timed
    relay.pulse(5.0)
    assert board.coil
    relay.lock()
    assert board.written == [("coil", 3, 1), ("coil", 3, 0)]
    assert relay.leaf_open() is None
    relay.close()


def test_board_pulses_by_itself(board: ModbusBoard) -> None:
    settings = ModbusRelay(host="127.0.0.1", port=board.port, pulse_register=PULSE_REGISTER, pulse_unit_ms=100)
    relay = relay_of(DoorSettings("d1", "Front", settings))
    assert (relay.timed, relay.lock_timed) == (True, False)
    relay.pulse(2.05)
    relay.unlock()
    relay.lock()
    assert board.written == [("register", PULSE_REGISTER, 21), ("coil", 0, 1), ("coil", 0, 0)]
    relay.close()


def test_contact_is_read_and_may_be_wired_the_other_way(board: ModbusBoard) -> None:
    for inverted in (False, True):
        settings = ModbusRelay(host="127.0.0.1", port=board.port, contact=2, contact_inverted=inverted)
        relay = relay_of(DoorSettings("d1", "Front", settings))
        board.contact = False
        assert relay.leaf_open() is inverted
        board.contact = True
        assert relay.leaf_open() is not inverted
        relay.close()


def test_exception_of_the_board_is_a_refusal(board: ModbusBoard) -> None:
    beyond = ModbusSwitch(ModbusRelay(host="127.0.0.1", port=board.port, coil=500))
    assert "exception 2, illegal address" in refusal(lambda: beyond.set(True, None), ErrorCode.RELAY_REFUSED)
    switch = ModbusSwitch(ModbusRelay(host="127.0.0.1", port=board.port))
    board.failing = True
    assert "exception 4" in refusal(lambda: switch.set(True, None), ErrorCode.RELAY_REFUSED)
    board.failing = False
    switch.set(True, None)
    switch.close()


def test_restarted_board_is_found_again() -> None:
    board = ModbusBoard()
    with powered(board):
        switch = ModbusSwitch(ModbusRelay(host="127.0.0.1", port=board.port), 1.2)
        switch.set(True, None)
    refusal(switch.input, ErrorCode.RELAY_UNREACHABLE)
    with powered(board):
        switch.set(False, None)
        switch.close()


@pytest.mark.parametrize("trickle", [b"", bytes([0, 1, 0, 0, 0, 200, 1, *[5] * 60])], ids=["silent", "trickling"])
def test_board_that_does_not_answer_in_time_is_left(trickle: bytes) -> None:
    with stalling(trickle) as port:
        switch = ModbusSwitch(ModbusRelay(host="127.0.0.1", port=port), SHORT_S)
        assert "no answer in time" in refusal(lambda: switch.set(True, None), ErrorCode.RELAY_UNREACHABLE)


def test_nobody_there_is_unreachable() -> None:
    switch = ModbusSwitch(ModbusRelay(host="127.0.0.1", port=closed_port()), SHORT_S)
    refusal(switch.input, ErrorCode.RELAY_UNREACHABLE)
    refusal(lambda: ModbusSwitch(ModbusRelay()), ErrorCode.RELAY_UNUSABLE)
