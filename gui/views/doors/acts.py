"""What is done at doors by hand: asked for a reason, done off the GUI thread, confirmed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from core.domain.doors import DoorAct, DoorStatus
from core.domain.ids import PersonId
from gui.context import Context
from gui.text import translate
from gui.views.doors.reason_dialog import ReasonDialog
from gui.widgets.basic import button


class DoorActs(QObject):
    """`done` is told after every act, done or failed: the doors are to be looked at again."""

    done = Signal()

    def __init__(self, context: Context, reasons: Callable[[], Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._reasons = reasons
        self._host = parent
        self.dialog: ReasonDialog | None = None

    def ask(self, status: DoorStatus, act: DoorAct) -> None:
        """Ask why, then release a door, hold it open, lock it down or run it as usual."""
        desk, door, name = self._context.station.desks.doors, status.door, status.name
        match act:
            case DoorAct.RELEASED:
                title = translate("Doors", "Open {name} once?")
                text = translate("Doors", "It unlocks for a few seconds, whoever stands there.")
                self._ask(title, text, translate("Doors", "&Open"), name, partial(desk.release, door),
                          translate("Doors", "{name} was opened."))  # fmt: skip
            case DoorAct.HELD:
                title = translate("Doors", "Hold {name} open?")
                text = translate("Doors", "Everybody can pass until somebody sets it back to normal.")
                self._ask(title, text, translate("Doors", "&Hold open"), name, partial(desk.hold, door),
                          translate("Doors", "{name} is held open."))  # fmt: skip
            case DoorAct.LOCKED_DOWN:
                title = translate("Doors", "Lock {name} down?")
                text = translate("Doors", "Nobody can pass, whatever the rules say, until it is set back to normal.")
                self._ask(title, text, translate("Doors", "&Lock down"), name, partial(desk.lock_down, door),
                          translate("Doors", "{name} is locked down."), role="danger")  # fmt: skip
            case _:
                title = translate("Doors", "Set {name} back to normal?")
                text = translate("Doors", "The rules decide again who may pass.")
                self._ask(title, text, translate("Doors", "Back to &normal"), name, partial(desk.normal, door),
                          translate("Doors", "{name} is back to normal."))  # fmt: skip

    def lock_down_all(self) -> None:
        """Ask why, then shut every door."""
        desk = self._context.station.desks.doors
        title = translate("Doors", "Lock down every door?")
        text = translate(
            "Doors", "Nobody can pass any door, whatever the rules say, until they are set back to normal."
        )
        self._ask(title, text, translate("Doors", "&Lock down all"), "", desk.lock_down_all,
                  translate("Doors", "Every door is locked down."), role="danger")  # fmt: skip

    def normal_all(self) -> None:
        """Ask why, then run every door as usual."""
        desk = self._context.station.desks.doors
        title = translate("Doors", "Set every door back to normal?")
        text = translate("Doors", "The rules decide again who may pass.")
        self._ask(title, text, translate("Doors", "Back to &normal"), "", desk.normal_all,
                  translate("Doors", "Every door is back to normal."))  # fmt: skip

    def forgive(self, person: PersonId, name: str) -> None:
        """Ask why, then let somebody pass once wherever anti-passback has them."""
        desk = self._context.station.desks.doors
        title = translate("Doors", "Let {name} pass once more?")
        text = translate("Doors", "Where they are is forgotten: the next door takes them as they come.")
        self._ask(title, text, translate("Doors", "&Let pass once"), name, partial(desk.forgive, person),
                  translate("Doors", "{name} may pass once more."))  # fmt: skip

    def _ask(
        self,
        title: str,
        text: str,
        does: str,
        name: str,
        act: Callable[[str], None],
        said: str,
        *,
        role: str = "primary",
    ) -> None:
        context = self._context
        dialog = ReasonDialog(
            context, title.format(name=name), text, button(does, role), self._reasons(), self._host.window()
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def given(reason: str) -> None:
            context.tasks.run(lambda: act(reason), ended, failed, owner=self)

        def ended(_: None) -> None:
            context.messages.done(said.format(name=name))
            self.done.emit()

        def failed(error: Exception) -> None:
            context.messages.failure(error)
            self.done.emit()

        dialog.given.connect(given)
        self.dialog = dialog
        dialog.open()
