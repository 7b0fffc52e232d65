"""The one gate through which the program speaks to its user."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from core.domain.errors import KnownError
from gui.presenters.text import sentence
from gui.text import translate
from gui.theme import Theme
from gui.widgets.message_bar import Level, MessageBar
from gui.widgets.report import Report
from gui.widgets.toast import Toast

_log = logging.getLogger(__name__)


def words(error: Exception) -> str:
    """Say an environment's failure in the user's language; a bug only as such."""
    if isinstance(error, KnownError):
        return sentence(error, translate)
    return translate("Messages", "Something went wrong in Usher.")


class Messages(QObject):
    """Failures go to the bar, or to a report where they are bugs; what was done goes to the toast."""

    def __init__(self, window: QWidget, bar: MessageBar, toast: Toast, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._bar = bar
        self._toast = toast
        self._theme = theme
        self._report: Report | None = None

    def failure(self, error: Exception) -> None:
        """Tell about a failure, in the way it deserves."""
        if isinstance(error, KnownError):
            self._bar.say(sentence(error, translate), Level.ERROR)
        else:
            self.bug(error)

    def warning(self, text: str) -> None:
        """Tell about something that needs attention; `text` is translated already."""
        self._bar.say(text, Level.WARNING)

    def done(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Confirm what was done, and offer the way back."""
        self._toast.say(text, undo)

    def bug(self, error: BaseException) -> None:
        """Report a fault of the program; one report at a time, every one of them logged."""
        _log.error("a bug in the console", exc_info=error)
        if self._report is None:
            report = Report(error, self._theme, self._window)
            report.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            report.finished.connect(self._report_closed)
            self._report = report
            report.open()

    def _report_closed(self) -> None:
        self._report = None
