"""The console itself: rail, pages, status line. Built anew when language or theme change."""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

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
from gui.views.pages import Pages, PageView
from gui.views.people.page import PeoplePage
from gui.views.placement.dialog import PlacementDialog
from gui.views.rail import Page, Rail
from gui.views.recordings.page import RecordingsPage
from gui.views.settings.page import SettingsPage
from gui.views.site import SitePages
from gui.views.status import StatusLine
from gui.views.unknowns.page import UnknownsPage
from gui.views.waiting import Waiting
from gui.widgets.basic import column, row


class ConsoleBody(QWidget):
    """Everything that is shown while the station runs."""

    settings_applied = Signal(object)
    demo_asked = Signal()
    full_screen_asked = Signal()
    quit_asked = Signal()

    def __init__(self, context: Context, bridge: Bridge, model: FeedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._bridge, self._model = context, bridge, model
        self._dialog: EnrolDialog | None = None
        self.cards = Cards(context, model, self)
        self.cards.enrol_asked.connect(self.enrol)
        self.pages = Pages(self._views())
        self.site = SitePages(context, bridge, self.pages, self)
        self.rail = Rail(context, self._handlers(), self)
        self.rail.asked.connect(self.show_page)
        upper = row(0, 0)
        upper.addWidget(self.rail)
        upper.addWidget(self.pages, 1)
        self.status = StatusLine(context, self.live.wall)
        whole = column(0, 0, self)
        whole.addLayout(upper, 1)
        whole.addWidget(self.status)
        self.attention = Attention(context, self.rail.buttons[Page.HEALTH])
        self.waiting = Waiting(context, self.rail)
        self.site.connect_rail(self.rail)
        self.site.enrol_asked.connect(lambda: self.enrol(GuidedSource()))
        self.site.camera_asked.connect(self.add_camera)
        self.site.pictures_asked.connect(self._add_pictures)
        bridge.camera_changed.connect(self._camera_changed)
        bridge.health_changed.connect(self.attention.health_changed)

    @cached_property
    def live(self) -> LivePage:
        """Cameras and feed."""
        made = LivePage(self._context, self._model, self.pages)
        made.enrol_asked.connect(self.enrol)
        made.card_asked.connect(self.cards.open)
        made.placement_asked.connect(self.check_placement)
        made.demo_asked.connect(self.demo_asked)
        made.camera_asked.connect(self.add_camera)
        return self.pages.taken_in(made)

    @cached_property
    def people(self) -> PeoplePage:
        """Everyone who is enrolled."""
        made = PeoplePage(self._context, self.pages)
        made.enrol_asked.connect(lambda: self.enrol(GuidedSource()))
        made.import_asked.connect(self.import_people)
        made.pictures_asked.connect(self._add_pictures)
        made.card_asked.connect(lambda event: self.cards.open(CardSource(event)))
        self._bridge.people_changed.connect(made.refresh)
        return self.pages.taken_in(made)

    @cached_property
    def unknowns(self) -> UnknownsPage:
        """Who came unknown."""
        made = UnknownsPage(self._context, self.pages)
        made.waiting_changed.connect(self.rail.show_waiting)
        return self.pages.taken_in(made)

    @cached_property
    def recordings(self) -> RecordingsPage:
        """Who appears in a recording."""
        return self.pages.taken_in(RecordingsPage(self._context, self.pages))

    @cached_property
    def doctor(self) -> DoctorPage:
        """What is wrong with the people enrolled."""
        made = DoctorPage(self._context, self.pages)
        made.pictures_asked.connect(partial(self._with_person, self._add_pictures))
        made.correction_asked.connect(partial(self._with_person, self._look_up))
        return self.pages.taken_in(made)

    @cached_property
    def health(self) -> HealthPage:
        """How the machine is doing."""
        return self.pages.taken_in(HealthPage(self._context, self.pages))

    @cached_property
    def settings(self) -> SettingsPage:
        """What an operator changes."""
        made = SettingsPage(self._context, self.pages)
        made.applied.connect(self.settings_applied)
        made.placement_asked.connect(self.check_placement)
        return self.pages.taken_in(made)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.pages.page

    def show_page(self, page: Page) -> None:
        """Go to a page."""
        try:
            self.pages.show_page(page)
        finally:
            self.rail.show_page(self.page)  # that of before where one could not be built

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

    def _views(self) -> dict[Page, Callable[[], PageView]]:
        """Return what hands each page out."""
        return {
            Page.LIVE: lambda: self.live,
            Page.PEOPLE: lambda: self.people,
            Page.UNKNOWNS: lambda: self.unknowns,
            Page.ATTENDANCE: lambda: self.site.attendance,
            Page.DOORS: lambda: self.site.doors,
            Page.VISITORS: lambda: self.site.visitors,
            Page.RECORDINGS: lambda: self.recordings,
            Page.DOCTOR: lambda: self.doctor,
            Page.HEALTH: lambda: self.health,
            Page.SETTINGS: lambda: self.settings,
        }

    def _handlers(self) -> Handlers:
        return {Command[page.name]: partial(self.show_page, page) for page in Page} | {
            Command.MUSTER: lambda: self.site.attendance.muster(),
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

    def _add_pictures(self, person: Person) -> None:
        self.enrol(GuidedSource(into=person))

    def _look_up(self, person: Person) -> None:
        self.show_page(Page.PEOPLE)
        self.people.search.setText(person.external_id or person.name)

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
