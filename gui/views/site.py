"""The pages of attendance, doors and visitors, and what they ask of the rest of the console."""

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
from gui.views.rail import Rail
from gui.views.visitors.page import VisitorsPage


class SitePages(QObject):
    """`enrol_asked` and `camera_asked` lead to where these are added; `pictures_asked` carries a Person."""

    enrol_asked = Signal()
    pictures_asked = Signal(object)
    camera_asked = Signal()

    def __init__(self, context: Context, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.attendance, self.doors = AttendancePage(context), DoorsPage(context)
        self.visitors = VisitorsPage(context)
        self.visitors.pictures_asked.connect(self.pictures_asked)
        self.attendance.enrol_asked.connect(self.enrol_asked)
        self.attendance.camera_asked.connect(self.camera_asked)
        self.attendance.print_asked.connect(self._print)
        bridge.attended.connect(self.attendance.attended)
        bridge.at_door.connect(self.doors.at_door)
        bridge.door_changed.connect(self.doors.door_changed)
        bridge.people_changed.connect(self.visitors.refresh)

    def connect_rail(self, rail: Rail) -> None:
        """Show on the rail what waits or is wrong."""
        self.attendance.waiting_changed.connect(rail.show_requests)
        self.doors.alarms_changed.connect(rail.show_alarms)

    def _print(self, what: Report | Muster) -> None:
        sheet = report_sheet(what, translate) if isinstance(what, Report) else muster_sheet(what, translate)
        print_sheet(sheet, self._window.window())
