"""Whoever takes a connection and then does not play by the rules."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_EVERY_S = 0.02


@contextmanager
def stalling(trickle: bytes = b"") -> Iterator[int]:
    """Take connections on a port, which is lent; say nothing at all, or one byte of `trickle` again and again."""
    ending = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(_EVERY_S)

        def serve() -> None:
            peers: list[socket.socket] = []
            told = 0
            while not ending.is_set():
                with suppress(TimeoutError):
                    peers.append(server.accept()[0])
                for peer in peers if trickle else ():
                    with suppress(OSError):
                        peer.send(trickle[told % len(trickle) :][:1])
                told += 1
            for peer in peers:
                peer.close()

        thread = threading.Thread(target=serve, name="stalling-server")
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            ending.set()
            thread.join()


def closed_port() -> int:
    """Return a port nobody listens to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port
