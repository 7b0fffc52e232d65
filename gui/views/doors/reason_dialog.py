"""What is done by hand at a door wants a reason."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from gui.context import Context
from gui.text import translate
from gui.views.people.dialogs import PeopleDialog
from gui.views.people.flow import FlowLayout
from gui.widgets.basic import button, label, titled

_LONGEST = 200
_CHIP_WIDTH = 400


class ReasonDialog(PeopleDialog):
    """`given` carries the reason; those given lately are a click away."""

    given = Signal(str)

    def __init__(
        self,
        context: Context,
        title: str,
        text: str,
        ok: QPushButton,
        recent: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, title, text, ok, parent)
        space = context.theme.tokens.scale.space
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.reason.setPlaceholderText(translate("Doors", "Such as: parcel for the office"))
        self.reason.textChanged.connect(self._allow)
        self.body.addLayout(titled(translate("Doors", "&Reason, kept in the ledger"), self.reason))
        self.recent: list[QPushButton] = []
        if recent:
            self.body.addWidget(label(translate("Doors", "Given lately"), "label"))
            holder = QWidget()
            flow = FlowLayout(space.xs, holder)
            self.recent = [self._chip(each) for each in recent]
            flow.fill(self.recent)
            self.body.addWidget(holder)
        self.body.addStretch(1)
        self.setMinimumWidth(480)
        ok.setDefault(True)
        ok.clicked.connect(self._give)
        self._allow()
        self.reason.setFocus()

    def _chip(self, reason: str) -> QPushButton:
        made = button("", "quiet")
        shown = QFontMetrics(made.font()).elidedText(reason, Qt.TextElideMode.ElideRight, _CHIP_WIDTH)
        made.setText(shown.replace("&", "&&"))
        made.setAutoDefault(False)
        made.clicked.connect(partial(self._take, reason))
        return made

    def _take(self, reason: str) -> None:
        self.reason.setText(reason)
        self.ok.setFocus()

    def _allow(self) -> None:
        self.ok.setEnabled(bool(self.reason.text().strip()) and not self.busy)

    def _give(self) -> None:
        self.given.emit(self.reason.text().strip())
        self.accept()
