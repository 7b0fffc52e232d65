"""The life of the console."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from core.config import Settings, save_settings
from core.domain.camera import CameraState
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import CameraChanged
from core.domain.ids import EventId
from gui.controller import early_settings
from gui.main_window import Stage
from gui.theme import Theme
from gui.views.about import About
from gui.views.console import ConsoleBody
from gui.views.rail import Page
from gui.views.settings.camera_dialog import CameraDialog
from gui.widgets.report import Report
from gui.widgets.state_page import StatePage
from tests.gui.consoles import Opener, Start, body
from tests.gui.fakes import (
    ENTRANCE,
    NOON,
    FakeStation,
    recognised,
    status,
    unknown,
)
from tests.gui.people_office import PeopleOffice, people_office
from tests.helpers.guards import ExpectLog


def test_the_window_is_there_before_the_station(qtbot: QtBot, start: Start, opener: Opener) -> None:
    opener.may_open.clear()
    controller = start(until=Stage.LOADING)
    assert controller.window.isVisible()
    page = controller.window.page
    assert isinstance(page, StatePage)
    qtbot.waitUntil(lambda: page.text.text() == "Loading the recognition models…")
    opener.may_open.set()
    qtbot.waitUntil(lambda: controller.window.stage is Stage.CONSOLE)
    assert opener.station.calls[0] == "start"
    assert "MainThread" not in opener.station.threads


def test_events_reach_the_feed(qtbot: QtBot, start: Start, station: FakeStation) -> None:
    controller = start()
    station.tell(recognised())
    station.tell(unknown())
    qtbot.waitUntil(lambda: body(controller).live.feed.model.rowCount() == 2)
    assert (controller.recognised, controller.unknown) == (1, 1)


def test_a_failed_camera_is_told(qtbot: QtBot, start: Start, station: FakeStation) -> None:
    controller = start()
    failed = status(ENTRANCE, CameraState.FAILED, "No such device.")
    station.statuses[0] = failed
    station.tell(CameraChanged(EventId("x"), NOON, ENTRANCE.id, failed))
    qtbot.waitUntil(controller.window.bar.isVisible)
    assert "No such device." in controller.window.bar.text.text()
    assert body(controller).live.wall.tiles[0].status.state is CameraState.FAILED


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PeopleOffice]:
    with people_office(tmp_path / "people") as made:
        yield made


def test_changed_people_are_listed_anew(qtbot: QtBot, office: PeopleOffice, start: Start, station: FakeStation) -> None:
    station.desks.people, station.desks.doctor = office.people, office.desks.doctor
    ana = office.enrol("Ana Costa")
    controller = start()
    body(controller).show_page(Page.PEOPLE)
    qtbot.waitUntil(lambda: body(controller).people.model.rowCount() == 1)
    office.people.remove(ana.id)
    station.listeners[0].on_people_changed()
    qtbot.waitUntil(lambda: body(controller).people.model.rowCount() == 0)


def test_closing_shows_that_it_takes_a_moment_and_stops_the_station(
    qtbot: QtBot, start: Start, station: FakeStation
) -> None:
    controller = start()
    controller.window.close()
    assert controller.window.isVisible()
    assert controller.window.stage is Stage.CLOSING
    controller.close()
    qtbot.waitUntil(lambda: not controller.window.isVisible())
    assert station.calls[-1] == "stop"
    assert station.calls.count("stop") == 1
    assert station.listeners == []


def test_closing_while_opening_stops_what_was_opened(
    qtbot: QtBot, start: Start, station: FakeStation, opener: Opener
) -> None:
    opener.may_open.clear()
    controller = start(until=Stage.LOADING)
    controller.window.close()
    opener.may_open.set()
    qtbot.waitUntil(lambda: not controller.window.isVisible())
    assert station.calls == ["start", "stop"]


def test_a_station_that_does_not_start_is_stopped_and_may_be_tried_again(
    qtbot: QtBot, start: Start, station: FakeStation
) -> None:
    station.errors["start"] = KnownError(ErrorCode.STORE_DAMAGED, path="x", detail="y")
    controller = start(until=Stage.FAILED)
    assert station.calls == ["start", "stop"]
    station.errors.clear()
    controller.window.retry_asked.emit()
    qtbot.waitUntil(lambda: controller.window.stage is Stage.CONSOLE)


def test_a_folder_in_use_is_explained_on_a_page(qtbot: QtBot, start: Start, opener: Opener) -> None:
    opener.errors.append(KnownError(ErrorCode.STORE_IN_USE, path="/data/usher"))
    controller = start(until=Stage.FAILED)
    page = controller.window.page
    assert isinstance(page, StatePage)
    assert page.text.text().startswith("Another Usher is already using /data/usher.")


def test_a_bug_while_opening_is_reported(start: Start, opener: Opener, expected_log: ExpectLog) -> None:
    expected_log("gui.messages", logging.ERROR, "a bug")
    opener.errors.append(ValueError("oops"))
    controller = start(until=Stage.FAILED)
    report = controller.window.findChild(Report)
    assert isinstance(report, Report)
    report.accept()


def test_a_bug_while_stopping_is_logged_and_the_window_closes(
    qtbot: QtBot, start: Start, station: FakeStation, expected_log: ExpectLog
) -> None:
    expected_log("gui.messages", logging.ERROR, "a bug")
    controller = start()
    station.errors["stop"] = ValueError("stuck")
    controller.window.close()
    qtbot.waitUntil(lambda: not controller.window.isVisible())


def test_a_first_start_offers_the_demo(qtbot: QtBot, start: Start, station: FakeStation, opener: Opener) -> None:
    station.statuses = []
    controller = start()
    assert body(controller).live.try_demo.isVisible()
    body(controller).live.try_demo.click()
    qtbot.waitUntil(lambda: opener.opened == [False, True])
    qtbot.waitUntil(lambda: controller.window.stage is Stage.CONSOLE)
    assert station.calls.count("stop") == 1


def test_a_demo_keeps_language_and_theme(
    qtbot: QtBot, start: Start, station: FakeStation, theme: Theme, tmp_path: Path
) -> None:
    save_settings(tmp_path, Settings(theme="light", language="zh_CN"))
    controller = start(plain=True)
    body(controller).demo_asked.emit()
    qtbot.waitUntil(lambda: controller.window.stage is Stage.LOADING)
    qtbot.waitUntil(lambda: controller.window.stage is Stage.CONSOLE)
    assert theme.tokens.name == "light"
    assert body(controller).live.try_demo.text() == "试用演示(&D)"


def test_a_first_start_offers_a_camera(qtbot: QtBot, start: Start, station: FakeStation) -> None:
    station.statuses = []
    controller = start()
    body(controller).live.camera_asked.emit()
    dialog = controller.window.findChild(CameraDialog)
    assert isinstance(dialog, CameraDialog)
    assert body(controller).page is Page.SETTINGS
    dialog.reject()


def test_language_and_theme_take_effect_at_once(qtbot: QtBot, start: Start, theme: Theme) -> None:
    controller = start()
    body(controller).show_page(Page.SETTINGS)
    before = body(controller)
    box = before.settings.language
    box.setCurrentIndex(box.findData("zh_CN"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: body(controller) is not before)
    assert body(controller).page is Page.SETTINGS
    assert body(controller).settings.add_button.text() == "添加摄像头(&A)"
    themes = body(controller).settings.theme
    themes.setCurrentIndex(themes.findData("light"))
    themes.activated.emit(themes.currentIndex())
    qtbot.waitUntil(lambda: theme.tokens.name == "light")


def test_language_and_theme_together_build_the_console_once(
    start: Start, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    controller = start()
    body(controller).show_page(Page.SETTINGS)
    shown = list[ConsoleBody]()
    show = controller.window.show_console

    def shows(made: ConsoleBody) -> None:
        shown.append(made)
        show(made)

    monkeypatch.setattr(controller.window, "show_console", shows)
    body(controller).settings_applied.emit(Settings(language="zh_CN", theme="light"))
    assert shown == [body(controller)]
    assert theme.tokens.name == "light"
    assert body(controller).settings.add_button.text() == "添加摄像头(&A)"
    assert body(controller).page is Page.SETTINGS


def test_the_feed_survives_a_change_of_language(qtbot: QtBot, start: Start, station: FakeStation) -> None:
    controller = start()
    station.tell(recognised())
    qtbot.waitUntil(lambda: body(controller).live.feed.model.rowCount() == 1)
    body(controller).settings_applied.emit(Settings(language="zh_CN"))
    assert body(controller).live.feed.model.rowCount() == 1
    station.tell(unknown())
    qtbot.waitUntil(lambda: body(controller).live.feed.model.rowCount() == 2)


def test_the_menu_and_its_shortcuts(qtbot: QtBot, start: Start) -> None:
    controller = start()
    menu = body(controller).findChild(QMenu)
    assert isinstance(menu, QMenu)
    actions = {action.shortcut().toString(): action for action in menu.actions() if action.text()}
    actions["Ctrl+2"].trigger()
    assert body(controller).page is Page.PEOPLE
    actions["Ctrl+,"].trigger()
    assert body(controller).page is Page.SETTINGS
    actions["Ctrl+1"].trigger()
    assert body(controller).page is Page.LIVE
    actions["F11"].trigger()
    assert controller.window.isFullScreen()
    actions["F11"].trigger()
    assert not controller.window.isFullScreen()
    actions["Ctrl+N"].trigger()
    dialog = controller.window.findChild(CameraDialog)
    assert isinstance(dialog, CameraDialog)
    dialog.reject()
    next(action for action in menu.actions() if "About" in action.text()).trigger()
    about = controller.window.findChild(About)
    assert isinstance(about, About)
    about.accept()
    actions["Ctrl+Q"].trigger()
    qtbot.waitUntil(lambda: not controller.window.isVisible())


def test_shortcuts_have_no_twins(start: Start) -> None:
    menu = body(start()).findChild(QMenu)
    assert isinstance(menu, QMenu)
    keys = [action.shortcut().toString() for action in menu.actions() if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))


def test_the_window_comes_back_as_it_was(qtbot: QtBot, start: Start) -> None:
    first = start(remember=True)
    first.window.resize(960, 650)  # the offscreen screen is small, and geometry is kept on the screen
    body(first).live.splitter.setSizes([500, 500])
    feed = body(first).live.feed.width()
    end_first = first.window.size()
    first.close()
    qtbot.waitUntil(lambda: not first.window.isVisible())
    second = start(remember=True)
    assert second.window.size() == end_first
    assert abs(body(second).live.feed.width() - feed) <= 2


def test_it_fits_a_small_screen(start: Start) -> None:
    window = start().window
    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSizeHint().height() <= 768


def test_settings_that_cannot_be_read_do_not_keep_the_window_away(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(theme="light"))
    assert early_settings(tmp_path).theme == "light"
    (tmp_path / "settings.toml").write_text("theme = [", encoding="utf-8")
    assert early_settings(tmp_path) == Settings()
