"""Big keys for a staff number and a PIN, for fingers and for a keyboard."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QWidget

from core.domain.attendance import Way
from gui.kiosk.big_text import BigText
from gui.text import translate
from gui.theme import Theme
from gui.widgets.basic import button, column, row

LONGEST = 32
IDLE_MS = 20_000
"""Who has typed nothing for this long has gone, and the next one shall not find their digits."""
_DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-"
_COLUMNS = 5
_ALLOWED = frozenset(_LETTERS + "".join(_DIGITS) + "0./_")
_BULLET = "●"


class Purpose(StrEnum):
    """What is typed: a number and its PIN, the PIN of who was recognised, or the one it takes to leave."""

    NUMBER = "number"
    OWN = "own"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed. `way` is None unless it was asked for."""

    purpose: Purpose
    number: str
    pin: str
    way: Way | None = None


class Pad(QWidget):
    """Asks for what it is opened for; `typed` says what came, and then it waits for `refuse` or to be closed."""

    typed = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme, *, asks_way: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asks_way = asks_way
        self.purpose = Purpose.NUMBER
        self._name = ""
        self._number = ""
        self._pin = ""
        self._at_pin = False
        self._error = ""
        self._keys: list[QPushButton] = []
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.cancelled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()

    def open_for(self, purpose: Purpose, name: str = "") -> None:
        """Begin anew; `name` is whose PIN is wanted."""
        self.purpose, self._name = purpose, name
        self._number = self._pin = self._error = ""
        self._at_pin = purpose is not Purpose.NUMBER
        self.allow(typing=True)
        self._idle.start()
        self.setFocus()
        self._refresh()

    def shut(self) -> None:
        """Forget what was typed."""
        self._number = self._pin = self._error = ""
        self._idle.stop()

    def refuse(self, text: str) -> None:
        """Say why what was typed is not taken, and let the PIN be typed again."""
        self._pin, self._error = "", text
        self.allow(typing=True)
        self._idle.start()
        self.setFocus()
        self._refresh()

    def allow(self, *, typing: bool) -> None:
        """Let the keys be pressed, or not while an answer is awaited."""
        for key in (*self._keys, self.confirm, self.come, self.go):
            key.setEnabled(typing)

    def press(self, key: str) -> None:
        """Take one digit or letter."""
        if not self._keys[0].isEnabled() or (self._at_pin and not key.isdecimal()) or key.upper() not in _ALLOWED:
            return
        self._error = ""
        if self._at_pin:
            self._pin = (self._pin + key)[:LONGEST]
        else:
            self._number = (self._number + key.upper())[:LONGEST]
        self._touched()

    def erase(self) -> None:
        """Take back the last key."""
        if self._at_pin:
            self._pin = self._pin[:-1]
        else:
            self._number = self._number[:-1]
        self._touched()

    def submit(self, way: Way | None = None) -> None:
        """Go on from the number to the PIN, and from there to the answer."""
        if not self._keys[0].isEnabled():
            return
        if not self._at_pin:
            if self._number:
                self._at_pin = True
                self._touched()
        elif self._pin and (way is not None or not self._wants_way()):
            self.allow(typing=False)
            self._idle.stop()
            self.typed.emit(Typed(self.purpose, self._number, self._pin, way))

    def back(self) -> None:
        """Go back to the number, or leave the pad."""
        if self._at_pin and self.purpose is Purpose.NUMBER:
            self._at_pin, self._pin, self._error = False, "", ""
            self._touched()
        else:
            self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is typed on a keyboard."""
        if event.key() == Qt.Key.Key_Backspace:
            self.erase()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        elif event.text() and event.text().upper() in _ALLOWED:
            self.press(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the letters grow with the keys."""
        super().resizeEvent(event)
        font = self._theme.font(max(18, min(self.height() // 15, self.width() // 13)), 600)
        for key in self._keys:
            key.setFont(font)
        small = self._theme.font(max(15, min(self.height() // 22, self.width() // 20)), 600)
        for key in (self.cancel, self.confirm, self.come, self.go, self.letters, self.digits):
            key.setFont(small)
        self._refresh()

    def _build(self) -> None:
        space = self._theme.tokens.scale.space
        self.title, self.display, self.note = (
            BigText(self._theme),
            BigText(self._theme, bold=True),
            BigText(self._theme),
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._digit_page())
        self._pages.addWidget(self._letter_page())
        self.cancel = _big(translate("Kiosk", "Back"), "keypad")
        self.cancel.clicked.connect(self.back)
        self.confirm = _big("", "primary")
        self.confirm.clicked.connect(lambda: self.submit())
        self.come, self.go = (
            _big(translate("Kiosk", "Coming"), "primary"),
            _big(translate("Kiosk", "Leaving"), "primary"),
        )
        self.come.clicked.connect(lambda: self.submit(Way.IN))
        self.go.clicked.connect(lambda: self.submit(Way.OUT))
        ends: QHBoxLayout = row(0, space.m)
        for made in (self.cancel, self.confirm, self.come, self.go):
            ends.addWidget(made, 1)
        whole = column(0, space.s, self)
        for text, share in ((self.title, 10), (self.display, 12), (self.note, 10)):
            whole.addWidget(text, share)
        whole.addWidget(self._pages, 58)
        whole.addLayout(ends, 14)

    def _digit_page(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self._theme.tokens.scale.space.s)
        for place, digit in enumerate(_DIGITS):
            grid.addWidget(self._key(digit), place // 3, place % 3)
        self.letters = _big(translate("Kiosk", "ABC"), "keypad")
        self.letters.clicked.connect(lambda: self._turn_to(1))
        grid.addWidget(self.letters, 3, 0)
        grid.addWidget(self._key("0"), 3, 1)
        grid.addWidget(self._delete(), 3, 2)
        return page

    def _letter_page(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self._theme.tokens.scale.space.xs)
        for place, letter in enumerate(_LETTERS):
            grid.addWidget(self._key(letter), place // _COLUMNS, place % _COLUMNS)
        self.digits = _big(translate("Kiosk", "123"), "keypad")
        self.digits.clicked.connect(lambda: self._turn_to(0))
        last = len(_LETTERS) // _COLUMNS
        grid.addWidget(self._delete(), last, 2)
        grid.addWidget(self.digits, last, 3, 1, 2)
        return page

    def _key(self, text: str) -> QPushButton:
        made = _big(text, "keypad")
        made.clicked.connect(lambda: self.press(text))
        self._keys.append(made)
        return made

    def _delete(self) -> QPushButton:
        made = _big("⌫", "keypad")
        made.setAccessibleName(translate("Kiosk", "Delete the last one"))
        made.clicked.connect(self.erase)
        self._keys.append(made)
        return made

    def _turn_to(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._touched()

    def _touched(self) -> None:
        self._idle.start()
        self._refresh()

    def _wants_way(self) -> bool:
        return self._asks_way and self.purpose is Purpose.NUMBER and self._at_pin

    def _refresh(self) -> None:
        colour = self._theme.tokens.colour
        size = max(18, min(self.height() // 20, self.width() // 20))
        self.title.say(self._heading(), colour.text_muted, size)
        shown = _BULLET * len(self._pin) if self._at_pin else self._number
        self.display.say(shown, colour.text, max(26, self.height() // 12))
        self.display.setAccessibleName(
            translate("Kiosk", "{n} digits typed").format(n=len(self._pin)) if self._at_pin else shown
        )
        self.note.say(self._error, colour.bad, size)
        self.letters.setVisible(not self._at_pin)
        if self._at_pin:
            self._pages.setCurrentIndex(0)
        self.confirm.setVisible(not self._wants_way())
        self.come.setVisible(self._wants_way())
        self.go.setVisible(self._wants_way())
        self.confirm.setText(translate("Kiosk", "OK") if self._at_pin else translate("Kiosk", "Next"))

    def _heading(self) -> str:
        if self.purpose is Purpose.LEAVE:
            return translate("Kiosk", "PIN to leave the kiosk")
        if not self._at_pin:
            return translate("Kiosk", "Your staff number")
        if self._name:
            return translate("Kiosk", "{name}, your PIN please").format(name=self._name)
        return translate("Kiosk", "Your PIN")


def _big(text: str, role: str) -> QPushButton:
    """Return a button that fills its place, and does not take the focus from the pad."""
    made = button(text, role)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
