"""What a door asks beyond the rules about people."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QWidget

from core.domain.access import DoorRule, Passback, Proofs
from core.domain.directory import Group
from core.domain.plan import Plan
from gui.context import Context
from gui.presenters.access import passback_text, proofs_text
from gui.presenters.access_edit import areas, interlocks
from gui.text import translate
from gui.views.people.chips import GroupsEdit
from gui.views.people.dialogs import PeopleDialog
from gui.widgets.basic import button, column, label, row, titled

_WIDTH = 600


class DoorRuleDialog(PeopleDialog):
    """`saved` and `try_asked` carry the rule as it is put together; the dialog closes after the first."""

    saved = Signal(object)
    try_asked = Signal(object)

    def __init__(self, context: Context, plan: Plan, rule: DoorRule, name: str, parent: QWidget | None = None) -> None:
        ok = button(translate("Access", "&Save"), "primary")
        title = translate("Access", "What {door} asks").format(door=name)
        super().__init__(context, title, "", ok, parent)
        self._start = rule
        self._build(areas(plan), interlocks(plan))
        self._fill()
        self.try_out = button(translate("Access", "&Try on last week…"))
        self.try_out.setAutoDefault(False)
        self.try_out.clicked.connect(lambda: self.try_asked.emit(self.rule()))
        self.foot.insertWidget(0, self.try_out)
        self.setMinimumWidth(_WIDTH)
        ok.setDefault(True)
        ok.clicked.connect(self._save)
        desk = context.station.desks.planning
        context.tasks.run(desk.groups, self._offer_groups, context.messages.failure, owner=self)

    def rule(self) -> DoorRule:
        """Return the rule as it is put together."""
        return DoorRule(
            self._start.door,
            Proofs(self.proofs.currentData()),
            Passback(self.passback.currentData()),
            self.area.text().strip(),
            self.outside.text().strip(),
            frozenset(self.first_person.groups),
            self.two_persons.isChecked(),
            self.interlock.text().strip(),
        )

    def _build(self, areas: Sequence[str], interlocks: Sequence[str]) -> None:
        space = self.context.theme.tokens.scale.space
        self.proofs, self.passback = QComboBox(), QComboBox()
        for proofs in Proofs:
            self.proofs.addItem(proofs_text(proofs, translate), proofs)
        for passback in Passback:
            self.passback.addItem(passback_text(passback, translate), passback)
        self.body.addLayout(titled(translate("Access", "&Proof it asks for"), self.proofs))
        self.two_persons = QCheckBox(translate("Access", "&Two people who may pass must show themselves together"))
        self.body.addWidget(self.two_persons)
        self.first_person = GroupsEdit(self.context)
        first = titled(translate("Access", "&Nobody before the first member of"), self.first_person)
        self.body.addLayout(first)
        self.outside = self._named(areas, translate("Access", "outside"))
        self.area = self._named(areas, translate("Access", "Such as: laboratory"))
        ways = row(0, space.m)
        ways.addLayout(titled(translate("Access", "Who goes &out is in"), self.outside))
        ways.addLayout(titled(translate("Access", "Who goes &in is in"), self.area))
        self.body.addLayout(ways)
        back = column(0, space.xs)
        back.addLayout(titled(translate("Access", "&Anti-passback"), self.passback))
        self.hint = label(translate("Access", "It needs an area, and a camera for each way."), "caption", wrap=True)
        back.addWidget(self.hint)
        self.body.addLayout(back)
        self.interlock = self._named(interlocks, translate("Access", "Such as: air lock"))
        lock = titled(translate("Access", "Inter&lock: of the doors of one name only one is open"), self.interlock)
        self.body.addLayout(lock)
        self.body.addStretch(1)

    def _named(self, known: Sequence[str], hint: str) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(80)
        made.setPlaceholderText(hint)
        found = QCompleter(list(known), made)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.setCompleter(found)
        return made

    def _fill(self) -> None:
        start = self._start
        self.proofs.setCurrentIndex(list(Proofs).index(start.proofs))
        self.passback.setCurrentIndex(list(Passback).index(start.passback))
        self.area.setText(start.area)
        self.outside.setText(start.outside)
        self.first_person.fill(sorted(start.first_person))
        self.two_persons.setChecked(start.two_persons)
        self.interlock.setText(start.interlock)

    def _offer_groups(self, groups: tuple[Group, ...]) -> None:
        self.first_person.offer([group.name for group in groups])

    def _save(self) -> None:
        self.saved.emit(self.rule())
        self.accept()
