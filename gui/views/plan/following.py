"""Who follows which rota, in the order in which one assignment goes before another."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.domain.directory import PeopleFilter, PeopleQuery
from core.domain.work import Assignment
from gui.context import Context
from gui.icons import icon
from gui.presenters.plan import dates_text, state_text, who_text
from gui.presenters.plan_edit import with_assignment, without_assignment
from gui.presenters.plan_people import Uncovered, batches, covers_all, ranked, uncovered, uncovered_text
from gui.text import translate
from gui.views.plan.follow_dialog import FollowDialog
from gui.views.plan.listing import Listing
from gui.views.plan.part import PlanData, PlanPart, TextCard
from gui.views.plan_changes import PlanChanges
from gui.widgets.basic import button, frame, label, row
from gui.widgets.state_page import StatePage


class FollowingPart(PlanPart):
    """Persons before groups before everybody; of equals the one that began last."""

    def __init__(self, context: Context, changes: PlanChanges, parent: QWidget | None = None) -> None:
        super().__init__(context, changes, parent)
        self.cards: list[TextCard] = []
        self.add = button(
            translate("Plan", "&Give somebody a rota"), "primary", icon("plus", context.theme.tokens.colour.on_accent)
        )
        self.add.clicked.connect(lambda: self.edit(None))
        self.buttons.append(self.add)
        explained = translate(
            "Plan",
            "What is said of one person goes before what is said of a group, and that before everybody. "
            "Of two for the same, the one that began last counts.",
        )
        self._explained = label(explained, "muted", wrap=True)
        self.body.addWidget(self._explained)
        self._build_hint()
        first = button(translate("Plan", "Give the first rota"), "primary")
        first.clicked.connect(lambda: self.edit(None))
        text = translate("Plan", "Give a rota to everybody, to a group or to one person. Make a rota first.")
        empty = StatePage(
            context.theme, "people", translate("Plan", "Nobody follows a rota yet"), text, (first,), small=True
        )
        self.listing = Listing(context, empty)
        self.body.addWidget(self.listing, 1)

    def show_data(self, data: PlanData) -> None:
        """Show who follows what."""
        super().show_data(data)
        self.cards = []
        shown: list[QWidget] = []
        for title, assignments in ranked(data.plan.work, translate):
            if assignments:
                shown.append(label(title, "label"))
                cards = [self._card(given, data) for given in assignments]
                self.cards += cards
                shown += cards
        self._explained.setVisible(bool(shown))
        self.listing.fill(shown)
        self._look_for_uncovered(data)

    def edit(self, given: Assignment | None) -> None:
        """Ask for a new assignment, or how one is to change."""
        if self.data is None:
            return
        if not self.data.plan.work.rotas:
            self.context.messages.warning(translate("Plan", "Make a rota first; then say here who follows it."))
            return
        dialog = FollowDialog(self.context, self.data, given, self.window())
        dialog.saved.connect(partial(self._save, given))
        self.open(dialog)

    def _build_hint(self) -> None:
        self.hint = frame("warning-card")
        space = self.context.theme.tokens.scale.space
        line = row(space.m, space.m, self.hint)
        self.hint_text = label("", wrap=True)
        line.addWidget(self.hint_text, 1)
        self.hint.hide()
        self.body.addWidget(self.hint)

    def _look_for_uncovered(self, data: PlanData) -> None:
        desk, plan, today = self.context.station.desks.people, data.plan, data.today
        if not plan.work.rotas or covers_all(plan, today):
            self.hint.hide()
            return

        def work() -> Uncovered:
            keys = desk.find(PeopleQuery(show=PeopleFilter.VALID)).tolist()
            read = batches(keys, lambda some: [found.person for found in desk.rows(some)])
            return uncovered(plan, today, read)

        self.context.tasks.run(work, self._hint, self.context.messages.failure, owner=self, topic="plan-uncovered")

    def _hint(self, found: Uncovered) -> None:
        self.hint_text.setText(uncovered_text(found, translate))
        self.hint.setVisible(bool(found.count))

    def _card(self, given: Assignment, data: PlanData) -> TextCard:
        gone = translate("Plan", "a rota that was deleted")
        rota = next((each.name for each in data.plan.work.rotas if each.id == given.rota), gone)
        who = who_text(given, data.people, translate)
        said = translate("Plan", "follows “{rota}” {dates}")
        card = TextCard(self.context, who, (said.format(rota=rota, dates=dates_text(given, translate)),))
        state = state_text(given, data.today, translate)
        if state:
            card.line.addWidget(label(state, "badge"), 0, Qt.AlignmentFlag.AlignVCenter)
        card.add_buttons(who, removable=True)
        card.edit_asked.connect(partial(self.edit, given))
        card.remove_asked.connect(partial(self._remove, given, who))
        return card

    def _save(self, before: Assignment | None, given: Assignment) -> None:
        said = translate("Plan", "Who follows the rota was saved.")
        self.changes.save(lambda plan: with_assignment(plan, given, before), said)

    def _remove(self, given: Assignment, who: str) -> None:
        said = translate("Plan", "{who}: no longer follows that rota.").format(who=who)
        self.changes.save(lambda plan: without_assignment(plan, given), said)
