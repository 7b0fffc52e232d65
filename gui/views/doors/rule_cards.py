"""Rules, hours and doors as cards that say a sentence."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from core.domain.access import AccessRule, DoorRule, Schedule
from core.domain.plan import Plan
from gui.context import Context
from gui.presenters.access import (
    Names,
    day_name,
    door_rule_lines,
    holidays_text,
    rule_name,
    rule_sentence,
    rule_state,
    week_text,
)
from gui.presenters.access_edit import users
from gui.text import translate
from gui.views.doors.week_editor import DayBar
from gui.views.line_card import LineCard
from gui.widgets.basic import column, label


class RuleCard(LineCard):
    """A rule as a sentence."""

    def __init__(
        self, context: Context, rule: AccessRule, plan: Plan, names: Names, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.rule = rule
        colour = context.theme.tokens.colour
        self.add_sign(*(("close", colour.bad) if rule.deny else ("check", colour.good)))
        said = rule_sentence(rule, plan.access, names, translate)
        self.sentence = label(said, wrap=True)
        words = column(0, 2)
        words.addWidget(self.sentence)
        if rule.name and rule.name != rule_name(rule, names, translate):
            words.addWidget(label(rule.name, "caption", wrap=True))
        self.line.addLayout(words, 1)
        state = rule_state(rule, today, translate)
        if state:
            self.line.addWidget(label(state, "badge"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.add_buttons(rule.name or said, removable=True)
        self.setAccessibleName(said)


class ScheduleCard(LineCard):
    """Hours as a sentence and as a week of bars."""

    def __init__(self, context: Context, schedule: Schedule, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.schedule = schedule
        space = context.theme.tokens.scale.space
        words = column(0, 2)
        words.addWidget(label(schedule.name, "subtitle", wrap=True))
        words.addWidget(label(f"{week_text(schedule, translate)}; {holidays_text(schedule, translate)}", wrap=True))
        count = len(users(plan, schedule.id))
        used = translate("Access", "used by 1 rule") if count == 1 else translate("Access", "used by {n} rules")
        words.addWidget(label(used.format(n=count) if count else translate("Access", "not used yet"), "caption"))
        words.addStretch(1)
        self.line.addLayout(words, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.s)
        grid.setVerticalSpacing(0)
        names = [*(day_name(day, translate) for day in range(7)), translate("Access", "Holidays")]
        for place, (name, hours) in enumerate(zip(names, (*schedule.week, schedule.holidays), strict=True)):
            bar = DayBar(context.theme, editable=False)
            bar.setFixedHeight(18)
            bar.show_hours(hours, schedule.week[(place - 1) % 7] if place < 7 else ())
            grid.addWidget(label(name, "caption"), place, 0)
            grid.addWidget(bar, place, 1)
        grid.setColumnStretch(1, 1)
        self.line.addLayout(grid, 1)
        self.add_buttons(schedule.name, removable=True)
        self.setAccessibleName(schedule.name)


class DoorRuleCard(LineCard):
    """What a door asks, a line each."""

    def __init__(self, context: Context, rule: DoorRule, name: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.rule = rule
        self.add_sign("door", context.theme.tokens.colour.accent_text)
        words = column(0, 2)
        words.addWidget(label(name, "subtitle", wrap=True))
        self.lines = door_rule_lines(rule, translate)
        for said in self.lines:
            words.addWidget(label(said, "muted", wrap=True))
        self.line.addLayout(words, 1)
        self.add_buttons(name, removable=False)
        self.setAccessibleName(f"{name}: {', '.join(self.lines)}")
