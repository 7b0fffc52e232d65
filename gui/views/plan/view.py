"""The plan: shifts, rotas, who follows what, holidays, and how it came to be."""

from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.domain.calendar import Calendar
from core.domain.errors import KnownError
from core.domain.work import WorkPlan
from core.runtime.attendance.zones import own_zone, zone_of
from gui.context import Context
from gui.presenters.plan_edit import Week, put_back, with_week
from gui.text import translate
from gui.views.plan.following import FollowingPart
from gui.views.plan.history import HistoryPart
from gui.views.plan.holidays import HolidaysPart
from gui.views.plan.part import PlanData, PlanPart
from gui.views.plan.rotas import RotasPart
from gui.views.plan.shifts import ShiftsPart
from gui.views.plan.week_dialog import WeekDialog
from gui.views.plan_changes import PlanChanges
from gui.widgets.basic import button, column, row
from gui.widgets.segments import Segments
from gui.widgets.state_page import StatePage

SHIFTS, ROTAS, FOLLOWING, HOLIDAYS, CHANGES = range(5)
"""Places of the parts."""
_CHANGES_SHOWN = 200


class PlanView(QWidget):
    """`saved` is told after every change: what is reckoned may differ now."""

    saved = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.data: PlanData | None = None
        self.week_dialog: WeekDialog | None = None
        self.changes = PlanChanges(context, put_back, self)
        self.changes.saved.connect(self.refresh)
        self.changes.saved.connect(self.saved)
        self.shifts, self.rotas = ShiftsPart(context, self.changes), RotasPart(context, self.changes)
        self.following, self.holidays = FollowingPart(context, self.changes), HolidaysPart(context, self.changes)
        self.history = HistoryPart(context, self.changes)
        self._parts: tuple[PlanPart, ...] = (self.shifts, self.rotas, self.following, self.holidays, self.history)
        self._build()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the plan as it is now; somebody else may have changed it."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the plan in force."""
        self._context.tasks.run(self._read, self._show, self._context.messages.failure, owner=self, topic="work-plan")

    def take_focus(self) -> None:
        """Give the keyboard to what is shown."""
        self.segments.buttons[self._stack.currentIndex()].setFocus()

    def choose(self, place: int) -> None:
        """Show a part."""
        self.segments.choose(place)

    def make_week(self) -> None:
        """Ask for an ordinary week for everybody."""
        if self.data is not None:
            dialog = WeekDialog(self._context, self.data.today, self.window())
            dialog.saved.connect(self._save_week)
            self.week_dialog = dialog
            self.shifts.open(dialog)

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        self.segments = Segments(
            (
                translate("Plan", "Shifts"), translate("Plan", "Rotas"), translate("Plan", "Who follows what"),
                translate("Plan", "Holidays"), translate("Plan", "Changes"),
            )
        )  # fmt: skip
        self.segments.chosen.connect(self._choose)
        head = row(0, space.s)
        head.addWidget(self.segments)
        head.addStretch(1)
        self._stack = QStackedWidget()
        for part in self._parts:
            self._stack.addWidget(part)
            for made in part.buttons:
                head.addWidget(made)
        self.first = self._build_first()
        self._whole = QStackedWidget()
        self._whole.addWidget(self._stack)
        self._whole.addWidget(self.first)
        body = column(0, space.m, self)
        body.addLayout(head)
        body.addWidget(self._whole, 1)
        self._choose(SHIFTS)

    def _build_first(self) -> StatePage:
        self.week = button(translate("Plan", "&Make an ordinary week…"), "primary")
        self.week.clicked.connect(self.make_week)
        own = button(translate("Plan", "Add a shift of your own"))
        own.clicked.connect(self._make_shift)
        text = translate(
            "Plan",
            "Usher does not know yet when people work, so nobody is late or missing. Begin with Mon–Fri 09:00–17:30 "
            "for everybody, or with shifts of your own.",
        )
        return StatePage(
            self._context.theme,
            "calendar",
            translate("Plan", "When do people work?"),
            text,
            (self.week, own),
            small=True,
        )

    def _read(self) -> PlanData:
        desks = self._context.station.desks
        plan = desks.planning.plan()
        zone, known = zone_of(Calendar()), False
        today = datetime.now(zone).date()
        with suppress(KnownError):  # a zone this machine lacks: said where another can be chosen
            zone, today, known = desks.attendance.zone(), desks.attendance.day(), True
        wanted = sorted({given.person for given in plan.work.assignments if given.person is not None})
        found = {person: desks.people.details(person) for person in wanted}
        people = {p: each.facts.name for p, each in found.items() if each is not None}
        entries = desks.planning.history(_CHANGES_SHOWN)
        groups = desks.planning.groups()
        whole = len(entries) < _CHANGES_SHOWN
        return PlanData(plan, today, zone, own_zone(), known, people, groups, entries, whole)

    def _show(self, data: PlanData) -> None:
        self.data = data
        self._choose(self._stack.currentIndex())

    def _choose(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        nothing = self.data is not None and self.data.plan.work == WorkPlan() and place < HOLIDAYS
        self._whole.setCurrentWidget(self.first if nothing else self._stack)
        for n, part in enumerate(self._parts):
            for made in part.buttons:
                made.setVisible(n == place and not nothing)
        if self.data is not None and self._parts[place].data is not self.data:
            self._parts[place].show_data(self.data)

    def _make_shift(self) -> None:
        self.choose(SHIFTS)
        self.shifts.edit(None)

    def _save_week(self, week: Week) -> None:
        self.changes.save(lambda plan: with_week(plan, week), translate("Plan", "The ordinary week was saved."))
