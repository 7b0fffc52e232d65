"""The kiosk as a program: the application object, unattended runs, exit codes."""

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication

from core.domain.kiosk import Scene, SceneKind
from gui.controller import early_settings
from gui.i18n import Languages
from gui.interrupts import Interrupts
from gui.kiosk.controller import KioskController, KioskOptions
from gui.ports import Progress, Station
from gui.process import bugs_reported, prepare_environment, qt_messages_logged
from gui.text import translate
from gui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

OK, FAILED = 0, 1
SCREENSHOT_S = 30.0
CHECK_MS = 100
PHOTO_MS = 800
"""A greeting is photographed once it stands."""


def run_kiosk(
    data_dir: Path,
    *,
    demo: bool = False,
    camera: str = "",
    seconds: float | None = None,
    screenshot: Path | None = None,
    size: tuple[int, int] | None = None,
    language: str | None = None,
    theme: str | None = None,
    blur_faces: bool = False,
) -> int:
    """Show the kiosk until somebody leaves it with the PIN, and return the exit code.

    With `seconds` or `screenshot` it closes by itself and prints what it showed as one JSON line; the picture is that
    of the first greeting, else of the very end. `size` in pixels keeps it from filling the screen.
    """
    unattended = seconds is not None or screenshot is not None
    prepare_environment(headless_allowed=unattended)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Usher")
    app.setDesktopFileName("usher")
    app.setQuitOnLastWindowClosed(False)
    settings = early_settings(data_dir)
    languages = Languages(app)
    languages.use(settings.language if language is None else language)
    look = Theme(app, settings.theme if theme is None else theme)
    options = KioskOptions(
        data_dir, demo, camera, _hint() if demo else "", blur_faces, QSize(*size) if size is not None else None
    )
    controller = KioskController(options, settings, _open_station, look, languages, app)
    attendant = KioskAttendant(controller, seconds, screenshot) if unattended else None
    controller.finished.connect(app.quit)
    with qt_messages_logged(), bugs_reported(controller.bug), Interrupts(app) as interrupts:
        interrupts.interrupted.connect(controller.close)
        controller.start()
        app.exec()
    languages.close()
    controller.window.deleteLater()
    app.processEvents()
    return attendant.finish() if attendant is not None else OK


class KioskAttendant(QObject):
    """Sits at the kiosk of an unattended run: counts what it shows, takes the picture, closes it."""

    def __init__(self, controller: KioskController, seconds: float | None, screenshot: Path | None) -> None:
        super().__init__(controller)
        self._controller = controller
        self._seconds = SCREENSHOT_S if seconds is None else seconds
        self._screenshot = screenshot
        self._taken: QPixmap | None = None
        self._shown: dict[str, int] = {}
        self._code = OK
        self._said = ""
        self._since = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._check)
        controller.running.connect(self._running)
        controller.failed.connect(self._failed)
        controller.showed.connect(self._showed)

    def finish(self) -> int:
        """Say what was shown, or what failed, and return the exit code."""
        if self._said:
            stream = sys.stderr if self._code else sys.stdout
            stream.write(f"{self._said}\n")
            stream.flush()
        return self._code

    def _running(self) -> None:
        self._since = time.monotonic()
        self._timer.start(CHECK_MS)

    def _showed(self, scene: Scene) -> None:
        self._shown[scene.kind.value] = self._shown.get(scene.kind.value, 0) + 1
        if scene.kind is SceneKind.WELCOME and self._taken is None:
            QTimer.singleShot(PHOTO_MS, self, self._photograph)

    def _photograph(self) -> None:
        if self._taken is None:
            self._taken = self._controller.window.grab()

    def _check(self) -> None:
        if time.monotonic() - self._since >= self._seconds:
            self._timer.stop()
            self._photograph()
            self._said = json.dumps({"seconds": self._seconds, "scenes": self._shown})
            self._save()
            self._controller.close()

    def _failed(self, sentence: str) -> None:
        self._code, self._said = FAILED, sentence
        self._photograph()
        self._save()
        self._controller.close()

    def _save(self) -> None:
        if self._screenshot is None or self._taken is None:
            return
        if not self._taken.save(str(self._screenshot), "PNG"):
            self._code, self._said = FAILED, f"{self._screenshot} cannot be written."


def _hint() -> str:
    """Return how to try out the demo."""
    from core.bootstrap.kiosk import DEMO_NUMBER, DEMO_PIN

    said = translate("Kiosk", "Demo: PIN {pin}, also to leave. Staff number {number}.")
    return said.format(pin=DEMO_PIN, number=DEMO_NUMBER)


def _open_station(data_dir: Path, *, demo: bool = False, progress: Progress | None = None) -> Station:
    """Open the real station; its modules, half a second of imports, are loaded here, after the first paint."""
    from core.bootstrap.kiosk import open_kiosk

    return open_kiosk(data_dir, demo=demo, progress=progress)
