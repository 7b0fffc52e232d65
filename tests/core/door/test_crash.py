"""What becomes of doors when the process that keeps them is killed without warning."""

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec
import psutil
import pytest

from core.config.doors import CommandRelay, DoorSettings, ModbusRelay, SerialRelay, ShellyRelay, SimulatedRelay
from core.domain.doors import FailState
from core.door.guard import bring_home, main
from core.door.guarding import Guard
from tests.helpers.door_holder import READY
from tests.helpers.modbus_board import ModbusBoard, powered
from tests.helpers.shelly import Shelly, plugged_in
from tests.helpers.stalling import closed_port

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

from tests.helpers.serial_board import OFF, ON, SerialBoard, attached

pytestmark = pytest.mark.live

LEASE_S = 10.0
ROOT = Path(__file__).parents[3]


class Hands:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def keeping(doors: list[DoorSettings]) -> Iterator[psutil.Popen]:
    """Have another process keep the doors, and hand it over once all are away from their fail state."""
    process = psutil.Popen(
        [sys.executable, "-m", "tests.helpers.door_holder"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    process.stdin.write(msgspec.json.encode(doors) + b"\n")
    process.stdin.flush()
    try:
        assert process.stdout.readline().decode().strip() == READY
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def test_every_door_is_in_its_fail_state_after_a_kill() -> None:
    """Devices that keep time and those that do not, fail-secure and fail-safe, all kept by one process."""
    time = Hands()
    with ExitStack() as stack:
        secure, safe = (stack.enter_context(plugged_in(Shelly(now_s=time))) for _ in range(2))
        board, usb = stack.enter_context(powered(ModbusBoard())), stack.enter_context(attached(SerialBoard()))
        doors = [
            DoorSettings("d1", "Front", ShellyRelay(url=secure.url)),
            DoorSettings("d2", "Exit", ShellyRelay(url=safe.url, inverted=True), fail=FailState.SAFE),
            DoorSettings("d3", "Store", ModbusRelay(host="127.0.0.1", port=board.port)),
            DoorSettings("d4", "Stairs", SerialRelay(port=usb.port, inverted=True), fail=FailState.SAFE),
        ]
        with keeping(doors) as keeper:
            guards = keeper.children()
            assert len(guards) == 2
            assert (secure.output(), safe.output(), board.coil) == (True, True, True)
            assert usb.hears(1)
            assert usb.on
            keeper.kill()
            # The guards act, and end.
            gone, alive = psutil.wait_procs(guards, timeout=20)
            assert (len(gone), alive) == (2, [])
        assert board.written[-1] == ("coil", 0, 0)
        assert usb.told == [ON, OFF]
        time.now = LEASE_S + 0.1
        assert (secure.output(), safe.output()) == (False, False)


def test_guard_leaves_the_door_alone_after_a_good_end(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    command = CommandRelay(open=("true",), close=("/bin/sh", "-c", f"echo closed >> {notes}"))
    guard = Guard(DoorSettings("d1", "Front", command))
    guard.watch()
    first = guard.pid
    guard.watch()
    assert guard.pid == first
    assert first is not None
    process = psutil.Process(first)
    guard.leave(home=True)
    guard.leave(home=True)
    process.wait(10)
    assert not notes.exists()


def test_guard_that_was_killed_is_replaced_and_goes_on_for_a_door_left_away(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    command = CommandRelay(open=("true",), close=("/bin/sh", "-c", f"echo closed >> {notes}"))
    guard = Guard(DoorSettings("d1", "Front", command))
    guard.watch()
    assert guard.pid is not None
    killed = psutil.Process(guard.pid)
    killed.kill()
    psutil.wait_procs([killed], timeout=10)
    guard.watch()
    assert guard.pid is not None
    process = psutil.Process(guard.pid)
    assert process.pid != killed.pid
    assert "closed" not in " ".join(process.cmdline())  # settings hold passwords, and anybody may read a command line
    guard.leave(home=False)
    psutil.wait_procs([process], timeout=10)
    assert notes.read_text() == "closed\n"


def test_guard_gives_up_in_the_end() -> None:
    door = DoorSettings("d1", "Front", ModbusRelay(host="127.0.0.1", port=closed_port()))
    assert not bring_home(msgspec.json.encode(door), 0.0)


@pytest.mark.parametrize("fail", FailState)
def test_guard_brings_either_kind_of_door_home(fail: FailState) -> None:
    with plugged_in(Shelly(on=fail is FailState.SECURE)) as device:
        door = DoorSettings("d1", "Front", ShellyRelay(url=device.url), fail=fail)
        assert bring_home(msgspec.json.encode(door), 0.0)
        assert device.output() is (fail is FailState.SAFE)


@pytest.mark.parametrize("rest", [b"", b"done\n"])
def test_guard_reads_its_orders(rest: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = msgspec.json.encode(DoorSettings("d1", "Front", SimulatedRelay())) + b"\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(settings + rest)))
    monkeypatch.setattr("signal.signal", lambda *_: None)
    assert main() == 0
