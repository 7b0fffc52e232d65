"""Choosing somebody."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.text import translate
from gui.views.people.browser import PeopleBrowser
from gui.views.people.dialogs import PeopleDialog
from gui.widgets.basic import button


class ChoosePersonDialog(PeopleDialog):
    """`chosen` carries a Person."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        ok = button(translate("Attendance", "&Choose"), "primary")
        super().__init__(context, translate("Attendance", "Choose somebody"), "", ok, parent)
        self.browser = PeopleBrowser(context, full=False)
        self.body.addWidget(self.browser)
        ok.setDefault(True)
        ok.setEnabled(False)
        ok.clicked.connect(self._choose)
        self.browser.roll.opened.connect(self._choose)
        self.browser.roll.picked.connect(lambda: ok.setEnabled(self.browser.roll.line() is not None))
        self.browser.model.refresh()
        self.resize(460, 560)
        self.browser.search.setFocus()

    def _choose(self) -> None:
        line = self.browser.roll.line()
        if line is not None:
            self.chosen.emit(line.person)
            self.accept()
