"""The fields of a relay, built from what its kind needs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget
from serial.tools import list_ports

from core.config.doors import RelaySettings
from gui.context import Context
from gui.icons import icon
from gui.presenters.relays import (
    FIELDS,
    Input,
    RelayField,
    RelayKind,
    blank,
    kind_hint,
    kind_text,
    problems,
    relay_of,
    typed_of,
)
from gui.text import translate
from gui.widgets.basic import button, column, label, set_role, titled

_WIDE = (Input.ADDRESS, Input.PROGRAM, Input.KEY)


class RelayForm(QWidget):
    """One kind at a time; what was typed for another kind is kept while the form is open."""

    changed = Signal()

    def __init__(self, context: Context, relay: RelaySettings, kind: RelayKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.kind = kind
        self.widgets: dict[str, QWidget] = {}
        self._errors: dict[str, QLabel] = {}
        space = context.theme.tokens.scale.space
        body = column(0, space.m, self)
        body.addWidget(label(kind_hint(kind, translate), "caption", wrap=True))
        often = [field for field in FIELDS[kind] if not field.seldom]
        seldom = [field for field in FIELDS[kind] if field.seldom]
        body.addLayout(self._lay_out(often))
        self.more = QWidget()
        self.more.setLayout(self._lay_out(seldom))
        self.unfold = button("", "link")
        self.unfold.clicked.connect(self._fold)
        body.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.more)
        self.unfold.setVisible(bool(seldom))
        self._fill(relay)
        self._show_more(shown=False)

    @property
    def typed(self) -> dict[str, str | bool]:
        """What stands in the fields."""
        return {name: _value(widget) for name, widget in self.widgets.items()}

    @property
    def relay(self) -> RelaySettings:
        """The relay that is typed in; only where there are no `problems`."""
        return relay_of(self.kind, self.typed)

    def check(self) -> bool:
        """Say beside each field what is wrong with it, once something was typed there; return whether all is well."""
        typed = self.typed
        found = problems(self.kind, typed, translate)
        for name, error in self._errors.items():
            said = found.get(name, "") if typed[name] else ""
            error.setText(said)
            error.setVisible(bool(said))
            set_role(self.widgets[name], "invalid", "true" if said else "false")
        return not found

    def missing(self) -> str:
        """Say what is wrong first; empty where nothing is."""
        found = problems(self.kind, self.typed, translate)
        title = {field.name: translate("Relays", field.title) for field in FIELDS[self.kind]}
        return "\n".join(f"{title[name]}: {said}" for name, said in found.items())

    def _fold(self) -> None:
        self._show_more(shown=not self.more.isVisibleTo(self))

    def _show_more(self, *, shown: bool) -> None:
        colour = self._context.theme.tokens.colour
        self.more.setVisible(shown)
        self.unfold.setText(translate("Relays", "&Fewer settings") if shown else translate("Relays", "&More settings"))
        self.unfold.setIcon(icon("collapse" if shown else "expand", colour.accent_text))

    def _lay_out(self, fields: list[RelayField]) -> QGridLayout:
        space = self._context.theme.tokens.scale.space
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space.m)
        grid.setVerticalSpacing(space.m)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        place = 0
        for field in fields:
            wide = field.input in _WIDE or field.input is Input.FLAG
            place += place % 2 if wide else 0
            grid.addWidget(self._field(field), place // 2, place % 2, 1, 2 if wide else 1)
            place += 2 if wide else 1
        return grid

    def _field(self, field: RelayField) -> QWidget:
        made = self._input(field)
        self.widgets[field.name] = made
        holder = QWidget()
        body = column(0, 4, holder)
        if isinstance(made, QCheckBox):
            body.addWidget(made)
            return holder
        error = label("", "error", wrap=True)
        error.hide()
        self._errors[field.name] = error
        body.addLayout(titled(translate("Relays", field.title), made))
        body.addWidget(error)
        body.addStretch(1)
        return holder

    def _input(self, field: RelayField) -> QWidget:
        if field.input is Input.FLAG:
            flag = QCheckBox(translate("Relays", field.title))
            flag.toggled.connect(self.changed)
            return flag
        if field.input in (Input.CHOICE, Input.PORT):
            box = QComboBox()
            box.setEditable(field.input is Input.PORT)
            box.addItems(list(field.choices))
            if field.input is Input.PORT:
                self._offer_ports(box)
            box.currentTextChanged.connect(self.changed)
            return box
        edit = QLineEdit()
        edit.setPlaceholderText(translate("Relays", field.hint) if field.hint else "")
        if field.input in (Input.SECRET, Input.KEY):
            edit.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        edit.textChanged.connect(self.changed)
        return edit

    def _offer_ports(self, box: QComboBox) -> None:
        """List the serial ports; looking for them may take a moment, and any other can be typed."""

        def listed() -> list[tuple[str, str]]:
            return [(port.device, port.description) for port in list_ports.comports()]

        def offer(ports: list[tuple[str, str]]) -> None:
            typed = box.currentText()
            for device, description in ports:
                box.addItem(device)
                box.setItemData(box.count() - 1, description, Qt.ItemDataRole.ToolTipRole)
            box.setCurrentText(typed or (ports[0][0] if ports else ""))

        self._context.tasks.run(listed, offer, self._context.messages.failure, owner=self)

    def _fill(self, relay: RelaySettings) -> None:
        for name, value in typed_of(relay).items():
            widget = self.widgets[name]
            if isinstance(widget, QCheckBox):
                widget.setChecked(bool(value))
            elif isinstance(widget, QComboBox):
                widget.setCurrentText(str(value))
            elif isinstance(widget, QLineEdit):
                widget.setText(str(value))
                widget.setCursorPosition(0)


class RelayChooser(QWidget):
    """What kind of relay it is, and the form of that kind."""

    changed = Signal()

    def __init__(self, context: Context, relay: RelaySettings, kind: RelayKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._forms: dict[RelayKind, RelayForm] = {}
        self._first = (kind, relay)
        self.kind = QComboBox()
        for each in RelayKind:
            self.kind.addItem(kind_text(each, translate), each)
        self.kind.setCurrentIndex(list(RelayKind).index(kind))
        self.kind.currentIndexChanged.connect(self._choose)
        space = context.theme.tokens.scale.space
        self._body = column(0, space.m, self)
        self._body.addLayout(titled(translate("Relays", "&Relay"), self.kind))
        self._choose()

    @property
    def form(self) -> RelayForm:
        """The form of the kind chosen."""
        return self._forms[RelayKind(self.kind.currentData())]

    def _choose(self) -> None:
        kind = RelayKind(self.kind.currentData())
        if kind not in self._forms:
            made = self._made(kind)
            self._forms[kind] = made
            self._body.addWidget(made)
        for each, form in self._forms.items():
            form.setVisible(each is kind)
        self.changed.emit()

    def _made(self, kind: RelayKind) -> RelayForm:
        first, relay = self._first
        made = RelayForm(self._context, relay if kind is first else blank(kind), kind)
        made.changed.connect(self.changed)
        return made


def _value(widget: QWidget) -> str | bool:
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, QLineEdit) else ""
