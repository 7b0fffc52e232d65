"""The pages of attendance, doors and visitors, and what they ask of the rest of the console."""

from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.domain.reports import Muster, Report
from gui.bridge import Bridge
from gui.context import Context
from gui.printing.printer import print_sheet
from gui.printing.report import muster_sheet, report_sheet
from gui.text import translate
from gui.views.attendance.page import AttendancePage
from gui.views.doors.page import DoorsPage
from gui.views.doors.watch import DoorWatch
from gui.views.pages import Pages
from gui.views.rail import Rail
from gui.views.visitors.page import VisitorsPage


class SitePages(QObject):
    """`enrol_asked` and `camera_asked` lead to where these are added; `pictures_asked` carries a Person.

    `requests_counted` carries how many requests of attendance wait, whenever its page has looked.
    """

    enrol_asked = Signal()
    pictures_asked = Signal(object)
    camera_asked = Signal()
    requests_counted = Signal(int)

    def __init__(self, context: Context, bridge: Bridge, pages: Pages, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._bridge = bridge
        self._pages = pages
        self._window = parent
        self._watch = DoorWatch(context, self)
        bridge.at_door.connect(self._watch.at_door)
        bridge.door_changed.connect(self._watch.door_changed)

    def connect_rail(self, rail: Rail) -> None:
        """Show on the rail what waits or is wrong."""
        self.requests_counted.connect(rail.show_requests)
        self._watch.alarms.connect(rail.show_alarms)
        self._watch.refresh()

    @cached_property
    def attendance(self) -> AttendancePage:
        """Who is there, who was, and the plan."""
        made = AttendancePage(self._context, self._pages)
        made.waiting_changed.connect(self.requests_counted)
        made.enrol_asked.connect(self.enrol_asked)
        made.camera_asked.connect(self.camera_asked)
        made.print_asked.connect(self._print)
        self._bridge.attended.connect(made.attended)
        return self._pages.taken_in(made)

    @cached_property
    def doors(self) -> DoorsPage:
        """Doors at work, and who may pass them."""
        made = DoorsPage(self._context, self._watch, self._pages)
        self._bridge.at_door.connect(made.at_door)
        return self._pages.taken_in(made)

    @cached_property
    def visitors(self) -> VisitorsPage:
        """The visitors' book."""
        made = VisitorsPage(self._context, self._pages)
        made.pictures_asked.connect(self.pictures_asked)
        self._bridge.people_changed.connect(made.refresh)
        return self._pages.taken_in(made)

    def _print(self, what: Report | Muster) -> None:
        sheet = report_sheet(what, translate) if isinstance(what, Report) else muster_sheet(what, translate)
        print_sheet(sheet, self._window.window())
