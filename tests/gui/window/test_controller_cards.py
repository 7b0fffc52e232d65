"""From the wall and the feed to cards, enrolment and back."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from core.domain.camera import CameraState
from core.domain.events import CameraChanged, Review
from core.domain.ids import EventId
from gui.views.live.page import LivePage
from gui.views.placement.dialog import PlacementDialog
from tests.gui.consoles import Start, body
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
