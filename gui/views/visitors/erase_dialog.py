"""Erase a visitor before their time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.visitors import Visit
from gui.context import Context
from gui.text import translate
from gui.views.people.dialogs import PeopleDialog
from gui.widgets.basic import button, column, frame, label


class EraseVisitorDialog(PeopleDialog):
    """Says what goes and what stays. `erased` comes when it is done."""

    erased = Signal()

    def __init__(self, context: Context, visit: Visit, parent: QWidget | None = None) -> None:
        ok = button(translate("Visitors", "&Erase now"), "danger")
        title = translate("Visitors", "Erase {name}").format(name=visit.name)
        super().__init__(context, title, "", ok, parent)
        self._visit = visit
        space = context.theme.tokens.scale.space
        warned = frame("error-card")
        inside = column(space.l, space.s, warned)
        inside.addWidget(label(translate("Visitors", "This deletes for good, also from the file on disk:")))
        lines = (
            translate("Visitors", "name, company, host and purpose of the visit"),
            translate("Visitors", "pictures, and everything measured of the face"),
            translate("Visitors", "every sighting by a camera"),
            translate("Visitors", "the code of the badge"),
        )
        inside.addWidget(label("\n".join(f"•  {text}" for text in lines), wrap=True))
        kept = translate("Visitors", "The ledger of the doors keeps a random number in the place of the name.")
        inside.addWidget(label(kept, "value", wrap=True))
        self.body.addWidget(warned)
        self.leave.setFocus()
        ok.clicked.connect(self._erase)
        self.setMinimumWidth(480)

    def _erase(self) -> None:
        desk, person = self.context.station.desks.visitors, self._visit.person
        self.work(lambda: desk.erase(person), lambda _: self._done())

    def _done(self) -> None:
        self.erased.emit()
        self.accept()
