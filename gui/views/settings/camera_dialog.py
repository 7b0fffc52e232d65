"""Add or change a camera; what is wrong is said beside its field."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QSpinBox,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from core.config import masked
from core.domain.camera import CameraSpec
from gui.context import Context
from gui.messages import words
from gui.presenters.cameras import (
    DEMO_SOURCE,
    USB_LIMIT,
    CameraForm,
    Field,
    SourceKind,
    form_of,
    fresh_id,
    problems,
    spec_of,
)
from gui.text import translate
from gui.widgets.basic import Layout, button, column, frame, label, row, set_role


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
        self._busy = False
        self._title = translate("Cameras", "Change the camera") if spec else translate("Cameras", "Add a camera")
        self.setWindowTitle(self._title)
        self.setModal(True)
        self._build()
        self._fill(form_of(spec) if spec else CameraForm("", SourceKind.FILE, ""))
        self._changed()

    def form(self) -> CameraForm:
        """Return what is typed now."""
        source = {
            SourceKind.FILE: self.path.text(),
            SourceKind.USB: str(self.index.value()),
            SourceKind.DEMO: self._demo,
            SourceKind.OTHER: self._other,
        }[self._kind]
        return CameraForm(self.name.text(), self._kind, source, self.door.text(), self.mirror.isChecked())

    def choose(self, kind: SourceKind) -> None:
        """Show the fields of a kind of source."""
        self._kind = kind
        if kind in self._kinds:
            self._kinds[kind].setChecked(True)
        self._pages.setCurrentIndex(list(SourceKind).index(kind))
        self._changed()

    def reject(self) -> None:
        """Close, unless something is just being saved."""
        if not self._busy:
            super().reject()

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        body = column(space.xl, space.m, self)
        body.addWidget(label(self._title, "title"))
        body.addSpacing(space.xs)
        self.name, self.door, self.path = QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(translate("Cameras", "Main entrance"))
        self.door.setPlaceholderText(translate("Cameras", "Where it looks, optional"))
        self.name_error, self.source_error = label("", "error"), label("", "error")
        body.addLayout(_field(translate("Cameras", "&Name"), self.name, self.name_error))
        body.addWidget(label(translate("Cameras", "Source"), "label"))
        body.addLayout(self._build_kinds())
        body.addWidget(self._build_sources())
        body.addWidget(self.source_error)
        body.addLayout(_field(translate("Cameras", "&Door or place"), self.door))
        self.mirror = QCheckBox(translate("Cameras", "&Mirror the picture, as for a screen people look into"))
        body.addWidget(self.mirror)
        self.error = frame("error-card")
        self.error_text = label("", wrap=True)
        column(space.m, 0, self.error).addWidget(self.error_text)
        self.error.hide()
        body.addWidget(self.error)
        body.addStretch(1)
        line = row(0, space.s)
        line.addStretch(1)
        cancel = button(translate("Cameras", "Cancel"))
        cancel.clicked.connect(self.reject)
        said = translate("Cameras", "&Save") if self._old else translate("Cameras", "&Add the camera")
        self.save = button(said, "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        line.addWidget(cancel)
        line.addWidget(self.save)
        body.addLayout(line)
        self.setMinimumWidth(520)
        for field in (self.name, self.door, self.path):
            field.textChanged.connect(self._changed)

    def _build_kinds(self) -> Layout:
        self._kinds: dict[SourceKind, QToolButton] = {}
        group = QButtonGroup(self)
        line = row(0, self._context.theme.tokens.scale.space.s)
        for kind, text in (
            (SourceKind.FILE, translate("Cameras", "Video file")),
            (SourceKind.USB, translate("Cameras", "USB camera")),
            (SourceKind.DEMO, translate("Cameras", "Demo")),
        ):
            made = QToolButton()
            made.setText(text)
            made.setCheckable(True)
            made.setProperty("role", "segment")
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.clicked.connect(lambda _=False, k=kind: self.choose(k))
            group.addButton(made)
            self._kinds[kind] = made
            line.addWidget(made, 1)
        for made in self._kinds.values():
            made.setSizePolicy(made.sizePolicy().Policy.Expanding, made.sizePolicy().Policy.Fixed)
        return line

    def _build_sources(self) -> QWidget:
        space = self._context.theme.tokens.scale.space
        self.browse = button(translate("Cameras", "&Browse…"))
        self.browse.clicked.connect(self._browse)
        self.path.setPlaceholderText(translate("Cameras", "Path of a video file"))
        self.path.setAccessibleName(self.path.placeholderText())
        file = QWidget()
        line = row(0, space.s, file)
        line.addWidget(self.path, 1)
        line.addWidget(self.browse)
        self.index = QSpinBox()
        self.index.setRange(0, USB_LIMIT)
        self.index.setAccessibleName(translate("Cameras", "Number of the USB camera"))
        self.index.valueChanged.connect(self._changed)
        usb = QWidget()
        line = row(0, space.m, usb)
        line.addWidget(self.index)
        line.addWidget(label(translate("Cameras", "The first camera is 0."), "muted"), 1)
        demo = label(translate("Cameras", "People walk past a camera that is not there: to try Usher out."), "muted")
        self.address = label("", "muted", wrap=True)
        self._pages = QStackedWidget()
        for page in (file, usb, _padded(demo), _padded(self.address)):
            self._pages.addWidget(page)
        return self._pages

    def _fill(self, form: CameraForm) -> None:
        self._kind = form.kind
        self._demo = form.source if form.kind is SourceKind.DEMO else DEMO_SOURCE
        self._other = form.source if form.kind is SourceKind.OTHER else ""
        self.name.setText(form.name)
        self.door.setText(form.door)
        self.mirror.setChecked(form.mirror)
        if form.kind is SourceKind.FILE:
            self.path.setText(form.source)
        elif form.kind is SourceKind.USB:
            self.index.setValue(int(form.source))
        self.address.setText(masked(self._other))
        self.choose(form.kind)
        self.name.setFocus()

    def _browse(self) -> None:
        here = str(Path(self.path.text()).parent) if self.path.text() else ""
        kinds = translate("Cameras", "Videos (*.mp4 *.mkv *.avi *.mov *.webm *.ts);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, translate("Cameras", "Choose a video"), here, kinds)
        if chosen:
            self.path.setText(chosen)

    def _changed(self) -> None:
        form = self.form()
        found = problems(form, self._others, translate)
        typed = {Field.NAME: bool(form.name), Field.SOURCE: bool(form.source)}
        for field, said, edit in (
            (Field.NAME, self.name_error, self.name),
            (Field.SOURCE, self.source_error, self.path),
        ):
            text = found.get(field, "") if typed[field] else ""
            said.setText(text)
            said.setVisible(bool(text))
            set_role(edit, "invalid", "true" if text else "false")
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

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._changed()


def _field(text: str, edit: QLineEdit, error: QLabel | None = None) -> Layout:
    title = label(text, "label")
    title.setBuddy(edit)
    made = column(0, 4)
    made.addWidget(title)
    made.addWidget(edit)
    if error is not None:
        made.addWidget(error)
    return made


def _padded(inner: QWidget) -> QWidget:
    outer = QWidget()
    line = row(0, 0, outer)
    line.addWidget(inner, 1)
    return outer
