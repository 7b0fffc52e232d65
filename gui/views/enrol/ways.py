"""The ways to come by pictures, one shown at a time; the others go on meanwhile."""

from enum import IntEnum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QWidget

from core.domain.ids import CameraId
from gui.context import Context
from gui.icons import icon
from gui.text import translate
from gui.views.enrol.camera_page import CameraPage
from gui.views.enrol.files_page import FilesPage
from gui.widgets.basic import column, label, row

_HIGH = 660


class Way(IntEnum):
    """The pages in their order."""

    VISIT = 0
    CAMERA = 1
    FILES = 2


class Ways(QStackedWidget):
    """`switch` are the buttons that choose a page. The camera begins when its page is first shown."""

    def __init__(self, context: Context, *, visit: bool, first: CameraId | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.camera = CameraPage(context, first)
        self.files = FilesPage(context)
        for page in (self._visit_page(), self.camera, self.files):
            self.addWidget(page)
        self._buttons: dict[Way, QToolButton] = {}
        self.switch = self._build_switch(visit=visit)

    def show_way(self, way: Way) -> None:
        """Go to a page."""
        self._buttons[way].setChecked(True)
        self.setCurrentIndex(way)
        if way is Way.CAMERA:
            self.camera.begin()
            self._widen()

    def _widen(self) -> None:
        """Give the live picture room, where the dialog opened without it."""
        window = self.window()
        if window is not self and window.height() < _HIGH:
            window.resize(window.width(), _HIGH)

    def _visit_page(self) -> QWidget:
        made = QWidget()
        inner = column(0, 0, made)
        inner.addStretch(1)
        said = translate("Enrol", "These are the pictures of the visit. A camera or files can add other views.")
        text = label(said, "muted", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner.addWidget(text)
        inner.addStretch(1)
        return made

    def _build_switch(self, *, visit: bool) -> QHBoxLayout:
        colour = self._context.theme.tokens.colour
        made, group = row(0, self._context.theme.tokens.scale.space.xs), QButtonGroup(self)
        for way, sign, text in (
            (Way.VISIT, "clock", translate("Enrol", "This visit")),
            (Way.CAMERA, "live", translate("Enrol", "Camera")),
            (Way.FILES, "folder", translate("Enrol", "Files")),
        ):
            one = QToolButton(self)  # one that is not shown has no other parent
            one.setProperty("role", "segment")
            one.setText(text)
            one.setIcon(icon(sign, colour.text_muted, colour.accent_text, 18))
            one.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            one.setCheckable(True)
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            one.clicked.connect(partial(self.show_way, way))
            group.addButton(one)
            self._buttons[way] = one
            if visit or way is not Way.VISIT:
                made.addWidget(one)
        return made
