"""What the dialogs about people share: a title, room that scrolls, an error, buttons, and being busy."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.context import Context
from gui.messages import words
from gui.text import translate
from gui.widgets.basic import button, column, frame, label, row

T = TypeVar("T")


class PeopleDialog(QDialog):
    """`ok` does it, Escape does not; neither while something is just being done."""

    def __init__(self, context: Context, title: str, text: str, ok: QPushButton, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.context = context
        self.ok = ok
        self._busy = False
        self.setWindowTitle(title)
        self.setModal(True)
        space = context.theme.tokens.scale.space
        whole = column(space.xl, space.l, self)
        head = column(0, space.xs)
        self.title = label(title, "title")
        head.addWidget(self.title)
        if text:
            head.addWidget(label(text, "muted", wrap=True))
        whole.addLayout(head)
        self.body: QVBoxLayout = column(0, space.m)
        whole.addLayout(self.body, 1)
        self.error = frame("error-card")
        self.error_text = label("", wrap=True)
        column(space.m, 0, self.error).addWidget(self.error_text)
        self.error.hide()
        whole.addWidget(self.error)
        self.foot = row(0, space.s)
        self.foot.addStretch(1)
        self.leave = button(translate("People", "Cancel"))
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.foot.addWidget(self.leave)
        self.foot.addWidget(ok)
        whole.addLayout(self.foot)

    @property
    def busy(self) -> bool:
        """Whether something is just being done."""
        return self._busy

    def reject(self) -> None:
        """Close, unless something is just being done."""
        if not self._busy:
            super().reject()

    def scrolled(self, inner: QWidget) -> QScrollArea:
        """Return room for more than fits."""
        inner.setProperty("role", "scrolled")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def work(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do it on a worker; `done` is called with the answer, a failure is said in the dialog."""
        self._set_busy(busy=True)
        self.error.hide()

        def ended(answer: T) -> None:
            self._set_busy(busy=False)
            done(answer)

        self.context.tasks.run(work, ended, self.failed, owner=self)

    def failed(self, error: Exception) -> None:
        """Say why it was not done."""
        self._set_busy(busy=False)
        self.error_text.setText(words(error))
        self.error.show()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.ok.setEnabled(not busy)
        self.leave.setEnabled(not busy)
