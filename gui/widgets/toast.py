"""A short confirmation that goes by itself, with a way back where there is one."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from gui.text import translate
from gui.theme import Theme
from gui.widgets.basic import label, row

SHOWN_MS = 6_000
UNDO_MS = 10_000
"""How long a toast stays: long enough to read it, and to regret what it reports."""


class Toast(QFrame):
    """Floats over the bottom of its parent; the pointer resting on it keeps it there."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._theme, self._host = theme, parent
        self._undo: Callable[[], None] | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.hide)
        space = theme.tokens.scale.space
        line = row(0, space.m, self)
        line.setContentsMargins(space.l, space.s, space.l, space.s)
        self.text = label("")
        self.undo = QPushButton()
        self.undo.setCursor(Qt.CursorShape.PointingHandCursor)
        self.undo.clicked.connect(self._take_back)
        line.addWidget(self.text)
        line.addWidget(self.undo)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show `text`, and "Undo" where `undo` is given."""
        self._undo = undo
        self.text.setText(text)
        self.setAccessibleName(text)
        self.undo.setText(translate("Messages", "&Undo"))
        self.undo.setVisible(undo is not None)
        self.timer.start(UNDO_MS if undo else SHOWN_MS)
        self.show()
        self._place()
        self.raise_()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the pointer rests here."""
        self.timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting down."""
        self.timer.start(SHOWN_MS)
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of the parent."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        gap = self._theme.tokens.scale.space.xxl
        self.move((self._host.width() - self.width()) // 2, self._host.height() - self.height() - gap)

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
