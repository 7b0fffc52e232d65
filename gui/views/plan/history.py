"""Who changed the plan, when and why, and the way back to any of it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.icons import icon
from gui.presenters.plan_edit import half, with_half
from gui.presenters.plan_history import PlanChange, changes, signature
from gui.text import translate
from gui.views.line_card import LineCard
from gui.views.plan.listing import Listing
from gui.views.plan.part import PlanData, PlanPart
from gui.views.plan_changes import PlanChanges
from gui.widgets.basic import button, column, label
from gui.widgets.state_page import StatePage


class HistoryPart(PlanPart):
    """Going back is a change of its own, so that nothing is ever lost; rules of access stay as they are."""

    def __init__(self, context: Context, changes_: PlanChanges, parent: QWidget | None = None) -> None:
        super().__init__(context, changes_, parent)
        self.found: tuple[PlanChange, ...] = ()
        self.cards: list[ChangeCard] = []
        text = translate("Plan", "Every change of shifts, rotas, holidays and who follows what will stand here.")
        empty = StatePage(context.theme, "undo", translate("Plan", "No changes yet"), text, small=True)
        said = translate("Plan", "Going back to an earlier plan leaves the rules of access as they are.")
        self.body.addWidget(label(said, "muted", wrap=True))
        self.listing = Listing(context, empty)
        self.body.addWidget(self.listing, 1)

    def show_data(self, data: PlanData) -> None:
        """Show how a plan came to be."""
        super().show_data(data)
        self.found = changes(data.entries, translate, whole=data.whole)
        self.cards = [
            ChangeCard(self.context, change, signature(change, data.zone, translate)) for change in self.found
        ]
        for card in self.cards:
            card.back.clicked.connect(partial(self._go_back, card.change, card.when))
        self.listing.fill(self.cards)

    def _go_back(self, change: PlanChange, when: str) -> None:
        said = translate("Plan", "Back to the plan of {when}").format(when=when)
        self.changes.save(lambda plan: with_half(plan, half(change.plan)), said)


class ChangeCard(LineCard):
    """A change with what it changed, who made it and why."""

    def __init__(self, context: Context, change: PlanChange, signed: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.change, self.when = change, signed.split(" · ")[0]
        words = column(0, 2)
        self.said = label(change.changed, wrap=True)
        words.addWidget(self.said)
        words.addWidget(label(signed, "caption", wrap=True))
        self.line.addLayout(words, 1)
        tint = context.theme.tokens.colour.text_muted
        self.back = button(translate("Plan", "Take back to this one"), "", icon("undo", tint))
        self.back.setAccessibleName(translate("Plan", "Take back to the plan of {when}").format(when=self.when))
        if change.current:
            self.back.hide()
            self.line.addWidget(label(translate("Plan", "In force"), "badge"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.line.addWidget(self.back)
        self.setAccessibleName(f"{change.changed}, {signed}")
