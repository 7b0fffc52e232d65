"""The rotas there are: shifts in turn."""

from functools import partial

from PySide6.QtWidgets import QWidget

from core.domain.work import Rota
from gui.context import Context
from gui.icons import icon
from gui.presenters.plan import WEEK, cycle_text, names_of, rota_sentence, who_text
from gui.presenters.plan_edit import followers, with_rota, without_rota
from gui.presenters.plan_rota import by_weeks, preview
from gui.text import translate
from gui.views.plan.listing import Listing
from gui.views.plan.part import PlanData, PlanPart, TextCard
from gui.views.plan.rota_dialog import RotaDialog
from gui.views.plan.rota_preview import RotaPreview
from gui.views.plan_changes import PlanChanges
from gui.widgets.basic import button
from gui.widgets.state_page import StatePage

_NAMED = 3
"""Followers who are called by name."""
_WEEKS = 2
"""Weeks of a cycle that are shown in the list at most."""


class RotasPart(PlanPart):
    """A rota says which shift is worked on which day; people are given one under “Who follows what”."""

    def __init__(self, context: Context, changes: PlanChanges, parent: QWidget | None = None) -> None:
        super().__init__(context, changes, parent)
        self.cards: list[TextCard] = []
        self.add = button(
            translate("Plan", "&Add a rota"), "primary", icon("plus", context.theme.tokens.colour.on_accent)
        )
        self.add.clicked.connect(lambda: self.edit(None))
        self.buttons.append(self.add)
        first = button(translate("Plan", "Add the first rota"), "primary")
        first.clicked.connect(lambda: self.edit(None))
        text = translate(
            "Plan",
            "A rota puts shifts on days: the same every week, or a cycle of several weeks or days. Make a shift first.",
        )
        empty = StatePage(context.theme, "calendar", translate("Plan", "No rotas yet"), text, (first,), small=True)
        self.listing = Listing(context, empty)
        self.body.addWidget(self.listing, 1)

    def show_data(self, data: PlanData) -> None:
        """Show the rotas of a plan."""
        super().show_data(data)
        self.cards = [self._card(rota, data) for rota in data.plan.work.rotas]
        self.listing.fill(self.cards)

    def edit(self, rota: Rota | None) -> None:
        """Ask for a new rota, or how one is to change."""
        if self.data is not None:
            dialog = RotaDialog(self.context, self.data.plan, rota, self.data.today, self.window())
            dialog.saved.connect(self._save)
            self.open(dialog)

    def _card(self, rota: Rota, data: PlanData) -> TextCard:
        names = names_of(data.plan.work)
        given = followers(data.plan, rota.id)
        who = [who_text(each, data.people, translate) for each in given]
        more = len(who) - _NAMED
        said = ", ".join(who[:_NAMED])
        if more > 0:
            said = translate("Plan", "{names} and {n} more").format(names=said, n=more)
        nobody = translate("Plan", "nobody follows it yet")
        followed = translate("Plan", "followed by {who}").format(who=said) if who else nobody
        count = cycle_text(rota, translate)
        if not by_weeks(rota) or len(rota.days) > WEEK:
            count = translate("Plan", "{cycle}, first from {day} on").format(cycle=count, day=rota.anchor)
        small = f"{count} · {followed}"
        card = TextCard(self.context, rota.name, (rota_sentence(rota, names, translate), small))
        shown = RotaPreview(self.context.theme)
        weeks = 1 if by_weeks(rota) and len(rota.days) == WEEK else _WEEKS
        shown.show_days(preview(rota, names, data.plan.calendar, data.today, translate, weeks))
        card.line.addWidget(shown, 1)
        card.add_buttons(rota.name, removable=True)
        card.edit_asked.connect(partial(self.edit, rota))
        card.remove_asked.connect(partial(self._remove, rota, who))
        return card

    def _save(self, rota: Rota) -> None:
        said = translate("Plan", "The rota “{name}” was saved.").format(name=rota.name)
        self.changes.save(lambda plan: with_rota(plan, rota), said)

    def _remove(self, rota: Rota, who: list[str]) -> None:
        if not self.in_use(rota.name, who):
            said = translate("Plan", "The rota “{name}” was deleted.").format(name=rota.name)
            self.changes.save(lambda plan: without_rota(plan, rota.id), said)
