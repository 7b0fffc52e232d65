"""The health page, and what makes an operator look at it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from core.domain.camera import CameraState
from core.domain.events import HealthChanged
from core.domain.health import Concern, ConcernKind, Severity
from core.domain.ids import EventId
from core.runtime.health import DISK_FILLS, THREAD_ENDED, Point
from gui.bridge import Bridge
from gui.tables.feed_model import FeedModel
from gui.views.console import ConsoleBody
from gui.views.health.attention import Attention
from gui.views.health.page import HealthPage
from gui.views.rail import Page
from gui.widgets.sparkline import Sparkline
from tests.gui.fakes import ENTRANCE, LOBBY, NOON, healthy, status
from tests.gui.window.conftest import Bench

ENDED = Concern(ConcernKind.THREAD_STALLED, Severity.ALARM, "decide", THREAD_ENDED.format(subject="decide"))
FILLS = Concern(ConcernKind.DISK_FULL, Severity.NOTICE, "/data", DISK_FILLS.format(subject="/data", free=900))


def changed(*concerns: Concern) -> HealthChanged:
    return HealthChanged(EventId("h"), NOON, concerns)


@pytest.fixture
def page(bench: Bench) -> HealthPage:
    made = HealthPage(bench.context, bench.host)
    made.resize(1000, 800)
    made.show()
    return made


@pytest.fixture
def button(bench: Bench) -> QToolButton:
    made = QToolButton(bench.host)
    made.setFixedSize(68, 58)
    made.show()
    return made


@pytest.fixture
def console(bench: Bench) -> Iterator[ConsoleBody]:
    bridge = Bridge(bench.host)
    made = ConsoleBody(bench.context, bridge, FeedModel(bench.context, bench.host), bench.host)
    bench.station.subscribe(bridge)
    made.resize(1200, 800)
    made.show()
    yield made
    made.close()


def test_a_healthy_machine_is_said_to_be_well(page: HealthPage) -> None:
    assert [note.text.text()[:12] for note in page.notes] == ["All is well."]
    assert [row[:2] for row in page.cameras.texts] == [("Entrance", "Live"), ("Lobby", "Live")]
    assert page.stages.texts == [("From capture to name", "84.0", "120", "131")]
    assert ("Growth", "+0.3 MB/min") in page.memory.texts
    assert "Between" in page.course.accessibleName()
    page.grab()


def test_what_is_wrong_stands_at_the_top_and_goes_again(page: HealthPage, bench: Bench) -> None:
    bench.station.machine = healthy(ENDED, FILLS)
    bench.station.statuses[0] = status(ENTRANCE, CameraState.LOST, "Pulled.")
    page.refresh()
    assert [note.property("role") for note in page.notes] == ["error-card", "warning-card", "error-card"]
    assert page.notes[2].text.text() == "Entrance: Lost – trying again"
    assert "Pulled." in page.cameras.texts[0][1]
    bench.station.machine = healthy()
    bench.station.statuses = [status(LOBBY)]
    page.refresh()
    assert [note.property("role") for note in page.notes] == ["card"]
    assert [row[0] for row in page.cameras.texts] == ["Lobby"]


def test_figures_are_asked_for_only_while_somebody_looks(page: HealthPage) -> None:
    seen = [page.refreshing]
    page.hide()
    seen.append(page.refreshing)
    page.show()
    seen.append(page.refreshing)
    assert seen == [True, False, True]


def test_a_machine_that_has_not_been_looked_at_yet(page: HealthPage, bench: Bench) -> None:
    bench.station.machine = replace(healthy(), sample=None, memory=(), stages={})
    bench.station.statuses = []
    page.refresh()
    assert (page.memory.texts, page.queues.texts, page.cameras.texts) == ([], [], [])
    page.grab()


def test_the_rail_has_a_dot_while_something_is_wrong(bench: Bench, button: QToolButton) -> None:
    attention = Attention(bench.context, button)
    assert not attention.dot.isVisibleTo(button)
    attention.health_changed(changed(FILLS))
    assert attention.dot.isVisibleTo(button)
    assert "900 MB" in button.toolTip()
    assert not bench.bar.isVisible()
    attention.health_changed(changed())
    assert not attention.dot.isVisibleTo(button)
    assert button.toolTip() == ""


def test_an_alarm_is_told_once(bench: Bench, button: QToolButton) -> None:
    attention = Attention(bench.context, button)
    attention.health_changed(changed(ENDED, FILLS))
    assert bench.bar.isVisible()
    assert bench.bar.text.text() == ENDED.detail
    bench.bar.hide()
    attention.health_changed(changed(ENDED))
    assert not bench.bar.isVisible()


def test_what_was_wrong_before_the_window_was_built_shows_without_a_message(bench: Bench, button: QToolButton) -> None:
    bench.station.machine = healthy(ENDED)
    attention = Attention(bench.context, button)
    assert attention.dot.isVisibleTo(button)
    assert not bench.bar.isVisible()


def test_the_console_has_the_page_and_hears_of_changes(qtbot: QtBot, console: ConsoleBody, bench: Bench) -> None:
    seen = [console.health.refreshing]
    console.show_page(Page.HEALTH)
    seen.append(console.health.refreshing)
    assert seen == [False, True]
    assert console.page is Page.HEALTH
    bench.station.tell(changed(ENDED))
    qtbot.waitUntil(lambda: console.attention.dot.isVisibleTo(console))
    qtbot.waitUntil(bench.bar.isVisible)


def test_a_curve_is_painted_where_its_values_are(bench: Bench) -> None:
    curve = Sparkline(bench.context.theme, bench.host)
    curve.resize(200, 72)
    curve.show()
    empty = curve.grab().toImage()
    rising = [Point(10.0 * n, 300.0 + n, 0.0) for n in range(100)]
    curve.show_points([(p.mono_s, p.rss_mb) for p in rising], 1_000.0, 300.0, 399.0)
    drawn = curve.grab().toImage()
    changed_rows = [
        [y for y in range(drawn.height()) if drawn.pixel(x, y) != empty.pixel(x, y)] for x in (20, 100, 180)
    ]
    tops = [min(rows) for rows in changed_rows]
    assert tops == sorted(tops, reverse=True)
    assert tops[0] > tops[-1] + 30
