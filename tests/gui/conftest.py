"""What every window test must clean up after itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget


class QtComplaints:
    """Collects what Qt complains of while pytest-qt is not listening: from the end of a test's body on."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def __call__(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        del context
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            self.messages.append(message)


COMPLAINTS = pytest.StashKey[QtComplaints]()


def pytest_configure(config: pytest.Config) -> None:
    # Beneath pytest-qt, which puts its own handler on top when it prepares a test and takes it off after the body.
    config.stash[COMPLAINTS] = QtComplaints()
    qInstallMessageHandler(config.stash[COMPLAINTS])


def pytest_unconfigure() -> None:
    qInstallMessageHandler(None)


def _windows() -> list[QWidget]:
    return QApplication.topLevelWidgets() if isinstance(QApplication.instance(), QApplication) else []


@pytest.fixture(autouse=True)
def no_leaked_widgets(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window behind, or whose clean-up makes Qt complain.

    A window given to `qtbot.addWidget` is closed and deleted; any other is its owner's to delete.
    """
    before = _windows()
    said = request.config.stash[COMPLAINTS].messages
    said.clear()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    leaked = [f"{type(widget).__name__} {widget.objectName()!r}" for widget in _windows() if widget not in before]
    problems = [f"window left behind: {name}" for name in leaked]
    problems += [f"Qt said after the test: {message}" for message in said]
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
