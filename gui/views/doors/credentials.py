"""What somebody may show instead of their face: PIN, PIN for duress, QR code."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QRegularExpression, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPdfWriter, QPixmap, QRegularExpressionValidator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QLineEdit, QVBoxLayout, QWidget

from core.domain.credentials import SecretKind
from core.domain.errors import ErrorCode, KnownError
from core.domain.explaining import GivenCode
from core.domain.people import Person
from gui.context import Context
from gui.presenters.people import shortened
from gui.text import translate
from gui.views.people.dialogs import PeopleDialog
from gui.widgets.basic import button, column, frame, label, line, row, set_role, titled

_WIDTH = 560
_CODE = 300
_LONGEST_PIN = 12


def open_credentials(context: Context, person: Person, parent: QWidget) -> "CredentialsDialog":
    """Open the dialog of somebody's PIN and code, and return it."""
    dialog = CredentialsDialog(context, person, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


class _PinRow(QFrame):
    """A PIN that is there or not. `given` carries a new one, `taken` says it is to go."""

    given = Signal(str)
    taken = Signal()

    def __init__(self, context: Context, title: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        space = context.theme.tokens.scale.space
        self.state = label("", "badge")
        self.pin, self.again = _pin_field(), _pin_field()
        head = row(0, space.s)
        head.addWidget(label(title, "value"), 1)
        head.addWidget(self.state)
        self.give = button(translate("Credentials", "&Set"))
        self.take = button(translate("Credentials", "&Take away"), "quiet")
        self.problem = label("", "error", wrap=True)
        fields = row(0, space.s)
        fields.addLayout(titled(translate("Credentials", "New PIN"), self.pin), 1)
        fields.addLayout(titled(translate("Credentials", "Once more"), self.again), 1)
        fields.addWidget(self.give, 0, Qt.AlignmentFlag.AlignBottom)
        fields.addWidget(self.take, 0, Qt.AlignmentFlag.AlignBottom)
        body = column(0, space.xs, self)
        body.addLayout(head)
        body.addWidget(label(hint, "caption", wrap=True))
        body.addLayout(fields)
        body.addWidget(self.problem)
        for made in (self.give, self.take):
            made.setAutoDefault(False)
        self.pin.setAccessibleName(f"{title}: {translate('Credentials', 'New PIN')}")
        self.again.setAccessibleName(f"{title}: {translate('Credentials', 'Once more')}")
        for field in (self.pin, self.again):
            field.textChanged.connect(self._typed)
            field.returnPressed.connect(self.give.click)
        self.give.clicked.connect(lambda: self.given.emit(self.pin.text()))
        self.take.clicked.connect(self.taken)
        self._typed()

    def show_state(self, *, there: bool, allowed: bool = True) -> None:
        """Say whether there is one, and empty the fields."""
        self.state.setText(translate("Credentials", "set") if there else translate("Credentials", "none"))
        set_role(self.state, "tone", "good" if there else "")
        self.take.setVisible(there)
        self.pin.clear()
        self.again.clear()
        for field in (self.pin, self.again):
            field.setEnabled(allowed)

    def _typed(self) -> None:
        typed, again = self.pin.text(), self.again.text()
        differ = bool(again) and typed != again
        self.problem.setText(translate("Credentials", "The two are not the same.") if differ else "")
        self.problem.setVisible(differ)
        self.give.setEnabled(bool(typed) and typed == again)


class CredentialsDialog(PeopleDialog):
    """Everything takes effect at once; a code is shown only when it is made, for it is kept nowhere."""

    def __init__(self, context: Context, person: Person, parent: QWidget | None = None) -> None:
        ok = button(translate("Credentials", "&Close"), "primary")
        title = translate("Credentials", "PIN and code of {name}").format(name=shortened(person.name))
        super().__init__(context, title, "", ok, parent)
        self._person = person
        self._code: GivenCode | None = None
        self.leave.hide()
        ok.clicked.connect(self.accept)
        self.pin = _PinRow(
            context,
            translate("Credentials", "PIN"),
            translate("Credentials", "Typed at the kiosk where the face alone does not do."),
        )
        self.duress = _PinRow(
            context,
            translate("Credentials", "PIN for duress"),
            translate("Credentials", "Opens like the other one and calls for help without a sound. It must differ."),
        )
        self.body.addWidget(self.pin)
        self.body.addWidget(line())
        self.body.addWidget(self.duress)
        self.body.addWidget(line())
        self.body.addLayout(self._build_code())
        self.body.addStretch(1)
        self._connect()
        self.setMinimumWidth(_WIDTH)
        self.refresh()

    @property
    def code(self) -> GivenCode | None:
        """The code that is shown."""
        return self._code

    def refresh(self) -> None:
        """Ask what the person has."""
        desk, person = self.context.station.desks.credentials, self._person.id
        self.context.tasks.run(lambda: desk.kinds(person), self._show, self.failed, owner=self)

    def _connect(self) -> None:
        desk, person = self.context.station.desks.credentials, self._person.id
        self.pin.given.connect(
            lambda pin: self._do(partial(desk.set_pin, person, pin), translate("Credentials", "The PIN was set."))
        )
        self.pin.taken.connect(
            lambda: self._do(partial(desk.take_pin, person), translate("Credentials", "The PIN was taken away."))
        )
        self.duress.given.connect(
            lambda pin: self._do(
                partial(desk.set_duress, person, pin), translate("Credentials", "The PIN for duress was set.")
            )
        )
        self.duress.taken.connect(
            lambda: self._do(
                partial(desk.take_duress, person), translate("Credentials", "The PIN for duress was taken away.")
            )
        )
        self.make.clicked.connect(lambda: self.work(partial(desk.give_code, person), self._given))
        self.revoke.clicked.connect(self._revoke)

    def _build_code(self) -> QVBoxLayout:
        space = self.context.theme.tokens.scale.space
        self.state = label("", "badge")
        self.make = button(translate("Credentials", "&Make a code"))
        self.revoke = button(translate("Credentials", "&Revoke"), "quiet")
        self.save = button(translate("Credentials", "Sa&ve as a picture…"))
        self.print = button(translate("Credentials", "&Print…"))
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        for made in (self.make, self.revoke, self.save, self.print):
            made.setAutoDefault(False)
        head = row(0, space.s)
        head.addWidget(label(translate("Credentials", "QR code"), "value"), 1)
        head.addWidget(self.state)
        acts = row(0, space.s)
        acts.addWidget(self.make)
        acts.addWidget(self.revoke)
        acts.addStretch(1)
        self.shown = frame("chip")
        self.picture = label("")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(translate("Credentials", "The QR code"))
        said = translate("Credentials", "Save or print it now: when this window is closed it cannot be shown again.")
        beside = column(0, space.s)
        beside.addWidget(label(said, wrap=True))
        beside.addStretch(1)
        beside.addWidget(self.save)
        beside.addWidget(self.print)
        inner = row(space.m, space.l, self.shown)
        inner.addWidget(self.picture)
        inner.addLayout(beside, 1)
        self.shown.hide()
        hint = translate("Credentials", "Held up to the kiosk; a new one makes the old one worthless.")
        body = column(0, space.s)
        body.addLayout(head)
        body.addWidget(label(hint, "caption", wrap=True))
        body.addLayout(acts)
        body.addWidget(self.shown)
        return body

    def _show(self, kinds: frozenset[SecretKind]) -> None:
        has_pin, has_code = SecretKind.PIN in kinds, SecretKind.CODE in kinds
        self.pin.show_state(there=has_pin)
        self.duress.show_state(there=SecretKind.DURESS in kinds, allowed=has_pin)
        self.state.setText(translate("Credentials", "set") if has_code else translate("Credentials", "none"))
        set_role(self.state, "tone", "good" if has_code else "")
        self.make.setText(
            translate("Credentials", "&Make a new code") if has_code else translate("Credentials", "&Make a code")
        )
        self.revoke.setVisible(has_code)

    def _do(self, work: Callable[[], None], said: str) -> None:
        def done(_: None) -> None:
            self.context.messages.done(said)
            self.refresh()

        self.work(work, done)

    def _revoke(self) -> None:
        desk, person = self.context.station.desks.credentials, self._person.id
        self.shown.hide()
        self._do(partial(desk.revoke_code, person), translate("Credentials", "The code is worth nothing now."))

    def _given(self, code: GivenCode) -> None:
        self._code = code
        image = QImage.fromData(code.qr_png)
        self.picture.setPixmap(QPixmap.fromImage(image.scaled(_CODE, _CODE, Qt.AspectRatioMode.KeepAspectRatio)))
        self.shown.show()
        self.refresh()
        self.save.setFocus()

    def _save(self) -> None:
        if self._code is None:
            return
        code = self._code
        name = f"{self._person.name} QR.png".replace("/", "-")
        kinds = translate("Credentials", "Pictures (*.png)")
        chosen, _ = QFileDialog.getSaveFileName(self, translate("Credentials", "Save the code"), name, kinds)
        if chosen:
            self.write(Path(chosen), code)

    def write(self, path: Path, code: GivenCode) -> None:
        """Write a code as a picture."""

        def work() -> None:
            try:
                path.write_bytes(code.qr_png)
            except OSError as error:
                raise KnownError(
                    ErrorCode.FOLDER_NOT_WRITABLE, path=str(path.parent), detail=error.strerror or ""
                ) from error

        said = translate("Credentials", "The code was saved as {name}.").format(name=path.name)
        self.work(work, lambda _: self.context.messages.done(said))

    def _print(self) -> None:
        if self._code is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.paint_on(printer, self._code)

    def paint_on(self, printer: QPrinter | QPdfWriter, code: GivenCode) -> None:
        """Paint a code with its owner's name in the middle of a page, 8 cm wide."""
        painter = QPainter(printer)
        page, wide = painter.viewport(), round(80 / 25.4 * printer.resolution())
        square = QRect((page.width() - wide) // 2, page.height() // 6, wide, wide)
        painter.drawImage(square, QImage.fromData(code.qr_png))
        font = self.context.theme.font(round(5 / 25.4 * printer.resolution()))
        painter.setFont(font)
        below = QRect(0, square.bottom() + wide // 12, page.width(), wide // 2)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), self._person.name)
        painter.end()


def _pin_field() -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(_LONGEST_PIN)
    made.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
    made.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), made))
    return made
