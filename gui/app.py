"""The console as a program: the application object, unattended runs, Ctrl+C, exit codes."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from core.domain.matching import Verdict
from gui.controller import Controller, Options, early_settings
from gui.evidence import line, resident_mb
from gui.i18n import Languages
from gui.interrupts import Interrupts
from gui.ports import Progress, Station
from gui.process import bugs_reported, prepare_environment, qt_messages_logged
from gui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

OK, FAILED = 0, 1
WARM_UP_S = 5.0
"""Models, caches and camera buffers have settled by then; figures are taken from here on."""

CHECK_MS = 250
SCREENSHOT_S = 30.0
SCREENSHOT_FROM = 0.6
"""Share of the time after which a picture is taken; by then the feed has filled."""


def run_console(
    data_dir: Path,
    *,
    demo: bool,
    seconds: float | None = None,
    screenshot: Path | None = None,
    language: str | None = None,
    theme: str | None = None,
    blur_faces: bool = False,
) -> int:
    """Show the console until it is closed, and return the exit code.

    With `seconds` it closes by itself and prints its figures as one JSON line. With `screenshot` it closes too (after
    thirty seconds where none are given) and writes a PNG of the window: of the last part of its time the first moment
    at which the feed has both a name and a stranger and someone with a name is in sight, else the very end.
    """
    unattended = seconds is not None or screenshot is not None
    prepare_environment(headless_allowed=unattended)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Usher")
    app.setDesktopFileName("usher")
    settings = early_settings(data_dir)
    languages = Languages(app)
    languages.use(settings.language if language is None else language)
    look = Theme(app, settings.theme if theme is None else theme)
    options = Options(data_dir, demo, language, theme, blur_faces, remember_window=not unattended)
    controller = Controller(options, _open_station, look, languages, app)
    attendant = Attendant(controller, seconds, screenshot) if unattended else None
    controller.finished.connect(app.quit)
    with qt_messages_logged(), bugs_reported(controller.window.messages.bug), Interrupts(app) as interrupts:
        interrupts.interrupted.connect(controller.close)
        controller.start()
        app.exec()
    languages.close()
    controller.window.deleteLater()
    app.processEvents()
    return attendant.finish() if attendant is not None else OK


class Attendant(QObject):
    """Sits at the console of an unattended run: measures, takes the picture, closes it."""

    def __init__(self, controller: Controller, seconds: float | None, screenshot: Path | None) -> None:
        super().__init__(controller)
        self._controller = controller
        self._seconds = SCREENSHOT_S if seconds is None else seconds
        self._screenshot = screenshot
        self._taken: QPixmap | None = None
        self._code = OK
        self._said = ""
        self._running_at = self._warm_at = time.monotonic()
        self._memory: list[float | None] = [resident_mb(), None, None]
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._check)
        controller.running.connect(self._running)
        controller.failed.connect(self._failed)

    def finish(self) -> int:
        """Say what was measured, or what failed, and return the exit code."""
        if self._said:
            stream = sys.stderr if self._code else sys.stdout
            stream.write(f"{self._said}\n")
            stream.flush()
        return self._code

    def _running(self) -> None:
        self._running_at = self._warm_at = time.monotonic()
        QTimer.singleShot(round(min(WARM_UP_S, self._seconds / 2) * 1000), self, self._warm)
        self._timer.start(CHECK_MS)

    def _failed(self, sentence: str) -> None:
        self._timer.stop()
        self._code, self._said = FAILED, sentence
        self._taken = self._controller.window.grab()
        self._save()
        self._controller.close()

    def _warm(self) -> None:
        body = self._controller.window.body
        if body is not None:
            self._memory[1] = resident_mb()
            self._warm_at = time.monotonic()
            body.live.wall.restart_counters()

    def _check(self) -> None:
        share = (time.monotonic() - self._running_at) / self._seconds
        worth = share >= SCREENSHOT_FROM and self._taken is None and self._worth_showing()
        if self._screenshot is not None and (worth or (share >= 1.0 and self._taken is None)):
            self._taken = self._controller.window.grab()
        if share >= 1.0:
            self._timer.stop()
            self._measure()
            self._save()
            self._controller.close()

    def _worth_showing(self) -> bool:
        """Whether the feed has both kinds of visitor and a named face is to be seen this very moment."""
        body = self._controller.window.body
        if body is None or not (self._controller.recognised and self._controller.unknown):
            return False
        marks = [mark for tile in body.live.wall.tiles for mark in tile.faces.marks]
        return any(mark.view.decision.verdict is Verdict.RECOGNISED for mark in marks)

    def _save(self) -> None:
        if self._screenshot is None or self._taken is None:
            return
        path = self._screenshot
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._code, self._said = FAILED, f"{path} cannot be written: {error.strerror}."
            return
        if not self._taken.save(str(path), "PNG"):
            self._code, self._said = FAILED, f"{path} cannot be written."

    def _measure(self) -> None:
        body, window = self._controller.window.body, self._controller.window
        if body is None or self._code:
            return
        self._memory[2] = resident_mb()
        start, warm, end = self._memory
        self._said = line(
            body.live.wall.counters(),
            repaints=body.live.wall.repaints,
            seconds=time.monotonic() - self._warm_at,
            size=(window.width(), window.height()),
            resident=(start, warm, end),
        )


def _open_station(data_dir: Path, *, demo: bool = False, progress: Progress | None = None) -> Station:
    """Open the real station; its modules, half a second of imports, are loaded here, after the first paint."""
    from core.bootstrap import open_station

    return open_station(data_dir, demo=demo, progress=progress)
