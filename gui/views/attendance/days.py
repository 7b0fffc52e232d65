"""People by days: a month, a week or a day of everybody."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from core.domain.reports import DaysQuery, Grid
from gui.context import Context
from gui.icons import icon
from gui.presenters.days import Reach
from gui.presenters.people import people_text
from gui.tables.days_model import DaysModel
from gui.text import translate
from gui.views.attendance.grid import DaysGrid
from gui.views.attendance.groups import GroupBox
from gui.views.attendance.legend import Legend
from gui.views.attendance.stepper import Stepper
from gui.views.attendance.waiting import WaitingBar
from gui.widgets.basic import column, frame, label, row
from gui.widgets.segments import Segments
from gui.widgets.state_page import StatePage

_GRID, _NOBODY, _WAITING = range(3)
_SETTLED_MS = 120
"""Who steps through months passes many; only where they stop is reckoned."""


class DaysView(QWidget):
    """`opened` carries the id of a person and the day to be looked at."""

    opened = Signal(str, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.model = DaysModel(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLED_MS)
        self._soon.timeout.connect(self._load)
        self._build()
        self._shortcuts()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what may have changed."""
        super().showEvent(event)
        self.group.refresh()
        self.refresh()

    def refresh(self) -> None:
        """Reckon the days again; what is shown stays until they are there."""
        if self.isVisible():
            self._soon.start()

    def take_focus(self) -> None:
        """Give the keyboard to the days."""
        self.grid.days.setFocus()

    def _build(self) -> None:
        space, theme = self._context.theme.tokens.scale.space, self._context.theme
        self.stepper = Stepper(self._context, datetime.now().astimezone().date())
        self.stepper.moved.connect(self.refresh)
        self.reaches = Segments(
            (translate("Attendance", "Month"), translate("Attendance", "Week"), translate("Attendance", "Day"))
        )
        self.reaches.chosen.connect(lambda place: self.stepper.choose(tuple(Reach)[place]))
        self.group = GroupBox(self._context)
        self.group.currentIndexChanged.connect(self.refresh)
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Attendance", "Find by name or ID"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(220)
        self.search.addAction(icon("search", theme.tokens.colour.text_faint), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._seek)
        head = row(0, space.m)
        head.addWidget(self.stepper)
        head.addStretch(1)
        for part in (self.reaches, self.group, self.search):
            head.addWidget(part)
        self.waiting = WaitingBar()
        foot = row(0, space.l)
        self.count = label("", "label")
        foot.addWidget(Legend(theme), 1)
        foot.addWidget(self.count)
        body = column(0, space.s, self)
        body.addLayout(head)
        body.addWidget(self.waiting)
        body.addWidget(self._build_stack(), 1)
        body.addLayout(foot)

    def _build_stack(self) -> QStackedWidget:
        self.grid = DaysGrid(self._context, self.model)
        self.grid.opened.connect(self.opened)
        card = frame("card")
        column(self._context.theme.tokens.scale.space.xs, 0, card).addWidget(self.grid)
        nobody = StatePage(
            self._context.theme, "search", translate("Attendance", "Nobody found"),
            translate("Attendance", "Nobody in this time fits the group and what is searched for."), small=True,
        )  # fmt: skip
        self.stack = QStackedWidget()
        for page in (card, nobody, QWidget()):
            self.stack.addWidget(page)
        self.stack.setCurrentIndex(_WAITING)
        return self.stack

    def _shortcuts(self) -> None:
        for key, call in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._find),
            (QKeySequence("Alt+Left"), lambda: self.stepper.step(-1)),
            (QKeySequence("Alt+Right"), lambda: self.stepper.step(1)),
            (QKeySequence("Alt+Home"), self._go_today),
        ):
            self._shortcut(key, call)

    def _shortcut(self, key: QKeySequence, call: Callable[[], None]) -> None:
        made = QShortcut(key, self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(call)

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _go_today(self) -> None:
        self.stepper.go(self.stepper.today)

    def _load(self) -> None:
        desk, reach, span = self._context.station.desks.attendance, self.stepper.reach, self.stepper.span
        query = DaysQuery(span.first, span.last, self.group.group)

        def work() -> tuple[Grid, date]:
            return desk.grid(query), desk.day()

        self.waiting.begin()
        self._context.tasks.run(
            work, lambda found: self._show(*found, reach), self._failed, owner=self, topic="attendance-days"
        )

    def _show(self, grid: Grid, today: date, reach: Reach) -> None:
        self.waiting.end()
        other = self.model.grid is None or (self.model.grid.first, self.model.grid.last) != (grid.first, grid.last)
        kept, scrolled = self.grid.here(), self.grid.days.verticalScrollBar().value()
        self.grid.show_today(today)
        self.model.show_grid(grid, reach)
        self.stepper.turn_to(today)
        self._counted()
        self.grid.days.verticalScrollBar().setValue(scrolled)
        if other and grid.first <= today <= grid.last:
            self.grid.reveal(today)
        elif kept is not None:
            self.grid.go(*kept)

    def _failed(self, error: Exception) -> None:
        self.waiting.end()
        self._context.messages.failure(error)

    def _seek(self, text: str) -> None:
        self.model.seek(text)
        self._counted()

    def _counted(self) -> None:
        self.count.setText(people_text(self.model.rowCount(), translate))
        self.stack.setCurrentIndex(_GRID if self.model.rowCount() else _NOBODY)
