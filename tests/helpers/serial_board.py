"""A relay board at the other end of a pseudo-terminal: takes commands of four bytes, and may answer."""

import os
import select
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

ON, OFF = bytes.fromhex("A00101A2"), bytes.fromhex("A00100A1")


@dataclass
class SerialBoard:
    """The board. `reply` is what it says to a command, byte by byte; `told` what it was told."""

    reply: bytes = b""
    told: list[bytes] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)
    port: str = ""

    def hears(self, count: int) -> bool:
        """Wait until so much was told."""
        with self.news:
            return self.news.wait_for(lambda: len(self.told) >= count, 5)

    @property
    def on(self) -> bool:
        return bool(self.told) and self.told[-1] == ON


@contextmanager
def attached(board: SerialBoard) -> Iterator[SerialBoard]:
    """Have the board listen at a port of its own."""
    inner, outer = os.openpty()
    for end in (inner, outer):
        tty.setraw(end)
    board.port = os.ttyname(outer)
    waker, stopper = os.pipe()

    def listen() -> None:
        got = b""
        while waker not in (ready := select.select([inner, waker], [], [])[0]):
            got += os.read(ready[0], 64)
            while len(got) >= len(ON):
                command, got = got[: len(ON)], got[len(ON) :]
                with board.news:
                    board.told.append(command)
                    board.news.notify_all()
                for byte in board.reply:
                    os.write(inner, bytes([byte]))

    thread = threading.Thread(target=listen, name="serial-board")
    thread.start()
    try:
        yield board
    finally:
        os.write(stopper, b".")
        thread.join()
        for end in (inner, outer, waker, stopper):
            os.close(end)
