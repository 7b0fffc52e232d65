"""How far a change of many people has come, and a way to stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from gui.context import Context
from gui.presenters.people import whole
from gui.text import translate
from gui.views.people.changes import PeopleChanges
from gui.widgets.basic import button, column, label, row

_SHOWN_AFTER_MS = 500


class ChangeProgress(QWidget):
    """Shown while a change takes longer than a moment."""

    def __init__(self, context: Context, changes: PeopleChanges, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = context.theme.tokens.scale.space
        self.text = label("", "label")
        self.stop = button(translate("People", "S&top"), "link")
        self.stop.clicked.connect(changes.stop)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        head = row(0, space.s)
        head.addWidget(self.text, 1)
        head.addWidget(self.stop)
        body = column(0, space.xs, self)
        body.addLayout(head)
        body.addWidget(self.bar)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_AFTER_MS)
        self._timer.timeout.connect(self.show)
        changes.progressed.connect(self._progressed)
        self.hide()

    def _progressed(self, done: int, total: int) -> None:
        if not total:
            self._timer.stop()
            self.hide()
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        said = translate("People", "{done} of {total} people changed")
        self.text.setText(said.format(done=whole(done), total=whole(total)))
        if not self.isVisible() and not self._timer.isActive():
            self._timer.start()
