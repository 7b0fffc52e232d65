"""One camera on the wall."""

import time

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.domain.arrays import frozen
from core.domain.camera import CameraState
from core.domain.matching import Verdict
from core.domain.tracking import FrameView, TrackView
from gui.theme import Theme
from gui.widgets.stamps import Caption, Stamps
from gui.widgets.tile import Tile
from tests.gui.fakes import ENTRANCE, picture, status, track, view

GREY = picture(640, 360, (120, 120, 120))


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(640, 360)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def tile(host: QWidget, theme: Theme) -> Tile:
    return make_tile(host, theme)


def make_tile(host: QWidget, theme: Theme, *, blur: bool = False) -> Tile:
    made = Tile(status(ENTRANCE), theme, Stamps(theme), blur=blur, parent=host)
    made.resize(640, 360)
    made.show()
    return made


def painted(tile: Tile) -> QImage:
    return tile.grab().toImage()


def near(image: QImage, x: int, y: int, colour: str, reach: int = 3) -> bool:
    """Whether a pixel close to (x, y) has about this colour."""
    wanted = QColor(colour)
    spots = [image.pixelColor(x + dx, y + dy) for dx in range(-reach, reach + 1) for dy in range(-reach, reach + 1)]
    return any(
        abs(s.red() - wanted.red()) + abs(s.green() - wanted.green()) + abs(s.blue() - wanted.blue()) < 60
        for s in spots
    )


def seen(*tracks: TrackView, seq: int = 1) -> FrameView:
    return view(ENTRANCE.id, seq, GREY, tracks, time.monotonic_ns())


COLOURS = {
    Verdict.RECOGNISED: "recognised",
    Verdict.UNKNOWN: "unknown",
    Verdict.PENDING: "pending",
    Verdict.SPOOF: "bad",
    Verdict.NOT_A_FACE: "pending",
}


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_box_has_the_colour_of_its_verdict(tile: Tile, theme: Theme, verdict: Verdict) -> None:
    tile.show_view(seen(track(1, (200, 120, 300, 240), verdict, "Ana" if verdict is Verdict.RECOGNISED else None)))
    assert near(painted(tile), 200, 135, getattr(theme.tokens.scale.video, COLOURS[verdict]))


def test_the_picture_is_shown_in_its_own_colours(tile: Tile) -> None:
    image = np.full((360, 640, 3), (200, 30, 10), np.uint8)
    tile.show_view(view(ENTRANCE.id, 1, frozen(image)))
    assert near(painted(tile), 320, 200, "#0a1ec8")


def test_the_same_picture_is_not_painted_again(tile: Tile) -> None:
    frame = seen()
    assert tile.show_view(frame)
    assert not tile.show_view(frame)
    assert not tile.show_view(None)


def test_a_picture_counts_once_with_its_age(qtbot: QtBot, tile: Tile) -> None:
    tile.show_view(view(ENTRANCE.id, 1, GREY, (), time.monotonic_ns() - 80_000_000))
    qtbot.waitUntil(lambda: tile.meter.count == 1)
    painted(tile)
    found = tile.meter.counters(tile.camera, time.monotonic_ns())
    assert found.repaints == 1
    assert found.frame_age_max_ms >= 80.0


def test_a_narrow_picture_keeps_its_shape(tile: Tile) -> None:
    tile.show_view(view(ENTRANCE.id, 1, picture(360, 360, (0, 255, 0))))
    image = painted(tile)
    assert near(image, 320, 200, "#00d000", reach=60)
    assert near(image, 60, 200, "#0b0d12")


def test_a_tile_tells_when_its_shape_changes(qtbot: QtBot, tile: Tile) -> None:
    with qtbot.waitSignal(tile.reshaped):
        tile.show_view(view(ENTRANCE.id, 1, picture(360, 640, (0, 255, 0))))
    assert tile.aspect == pytest.approx(360 / 640)


def test_a_click_on_a_face_names_camera_and_track(qtbot: QtBot, tile: Tile) -> None:
    tile.show_view(seen(track(7, (200, 120, 300, 240), Verdict.UNKNOWN)))
    with qtbot.waitSignal(tile.face_clicked) as found:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton, pos=QPoint(250, 180))
    assert found.args == ["entrance", 7]


def test_a_click_on_a_label_counts_for_its_face(qtbot: QtBot, tile: Tile) -> None:
    tile.show_view(seen(track(7, (200, 120, 300, 200), Verdict.UNKNOWN)))
    with qtbot.waitSignal(tile.face_clicked):
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton, pos=QPoint(250, 215))


def test_a_click_beside_every_face_does_nothing(qtbot: QtBot, tile: Tile) -> None:
    tile.show_view(seen(track(7, (200, 120, 300, 240), Verdict.UNKNOWN)))
    with qtbot.assertNotEmitted(tile.face_clicked):
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton, pos=QPoint(500, 300))


def test_of_two_faces_under_the_pointer_the_smaller_is_meant(tile: Tile) -> None:
    tile.show_view(seen(track(1, (100, 60, 500, 340)), track(2, (250, 150, 300, 200))))
    found = tile.faces.at(QPointF(275, 175))
    assert found is not None
    assert found.view.track == 2


