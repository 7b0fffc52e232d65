"""The console itself: rail, pages, status line. Built anew when language or theme change."""

from enum import IntEnum
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedWidget, QToolButton, QWidget

from core.domain.camera import CameraState
from core.domain.events import CameraChanged
from core.domain.people import Person
from gui.actions import Command, Handlers, build_menu
from gui.bridge import Bridge
from gui.context import Context
from gui.icons import icon, pixmap
from gui.presenters.cameras import status_text
from gui.tables.feed_model import FeedModel
from gui.text import translate
from gui.views.about import About
from gui.views.card.cards import Cards
from gui.views.enrol.dialog import EnrolDialog, EnrolSource
from gui.views.health.attention import Attention
from gui.views.health.page import HealthPage
from gui.views.live.page import LivePage
from gui.views.people.page import PeoplePage
from gui.views.placement.dialog import PlacementDialog
from gui.views.settings.page import SettingsPage
from gui.views.status import StatusLine
from gui.widgets.basic import column, frame, label, row

_RAIL_WIDTH = 84


class Page(IntEnum):
    """The pages in their order."""

    LIVE = 0
    PEOPLE = 1
    HEALTH = 2
    SETTINGS = 3


class ConsoleBody(QWidget):
    """Everything that is shown while the station runs."""

    settings_applied = Signal(object)
    demo_asked = Signal()
    full_screen_asked = Signal()
    quit_asked = Signal()

    def __init__(self, context: Context, bridge: Bridge, model: FeedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self._dialog: EnrolDialog | None = None
        self.live = LivePage(context, model)
        self.people = PeoplePage(context)
        self.health = HealthPage(context)
        self.settings = SettingsPage(context)
        self.pages = QStackedWidget()
        for page in (self.live, self.people, self.health, self.settings):
            self.pages.addWidget(page)
        upper = row(0, 0)
        upper.addWidget(self._build_rail())
        upper.addWidget(self.pages, 1)
        self.status = StatusLine(context, self.live.wall)
        whole = column(0, 0, self)
        whole.addLayout(upper, 1)
        whole.addWidget(self.status)
        self.cards = Cards(context, model, self)
        self.cards.enrol_asked.connect(self.enrol)
        self.live.enrol_asked.connect(self.enrol)
        self.live.card_asked.connect(self.cards.open)
        self.live.placement_asked.connect(self.check_placement)
        self.live.demo_asked.connect(self.demo_asked)
        self.live.camera_asked.connect(self.add_camera)
        self.settings.applied.connect(self.settings_applied)
        self.settings.placement_asked.connect(self.check_placement)
        self.attention = Attention(context, self._nav[Page.HEALTH])
        bridge.camera_changed.connect(self._camera_changed)
        bridge.health_changed.connect(self.attention.health_changed)
        bridge.people_changed.connect(self.people.refresh)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return Page(self.pages.currentIndex())

    def show_page(self, page: Page) -> None:
        """Go to a page."""
        self._nav[page].setChecked(True)
        self.pages.setCurrentIndex(page)
        match page:
            case Page.LIVE:
                self.live.take_focus()
            case Page.PEOPLE:
                self.people.list.setFocus()
            case Page.HEALTH:
                self.health.setFocus()
            case Page.SETTINGS:
                self.settings.setFocus()
                self.settings.refresh()

    def add_camera(self) -> None:
        """Go to the settings and ask for a new camera."""
        self.show_page(Page.SETTINGS)
        self.settings.add_camera()

    def enrol(self, source: EnrolSource) -> None:
        """Open the enrol dialog, unless one is open."""
        if self._dialog is not None:
            return
        dialog = EnrolDialog(self._context, source, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.enrolled.connect(self._enrolled)
        dialog.finished.connect(self._dialog_closed)
        self._dialog = dialog
        dialog.open()

    def check_placement(self, camera: str) -> None:
        """Open the check of where a camera hangs."""
        status = next((s for s in self._context.station.cameras() if s.spec.id == camera), None)
        if status is not None:
            dialog = PlacementDialog(self._context, status.spec, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    @property
    def enrol_dialog(self) -> EnrolDialog | None:
        """The open enrol dialog."""
        return self._dialog

    def about(self) -> None:
        """Say what this program is."""
        About(self._context, self.window()).open()

    def _build_rail(self) -> QFrame:
        space, colour = self._context.theme.tokens.scale.space, self._context.theme.tokens.colour
        rail = frame("", "rail")
        rail.setFixedWidth(_RAIL_WIDTH)
        inner = column(space.s, space.xs, rail)
        mark = label("")
        mark.setPixmap(pixmap("logo", colour.accent_text, 32, self.devicePixelRatioF()))
        mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        mark.setContentsMargins(0, space.s, 0, space.m)
        inner.addWidget(mark)
        self._nav: dict[Page, QToolButton] = {}
        group = QButtonGroup(self)
        for page, sign, text in (
            (Page.LIVE, "live", translate("Menu", "Live")),
            (Page.PEOPLE, "people", translate("Menu", "People")),
            (Page.HEALTH, "health", translate("Menu", "Health")),
            (Page.SETTINGS, "settings", translate("Menu", "Settings")),
        ):
            made = self._nav_button(sign, text)
            made.setCheckable(True)
            made.clicked.connect(partial(self.show_page, page))
            group.addButton(made)
            self._nav[page] = made
            inner.addWidget(made)
        self._nav[Page.LIVE].setChecked(True)
        inner.addStretch(1)
        more = self._nav_button("menu", translate("Menu", "Menu"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setShortcut("F10")
        more.setMenu(build_menu(self, self._handlers()))
        inner.addWidget(more)
        return rail

    def _nav_button(self, sign: str, text: str) -> QToolButton:
        colour = self._context.theme.tokens.colour
        made = QToolButton()
        made.setProperty("role", "nav")
        made.setText(text)
        made.setIcon(icon(sign, colour.text_muted, colour.accent_text, 22))
        made.setIconSize(QSize(22, 22))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setFixedSize(_RAIL_WIDTH - 2 * self._context.theme.tokens.scale.space.s, 58)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _handlers(self) -> Handlers:
        return {
            Command.LIVE: partial(self.show_page, Page.LIVE),
            Command.PEOPLE: partial(self.show_page, Page.PEOPLE),
            Command.HEALTH: partial(self.show_page, Page.HEALTH),
            Command.SETTINGS: partial(self.show_page, Page.SETTINGS),
            Command.ADD_CAMERA: self.add_camera,
            Command.FULL_SCREEN: self.full_screen_asked.emit,
            Command.ABOUT: self.about,
            Command.QUIT: self.quit_asked.emit,
        }

    def _camera_changed(self, event: CameraChanged) -> None:
        self.live.refresh()
        if self.page is Page.SETTINGS:
            self.settings.refresh()
        status = event.status
        if status.state in (CameraState.FAILED, CameraState.REFUSED):
            said = f"{status.spec.name}: {status_text(status, translate)}"
            self._context.messages.warning(said)

    def _enrolled(self, person: Person, new: bool) -> None:
        if not new:
            said = translate("Enrol", "The pictures were added to {name}.").format(name=person.name)
            self._context.messages.done(said)
            return
        said = translate("Enrol", "{name} is enrolled and will be recognised from now on.").format(name=person.name)
        self._context.messages.done(said, partial(self._take_back, person))

    def _take_back(self, person: Person) -> None:
        station, messages = self._context.station, self._context.messages
        said = translate("Enrol", "{name} was taken out again.").format(name=person.name)
        self._context.tasks.run(
            lambda: station.remove_person(person.id), lambda _: messages.done(said), messages.failure, owner=self
        )

    def _dialog_closed(self) -> None:
        self._dialog = None
