"""The settings an operator changes: cameras, language, appearance."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from core.config import Settings
from core.domain.camera import CameraStatus
from gui.context import Context
from gui.i18n import LANGUAGES
from gui.icons import icon
from gui.text import translate
from gui.theme import ThemeChoice
from gui.views.pages import PageView
from gui.views.settings.camera_dialog import CameraDialog
from gui.views.settings.camera_row import CameraRow
from gui.views.settings.models import ModelSection
from gui.widgets.basic import button, column, frame, label, line, row


class SettingsPage(PageView):
    """Everything takes effect at once and is kept. `applied` carries the settings after a change."""

    applied = Signal(object)
    placement_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.rows: dict[str, CameraRow] = {}
        self._build()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what others may have changed."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the cameras as they are now."""
        cameras = self._context.station.cameras()
        if [c.spec.id for c in cameras] != list(self.rows):
            self._rebuild(cameras)
        for status in cameras:
            self.rows[status.spec.id].show_status(status)

    def add_camera(self) -> None:
        """Ask for a new camera."""
        self._open(None)

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        inner.setMaximumWidth(860)
        body = column(space.xl, space.l, inner)
        body.addWidget(label(translate("Settings", "Settings"), "title"))
        body.addWidget(self._build_cameras())
        body.addWidget(self._build_appearance())
        self.models = ModelSection(self._context)
        body.addWidget(self.models)
        body.addStretch(1)
        holder = QWidget()
        holder.setProperty("role", "scrolled")
        middle = row(0, 0, holder)
        middle.addWidget(inner, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(holder)
        area.setFrameShape(QFrame.Shape.NoFrame)
        column(0, 0, self).addWidget(area)

    def _build_cameras(self) -> QFrame:
        space = self._context.theme.tokens.scale.space
        colour = self._context.theme.tokens.colour
        card = frame("card")
        body = column(space.l, space.s, card)
        head = row(0, space.m)
        head.addWidget(label(translate("Settings", "Cameras"), "subtitle"), 1)
        self.add_button = button(translate("Settings", "&Add a camera"), "primary", icon("plus", colour.on_accent))
        self.add_button.clicked.connect(self.add_camera)
        head.addWidget(self.add_button)
        body.addLayout(head)
        self._list: QVBoxLayout = column(0, 0)
        body.addLayout(self._list)
        self._none = label(translate("Settings", "There are no cameras yet."), "muted")
        body.addWidget(self._none)
        return card

    def _build_appearance(self) -> QFrame:
        space = self._context.theme.tokens.scale.space
        settings = self._context.station.settings
        card = frame("card")
        body = column(space.l, space.m, card)
        body.addWidget(label(translate("Settings", "Appearance"), "subtitle"))
        self.language = QComboBox()
        self.language.addItem(translate("Settings", "Like the system"), "")
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.language.activated.connect(self._language_chosen)
        self.theme = QComboBox()
        for choice, name in (
            (ThemeChoice.SYSTEM, translate("Settings", "Like the system")),
            (ThemeChoice.LIGHT, translate("Settings", "Light")),
            (ThemeChoice.DARK, translate("Settings", "Dark")),
        ):
            self.theme.addItem(name, choice.value)
        self.theme.setCurrentIndex(max(0, self.theme.findData(settings.theme)))
        self.theme.activated.connect(self._theme_chosen)
        for text, box in (
            (translate("Settings", "&Language"), self.language),
            (translate("Settings", "&Theme"), self.theme),
        ):
            title = label(text)
            title.setBuddy(box)
            box.setMinimumWidth(240)
            entry = row(0, space.m)
            entry.addWidget(title, 1)
            entry.addWidget(box)
            body.addLayout(entry)
        return card

    def _rebuild(self, cameras: tuple[CameraStatus, ...]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self.rows = {}
        for status in cameras:
            made = CameraRow(status, self._context.theme)
            made.placement_asked.connect(self.placement_asked)
            made.edit_asked.connect(self._edit)
            made.remove_asked.connect(self._remove)
            self._list.addWidget(line())
            self._list.addWidget(made)
            self.rows[status.spec.id] = made
        self._none.setVisible(not cameras)

    def _edit(self, camera: str) -> None:
        self._open(self.rows[camera].status)

    def _open(self, status: CameraStatus | None) -> None:
        dialog = CameraDialog(self._context, status.spec if status else None, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self.refresh)
        dialog.open()

    def _remove(self, camera: str) -> None:
        station, status = self._context.station, self.rows[camera].status
        self.rows[camera].setEnabled(False)
        self._context.tasks.run(
            lambda: station.remove_camera(status.spec.id),
            lambda _: self._removed(status),
            lambda error: self._not_removed(camera, error),
            owner=self,
        )

    def _not_removed(self, camera: str, error: Exception) -> None:
        self.rows[camera].setEnabled(True)
        self._context.messages.failure(error)

    def _removed(self, status: CameraStatus) -> None:
        self.refresh()
        said = translate("Settings", "The camera {name} was removed.").format(name=status.spec.name)
        self._context.messages.done(said, lambda: self._put_back(status))

    def _put_back(self, status: CameraStatus) -> None:
        station = self._context.station
        self._context.tasks.run(
            lambda: station.add_camera(status.spec),
            lambda _: self.refresh(),
            self._context.messages.failure,
            owner=self,
        )

    def _language_chosen(self) -> None:
        self._apply(msgspec.structs.replace(self._context.station.settings, language=self.language.currentData()))

    def _theme_chosen(self) -> None:
        self._apply(msgspec.structs.replace(self._context.station.settings, theme=self.theme.currentData()))

    def _apply(self, settings: Settings) -> None:
        station = self._context.station
        self._context.tasks.run(
            lambda: station.save_settings(settings),
            lambda _: self.applied.emit(settings),
            self._context.messages.failure,
            owner=self,
        )
