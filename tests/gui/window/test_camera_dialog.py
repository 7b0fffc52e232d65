"""Adding, changing and finding cameras."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.domain.camera import WHOLE, CameraSpec, Direction, FoundCamera, LivenessPolicy, Region
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import CameraId
from gui.images import turned
from gui.presenters.cameras import SourceKind
from gui.views.settings.camera_dialog import CameraDialog
from gui.views.settings.find_dialog import FindCameras
from gui.widgets.region_editor import RegionField
from tests.gui.fakes import ENTRANCE, LOBBY, picture, status, view
from tests.gui.window.conftest import Bench

WEBCAM = FoundCamera("HD Webcam", "usb:HD Webcam", "/dev/video0")
AXIS = FoundCamera("Axis", "rtsp://root:pass@192.168.1.4/s", "192.168.1.4")

Open = Callable[[CameraSpec | None], CameraDialog]


@pytest.fixture
def open_dialog(bench: Bench) -> Open:
    def made(spec: CameraSpec | None = None) -> CameraDialog:
        if spec is not None:
            bench.station.statuses[1] = status(spec)
        dialog = CameraDialog(bench.context, spec, bench.host)
        dialog.open()
        return dialog

    return made


@pytest.fixture
def dialog(open_dialog: Open) -> CameraDialog:
    return open_dialog(None)


def test_a_new_camera(qtbot: QtBot, dialog: CameraDialog, bench: Bench, tmp_path: Path) -> None:
    clip = tmp_path / "门口.mp4"
    clip.write_bytes(b"x")
    assert not dialog.save.isEnabled()
    assert not dialog.more.isVisible()
    dialog.name.setText("Gate")
    dialog.sources.path.setText(str(clip))
    dialog.door.setCurrentText("North")
    dialog.punches.setChecked(True)
    dialog.direction.setCurrentIndex(1)
    with qtbot.waitSignal(dialog.saved):
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    added = bench.station.statuses[-1].spec
    assert added == CameraSpec(CameraId("gate"), "Gate", str(clip), "North", direction=Direction.IN, punches=True)
    assert not dialog.isVisible()


def test_mistakes_are_said_beside_their_field_once_something_is_typed(dialog: CameraDialog) -> None:
    assert not dialog.name_error.isVisible()
    assert not dialog.source_error.isVisible()
    dialog.name.setText(LOBBY.name)
    dialog.sources.path.setText("nowhere.mp4")
    assert dialog.name_error.text() == "Another camera has this name."
    assert dialog.source_error.text() == "There is no file at this path."
    assert dialog.name.property("invalid") == "true"
    dialog.name.setText("Gate")
    assert not dialog.name_error.isVisible()


@pytest.mark.parametrize(
    ("kind", "typed", "source"),
    [
        (SourceKind.USB, "3", "usb:3"),
        (SourceKind.USB, "HD Webcam", "usb:HD Webcam"),
        (SourceKind.DEMO, "", "demo:entrance"),
        (SourceKind.NETWORK, "rtsp://h/s", "rtsp://h/s"),
    ],
)
def test_other_kinds_of_source(
    qtbot: QtBot, dialog: CameraDialog, bench: Bench, kind: SourceKind, typed: str, source: str
) -> None:
    dialog.name.setText("Gate")
    dialog.sources.choose(kind)
    if kind is not SourceKind.DEMO:
        {SourceKind.USB: dialog.sources.device, SourceKind.NETWORK: dialog.sources.address}[kind].setText(typed)
    with qtbot.waitSignal(dialog.saved):
        dialog.save.click()
    assert bench.station.statuses[-1].spec.source == source


def test_user_and_password_are_put_into_the_address_and_never_shown(
    qtbot: QtBot, dialog: CameraDialog, bench: Bench
) -> None:
    sources = dialog.sources
    dialog.name.setText("Gate")
    sources.choose(SourceKind.NETWORK)
    sources.address.setText("rtsp://ann:s3cret@host/stream")
    QTest.keyClick(sources.address, Qt.Key.Key_Tab)
    sources.address.editingFinished.emit()
    assert (sources.address.text(), sources.user.text()) == ("rtsp://host/stream", "ann")
    assert sources.password.echoMode() is sources.password.EchoMode.Password
    assert sources.composed.text() == "rtsp://***@host/stream"
    sources.password.setText("a/b@c")
    with qtbot.waitSignal(dialog.saved):
        dialog.save.click()
    assert bench.station.statuses[-1].spec.source == "rtsp://ann:a%2Fb%40c@host/stream"


@pytest.mark.parametrize(
    "source", ["usb:5", "demo:lobby", "rtsp://u:secret@host/s", "http://host/v?user=x&password=secret"]
)
def test_changing_a_camera_keeps_what_was_not_touched(
    qtbot: QtBot, bench: Bench, open_dialog: Open, source: str
) -> None:
    spec = CameraSpec(
        LOBBY.id, "Lobby", source, "East", mirror=True, rotation=90, region=Region(0.123, 0.1, 0.9, 0.95),
        min_face_px=40, max_fps=7.5, direction=Direction.OUT, liveness=LivenessPolicy.OBSERVE, pack="mine",
    )  # fmt: skip
    dialog = open_dialog(spec)
    shown = (dialog.sources.address.text(), dialog.sources.password.text(), dialog.sources.composed.text())
    assert "secret" not in " ".join(shown)
    assert dialog.more.isVisible()
    dialog.name.setText("Hall")
    with qtbot.waitSignal(dialog.saved):
        dialog.save.click()
    assert bench.station.statuses[1].spec == replace(spec, name="Hall")


def test_another_user_needs_a_password_of_their_own(qtbot: QtBot, bench: Bench, open_dialog: Open) -> None:
    dialog = open_dialog(replace(LOBBY, source="rtsp://ann:secret@host/s"))
    assert dialog.sources.password.placeholderText() == "Kept as it is"
    dialog.sources.user.setText("ben")
    with qtbot.waitSignal(dialog.saved):
        dialog.save.click()
    assert bench.station.statuses[1].spec.source == "rtsp://ben@host/s"


def test_seldom_changed_settings_unfold(qtbot: QtBot, dialog: CameraDialog, bench: Bench) -> None:
    dialog.name.setText("Gate")
    dialog.sources.choose(SourceKind.USB)
    high = dialog.height()
    dialog.unfold.click()
    assert dialog.more.isVisible()
    assert dialog.height() >= high
    more = dialog.more
    assert "32" in more.min_face.text()
    more.rotation.setCurrentIndex(2)
    more.mirror.setChecked(True)
    more.min_face.setValue(64)
    more.max_fps.setValue(10)
    more.liveness.setCurrentIndex(2)
    more.pack.setText("other")
    more.region.left.setValue(20)
    dialog.unfold.click()
    assert not dialog.more.isVisible()
    with qtbot.waitSignal(dialog.saved):
        dialog.save.click()
    assert bench.station.statuses[-1].spec == CameraSpec(
        CameraId("gate"), "Gate", "usb:0", mirror=True, rotation=180, region=Region(0.2, 0.0, 1.0, 1.0),
        min_face_px=64, max_fps=10.0, liveness=LivenessPolicy.REQUIRE, pack="other",
    )  # fmt: skip


def test_without_the_networks_liveness_cannot_be_chosen(bench: Bench, open_dialog: Open) -> None:
    bench.station.tells_liveness = False
    dialog = open_dialog(replace(LOBBY, mirror=True))
    assert not dialog.more.liveness.isEnabled()
    assert dialog.more.no_liveness.isVisible()
    dialog.reject()


def test_the_region_is_drawn_on_the_live_picture(qtbot: QtBot, bench: Bench, open_dialog: Open) -> None:
    bench.station.views[LOBBY.id] = view(LOBBY.id, 1, picture(640, 360, (90, 90, 90)))
    dialog = open_dialog(replace(LOBBY, mirror=True))
    field = dialog.more.region
    qtbot.waitUntil(lambda: field.picture.has_picture)
    drag(field, 0.25, 0.5)
    region = field.region
    assert (region.left, region.top, region.right, region.bottom) == pytest.approx((0.25, 0.25, 0.5, 0.5), abs=0.01)
    assert (field.left.value(), field.bottom.value()) == (25, 50)
    field.picture.grab()
    dialog.reject()


def drag(field: RegionField, start: float, end: float) -> None:
    where = field.picture.picture_rect()

    def at(share: float) -> QPoint:
        return QPoint(round(where.x() + share * where.width()), round(where.y() + share * where.height()))

    QTest.mousePress(field.picture, Qt.MouseButton.LeftButton, pos=at(start))
    QTest.mouseMove(field.picture, at(end))
    QTest.mouseRelease(field.picture, Qt.MouseButton.LeftButton, pos=at(end))


@pytest.fixture
def field(qtbot: QtBot, bench: Bench) -> RegionField:
    made = RegionField(bench.context.theme, blur=False)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.show_image(picture(640, 360, (90, 90, 90)))
    return made


def test_a_slip_of_the_hand_is_no_region(field: RegionField) -> None:
    drag(field, 0.5, 0.51)
    assert field.region == WHOLE
    drag(field, 0.9, 0.6)
    assert field.region.left == pytest.approx(0.6, abs=0.01)
    QTest.mouseMove(field.picture, QPoint(5, 5))
    assert field.region.right == pytest.approx(0.9, abs=0.01)


def test_a_region_in_numbers_cannot_be_empty_and_can_be_left(field: RegionField) -> None:
    field.right.setValue(30)
    field.left.setValue(90)
    assert field.region == Region(0.25, 0.0, 0.3, 1.0)
    field.whole.click()
    assert field.region == WHOLE
    assert not field.whole.isEnabled()
    field.top.setValue(50)
    QTest.mouseDClick(field.picture, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert field.region == WHOLE


def test_a_region_may_be_read_without_a_picture(qtbot: QtBot, bench: Bench) -> None:
    field = RegionField(bench.context.theme, blur=True)
    qtbot.addWidget(field)
    field.show_region(Region(0.5, 0.5, 1.0, 1.0))
    field.grab()
    field.show_image(picture(64, 36, (9, 9, 9)))
    assert field.picture.has_picture


def test_the_picture_turns_with_what_is_chosen() -> None:
    image = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    assert (turned(image, 1, before=False, after=False) == np.rot90(image, -1)).all()
    assert (turned(image, 0, before=True, after=True) == image).all()
    mirrored = np.rot90(image, -1)[:, ::-1]
    assert (turned(np.ascontiguousarray(image[:, ::-1]), 1, before=True, after=True) == mirrored).all()


def test_a_refused_camera_is_explained(qtbot: QtBot, dialog: CameraDialog, bench: Bench) -> None:
    bench.station.errors["add_camera"] = KnownError(ErrorCode.CAMERA_EXISTS, name="Gate")
    dialog.name.setText("Gate")
    dialog.sources.choose(SourceKind.USB)
    dialog.save.click()
    qtbot.waitUntil(dialog.error.isVisible)
    assert "exists already" in dialog.error_text.text()
    assert dialog.save.isEnabled()
    dialog.reject()


def test_browsing_fills_in_the_path(dialog: CameraDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/clips/a.mp4", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/clips")
    dialog.sources.browse.click()
    dialog.sources.browse_folder.click()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    dialog.sources.browse.click()
    dialog.sources.browse_folder.click()
    assert (dialog.sources.path.text(), dialog.sources.folder.text()) == ("/clips/a.mp4", "/clips")
    dialog.reject()


def test_a_found_camera_fills_the_form(qtbot: QtBot, dialog: CameraDialog, bench: Bench) -> None:
    bench.station.found = (WEBCAM, AXIS)
    dialog.find_button.click()
    finder = dialog.findChild(FindCameras)
    assert isinstance(finder, FindCameras)
    qtbot.waitUntil(lambda: finder.list.count() == 2)
    shown = [finder.list.item(i).text() for i in range(2)]
    assert shown[0].startswith("HD Webcam\n")
    assert "pass" not in shown[1]
    finder.grab()
    finder.list.setCurrentRow(1)
    finder.take.click()
    assert (dialog.name.text(), dialog.sources.kind) == ("Axis", SourceKind.NETWORK)
    assert dialog.form().password == "pass"
    dialog.name.setText("Gate")
    dialog.find_button.click()
    again = dialog.findChildren(FindCameras)[-1]
    qtbot.waitUntil(lambda: again.list.count() == 2)
    QTest.keyClick(again.list, Qt.Key.Key_Return)
    assert dialog.sources.source == "HD Webcam"
    assert dialog.name.text() == "Gate"
    dialog.reject()


def test_nothing_found_says_what_to_do_and_looks_again(qtbot: QtBot, bench: Bench) -> None:
    finder = FindCameras(bench.context, bench.host)
    finder.open()
    assert finder.looking.isVisible()
    assert not finder.again.isEnabled()
    qtbot.waitUntil(finder.nothing.isVisible)
    assert not finder.take.isEnabled()
    bench.station.errors["discover"] = KnownError(ErrorCode.SOURCE_UNKNOWN, source="x")
    finder.again.click()
    qtbot.waitUntil(lambda: "x" in finder.nothing.text.text())
    bench.station.errors.clear()
    finder.again.click()
    qtbot.waitUntil(lambda: finder.nothing.isVisible() and finder.nothing.text.text().startswith("Plug a USB camera"))
    bench.station.found = (WEBCAM,)
    finder.again.click()
    qtbot.waitUntil(finder.list.isVisible)
    finder.reject()


def test_a_camera_that_is_added_has_no_picture_yet(dialog: CameraDialog, bench: Bench) -> None:
    bench.station.views[ENTRANCE.id] = view(ENTRANCE.id, 1, picture(64, 36, (9, 9, 9)))
    dialog.show_more(shown=True)
    assert not dialog.more.region.picture.has_picture
    dialog.reject()
