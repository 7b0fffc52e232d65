"""The life of the console: open the station beside a living window, run, rebuild, close in order."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal

from core.config import Settings, load_settings
from core.domain.errors import KnownError
from core.domain.events import Recognised, Sighting, Unknown
from gui.bridge import Bridge
from gui.context import Context
from gui.i18n import Languages
from gui.main_window import MainWindow, Stage
from gui.messages import words
from gui.pictures import Portraits
from gui.ports import OpenStation, Station
from gui.tables.feed_model import FeedModel
from gui.tasks import Tasks
from gui.theme import Theme
from gui.views.console import ConsoleBody
from gui.views.rail import Page

if TYPE_CHECKING:
    from collections.abc import Callable

WINDOW_FILE = "window.ini"


@dataclass(frozen=True, slots=True)
class Options:
    """How the console is started. `language` and `theme` override the settings for this run."""

    data_dir: Path
    demo: bool = False
    language: str | None = None
    theme: str | None = None
    blur_faces: bool = False
    remember_window: bool = True


class Controller(QObject):
    """Owns the station and the window. `finished` comes when both are closed."""

    finished = Signal()
    running = Signal()
    failed = Signal(str)
    _progressed = Signal(str, float)

    def __init__(
        self, options: Options, open_station: OpenStation, theme: Theme, languages: Languages, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._options = options
        self._open_station = open_station
        self._theme = theme
        self._languages = languages
        self.tasks = Tasks(self)
        self.bridge = Bridge(self)
        self.window = MainWindow(theme)
        self._station: Station | None = None
        self._unsubscribe: Callable[[], None] = _nothing
        self._context: Context | None = None
        self._model: FeedModel | None = None
        self._closing = False
        self._opening = False
        self.recognised = 0
        self.unknown = 0
        self._progressed.connect(self.window.show_progress)
        self.window.close_asked.connect(self.close)
        self.window.retry_asked.connect(self.open)
        self.bridge.sighting.connect(self._sighted)
        theme.changed.connect(self._rebuild)

    def start(self) -> None:
        """Show the window, then open the station."""
        if self._options.remember_window:
            self.window.recall(self._window_settings())
        self.window.show_loading()
        self.window.show()
        self.open()

    def open(self) -> None:
        """Open the station on a worker; the window lives on."""
        self._opening = True
        self.window.show_loading()
        options, opener, report = self._options, self._open_station, self._progressed.emit

        def work() -> Station:
            station = opener(options.data_dir, demo=options.demo, progress=report)
            try:
                station.start()
            except BaseException:
                station.stop()
                raise
            return station

        self.tasks.run(work, self._opened, self._not_opened)

    def close(self) -> None:
        """Stop the station on a worker while the window says so; then `finished`."""
        if self._closing:
            return
        self._closing = True
        if self._options.remember_window and self.window.stage is Stage.CONSOLE:
            self.window.remember(self._window_settings())
        self.window.show_closing()
        if not self._opening:
            self._stop()

    @property
    def station(self) -> Station | None:
        """The station while it runs."""
        return self._station

    def _stop(self) -> None:
        self._unsubscribe()
        station, self._station = self._station, None
        self.tasks.run(self._closing_of(station), lambda _: self._stopped(), self._stop_failed)

    def _closing_of(self, station: Station | None) -> "Callable[[], None]":
        """Return what closes a station: an import or a recording stands on it, and gives up first."""
        end_long, stop = self.tasks.end_long, station.stop if station else _nothing

        def work() -> None:
            end_long()
            stop()

        return work

    def _stop_failed(self, error: Exception) -> None:
        self.window.messages.bug(error)
        self._stopped()

    def _stopped(self) -> None:
        self.tasks.close()
        self.window.close_now()
        self.finished.emit()

    def _opened(self, station: Station) -> None:
        self._opening = False
        self._station = station
        if self._closing:
            self._stop()
            return
        self._unsubscribe = station.subscribe(self.bridge)
        # A demo's folder is empty: language and theme stay those of the folder the console was started on.
        self._use(early_settings(self._options.data_dir) if self._options.demo else station.settings)
        portraits = Portraits(
            self.tasks, self.window.messages.failure, hide=self._options.blur_faces, parent=self.window
        )
        self._context = Context(
            station, self.tasks, self.window.messages, self._theme, portraits, self._options.blur_faces
        )
        self._model = FeedModel(self._context, self.window)
        self._model.refresh()
        self._build(Page.LIVE)
        if self._options.remember_window:
            self.window.recall_body(self._window_settings())
        self.running.emit()

    def _not_opened(self, error: Exception) -> None:
        self._opening = False
        if self._closing:
            self._stop()
            return
        said = words(error)
        self.window.show_failure(said)
        self.failed.emit(said)
        if not isinstance(error, KnownError):
            self.window.messages.bug(error)

    def _build(self, page: Page) -> None:
        if self._context is None or self._model is None:
            return
        body = ConsoleBody(self._context, self.bridge, self._model)
        body.settings_applied.connect(self._use_and_rebuild)
        body.demo_asked.connect(self._switch_to_demo)
        self.window.show_console(body)
        body.show_page(page)

    def _rebuild(self) -> None:
        if self.window.stage is Stage.CONSOLE and self.window.body is not None:
            self._build(self.window.body.page)

    def _use(self, settings: Settings) -> bool:
        """Apply language and theme; returns whether the console is still to be built again for the language.

        The language comes first: another theme has the console built again by itself, once for both.
        """
        before = self._languages.current
        chosen = settings.language if self._options.language is None else self._options.language
        translated = self._languages.use(chosen) != before
        dressed = self._theme.choose(settings.theme if self._options.theme is None else self._options.theme)
        return translated and not dressed

    def _use_and_rebuild(self, settings: Settings) -> None:
        self._options = replace(self._options, language=None, theme=None)
        if self._use(settings):
            self._rebuild()

    def _switch_to_demo(self) -> None:
        """Stop, and open again as the demo."""
        self._options = replace(self._options, demo=True)
        self._unsubscribe()
        station, self._station = self._station, None
        self.window.show_loading()
        if station is not None:
            self.tasks.run(self._closing_of(station), lambda _: self._reopen(), self._not_opened)

    def _reopen(self) -> None:
        if self._closing:
            self._stop()
        else:
            self.open()

    def _sighted(self, event: Sighting) -> None:
        if self._model is not None:
            self._model.add(event)
        if isinstance(event, Recognised):
            self.recognised += 1
        elif isinstance(event, Unknown):
            self.unknown += 1

    def _window_settings(self) -> QSettings:
        return QSettings(str(self._options.data_dir / WINDOW_FILE), QSettings.Format.IniFormat)


def early_settings(data_dir: Path) -> Settings:
    """Return the settings for the first paint; the defaults where they cannot be read: opening will say why."""
    try:
        return load_settings(data_dir)
    except KnownError:
        return Settings()


def _nothing() -> None:
    return None
