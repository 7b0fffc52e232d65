"""The live wall."""

import time

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.camera import CameraSpec, CameraState
from core.domain.ids import CameraId
from core.domain.matching import Verdict
from gui.views.live.wall import LiveWall
from tests.gui.fakes import ENTRANCE, LOBBY, FakeStation, picture, status, track, view
from tests.gui.window.conftest import Bench

GREY = picture(320, 180, (120, 120, 120))


@pytest.fixture
def wall(qtbot: QtBot, bench: Bench) -> LiveWall:
    made = LiveWall(bench.context, bench.host)
    made.resize(1000, 700)
    made.show()
    return made


def cameras(station: FakeStation, n: int) -> None:
    specs = [CameraSpec(CameraId(f"c{i}"), f"Camera {i}", f"usb:{i}") for i in range(n)]
    station.statuses = [status(spec) for spec in specs]


@pytest.mark.parametrize("n", range(1, 10))
def test_one_tile_for_every_camera(wall: LiveWall, bench: Bench, n: int) -> None:
    cameras(bench.station, n)
    wall.refresh()
    assert [tile.camera for tile in wall.tiles] == [f"c{i}" for i in range(n)]
    inside = QRect(0, 0, wall.width(), wall.height())
    assert all(inside.contains(tile.geometry()) for tile in wall.tiles)


def test_the_newest_picture_is_pulled_and_painted(qtbot: QtBot, wall: LiveWall, bench: Bench) -> None:
    for seq in range(3):
        bench.station.views[ENTRANCE.id] = view(ENTRANCE.id, seq, GREY, (), time.monotonic_ns())
        qtbot.waitUntil(lambda n=seq: wall.tiles[0].meter.count == n + 1)  # type: ignore[misc]
    found = wall.counters()
    assert found.tiles[0].repaints == 3
    assert found.tiles[1].repaints == 0
    assert wall.repaints >= 3


def test_counters_start_anew(qtbot: QtBot, wall: LiveWall, bench: Bench) -> None:
    bench.station.views[ENTRANCE.id] = view(ENTRANCE.id, 1, GREY, (), time.monotonic_ns())
    qtbot.waitUntil(lambda: wall.tiles[0].meter.count == 1)
    wall.restart_counters()
    assert (wall.repaints, wall.counters().tiles[0].repaints) == (0, 0)


def test_a_hidden_wall_pulls_nothing(qtbot: QtBot, wall: LiveWall, bench: Bench) -> None:
    wall.hide()
    bench.station.views[ENTRANCE.id] = view(ENTRANCE.id, 1, GREY, (), time.monotonic_ns())
    qtbot.wait(100)
    assert wall.repaints == 0


def test_states_are_taken_over(qtbot: QtBot, wall: LiveWall, bench: Bench) -> None:
    bench.station.statuses[0] = status(ENTRANCE, CameraState.STALLED)
    qtbot.waitUntil(lambda: wall.tiles[0].status.state is CameraState.STALLED)


def test_a_removed_camera_takes_its_tile_along_and_the_other_stays(wall: LiveWall, bench: Bench) -> None:
    lobby = wall.tiles[1]
    wall.enlarge(ENTRANCE.id)
    bench.station.statuses = [status(LOBBY)]
    wall.refresh()
    assert wall.tiles == (lobby,)
    assert wall.large is None


def test_a_renamed_camera_keeps_its_tile(wall: LiveWall, bench: Bench) -> None:
    before = wall.tiles
    bench.station.statuses[0] = status(CameraSpec(ENTRANCE.id, "Gate", "usb:0"))
    wall.refresh()
    assert wall.tiles == before
    assert wall.tiles[0].accessibleName() == "Gate"


def test_enlarging_and_back(wall: LiveWall) -> None:
    small = wall.tiles[0].width()
    wall.enlarge(ENTRANCE.id)
    assert wall.tiles[0].width() > small
    assert [tile.isVisible() for tile in wall.tiles] == [True, False]
    wall.enlarge(ENTRANCE.id)
    assert [tile.isVisible() for tile in wall.tiles] == [True, True]


def test_the_keyboard_reaches_everything(qtbot: QtBot, wall: LiveWall, bench: Bench) -> None:
    cameras(bench.station, 4)
    wall.refresh()
    bench.host.activateWindow()
    wall.tiles[0].setFocus()

    def press(key: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)

    press(Qt.Key.Key_Right)
    assert wall.tiles[1].hasFocus()
    press(Qt.Key.Key_Down)
    assert wall.tiles[3].hasFocus()

    def large() -> CameraId | None:
        return wall.large

    press(Qt.Key.Key_Return)
    assert large() == "c3"
    press(Qt.Key.Key_Left)
    assert wall.tiles[3].hasFocus()
    press(Qt.Key.Key_Escape)
    assert large() is None
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Up)
    assert wall.tiles[0].hasFocus()


def test_a_face_is_passed_on(qtbot: QtBot, wall: LiveWall, bench: Bench) -> None:
    with qtbot.waitSignal(wall.face_clicked) as found:
        wall.tiles[1].face_clicked.emit(LOBBY.id, 4)
    assert found.args == ["lobby", 4]


def test_sixty_faces_are_laid_out(wall: LiveWall, bench: Bench) -> None:
    many = [track(i, (i * 5.0, 20.0, i * 5.0 + 12, 36.0), Verdict.UNKNOWN) for i in range(60)]
    wall.tiles[0].show_view(view(ENTRANCE.id, 1, GREY, many, time.monotonic_ns()))
    marks = wall.tiles[0].faces.marks
    assert len(marks) == 60
    assert all(mark.label is None for mark in marks)
