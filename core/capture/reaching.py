"""Finding out, before FFmpeg is asked, whether anybody is there at all.

FFmpeg cannot be interrupted while it connects, and says of an unknown name and a missing host the same thing.
"""

import errno
import selectors
import socket
import threading
import time
from contextlib import ExitStack

from core.capture.address import NetworkAddress
from core.domain.errors import ErrorCode, KnownError

CONNECT_S = 1.75
"""Long enough to ask a second time, which the system does after one second."""
_LOOK_S = 0.05
_BEGUN = (0, errno.EINPROGRESS, errno.EWOULDBLOCK)


def reach(address: NetworkAddress, closing: threading.Event) -> bool:
    """Return whether somebody listens there; False when `closing` was set meanwhile.

    Raises KnownError(SOURCE_HOST_UNKNOWN, SOURCE_UNREACHABLE).
    """
    try:
        places = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise KnownError(ErrorCode.SOURCE_HOST_UNKNOWN, host=address.host) from error
    with ExitStack() as sockets, selectors.DefaultSelector() as selector:
        for family, kind, protocol, _, place in places:
            connection = sockets.enter_context(socket.socket(family, kind, protocol))
            connection.setblocking(False)
            if connection.connect_ex(place) in _BEGUN:
                selector.register(connection, selectors.EVENT_WRITE)
        if _one_connects(selector, closing):
            return True
    if closing.is_set():
        return False
    raise KnownError(ErrorCode.SOURCE_UNREACHABLE, address=f"{address.host}:{address.port}")


def _one_connects(selector: selectors.BaseSelector, closing: threading.Event) -> bool:
    deadline = time.monotonic() + CONNECT_S
    while selector.get_map() and time.monotonic() < deadline and not closing.is_set():
        for key, _ in selector.select(_LOOK_S):
            connection = key.fileobj
            assert isinstance(connection, socket.socket)
            if connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
                return True
            selector.unregister(connection)
    return False
