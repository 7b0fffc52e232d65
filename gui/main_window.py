"""The window and its stages: loading, the console, a failure, closing."""

from enum import StrEnum

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from gui.icons import icon
from gui.messages import Messages
from gui.presenters.start import phase as phase_text
from gui.text import translate
from gui.theme import Theme
from gui.views.console import ConsoleBody
from gui.widgets.basic import button, column
from gui.widgets.message_bar import MessageBar
from gui.widgets.state_page import StatePage
from gui.widgets.toast import Toast

START_SIZE = QSize(1600, 900)
SMALLEST = QSize(960, 600)


class Stage(StrEnum):
    """What the window shows as a whole."""

    LOADING = "loading"
    CONSOLE = "console"
    FAILED = "failed"
    CLOSING = "closing"


class MainWindow(QMainWindow):
    """Shows what it is told; closing is asked for, and happens once the station has stopped."""

    close_asked = Signal()
    retry_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._stage = Stage.LOADING
        self._may_close = False
        self.body: ConsoleBody | None = None
        self.page: QWidget | None = None
        self.setWindowTitle("Usher")
        self.setWindowIcon(app_icon(theme))
        self.setMinimumSize(SMALLEST)
        self.bar = MessageBar(theme)
        self._stages = QStackedWidget()
        middle = QWidget()
        whole = column(0, 0, middle)
        whole.addWidget(self.bar)
        whole.addWidget(self._stages, 1)
        self.setCentralWidget(middle)
        self.toast = Toast(theme, middle)
        self.messages = Messages(self, self.bar, self.toast, theme)
        self.resize(START_SIZE)

    @property
    def stage(self) -> Stage:
        """What is shown."""
        return self._stage

    def show_loading(self) -> None:
        """Show that the station is being opened."""
        page = StatePage(self._theme, "logo", "Usher", translate("Start", "Starting…"))
        page.progress.show()
        self._show(page, Stage.LOADING)

    def show_progress(self, phase: str, share: float) -> None:
        """Say how far the opening is; `phase` is English."""
        if self._stage is Stage.LOADING and isinstance(self.page, StatePage):
            self.page.text.setText(phase_text(phase, translate))
            self.page.progress.setValue(round(share * self.page.progress.maximum()))

    def show_console(self, body: ConsoleBody) -> None:
        """Show the console; replaces the one there was."""
        self._show(body, Stage.CONSOLE)
        self.body = body
        body.full_screen_asked.connect(self.toggle_full_screen)
        body.quit_asked.connect(self.close)

    def show_failure(self, sentence: str, *, retry: bool = True) -> None:
        """Say why there is no console, and offer to try again."""
        colour = self._theme.tokens.colour
        leave = button(translate("Start", "&Quit"))
        leave.clicked.connect(self.close)
        again = button(translate("Start", "&Try again"), "primary", icon("undo", colour.on_accent))
        again.clicked.connect(self.retry_asked)
        buttons = (leave, again) if retry else (leave,)
        title = translate("Start", "Usher cannot start")
        self._show(StatePage(self._theme, "alert", title, sentence, buttons, bad=True), Stage.FAILED)
        buttons[-1].setFocus()

    def show_closing(self) -> None:
        """Show that the station is being stopped."""
        page = StatePage(
            self._theme,
            "logo",
            translate("Start", "Closing…"),
            translate("Start", "Cameras and data are being closed."),
        )
        page.progress.setRange(0, 0)
        page.progress.show()
        self.bar.hide()
        self.toast.hide()
        self._show(page, Stage.CLOSING)

    def close_now(self) -> None:
        """Close for good."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for closing; the window goes when everything else has."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_asked.emit()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def remember(self, settings: QSettings) -> None:
        """Keep size, place and divisions of the window."""
        settings.setValue("geometry", self.saveGeometry())
        if self.body is not None:
            settings.setValue("feed", self.body.live.splitter.saveState())

    def recall(self, settings: QSettings) -> None:
        """Take up size and place again, or a size that fits the screen."""
        kept = settings.value("geometry")
        if isinstance(kept, QByteArray) and self.restoreGeometry(kept):
            return
        screen = QGuiApplication.primaryScreen()
        if screen is not None:
            self.resize(START_SIZE.boundedTo(screen.availableGeometry().size() * 0.94))

    def recall_body(self, settings: QSettings) -> None:
        """Take up the divisions of the console again."""
        kept = settings.value("feed")
        if self.body is not None and isinstance(kept, QByteArray):
            self.body.live.splitter.restoreState(kept)

    def _show(self, page: QWidget, stage: Stage) -> None:
        old, self.page, self._stage = self.page, page, stage
        self.body = None
        self._stages.addWidget(page)
        self._stages.setCurrentWidget(page)
        if old is not None:
            self._stages.removeWidget(old)
            old.deleteLater()


def app_icon(theme: Theme) -> QIcon:
    """Return the icon of window and task bar."""
    return icon("logo", theme.tokens.colour.accent, size=64)
