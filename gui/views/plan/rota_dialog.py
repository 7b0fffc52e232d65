"""Add or change a rota: a grid of days, and what it comes to."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.domain.ids import ShiftId
from core.domain.plan import Plan
from core.domain.work import Rota
from gui.context import Context
from gui.presenters.plan import WEEK, cycle_text, names_of, rota_sentence
from gui.presenters.plan_edit import monday, new_rota_id
from gui.presenters.plan_rota import MOST_DAYS, MOST_WEEKS, Days, by_weeks, preview, resized
from gui.text import translate
from gui.views.attendance.fields import DayField
from gui.views.people.flow import FlowLayout
from gui.views.plan.dialog import PlanDialog
from gui.views.plan.rota_grid import RotaGrid
from gui.views.plan.rota_preview import RotaPreview
from gui.widgets.basic import button, column, frame, label, number, row, set_role, titled
from gui.widgets.segments import Segments

_WIDTH = 1120
WEEKS, DAYS = range(2)
"""Places of the ways to count."""


class RotaDialog(PlanDialog):
    """`saved` carries the rota; the dialog closes after it."""

    saved = Signal(object)

    def __init__(
        self, context: Context, plan: Plan, rota: Rota | None, today: date, parent: QWidget | None = None
    ) -> None:
        title = translate("Plan", "Change the rota") if rota else translate("Plan", "Add a rota")
        ok = button(translate("Plan", "&Save") if rota else translate("Plan", "&Add the rota"), "primary")
        super().__init__(context, title, "", ok, parent)
        self._plan, self._today = plan, today
        self._names = names_of(plan.work)
        self._start = rota or Rota(new_rota_id(), "", monday(today), self._ordinary())
        others = [each for each in plan.work.rotas if each.id != self._start.id]
        self._taken = frozenset(each.name.casefold() for each in others)
        self._weeks = by_weeks(self._start)
        self._build()
        ok.setDefault(True)
        ok.clicked.connect(self._save)
        self.setMinimumWidth(_WIDTH)
        self._counted()
        self.name.setFocus()

    def rota(self) -> Rota:
        """Return the rota as it is filled in."""
        return Rota(self._start.id, self.name.text().strip(), self.anchor.day, self.grid.days)

    def choose_count(self, place: int) -> None:
        """Count in weeks from Monday on, or in days."""
        self._weeks = place == WEEKS
        if self._weeks:
            self.anchor.go(monday(self.anchor.day))
        self._counted()

    def _ordinary(self) -> Days:
        first: tuple[ShiftId, ...] = tuple(self._names)[:1]
        return (first,) * 5 + ((),) * 2

    def _build(self) -> None:
        space = self.context.theme.tokens.scale.space
        chip = frame("chip")
        self.sentence = label("", wrap=True)
        column(space.m, 0, chip).addWidget(self.sentence)
        self.body.addWidget(chip)
        self._build_head()
        sides = row(0, space.xl)
        left, right = column(0, space.s), column(0, space.s)
        self._build_grid(left)
        right.addWidget(label(translate("Plan", "The next four weeks"), "label"))
        self.preview = RotaPreview(self.context.theme)
        right.addWidget(self.preview)
        right.addWidget(
            label(translate("Plan", "Today is framed; on holidays nobody is expected."), "caption", wrap=True)
        )
        right.addStretch(1)
        sides.addLayout(left, 3)
        sides.addLayout(right, 2)
        self.body.addLayout(sides)
        self.body.addStretch(1)

    def _build_head(self) -> None:
        self.name = QLineEdit(self._start.name)
        self.name.setMaxLength(60)
        self.name.setPlaceholderText(translate("Plan", "Office week"))
        self.name.textChanged.connect(self._changed)
        self.count = Segments((translate("Plan", "Weeks"), translate("Plan", "Days")))
        self.count.buttons[WEEKS if self._weeks else DAYS].setChecked(True)
        self.count.chosen.connect(self.choose_count)
        self.length = number(1, MOST_DAYS)
        self.length.setValue(len(self._start.days) // WEEK if self._weeks else len(self._start.days))
        self.length.valueChanged.connect(self._counted)
        self.anchor = DayField(self._start.anchor)
        self.anchor.dateChanged.connect(self._anchored)
        line = row(0, self.context.theme.tokens.scale.space.m)
        line.addLayout(titled(translate("Plan", "&Name"), self.name), 1)
        line.addLayout(titled(translate("Plan", "Counted in"), self.count))
        line.addLayout(titled(translate("Plan", "&Repeats after"), self.length))
        self._anchor_title = titled(translate("Plan", "Day 1 of the cycle &is"), self.anchor)
        line.addLayout(self._anchor_title)
        self.body.addLayout(line)
        self.wrong = label("", "error", wrap=True)
        self.body.addWidget(self.wrong)

    def _build_grid(self, left: QVBoxLayout) -> None:
        space = self.context.theme.tokens.scale.space
        hint = translate("Plan", "Select days, then choose a shift: by its button or its number; 0 is a day off.")
        left.addWidget(label(hint, "label", wrap=True))
        holder = QWidget()
        flow = FlowLayout(space.xs, holder)
        brushes = [self._brush("0", translate("Plan", "off"), lambda: self.grid.give(()))]
        for place, (shift, name) in enumerate(self._names.items(), 1):
            brushes.append(self._brush(str(place) if place < 10 else "", name, self._giver(shift)))
        flow.fill(brushes)
        left.addWidget(holder)
        self.grid = RotaGrid(self._names, self._start.days)
        self.grid.changed.connect(self._changed)
        card = frame("card")
        column(space.xs, 0, card).addWidget(self.grid)
        left.addWidget(card)
        several = translate("Plan", "Several shifts on one day: Space or a double click.")
        left.addWidget(label(several, "caption", wrap=True))
        left.addStretch(1)

    def _giver(self, shift: ShiftId) -> Callable[[], None]:
        return lambda: self.grid.give((shift,))

    def _brush(self, digit: str, name: str, give: Callable[[], None]) -> QWidget:
        text = f"{digit}  {name}" if digit else name
        made = button(text.replace("&", "&&"))
        made.setAutoDefault(False)
        made.clicked.connect(give)
        return made

    def _counted(self) -> None:
        most = MOST_WEEKS if self._weeks else MOST_DAYS
        self.length.blockSignals(True)
        if self.length.maximum() != most:
            shown = len(self.grid.days)
            self.length.setMaximum(most)
            self.length.setValue(min(most, -(-shown // WEEK) if self._weeks else shown))
        self.length.setSuffix(translate("Plan", " weeks") if self._weeks else translate("Plan", " days"))
        self.length.blockSignals(False)
        length = self.length.value() * (WEEK if self._weeks else 1)
        self.grid.show_days(resized(self.grid.days, length), weeks=self._weeks)
        self._changed()

    def _anchored(self) -> None:
        if self._weeks and self.anchor.day.weekday():
            self.anchor.go(monday(self.anchor.day))  # weeks begin on Monday; tells again
            return
        self._changed()

    def _changed(self) -> None:
        made = self.rota()
        self.preview.show_days(preview(made, self._names, self._plan.calendar, self._today, translate))
        said = rota_sentence(made, self._names, translate)
        name = made.name or translate("Plan", "Give it a name")
        self.sentence.setText(f"{name}: {said} ({cycle_text(made, translate)})")
        taken = made.name.casefold() in self._taken
        self.wrong.setText(translate("Plan", "Another rota is called that.") if taken else "")
        self.wrong.setVisible(taken)
        set_role(self.name, "invalid", "true" if taken else "false")
        self.ok.setEnabled(bool(made.name) and not taken)

    def _save(self) -> None:
        self.saved.emit(self.rota())
        self.accept()
