"""One message across the top of the page, which waits to be read and blocks nothing."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from gui.icons import icon, pixmap
from gui.text import translate
from gui.theme import Theme
from gui.widgets.basic import icon_button, label, row, set_role


class Level(StrEnum):
    """How serious a message is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class MessageBar(QFrame):
    """Hidden until there is something to say; a new message takes the place of the old."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("messageBar")
        self.setProperty("level", Level.INFO.value)
        space = theme.tokens.scale.space
        self._sign = label("")
        self.text = label("", wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.close_button = icon_button(icon("close", theme.tokens.colour.text_muted), "")
        self.close_button.clicked.connect(self.hide)
        line = row(0, space.m, self)
        line.setContentsMargins(space.l, space.s, space.s, space.s)
        for widget in (self._sign, self.text, self.close_button):
            line.addWidget(widget)
        self.hide()

    def say(self, text: str, level: Level) -> None:
        """Show `text`, in the colours and the language of now."""
        colour = self._theme.tokens.colour
        tint = {Level.INFO: colour.accent_text, Level.WARNING: colour.warn, Level.ERROR: colour.bad}[level]
        name = "info" if level is Level.INFO else "alert"
        self._sign.setPixmap(pixmap(name, tint, 20, self.devicePixelRatioF()))
        self.text.setText(text)
        said = translate("Messages", "Close this message")
        self.close_button.setIcon(icon("close", colour.text_muted))
        self.close_button.setToolTip(said)
        self.close_button.setAccessibleName(said)
        self.setAccessibleName(text)
        set_role(self, "level", level.value)
        self.show()
