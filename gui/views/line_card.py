"""A card of a list of things that are edited: a sentence, and buttons to change or delete it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.context import Context
from gui.icons import icon, pixmap
from gui.text import translate
from gui.widgets.basic import icon_button, label, row

_SIGN = 20


class LineCard(QFrame):
    """A card that says one thing. It is opened by a double click or its button, and taken away by another."""

    edit_asked = Signal()
    remove_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("role", "card")
        space = context.theme.tokens.scale.space
        self.line: QHBoxLayout = row(0, space.m, self)
        self.line.setContentsMargins(space.l, space.m, space.m, space.m)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is on the card."""
        super().mouseDoubleClickEvent(event)
        self.edit_asked.emit()

    def add_sign(self, name: str, colour: str) -> None:
        """Put an icon in front."""
        sign = label("")
        sign.setPixmap(pixmap(name, colour, _SIGN, self.devicePixelRatioF()))
        self.line.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_buttons(self, name: str, *, removable: bool) -> None:
        """Put the buttons behind."""
        colour = self._context.theme.tokens.colour.text_muted
        self.edit = icon_button(icon("edit", colour), translate("Access", "Change: {what}").format(what=name))
        self.edit.clicked.connect(self.edit_asked)
        self.line.addWidget(self.edit)
        if removable:
            self.remove = icon_button(icon("trash", colour), translate("Access", "Delete: {what}").format(what=name))
            self.remove.clicked.connect(self.remove_asked)
            self.line.addWidget(self.remove)
