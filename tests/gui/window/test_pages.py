"""Settings."""

import pytest
from pytestqt.qtbot import QtBot

from core.domain.camera import CameraSpec, CameraState
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import CameraId
from gui.views.settings.page import SettingsPage
from tests.gui.fakes import ENTRANCE, status
from tests.gui.window.conftest import Bench


@pytest.fixture
def settings(bench: Bench) -> SettingsPage:
    page = SettingsPage(bench.context, bench.host)
    page.resize(900, 600)
    page.show()
    return page


def test_cameras_are_listed_with_their_state(settings: SettingsPage, bench: Bench) -> None:
    assert list(settings.rows) == ["entrance", "lobby"]
    bench.station.statuses[0] = status(ENTRANCE, CameraState.LOST, "Pulled.")
    settings.refresh()
    assert settings.rows["entrance"].state.text() == "Lost – trying again"
    assert "Pulled." in settings.rows["entrance"].state.toolTip()


def test_a_password_is_never_shown(settings: SettingsPage, bench: Bench) -> None:
    spec = CameraSpec(CameraId("gate"), "Gate", "rtsp://u:secret@host/s")
    bench.station.statuses = [status(spec)]
    settings.refresh()
    row = settings.rows["gate"]
    assert "secret" not in row.source.text() + row.source.toolTip()


def test_removing_a_camera_and_putting_it_back(qtbot: QtBot, settings: SettingsPage, bench: Bench) -> None:
    settings.rows["lobby"].remove_asked.emit("lobby")
    qtbot.waitUntil(lambda: list(settings.rows) == ["entrance"])
    bench.toast.undo.click()
    qtbot.waitUntil(lambda: list(settings.rows) == ["entrance", "lobby"])


def test_a_camera_that_cannot_be_removed_can_be_tried_again(qtbot: QtBot, settings: SettingsPage, bench: Bench) -> None:
    bench.station.errors["remove_camera"] = KnownError(ErrorCode.DISK_FULL, path="/data")
    settings.rows["lobby"].remove_asked.emit("lobby")
    qtbot.waitUntil(bench.bar.isVisible)
    assert settings.rows["lobby"].isEnabled()


@pytest.mark.parametrize(("box", "value"), [("language", "zh_CN"), ("theme", "light")])
def test_a_choice_is_kept_and_applied(qtbot: QtBot, settings: SettingsPage, bench: Bench, box: str, value: str) -> None:
    combo = getattr(settings, box)
    combo.setCurrentIndex(combo.findData(value))
    with qtbot.waitSignal(settings.applied) as found:
        combo.activated.emit(combo.currentIndex())
    assert found.args is not None
    assert getattr(found.args[0], box) == value
    assert getattr(bench.station.settings, box) == value


def test_a_row_offers_to_check_where_its_camera_hangs(qtbot: QtBot, settings: SettingsPage) -> None:
    with qtbot.waitSignal(settings.placement_asked) as found:
        settings.rows["lobby"].placement_asked.emit("lobby")
    assert found.args == ["lobby"]
