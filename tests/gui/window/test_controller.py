"""The life of the console."""

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from core.config import Settings, save_settings
from core.domain.camera import CameraState
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import CameraChanged, Review
from core.domain.ids import EventId
from gui.controller import Controller, Options, early_settings
from gui.i18n import Languages
from gui.main_window import Stage
from gui.ports import Progress
from gui.theme import Theme
from gui.views.about import About
from gui.views.console import ConsoleBody, Page
from gui.views.live.page import LivePage
from gui.views.placement.dialog import PlacementDialog
from gui.views.settings.camera_dialog import CameraDialog
from gui.widgets.report import Report
from gui.widgets.state_page import StatePage
from tests.gui.fakes import (
    ENTRANCE,
    NOON,
    FakeStation,
    card,
    picture,
    recognised,
    shot,
    spoof,
    status,
    track,
    unknown,
    view,
)
from tests.helpers.guards import ExpectLog


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


@pytest.fixture
def opener(station: FakeStation) -> Opener:
    made = Opener(station)
    made.may_open.set()
    return made


Start = Callable[..., Controller]


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


def test_changed_people_are_listed_anew(qtbot: QtBot, start: Start, station: FakeStation) -> None:
    controller = start()
    qtbot.waitUntil(lambda: body(controller).people.model.rowCount() == 1)
    station.persons = []
    station.listeners[0].on_people_changed()
    qtbot.waitUntil(lambda: body(controller).people.model.rowCount() == 0)


def test_enrolling_from_a_tile_and_taking_it_back(qtbot: QtBot, start: Start, station: FakeStation) -> None:
    controller = start()
    station.track_shots = (shot(0),)
    station.views[ENTRANCE.id] = view(ENTRANCE.id, 1, picture(640, 360, (90, 90, 90)), [track(7, (50, 80, 90, 130))])
    tile = body(controller).live.wall.tiles[0]
    qtbot.waitUntil(lambda: bool(tile.faces.marks))
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton, pos=tile.faces.marks[0].face.center().toPoint())
    dialog = body(controller).enrol_dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.why.text() == "Type a name.")
    tile.face_clicked.emit(ENTRANCE.id, 7)
    assert body(controller).enrol_dialog is dialog
    dialog.name.setText("Ben")
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.save.click()
    qtbot.waitUntil(controller.window.toast.isVisible)
    assert controller.window.toast.text.text().startswith("Ben is enrolled")
    assert body(controller).enrol_dialog is None
    controller.window.toast.undo.click()
    qtbot.waitUntil(lambda: [p.name for p in station.removed] == ["Ben"])
    qtbot.waitUntil(lambda: controller.window.toast.text.text() == "Ben was taken out again.")


def test_enrolling_from_a_card(qtbot: QtBot, start: Start, station: FakeStation) -> None:
    controller = start()
    stranger = unknown(3)
    station.cards[stranger.id] = card(stranger)
    station.tell(stranger)
    live = body(controller).live
    qtbot.waitUntil(lambda: live.feed.model.rowCount() == 1)
    live.feed.card_opened.emit(live.feed.model.cards[0])
    why = body(controller).cards.dialog
    assert why is not None
    live.feed.card_opened.emit(live.feed.model.cards[0])
    assert body(controller).cards.dialog is why
    qtbot.waitUntil(why.enrol.isEnabled)
    QTest.keyClick(why, Qt.Key.Key_E)
    dialog = body(controller).enrol_dialog
    assert dialog is not None
    assert body(controller).cards.dialog is None
    qtbot.waitUntil(lambda: [shot_.shot.seq for shot_ in dialog.cards] == [3])
    dialog.reject()


def test_the_offer_on_a_strangers_card_enrols_at_once(qtbot: QtBot, start: Start, station: FakeStation) -> None:
    controller = start()
    station.tell(unknown(3))
    live = body(controller).live
    qtbot.waitUntil(lambda: live.feed.model.rowCount() == 1)
    live.feed.enrol_asked.emit(live.feed.model.cards[0])
    dialog = body(controller).enrol_dialog
    assert dialog is not None
    dialog.reject()


