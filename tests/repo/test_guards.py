"""The guards themselves: each kind of mess fails the test that made it, and only that one."""

from pathlib import Path

import pytest

CONFTEST = 'pytest_plugins = ["tests.helpers.guards"]\n'

MESSES = """
import logging
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module")
def stop() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_forgets_a_thread(stop):
    threading.Thread(target=stop.wait, name="forgotten").start()


def test_forgets_an_usher_daemon(stop):
    threading.Thread(target=stop.wait, name="store-writer", daemon=True).start()


def test_joins_its_thread():
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()


def test_thread_dies():
    thread = threading.Thread(target=lambda: 1 / 0, name="doomed")
    thread.start()
    thread.join()


def test_warns():
    warnings.warn("mind the gap", UserWarning, stacklevel=1)


def test_logs():
    logging.getLogger("core.x").warning("the disk sighs")


def test_logs_as_declared(expected_log):
    expected_log("core.x", logging.WARNING, "disk")
    logging.getLogger("core.x").warning("the disk sighs")


def test_logs_worse_than_declared(expected_log):
    expected_log("core.x", logging.WARNING, "disk")
    logging.getLogger("core.x").error("the disk sighs")


def test_logs_not_as_declared(expected_log):
    expected_log("core.x", logging.WARNING, "disk")


def test_reads_the_log_itself(caplog):
    logging.getLogger("core.x").warning("the disk sighs")
    assert caplog.messages == ["the disk sighs"]


def test_logs_information():
    logging.getLogger("core.x").info("the disk hums")


@pytest.mark.xfail(reason="passes all the same")
def test_unexpectedly_passes():
    pass
"""

GUI_CONFTEST = CONFTEST + "from tests.gui.conftest import *\n"

GUI_MESSES = """
from PySide6.QtCore import QObject, QtMsgType, qWarning
from PySide6.QtWidgets import QWidget

import pytest

kept = []


@pytest.fixture
def complains_when_cleaning_up():
    yield
    qWarning("swept under the rug")


def test_forgets_a_window(qapp):
    kept.append(QWidget(objectName="attic"))


def test_deletes_its_window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    kept.append(window)


def test_drops_its_window(qapp):
    QWidget()


def test_upsets_qt(qapp):
    qWarning("no such slot")


def test_upsets_qt_afterwards(qapp, complains_when_cleaning_up):
    pass
"""


def _outcomes(pytester: pytest.Pytester, config: Path, conftest: str, module: str) -> tuple[str, dict[str, set[str]]]:
    """Run `module` as tests under the repository's own settings; return the output and test names by outcome."""
    pytester.makeconftest(conftest)
    pytester.makepyfile(test_messes=module)
    result = pytester.runpytest_subprocess(
        "-c", str(config), "--rootdir", str(pytester.path), "-p", "no:cacheprovider", "-v", "test_messes.py"
    )
    found: dict[str, set[str]] = {"PASSED": set(), "FAILED": set(), "ERROR": set()}
    for line in result.outlines:
        words = line.split()
        if len(words) >= 2 and "::" in words[0] and words[1] in found:
            found[words[1]].add(words[0].partition("::test_")[2])
    return result.stdout.str(), found


def test_every_mess_fails_its_test(pytester: pytest.Pytester, repo_root: Path) -> None:
    output, found = _outcomes(pytester, repo_root / "pyproject.toml", CONFTEST, MESSES)
    assert found["FAILED"] == {"thread_dies", "warns", "unexpectedly_passes"}, output
    assert found["ERROR"] == {
        "forgets_a_thread",
        "forgets_an_usher_daemon",
        "logs",
        "logs_worse_than_declared",
        "logs_not_as_declared",
    }, output
    assert {"joins_its_thread", "logs_as_declared", "reads_the_log_itself", "logs_information"} <= found["PASSED"]
    for sentence in (
        "threads still running after the test: forgotten",
        "threads still running after the test: store-writer",
        "unexpected WARNING from core.x: the disk sighs",
        "nothing from core.x matched 'disk'",
        "UserWarning: mind the gap",
    ):
        assert sentence in output


def test_every_mess_of_a_window_fails_its_test(pytester: pytest.Pytester, repo_root: Path) -> None:
    output, found = _outcomes(pytester, repo_root / "pyproject.toml", GUI_CONFTEST, GUI_MESSES)
    assert found["FAILED"] == {"upsets_qt"}, output
    assert found["ERROR"] == {"forgets_a_window", "upsets_qt_afterwards"}, output
    assert {"deletes_its_window", "drops_its_window"} <= found["PASSED"], output
    assert "window left behind: QWidget 'attic'" in output
    assert "Qt said after the test: swept under the rug" in output
