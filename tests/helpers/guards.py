"""A pytest plugin: what a test may not leave behind, whatever it asserts."""

import logging
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

USHER_THREAD = re.compile(r"^(capture|infer|search|door)-|^(decide|store-writer|sync|watchdog)\b")
"""The names Usher gives its threads; these must end with the test even where they are daemons."""

ExpectLog = Callable[[str, int, str], None]


def _must_end(thread: threading.Thread) -> bool:
    return not thread.daemon or USHER_THREAD.search(thread.name) is not None


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """Fail a test after which a thread it started still runs; every owner joins its threads in `close`."""
    before = set(threading.enumerate())
    yield
    leaked = sorted(thread.name for thread in threading.enumerate() if thread not in before and _must_end(thread))
    if leaked:
        pytest.fail(f"threads still running after the test: {', '.join(leaked)}", pytrace=False)


@dataclass(frozen=True, slots=True)
class _Expected:
    logger: str
    level: int
    pattern: str

    def matches(self, record: logging.LogRecord) -> bool:
        return (
            record.name == self.logger
            and record.levelno == self.level
            and re.search(self.pattern, record.getMessage()) is not None
        )


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[_Expected] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def complaints(self) -> list[str]:
        """Return what was logged without being expected, and what was expected without being logged."""
        unexpected = [
            f"unexpected {record.levelname} from {record.name}: {record.getMessage()}"
            for record in self.records
            if not any(expected.matches(record) for expected in self.expected)
        ]
        missing = [
            f"nothing from {expected.logger} matched {expected.pattern!r}"
            for expected in self.expected
            if not any(expected.matches(record) for record in self.records)
        ]
        return unexpected + missing


@pytest.fixture(autouse=True)
def _log_guard(request: pytest.FixtureRequest) -> Iterator[_Collector]:
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    yield collector
    root.removeHandler(collector)
    if "caplog" in request.fixturenames:
        return  # this test reads the log itself
    if complaints := collector.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expected_log(_log_guard: _Collector) -> ExpectLog:
    """Return a function declaring that `logger` will log at `level` something matching the pattern.

    A declared record that does not come fails the test as an undeclared one that does.
    """

    def expect(logger: str, level: int, pattern: str) -> None:
        _log_guard.expected.append(_Expected(logger, level, pattern))

    return expect
