"""Where a camera's pictures come from: the kinds to choose from, and the fields of each."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from core.config import masked
from gui.presenters.camera_form import DEMO_SCENES, CameraForm, with_login, without_login
from gui.presenters.cameras import SourceKind
from gui.text import translate
from gui.theme import Theme
from gui.widgets.basic import button, column, label, row, titled


class Sources(QWidget):
    """Stored secrets are kept without being shown, as long as nothing else is typed."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._space = theme.tokens.scale.space
        self._stored = ("", "")
        self._address = ""
        self._kinds: dict[SourceKind, QToolButton] = {}
        self._pages = QStackedWidget()
        self.kind = SourceKind.FILE
        body = column(0, self._space.s, self)
        body.addLayout(self._build_kinds())
        body.addWidget(self._pages)
        self._all = (
            self._build_file(), self._build_folder(), self._build_usb(), self._build_network(), self._build_demo(),
        )  # fmt: skip
        for page in self._all:
            self._pages.addWidget(page)

    def choose(self, kind: SourceKind) -> None:
        """Show the fields of a kind of source."""
        self.kind = kind
        self._kinds[kind].setChecked(True)
        chosen = list(SourceKind).index(kind)
        for i, page in enumerate(self._all):
            # Only what is shown takes room.
            usual = QSizePolicy.Policy.Preferred
            page.setSizePolicy(usual, usual if i == chosen else QSizePolicy.Policy.Ignored)
        self._pages.setCurrentIndex(chosen)
        self._pages.updateGeometry()
        self.changed.emit()

    def fill(self, form: CameraForm) -> None:
        """Show what is known; a password only by the dots that stand for any."""
        self._stored = (form.user, form.password)
        self._address = form.source if form.kind is SourceKind.NETWORK else ""
        match form.kind:
            case SourceKind.FILE:
                self.path.setText(form.source)
            case SourceKind.FOLDER:
                self.folder.setText(form.source)
            case SourceKind.USB:
                self.device.setText(form.source)
            case SourceKind.NETWORK:
                self.address.setText(masked(form.source))
                self.user.setText(form.user)
            case SourceKind.DEMO:
                self.scene.setCurrentIndex(max(0, self.scene.findData(form.source)))
        self.password.clear()
        kept = translate("Cameras", "Kept as it is") if form.password else ""
        self.password.setPlaceholderText(kept)
        self.choose(form.kind)

    @property
    def source(self) -> str:
        """What is typed, for the kind that is chosen."""
        return {
            SourceKind.FILE: self.path.text(),
            SourceKind.FOLDER: self.folder.text(),
            SourceKind.USB: self.device.text(),
            SourceKind.NETWORK: self._typed_address(),
            SourceKind.DEMO: str(self.scene.currentData()),
        }[self.kind]

    @property
    def login(self) -> tuple[str, str]:
        """User and password; the stored password where it stays."""
        user, typed = self.user.text().strip(), self.password.text()
        return user, typed or (self._stored[1] if user == self._stored[0] else "")

    @property
    def edits(self) -> tuple[QLineEdit, ...]:
        """The fields in which a source is typed."""
        return self.path, self.folder, self.device, self.address

    def _build_kinds(self) -> QHBoxLayout:
        group = QButtonGroup(self)
        inner = row(0, self._space.xs)
        for kind, text in (
            (SourceKind.FILE, translate("Cameras", "Video file")),
            (SourceKind.FOLDER, translate("Cameras", "Pictures")),
            (SourceKind.USB, translate("Cameras", "USB camera")),
            (SourceKind.NETWORK, translate("Cameras", "Network")),
            (SourceKind.DEMO, translate("Cameras", "Demo")),
        ):
            made = QToolButton()
            made.setText(text)
            made.setCheckable(True)
            made.setProperty("role", "segment")
            made.setSizePolicy(made.sizePolicy().Policy.Expanding, made.sizePolicy().Policy.Fixed)
            made.clicked.connect(lambda _=False, k=kind: self.choose(k))
            group.addButton(made)
            self._kinds[kind] = made
            inner.addWidget(made, 1)
        return inner

    def _build_file(self) -> QWidget:
        self.path, self.browse = QLineEdit(), button(translate("Cameras", "&Browse…"))
        self.browse.clicked.connect(self._browse_file)
        return self._picked(self.path, translate("Cameras", "Path of a video file"), self.browse)

    def _build_folder(self) -> QWidget:
        self.folder, self.browse_folder = QLineEdit(), button(translate("Cameras", "&Browse…"))
        self.browse_folder.clicked.connect(self._browse_folder)
        return self._picked(
            self.folder, translate("Cameras", "Path of a folder of pictures, shown one after another"),
            self.browse_folder,
        )  # fmt: skip

    def _build_usb(self) -> QWidget:
        self.device = QLineEdit("0")
        hint = translate("Cameras", "The first camera is 0. A name, or part of one, stays right when cables change.")
        return self._picked(self.device, translate("Cameras", "Number or name of the USB camera"), said=hint)

    def _build_network(self) -> QWidget:
        self.address, self.user, self.password = QLineEdit(), QLineEdit(), QLineEdit()
        self.address.setPlaceholderText("rtsp://192.168.1.20/stream")
        self.address.setAccessibleName(translate("Cameras", "Address of the stream"))
        self.address.editingFinished.connect(self._take_login)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for field in (self.address, self.user, self.password):
            field.textChanged.connect(self.changed)
        self.composed = label("", "caption", wrap=True)
        self.changed.connect(self._compose)
        login = row(0, self._space.m)
        login.addLayout(titled(translate("Cameras", "&User"), self.user), 1)
        login.addLayout(titled(translate("Cameras", "&Password"), self.password), 1)
        page = QWidget()
        inner = column(0, self._space.s, page)
        inner.addWidget(self.address)
        inner.addLayout(login)
        inner.addWidget(self.composed)
        inner.addStretch(1)
        return page

    def _build_demo(self) -> QWidget:
        self.scene = QComboBox()
        names = {"entrance": translate("Cameras", "Entrance"), "lobby": translate("Cameras", "Lobby")}
        for scene in DEMO_SCENES:
            self.scene.addItem(names[scene], scene)
        self.scene.setAccessibleName(translate("Cameras", "Scene of the demo"))
        self.scene.activated.connect(self.changed)
        page = QWidget()
        inner = column(0, self._space.s, page)
        inner.addWidget(self.scene)
        said = translate("Cameras", "People walk past a camera that is not there: to try Usher out.")
        inner.addWidget(label(said, "caption", wrap=True))
        inner.addStretch(1)
        return page

    def _picked(self, field: QLineEdit, hint: str, *beside: QWidget, said: str = "") -> QWidget:
        field.setPlaceholderText(hint)
        field.setAccessibleName(hint)
        field.textChanged.connect(self.changed)
        page = QWidget()
        inner = column(0, self._space.s, page)
        line = row(0, self._space.s)
        line.addWidget(field, 1)
        for widget in beside:
            line.addWidget(widget)
        inner.addLayout(line)
        if said:
            inner.addWidget(label(said, "caption", wrap=True))
        inner.addStretch(1)
        return page

    def _typed_address(self) -> str:
        """Return the address, with the secrets in it for which stars are shown, as long as nobody changes it."""
        typed = self.address.text().strip()
        return self._address if typed == masked(self._address) else typed

    def _take_login(self) -> None:
        """Move a login that was pasted with the address into its own fields."""
        bare, user, password = without_login(self._typed_address())
        if user:
            self.address.setText(bare)
            self.user.setText(user)
            self.password.setText(password)

    def _compose(self) -> None:
        user, password = self.login
        address = self._typed_address()
        said = masked(with_login(address, user, password)) if user and address else ""
        self.composed.setText(said)

    def _browse_file(self) -> None:
        here = str(Path(self.path.text()).parent) if self.path.text() else ""
        kinds = translate("Cameras", "Videos (*.mp4 *.mkv *.avi *.mov *.webm *.ts);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, translate("Cameras", "Choose a video"), here, kinds)
        if chosen:
            self.path.setText(chosen)

    def _browse_folder(self) -> None:
        asked = translate("Cameras", "Choose a folder of pictures")
        chosen = QFileDialog.getExistingDirectory(self, asked, self.folder.text())
        if chosen:
            self.folder.setText(chosen)
