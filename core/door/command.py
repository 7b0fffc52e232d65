"""A program on this machine that opens, and one that closes.

No shell stands between. A program that takes too long is killed with all it started; what it did until then is not
known. Unless the settings promise that the door is locked again by itself, a guard stands by. After a power cut only
what the program drives knows what it does.
"""

import os
import signal
import subprocess
from pathlib import Path

from core.config.doors import CommandRelay
from core.domain.errors import ErrorCode, KnownError
from core.door.links import CALL_S
from core.door.templates import filled, has_span


class CommandSwitch:
    """One door of such programs; on is open."""

    def __init__(self, settings: CommandRelay, timeout_s: float = CALL_S) -> None:
        if not settings.open or not settings.close:
            raise KnownError(ErrorCode.RELAY_UNUSABLE, relay="", detail="it needs a program to open and one to close")
        self._settings = settings
        self._timeout_s = timeout_s

    def times(self, on: bool) -> bool:
        """Say whether a state ends by itself."""
        return self._settings.timed and (on or has_span(*self._settings.close))

    def set(self, on: bool, seconds: float | None) -> None:
        """Run the program."""
        arguments = [filled(part, seconds) for part in (self._settings.open if on else self._settings.close)]
        shown = Path(arguments[0]).name
        try:
            # A session of its own, so that it can be killed with everything it started.
            process = subprocess.Popen(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            detail = getattr(error, "strerror", None) or "it cannot be started"
            raise KnownError(ErrorCode.RELAY_UNUSABLE, relay=shown, detail=detail) from error
        try:
            code = process.wait(self._timeout_s)
        except subprocess.TimeoutExpired as error:
            _kill(process)
            raise KnownError(ErrorCode.RELAY_UNREACHABLE, relay=shown, detail="it took too long") from error
        if code != 0:
            raise KnownError(ErrorCode.RELAY_REFUSED, relay=shown, detail=f"it ended with {code}")

    def input(self) -> bool | None:
        """There is nothing to ask."""
        return None

    def close(self) -> None:
        """There is nothing to let go of."""


def _kill(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)  # it is the leader of its group, and not waited for yet
    else:
        process.kill()
    process.wait()
