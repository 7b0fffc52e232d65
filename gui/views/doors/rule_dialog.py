"""Add or change a rule of access; the sentence it makes is shown while it is put together."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from core.domain.access import AccessRule
from core.domain.directory import Group
from core.domain.ids import DoorId, PersonId, ScheduleId
from core.domain.people import Person
from core.domain.plan import Plan
from gui.context import Context
from gui.icons import icon
from gui.presenters.access import LONGEST_NAME, Names, rule_name, rule_sentence
from gui.presenters.access_edit import day_problem, last_of, new_rule_id, parse_day, until_of
from gui.text import translate
from gui.views.doors.person_search import PersonSearch
from gui.views.people.chips import GroupsEdit, chip
from gui.views.people.dialogs import PeopleDialog
from gui.views.people.flow import FlowLayout
from gui.widgets.basic import button, column, frame, icon_button, label, row, set_role, titled
from gui.widgets.segments import Segments

_WIDTH = 660
_SCREEN_LEFT = 310
"""Pixels of the screen's height that title, sentence, buttons, window frame and task bar need."""
ALLOW, DENY, ESCORTED = range(3)
"""Places of the effects."""


class RuleDialog(PeopleDialog):
    """`saved` and `try_asked` carry the rule as it is put together; the dialog closes after the first."""

    saved = Signal(object)
    try_asked = Signal(object)

    def __init__(
        self, context: Context, plan: Plan, names: Names, rule: AccessRule | None, parent: QWidget | None = None
    ) -> None:
        title = translate("Access", "Change the rule") if rule else translate("Access", "Add a rule")
        ok = button(translate("Access", "&Save") if rule else translate("Access", "&Add the rule"), "primary")
        super().__init__(context, title, "", ok, parent)
        self._plan = plan
        self._start = rule or AccessRule(new_rule_id(), "")
        self._names = Names(dict(names.people), names.doors)
        self._people: dict[PersonId, str] = {p: names.people.get(p, p) for p in self._start.people}
        self.doors: dict[DoorId, QCheckBox] = {}
        self._build()
        self._fill()
        ok.clicked.connect(self._save)
        desk = context.station.desks.planning
        context.tasks.run(desk.groups, self._offer_groups, context.messages.failure, owner=self)
        self._changed()
        self.groups.setFocus()

    def rule(self) -> AccessRule:
        """Return the rule as it is put together; only while the dates can be read."""
        chosen = frozenset(door for door, box in self.doors.items() if box.isChecked())
        everyone, effect = self.everyone.isChecked(), self._effect
        schedule = self.schedule.currentData()
        made = AccessRule(
            self._start.id,
            "",
            frozenset() if everyone else frozenset(self._people),
            frozenset() if everyone else frozenset(self.groups.groups),
            everyone,
            frozenset() if self.every_door.isChecked() else chosen,
            ScheduleId(schedule) if schedule else None,
            parse_day(self.since.text()),
            until_of(parse_day(self.until.text())),
            effect == DENY,
            effect == ESCORTED,
        )
        return replace(made, name=self.name.text().strip() or rule_name(made, self._called, translate))

    @property
    def _called(self) -> Names:
        return Names({**self._names.people, **self._people}, self._names.doors)

    def add_person(self, person: Person) -> None:
        """Put somebody into the rule."""
        self._people[person.id] = person.name
        self._show_people()
        self._changed()

    def _build(self) -> None:
        space = self.context.theme.tokens.scale.space
        sentence = frame("chip")
        self.sentence = label("", "subtitle", wrap=True)
        self.sentence.ensurePolished()
        self.sentence.setMinimumHeight(2 * self.sentence.fontMetrics().lineSpacing())  # it grows while it is written
        column(space.m, 0, sentence).addWidget(self.sentence)
        self.body.addWidget(sentence)
        inner = QWidget()
        fields = column(0, space.m, inner)
        fields.setContentsMargins(0, 0, space.s, 0)
        self._effect = ALLOW
        self.effects = Segments(
            (
                translate("Access", "May pass"),
                translate("Access", "May not pass"),
                translate("Access", "Only behind an escort"),
            )
        )
        self.effects.chosen.connect(self._choose_effect)
        fields.addWidget(self.effects)
        self._build_who(fields)
        self._build_doors(fields)
        self._build_when(fields)
        given = self._start.name != rule_name(self._start, self._called, translate)
        self.name = QLineEdit(self._start.name if given else "")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.textChanged.connect(self._changed)
        fields.addLayout(titled(translate("Access", "Called (&optional)"), self.name))
        fields.addStretch(1)
        area = self.scrolled(inner)
        room = self.screen().availableGeometry().height() - _SCREEN_LEFT
        area.setMinimumHeight(min(inner.sizeHint().height() + space.xxl, room))
        self.body.addWidget(area, 1)
        self.try_out = button(translate("Access", "&Try on last week…"))
        self.try_out.setAutoDefault(False)
        self.try_out.clicked.connect(lambda: self.try_asked.emit(self.rule()))
        self.foot.insertWidget(0, self.try_out)
        self.setMinimumWidth(_WIDTH)

    def _build_who(self, fields: QVBoxLayout) -> None:
        space = self.context.theme.tokens.scale.space
        fields.addWidget(label(translate("Access", "Who"), "label"))
        self.everyone = QCheckBox(translate("Access", "&Everyone enrolled"))
        self.everyone.toggled.connect(self._changed)
        fields.addWidget(self.everyone)
        self.chosen = QWidget()
        inner = column(0, space.m, self.chosen)
        self.groups = GroupsEdit(self.context)
        self.groups.changed.connect(self._changed)
        inner.addLayout(titled(translate("Access", "&Groups"), self.groups))
        self.search = PersonSearch(self.context)
        self.search.chosen.connect(self.add_person)
        inner.addLayout(titled(translate("Access", "&People"), self.search))
        self._chips_holder = QWidget()
        self._chips = FlowLayout(space.xs, self._chips_holder)
        inner.addWidget(self._chips_holder)
        fields.addWidget(self.chosen)

    def _build_doors(self, fields: QVBoxLayout) -> None:
        space = self.context.theme.tokens.scale.space
        fields.addWidget(label(translate("Access", "Which doors"), "label"))
        self.every_door = QCheckBox(translate("Access", "E&very door, also those added later"))
        self.every_door.toggled.connect(self._changed)
        fields.addWidget(self.every_door)
        self._doors_holder = QWidget()
        flow = FlowLayout(space.l, self._doors_holder)
        gone = {door: translate("Access", "a door that is gone") for door in self._start.doors}
        named = {**gone, **self._names.doors}
        for door, name in named.items():
            box = QCheckBox(name.replace("&", "&&"))
            box.setChecked(door in self._start.doors)
            box.toggled.connect(self._changed)
            self.doors[door] = box
        flow.fill(list(self.doors.values()))
        fields.addWidget(self._doors_holder)

    def _build_when(self, fields: QVBoxLayout) -> None:
        space = self.context.theme.tokens.scale.space
        self.schedule = QComboBox()
        self.schedule.addItem(translate("Access", "At any time"), "")
        for schedule in self._plan.access.schedules:
            self.schedule.addItem(schedule.name, schedule.id)
        if self._start.schedule is not None and self.schedule.findData(self._start.schedule) < 0:
            self.schedule.addItem(translate("Access", "Hours that were deleted: never"), self._start.schedule)
        self.schedule.currentIndexChanged.connect(self._changed)
        self.since, self.until = self._day(), self._day()
        self.date_error = label("", "error", wrap=True)
        times = row(0, space.m)
        times.addLayout(titled(translate("Access", "&Hours"), self.schedule), 2)
        times.addLayout(titled(translate("Access", "F&irst day"), self.since), 1)
        times.addLayout(titled(translate("Access", "&Last day"), self.until), 1)
        fields.addLayout(times)
        fields.addWidget(self.date_error)

    def _day(self) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(10)
        made.setPlaceholderText(translate("Access", "YYYY-MM-DD"))
        made.textChanged.connect(self._changed)
        return made

    def _fill(self) -> None:
        start = self._start
        self._effect = DENY if start.deny else ESCORTED if start.escorted else ALLOW
        self.effects.buttons[self._effect].setChecked(True)
        self.everyone.setChecked(start.everyone)
        self.groups.fill(sorted(start.groups))
        self.every_door.setChecked(not start.doors)
        self.schedule.setCurrentIndex(max(0, self.schedule.findData(start.schedule or "")))
        last = last_of(start.until)
        self.since.setText(start.since.isoformat() if start.since else "")
        self.until.setText(last.isoformat() if last else "")
        self._show_people()

    def _offer_groups(self, groups: tuple[Group, ...]) -> None:
        self.groups.offer([group.name for group in groups])

    def _choose_effect(self, place: int) -> None:
        self._effect = place
        self._changed()

    def _show_people(self) -> None:
        self._chips.fill([self._removable(person, name) for person, name in self._people.items()])
        self._chips_holder.setVisible(bool(self._people))

    def _removable(self, person: PersonId, name: str) -> QWidget:
        made = frame("chip")
        inner = row(0, 0, made)
        inner.setContentsMargins(self.context.theme.tokens.scale.space.s, 0, 0, 0)
        inner.addWidget(chip(name))
        colour = self.context.theme.tokens.colour.text_muted
        cross = icon_button(icon("close", colour), translate("Access", "Leave {name} out").format(name=name), 12)
        cross.clicked.connect(partial(self._drop, person))
        inner.addWidget(cross)
        return made

    def _drop(self, person: PersonId) -> None:
        del self._people[person]
        self._show_people()
        self._changed()

    def _changed(self) -> None:
        self.chosen.setVisible(not self.everyone.isChecked())
        self._doors_holder.setVisible(not self.every_door.isChecked())
        wrong = self._show_wrong_days()
        if wrong:
            self.ok.setEnabled(False)
            self.try_out.setEnabled(False)
            return
        rule = self.rule()
        somebody = rule.everyone or bool(rule.people) or bool(rule.groups)
        somewhere = self.every_door.isChecked() or bool(rule.doors)
        said = rule_sentence(rule, self._plan.access, self._called, translate)
        if not somewhere:
            said = translate("Access", "Choose at least one door.")
        elif not somebody:
            said = translate("Access", "Choose a group or somebody.")
        self.sentence.setText(said)
        self.name.setPlaceholderText(rule_name(rule, self._called, translate))
        self.ok.setEnabled(somebody and somewhere)
        self.try_out.setEnabled(somebody and somewhere)

    def _show_wrong_days(self) -> bool:
        wrong = [day_problem(field.text(), translate) for field in (self.since, self.until)]
        for field, said in zip((self.since, self.until), wrong, strict=True):
            set_role(field, "invalid", "true" if said else "false")
        said = next(filter(None, wrong), "")
        if not said:
            first, last = parse_day(self.since.text()), parse_day(self.until.text())
            if first is not None and last is not None and last < first:
                said = translate("Access", "The last day is before the first.")
        self.date_error.setText(said)
        self.date_error.setVisible(bool(said))
        return bool(said)

    def _save(self) -> None:
        self.saved.emit(self.rule())
        self.accept()
