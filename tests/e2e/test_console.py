"""The whole product through its window: a stranger passes, is enrolled from the card, and has a name at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from core.bootstrap import open_station
from core.domain.events import Recognised, Unknown
from gui.controller import Controller, Options
from gui.i18n import Languages
from gui.main_window import Stage
from gui.tables.feed_model import CARD_ROLE, FeedModel
from gui.theme import Theme
from gui.views.card.dialog import CardDialog
from gui.views.enrol.dialog import EnrolDialog

pytestmark = [pytest.mark.live, pytest.mark.qt_log_ignore("This plugin does not support")]

WAIT_MS = 60_000
"""For what takes a second on a quiet machine; a busy one must not fail the test."""


class Ear:
    """Remembers what the station told."""

    def __init__(self) -> None:
        self.named: list[str] = []
        self.strangers = 0

    def on_event(self, event: object) -> None:
        if isinstance(event, Recognised):
            self.named.append(event.name)
        elif isinstance(event, Unknown):
            self.strangers += 1

    def on_people_changed(self) -> None:
        pass


@pytest.fixture
def console(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Controller]:
    theme = Theme(qapp, "light")
    languages = Languages(qapp, tmp_path / "cache")
    made = Controller(Options(tmp_path, demo=True, remember_window=False), open_station, theme, languages, qapp)
    made.start()
    qtbot.waitUntil(lambda: made.window.stage is Stage.CONSOLE, timeout=WAIT_MS)
    yield made
    with qtbot.waitSignal(made.finished, timeout=WAIT_MS):
        made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    qapp.setStyleSheet("")
    theme.deleteLater()


def test_a_stranger_is_enrolled_from_the_card_and_named_at_once(console: Controller, qtbot: QtBot) -> None:
    ear = Ear()
    station = console.station
    assert station is not None
    leave = station.subscribe(ear)
    qtbot.waitUntil(lambda: console.unknown > 0 and console.recognised > 0, timeout=WAIT_MS)
    feed = next(v for v in console.window.findChildren(QListView) if isinstance(v.model(), FeedModel))

    def strangers() -> list[QModelIndex]:
        rows = (feed.model().index(row, 0) for row in range(feed.model().rowCount()))
        return [row for row in rows if not row.data(CARD_ROLE).name]

    qtbot.waitUntil(lambda: bool(strangers()), timeout=WAIT_MS)
    QTest.mouseClick(feed.viewport(), Qt.MouseButton.LeftButton, pos=feed.visualRect(strangers()[0]).center())
    card = console.window.findChild(CardDialog)
    assert card is not None
    qtbot.waitUntil(card.enrol.isEnabled, timeout=WAIT_MS)
    QTest.mouseClick(card.enrol, Qt.MouseButton.LeftButton)
    dialog = console.window.findChild(EnrolDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.name, "Vera Lind")
    qtbot.waitUntil(dialog.save.isEnabled, timeout=WAIT_MS)
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(p.name == "Vera Lind" for p in station.people()), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "Vera Lind" in ear.named, timeout=WAIT_MS)
    leave()
    assert [p.name for p in station.people()] == ["Ana Costa", "Jonas Weber", "Lena Novak", "Mateo Silva", "Vera Lind"]
