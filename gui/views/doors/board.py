"""Every door as it is now, and what happened at them."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QWidget

from core.config import DoorSettings
from core.domain.access import DoorMode
from core.domain.doors import DoorAct, DoorStatus
from core.domain.events import AtDoor, DoorChanged
from core.domain.explaining import DoorLine
from core.domain.ids import DoorId, EventId
from core.runtime.attendance.zones import zone_of
from gui.context import Context
from gui.icons import icon
from gui.presenters.doors import (
    alarm_message,
    clock,
    duress,
    duress_hint,
    last_through,
    line_text,
    recent_reasons,
    waiting_alarms,
)
from gui.text import translate
from gui.views.doors.acts import DoorActs
from gui.views.doors.card import DoorCard
from gui.views.doors.door_dialog import DoorDialog
from gui.views.doors.log import DoorLog
from gui.widgets.basic import button, column, row
from gui.widgets.state_page import StatePage

_CARD_WIDTH = 372
_LEAST_LOG = 230
_LINES = 300
_DAYS = timedelta(days=30)
_SETTLE_MS = 150
"""How long to wait for more to happen before the log is read again."""


class DoorsBoard(QWidget):
    """`alarms` carries how many doors have one that goes on; `why_asked` a log line, `rule_asked` a door's id."""

    alarms = Signal(int)
    why_asked = Signal(object)
    rule_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.cards: dict[str, DoorCard] = {}
        self._lines: tuple[DoorLine, ...] = ()
        self._cared_for: set[EventId] = set()
        self.dialog: DoorDialog | None = None
        self.acts = DoorActs(context, lambda: recent_reasons(self._lines), self)
        self.acts.done.connect(self.refresh)
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._read_log)

    @property
    def statuses(self) -> tuple[DoorStatus, ...]:
        """The doors as they are shown."""
        return tuple(card.status for card in self.cards.values())

    def refresh(self) -> None:
        """Show the doors as they are now, and read the log again."""
        self._show(self._context.station.desks.doors.doors())
        self._read_log()

    def door_changed(self, event: DoorChanged) -> None:
        """Take over a door that changed; a new alarm is said aloud."""
        status = event.status
        before = self.cards.get(status.door)
        if status.alarm is not None and (before is None or before.status.alarm is not status.alarm):
            self._context.messages.warning(alarm_message(status, translate))
        self._show(self._context.station.desks.doors.doors())

    def at_door(self, event: AtDoor) -> None:
        """Read the log again, once it is calm; say aloud that a relay failed. Who is under duress is only hinted at."""
        if event.fact.act is DoorAct.FAILED:
            line = DoorLine(event.id, event.fact, event.door_name, event.name)
            self._context.messages.warning(f"{event.door_name}: {line_text(line, translate)}")
        if (self.isVisible() or event.fact.act is DoorAct.DURESS) and not self._timer.isActive():
            self._timer.start()

    def add_door(self) -> None:
        """Ask for a new door."""
        self._open(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many cards side by side as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        theme = self._context.theme
        space, colour = theme.tokens.scale.space, theme.tokens.colour
        self.add_button = button(translate("Doors", "&Add a door"), "", icon("plus", colour.text))
        self.normal_all = button(translate("Doors", "All back to &normal…"))
        self.lock_all = button(translate("Doors", "&Lock down all…"), "danger", icon("shield", colour.bad))
        self.add_button.clicked.connect(self.add_door)
        self.normal_all.clicked.connect(self.acts.normal_all)
        self.lock_all.clicked.connect(self.acts.lock_down_all)
        head = row(0, space.s)
        for made in (self.add_button, self.normal_all):
            head.addWidget(made)
        head.addStretch(1)
        head.addWidget(self.lock_all)
        self._inner = QWidget()
        self._inner.setProperty("role", "scrolled")
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(space.m)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inner)
        self.log = DoorLog(self._context)
        self.log.why_asked.connect(self.why_asked)
        doors = QWidget()
        body = column(0, space.m, doors)
        body.addLayout(head)
        body.addWidget(self._area)
        body.addWidget(self.log, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(doors)
        column(0, 0, self).addWidget(self._stack)

    def _build_empty(self) -> StatePage:
        first = button(translate("Doors", "&Add the first door"), "primary")
        first.clicked.connect(self.add_door)
        text = translate(
            "Doors",
            "A door is a relay that Usher switches: somebody is recognised by a camera of the door, a rule lets them "
            "in, and it unlocks for a few seconds. Without a device the simulated one lets you try everything.",
        )
        title = translate("Doors", "There are no doors yet")
        return StatePage(self._context.theme, "door", title, text, (first,), small=True)

    def _show(self, doors: Sequence[DoorStatus]) -> None:
        if [status.door for status in doors] != list(self.cards):
            self._rebuild(doors)
        for status in doors:
            self.cards[status.door].show_status(status)
        self.normal_all.setVisible(any(status.mode is not DoorMode.NORMAL for status in doors))
        self.log.show_doors(doors)
        self._stack.setCurrentIndex(1 if doors else 0)
        self._arrange()
        self._show_duress()

    def _rebuild(self, doors: Sequence[DoorStatus]) -> None:
        for card in self.cards.values():
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {status.door: self._card(status) for status in doors}
        self._show_last()

    def _card(self, status: DoorStatus) -> DoorCard:
        made = DoorCard(self._context, status)
        made.acted.connect(self._act)
        made.edit_asked.connect(self._edit)
        made.remove_asked.connect(self._remove)
        made.rule_asked.connect(self.rule_asked)
        made.cared_for.connect(self._care_for)
        return made

    def _arrange(self) -> None:
        """Lay the cards out, and leave the log its room."""
        gap = self._grid.spacing()
        columns = max(1, (self.width() + gap) // (_CARD_WIDTH + gap))
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)
        for place in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        room = self.height() - _LEAST_LOG - self.lock_all.sizeHint().height() - 2 * gap
        self._area.setFixedHeight(max(120, min(self._inner.sizeHint().height() + 2, room)))

    def _act(self, door: str, act: DoorAct) -> None:
        self.acts.ask(self.cards[door].status, act)

    def _read_log(self) -> None:
        desk, plans, now = self._context.station.desks.doors, self._context.station.desks.planning, datetime.now(UTC)

        def work() -> tuple[DoorLine, ...]:
            lines: tuple[DoorLine, ...] = desk.facts(now - _DAYS, now + timedelta(days=1), None, _LINES)
            return lines

        def read(lines: tuple[DoorLine, ...]) -> None:
            self._lines = lines
            self.log.show_lines(lines, zone_of(plans.plan().calendar))
            self._show_last()
            self._show_duress()

        self._context.tasks.run(work, read, self._context.messages.failure, owner=self, topic="door-log")

    def _show_last(self) -> None:
        zone = zone_of(self._context.station.desks.planning.plan().calendar)
        for door, card in self.cards.items():
            line = last_through(self._lines, door)
            card.show_last(f"{clock(line.fact.at, zone)}  {line_text(line, translate)}" if line is not None else "")

    def _show_duress(self) -> None:
        zone = zone_of(self._context.station.desks.planning.plan().calendar)
        found = duress(self._lines, datetime.now(UTC), self._cared_for)
        for door, card in self.cards.items():
            card.show_duress(duress_hint(found[door], zone, translate) if door in found else "")
        self.alarms.emit(waiting_alarms(self.statuses, found))

    def _care_for(self, door: str) -> None:
        self._cared_for |= {line.id for line in self._lines if line.fact.door == door}
        self._show_duress()

    def _edit(self, door: str) -> None:
        found = [each for each in self._context.station.desks.doors.settings() if each.id == door]
        self._open(found[0] if found else None)

    def _open(self, settings: DoorSettings | None) -> None:
        dialog = DoorDialog(self._context, settings, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self.refresh)
        self.dialog = dialog
        dialog.open()

    def _remove(self, door: str) -> None:
        desk = self._context.station.desks.doors
        kept = [each for each in desk.settings() if each.id == door]
        if kept:
            said = translate("Doors", "The door {name} was removed.").format(name=kept[0].name)
            self._run(partial(desk.remove_door, DoorId(door)), said, partial(self._put_back, kept[0]))

    def _put_back(self, settings: DoorSettings) -> None:
        desk = self._context.station.desks.doors
        said = translate("Doors", "The door {name} is back.").format(name=settings.name)
        self._run(partial(desk.add_door, settings), said, None)

    def _run(self, work: Callable[[], None], said: str, undo: Callable[[], None] | None) -> None:
        def done(_: None) -> None:
            self._context.messages.done(said, undo)
            self.refresh()

        self._context.tasks.run(work, done, self._context.messages.failure, owner=self)
