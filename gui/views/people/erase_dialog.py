"""Erase a person for good: say what goes, have the name typed, then hand out a receipt."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from core.domain.directory import Erasure, PersonDetails
from gui.context import Context
from gui.presenters.people import confirms, erase_lines, receipt, visits_text
from gui.text import translate
from gui.views.people.dialogs import PeopleDialog
from gui.views.people.elided import ElidedText
from gui.widgets.basic import button, column, frame, label, titled

_COUNTED = 10_000
"""Visits that are counted before an erasure; beyond, the receipt has the number."""


class EraseDialog(PeopleDialog):
    """`erased` carries the Erasure; the dialog stays open with the receipt until it is closed."""

    erased = Signal(object)

    def __init__(self, context: Context, details: PersonDetails, pictures: int, parent: QWidget | None = None) -> None:
        ok = button(translate("People", "&Erase for good"), "danger")
        super().__init__(context, translate("People", "Erase a person"), "", ok, parent)
        self._details = details
        self._pictures = pictures
        self._done: Erasure | None = None
        self._build()
        ok.setEnabled(False)
        ok.clicked.connect(self._erase)
        self._show_lines(translate("People", "all visits"))
        desk = context.station.desks.people
        context.tasks.run(lambda: len(desk.sightings(details.id, _COUNTED)), self._counted, self.failed, owner=self)
        self.typed.setFocus()

    def _build(self) -> None:
        space, kind = self.context.theme.tokens.scale.space, self.context.theme.tokens.scale.type
        warned = frame("error-card")
        inside = column(space.l, space.s, warned)
        inside.addWidget(label(translate("People", "This deletes for good, also from the file on disk:")))
        self.lines = label("", "", wrap=True)
        inside.addWidget(self.lines)
        said = translate("People", "It cannot be undone. Backups made before keep what is in them.")
        inside.addWidget(label(said, "value", wrap=True))
        self.name = ElidedText(self.context.theme.font(kind.subtitle, kind.semibold), 3)
        self.name.set_text(self._details.facts.name)
        self.typed = QLineEdit()
        self.typed.textChanged.connect(self._typed)
        ask = QWidget()
        asked = column(0, space.m, ask)
        asked.addWidget(self.name)
        asked.addWidget(warned)
        asked.addLayout(titled(translate("People", "Type the &name to confirm"), self.typed))
        asked.addStretch(1)
        self.receipt = QPlainTextEdit()
        self.receipt.setReadOnly(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(ask)
        self.stack.addWidget(self.receipt)
        self.body.addWidget(self.stack, 1)
        self.copy = button(translate("People", "&Copy"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.receipt.toPlainText()))
        self.copy.hide()
        self.foot.insertWidget(1, self.copy)
        self.setMinimumWidth(560)

    def _counted(self, visits: int) -> None:
        said = visits_text(visits, translate)
        if visits >= _COUNTED:
            said = translate("People", "{n} visits or more").format(n=_COUNTED)
        self._show_lines(said)

    def _show_lines(self, visits: str) -> None:
        lines = erase_lines(self._pictures, visits, translate)
        self.lines.setText("\n".join(f"•  {line}" for line in lines))

    def _typed(self, text: str) -> None:
        self.ok.setEnabled(confirms(text, self._details.facts.name) and not self.busy)

    def _erase(self) -> None:
        desk, person = self.context.station.desks.people, self._details.id
        if self._done is None and confirms(self.typed.text(), self._details.facts.name):
            self.typed.setEnabled(False)
            self.work(lambda: desk.erase(person), self._erased)

    def failed(self, error: Exception) -> None:
        """Say why it was not done, and let it be tried again."""
        super().failed(error)
        self.typed.setEnabled(True)
        self._typed(self.typed.text())

    def _erased(self, done: Erasure) -> None:
        self._done = done
        facts = self._details.facts
        self.title.setText(translate("People", "Erased"))
        self.receipt.setPlainText(receipt(done, facts.name, facts.external_id, translate))
        self.stack.setCurrentIndex(1)
        self.ok.hide()
        self.copy.show()
        self.leave.setText(translate("People", "Close"))
        self.leave.setFocus()
        self.erased.emit(done)
