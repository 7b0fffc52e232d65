"""Changing the rules of access: saved whole, confirmed, with the former rules as the way back."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from core.domain.access import AccessPlan
from core.domain.plan import Plan
from gui.context import Context
from gui.text import translate

Edit = Callable[[Plan], Plan]


class PlanChanges(QObject):
    """`saved` is told after every change of this page, undone ones included."""

    saved = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def save(self, edit: Edit, said: str) -> None:
        """Change the plan in force, say so and offer the way back. What others changed meanwhile stays."""
        desk = self._context.station.desks.planning

        def work() -> AccessPlan:
            before: Plan = desk.plan()
            desk.save(edit(before), said)
            return before.access

        def done(before: AccessPlan) -> None:
            self._context.messages.done(said, lambda: self._undo(before, said))
            self.saved.emit()

        self._context.tasks.run(work, done, self._context.messages.failure, owner=self)

    def _undo(self, before: AccessPlan, said: str) -> None:
        desk = self._context.station.desks.planning
        reason = translate("Access", "Taken back: {what}").format(what=said)
        self._context.tasks.run(
            lambda: desk.save(replace(desk.plan(), access=before), reason),
            lambda _: self.saved.emit(),
            self._context.messages.failure,
            owner=self,
        )
