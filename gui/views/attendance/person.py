"""One person's month, and one day of it in full."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QFrame, QHeaderView, QStackedWidget, QTableView, QWidget

from core.domain.attendance import Stamp
from core.domain.ids import PersonId
from core.domain.people import Person
from core.domain.reports import HistoryLine, LeaveLine, PersonDays
from gui.context import Context
from gui.icons import icon
from gui.presenters.attendance import leave_line, punch_text
from gui.presenters.attendance_history import history_text
from gui.tables.days_calendar import DATE_ROLE, DAY_ROLE, CalendarDelegate, CalendarModel, total_line
from gui.text import translate
from gui.views.attendance.choose_person import ChoosePersonDialog
from gui.views.attendance.day_panel import DayPanel
from gui.views.attendance.dialogs import LeaveDialog, PunchDialog, ReasonDialog, Write
from gui.views.attendance.stepper import Stepper
from gui.views.attendance.waiting import WaitingBar
from gui.views.attendance.writing import Writing
from gui.views.people.elided import ElidedText
from gui.widgets.basic import button, column, frame, label, row
from gui.widgets.state_page import StatePage

_PANEL = 384
_NOBODY, _SOMEBODY = range(2)


class PersonView(QWidget):
    """`changed` follows whatever was written here."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._person: PersonId | None = None
        self._wanted: date | None = None
        self.dialog: QDialog | None = None
        self.model = CalendarModel(self)
        self.writing = Writing(context, self)
        self.writing.changed.connect(self._written)
        self._build()
        self._connect()

    @property
    def person(self) -> PersonId | None:
        """Whose month is shown."""
        return self._person

    @property
    def day(self) -> date | None:
        """The day that is shown in full."""
        found = self.calendar.currentIndex().data(DATE_ROLE)
        return found if isinstance(found, date) else None

    def showEvent(self, event: QShowEvent) -> None:
        """Load what may have changed."""
        super().showEvent(event)
        self.refresh()

    def show_person(self, person: PersonId, day: date) -> None:
        """Show somebody's month, and a day of it."""
        self._person, self._wanted = person, day
        self.stepper.go(day)

    def refresh(self) -> None:
        """Reckon the month again."""
        if self._person is None or not self.isVisible():
            return
        desk, person, span = self._context.station.desks.attendance, self._person, self.stepper.span

        def work() -> tuple[PersonDays, date]:
            return desk.person(person, span.first, span.last), desk.day()

        self.waiting.begin()
        self._context.tasks.run(
            work, lambda found: self._show(*found), self._failed, owner=self, topic="attendance-person"
        )

    def take_focus(self) -> None:
        """Give the keyboard to the calendar, or to the way to somebody."""
        (self.calendar if self._person is not None else self.first).setFocus()

    def choose(self) -> None:
        """Ask whose month is to be shown."""
        dialog = ChoosePersonDialog(self._context, self.window())
        dialog.chosen.connect(self._chosen)
        self._open(dialog)

    def add(self) -> None:
        """Ask for a punch that is missing."""
        self._ask_punch(None)

    def grant(self) -> None:
        """Ask for a leave."""
        found, day = self.model.found, self.day
        if found is not None and day is not None:
            dialog = LeaveDialog(self._context, found.row.person, found.row.name, day, self.window())
            said = translate("Attendance", "The leave is granted.")
            dialog.written.connect(lambda entry: self.writing.written(said, entry))
            self._open(dialog)

    def _build(self) -> None:
        space, theme = self._context.theme.tokens.scale.space, self._context.theme
        self.stepper = Stepper(self._context, datetime.now().astimezone().date())
        kind = theme.tokens.scale.type
        self.name = ElidedText(theme.font(kind.subtitle, kind.semibold), 1)
        self.other = button(
            translate("Attendance", "&Somebody else…"), "", icon("people", theme.tokens.colour.text_muted)
        )
        self.other.clicked.connect(self.choose)
        self.total = label("", "muted")
        head = row(0, space.m)
        head.addWidget(self.name, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.stepper)
        head.addWidget(self.other)
        self.waiting = WaitingBar()
        halves = row(0, space.l)
        halves.addWidget(self._build_calendar(), 1)
        halves.addWidget(self._build_panel())
        month = QWidget()
        body = column(0, space.s, month)
        body.addLayout(head)
        body.addWidget(self.waiting)
        body.addLayout(halves, 1)
        self.first = button(translate("Attendance", "&Choose somebody…"), "primary")
        self.first.clicked.connect(self.choose)
        nobody = StatePage(
            theme, "calendar", translate("Attendance", "Whose days?"),
            translate("Attendance", "Choose somebody here, or open them from today’s list or from the grid of days."),
            (self.first,), small=True,
        )  # fmt: skip
        self.stack = QStackedWidget()
        self.stack.addWidget(nobody)
        self.stack.addWidget(month)
        column(0, 0, self).addWidget(self.stack)

    def _build_calendar(self) -> QFrame:
        theme = self._context.theme
        self.calendar = QTableView()
        self.calendar.setModel(self.model)
        self._delegate = CalendarDelegate(theme, self.model, self.calendar)
        self.calendar.setItemDelegate(self._delegate)
        self.calendar.verticalHeader().hide()
        self.calendar.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.calendar.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.calendar.horizontalHeader().setSectionsClickable(False)
        self.calendar.setShowGrid(False)
        self.calendar.setMouseTracking(True)
        self.calendar.setTabKeyNavigation(False)
        self.calendar.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.calendar.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.calendar.setAccessibleName(translate("Attendance", "Days of the month"))
        card = frame("card")
        body = column(theme.tokens.scale.space.s, theme.tokens.scale.space.xs, card)
        body.addWidget(self.calendar, 1)
        body.addWidget(self.total)
        return card

    def _build_panel(self) -> QFrame:
        space = self._context.theme.tokens.scale.space
        self.panel = DayPanel(self._context)
        card = frame("card")
        inner = column(space.l, 0, card)
        inner.setContentsMargins(space.l, space.m, space.s, space.m)
        inner.addWidget(self.panel)
        card.setFixedWidth(_PANEL)
        return card

    def _connect(self) -> None:
        self.stepper.moved.connect(self._moved)
        self.calendar.selectionModel().currentChanged.connect(self._day_chosen)
        self.panel.add_asked.connect(self.add)
        self.panel.leave_asked.connect(self.grant)
        self.panel.change_asked.connect(self._ask_punch)
        self.panel.strike_asked.connect(self._ask_strike)
        self.panel.cancel_asked.connect(self._ask_cancel)
        self.panel.undo_asked.connect(self._ask_undo)
        for key, by in (("Alt+Left", -1), ("Alt+Right", 1)):
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(partial(self.stepper.step, by))

    def _moved(self) -> None:
        self._wanted = self.stepper.day
        self.stack.setCurrentIndex(_SOMEBODY if self._person is not None else _NOBODY)
        self.refresh()

    def _show(self, found: PersonDays, today: date) -> None:
        self.waiting.end()
        if found.row.person != self._person:
            return
        before = self.day
        self._delegate.today = today
        self.model.show_days(found)
        self.name.set_text(found.row.name)
        self.total.setText(total_line(found))
        self.stack.setCurrentIndex(_SOMEBODY)
        wanted, self._wanted = self._wanted or before or today, None
        where = self.model.place(wanted)
        if not where.isValid():
            where = self.model.place(found.first)
        self.calendar.selectionModel().setCurrentIndex(where, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _failed(self, error: Exception) -> None:
        self.waiting.end()
        self._context.messages.failure(error)

    def _day_chosen(self, index: QModelIndex) -> None:
        found = self.model.found
        if found is not None and index.data(DAY_ROLE) is not None:
            self.panel.show_day(found, index.data(DATE_ROLE))

    def _chosen(self, person: Person) -> None:
        self.show_person(person.id, self.day or self.stepper.day)

    def _written(self) -> None:
        self.refresh()
        self.changed.emit()

    def _ask_punch(self, stamp: Stamp | None) -> None:
        found, day = self.model.found, self.day
        if found is None or day is None:
            return
        zone = ZoneInfo(found.zone)
        dialog = PunchDialog(self._context, found.row.person, found.row.name, day, zone, stamp, self.window())
        added, moved = (
            translate("Attendance", "The punch was added."),
            translate("Attendance", "The punch was changed."),
        )
        dialog.written.connect(lambda entry: self.writing.written(added if stamp is None else moved, entry))
        self._open(dialog)

    def _ask_strike(self, stamp: Stamp) -> None:
        found = self.model.found
        if found is None:
            return
        desk, person = self.writing.desk, found.row.person
        self._ask_reason(
            translate("Attendance", "Strike out a punch"),
            f"{found.row.name}  ·  {punch_text(stamp, ZoneInfo(found.zone), translate)}",
            translate("Attendance", "&Strike out"),
            lambda reason: desk.correct(person, stamp.id, None, reason),
            translate("Attendance", "The punch was struck out."),
        )

    def _ask_cancel(self, line: LeaveLine) -> None:
        desk = self.writing.desk
        self._ask_reason(
            translate("Attendance", "Cancel a leave"), leave_line(line.leave, translate),
            translate("Attendance", "&Cancel the leave"), lambda reason: desk.undo(line.entry, reason),
            translate("Attendance", "The leave is cancelled."),
        )  # fmt: skip

    def _ask_undo(self, line: HistoryLine) -> None:
        desk = self.writing.desk
        self._ask_reason(
            translate("Attendance", "Take a correction back"), history_text(line, self.model.zone, translate),
            translate("Attendance", "&Take back"), lambda reason: desk.undo(line.entry.id, reason),
            translate("Attendance", "The correction was taken back."),
        )  # fmt: skip

    def _ask_reason(self, title: str, text: str, deed: str, write: Write, said: str) -> None:
        dialog = ReasonDialog(self._context, title, text, button(deed, "primary"), write, self.window())
        dialog.written.connect(lambda entry: self.writing.written(said, entry))
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
        self.take_focus()
