"""The life of the kiosk: open the station, show what its desk says, take PINs, leave with one."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QSize, QTimer, Signal

from core.config import Settings
from core.domain.attendance import Way
from core.domain.errors import KnownError
from core.domain.kiosk import Scene, SceneKind
from gui.i18n import Languages
from gui.kiosk.pad import Pad, Purpose, Typed
from gui.kiosk.window import KioskWindow
from gui.messages import words
from gui.ports import OpenStation, Station
from gui.presenters.kiosk import SceneWords, Tone
from gui.presenters.start import phase as phase_text
from gui.tasks import Tasks
from gui.text import translate
from gui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.runtime.kiosk import KioskDesk

_log = logging.getLogger(__name__)

TICK_MS = 50
"""Drawing a picture smoothly over 1920×1080 takes 17 ms, which recognising needs as well."""


@dataclass(frozen=True, slots=True)
class KioskOptions:
    """How the kiosk is started. `hint` is shown at the bottom; `size` keeps it from filling the screen."""

    data_dir: Path
    demo: bool = False
    camera: str = ""
    hint: str = ""
    blur_faces: bool = False
    size: QSize | None = None


class KioskController(QObject):
    """Owns the station and the window. `finished` comes when both are closed."""

    finished = Signal()
    running = Signal()
    failed = Signal(str)
    showed = Signal(object)
    _progressed = Signal(str, float)

    def __init__(
        self, options: KioskOptions, settings: Settings, open_station: OpenStation, theme: Theme, languages: Languages,
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._options = options
        self._open_station = open_station
        self.tasks = Tasks(self)
        self.window = KioskWindow(
            theme, company=settings.company, hint=options.hint, asks_way=settings.kiosk.ways == "ask",
            blur=options.blur_faces, locale=QLocale(languages.current),
        )  # fmt: skip
        self._station: Station | None = None
        self._desk: KioskDesk | None = None
        self._scene: Scene | None = None
        self._opening = False
        self._closing = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._progressed.connect(self._show_progress)
        self.window.leave_asked.connect(self.ask_to_leave)
        self.window.pad.typed.connect(self._typed)
        self.window.dropped.connect(self._drop)
        self.window.panel.dropped.connect(self._drop)
        self.window.panel.chosen.connect(self._choose)

    def start(self) -> None:
        """Show the window, then open the station on a worker."""
        self._opening = True
        self.window.say(SceneWords(Tone.CALM, "", "Usher", translate("Start", "Starting…")))
        if self._options.size is not None:
            self.window.resize(self._options.size)
            self.window.show()
        else:
            self.window.fill_screen()
        options, opener, report = self._options, self._open_station, self._progressed.emit

        def work() -> Station:
            station = opener(options.data_dir, demo=options.demo, progress=report)
            try:
                station.start()
                station.desks.kiosk.start(options.camera)
            except BaseException:
                station.stop()
                raise
            return station

        self.tasks.run(work, self._opened, self._not_opened)

    def ask_to_leave(self) -> None:
        """Ask for the PIN, once it can be told; where the station cannot start there is nothing to guard."""
        if self._opening:
            return
        if self._desk is None:
            self.close()
        else:
            self.window.ask_pin(Purpose.LEAVE)

    def close(self) -> None:
        """Stop the station on a worker, then say `finished`."""
        if self._closing:
            return
        self._closing = True
        self._timer.stop()
        self.window.close_pad()
        self.window.say(SceneWords(Tone.CALM, "", "Usher", translate("Start", "Closing…")))
        if not self._opening:
            self._stop()

    def bug(self, error: BaseException) -> None:
        """Log a fault of the program; a visitor can do nothing with a report of it."""
        _log.error("a bug in the kiosk", exc_info=error)

    def _stop(self) -> None:
        station, self._station, self._desk = self._station, None, None
        stop: Callable[[], None] = station.stop if station is not None else _nothing
        self.tasks.run(stop, lambda _: self._stopped(), self._stop_failed)

    def _stop_failed(self, error: Exception) -> None:
        self.bug(error)
        self._stopped()

    def _stopped(self) -> None:
        self.tasks.close()
        self.window.close_now()
        self.finished.emit()

    def _opened(self, station: Station) -> None:
        self._opening = False
        self._station, self._desk = station, station.desks.kiosk
        if self._closing:
            self._stop()
            return
        self._timer.start()
        self.running.emit()

    def _not_opened(self, error: Exception) -> None:
        self._opening = False
        if self._closing:
            self._stop()
            return
        said = words(error)
        self._note(error)
        self.window.say(SceneWords(Tone.BAD, "alert", "", translate("Start", "Usher cannot start"), said))
        self.failed.emit(said)

    def _tick(self) -> None:
        if self._desk is None:
            return
        look = self._desk.look()
        self.window.show_look(look, datetime.now(UTC), self._desk.zone)
        if look.scene != self._scene:
            self._scene = look.scene
            self.showed.emit(look.scene)

    def _typed(self, typed: Typed) -> None:
        desk = self._desk
        if desk is None:
            return

        def work() -> bool:
            match typed.purpose:
                case Purpose.LEAVE:
                    return desk.may_leave(typed.pin)
                case Purpose.OWN:
                    return desk.confirm_pin(typed.pin)
                case Purpose.NUMBER:
                    return desk.enter_pin(typed.number, typed.pin, typed.way)

        self.tasks.run(work, lambda right: self._answered(typed.purpose, right), self._refused, owner=self)

    def _answered(self, purpose: Purpose, right: bool) -> None:
        if not right:
            alone = translate("Kiosk", "That is not the PIN.")
            both = translate("Kiosk", "That number and that PIN do not belong together.")
            self._pad.refuse(both if purpose is Purpose.NUMBER else alone)
        elif purpose is Purpose.LEAVE:
            self.close()
        else:
            self.window.close_pad()
            self._tick()

    def _refused(self, error: Exception) -> None:
        self._note(error)
        self._pad.refuse(words(error))

    def _note(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self.bug(error)

    @property
    def _pad(self) -> Pad:
        return self.window.pad

    def _show_progress(self, phase: str, share: float) -> None:
        if self._opening and not self._closing:
            said = f"{phase_text(phase, translate)} {round(share * 100)} %"
            self.window.say(SceneWords(Tone.CALM, "", "Usher", translate("Start", "Starting…"), said))

    def _choose(self, way: Way) -> None:
        desk = self._desk
        if desk is not None and self._scene is not None and self._scene.kind is SceneKind.CHOOSE:
            self.tasks.run(lambda: desk.choose(way), lambda _: self._tick(), self.bug, owner=self)

    def _drop(self) -> None:
        if self._desk is not None:
            self._desk.drop()


def _nothing() -> None:
    return None
