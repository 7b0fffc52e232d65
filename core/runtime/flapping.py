"""A camera that comes and goes: an HTTP stream on loopback for `usher soak`, cut off again and again."""

import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from itertools import cycle, islice

import cv2

from core.capture.demo import DemoSource
from core.capture.source import Picture

NAME = "watchdog-flapping"
FPS = 15
_PICTURES = 15
_WIDTH, _HEIGHT = 640, 360
_LOOK_S = 0.1
_PATIENCE_S = 2.0
"""How long a visitor may take to ask, or to take a picture."""
_HEADER = b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=picture\r\n\r\n"
_PART = b"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"


class FlappingCamera:
    """Serves one visitor at a time for `there_s` seconds, then is gone for `away_s`: port closed, stream cut.

    It shows `pictures`, which are JPEGs, over and over.
    """

    def __init__(self, pictures: Sequence[bytes], there_s: float, away_s: float) -> None:
        self._pictures, self._there_s, self._away_s = pictures, there_s, away_s
        self._stopping = threading.Event()
        self._listener = _listener(0)
        self._port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._run, name=NAME, daemon=True)

    @property
    def url(self) -> str:
        """Where it is, when it is there."""
        return f"http://127.0.0.1:{self._port}/"

    def start(self) -> None:
        """Begin to come and go."""
        self._thread.start()

    def stop(self) -> None:
        """Be gone for good; idempotent."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()
        self._listener.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            until = time.monotonic() + self._there_s
            with self._listener:
                while time.monotonic() < until and not self._stopping.is_set():
                    with suppress(OSError):  # nobody came, or a visitor left, which is theirs to do
                        self._serve(until)
            if not self._stopping.wait(self._away_s):
                self._come_back()

    def _come_back(self) -> None:
        """Listen at the old place; whoever took it meanwhile is waited for."""
        while not self._stopping.is_set():
            try:
                self._listener = _listener(self._port)
            except OSError:
                self._stopping.wait(_LOOK_S)
            else:
                return

    def _serve(self, until: float) -> None:
        visitor, _ = self._listener.accept()
        with visitor:
            visitor.settimeout(_PATIENCE_S)
            if not visitor.recv(4096):
                return
            visitor.sendall(_HEADER)
            for picture in cycle(self._pictures):
                if time.monotonic() >= until or self._stopping.wait(1 / FPS):
                    return
                visitor.sendall(_PART % len(picture) + picture + b"\r\n")


def _listener(port: int) -> socket.socket:
    made = socket.create_server(("127.0.0.1", port))
    made.settimeout(_LOOK_S)
    return made


def demo_pictures() -> Sequence[bytes]:
    """Return a second of the demo as small JPEGs."""
    source = DemoSource("lobby", realtime=False)
    source.open()
    try:
        readings = islice(iter(partial(source.read, 1.0), None), _PICTURES)
        images = [cv2.resize(r.image, (_WIDTH, _HEIGHT)) for r in readings if isinstance(r, Picture)]
    finally:
        source.close()
    return [cv2.imencode(".jpg", image)[1].tobytes() for image in images]
