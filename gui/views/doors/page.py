"""Doors at work, the rules of who may pass them, and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.domain.events import AtDoor, DoorChanged
from core.domain.explaining import DoorLine
from core.domain.ids import PersonId
from gui.context import Context
from gui.text import translate
from gui.views.doors.board import DoorsBoard
from gui.views.doors.rules import DOORS, RulesView
from gui.views.doors.tester import TesterView
from gui.widgets.basic import column, label, row
from gui.widgets.segments import Segments

BOARD, RULES, WHY = range(3)
"""Places of the segments."""


class DoorsPage(QWidget):
    """`alarms_changed` carries how many doors have an alarm that goes on, for a badge."""

    alarms_changed = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.board, self.rules, self.tester = DoorsBoard(context), RulesView(context), TesterView(context)
        self.board.alarms.connect(self.alarms_changed)
        self.board.why_asked.connect(self.explain)
        self.board.rule_asked.connect(self._edit_door_rule)
        self.tester.forgive_asked.connect(lambda who, name: self.board.acts.forgive(PersonId(who), name))
        self.board.acts.done.connect(self.tester.refresh)
        self.rules.saved.connect(self.tester.refresh)
        self.segments = Segments(
            (translate("Doors", "Doors"), translate("Doors", "Who may pass"), translate("Doors", "Why?"))
        )
        self.segments.chosen.connect(self._choose)
        self._stack = QStackedWidget()
        for view in (self.board, self.rules, self.tester):
            self._stack.addWidget(view)
        space = context.theme.tokens.scale.space
        head = row(0, space.xl)
        head.addWidget(label(translate("Doors", "Doors"), "title"))
        head.addWidget(self.segments)
        head.addStretch(1)
        body = column(space.xl, space.l, self)
        body.addLayout(head)
        body.addWidget(self._stack, 1)
        self.board.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Show everything as it is now."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Load everything again."""
        self.board.refresh()
        self.rules.refresh()
        self.tester.refresh()

    def take_focus(self) -> None:
        """Give the keyboard to what is shown."""
        self._choose(self._stack.currentIndex())

    def door_changed(self, event: DoorChanged) -> None:
        """Take over a door that changed; also while the page is hidden, so that alarms are heard."""
        self.board.door_changed(event)

    def at_door(self, event: AtDoor) -> None:
        """Take note that something happened at a door; also while the page is hidden."""
        self.board.at_door(event)

    def explain(self, line: DoorLine) -> None:
        """Go to the tester, filled in with what happened."""
        self.segments.choose(WHY)
        self.tester.fill(line)

    def _edit_door_rule(self, door: str) -> None:
        self.segments.choose(RULES)
        self.rules.show_part(DOORS)
        self.rules.edit_door(door)

    def _choose(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        if place == BOARD:
            self.board.log.list.setFocus()
        elif place == WHY:
            self.tester.search.setFocus()
        else:
            self.rules.add.setFocus()
