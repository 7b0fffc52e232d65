"""A door controller on an RS-485 line that speaks OSDP; needs the extra `osdp`.

The library keeps the line busy on a thread of its own. It notices a device that is gone only after eight seconds, and
one that was restarted it may never take up again: so every order and every look is a question that must be answered in
time, and after a failure the panel is made anew, which takes a quarter of a second. The device's own timer ends both
states. After a power cut controllers come up with every output off.
"""

import threading
import time
from typing import Any

import serial

from core.config.doors import OsdpRelay
from core.domain.errors import ErrorCode, KnownError
from core.door.links import CALL_S, Deadline
from core.door.ports import BROKEN, let_go, opened, said

_STAY = {True: 2, False: 1}
"""Control codes of osdp_OUT that end a timer and stay: 2 is on, 1 is off."""
_FOR_A_TIME = {True: 5, False: 6}
"""Those that fall back after the time: 5 is on, 6 is off."""
_MOST = 65_535


class OsdpSwitch:
    """One output of such a controller."""

    def __init__(self, settings: OsdpRelay, timeout_s: float = CALL_S) -> None:
        if not settings.port or len(_key(settings)) not in (0, 16):
            detail = "it needs a port, and a key of 32 hexadecimal digits or none"
            raise KnownError(ErrorCode.RELAY_UNUSABLE, relay=settings.port, detail=detail)
        self._settings = settings
        self._timeout_s = timeout_s
        self._panel: _Panel | None = None

    def times(self, on: bool) -> bool:
        """Say that the device ends either state."""
        return True

    def set(self, on: bool, seconds: float | None) -> None:
        """Switch, for `seconds` in tenths."""
        tenths = 0 if seconds is None else min(max(1, round(seconds * 10)), _MOST)
        code = _STAY[on] if seconds is None else _FOR_A_TIME[on]
        self._do({"output_no": self._settings.output, "control_code": code, "timer_count": tenths}, "Output")

    def input(self) -> bool | None:
        """Ask the device for the state of its outputs; the door contact is not read."""
        self._do({"type": 2}, "Status")
        return None

    def close(self) -> None:
        """Let go of the line."""
        panel, self._panel = self._panel, None
        if panel is not None:
            panel.close()

    def _do(self, command: dict[str, int], kind: str) -> None:
        deadline = Deadline(self._timeout_s)
        try:
            if self._panel is None:
                self._panel = _Panel(self._settings)
            done = self._panel.ask(command, kind, deadline)
        except BROKEN as error:
            raise self._lost(ErrorCode.RELAY_UNREACHABLE, said(error)) from error
        if not done:
            raise self._lost(ErrorCode.RELAY_REFUSED, "it does not know this output")

    def _lost(self, code: ErrorCode, detail: str) -> KnownError:
        self.close()
        return KnownError(code, relay=self._settings.port, detail=detail)


class _Panel:
    """The library's panel on one line, for one device."""

    def __init__(self, settings: OsdpRelay) -> None:
        try:
            import osdp  # type: ignore[import-untyped]
        except ImportError as error:
            detail = "the library for OSDP is not installed; install usher[osdp]"
            raise KnownError(ErrorCode.RELAY_UNUSABLE, relay=settings.port, detail=detail) from error
        self._library: Any = osdp
        self._address = settings.address
        self._news = threading.Condition()
        self._completed: list[bool] = []
        self._line = opened(settings.port, settings.baud)
        key = _key(settings)
        about = osdp.PDInfo(
            settings.address, _Line(self._line), scbk=key or None, flags=[osdp.LibFlag.EnforceSecure] if key else []
        )
        self._panel = osdp.ControlPanel(
            [about], log_level=osdp.LogLevel.Emergency, command_completion_handler=self._on_completed
        )
        self._panel.start()
        self._secure = bool(key)

    def ask(self, command: dict[str, int], kind: str, deadline: Deadline) -> bool:
        """Return whether the device did it. Raises OSError if it does not say in time."""
        while not self._there():
            time.sleep(min(0.01, deadline.left()))
        self._completed.clear()
        if not self._panel.submit_command(self._address, command | {"command": getattr(self._library.Command, kind)}):
            raise OSError("the line is busy")
        with self._news:
            if not self._news.wait_for(lambda: self._completed, deadline.left()):
                raise OSError("no answer in time")
        return self._completed[0]

    def close(self) -> None:
        """End the library's thread, so that nothing more is sent, and let go of the line."""
        self._panel.teardown()
        let_go(self._line)

    def _there(self) -> bool:
        panel = self._panel
        return bool(panel.is_sc_active(self._address) if self._secure else panel.is_online(self._address))

    def _on_completed(self, address: int, command: dict[str, Any], status: int) -> None:
        with self._news:
            self._completed.append(status == 0)
            self._news.notify_all()


class _Line:
    """What the library reads and writes; it is called on its thread and must not raise."""

    def __init__(self, port: serial.Serial) -> None:
        self._port = port
        self.id = 0

    def read(self, most: int) -> bytes:
        """Return what is there, which may be nothing."""
        try:
            return bytes(self._port.read(most))
        except BROKEN:
            return b""  # the next question is not answered, which says it

    def write(self, data: bytes) -> int:
        """Return how many bytes were taken; -1 for a broken line."""
        try:
            return int(self._port.write(data) or 0)
        except BROKEN:
            return -1

    def flush(self) -> None:
        """Nothing is held back."""


def _key(settings: OsdpRelay) -> bytes:
    try:
        return bytes.fromhex(settings.key)
    except ValueError as error:
        detail = "its key is not hexadecimal"
        raise KnownError(ErrorCode.RELAY_UNUSABLE, relay=settings.port, detail=detail) from error