def test_an_old_strangers_card_explains_itself(qtbot: QtBot, start: Start, station: FakeStation) -> None:
    old = card(unknown(9))
    station.records, station.cards[old.record.id] = [old.record], old
    controller = start()
    live = body(controller).live
    qtbot.waitUntil(lambda: live.feed.model.rowCount() == 1)
    live.feed.card_opened.emit(live.feed.model.cards[0])
    dialog = body(controller).cards.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "earlier run" in dialog.why.text())
    assert not dialog.enrol.isEnabled()
    dialog.reject()


def test_confirming_and_taking_it_back(qtbot: QtBot, start: Start, station: FakeStation) -> None:
    controller = start()
    ana = recognised(1, track=7)
    station.cards[ana.id] = card(ana)
    station.tell(ana)
    live = body(controller).live
    qtbot.waitUntil(lambda: live.feed.model.rowCount() == 1)
    live.wall.tiles[0].face_clicked.emit(ENTRANCE.id, 7)
    dialog = body(controller).cards.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.right.isEnabled)
    dialog.right.click()
    qtbot.waitUntil(controller.window.toast.isVisible)
    assert controller.window.toast.text.text() == "Ana Costa: noted as right."
    assert live.feed.model.cards[0].review is Review.CONFIRMED
    controller.window.toast.undo.click()
    qtbot.waitUntil(lambda: live.feed.model.cards[0].review is Review.NONE)
    assert [call for call in station.calls if call.split()[0] in ("confirm", "take_back")] == [
        f"confirm {ana.id}", f"take_back {ana.id}",
    ]  # fmt: skip


def menu_of(live: LivePage, track_: int | None) -> dict[str, QAction]:
    for old in live.findChildren(QMenu):
        old.deleteLater()
    live.wall.menu_asked.emit(ENTRANCE.id, track_, live.mapToGlobal(QPoint(50, 50)))
    menu = live.findChildren(QMenu)[-1]
    return {action.text().replace("&", ""): action for action in menu.actions() if action.text()}


def test_the_menu_of_a_camera_and_of_a_face(qtbot: QtBot, start: Start, station: FakeStation) -> None:
    controller = start()
    stranger = unknown(3, track=7)
    station.cards[stranger.id] = card(stranger)
    station.tell(stranger)
    live = body(controller).live
    qtbot.waitUntil(lambda: live.feed.model.rowCount() == 1)
    menu_of(live, None)["Fill the wall"].trigger()
    assert live.wall.large == ENTRANCE.id
    menu_of(live, None)["Show all cameras"].trigger()
    menu_of(live, 7)["Why was it decided so?"].trigger()
    why = body(controller).cards.dialog
    assert why is not None
    why.reject()
    menu_of(live, 7)["Enrol this person…"].trigger()
    dialog = body(controller).enrol_dialog
    assert dialog is not None
    dialog.reject()
    assert "Why was it decided so?" not in menu_of(live, 8)
    menu_of(live, None)["Check where it hangs…"].trigger()
    check = controller.window.findChild(PlacementDialog)
    assert isinstance(check, PlacementDialog)
    check.accept()


def test_a_suspected_picture_is_neither_recognised_nor_unknown(
    qtbot: QtBot, start: Start, station: FakeStation
) -> None:
    controller = start()
    station.tell(spoof())
    qtbot.waitUntil(lambda: body(controller).live.feed.model.rowCount() == 1)
    assert (controller.recognised, controller.unknown) == (0, 0)


def test_a_refused_password_is_told(qtbot: QtBot, start: Start, station: FakeStation) -> None:
    controller = start()
    station.tell(CameraChanged(EventId("x"), NOON, ENTRANCE.id, status(ENTRANCE, CameraState.REFUSED, "Wrong.")))
    qtbot.waitUntil(controller.window.bar.isVisible)
    assert "User or password refused" in controller.window.bar.text.text()


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
