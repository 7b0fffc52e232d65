"""Programs of this machine that open and close."""

import sys
import time
from pathlib import Path

import psutil
import pytest

from core.config.doors import CommandRelay, DoorSettings
from core.domain.errors import ErrorCode
from core.door.command import CommandSwitch
from core.door.factory import relay_of
from tests.core.door.support import SECRET, SHORT_S, refusal

pytestmark = [pytest.mark.live, pytest.mark.skipif(sys.platform == "win32", reason="there is no sh")]

NOTE = ("/bin/sh", "-c", 'echo "$1" >> "$0"')


def test_programs_are_run_without_a_shell(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    relay = relay_of(
        DoorSettings(
            "d1",
            "Front",
            CommandRelay(open=(*NOTE, str(notes), "open {seconds} $HOME;"), close=(*NOTE, str(notes), "close")),
        )
    )
    assert not relay.timed
    relay.pulse(2.5)
    relay.lock()
    assert notes.read_text() == "open 2.5 $HOME;\nclose\n"
    assert relay.leaf_open() is None
    relay.close()


def test_time_may_be_kept_by_what_is_commanded() -> None:
    assert CommandSwitch(CommandRelay(open=("a",), close=("b", "{seconds}"), timed=True)).times(False)
    assert not CommandSwitch(CommandRelay(open=("a",), close=("b",), timed=True)).times(False)


def test_failing_program_is_a_refusal_that_tells_no_argument() -> None:
    switch = CommandSwitch(CommandRelay(open=("/bin/sh", "-c", "exit 3", SECRET), close=("true",)))
    assert "sh refuses: it ended with 3" in refusal(lambda: switch.set(True, None), ErrorCode.RELAY_REFUSED)


def test_hanging_program_is_killed_with_all_it_started(tmp_path: Path) -> None:
    child = tmp_path / "child"
    script = f"sleep 60 & echo $! > {child}; wait"
    switch = CommandSwitch(CommandRelay(open=("/bin/sh", "-c", script), close=("true",)), SHORT_S)
    assert "too long" in refusal(lambda: switch.set(True, None), ErrorCode.RELAY_UNREACHABLE)
    pid = int(child.read_text())
    for _ in range(500):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            break
        time.sleep(0.01)  # the kernel ends it in its own time
    else:
        pytest.fail("the child of a killed program goes on")


def test_program_that_is_not_there_is_unusable(tmp_path: Path) -> None:
    switch = CommandSwitch(CommandRelay(open=(str(tmp_path / "unlock"),), close=("true",)))
    assert "No such file" in refusal(lambda: switch.set(True, None), ErrorCode.RELAY_UNUSABLE)
    refusal(lambda: CommandSwitch(CommandRelay()), ErrorCode.RELAY_UNUSABLE)
