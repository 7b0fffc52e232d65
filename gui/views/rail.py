"""The rail: a button for every page, and the menu."""

from enum import IntEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QToolButton, QWidget

from core.domain.text import QT_TRANSLATE_NOOP
from gui.actions import Handlers, build_menu
from gui.context import Context
from gui.icons import icon, pixmap
from gui.text import translate
from gui.widgets.basic import column, label

_WIDTH = 84
_BADGE_RIGHT, _BADGE_TOP = 8, 4
_MOST = 99
_HIGH, _LOW = 56, 40
"""Pixels of a button with its text, and without where the window is too low for all of them."""


class Page(IntEnum):
    """The pages in their order."""

    LIVE = 0
    PEOPLE = 1
    UNKNOWNS = 2
    ATTENDANCE = 3
    DOORS = 4
    VISITORS = 5
    RECORDINGS = 6
    DOCTOR = 7
    HEALTH = 8
    SETTINGS = 9


_BUTTONS = {
    Page.LIVE: ("live", QT_TRANSLATE_NOOP("Menu", "Live")),
    Page.PEOPLE: ("people", QT_TRANSLATE_NOOP("Menu", "People")),
    Page.UNKNOWNS: ("unknowns", QT_TRANSLATE_NOOP("Menu", "Unknowns")),
    Page.ATTENDANCE: ("attendance", QT_TRANSLATE_NOOP("Menu", "Attendance")),
    Page.DOORS: ("door", QT_TRANSLATE_NOOP("Menu", "Doors")),
    Page.VISITORS: ("visitor", QT_TRANSLATE_NOOP("Menu", "Visitors")),
    Page.RECORDINGS: ("film", QT_TRANSLATE_NOOP("Menu", "Recordings")),
    Page.DOCTOR: ("doctor", QT_TRANSLATE_NOOP("Menu", "Check")),
    Page.HEALTH: ("health", QT_TRANSLATE_NOOP("Menu", "Health")),
    Page.SETTINGS: ("settings", QT_TRANSLATE_NOOP("Menu", "Settings")),
}


class Rail(QFrame):
    """`asked` carries the page whose button was pressed."""

    asked = Signal(object)

    def __init__(self, context: Context, handlers: Handlers, owner: QWidget) -> None:
        """Build the rail; shortcuts of the menu work anywhere in the window of `owner`."""
        super().__init__()
        self.setObjectName("rail")
        self._context = context
        self.setFixedWidth(_WIDTH)
        space, colour = context.theme.tokens.scale.space, context.theme.tokens.colour
        inner = column(space.s, space.xs, self)
        mark = label("")
        mark.setPixmap(pixmap("logo", colour.accent_text, 32, self.devicePixelRatioF()))
        mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        mark.setContentsMargins(0, space.s, 0, space.m)
        inner.addWidget(mark)
        self.buttons = self._build_buttons()
        for made in self.buttons.values():
            inner.addWidget(made)
        self._mark = mark
        inner.addStretch(1)
        more = self._button("menu", translate("Menu", "Menu"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setShortcut("F10")
        more.setMenu(build_menu(owner, handlers))
        inner.addWidget(more)
        self._more = more
        self._badges = {
            page: self._build_badge(self.buttons[page]) for page in (Page.UNKNOWNS, Page.ATTENDANCE, Page.DOORS)
        }

    def show_page(self, page: Page) -> None:
        """Mark the page that is shown."""
        self.buttons[page].setChecked(True)

    def show_waiting(self, count: int) -> None:
        """Show how many visits wait to be reviewed."""
        said = translate("Menu", "{count} visits wait for your word").format(count=count)
        self._show_badge(Page.UNKNOWNS, count, said)

    def show_requests(self, count: int) -> None:
        """Show how many requests of attendance wait for an answer."""
        said = translate("Menu", "{count} requests wait for an answer").format(count=count)
        self._show_badge(Page.ATTENDANCE, count, said)

    def show_alarms(self, count: int) -> None:
        """Show how many doors have an alarm."""
        self._show_badge(Page.DOORS, count, translate("Menu", "{count} doors have an alarm").format(count=count))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the texts out where the window is too low for them."""
        super().resizeEvent(event)
        space = self._context.theme.tokens.scale.space
        buttons = (*self.buttons.values(), self._more)
        left = event.size().height() - self._mark.sizeHint().height() - 2 * space.s - space.xs * len(buttons)
        roomy = left >= _HIGH * len(buttons)
        under, only = Qt.ToolButtonStyle.ToolButtonTextUnderIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for made in buttons:
            made.setToolButtonStyle(under if roomy else only)
            made.setFixedHeight(_HIGH if roomy else _LOW)
            if not made.accessibleDescription():
                made.setToolTip("" if roomy else made.text())

    def _show_badge(self, page: Page, count: int, said: str) -> None:
        badge, made = self._badges[page], self.buttons[page]
        badge.setText(str(count) if count <= _MOST else f"{_MOST}+")
        badge.adjustSize()
        badge.move(_button_width(self._context) - badge.width() - _BADGE_RIGHT, _BADGE_TOP)
        badge.setVisible(count > 0)
        made.setToolTip(said if count else "")
        made.setAccessibleDescription(said if count else "")

    def _build_buttons(self) -> dict[Page, QToolButton]:
        group, buttons = QButtonGroup(self), dict[Page, QToolButton]()
        for page, (sign, text) in _BUTTONS.items():
            made = self._button(sign, translate("Menu", text))
            made.setCheckable(True)
            made.clicked.connect(lambda _checked, page=page: self.asked.emit(page))
            group.addButton(made)
            buttons[page] = made
        buttons[Page.LIVE].setChecked(True)
        return buttons

    def _button(self, sign: str, text: str) -> QToolButton:
        colour = self._context.theme.tokens.colour
        made = QToolButton()
        made.setProperty("role", "nav")
        made.setText(text)
        made.setIcon(icon(sign, colour.text_muted, colour.accent_text, 22))
        made.setIconSize(QSize(22, 22))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setFixedSize(_button_width(self._context), _HIGH)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _build_badge(self, button: QToolButton) -> QLabel:
        made = label("", "count")
        made.setParent(button)
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.hide()
        return made


def _button_width(context: Context) -> int:
    return _WIDTH - 2 * context.theme.tokens.scale.space.s
