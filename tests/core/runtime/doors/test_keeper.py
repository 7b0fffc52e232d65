"""A door's keeper, stepped by hand: what the relay is told, and what becomes of commands."""

import logging

import pytest

from core.config.doors import DoorSettings
from core.domain.access import DoorMode
from core.domain.doors import DoorAct, FailState, Link
from core.domain.errors import ErrorCode
from core.runtime.doors.keeper import DoorKeeper
from tests.core.runtime.doors.keeper_support import FRONT, PaperDoor, PaperRelay, S, StillClock
from tests.helpers.guards import ExpectLog

KEEPER = "core.runtime.doors.keeper"
SAFE = DoorSettings("d1", "Front", fail=FailState.SAFE)


def test_door_is_locked_at_the_start_and_the_relay_is_up() -> None:
    door = PaperDoor()
    assert door.keeper.status.link is Link.STARTING
    assert door.step() == [("lock", None)]
    status = door.keeper.status
    assert (status.link, status.unlocked, status.mode) == (Link.UP, False, DoorMode.NORMAL)
    assert door.statuses == [status]


def test_pulse_is_told_once_and_locked_at_its_end() -> None:
    door = PaperDoor()
    door.step()
    door.keeper.open(5.0, None, "t1")
    assert door.step() == [("pulse", 5.0)]
    assert door.acts() == [(DoorAct.OPENED, "t1")]
    assert door.keeper.status.unlocked
    assert door.run(4.9) == []
    assert door.run(0.2) == [("lock", None)]
    assert not door.keeper.status.unlocked


def test_settings_say_for_how_long_and_latency_is_told() -> None:
    door = PaperDoor(DoorSettings("d1", "Front", open_s=3.0))
    door.step()
    door.relay.takes_s = 0.02
    door.keeper.open(None, None, "t1")
    assert door.step() == [("pulse", 3.0)]
    assert door.happenings[0].latency_ms == pytest.approx(20)
    assert door.keeper.status.latency_ms == pytest.approx(20)


def test_opening_again_extends_and_never_stacks() -> None:
    door = PaperDoor()
    door.step()
    door.keeper.open(5.0, None, "t1")
    door.run(3.0)
    door.keeper.open(5.0, None, "t2")
    assert door.step() == [("pulse", 5.0)]
    door.keeper.open(1.0, None, "t3")
    assert door.step() == [("pulse", 5.0)]  # what was granted to the one before stays
    assert door.acts() == [(DoorAct.OPENED, "t1"), (DoorAct.OPENED, "t2"), (DoorAct.OPENED, "t3")]
    assert door.run(4.9) == []
    assert door.run(0.2) == [("lock", None)]


def test_holding_open_is_a_loan_that_is_renewed() -> None:
    door = PaperDoor()
    door.step()
    door.keeper.hold()
    assert door.run(9.0) == [("pulse", 10.0)] * 3
    assert door.keeper.status.mode is DoorMode.HELD_OPEN
    door.keeper.normal()
    assert door.step() == [("lock", None)]


def test_long_opening_is_lent_in_pieces() -> None:
    door = PaperDoor()
    door.step()
    door.keeper.open(15.0, None, "t1")
    assert door.run(15.5) == [("pulse", 10.0), ("pulse", 10.0), ("pulse", 7.0), ("lock", None)]


def test_fail_safe_door_is_the_mirror_image() -> None:
    door = PaperDoor(SAFE)
    assert door.keeper.status.unlocked
    assert door.run(7.0) == [("lock for", 10.0), ("lock for", 10.0)]
    door.keeper.open(5.0, None, "t1")
    assert door.step() == [("unlock", None)]
    assert door.run(5.1) == [("lock for", 10.0)]


def test_lock_down_ends_a_pulse_and_drops_commands() -> None:
    door = PaperDoor()
    door.step()
    door.keeper.open(5.0, None, "t1")
    door.step()
    door.keeper.open(5.0, None, "t2")
    door.keeper.lock_down()
    door.keeper.open(5.0, None, "t3")
    assert door.step() == [("lock", None)]
    assert door.acts()[1:] == [(DoorAct.EXPIRED, "t2"), (DoorAct.EXPIRED, "t3")]
    assert door.run(20) == []
    door.keeper.normal()
    door.keeper.open(5.0, None, "t4")
    assert door.step() == [("pulse", 5.0)]


def test_late_command_is_dropped() -> None:
    door = PaperDoor()
    door.step()
    door.keeper.open(5.0, door.clock.now_ns + S, "t1")
    door.clock.now_ns += S
    assert door.step() == []
    assert door.acts() == [(DoorAct.EXPIRED, "t1")]


