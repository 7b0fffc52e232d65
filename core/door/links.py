"""One deadline for the whole of a call, and connections that leave nothing behind when it is missed."""

import queue
import socket
import ssl
import struct
import threading
import time

CALL_S = 1.8
"""How long one call of a device may take in all: whoever is at the door waits, and so does the next command."""
ABORTIVE = (socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
"""Closing drops what is not sent yet. Else the operating system goes on for minutes, and a door would open late."""

GENTLE = (socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 0, 0))
"""Closing sends the rest in the background, as it does by default: for goodbyes."""


class Deadline:
    """So many seconds from now on."""

    def __init__(self, seconds: float) -> None:
        self._end_s = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left. Raises TimeoutError when none are."""
        left_s = self._end_s - time.monotonic()
        if left_s <= 0:
            raise TimeoutError("no answer in time")
        return left_s


class Addresses:
    """Looks a host's address up, and remembers it for when the name service is away. One thread at a time."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, host: str, port: int, timeout_s: float) -> str:
        """Return the IP address. Raises OSError where there is none, TimeoutError where nobody said in time."""
        answers: queue.SimpleQueue[str | OSError] = queue.SimpleQueue()

        def look_up() -> None:
            try:
                answers.put(str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0]))
            except OSError as error:
                answers.put(error)

        if host in self._known:
            return self._known[host]
        threading.Thread(target=look_up, name="name-of-a-relay", daemon=True).start()
        try:
            answer = answers.get(timeout=timeout_s)
        except queue.Empty:
            raise TimeoutError("the name service does not answer") from None
        if isinstance(answer, OSError):
            raise answer
        self._known[host] = answer
        return answer

    def forget(self) -> None:
        """Look up again: what was known may be why nobody answered."""
        self._known.clear()


def trusting(verify: bool) -> ssl.SSLContext:
    """Return what a certificate is checked by; without `verify` any is taken, as devices make their own."""
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