@pytest.mark.parametrize(("at", "track_"), [(QPoint(250, 180), 7), (QPoint(500, 330), None)])
def test_a_right_click_asks_for_a_menu(qtbot: QtBot, tile: Tile, at: QPoint, track_: int | None) -> None:
    tile.show_view(seen(track(7, (200, 120, 300, 240), Verdict.UNKNOWN)))
    reason = QContextMenuEvent.Reason.Mouse
    with qtbot.waitSignal(tile.menu_asked) as found:
        QApplication.sendEvent(tile, QContextMenuEvent(reason, at, tile.mapToGlobal(at)))
    assert found.args == ["entrance", track_, tile.mapToGlobal(at)]


def test_the_menu_key_asks_for_the_cameras_menu(qtbot: QtBot, tile: Tile) -> None:
    tile.show_view(seen(track(7, (0, 0, 640, 360), Verdict.UNKNOWN)))
    with qtbot.waitSignal(tile.menu_asked) as found:
        QApplication.sendEvent(tile, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1)))
    assert found.args is not None
    assert found.args[1] is None


def test_a_double_click_asks_for_enlarging(qtbot: QtBot, tile: Tile) -> None:
    tile.show_view(seen())
    with qtbot.waitSignal(tile.enlarge_asked) as found:
        QTest.mouseDClick(tile, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert found.args == ["entrance"]


def test_the_pointer_shows_that_a_face_can_be_picked(tile: Tile) -> None:
    tile.show_view(seen(track(7, (200, 120, 300, 240), Verdict.UNKNOWN)))
    QTest.mouseMove(tile, QPoint(250, 180))
    assert tile.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert tile.toolTip() == "Click to enrol this person"
    tile.show_view(seen(track(7, (200, 120, 300, 240), Verdict.RECOGNISED, "Ana"), seq=2))
    QTest.mouseMove(tile, QPoint(500, 330))
    QTest.mouseMove(tile, QPoint(250, 180))
    assert tile.toolTip() == "Click to see why"
    QTest.mouseMove(tile, QPoint(500, 330))
    assert tile.cursor().shape() is Qt.CursorShape.ArrowCursor


@pytest.mark.parametrize("state", [state for state in CameraState if state is not CameraState.LIVE])
def test_a_camera_without_a_living_picture_shows_no_boxes(tile: Tile, theme: Theme, state: CameraState) -> None:
    tile.show_view(seen(track(1, (200, 120, 300, 240), Verdict.RECOGNISED, "Ana")))
    tile.show_status(status(ENTRANCE, state, "Because."))
    assert not near(painted(tile), 200, 135, theme.tokens.scale.video.recognised)
    assert "Because." in tile.accessibleDescription()


def test_a_coasting_face_is_fainter(tile: Tile, theme: Theme) -> None:
    tile.show_view(seen(track(1, (200, 120, 300, 240), Verdict.RECOGNISED, "Ana", coasting=True)))
    assert not near(painted(tile), 200, 135, theme.tokens.scale.video.recognised, reach=1)


def test_faces_are_hidden_for_a_published_picture(host: QWidget, theme: Theme) -> None:
    rng = np.random.default_rng(3)
    noise = frozen(rng.integers(0, 255, (360, 640, 3), dtype=np.uint8))
    tile = make_tile(host, theme, blur=True)
    tile.show_view(view(ENTRANCE.id, 1, noise, [track(1, (200, 120, 300, 240))], time.monotonic_ns()))
    image = painted(tile)

    def colours(x: int, y: int) -> int:
        return len({image.pixelColor(x + dx, y + dy).rgb() for dx in range(40) for dy in range(40)})

    assert colours(230, 150) < 20
    assert colours(500, 200) > 1000
    tile.show_view(view(ENTRANCE.id, 2, noise, (), time.monotonic_ns()))  # missed for a frame: still hidden
    image = painted(tile)
    assert colours(230, 150) < 20


def test_the_ring_is_for_the_keyboard_only(qtbot: QtBot, tile: Tile, theme: Theme) -> None:
    tile.show_view(seen())
    tile.window().activateWindow()
    qtbot.waitUntil(tile.isActiveWindow)
    tile.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not near(painted(tile), 1, 180, theme.tokens.scale.video.focus, reach=1)
    tile.clearFocus()
    tile.setFocus(Qt.FocusReason.TabFocusReason)
    assert near(painted(tile), 1, 180, theme.tokens.scale.video.focus, reach=1)


def test_corners_take_the_colour_behind(tile: Tile, theme: Theme) -> None:
    tile.show_view(view(ENTRANCE.id, 1, picture(640, 360, (255, 255, 255))))
    assert painted(tile).pixelColor(0, 359) == QColor(theme.tokens.colour.window)


def test_a_screen_of_another_ratio_gets_its_own_stamps(theme: Theme) -> None:
    stamps = Stamps(theme)
    caption = stamps.caption
    words = Caption(200, theme.tokens.scale.video.recognised, "Entrance", "25 fps")
    assert caption(words).width() == 200
    assert caption(words) is caption(words)
    stamps.use(2.0)
    assert caption(words).width() == 400
