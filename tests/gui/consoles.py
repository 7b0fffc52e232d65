"""Starting and ending a console in a test."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.controller import Controller
from gui.ports import Progress
from gui.views.console import ConsoleBody
from tests.gui.fakes import FakeStation

Start = Callable[..., Controller]


@dataclass
class Opener:
    """Opens the fake station, when it may, as often as asked."""

    station: FakeStation
    may_open: threading.Event = field(default_factory=threading.Event)
    errors: list[Exception] = field(default_factory=list)
    opened: list[bool] = field(default_factory=list)

    def __call__(self, data_dir: Path, *, demo: bool = False, progress: Progress | None = None) -> FakeStation:
        if progress is not None:
            progress("models", 0.4)
        self.may_open.wait(10)
        self.opened.append(demo)
        if self.errors:
            raise self.errors.pop(0)
        return self.station


def end(qtbot: QtBot, controller: Controller) -> None:
    """Close as a user would, if that has not been done."""
    ended: list[bool] = []
    controller.finished.connect(lambda: ended.append(True))
    if controller.window.isVisible():
        controller.window.close()
        qtbot.waitUntil(lambda: bool(ended))
    controller.window.deleteLater()
    controller.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def body(controller: Controller) -> ConsoleBody:
    assert controller.window.body is not None
    return controller.window.body
