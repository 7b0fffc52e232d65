"""The kiosk's window: what it shows, what closes it, and a whole kiosk at work."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.bootstrap.kiosk import DEMO_NUMBER, DEMO_PIN, open_kiosk
from core.config import KioskSettings, Settings
from core.domain.attendance import Source, Way
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import Attended, Event
from core.domain.faces import Box
from core.domain.kiosk import IDLE, Look, Scene, SceneKind
from gui.i18n import Languages
from gui.kiosk.app import KioskAttendant
from gui.kiosk.controller import KioskController, KioskOptions
from gui.kiosk.pad import Purpose, Typed
from gui.kiosk.window import KioskWindow
from gui.ports import Progress
from gui.presenters.kiosk import Tone
from gui.theme import Theme
from tests.gui.fakes import FakeStation, picture
from tests.helpers.guards import ExpectLog

NOON, BERLIN = datetime(2026, 3, 2, 11, tzinfo=UTC), ZoneInfo("Europe/Berlin")
WELCOME = Scene(SceneKind.WELCOME, name="Ana Costa", way=Way.IN, at=NOON)
WANTED = Scene(SceneKind.PIN_WANTED, name="Ana Costa")
RIGHT = "2580"
WAIT_MS = 60_000
"""For what takes a second on a quiet machine."""


class FakeKiosk:
    """A kiosk desk that shows what it is told, and knows one PIN."""

    def __init__(self) -> None:
        self.now = Look(IDLE, picture(64, 36, (90, 90, 90)), 1, False, None)
        self.zone = BERLIN
        self.asked: list[object] = []
        self.locked = False

    def start(self, camera: str) -> None:
        self.asked.append(("start", camera))

    def look(self) -> Look:
        return self.now

    def enter_pin(self, number: str, pin: str, way: Way | None) -> bool:
        self.asked.append((number, pin, way))
        if self.locked:
            raise KnownError(ErrorCode.PIN_LOCKED, seconds="60")
        return pin == RIGHT

    def confirm_pin(self, pin: str) -> bool:
        self.asked.append(pin)
        return pin == RIGHT

    def may_leave(self, pin: str) -> bool:
        return pin == RIGHT

    def choose(self, way: Way) -> None:
        self.asked.append(way)

    def drop(self) -> None:
        self.asked.append("drop")


@pytest.fixture
def desk() -> FakeKiosk:
    return FakeKiosk()


@pytest.fixture
def controller(
    qtbot: QtBot, qapp: QApplication, theme: Theme, station: FakeStation, desk: FakeKiosk, tmp_path: Path
) -> Iterator[KioskController]:
    station.desks = SimpleNamespace(kiosk=desk)

    def opener(data_dir: Path, *, demo: bool = False, progress: Progress | None = None) -> FakeStation:
        if "open" in station.errors:
            raise station.errors["open"]
        return station

    options = KioskOptions(tmp_path, camera="Entrance", size=QSize(1280, 800))
    settings = Settings(company="Northwind", kiosk=KioskSettings(ways="ask"))
    made = KioskController(options, settings, opener, theme, Languages(qapp, tmp_path), qapp)
    ended: list[bool] = []
    made.finished.connect(lambda: ended.append(True))
    yield made
    if not ended:
        with qtbot.waitSignal(made.finished):
            made.close()
    made.window.deleteLater()
    made.deleteLater()
    qtbot.wait(10)


def run(qtbot: QtBot, controller: KioskController) -> KioskWindow:
    with qtbot.waitSignal(controller.running):
        controller.start()
    return controller.window


def shown(qtbot: QtBot, controller: KioskController, desk: FakeKiosk, scene: Scene) -> None:
    """Let the desk show a scene and wait until it is seen."""
    with qtbot.waitSignal(controller.showed):
        desk.now = Look(scene, desk.now.image, desk.now.seq + 1, False, Box(10, 5, 20, 18))


def type_in(window: KioskWindow, text: str) -> None:
    for key in text:
        window.pad.press(key)
    window.pad.submit()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (1080, 1920)])
def test_everything_is_on_the_screen_beside_or_below_the_mirror(
    qtbot: QtBot, theme: Theme, size: tuple[int, int]
) -> None:
    window = KioskWindow(theme, company="Northwind", hint="", asks_way=True, blur=False)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.show_look(Look(WELCOME, picture(64, 36, (90, 90, 90)), 1, False, Box(10, 5, 20, 18)), NOON, BERLIN)
    upright = size[1] > size[0]
    qtbot.waitUntil(lambda: (window.panel.y() >= window.mirror.height()) == upright)
    assert (window.panel.x() >= window.mirror.width()) != upright
    assert window.panel.tone is Tone.GOOD
    assert window.panel.spoken.accessibleName() == "Good afternoon Ana Costa In at 12:00"
    assert window.panel.clock.text == "12:00"
    assert window.size().toTuple() == size
    assert window.panel.spoken.height() > 300
    assert not window.panel.pin.isVisible()
    window.close_now()


def test_it_fills_the_screen_with_nothing_around_it_or_before_it(qtbot: QtBot, theme: Theme) -> None:
    window = KioskWindow(theme, company="", hint="", asks_way=False, blur=False)
    qtbot.addWidget(window)
    window.fill_screen()
    assert window.isFullScreen()
    assert window.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    window.close_now()


def test_the_picture_is_that_of_a_mirror(qtbot: QtBot, theme: Theme) -> None:
    window = KioskWindow(theme, company="", hint="", asks_way=False, blur=False)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    image = picture(64, 36, (200, 200, 200))  # it brightens from left to right

    def brightness(*, mirrored: bool) -> tuple[int, int]:
        window.show_look(Look(IDLE, image, 2 if mirrored else 1, mirrored, None), NOON, BERLIN)
        seen: QImage = window.mirror.grab().toImage()
        return seen.pixelColor(20, 400).lightness(), seen.pixelColor(seen.width() - 20, 400).lightness()

    left, right = brightness(mirrored=False)
    assert left > right
    left, right = brightness(mirrored=True)
    assert left < right
    window.show_look(Look(IDLE), NOON, BERLIN)
    assert not window.mirror.has_picture
    window.close_now()


def test_everything_that_closes_a_window_leads_to_the_pin(
    qtbot: QtBot, controller: KioskController, desk: FakeKiosk
) -> None:
    window = run(qtbot, controller)
    ways = (
        lambda: window.close(),
        lambda: QTest.keyClick(window, Qt.Key.Key_Escape),
        lambda: QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        lambda: QTest.mouseClick(window.panel.leave, Qt.MouseButton.LeftButton),
    )
    for leave in ways:
        leave()
        assert window.isVisible()
        assert window.panel.typing
        assert window.pad.purpose is Purpose.LEAVE
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert not window.panel.typing
    window.close()
    type_in(window, "9999")
    qtbot.waitUntil(lambda: window.pad.note.text == "That is not the PIN.")
    assert window.isVisible()
    with qtbot.waitSignal(controller.finished):
        type_in(window, RIGHT)
    assert not window.isVisible()


def test_a_number_and_a_pin_are_typed_with_fingers_or_keys_and_hidden(
    qtbot: QtBot, controller: KioskController, desk: FakeKiosk
) -> None:
    window = run(qtbot, controller)
    QTest.keyClicks(window, "1")
    assert window.pad.purpose is Purpose.NUMBER
    QTest.keyClicks(window.pad, "04b")
    QTest.keyClick(window.pad, Qt.Key.Key_Backspace)
    assert window.pad.display.text == "104"
    QTest.keyClick(window.pad, Qt.Key.Key_Return)
    QTest.keyClicks(window.pad, "25x8")  # letters are in no PIN
    assert window.pad.display.text == "●●●"
    assert window.pad.display.accessibleName() == "3 digits typed"
    assert window.pad.come.isVisible()
    assert not window.pad.confirm.isVisible()
    window.pad.press("1")
    QTest.mouseClick(window.pad.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "do not belong together" in window.pad.note.text)
    assert desk.asked[-1] == ("104", "2581", Way.OUT)
    for key in RIGHT:
        window.pad.press(key)
    QTest.mouseClick(window.pad.come, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.panel.typing)
    assert desk.asked[-1] == ("104", RIGHT, Way.IN)
    assert window.pad.display.text == "" or not window.pad.isVisible()


def test_who_guesses_must_wait(qtbot: QtBot, controller: KioskController, desk: FakeKiosk) -> None:
    desk.locked = True
    window = run(qtbot, controller)
    controller.window.pad.typed.emit(Typed(Purpose.NUMBER, "1", "2", None))
    qtbot.waitUntil(lambda: "Too many wrong PINs" in window.pad.note.text)


def test_letters_have_keys_of_their_own(qtbot: QtBot, controller: KioskController) -> None:
    window = run(qtbot, controller)
    window.panel.pin.click()
    window.pad.letters.click()
    type_in(window, "d-1")
    assert window.pad.digits.isVisible() is False  # at the PIN there are digits only
    window.pad.back()
    assert window.pad.display.text == "D-1"
    window.pad.back()
    assert not window.panel.typing


def test_a_pin_wanted_after_a_face_opens_the_pad_and_goes_with_the_person(
    qtbot: QtBot, controller: KioskController, desk: FakeKiosk
) -> None:
    window = run(qtbot, controller)
    shown(qtbot, controller, desk, WANTED)
    assert (window.panel.typing, window.pad.purpose) == (True, Purpose.OWN)
    assert window.pad.title.text == "Ana Costa, your PIN please"
    type_in(window, "9999")
    qtbot.waitUntil(lambda: window.pad.note.text == "That is not the PIN.")
    type_in(window, RIGHT)
    qtbot.waitUntil(lambda: not window.panel.typing)
    assert desk.asked[-1] == RIGHT
    shown(qtbot, controller, desk, IDLE)
    shown(qtbot, controller, desk, WANTED)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert desk.asked[-1] == "drop"
    shown(qtbot, controller, desk, IDLE)
    shown(qtbot, controller, desk, WANTED)
    shown(qtbot, controller, desk, IDLE)
    assert not window.panel.typing


def test_a_greeting_takes_the_place_of_a_pad_nobody_needs_any_more_but_not_of_leaving(
    qtbot: QtBot, controller: KioskController, desk: FakeKiosk
) -> None:
    window = run(qtbot, controller)
    window.ask_pin(Purpose.NUMBER)
    shown(qtbot, controller, desk, WELCOME)
    assert not window.panel.typing
    window.ask_pin(Purpose.LEAVE)
    shown(qtbot, controller, desk, WANTED)
    assert window.pad.purpose is Purpose.LEAVE
    assert window.panel.tone is Tone.CALM


def test_who_is_asked_touches_one_of_two_keys(qtbot: QtBot, controller: KioskController, desk: FakeKiosk) -> None:
    window = run(qtbot, controller)
    shown(qtbot, controller, desk, Scene(SceneKind.CHOOSE, name="Ana Costa"))
    window.panel.go.click()
    qtbot.waitUntil(lambda: desk.asked[-1] is Way.OUT)
    window.panel.not_me.click()
    assert desk.asked[-1] == "drop"


def test_digits_nobody_finished_are_forgotten(qtbot: QtBot, controller: KioskController) -> None:
    window = run(qtbot, controller)
    window.ask_pin(Purpose.NUMBER)
    window.pad.press("7")
    window.pad.cancelled.emit()  # as its timer does
    assert not window.panel.typing
    window.ask_pin(Purpose.NUMBER)
    assert window.pad.display.text == ""


def test_a_timed_run_says_what_was_shown(
    qtbot: QtBot, controller: KioskController, desk: FakeKiosk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    attendant = KioskAttendant(controller, 1.5, tmp_path / "kiosk.png")
    desk.now = Look(WELCOME, desk.now.image, 5, False, None)
    with qtbot.waitSignal(controller.finished):
        controller.start()
    assert attendant.finish() == 0
    assert json.loads(capsys.readouterr().out) == {"seconds": 1.5, "scenes": {"welcome": 1}}
    assert QImage(str(tmp_path / "kiosk.png")).size() == QSize(1280, 800)
    assert desk.asked == [("start", "Entrance")]


def test_a_kiosk_that_cannot_start_says_why(
    qtbot: QtBot, controller: KioskController, station: FakeStation, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:  # fmt: skip
    station.errors["open"] = KnownError(ErrorCode.KIOSK_NO_CAMERA)
    attendant = KioskAttendant(controller, 5.0, tmp_path / "kiosk.png")
    with qtbot.waitSignal(controller.finished):
        controller.start()
    assert attendant.finish() == 1
    assert "The kiosk needs a camera." in capsys.readouterr().err
    assert (tmp_path / "kiosk.png").is_file()


class Ear:
    """Remembers who punched at the kiosk, and how."""

    def __init__(self) -> None:
        self.punches: list[Attended] = []

    def on_event(self, event: Event) -> None:
        if isinstance(event, Attended):
            self.punches.append(event)

    def on_people_changed(self) -> None:
        """Nothing to remember."""

    def by(self, source: Source) -> list[Attended]:
        return [one for one in self.punches if one.punch.source is source]


@pytest.fixture
def at_work(
    qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path
) -> Iterator[tuple[KioskController, Ear]]:  # fmt: skip
    """Run the demo's kiosk: a real station, its cameras and its punches."""
    ear, ended = Ear(), []

    def opener(data_dir: Path, *, demo: bool = False, progress: Progress | None = None) -> object:
        made = open_kiosk(data_dir, demo=demo, progress=progress)
        made.subscribe(ear)
        return made

    options = KioskOptions(tmp_path, demo=True, size=QSize(1280, 800))
    controller = KioskController(options, Settings(), opener, theme, Languages(qapp, tmp_path), qapp)  # type: ignore[arg-type]
    controller.finished.connect(lambda: ended.append(True))
    with qtbot.waitSignal(controller.running, timeout=WAIT_MS):
        controller.start()
    yield controller, ear
    if not ended:
        with qtbot.waitSignal(controller.finished, timeout=WAIT_MS):
            controller.close()
    controller.window.deleteLater()
    controller.deleteLater()
    qtbot.wait(10)


