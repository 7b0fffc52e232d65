"""Changing who works when: saved whole, confirmed, with what was before as the way back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.domain.plan import Plan
from gui.context import Context
from gui.presenters.plan_edit import Half, half, with_half
from gui.text import translate

Edit = Callable[[Plan], Plan]


class WorkChanges(QObject):
    """`saved` is told after every change of this page, undone ones included."""

    saved = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def save(self, edit: Edit, said: str) -> None:
        """Change the plan in force, say so and offer the way back. What others changed meanwhile stays."""
        desk = self._context.station.desks.planning

        def work() -> Half:
            before: Plan = desk.plan()
            desk.save(edit(before), said)
            return half(before)

        def done(before: Half) -> None:
            self._context.messages.done(said, lambda: self._undo(before, said))
            self.saved.emit()

        self._context.tasks.run(work, done, self._context.messages.failure, owner=self)

    def _undo(self, before: Half, said: str) -> None:
        desk = self._context.station.desks.planning
        reason = translate("Plan", "Taken back: {what}").format(what=said)
        self._context.tasks.run(
            lambda: desk.save(with_half(desk.plan(), before), reason),
            lambda _: self.saved.emit(),
            self._context.messages.failure,
            owner=self,
        )
