"""Ctrl+C in the terminal, while Qt's loop keeps Python from running."""

import signal
import socket
from types import FrameType, TracebackType

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class Interrupts(QObject):
    """While entered, SIGINT and SIGTERM are turned into the signal `interrupted`. For the main thread only."""

    interrupted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def __enter__(self) -> "Interrupts":
        self._old = {number: signal.signal(number, _ignore) for number in (signal.SIGINT, signal.SIGTERM)}
        self._old_fd = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        signal.set_wakeup_fd(self._old_fd)
        for number, handler in self._old.items():
            signal.signal(number, handler)
        self._notifier.setEnabled(False)
        self._read.close()
        self._write.close()

    def _woken(self) -> None:
        if self._read.recv(64):
            self.interrupted.emit()


def _ignore(number: int, frame: FrameType | None) -> None:
    """Let the wake-up alone do the work: the handler runs at a moment no one can choose."""
    del number, frame
