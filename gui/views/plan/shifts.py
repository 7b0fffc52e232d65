"""The shifts there are, as sentences and bars."""

from functools import partial

from PySide6.QtWidgets import QWidget

from core.domain.work import Shift
from gui.context import Context
from gui.icons import icon
from gui.presenters.plan import shift_fine_print, shift_sentence
from gui.presenters.plan_edit import rotas_with, with_shift, without_shift
from gui.text import translate
from gui.views.plan.listing import Listing
from gui.views.plan.part import PlanData, PlanPart, TextCard
from gui.views.plan.shift_bar import ShiftBar
from gui.views.plan.shift_dialog import ShiftDialog
from gui.views.plan_changes import PlanChanges
from gui.widgets.basic import button
from gui.widgets.state_page import StatePage


class ShiftsPart(PlanPart):
    """Shifts are made once and used by as many rotas as wanted."""

    def __init__(self, context: Context, changes: PlanChanges, parent: QWidget | None = None) -> None:
        super().__init__(context, changes, parent)
        self.cards: list[TextCard] = []
        self.add = button(
            translate("Plan", "&Add a shift"), "primary", icon("plus", context.theme.tokens.colour.on_accent)
        )
        self.add.clicked.connect(lambda: self.edit(None))
        self.buttons.append(self.add)
        first = button(translate("Plan", "Add the first shift"), "primary")
        first.clicked.connect(lambda: self.edit(None))
        text = translate("Plan", "A shift says from when until when is to be worked, and which breaks are taken.")
        empty = StatePage(context.theme, "clock", translate("Plan", "No shifts yet"), text, (first,), small=True)
        self.listing = Listing(context, empty)
        self.body.addWidget(self.listing, 1)

    def show_data(self, data: PlanData) -> None:
        """Show the shifts of a plan."""
        super().show_data(data)
        self.cards = [self._card(shift, data) for shift in data.plan.work.shifts]
        self.listing.fill(self.cards)

    def edit(self, shift: Shift | None) -> None:
        """Ask for a new shift, or how one is to change."""
        if self.data is None:
            return
        known = self.data.plan.work.shifts
        taken = [each.name for each in known if shift is None or each.id != shift.id]
        dialog = ShiftDialog(self.context, shift, taken, self.window())
        dialog.saved.connect(self._save)
        self.open(dialog)

    def _card(self, shift: Shift, data: PlanData) -> TextCard:
        used = [rota.name for rota in rotas_with(data.plan, shift.id)]
        where = translate("Plan", "in {rotas}").format(rotas=", ".join(used))
        said = shift_sentence(shift, translate)
        small = " · ".join(filter(None, (shift_fine_print(shift, translate), where if used else "")))
        card = TextCard(self.context, shift.name, (said, small or translate("Plan", "not used yet")))
        bar = ShiftBar(self.context.theme)
        bar.show_shift(shift)
        card.line.addWidget(bar, 1)
        card.add_buttons(shift.name, removable=True)
        card.edit_asked.connect(partial(self.edit, shift))
        card.remove_asked.connect(partial(self._remove, shift, used))
        return card

    def _save(self, shift: Shift) -> None:
        said = translate("Plan", "The shift “{name}” was saved.").format(name=shift.name)
        self.changes.save(lambda plan: with_shift(plan, shift), said)

    def _remove(self, shift: Shift, used: list[str]) -> None:
        where = [translate("Plan", "the rota “{name}”").format(name=name) for name in used]
        if not self.in_use(shift.name, where):
            said = translate("Plan", "The shift “{name}” was deleted.").format(name=shift.name)
            self.changes.save(lambda plan: without_shift(plan, shift.id), said)
