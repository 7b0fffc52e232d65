"""What the process of a window needs around it: a fitting Qt, its messages in the log, no fault unseen."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger("qt")


def prepare_environment(*, headless_allowed: bool) -> None:
    """Keep Qt from a foreign plugin folder, and let an unattended run do without a display."""
    plugins = os.environ.get("QT_QPA_PLATFORM_PLUGIN_PATH", "")
    if "cv2" in Path(plugins).parts:
        # The non-headless OpenCV wheel points Qt at its own plugins, which do not fit this Qt.
        del os.environ["QT_QPA_PLATFORM_PLUGIN_PATH"]
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if headless_allowed and sys.platform == "linux" and not display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@contextmanager
def qt_messages_logged() -> Iterator[None]:
    """Write what Qt complains of into the log."""
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }

    def handler(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        del context
        _log.log(levels[kind], "%s", message)

    before = qInstallMessageHandler(handler)
    yield
    qInstallMessageHandler(before)


@contextmanager
def bugs_reported(report: Callable[[BaseException], None]) -> Iterator[None]:
    """Hand what escapes from a slot to `report`; Qt would only print it."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        del kind, trace
        report(error)

    sys.excepthook = hook
    yield
    sys.excepthook = before
