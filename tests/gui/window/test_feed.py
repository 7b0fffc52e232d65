"""The feed beside the wall."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.domain.events import Review, SightingRecord
from core.domain.ids import EventId
from gui.presenters.feed import KEPT
from gui.tables.feed_model import FeedModel
from gui.views.live.feed import Feed
from tests.gui.fakes import ANA, ENTRANCE, NOON, jpeg, picture, recognised, spoof, unknown
from tests.gui.window.conftest import Bench


@pytest.fixture
def model(bench: Bench) -> FeedModel:
    return FeedModel(bench.context, bench.host)


@pytest.fixture
def feed(bench: Bench, model: FeedModel) -> Feed:
    made = Feed(bench.context, model, bench.host)
    made.resize(340, 700)
    made.show()
    return made


def record(number: int) -> SightingRecord:
    return SightingRecord(
        EventId(f"old{number}"), NOON, ENTRANCE.id, "Entrance", "", 1, ANA.id, ANA.name, 0.7, 0.3, 0.9
    )


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, model: FeedModel) -> None:
    model.load([record(1), record(2)])
    model.add(recognised())
    model.add(unknown())
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_the_newest_is_on_top(model: FeedModel) -> None:
    model.add(recognised())
    model.add(unknown())
    assert [card.event for card in model.cards] == ["u1", "r1"]


def test_a_visit_that_goes_on_moves_its_card_up(model: FeedModel) -> None:
    model.add(recognised(1, track=1))
    model.add(unknown(1, track=2))
    model.add(recognised(2, track=3, seconds=5))
    assert [(card.event, card.times) for card in model.cards] == [("r2", 2), ("u1", 1)]


def test_old_cards_make_room(model: FeedModel) -> None:
    for number in range(KEPT + 5):
        model.add(unknown(number, track=number))
    assert len(model.cards) == KEPT
    assert model.shot(model.cards[-1]) is not None


def test_what_was_seen_before_is_loaded_under_what_came_since(qtbot: QtBot, bench: Bench, model: FeedModel) -> None:
    bench.station.records = [record(1), record(2)]
    model.add(recognised())
    model.refresh()
    qtbot.waitUntil(lambda: len(model.cards) == 3)
    assert [card.event for card in model.cards] == ["r1", "old1", "old2"]


def test_a_card_of_this_run_brings_its_own_picture(bench: Bench, model: FeedModel) -> None:
    model.add(recognised())
    assert model.portrait(model.cards[0]) is not None
    assert "sighting_portrait" not in bench.station.calls


def test_an_older_cards_picture_is_fetched_once(qtbot: QtBot, bench: Bench, model: FeedModel) -> None:
    bench.station.portraits["old1"] = jpeg(picture(300, 300, (10, 200, 30)))
    model.load([record(1)])
    with qtbot.waitSignal(model.dataChanged):
        assert model.portrait(model.cards[0]) is None
    found = model.portrait(model.cards[0])
    assert isinstance(found, QImage)
    assert found.width() == 160
    assert bench.station.calls.count("sighting_portrait") == 1
    assert not any(name == "MainThread" for name in bench.station.threads)


def test_a_picture_that_is_missing_is_not_asked_for_again(qtbot: QtBot, bench: Bench, model: FeedModel) -> None:
    model.load([record(1)])
    with qtbot.waitSignal(bench.context.portraits.ready):
        model.portrait(model.cards[0])
    assert model.portrait(model.cards[0]) is None
    assert bench.station.calls.count("sighting_portrait") == 1


def test_an_empty_feed_says_so_until_somebody_comes(feed: Feed, model: FeedModel) -> None:
    assert not feed.list.isVisible()
    model.add(recognised())
    assert feed.list.isVisible()


def test_a_click_opens_a_card(qtbot: QtBot, feed: Feed, model: FeedModel) -> None:
    model.add(unknown())
    with qtbot.assertNotEmitted(feed.enrol_asked), qtbot.waitSignal(feed.card_opened) as found:
        QTest.mouseClick(feed.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 40))
    assert found.args is not None
    assert found.args[0].event == "u1"


def test_enter_opens_a_card(qtbot: QtBot, feed: Feed, model: FeedModel) -> None:
    model.add(recognised())
    feed.list.setFocus()
    feed.list.setCurrentIndex(model.index(0))
    with qtbot.waitSignal(feed.card_opened):
        QTest.keyClick(feed.list, Qt.Key.Key_Return)


def test_cards_are_painted(feed: Feed, model: FeedModel, bench: Bench) -> None:
    empty = feed.grab().toImage()
    model.add(recognised(1, track=1))
    model.add(recognised(2, track=3, seconds=5))
    model.add(unknown())
    feed.list.setCurrentIndex(model.index(0))
    assert feed.grab().toImage() != empty
    tokens = bench.context.theme.tokens
    image = feed.list.viewport().grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(10, 90)}
    assert tokens.colour.warn_soft in colours


def test_a_click_on_the_offer_to_enrol_enrols(qtbot: QtBot, feed: Feed, model: FeedModel) -> None:
    feed.resize(360, 500)
    model.add(unknown())
    feed.list.grab()
    rect = feed.list.visualRect(model.index(0))
    with qtbot.assertNotEmitted(feed.card_opened), qtbot.waitSignal(feed.enrol_asked) as found:
        QTest.mouseClick(feed.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.right() - 30, rect.y() + 20))
    assert found.args is not None
    assert found.args[0].event == "u1"


def test_what_was_said_is_marked_on_its_card(feed: Feed, model: FeedModel) -> None:
    model.add(recognised())
    plain = feed.list.viewport().grab().toImage()
    for said in (Review.CONFIRMED, Review.REFUSED):
        model.review(EventId("r1"), said)
        assert model.cards[0].review is said
        assert feed.list.viewport().grab().toImage() != plain
    model.review(EventId("r1"), Review.NONE)
    assert feed.list.viewport().grab().toImage() == plain


def test_a_suspected_picture_is_framed_in_warning(feed: Feed, model: FeedModel, bench: Bench) -> None:
    model.add(spoof())
    image = feed.list.viewport().grab().toImage()
    bad = bench.context.theme.tokens.colour.bad
    assert bad in {image.pixelColor(x, 40).name() for x in range(image.width())}


def test_the_card_of_a_face_in_sight_is_found_by_its_track(model: FeedModel) -> None:
    model.add(unknown(1, track=4))
    found = model.of_track(ENTRANCE.id, 4)
    assert found is not None
    assert found.event == "u1"
    assert model.of_track(ENTRANCE.id, 5) is None
