"""Changing the plan: saved whole, confirmed, with what was before as the way back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.domain.plan import Plan
from gui.context import Context
from gui.text import translate

Edit = Callable[[Plan], Plan]


class PlanChanges(QObject):
    """`saved` is told after every change of this page, undone ones included."""

    saved = Signal()

    def __init__(self, context: Context, put_back: Callable[[Plan, Plan], Plan], parent: QObject) -> None:
        """`put_back` returns a plan with the part that is changed here as another plan had it."""
        super().__init__(parent)
        self._context = context
        self._put_back = put_back

    def save(self, edit: Edit, said: str) -> None:
        """Change the plan in force, say so and offer the way back. What others changed meanwhile stays."""
        desk = self._context.station.desks.planning

        def done(before: Plan) -> None:
            self._context.messages.done(said, partial(self._undo, before, said))
            self.saved.emit()

        self._context.tasks.run(lambda: desk.edit(edit, said), done, self._context.messages.failure, owner=self)

    def _undo(self, before: Plan, said: str) -> None:
        desk = self._context.station.desks.planning
        reason = translate("Plan", "Taken back: {what}").format(what=said)
        self._context.tasks.run(
            lambda: desk.edit(lambda now: self._put_back(now, before), reason),
            lambda _: self.saved.emit(),
            self._context.messages.failure,
            owner=self,
        )
