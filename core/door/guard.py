"""The process that brings a door to its fail state when whoever kept it is gone; see `core.door.guarding`.

It reads the door's settings, a line of JSON, from its standard input and waits for the end of it. After the line `done`
there is nothing left to do. Until it is needed it has loaded nothing but this module, so that it takes little memory.
"""

import signal
import sys
import time

PATIENCE_S = 60.0
"""For so long it tries; an Usher started meanwhile keeps the door itself, and two must not pull at it for ever."""
_AGAIN_S = 0.5


def main() -> int:
    """Wait, and act if need be; returns 0 when the door is in its fail state, else 1."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        # At the end of a session everybody is asked to end; the guard does so after Usher.
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    settings = sys.stdin.buffer.readline()
    if not settings.endswith(b"\n") or sys.stdin.buffer.read() == b"done\n":
        return 0
    return 0 if bring_home(settings, PATIENCE_S) else 1


def bring_home(settings_json: bytes, patience_s: float) -> bool:
    """Try until the door is in its fail state or `patience_s` is over; says whether it is."""
    import msgspec

    from core.config.doors import DoorSettings
    from core.domain.doors import FailState
    from core.domain.errors import KnownError
    from core.door.factory import relay_of

    settings = msgspec.json.decode(settings_json, type=DoorSettings)
    relay = relay_of(settings)
    deadline_s = time.monotonic() + patience_s
    while True:
        try:
            relay.unlock() if settings.fail is FailState.SAFE else relay.lock()
        except KnownError:
            if time.monotonic() > deadline_s:
                return False
            time.sleep(_AGAIN_S)
        else:
            return True
        finally:
            relay.close()


if __name__ == "__main__":
    sys.exit(main())
