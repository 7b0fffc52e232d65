"""The log of live runs: JSON lines in the data folder, in files of bounded size, without any password."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from core.config import masked

log = logging.getLogger(__name__)

LOG_FILE = Path("logs") / "usher.log"
FILE_BYTES = 2_000_000
FILES = 5
"""Ten megabytes in all: weeks of a quiet desk, and some days of a camera that comes and goes."""
_OURS = ("core", "gui", "qt")


class JsonLines(logging.Formatter):
    """One JSON object a line: utc, level, logger, thread, message, and the traceback as exception where there is one.

    What may be a password in a URL is hidden in all of them.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError):  # arguments that do not fit: a bug, and worth its line all the same
            message = f"{record.msg} {record.args!r}"
        found = {
            "utc": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "thread": record.threadName,
            "message": _hidden(message),
        }
        if record.exc_info:
            found["exception"] = _hidden(self.formatException(record.exc_info))
        return json.dumps(found, ensure_ascii=False)


class LogFile(RotatingFileHandler):
    """A rotating file that gives up quietly: a full disk shall not stop what the log is about.

    It is opened with the first record, in a folder made for it. The first failure is told to the other handlers, those
    that follow it are not; every later record tries again.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=FILE_BYTES, backupCount=FILES - 1, encoding="utf-8", delay=True, errors="backslashreplace"
        )
        self._failed = self._told = False
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; never raises."""
        self._failed = False
        super().emit(record)
        if not self._failed:
            self._told = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name logging calls
        """Close what could not be written, so that the next record begins afresh."""
        del record
        error, told = sys.exc_info()[1], self._told
        self._failed = self._told = True
        with suppress(OSError):  # what could not be written cannot be flushed either
            self.close()
        if not told:
            log.warning("The log %s cannot be written: %s", self.baseFilename, error)

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


@contextmanager
def logged_to(data_dir: Path) -> Iterator[Path]:
    """Keep a log of everything from INFO on in `data_dir` during the block; yields the path of its newest file."""
    path = data_dir / LOG_FILE
    handler = LogFile(path)
    root = logging.getLogger()
    before = {name: logging.getLogger(name).level for name in _OURS}
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    root.addHandler(handler)
    try:
        yield path
    finally:
        root.removeHandler(handler)
        handler.close()
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


def _hidden(text: str) -> str:
    return "\n".join(masked(line) for line in text.split("\n"))
