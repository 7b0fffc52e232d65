"""Stored faces that cannot be read: left out, and named once each."""

import logging
import threading

from core.domain.errors import KnownError

_log = logging.getLogger(__name__)


class DamageLog:
    """Remembers what has been named, so that reading a damaged row again and again is told once. Any thread."""

    def __init__(self) -> None:
        self._named: set[str] = set()
        self._lock = threading.Lock()

    def left_out(self, what: str, error: KnownError) -> None:
        """Log that `what`, such as "Template 7", could not be read and why; only the first time."""
        with self._lock:
            is_news = what not in self._named
            self._named.add(what)
        if is_news:
            _log.warning("%s is left out: %s", what, error)
