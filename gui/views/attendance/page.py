"""Attendance: today, by days, by person, requests, reports, charts, and the plan it is held against."""

from datetime import date, datetime
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.domain.ids import PersonId
from gui.context import Context
from gui.icons import icon
from gui.presenters.attendance_today import Lacking
from gui.text import translate
from gui.views.attendance.charts import ChartsView
from gui.views.attendance.days import DaysView
from gui.views.attendance.muster_dialog import MusterDialog
from gui.views.attendance.person import PersonView
from gui.views.attendance.report_view import ReportView
from gui.views.attendance.requests import RequestsView
from gui.views.attendance.today import TodayView
from gui.views.pages import PageView
from gui.views.plan.view import PlanView
from gui.widgets.basic import button, column, label, row
from gui.widgets.segments import Segments

TODAY, DAYS, PERSON, REQUESTS, REPORTS, CHARTS, PLAN = range(7)
View = TodayView | DaysView | PersonView | RequestsView | ReportView | ChartsView | PlanView


class AttendancePage(PageView):
    """`waiting_changed` carries how many requests wait, for a badge.

    `enrol_asked` and `camera_asked` lead to where attendance is set up, `plan_asked` to the plan in this page;
    `print_asked` carries a Report or a Muster that is to be printed.
    """

    waiting_changed = Signal(int)
    enrol_asked = Signal()
    camera_asked = Signal()
    plan_asked = Signal()
    print_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.muster_dialog: MusterDialog | None = None
        self._place = TODAY
        self.today, self.requests = TodayView(context), RequestsView(context)
        self._build()
        self._connect()

    @property
    def place(self) -> int:
        """Which part is shown."""
        return self._place

    @cached_property
    def days(self) -> DaysView:
        """The grid of days; like the parts below made when it is first wanted, so that the console is there sooner."""
        made = DaysView(self._context)
        made.opened.connect(self.show_person)
        self._stack.addWidget(made)
        return made

    @cached_property
    def person(self) -> PersonView:
        """A person's month."""
        made = PersonView(self._context)
        self._stack.addWidget(made)
        return made

    @cached_property
    def reports(self) -> ReportView:
        """The reports."""
        made = ReportView(self._context)
        made.print_asked.connect(self.print_asked)
        self._stack.addWidget(made)
        return made

    @cached_property
    def charts(self) -> ChartsView:
        """The charts."""
        made = ChartsView(self._context)
        self._stack.addWidget(made)
        return made

    @cached_property
    def plan(self) -> PlanView:
        """The plan: shifts, rotas, who follows what, holidays."""
        made = PlanView(self._context)
        self._stack.addWidget(made)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """Count the requests, which another part may be shown instead of."""
        super().showEvent(event)
        self.requests.refresh()

    def refresh(self) -> None:
        """Read the part that is shown anew, and how many requests wait."""
        self.requests.refresh()
        if self.place != REQUESTS:
            self._view(self.place).refresh()

    def take_focus(self) -> None:
        """Give the keyboard to the part that is shown."""
        self._view(self.place).take_focus()

    def attended(self, event: object) -> None:
        """Take in that somebody came or went; for the bridge's signal of that name."""
        del event
        self.today.attended()

    def choose(self, place: int) -> None:
        """Show a part."""
        self.segments.choose(place)

    def show_person(self, person: str, day: date) -> None:
        """Show somebody's month, and a day of it."""
        self.person.show_person(PersonId(person), day)
        self.choose(PERSON)

    def muster(self) -> None:
        """Open the list of who is inside, or bring it to the front."""
        if self.muster_dialog is None:
            dialog = MusterDialog(self._context, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.print_asked.connect(self.print_asked)
            dialog.finished.connect(self._muster_closed)
            self.muster_dialog = dialog
        self.muster_dialog.show()
        self.muster_dialog.raise_()
        self.muster_dialog.activateWindow()

    def _build(self) -> None:
        space, tint = self._context.theme.tokens.scale.space, self._context.theme.tokens.colour.text_muted
        self.segments = Segments(
            (
                translate("Attendance", "Today"), translate("Attendance", "Days"), translate("Attendance", "Person"),
                translate("Attendance", "Requests"), translate("Attendance", "Reports"),
                translate("Attendance", "Charts"), translate("Attendance", "Plan"),
            )
        )  # fmt: skip
        self.muster_button = button(translate("Attendance", "&Muster list"), "", icon("muster", tint))
        self.muster_button.setToolTip(translate("Attendance", "Who is inside now (F8)"))
        self.muster_button.clicked.connect(self.muster)
        head = row(0, space.xl)
        head.addWidget(label(translate("Attendance", "Attendance"), "title"))
        head.addWidget(self.segments)
        head.addStretch(1)
        head.addWidget(self.muster_button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.today)
        self._stack.addWidget(self.requests)
        body = column(space.xl, space.m, self)
        body.setContentsMargins(space.xl, space.l, space.xl, space.l)
        body.addLayout(head)
        body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.segments.chosen.connect(self._chosen)
        self.today.person_asked.connect(self._person_today)
        self.today.lacking_asked.connect(self._see_to)
        self.requests.counted.connect(self._counted)
        self.plan_asked.connect(lambda: self.choose(PLAN))

    def _view(self, place: int) -> View:
        if place == DAYS:
            return self.days
        if place == PERSON:
            return self.person
        if place == REQUESTS:
            return self.requests
        if place == REPORTS:
            return self.reports
        if place == PLAN:
            return self.plan
        return self.charts if place == CHARTS else self.today

    def _chosen(self, place: int) -> None:
        self._place = place
        self._stack.setCurrentWidget(self._view(place))
        self.take_focus()

    def _person_today(self, person: str) -> None:
        now = self.today.model.today
        self.show_person(person, now.day if now is not None else datetime.now().astimezone().date())

    def _see_to(self, what: Lacking) -> None:
        {Lacking.PEOPLE: self.enrol_asked, Lacking.CAMERA: self.camera_asked, Lacking.PLAN: self.plan_asked}[
            what
        ].emit()

    def _counted(self, count: int) -> None:
        name = translate("Attendance", "Requests")
        self.segments.name(REQUESTS, f"{name}  {count}" if count else name)
        self.waiting_changed.emit(count)

    def _muster_closed(self) -> None:
        self.muster_dialog = None
