"""Doors at work, the rules of who may pass them, and why."""

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.domain.events import AtDoor
from core.domain.explaining import DoorLine
from core.domain.ids import PersonId
from gui.context import Context
from gui.text import translate
from gui.views.doors.board import DoorsBoard
from gui.views.doors.rules import DOORS, RulesView
from gui.views.doors.tester import TesterView
from gui.views.doors.watch import DoorWatch
from gui.views.pages import PageView
from gui.widgets.basic import column, label, row
from gui.widgets.segments import Segments

BOARD, RULES, WHY = range(3)
"""Places of the segments."""


class DoorsPage(PageView):
    """Shows what the watch knows, the rules, and why somebody may pass or not."""

    _shown = Signal()
    _saved = Signal()

    def __init__(self, context: Context, watch: DoorWatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.board = DoorsBoard(context, watch)
        self._shown.connect(self.board.refresh)
        self.board.why_asked.connect(self.explain)
        self.board.rule_asked.connect(self._edit_door_rule)
        self.segments = Segments(
            (translate("Doors", "Doors"), translate("Doors", "Who may pass"), translate("Doors", "Why?"))
        )
        self.segments.chosen.connect(self._choose)
        self._place = BOARD
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        space = context.theme.tokens.scale.space
        head = row(0, space.xl)
        head.addWidget(label(translate("Doors", "Doors"), "title"))
        head.addWidget(self.segments)
        head.addStretch(1)
        body = column(space.xl, space.l, self)
        body.addLayout(head)
        body.addWidget(self._stack, 1)

    @cached_property
    def rules(self) -> RulesView:
        """Who may pass; like the part below made when it is first wanted."""
        made = RulesView(self._context)
        made.saved.connect(self._saved)
        self._shown.connect(made.refresh)
        self._stack.addWidget(made)
        made.refresh()
        return made

    @cached_property
    def tester(self) -> TesterView:
        """Why somebody may pass, or not."""
        made = TesterView(self._context)
        made.forgive_asked.connect(lambda who, name: self.board.acts.forgive(PersonId(who), name))
        for news in (self._shown, self._saved, self.board.acts.done):
            news.connect(made.refresh)
        self._stack.addWidget(made)
        made.refresh()
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """Show everything as it is now."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Load everything again that has been wanted so far."""
        self._shown.emit()

    def take_focus(self) -> None:
        """Give the keyboard to what is shown."""
        self._choose(self._place)

    def at_door(self, event: AtDoor) -> None:
        """Take in that something happened at a door; for the bridge's signal of that name."""
        del event
        self.board.at_door()

    def explain(self, line: DoorLine) -> None:
        """Go to the tester, filled in with what happened."""
        self.segments.choose(WHY)
        self.tester.fill(line)

    def _edit_door_rule(self, door: str) -> None:
        self.segments.choose(RULES)
        self.rules.show_part(DOORS)
        self.rules.edit_door(door)

    def _choose(self, place: int) -> None:
        self._place = place
        if place == BOARD:
            self._stack.setCurrentWidget(self.board)
            self.board.log.list.setFocus()
        elif place == WHY:
            self._stack.setCurrentWidget(self.tester)
            self.tester.search.setFocus()
        else:
            self._stack.setCurrentWidget(self.rules)
            self.rules.add.setFocus()
