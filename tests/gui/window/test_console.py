"""The pages of the console are built when they are wanted, and what must be heard before is."""

import logging
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from core.domain.access import DoorMode
from core.domain.doors import DoorAct, DoorFact, DoorStatus, Link
from core.domain.events import AtDoor, DoorChanged
from core.domain.ids import DoorId, EventId
from core.domain.reports import Muster
from gui.bridge import Bridge
from gui.process import bugs_reported
from gui.tables.feed_model import FeedModel
from gui.views.attendance.muster_dialog import MusterDialog
from gui.views.console import ConsoleBody
from gui.views.doors.watch import DoorWatch
from gui.views.health.page import HealthPage
from gui.views.pages import PageView
from gui.views.rail import Page
from gui.widgets.report import Report
from tests.gui.fakes import NOON
from tests.gui.window.conftest import Bench
from tests.helpers.guards import ExpectLog

MAIN, LAB = DoorId("main"), DoorId("lab")


class Doors:
    """Two doors that do as they are told, and a desk that tells of them."""

    def __init__(self, bench: Bench) -> None:
        self.alarms: dict[DoorId, DoorAct | None] = {MAIN: None, LAB: None}
        bench.station.desks.doors = SimpleNamespace(doors=self.doors, settings=tuple, facts=lambda *_: ())

    def doors(self) -> tuple[DoorStatus, ...]:
        return tuple(
            DoorStatus(door, door.title(), Link.UP, DoorMode.NORMAL, unlocked=False, alarm=alarm)
            for door, alarm in self.alarms.items()
        )

    def alarm(self, door: DoorId) -> DoorChanged:
        """Begin an alarm, and return what is told of it."""
        self.alarms[door] = DoorAct.FORCED
        status = next(each for each in self.doors() if each.door == door)
        return DoorChanged(EventId(f"d-{door}"), NOON, status)


@pytest.fixture
def doors(bench: Bench) -> Doors:
    return Doors(bench)


@pytest.fixture
def console(bench: Bench, doors: Doors) -> Iterator[ConsoleBody]:
    bridge = Bridge(bench.host)
    made = ConsoleBody(bench.context, bridge, FeedModel(bench.context, bench.host), bench.host)
    bench.station.subscribe(bridge)
    made.resize(1200, 800)
    made.show()
    yield made
    made.close()


def built(console: ConsoleBody) -> set[str]:
    return {type(page).__name__ for page in console.findChildren(PageView)}


def said(console: ConsoleBody, page: Page) -> str:
    return console.rail.buttons[page].accessibleDescription()


def test_a_page_is_built_when_it_is_first_wanted_and_kept(console: ConsoleBody) -> None:
    assert built(console) == {"LivePage"}
    console.rail.buttons[Page.HEALTH].click()
    assert built(console) == {"LivePage", "HealthPage"}
    health = console.health
    assert health.isVisible()
    console.show_page(Page.LIVE)
    console.show_page(Page.HEALTH)
    assert console.health is health
    assert len(console.findChildren(HealthPage)) == 1


def test_every_page_can_be_gone_to(console: ConsoleBody, bench: Bench) -> None:
    bench.station.desks.doctor = SimpleNamespace(latest=lambda: None)
    bench.station.desks.unknowns.strangers = lambda **_: ()
    for page in Page:
        console.rail.buttons[page].click()
        shown = console.pages.currentWidget()
        assert isinstance(shown, PageView)
        assert shown.isVisible()
        assert console.page is page
    assert len(built(console)) == len(Page)


def test_a_page_that_cannot_be_built_is_reported_and_leaves_the_one_before(
    console: ConsoleBody, bench: Bench, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectLog
) -> None:
    expected_log("gui.messages", logging.ERROR, "a bug")

    def break_down(_: HealthPage) -> None:
        raise ValueError("oops")

    monkeypatch.setattr(HealthPage, "_build", break_down)
    with bugs_reported(bench.context.messages.bug):
        console.rail.buttons[Page.HEALTH].click()
    report = bench.host.findChild(Report)
    assert isinstance(report, Report)
    report.accept()
    assert console.page is Page.LIVE
    assert console.rail.buttons[Page.LIVE].isChecked()
    assert console.live.isVisible()
    monkeypatch.undo()
    console.rail.buttons[Page.HEALTH].click()
    assert console.health.isVisible()
    assert console.rail.buttons[Page.HEALTH].isChecked()


