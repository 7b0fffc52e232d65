"""Add or change a camera; what is wrong is said beside its field."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.domain.camera import CameraSpec, Direction, FoundCamera
from gui.context import Context
from gui.icons import icon
from gui.images import turned
from gui.messages import words
from gui.presenters.camera_form import (
    CameraForm,
    Field,
    form_of,
    fresh_id,
    problems,
    spec_of,
    unusual,
    without_login,
)
from gui.presenters.cameras import SourceKind, split
from gui.text import translate
from gui.views.settings.find_dialog import FindCameras
from gui.views.settings.more import MoreSettings
from gui.views.settings.sources import Sources
from gui.widgets.basic import button, column, frame, label, row, set_role, titled

_WIDTH = 600
_PICTURE_MS = 500
_SCREEN_LEFT = 90
"""Pixels of the screen's height that window frame and task bar need."""


class CameraDialog(QDialog):
    """Saves by itself and closes when that went well. `saved` carries the camera as it is now."""

    saved = Signal(object)

    def __init__(self, context: Context, spec: CameraSpec | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._old = spec
        self._others = tuple(
            status.spec for status in context.station.cameras() if spec is None or status.spec.id != spec.id
        )
        self._start = form_of(spec) if spec else CameraForm("", SourceKind.FILE, "")
        self._busy = False
        self._title = translate("Cameras", "Change the camera") if spec else translate("Cameras", "Add a camera")
        self.setWindowTitle(self._title)
        self.setModal(True)
        self._build()
        self._fill()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._show_picture)
        self._timer.start(_PICTURE_MS)

    def form(self) -> CameraForm:
        """Return what is typed now."""
        user, password = self.sources.login if self.sources.kind is SourceKind.NETWORK else ("", "")
        basics = CameraForm(
            self.name.text(), self.sources.kind, self.sources.source, user, password, self.door.currentText(),
            list(Direction)[self.direction.currentIndex()], max_fps=self._start.max_fps,
            punches=self.punches.isChecked(),
        )  # fmt: skip
        return self.more.read(basics)

    def show_more(self, *, shown: bool) -> None:
        """Open or fold what is seldom changed."""
        self.more.setVisible(shown)
        colour = self._context.theme.tokens.colour
        self.unfold.setText(
            translate("Cameras", "&Fewer settings") if shown else translate("Cameras", "&More settings")
        )
        self.unfold.setIcon(icon("collapse" if shown else "expand", colour.accent_text))
        if shown:
            self._show_picture()
        self._fit()

    def reject(self) -> None:
        """Close, unless something is just being saved."""
        if not self._busy:
            super().reject()

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        self._inner = QWidget()
        self._inner.setProperty("role", "scrolled")
        body = column(0, space.m, self._inner)
        body.setContentsMargins(space.xl, space.s, space.xl, space.s)
        self._build_basics(body)
        self.more = MoreSettings(self._context)
        self.more.changed.connect(self._changed)
        body.addWidget(self.more)
        body.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inner)
        head = column(0, 0)
        head.setContentsMargins(space.xl, space.xl, space.xl, space.s)
        head.addWidget(label(self._title, "title"))
        foot = column(0, space.m)
        foot.setContentsMargins(space.xl, space.m, space.xl, space.xl)
        self._build_foot(foot)
        whole = column(0, 0, self)
        whole.addLayout(head)
        whole.addWidget(self._area, 1)
        whole.addLayout(foot)
        self.setMinimumWidth(_WIDTH)

    def _build_basics(self, body: QVBoxLayout) -> None:
        space = self._context.theme.tokens.scale.space
        self.name, self.door, self.direction = QLineEdit(), QComboBox(), QComboBox()
        self.name.setPlaceholderText(translate("Cameras", "Main entrance"))
        self.door.setEditable(True)
        self.door.addItems([door.name for door in self._context.station.settings.doors])
        self._place().setPlaceholderText(translate("Cameras", "Where it looks, optional"))
        for text in (
            translate("Cameras", "In and out"),
            translate("Cameras", "In only"),
            translate("Cameras", "Out only"),
        ):
            self.direction.addItem(text)
        self.name_error, self.source_error = label("", "error"), label("", "error")
        self.find_button = button(translate("Cameras", "F&ind cameras…"), "link")
        self.find_button.clicked.connect(self._find)
        source_title = row(0, space.s)
        source_title.addWidget(label(translate("Cameras", "Source"), "label"), 1)
        source_title.addWidget(self.find_button)
        self.sources = Sources(self._context.theme)
        self.sources.changed.connect(self._changed)
        name = titled(translate("Cameras", "&Name"), self.name)
        name.addWidget(self.name_error)
        body.addLayout(name)
        body.addLayout(source_title)
        body.addSpacing(-space.s)
        body.addWidget(self.sources)
        body.addWidget(self.source_error)
        place = row(0, space.m)
        place.addLayout(titled(translate("Cameras", "&Door or place"), self.door), 3)
        place.addLayout(titled(translate("Cameras", "People &go"), self.direction), 2)
        body.addLayout(place)
        self.punches = QCheckBox(translate("Cameras", "&Record attendance: who is recognised here comes or goes"))
        body.addWidget(self.punches)
        self.unfold = button("", "link")
        self.unfold.clicked.connect(lambda: self.show_more(shown=not self.more.isVisibleTo(self)))
        body.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        for field in (self.name, self._place()):
            field.textChanged.connect(self._changed)

    def _place(self) -> QLineEdit:
        """Where a door is typed that is none of those Usher opens."""
        found = self.door.lineEdit()
        assert found is not None  # the box is editable
        return found

    def _build_foot(self, foot: QVBoxLayout) -> None:
        space = self._context.theme.tokens.scale.space
        self.error = frame("error-card")
        self.error_text = label("", wrap=True)
        column(space.m, 0, self.error).addWidget(self.error_text)
        self.error.hide()
        foot.addWidget(self.error)
        line: QHBoxLayout = row(0, space.s)
        line.addStretch(1)
        cancel = button(translate("Cameras", "Cancel"))
        cancel.clicked.connect(self.reject)
        said = translate("Cameras", "&Save") if self._old else translate("Cameras", "&Add the camera")
        self.save = button(said, "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        line.addWidget(cancel)
        line.addWidget(self.save)
        foot.addLayout(line)

    def _fill(self) -> None:
        form = self._start
        self.name.setText(form.name)
        self.door.setCurrentText(form.door)
        self.punches.setChecked(form.punches)
        self.direction.setCurrentIndex(list(Direction).index(form.direction))
        self.more.fill(form)
        self.sources.fill(form)
        self.show_more(shown=unusual(form))
        self.name.setFocus()

    def _show_picture(self) -> None:
        """Show what the camera sees, as the settings typed now would turn it."""
        view = self._context.station.latest(self._old.id) if self._old is not None else None
        if view is None or self._old is None or not self.more.isVisibleTo(self):
            return
        form = self.form()
        quarters = (form.rotation - self._old.rotation) // 90
        self.more.show_image(turned(view.frame.image, quarters, before=self._old.mirror, after=form.mirror))

    def _find(self) -> None:
        dialog = FindCameras(self._context, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._take_found)
        dialog.open()

    def _take_found(self, found: FoundCamera) -> None:
        kind, source = split(found.source)
        user = password = ""
        if kind is SourceKind.NETWORK:
            source, user, password = without_login(source)
        self.sources.fill(CameraForm("", kind, source, user, password))
        if not self.name.text().strip():
            self.name.setText(found.name)

    def _changed(self) -> None:
        form = self.form()
        found = problems(form, self._others, translate)
        typed = {Field.NAME: bool(form.name), Field.SOURCE: bool(form.source)}
        said = {field: found.get(field, "") if typed[field] else "" for field in Field}
        for field, where in ((Field.NAME, self.name_error), (Field.SOURCE, self.source_error)):
            where.setText(said[field])
            where.setVisible(bool(said[field]))
        set_role(self.name, "invalid", "true" if said[Field.NAME] else "false")
        for edit in self.sources.edits:
            set_role(edit, "invalid", "true" if said[Field.SOURCE] else "false")
        self.save.setEnabled(not found and not self._busy)
        self.save.setToolTip(" ".join(found.values()))

    def _save(self) -> None:
        station, form = self._context.station, self.form()
        taken = [spec.id for spec in self._others]
        spec = spec_of(form, self._old.id if self._old else fresh_id(form.name, taken))
        work = station.update_camera if self._old else station.add_camera
        self._set_busy(busy=True)
        self._context.tasks.run(lambda: work(spec), lambda _: self._saved(spec), self._failed, owner=self)

    def _saved(self, spec: CameraSpec) -> None:
        self._set_busy(busy=False)
        self.saved.emit(spec)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self.error_text.setText(words(error))
        self.error.show()
        self._fit()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._changed()

    def _fit(self) -> None:
        """Be as high as what is shown, as far as the screen allows; the rest is scrolled."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        wide = max(self.width(), _WIDTH, self._inner.minimumSizeHint().width() + bar)
        around = self.sizeHint().height() - self._area.sizeHint().height()
        wanted = around + max(self._inner.sizeHint().height(), self._inner.heightForWidth(wide))
        self.resize(QSize(wide, min(wanted, self.screen().availableGeometry().height() - _SCREEN_LEFT)))
