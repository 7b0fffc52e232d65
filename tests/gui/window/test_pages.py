"""People and settings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.domain.camera import CameraSpec, CameraState
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import CameraId, PersonId
from core.domain.people import Person
from gui.views.people.page import PeoplePage
from gui.views.settings.page import SettingsPage
from tests.gui.fakes import ANA, ENTRANCE, NOON, jpeg, picture, status
from tests.gui.window.conftest import Bench

BEN = Person(PersonId("ben"), "Ben Okri", "77", NOON)


@pytest.fixture
def people(qtbot: QtBot, bench: Bench) -> PeoplePage:
    bench.station.persons = [ANA, BEN]
    bench.station.portraits[ANA.id] = jpeg(picture(100, 100, (0, 90, 0)))
    page = PeoplePage(bench.context, bench.host)
    page.resize(900, 600)
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    return page


@pytest.fixture
def settings(bench: Bench) -> SettingsPage:
    page = SettingsPage(bench.context, bench.host)
    page.resize(900, 600)
    page.show()
    return page


def shown(page: PeoplePage) -> list[str]:
    model = page.list.model()
    assert model is not None
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_everyone_is_listed_with_a_picture(qtbot: QtBot, people: PeoplePage, bench: Bench) -> None:
    assert shown(people) == ["Ana Costa 1042", "Ben Okri 77"]
    assert people.count.text() == "2"
    people.list.grab()
    qtbot.waitUntil(lambda: people.model.portrait(ANA) is not None)
    people.list.grab()


@pytest.mark.parametrize("typed", ["okri", "77"])
def test_people_are_found_by_name_and_id(people: PeoplePage, typed: str) -> None:
    people.search.setText(typed)
    assert shown(people) == ["Ben Okri 77"]


def test_removing_and_undoing(qtbot: QtBot, people: PeoplePage, bench: Bench) -> None:
    assert not people.remove_button.isEnabled()
    people.list.setCurrentIndex(people.list.model().index(1, 0))
    people.list.grab()
    people.remove_button.click()
    qtbot.waitUntil(bench.toast.isVisible)
    assert bench.toast.text.text().startswith("Ben Okri was removed")
    qtbot.waitUntil(lambda: shown(people) == ["Ana Costa 1042"])
    bench.toast.undo.click()
    qtbot.waitUntil(lambda: len(shown(people)) == 2)
    assert not bench.toast.isVisible()


def test_the_delete_key_removes(qtbot: QtBot, people: PeoplePage, bench: Bench) -> None:
    bench.host.activateWindow()
    qtbot.waitUntil(people.list.isActiveWindow)
    people.list.setFocus()
    people.list.setCurrentIndex(people.list.model().index(0, 0))
    QTest.keyClick(people.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bench.station.removed == [ANA])


def test_a_failed_removal_is_told(qtbot: QtBot, people: PeoplePage, bench: Bench) -> None:
    bench.station.errors["remove_person"] = KnownError(ErrorCode.DISK_FULL, path="/data")
    people.list.setCurrentIndex(people.list.model().index(0, 0))
    people.remove()
    qtbot.waitUntil(bench.bar.isVisible)
    assert "is full" in bench.bar.text.text()


def test_nobody_enrolled_yet(qtbot: QtBot, people: PeoplePage, bench: Bench) -> None:
    bench.station.persons = []
    people.refresh()
    qtbot.waitUntil(lambda: not people.list.isVisible())


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
