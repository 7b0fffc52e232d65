"""A window without a runtime: a fake station and the services of the console."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.controller import Controller, Options
from gui.i18n import Languages
from gui.main_window import Stage
from gui.messages import Messages
from gui.pictures import Portraits
from gui.tasks import Tasks
from gui.theme import Theme
from gui.widgets.message_bar import MessageBar
from gui.widgets.toast import Toast
from tests.gui.consoles import Opener, Start, end
from tests.gui.fakes import FakeStation

OFFSCREEN = "This plugin does not support"
"""The offscreen platform has no window manager and says so at every dialog."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN))


@dataclass
class Bench:
    """What a view needs, and what it says through it."""

    station: FakeStation
    host: QWidget
    bar: MessageBar
    toast: Toast
    context: Context


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "dark")
    yield made
    qapp.setStyleSheet("")
    made.deleteLater()


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def station(tmp_path: Path) -> FakeStation:
    return FakeStation(tmp_path)


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme, tasks: Tasks, station: FakeStation) -> Bench:
    host = QWidget()
    host.resize(1200, 800)
    qtbot.addWidget(host)
    bar, toast = MessageBar(theme, host), Toast(theme, host)
    messages = Messages(host, bar, toast, theme)
    portraits = Portraits(tasks, messages.failure, hide=False, parent=host)
    host.show()
    context = Context(station, tasks, messages, theme, portraits, blur_faces=False)
    return Bench(station, host, bar, toast, context)


@pytest.fixture
def opener(station: FakeStation) -> Opener:
    made = Opener(station)
    made.may_open.set()
    return made


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path, opener: Opener) -> Iterator[Start]:
    languages = Languages(qapp, tmp_path / "cache")
    started: list[Controller] = []

    def start_it(*, until: Stage = Stage.CONSOLE, remember: bool = False, plain: bool = False) -> Controller:
        options = Options(tmp_path, remember_window=remember)
        if not plain:
            options = replace(options, language="en", theme="dark")
        controller = Controller(options, opener, theme, languages, qapp)
        started.append(controller)
        controller.start()
        qtbot.waitUntil(lambda: controller.window.stage is until)
        return controller

    yield start_it
    opener.may_open.set()
    for controller in started:
        end(qtbot, controller)
    languages.close()
