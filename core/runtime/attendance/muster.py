"""Who is inside, kept in files that can be read without Usher."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from core.config import write_whole
from core.domain.errors import ErrorCode, KnownError
from core.domain.reports import Muster
from core.runtime.attendance.musterpage import page, plain
from core.runtime.attendance.words import Say, untranslated
from core.runtime.worker_thread import WorkerThread

log = logging.getLogger(__name__)

NAME = "muster"
PAGE_FILE = "muster.html"
TEXT_FILE = "muster.txt"
PAUSE_S = 1.0
"""At the morning's rush somebody comes every second; the list need not be written more often."""
EVERY_S = 60.0
"""Visits run out without anybody telling."""


class MusterKeeper:
    """Owns the thread `muster`, which writes the list anew after every change, at most once a second."""

    def __init__(self, folder: Path, muster: Callable[[], Muster], say: Say = untranslated) -> None:
        """The files are `muster.html` and `muster.txt` in `folder`; `say` puts them into a language."""
        self._folder = folder
        self._muster = muster
        self._say = say
        self._wake = threading.Event()
        self._thread = WorkerThread(NAME, self._run, self._wake)
        self._trouble: Exception | None = None

    @property
    def trouble(self) -> Exception | None:
        """Why the list could not be written; None when all is well."""
        return self._trouble

    def start(self) -> None:
        """Write the list as it is now and begin to follow; idempotent."""
        self._thread.start()

    def stop(self, timeout_s: float = 5.0) -> None:
        """Write what changed last and end the thread; idempotent."""
        self._thread.stop(timeout_s)

    def changed(self) -> None:
        """Somebody came or went, or a correction says so; returns at once."""
        self._wake.set()

    def step(self) -> None:
        """Write the list as it is now."""
        try:
            write(self._folder, self._muster(), self._say)
        except KnownError as error:
            if self._trouble is None:
                log.warning("The list of who is inside cannot be written. %s", error)
            self._trouble = error
        except Exception as error:
            # A bug must not end the list: it is what is read when all else fails. The traceback is the bug report.
            if self._trouble is None:
                log.exception("The list of who is inside cannot be written because of a bug")
            self._trouble = error
        else:
            self._trouble = None

    def _run(self) -> None:
        while not self._thread.stopping.is_set():
            self._wake.clear()
            self.step()
            self._thread.stopping.wait(PAUSE_S)  # what comes meanwhile is in the same list
            self._wake.wait(EVERY_S)
        self.step()


def write(folder: Path, muster: Muster, say: Say = untranslated) -> None:
    """Write the list into `folder`, each file whole or not at all. Raises KnownError(FOLDER_NOT_WRITABLE)."""
    try:
        write_whole(folder / PAGE_FILE, page(muster, say))
        write_whole(folder / TEXT_FILE, plain(muster, say).encode())
    except OSError as error:
        detail = error.strerror or str(error)
        raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(folder), detail=detail) from error
