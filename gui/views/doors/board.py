"""Every door as it is now, and what happened at them."""

from collections.abc import Callable, Sequence
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QWidget

from core.config import DoorSettings
from core.domain.access import DoorMode
from core.domain.doors import DoorAct, DoorStatus
from core.domain.ids import DoorId
from core.runtime.attendance.zones import zone_of
from gui.context import Context
from gui.icons import icon
from gui.presenters.doors import clock, duress_hint, last_through, line_text, recent_reasons
from gui.text import translate
from gui.views.doors.acts import DoorActs
from gui.views.doors.card import DoorCard
from gui.views.doors.door_dialog import DoorDialog
from gui.views.doors.log import DoorLog
from gui.views.doors.watch import DoorWatch
from gui.widgets.basic import button, column, row
from gui.widgets.state_page import StatePage

_CARD_WIDTH = 372
_LEAST_LOG = 230


class DoorsBoard(QWidget):
    """Shows what the watch knows. `why_asked` carries a log line, `rule_asked` a door's id."""

    why_asked = Signal(object)
    rule_asked = Signal(str)

    def __init__(self, context: Context, watch: DoorWatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._watch = watch
        self._log_known = False  # what the watch has read may be old, and is read anew once anybody looks
        self.cards: dict[str, DoorCard] = {}
        self.dialog: DoorDialog | None = None
        self.acts = DoorActs(context, lambda: recent_reasons(watch.lines), self)
        self.acts.done.connect(self.refresh)
        self._build()
        watch.doors_changed.connect(self._show)
        watch.log_changed.connect(self._show_log)
        self._show()

    def refresh(self) -> None:
        """Show the doors as they are now, and read the log again."""
        self._watch.refresh()

    def at_door(self) -> None:
        """Read the log again, if anybody looks."""
        if self.isVisible():
            self._watch.read_soon()

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

    def _show(self) -> None:
        doors = self._watch.doors
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
        if self._log_known:
            self._show_last()

    def _card(self, status: DoorStatus) -> DoorCard:
        made = DoorCard(self._context, status)
        made.acted.connect(self._act)
        made.edit_asked.connect(self._edit)
        made.remove_asked.connect(self._remove)
        made.rule_asked.connect(self.rule_asked)
        made.cared_for.connect(self._watch.care_for)
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

    def _show_log(self) -> None:
        self._log_known = True
        self.log.show_lines(self._watch.lines, self._zone())
        self._show_last()
        self._show_duress()

    def _show_last(self) -> None:
        zone = self._zone()
        for door, card in self.cards.items():
            line = last_through(self._watch.lines, door)
            card.show_last(f"{clock(line.fact.at, zone)}  {line_text(line, translate)}" if line is not None else "")

    def _show_duress(self) -> None:
        zone, found = self._zone(), self._watch.duress()
        for door, card in self.cards.items():
            card.show_duress(duress_hint(found[door], zone, translate) if door in found else "")

    def _zone(self) -> ZoneInfo:
        return zone_of(self._context.station.desks.planning.plan().calendar)

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