def test_the_muster_list_comes_from_anywhere(console: ConsoleBody, bench: Bench) -> None:
    bench.station.desks.attendance.muster = lambda: Muster(NOON, "UTC", "", ())
    menu = console.findChild(QMenu)
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.shortcut().toString() == "F8").trigger()
    dialog = bench.host.findChild(MusterDialog)
    assert isinstance(dialog, MusterDialog)
    assert dialog.isVisible()
    assert console.page is Page.LIVE
    dialog.reject()


def test_what_waits_is_on_the_rail_from_the_start(qtbot: QtBot, console: ConsoleBody, bench: Bench) -> None:
    bench.station.desks.unknowns.waiting_count = lambda: 3
    bench.station.desks.attendance.requests = lambda: ("a request", "another")
    console.waiting.count()
    qtbot.waitUntil(lambda: said(console, Page.UNKNOWNS) == "3 visits wait for your word")
    qtbot.waitUntil(lambda: said(console, Page.ATTENDANCE) == "2 requests wait for an answer")
    assert built(console) == {"LivePage"}


def test_alarms_of_doors_are_said_and_counted_while_nobody_looks(
    qtbot: QtBot, console: ConsoleBody, bench: Bench, doors: Doors
) -> None:
    told = doors.alarm(MAIN)
    bench.station.tell(told)
    qtbot.waitUntil(bench.bar.isVisible)
    assert bench.bar.text.text() == "Main: Opened by force: nobody had been let in"
    assert said(console, Page.DOORS) == "1 doors have an alarm"
    assert built(console) == {"LivePage"}
    console.show_page(Page.DOORS)
    assert console.site.doors.board.cards[MAIN].alarm.isVisible()
    assert not console.site.doors.board.cards[LAB].alarm.isVisible()
    bench.bar.hide()
    doors.alarms[MAIN] = None
    bench.station.tell(DoorChanged(EventId("d"), NOON, doors.doors()[0]))
    qtbot.waitUntil(lambda: not said(console, Page.DOORS))
    assert not bench.bar.isVisible()


def test_a_relay_that_fails_is_said_while_nobody_looks(qtbot: QtBot, console: ConsoleBody, bench: Bench) -> None:
    bench.station.tell(AtDoor(EventId("a"), NOON, DoorFact(NOON, LAB, DoorAct.FAILED), "Laboratory"))
    qtbot.waitUntil(bench.bar.isVisible)
    assert bench.bar.text.text().startswith("Laboratory: ")
    assert built(console) == {"LivePage"}


def test_alarms_that_begin_together_are_both_said(bench: Bench, doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    warned: list[str] = []
    monkeypatch.setattr(bench.context.messages, "warning", warned.append)
    watch = DoorWatch(bench.context, bench.host)
    both = [doors.alarm(MAIN), doors.alarm(LAB)]
    for event in (*both, *both):
        watch.door_changed(event)
    assert warned == ["Main: Opened by force: nobody had been let in", "Lab: Opened by force: nobody had been let in"]


def test_what_was_wrong_at_doors_before_is_counted_without_a_message(
    bench: Bench, doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    warned: list[str] = []
    monkeypatch.setattr(bench.context.messages, "warning", warned.append)
    told = doors.alarm(MAIN)
    watch = DoorWatch(bench.context, bench.host)
    counts: list[int] = []
    watch.alarms.connect(counts.append)
    watch.refresh()
    watch.door_changed(told)
    assert counts == [1, 1]
    assert warned == []


def test_the_keyboard_follows_to_the_page(console: ConsoleBody, bench: Bench) -> None:
    bench.host.activateWindow()
    QTest.qWaitForWindowActive(bench.host)
    console.rail.buttons[Page.PEOPLE].click()
    assert console.people.search.hasFocus()
    console.show_page(Page.LIVE)
    assert console.live.wall.hasFocus()
