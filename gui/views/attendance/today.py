"""Today: counters that filter, and everybody with their state."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLineEdit, QListView, QStackedWidget, QWidget

from core.domain.plan import Plan
from core.domain.reports import Today
from gui.context import Context
from gui.icons import icon
from gui.presenters.attendance import day_name
from gui.presenters.attendance_today import Lacking, Tally, lacking, lacking_deed, lacking_text
from gui.presenters.people import people_text
from gui.tables.attendance_delegate import AttendanceDelegate
from gui.tables.attendance_model import AttendanceModel
from gui.text import translate
from gui.views.attendance.counter import Counter
from gui.widgets.basic import button, column, frame, label, row
from gui.widgets.state_page import StatePage

_TICK_MS, _SETTLED_MS = 30_000, 300
"""Who is late grows with the clock; many who come at once are looked at together."""
_LIST, _NOBODY_FOUND, _NOBODY_THERE, _WAITING = range(4)


class TodayView(QWidget):
    """Follows while it is seen. `person_asked` carries a person's id, `lacking_asked` the Lacking to be seen to."""

    person_asked = Signal(str)
    lacking_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.model = AttendanceModel(context, self)
        self._build()
        self._tick, self._soon = QTimer(self), QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLED_MS)
        self._soon.timeout.connect(self.refresh)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to follow."""
        super().showEvent(event)
        self.refresh()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Spend nothing on what nobody sees."""
        self._tick.stop()
        super().hideEvent(event)

    def attended(self) -> None:
        """Look again soon: somebody came or went."""
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Ask who is where."""
        desks = self._context.station.desks

        def work() -> tuple[Today, Plan]:
            return desks.attendance.today(), desks.planning.plan()

        self._context.tasks.run(
            work, lambda found: self._show(*found), self._context.messages.failure, owner=self, topic="attendance-today"
        )

    def take_focus(self) -> None:
        """Begin with the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def choose(self, tally: Tally) -> None:
        """Show those a counter counts."""
        self.counters[tally].setChecked(True)
        self.model.choose(tally)
        self._say_count()

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        body = column(0, space.m, self)
        line = row(0, space.s)
        self.counters = {tally: Counter(self._context, tally) for tally in Tally}
        group = QButtonGroup(self)
        for tally, made in self.counters.items():
            group.addButton(made)
            made.clicked.connect(partial(self.choose, tally))
            line.addWidget(made, 1)
        self.counters[Tally.ALL].setChecked(True)
        body.addLayout(line)
        body.addWidget(self._build_lacking())
        filters = row(0, space.m)
        filters.addWidget(self._build_search())
        self.count = label("", "label")
        filters.addWidget(self.count)
        filters.addStretch(1)
        self.when = label("", "label")
        filters.addWidget(self.when)
        body.addLayout(filters)
        body.addWidget(self._build_stack(), 1)

    def _build_lacking(self) -> QFrame:
        space = self._context.theme.tokens.scale.space
        self.lacking = frame("warning-card")
        inner = column(space.m, space.s, self.lacking)
        self.deeds = {}
        self._lacking_lines = {}
        for what in (Lacking.CAMERA, Lacking.PLAN):
            holder = QWidget()
            line = row(0, space.m, holder)
            line.addWidget(label(lacking_text(what, translate), wrap=True), 1)
            deed = button(lacking_deed(what, translate))
            deed.clicked.connect(partial(self.lacking_asked.emit, what))
            line.addWidget(deed)
            inner.addWidget(holder)
            self.deeds[what], self._lacking_lines[what] = deed, holder
        self.lacking.hide()
        return self.lacking

    def _build_search(self) -> QLineEdit:
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Attendance", "Find by name, group or door"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(320)
        tint = self._context.theme.tokens.colour.text_faint
        self.search.addAction(icon("search", tint), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._seek)
        self.search.returnPressed.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        return self.search

    def _build_stack(self) -> QStackedWidget:
        theme = self._context.theme
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(AttendanceDelegate(theme, self.model, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(translate("Attendance", "Everybody today"))
        self.list.activated.connect(self._opened)
        card = frame("card")
        column(theme.tokens.scale.space.xs, 0, card).addWidget(self.list)
        nobody = StatePage(
            theme, "search", translate("Attendance", "Nobody"),
            translate("Attendance", "Nobody is in this state, or fits what is searched for."), small=True,
        )  # fmt: skip
        self.deeds[Lacking.PEOPLE] = button(lacking_deed(Lacking.PEOPLE, translate), "primary")
        self.deeds[Lacking.PEOPLE].clicked.connect(partial(self.lacking_asked.emit, Lacking.PEOPLE))
        empty = StatePage(
            theme, "attendance", translate("Attendance", "Attendance begins with people"),
            lacking_text(Lacking.PEOPLE, translate), (self.deeds[Lacking.PEOPLE],), small=True,
        )  # fmt: skip
        self.stack = QStackedWidget()
        for page in (card, nobody, empty, QWidget()):
            self.stack.addWidget(page)
        self.stack.setCurrentIndex(_WAITING)
        return self.stack

    def _show(self, today: Today, plan: Plan) -> None:
        self.model.show_today(today)
        for tally, count in self.model.tallies().items():
            self.counters[tally].show_count(count)
        missing = lacking(today, self._context.station.settings.cameras, plan)
        for what, line in self._lacking_lines.items():
            line.setVisible(what in missing)
        self.lacking.setVisible(bool(set(missing) & set(self._lacking_lines)))
        self.when.setText(day_name(today.day, translate))
        self._say_count()

    def _seek(self, text: str) -> None:
        self.model.seek(text)
        self._say_count()

    def _say_count(self) -> None:
        count, today = self.model.rowCount(), self.model.today
        self.count.setText(people_text(count, translate))
        if today is not None:
            self.stack.setCurrentIndex(_LIST if count else _NOBODY_FOUND if today.rows else _NOBODY_THERE)

    def _opened(self, index: QModelIndex) -> None:
        row = self.model.line(index.row()).row
        if row.day is not None:
            self.person_asked.emit(row.person)
