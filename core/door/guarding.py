"""Standing by for a device that keeps no time: a small process that outlives Usher and brings its door home.

The guard (`core.door.guard`) is given the settings on its standard input and waits for that pipe to end. It ends in
whatever way Usher does, kill -9 included, as the operating system closes it. What no guard survives is the end of the
whole machine; then only what the device does at power-on, or without power, helps.
"""

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import msgspec

import core
from core.config.doors import DoorSettings

_LEAVE_S = 2.0
DONE = b"done\n"


class Guard:
    """The guard of one door; used by one thread."""

    def __init__(self, settings: DoorSettings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process that stands by, if one does."""
        return None if self._process is None else self._process.pid

    def watch(self) -> None:
        """Stand by from now on, also where the guard before was killed; nothing if it does."""
        if self._process is not None and self._process.poll() is None:
            return
        self.leave(home=True)
        here = str(Path(core.__file__).parents[1])
        paths = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "core.door.guard"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": paths},
            # What ends the terminal's processes, such as Ctrl+C, is not for the guard.
            start_new_session=True,
        )
        self._write(msgspec.json.encode(self._settings) + b"\n")

    def leave(self, *, home: bool) -> None:
        """Stand by no more; unless the door is `home`, the guard brings it there first, and nobody waits for it."""
        process = self._process
        if process is None or process.stdin is None:
            return
        if home:
            self._write(DONE)
        self._process = None
        with suppress(BrokenPipeError):
            process.stdin.close()
        waiting = threading.Thread(target=process.wait, name="guard-of-a-door", daemon=True)
        waiting.start()
        if home:
            waiting.join(_LEAVE_S)

    def _write(self, line: bytes) -> None:
        stdin = None if self._process is None else self._process.stdin
        if stdin is not None:
            with suppress(BrokenPipeError):  # it was killed; `watch` starts another
                stdin.write(line)
                stdin.flush()
