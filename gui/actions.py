"""The menu and the shortcuts, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from core.domain.text import QT_TRANSLATE_NOOP
from gui.text import translate


class Command(StrEnum):
    """What the menu can do."""

    LIVE = "live"
    PEOPLE = "people"
    UNKNOWNS = "unknowns"
    ATTENDANCE = "attendance"
    DOORS = "doors"
    VISITORS = "visitors"
    DOCTOR = "doctor"
    RECORDINGS = "recordings"
    HEALTH = "health"
    SETTINGS = "settings"
    MUSTER = "muster"
    ADD_CAMERA = "add-camera"
    FULL_SCREEN = "full-screen"
    ABOUT = "about"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu: its command, English text and portable shortcut."""

    command: Command
    text: str
    shortcut: str = ""


MENU: tuple[tuple[Entry, ...], ...] = (
    (
        Entry(Command.LIVE, QT_TRANSLATE_NOOP("Menu", "&Live"), "Ctrl+1"),
        Entry(Command.PEOPLE, QT_TRANSLATE_NOOP("Menu", "&People"), "Ctrl+2"),
        Entry(Command.UNKNOWNS, QT_TRANSLATE_NOOP("Menu", "&Unknowns"), "Ctrl+3"),
        Entry(Command.ATTENDANCE, QT_TRANSLATE_NOOP("Menu", "A&ttendance"), "Ctrl+4"),
        Entry(Command.DOORS, QT_TRANSLATE_NOOP("Menu", "&Doors"), "Ctrl+5"),
        Entry(Command.VISITORS, QT_TRANSLATE_NOOP("Menu", "&Visitors"), "Ctrl+6"),
        Entry(Command.RECORDINGS, QT_TRANSLATE_NOOP("Menu", "&Recordings"), "Ctrl+7"),
        Entry(Command.DOCTOR, QT_TRANSLATE_NOOP("Menu", "&Gallery check"), "Ctrl+8"),
        Entry(Command.HEALTH, QT_TRANSLATE_NOOP("Menu", "&Health"), "Ctrl+9"),
        Entry(Command.SETTINGS, QT_TRANSLATE_NOOP("Menu", "&Settings"), "Ctrl+,"),
    ),
    (
        Entry(Command.MUSTER, QT_TRANSLATE_NOOP("Menu", "&Muster list"), "F8"),
        Entry(Command.ADD_CAMERA, QT_TRANSLATE_NOOP("Menu", "Add a &camera…"), "Ctrl+N"),
        Entry(Command.FULL_SCREEN, QT_TRANSLATE_NOOP("Menu", "&Full screen"), "F11"),
    ),
    (
        Entry(Command.ABOUT, QT_TRANSLATE_NOOP("Menu", "&About Usher")),
        Entry(Command.QUIT, QT_TRANSLATE_NOOP("Menu", "&Quit"), "Ctrl+Q"),
    ),
)
"""Groups, with a line between them."""

Handlers = Mapping[Command, Callable[[], None]]


def build_menu(owner: QWidget, handlers: Handlers) -> QMenu:
    """Return the menu; its shortcuts work anywhere in the window of `owner`, also while it is closed."""
    menu = QMenu(owner)
    for group in MENU:
        if not menu.isEmpty():
            menu.addSeparator()
        for entry in group:
            action = QAction(translate("Menu", entry.text), owner)
            if entry.shortcut:
                action.setShortcut(QKeySequence(entry.shortcut))
                action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(handlers[entry.command])
            owner.addAction(action)
            menu.addAction(action)
    return menu
