"""What can be done with several people at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from gui.context import Context
from gui.icons import icon, pixmap
from gui.presenters.people import people_text
from gui.text import translate
from gui.widgets.basic import button, column, label


class SeveralPanel(QFrame):
    """Shown in place of a profile while more than one person is selected."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        space, colour = context.theme.tokens.scale.space, context.theme.tokens.colour
        body = column(space.xl, space.s, self)
        sign = label("")
        sign.setPixmap(pixmap("people", colour.text_faint, 36, self.devicePixelRatioF()))
        self.title = label("", "title")
        self.group = button(translate("People", "Add to a &group…"), "", icon("plus", colour.text_muted))
        self.activate = button(translate("People", "A&ctivate"), "", icon("check", colour.text_muted))
        self.deactivate = button(translate("People", "&Deactivate"), "", icon("lock", colour.text_muted))
        self.remove = button(translate("People", "&Remove"), "", icon("trash", colour.text_muted))
        middle = Qt.AlignmentFlag.AlignHCenter
        body.addStretch(2)
        body.addWidget(sign, 0, middle)
        body.addWidget(self.title, 0, middle)
        body.addSpacing(space.m)
        for made in self.buttons:
            made.setMinimumWidth(220)
            body.addWidget(made, 0, middle)
        body.addStretch(3)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """Everything that can be pressed."""
        return self.group, self.activate, self.deactivate, self.remove

    def show_count(self, count: int) -> None:
        """Say how many are selected."""
        self.title.setText(translate("People", "{people} selected").format(people=people_text(count, translate)))
