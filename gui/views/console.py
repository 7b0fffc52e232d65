"""The console itself: rail, pages, status line. Built anew when language or theme change."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.domain.camera import CameraState
from core.domain.directory import PersonDetails
from core.domain.events import CameraChanged
from core.domain.ids import PersonId
from core.domain.people import Person
from gui.actions import Command, Handlers
from gui.bridge import Bridge
from gui.context import Context
from gui.presenters.cameras import status_text
from gui.tables.feed_model import FeedModel
from gui.text import translate
from gui.views.about import About
from gui.views.card.cards import Cards
from gui.views.card.dialog import CardSource
from gui.views.doctor.page import DoctorPage
from gui.views.enrol.dialog import EnrolDialog
from gui.views.enrol.sources import GuidedSource, Source
from gui.views.health.attention import Attention
from gui.views.health.page import HealthPage
from gui.views.importing.dialog import ImportDialog
from gui.views.live.page import LivePage
from gui.views.people.page import PeoplePage
from gui.views.placement.dialog import PlacementDialog
from gui.views.rail import Page, Rail
from gui.views.recordings.page import RecordingsPage
from gui.views.settings.page import SettingsPage
from gui.views.site import SitePages
from gui.views.status import StatusLine
from gui.views.unknowns.page import UnknownsPage
from gui.widgets.basic import column, row

_COUNT_MS = 10_000
"""How often it is looked how many visits wait to be reviewed."""


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
        self._waiting = QTimer(self)
        self.live = LivePage(context, model)
        self.people = PeoplePage(context)
        self.health = HealthPage(context)
        self.settings = SettingsPage(context)
        self.unknowns = UnknownsPage(context)
        self.doctor = DoctorPage(context)
        self.recordings = RecordingsPage(context)
        self.site = SitePages(context, bridge, self)
        self.pages = QStackedWidget()
        self._focus = self._focuses()
        for page in (
            self.live, self.people, self.unknowns, self.site.attendance, self.site.doors, self.site.visitors,
            self.recordings, self.doctor, self.health, self.settings,
        ):  # fmt: skip
            self.pages.addWidget(page)
        self.rail = Rail(context, self._handlers(), self)
        self.rail.asked.connect(self.show_page)
        upper = row(0, 0)
        upper.addWidget(self.rail)
        upper.addWidget(self.pages, 1)
        self.status = StatusLine(context, self.live.wall)
        whole = column(0, 0, self)
        whole.addLayout(upper, 1)
        whole.addWidget(self.status)
        self.cards = Cards(context, model, self)
        self.cards.enrol_asked.connect(self.enrol)
        self.attention = Attention(context, self.rail.buttons[Page.HEALTH])
        self._connect_cameras()
        self._connect_people()
        bridge.camera_changed.connect(self._camera_changed)
        bridge.health_changed.connect(self.attention.health_changed)
        bridge.people_changed.connect(self.people.refresh)

    def _connect_cameras(self) -> None:
        self.live.enrol_asked.connect(self.enrol)
        self.live.card_asked.connect(self.cards.open)
        self.live.placement_asked.connect(self.check_placement)
        self.live.demo_asked.connect(self.demo_asked)
        self.live.camera_asked.connect(self.add_camera)
        self.settings.applied.connect(self.settings_applied)
        self.settings.placement_asked.connect(self.check_placement)

    def _connect_people(self) -> None:
        self.people.enrol_asked.connect(lambda: self.enrol(GuidedSource()))
        self.people.import_asked.connect(self.import_people)
        self.people.pictures_asked.connect(lambda person: self.enrol(GuidedSource(into=person)))
        self.people.card_asked.connect(lambda event: self.cards.open(CardSource(event)))
        self.doctor.pictures_asked.connect(partial(self._with_person, lambda p: self.enrol(GuidedSource(into=p))))
        self.doctor.correction_asked.connect(partial(self._with_person, self._look_up))
        self.unknowns.waiting_changed.connect(self.rail.show_waiting)
        self.site.connect_rail(self.rail)
        self.site.enrol_asked.connect(lambda: self.enrol(GuidedSource()))
        self.site.camera_asked.connect(self.add_camera)
        self.site.pictures_asked.connect(lambda person: self.enrol(GuidedSource(into=person)))
        self._waiting.setInterval(_COUNT_MS)
        self._waiting.timeout.connect(self._count_waiting)
        self._waiting.start()
        self._count_waiting()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return Page(self.pages.currentIndex())

    def show_page(self, page: Page) -> None:
        """Go to a page."""
        self.rail.show_page(page)
        self.pages.setCurrentIndex(page)
        self._focus[page]()
        if page is Page.SETTINGS:
            self.settings.refresh()

    def add_camera(self) -> None:
        """Go to the settings and ask for a new camera."""
        self.show_page(Page.SETTINGS)
        self.settings.add_camera()

    def enrol(self, source: Source) -> None:
        """Open the enrol dialog, unless one is open."""
        if self._dialog is not None:
            return
        dialog = EnrolDialog(self._context, source, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.enrolled.connect(self._enrolled)
        dialog.finished.connect(self._dialog_closed)
        self._dialog = dialog
        dialog.open()

    def import_people(self) -> None:
        """Open the dialog that enrols many people at once."""
        dialog = ImportDialog(self._context, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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

    def _focuses(self) -> dict[Page, Callable[[], None]]:
        """Return what gives the keyboard to each page."""
        return {
            Page.LIVE: self.live.take_focus,
            Page.PEOPLE: self.people.take_focus,
            Page.UNKNOWNS: self.unknowns.take_focus,
            Page.ATTENDANCE: self.site.attendance.take_focus,
            Page.DOORS: self.site.doors.take_focus,
            Page.VISITORS: self.site.visitors.take_focus,
            Page.RECORDINGS: self.recordings.setFocus,
            Page.DOCTOR: self.doctor.setFocus,
            Page.HEALTH: self.health.setFocus,
            Page.SETTINGS: self.settings.setFocus,
        }

    def _handlers(self) -> Handlers:
        return {
            Command.LIVE: partial(self.show_page, Page.LIVE),
            Command.PEOPLE: partial(self.show_page, Page.PEOPLE),
            Command.UNKNOWNS: partial(self.show_page, Page.UNKNOWNS),
            Command.ATTENDANCE: partial(self.show_page, Page.ATTENDANCE),
            Command.DOORS: partial(self.show_page, Page.DOORS),
            Command.VISITORS: partial(self.show_page, Page.VISITORS),
            Command.MUSTER: self.site.attendance.muster,
            Command.DOCTOR: partial(self.show_page, Page.DOCTOR),
            Command.RECORDINGS: partial(self.show_page, Page.RECORDINGS),
            Command.HEALTH: partial(self.show_page, Page.HEALTH),
            Command.SETTINGS: partial(self.show_page, Page.SETTINGS),
            Command.ADD_CAMERA: self.add_camera,
            Command.FULL_SCREEN: self.full_screen_asked.emit,
            Command.ABOUT: self.about,
            Command.QUIT: self.quit_asked.emit,
        }

    def _with_person(self, then: Callable[[Person], None], person: str) -> None:
        """Do something with the person of an id, who may be gone by now."""
        desk = self._context.station.desks.people

        def found(details: PersonDetails | None) -> None:
            if details is not None:
                then(details.facts.of(details.id, details.created))

        self._context.tasks.run(
            lambda: desk.details(PersonId(person)), found, self._context.messages.failure, owner=self
        )

    def _look_up(self, person: Person) -> None:
        self.show_page(Page.PEOPLE)
        self.people.search.setText(person.external_id or person.name)

    def _count_waiting(self) -> None:
        desk = self._context.station.desks.unknowns
        self._context.tasks.run(
            desk.waiting_count, self.rail.show_waiting, self._context.messages.failure, owner=self, topic="waiting"
        )

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
