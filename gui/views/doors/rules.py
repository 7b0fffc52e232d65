"""Who may pass which door: rules, hours and what doors ask, as sentences; every change is a new plan."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from core.config import DoorSettings
from core.domain.access import AccessRule, DoorRule, Schedule
from core.domain.ids import DoorId, PersonId
from core.domain.plan import Plan
from core.runtime.attendance.zones import zone_of
from gui.context import Context
from gui.icons import icon
from gui.presenters.access import Names
from gui.presenters.access_edit import (
    door_rule,
    users,
    with_door_rule,
    with_rule,
    with_schedule,
    without_rule,
    without_schedule,
)
from gui.text import translate
from gui.views.doors.door_rule_dialog import DoorRuleDialog
from gui.views.doors.replay_dialog import ReplayDialog
from gui.views.doors.rule_cards import DoorRuleCard, RuleCard, ScheduleCard
from gui.views.doors.rule_dialog import RuleDialog
from gui.views.doors.schedule_dialog import ScheduleDialog
from gui.views.plan_changes import Edit, PlanChanges
from gui.widgets.basic import button, column, row
from gui.widgets.segments import Segments
from gui.widgets.state_page import StatePage

_WIDEST = 1400
RULES, HOURS, DOORS = range(3)
"""Places of the parts."""
_NOTHING, _LIST, _WAITING = range(3)


class RulesView(QWidget):
    """`saved` is told after every change: other answers may differ now."""

    saved = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._names = Names()
        self.dialog: QDialog | None = None
        self.replay: ReplayDialog | None = None
        self.changes = PlanChanges(context, _put_back, self)
        self.changes.saved.connect(self.refresh)
        self.changes.saved.connect(self.saved)
        self.rule_cards: list[RuleCard] = []
        self.schedule_cards: list[ScheduleCard] = []
        self.door_cards: list[DoorRuleCard] = []
        self._build()

    @property
    def plan(self) -> Plan:
        """The plan in force."""
        plan: Plan = self._context.station.desks.planning.plan()
        return plan

    def refresh(self) -> None:
        """Show the plan in force."""
        people, doors, plan = self._context.station.desks.people, self._context.station.desks.doors, self.plan
        wanted = sorted({person for rule in plan.access.rules for person in rule.people})

        def work() -> tuple[Names, tuple[DoorSettings, ...]]:
            found = {person: people.details(person) for person in wanted}
            named: dict[PersonId, str] = {p: each.facts.name for p, each in found.items() if each is not None}
            settings: tuple[DoorSettings, ...] = doors.settings()
            return Names(named, {DoorId(each.id): each.name for each in settings}), settings

        def done(found: tuple[Names, tuple[DoorSettings, ...]]) -> None:
            self._names = found[0]
            self._show(plan, found[1])

        self._context.tasks.run(work, done, self._context.messages.failure, owner=self, topic="access-rules")

    def add_rule(self) -> None:
        """Ask for a new rule."""
        self._open_rule(None)

    def add_schedule(self) -> None:
        """Ask for new hours."""
        self._open_schedule(None)

    def edit_door(self, door: str) -> None:
        """Ask what a door is to ask."""
        name = self._context.station.desks.doors.doors()
        called = next((each.name for each in name if each.door == door), door)
        dialog = DoorRuleDialog(self._context, self.plan, door_rule(self.plan, DoorId(door)), called, self.window())
        dialog.try_asked.connect(lambda rule: self._try(lambda plan: with_door_rule(plan, rule)))
        dialog.saved.connect(partial(self._save_door, called))
        self._open(dialog)

    def try_threshold(self) -> None:
        """Open the trial of another score."""
        self._open_replay(ReplayDialog(self._context, None, self.window()))

    def show_part(self, place: int) -> None:
        """Go to rules, hours or doors."""
        self.parts.choose(place)

    def _build(self) -> None:
        space, colour = self._context.theme.tokens.scale.space, self._context.theme.tokens.colour
        self.parts = Segments(
            (translate("Access", "Rules"), translate("Access", "Hours"), translate("Access", "What doors ask"))
        )
        self.parts.chosen.connect(self._choose)
        self.add = button(translate("Access", "&Add a rule"), "primary", icon("plus", colour.on_accent))
        self.add.clicked.connect(self._add)
        self.try_score = button(translate("Access", "Try another &threshold…"))
        self.try_score.clicked.connect(self.try_threshold)
        head = row(0, space.s)
        head.addWidget(self.parts)
        head.addStretch(1)
        head.addWidget(self.try_score)
        head.addWidget(self.add)
        self._stack = QStackedWidget()
        self._lists: list[QVBoxLayout] = []
        self._pages: list[QStackedWidget] = []
        for empty in (self._no_rules(), self._no_hours(), self._no_doors()):
            self._stack.addWidget(self._build_part(empty))
        body = column(0, space.m, self)
        body.addLayout(head)
        body.addWidget(self._stack, 1)

    def _build_part(self, empty: QWidget) -> QWidget:
        space = self._context.theme.tokens.scale.space
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        listed: QVBoxLayout = column(0, space.s)
        body = column(0, 0, inner)
        body.setContentsMargins(0, 0, space.s, 0)
        body.addLayout(listed)
        body.addStretch(1)
        inner.setMaximumWidth(_WIDEST)
        holder = QWidget()
        holder.setProperty("role", "scrolled")
        aside = row(0, 0, holder)
        aside.addWidget(inner, 1000)
        aside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        page = QStackedWidget()
        for shown in (empty, area, QWidget()):
            page.addWidget(shown)
        page.setCurrentIndex(_WAITING)
        self._lists.append(listed)
        self._pages.append(page)
        return page

    def _no_rules(self) -> StatePage:
        first = button(translate("Access", "Add the first rule"), "primary")
        first.clicked.connect(self.add_rule)
        text = translate(
            "Access",
            "Without a rule nobody may pass any door. A rule says who may pass which doors at which hours; one that "
            "keeps somebody out goes before every rule that lets them in.",
        )
        return StatePage(
            self._context.theme, "key", translate("Access", "Nobody may pass yet"), text, (first,), small=True
        )

    def _no_hours(self) -> StatePage:
        first = button(translate("Access", "Add the first hours"), "primary")
        first.clicked.connect(self.add_schedule)
        text = translate("Access", "Hours such as “office hours” are made once and used by as many rules as you like.")
        return StatePage(self._context.theme, "clock", translate("Access", "No hours yet"), text, (first,), small=True)

    def _no_doors(self) -> StatePage:
        text = translate("Access", "Add a door first; then say here what it asks of everybody.")
        return StatePage(self._context.theme, "door", translate("Access", "No doors yet"), text, small=True)

    def _choose(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.add.setText(translate("Access", "&Add hours") if place == HOURS else translate("Access", "&Add a rule"))
        self.add.setVisible(place != DOORS)

    def _add(self) -> None:
        (self.add_schedule if self._stack.currentIndex() == HOURS else self.add_rule)()

    def _show(self, plan: Plan, doors: Sequence[DoorSettings]) -> None:
        today = datetime.now(UTC).astimezone(zone_of(plan.calendar)).date()
        self.rule_cards = [RuleCard(self._context, rule, plan, self._names, today) for rule in plan.access.rules]
        for card in self.rule_cards:
            card.edit_asked.connect(partial(self._open_rule, card.rule))
            card.remove_asked.connect(partial(self._remove_rule, card.rule))
        self.schedule_cards = [ScheduleCard(self._context, each, plan) for each in plan.access.schedules]
        for hours in self.schedule_cards:
            hours.edit_asked.connect(partial(self._open_schedule, hours.schedule))
            hours.remove_asked.connect(partial(self._remove_schedule, hours.schedule))
        self.door_cards = [DoorRuleCard(self._context, door_rule(plan, DoorId(each.id)), each.name) for each in doors]
        for door in self.door_cards:
            door.edit_asked.connect(partial(self.edit_door, door.rule.door))
        self._fill(RULES, self.rule_cards)
        self._fill(HOURS, self.schedule_cards)
        self._fill(DOORS, self.door_cards)

    def _fill(self, place: int, cards: Sequence[QWidget]) -> None:
        listed = self._lists[place]
        while (item := listed.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for card in cards:
            listed.addWidget(card)
        self._pages[place].setCurrentIndex(_LIST if cards else _NOTHING)

    def _open_rule(self, rule: AccessRule | None) -> None:
        dialog = RuleDialog(self._context, self.plan, self._names, rule, self.window())
        dialog.try_asked.connect(lambda made: self._try(lambda plan: with_rule(plan, made)))
        dialog.saved.connect(self._save_rule)
        self._open(dialog)

    def _open_schedule(self, schedule: Schedule | None) -> None:
        dialog = ScheduleDialog(self._context, schedule, self.window())
        dialog.try_asked.connect(lambda made: self._try(lambda plan: with_schedule(plan, made)))
        dialog.saved.connect(self._save_schedule)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def _try(self, edit: Edit) -> None:
        host = self.dialog if self.dialog is not None else self.window()
        self._open_replay(ReplayDialog(self._context, edit(self.plan), host))

    def _open_replay(self, dialog: ReplayDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.replay = dialog
        dialog.open()

    def _save_rule(self, rule: AccessRule) -> None:
        self.changes.save(lambda plan: with_rule(plan, rule), translate("Access", "The rule was saved."))

    def _remove_rule(self, rule: AccessRule) -> None:
        self.changes.save(lambda plan: without_rule(plan, rule.id), translate("Access", "The rule was deleted."))

    def _save_schedule(self, schedule: Schedule) -> None:
        said = translate("Access", "The hours “{name}” were saved.").format(name=schedule.name)
        self.changes.save(lambda plan: with_schedule(plan, schedule), said)

    def _remove_schedule(self, schedule: Schedule) -> None:
        used = len(users(self.plan, schedule.id))
        if used:
            said = translate("Access", "“{name}” is still used by {n} rules; give those other hours first.")
            self._context.messages.warning(said.format(name=schedule.name, n=used))
            return
        said = translate("Access", "The hours “{name}” were deleted.").format(name=schedule.name)
        self.changes.save(lambda plan: without_schedule(plan, schedule.id), said)

    def _save_door(self, name: str, rule: DoorRule) -> None:
        said = translate("Access", "What {door} asks was saved.").format(door=name)
        self.changes.save(lambda plan: with_door_rule(plan, rule), said)


def _put_back(now: Plan, before: Plan) -> Plan:
    return replace(now, access=before.access)
