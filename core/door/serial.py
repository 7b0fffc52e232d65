"""A relay board on a serial port, told what to do by a few bytes.

It keeps no time, so that a guard stands by. When USB takes the power away most such boards fall back to off; a board
with a supply of its own stays as it was, and after a power cut comes up with every relay off.
"""

import errno

import serial

from core.config.doors import SerialRelay
from core.domain.errors import ErrorCode, KnownError
from core.door.links import CALL_S, Deadline
from core.door.ports import BROKEN, let_go, opened, said


class SerialSwitch:
    """One relay of such a board."""

    def __init__(self, settings: SerialRelay, timeout_s: float = CALL_S) -> None:
        self._settings = settings
        self._timeout_s = timeout_s
        texts = (settings.on, settings.off, settings.reply)
        self._on, self._off, self._reply = (_bytes(settings, text) for text in texts)
        if not settings.port or not self._on or not self._off:
            raise KnownError(ErrorCode.RELAY_UNUSABLE, relay=settings.port, detail="it needs a port, on and off")
        self._port: serial.Serial | None = None

    def times(self, on: bool) -> bool:
        """Say that the board ends nothing by itself."""
        return False

    def set(self, on: bool, seconds: float | None) -> None:
        """Send the bytes, and wait for the reply if there is to be one."""
        deadline = Deadline(self._timeout_s)
        try:
            port = self._opened()
            port.reset_input_buffer()
            port.write_timeout = deadline.left()
            port.write(self._on if on else self._off)
            if self._reply:
                port.timeout = deadline.left()
                self._check(port.read(len(self._reply)))
        except BROKEN as error:
            raise self._lost(error) from error

    def input(self) -> bool | None:
        """Only look whether the port is still there."""
        try:
            _ = self._opened().in_waiting
        except BROKEN as error:
            raise self._lost(error) from error
        return None

    def close(self) -> None:
        """Let go of the port."""
        port, self._port = self._port, None
        if port is not None:
            port.close()

    def _check(self, answer: bytes) -> None:
        if answer == self._reply:
            return
        if len(answer) < len(self._reply):
            raise TimeoutError("it does not answer")
        self.close()
        detail = f"it says {answer.hex().upper()} instead of {self._reply.hex().upper()}"
        raise KnownError(ErrorCode.RELAY_GARBLED, relay=self._settings.port, detail=detail)

    def _opened(self) -> serial.Serial:
        if self._port is None:
            self._port = opened(self._settings.port, self._settings.baud)
        return self._port

    def _lost(self, error: Exception) -> KnownError:
        port, self._port = self._port, None
        if port is not None:
            let_go(port)
        refused = getattr(error, "errno", None) in (errno.EACCES, errno.EPERM)
        code = ErrorCode.RELAY_REFUSED if refused else ErrorCode.RELAY_UNREACHABLE
        return KnownError(code, relay=self._settings.port, detail=said(error))


def _bytes(settings: SerialRelay, text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise KnownError(
            ErrorCode.RELAY_UNUSABLE, relay=settings.port, detail=f"“{text}” is not hexadecimal"
        ) from error