@pytest.mark.live
def test_a_whole_kiosk_greets_records_takes_a_pin_and_is_left_with_one(
    qtbot: QtBot, at_work: tuple[KioskController, Ear], expected_log: ExpectLog
) -> None:
    expected_log("core.runtime.kiosk", logging.WARNING, "wrong PIN was typed to leave")
    controller, ear = at_work
    window, typed = controller.window, controller.window.pad.typed
    qtbot.waitUntil(lambda: bool(ear.by(Source.KIOSK)), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.panel.said.big == ear.by(Source.KIOSK)[0].name, timeout=WAIT_MS)
    typed.emit(Typed(Purpose.NUMBER, DEMO_NUMBER, "1111", None))
    qtbot.waitUntil(lambda: "do not belong together" in window.pad.note.text, timeout=WAIT_MS)
    assert ear.by(Source.PIN) == []
    window.ask_pin(Purpose.NUMBER)
    typed.emit(Typed(Purpose.NUMBER, DEMO_NUMBER, DEMO_PIN, Way.OUT))
    qtbot.waitUntil(lambda: bool(ear.by(Source.PIN)), timeout=WAIT_MS)
    assert ear.by(Source.CAMERA) == []  # the demo's camera punches, but not while it is the kiosk's
    window.close()
    assert window.isVisible()
    typed.emit(Typed(Purpose.LEAVE, "", "1111", None))
    qtbot.waitUntil(lambda: window.pad.note.text == "That is not the PIN.", timeout=WAIT_MS)
    with qtbot.waitSignal(controller.finished, timeout=WAIT_MS):
        type_in(window, DEMO_PIN)


def test_nobody_leaves_without_the_pin_while_it_starts(qtbot: QtBot, controller: KioskController) -> None:
    with qtbot.waitSignal(controller.running):
        controller.start()
        assert not controller.window.close()
