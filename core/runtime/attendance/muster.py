"""Who is inside, kept in files that can be read without Usher."""

from collections.abc import Callable
from pathlib import Path

from core.domain.reports import Muster


class MusterKeeper:
    """Owns the thread `muster`, which writes the list anew after every change, at most once a second."""

    def __init__(self, folder: Path, muster: Callable[[], Muster]) -> None:
        """The files are `muster.html` and `muster.txt` in `folder`."""
        self._folder = folder
        self._muster = muster

    @property
    def trouble(self) -> Exception | None:
        """Why the list could not be written; None when all is well."""
        raise NotImplementedError

    def start(self) -> None:
        """Write the list as it is now and begin to follow; idempotent."""
        raise NotImplementedError

    def stop(self, timeout_s: float = 5.0) -> None:
        """Write what changed last and end the thread; idempotent."""
        raise NotImplementedError

    def changed(self) -> None:
        """Somebody came or went, or a correction says so; returns at once."""
        raise NotImplementedError
