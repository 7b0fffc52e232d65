"""One camera in the settings."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from core.config import masked
from core.domain.camera import CameraStatus
from gui.icons import icon, pixmap
from gui.presenters.cameras import SourceKind, source_text, split, state_text, status_text, tone
from gui.presenters.feed import place_of
from gui.text import translate
from gui.theme import Theme
from gui.tints import tint
from gui.widgets.basic import column, icon_button, label, row

SIGNS = {
    SourceKind.FILE: "film",
    SourceKind.FOLDER: "folder",
    SourceKind.USB: "usb",
    SourceKind.NETWORK: "network",
    SourceKind.DEMO: "play",
}


class CameraRow(QWidget):
    """Name, source and state of a camera, with the buttons to check its place, to change it and to take it out."""

    placement_asked = Signal(str)
    edit_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, status: CameraStatus, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = status
        self._theme = theme
        space, colour = theme.tokens.scale.space, theme.tokens.colour
        self._sign, self._name, self.source = label(""), label(""), label("", "caption")
        self._dot, self.state = label(""), label("", "muted")
        words = column(0, 2)
        words.addWidget(self._name)
        words.addWidget(self.source)
        line = row(0, space.m, self)
        line.setContentsMargins(space.xs, space.m, 0, space.m)
        line.addWidget(self._sign)
        line.addLayout(words, 1)
        line.addWidget(self._dot)
        line.addWidget(self.state)
        line.addSpacing(space.s)
        for sign, text, signal in (
            ("target", translate("Settings", "Check where {name} hangs"), self.placement_asked),
            ("edit", translate("Settings", "Change {name}"), self.edit_asked),
            ("trash", translate("Settings", "Remove {name}"), self.remove_asked),
        ):
            made = icon_button(icon(sign, colour.text_muted), text.format(name=status.spec.name))
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            made.clicked.connect(lambda _=False, s=signal: s.emit(self.status.spec.id))
            line.addWidget(made)
        self.show_status(status)

    def show_status(self, status: CameraStatus) -> None:
        """Take over the camera as it is now."""
        self.status = status
        spec, colour = status.spec, self._theme.tokens.colour
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(pixmap(SIGNS[split(spec.source)[0]], colour.text_muted, 22, ratio))
        self._name.setText(place_of(spec.name, spec.door))
        self.source.setText(source_text(spec.source, translate))
        self.source.setToolTip(masked(spec.source))
        self._dot.setPixmap(pixmap("dot", tint(colour, tone(status.state)), 10, ratio))
        self.state.setText(state_text(status.state, translate))
        self.state.setToolTip(status_text(status, translate))