def test_success_that_comes_too_late_is_taken_back_at_once() -> None:
    door = PaperDoor()
    door.step()
    door.relay.takes_s = 1.5
    door.keeper.open(5.0, door.clock.now_ns + S, "t1")
    assert door.run(0.1) == [("pulse", 5.0)]
    assert door.step() == [("lock", None)]
    assert door.acts() == [(DoorAct.EXPIRED, "t1")]


def test_command_is_tried_again_only_until_it_expires(expected_log: ExpectLog) -> None:
    expected_log(KEEPER, logging.WARNING, "Front cannot be used")
    door = PaperDoor()
    door.step()
    door.relay.failing = ErrorCode.RELAY_UNREACHABLE
    door.keeper.open(5.0, door.clock.now_ns + S, "t1")
    told = door.run(0.95)
    assert set(told) == {("pulse", 5.0)}
    assert len(told) == 7
    assert door.acts() == []
    door.clock.now_ns += S // 10
    door.step()
    assert door.acts() == [(DoorAct.FAILED, "t1")]
    assert "told to fail" in door.happenings[0].detail
    assert door.keeper.status.link is Link.DOWN
    assert "told to fail" in door.keeper.status.detail


def test_after_a_failure_locking_comes_first_and_is_repeated(expected_log: ExpectLog) -> None:
    expected_log(KEEPER, logging.WARNING, "Front cannot be used")
    door = PaperDoor()
    door.step()
    door.relay.failing = ErrorCode.RELAY_UNREACHABLE
    door.keeper.open(5.0, door.clock.now_ns + S, "t1")
    door.run(1.0)
    door.relay.failing = None
    told = door.run(20.0)
    assert set(told) == {("lock", None)}
    assert len(told) >= 8  # once a second while the device may still sit on the order
    assert door.keeper.status.link is Link.UP


def test_refusal_is_told_at_once(expected_log: ExpectLog) -> None:
    expected_log(KEEPER, logging.WARNING, "Front cannot be used")
    door = PaperDoor()
    door.step()
    door.relay.failing = ErrorCode.RELAY_REFUSED
    door.keeper.open(5.0, None, "t1")
    door.step()
    assert door.acts() == [(DoorAct.FAILED, "t1")]
    assert door.pause_s == 5.0
    door.relay.failing = None
    door.keeper.open(5.0, None, "t2")
    assert door.step() == [("pulse", 5.0)]


def test_bug_in_a_driver_ends_neither_keeper_nor_honesty(
    expected_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_log(KEEPER, logging.ERROR, "because of a bug")
    expected_log(KEEPER, logging.WARNING, "Front cannot be used")
    door = PaperDoor()
    door.step()

    def stumble(relay: PaperRelay, seconds: float) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(PaperRelay, "pulse", stumble)
    door.keeper.open(5.0, None, "t1")
    door.step()
    assert door.acts() == [(DoorAct.FAILED, "t1")]


def test_bug_at_the_end_leaves_the_door_to_the_guard(expected_log: ExpectLog, monkeypatch: pytest.MonkeyPatch) -> None:
    expected_log(KEEPER, logging.ERROR, "not left in its fail state because of a bug")
    door = PaperDoor()
    door.relay.keeps_time = False
    door.step()

    def stumble(relay: PaperRelay) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(PaperRelay, "lock", stumble)
    door.keeper.finish()
    assert door.guard.left == [False]


def test_guard_stands_by_only_for_a_device_without_a_clock() -> None:
    timed, plain = PaperDoor(), PaperDoor()
    plain.relay.keeps_time = False
    for door in (timed, plain):
        door.step()
    assert (timed.guard.watching, plain.guard.watching) == (False, True)
    plain.keeper.open(3.0, None, "t1")
    assert plain.step() == [("pulse", 3.0)]
    assert plain.run(3.1) == [("lock", None)]
    plain.keeper.hold()
    assert plain.run(31.0) == [("unlock", None)] * 2  # said again now and then, as it may have been restarted
    plain.keeper.finish()
    assert plain.guard.left == [True]


@pytest.mark.parametrize(("settings", "last"), [(DoorSettings("d1", "Front"), "lock"), (SAFE, "unlock")])
def test_door_is_left_in_its_fail_state(settings: DoorSettings, last: str) -> None:
    door = PaperDoor(settings)
    door.step()
    door.keeper.hold()
    door.step()
    door.keeper.open(5.0, None, "t1")
    door.keeper.finish()
    assert door.relay.told[-1] == (last, None)
    assert door.relay.closed == 1
    assert door.acts() == [(DoorAct.EXPIRED, "t1")]
    status = door.keeper.status
    assert (status.link, status.unlocked) == (Link.STOPPED, settings.fail is FailState.SAFE)
    door.keeper.open(5.0, None, "t2")
    assert door.acts()[1:] == [(DoorAct.EXPIRED, "t2")]


@pytest.mark.parametrize("settings", [DoorSettings("d1", "Front"), SAFE])
def test_a_keeper_that_is_replaced_leaves_a_locked_door_locked(settings: DoorSettings) -> None:
    """One that is not is brought to its fail state, as nobody knows whether the next keeper reaches it."""
    for unlocked in (False, True):
        door = PaperDoor(settings)
        door.relay.keeps_time = False
        if unlocked:
            door.keeper.hold()
        door.step()
        before = len(door.relay.told)
        door.keeper.stop(replaced=True)
        door.keeper.finish()
        away = unlocked and settings.fail is FailState.SECURE
        assert door.relay.told[before:] == ([("lock", None)] if away else [])
        assert (door.guard.left, door.relay.closed) == ([True], 1)


def test_guard_goes_on_where_the_door_was_not_left_in_its_fail_state(expected_log: ExpectLog) -> None:
    expected_log(KEEPER, logging.WARNING, "was not left in its fail state")
    door = PaperDoor()
    door.relay.keeps_time = False
    door.step()
    door.relay.failing = ErrorCode.RELAY_UNREACHABLE
    door.keeper.finish()
    assert door.guard.left == [False]


def test_contact_is_looked_at_and_tells_its_story() -> None:
    door = PaperDoor(DoorSettings("d1", "Front", left_open_s=5.0))
    door.relay.leaf = False
    door.run(3.0)
    door.relay.leaf = True
    door.run(0.5)
    assert door.acts() == [(DoorAct.FORCED, None)]
    assert (door.keeper.status.leaf_open, door.keeper.status.alarm) == (True, DoorAct.FORCED)
    door.relay.leaf = False
    door.run(0.5)
    door.keeper.open(3.0, None, "t1")
    door.relay.leaf = True
    door.run(6.5)
    assert door.acts()[1:] == [(DoorAct.CLOSED, None), (DoorAct.OPENED, "t1"), (DoorAct.LEFT_OPEN, None)]


def test_lost_device_is_noticed_by_looking_and_told_again_when_it_is_back(expected_log: ExpectLog) -> None:
    expected_log(KEEPER, logging.WARNING, "Front cannot be used")
    door = PaperDoor()
    door.keeper.hold()
    door.run(1.0)
    door.relay.failing = ErrorCode.RELAY_UNREACHABLE
    door.run(5.0)
    assert door.keeper.status.link is Link.DOWN
    door.relay.failing = None
    assert door.run(2.5)[-1] == ("pulse", 10.0)
    assert [status.link for status in door.statuses] == [Link.UP, Link.DOWN, Link.UP]


def test_thread_serves_commands_and_ends_in_the_fail_state() -> None:
    door = PaperDoor()
    keeper = door.keeper
    keeper.start()
    keeper.start()
    keeper.hold()
    assert keeper.stop()
    assert keeper.stop()
    assert door.relay.told[-1] == ("lock", None)
    assert keeper.status.link is Link.STOPPED


def test_keeper_that_never_began_ends_at_once() -> None:
    door = PaperDoor()
    assert door.keeper.stop()
    door.keeper.start()
    assert door.relay.told == []


def test_a_door_is_kept_and_brought_home_whoever_fails_to_hear_of_it(expected_log: ExpectLog) -> None:
    expected_log(KEEPER, logging.ERROR, "told of a door failed")
    clock = StillClock()
    relay = PaperRelay(clock)

    def deaf(_news: object) -> None:
        raise RuntimeError("the window is gone")

    keeper = DoorKeeper(FRONT, lambda _settings: relay, clock, deaf, deaf)
    keeper.step()
    keeper.open(5.0, None, "t1")
    keeper.step()
    assert relay.is_unlocked()
    keeper.open(5.0, None, "t2")
    keeper.finish()
    assert not relay.is_unlocked()
    assert relay.closed == 1


def test_no_guard_pulls_against_the_keeper_that_takes_over(expected_log: ExpectLog) -> None:
    """It would bring the door home by settings that hold no more, and maybe after the new keeper has unlocked it."""
    expected_log(KEEPER, logging.WARNING, "was not left in its fail state")
    door = PaperDoor()
    door.relay.keeps_time = False
    door.keeper.hold()
    door.step()
    door.relay.failing = ErrorCode.RELAY_UNREACHABLE
    door.keeper.stop(replaced=True)
    door.keeper.finish()
    assert door.guard.left == [True]


def test_a_fail_safe_door_that_is_replaced_before_it_was_commanded_stays_as_it_is() -> None:
    door = PaperDoor(SAFE)
    door.relay.unlocked = False
    door.keeper.stop(replaced=True)
    door.keeper.finish()
    assert not door.relay.unlocked
