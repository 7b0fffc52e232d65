"""A door as it is now, and what can be done with it by hand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from core.domain.access import DoorMode
from core.domain.doors import DoorAct, DoorStatus, Link
from gui.context import Context
from gui.icons import icon, pixmap
from gui.presenters.cameras import Tone
from gui.presenters.doors import Sign, alarm_text, detail_text, leaf_sign, link_sign, lock_sign
from gui.text import translate
from gui.tints import tint
from gui.views.people.elided import ElidedText
from gui.widgets.basic import button, column, frame, icon_button, label, row, set_role

_SIGN, _LOCK = 16, 28
_TONES = {Tone.GOOD: "good", Tone.WAITING: "warn", Tone.BAD: "bad", Tone.QUIET: ""}
"""What the stylesheet calls the tones."""


class DoorCard(QFrame):
    """`acted` carries what is asked of the door: RELEASED, HELD, LOCKED_DOWN or NORMAL; `cared_for` ends duress."""

    acted = Signal(str, object)
    edit_asked = Signal(str)
    remove_asked = Signal(str)
    rule_asked = Signal(str)
    cared_for = Signal(str)

    def __init__(self, context: Context, status: DoorStatus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.status = status
        self.setProperty("role", "card")
        self.setObjectName(f"door-{status.door}")
        theme = context.theme
        space, kind = theme.tokens.scale.space, theme.tokens.scale.type
        self._lock_sign, self.lock_text = label(""), label("", "value")
        self.name = ElidedText(theme.font(kind.subtitle, kind.semibold), 1)
        body = column(space.l, space.m, self)
        body.addLayout(self._build_head())
        body.addWidget(self._build_alarm())
        body.addLayout(self._build_facts())
        body.addStretch(1)
        body.addLayout(self._build_buttons())
        self.show_status(status)

    def show_status(self, status: DoorStatus) -> None:
        """Take over the door as it is now."""
        self.status = status
        lock = lock_sign(status, translate)
        colour, ratio = self._context.theme.tokens.colour, self.devicePixelRatioF()
        self._lock_sign.setPixmap(pixmap(lock.icon, tint(colour, lock.tone), _LOCK, ratio))
        self.lock_text.setText(lock.text)
        set_role(self.lock_text, "tone", _TONES[lock.tone])
        self.name.set_text(status.name)
        self._show_sign(0, leaf_sign(status, translate))
        self._show_sign(1, link_sign(status, translate))
        self.detail.setText(detail_text(status, translate))
        self.detail.setVisible(bool(self.detail.text()))
        loud = alarm_text(status.alarm, translate)
        self.alarm_text.setText(loud)
        self.alarm.setVisible(bool(loud))
        self._offer(status)
        self.setAccessibleName(", ".join(part for part in (status.name, lock.text, loud) if part))

    def show_duress(self, hint: str) -> None:
        """Show a sign that means nothing to a stranger, or (empty) none; `hint` says what is behind it."""
        self.discreet.setToolTip(hint)
        self.discreet.setVisible(bool(hint))

    def show_last(self, text: str) -> None:
        """Say who was let through last, and when."""
        self.last.set_text(text or translate("Doors", "Nobody yet"))

    def _offer(self, status: DoorStatus) -> None:
        up, mode = status.link is Link.UP, status.mode
        self.once.setEnabled(up and mode is not DoorMode.HELD_OPEN)
        self.hold.setVisible(mode is DoorMode.NORMAL)
        self.normal.setVisible(mode is not DoorMode.NORMAL)
        self.lock_down.setEnabled(mode is not DoorMode.LOCKED_DOWN)

    def _show_sign(self, place: int, sign: Sign) -> None:
        colour, ratio = self._context.theme.tokens.colour, self.devicePixelRatioF()
        holder, words = self.signs[place]
        holder.setPixmap(pixmap(sign.icon, tint(colour, sign.tone), _SIGN, ratio))
        words.setText(sign.text)
        set_role(words, "tone", _TONES[sign.tone])

    def _build_head(self) -> QVBoxLayout:
        space, colour = self._context.theme.tokens.scale.space, self._context.theme.tokens.colour
        words = column(0, 0)
        words.addWidget(self.name)
        words.addWidget(self.lock_text)
        self.discreet = button(translate("Doors", "Please call back"), "quiet")
        self.discreet.clicked.connect(lambda: self.cared_for.emit(self.status.door))
        self.discreet.hide()
        self.more = icon_button(icon("menu", colour.text_muted), translate("Doors", "More about this door"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._build_menu())
        line = row(0, space.m)
        line.addWidget(self._lock_sign)
        line.addLayout(words, 1)
        line.addWidget(self.discreet, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.more)
        made = column(0, 0)
        made.addLayout(line)
        return made

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, signal in (
            (translate("Doors", "&What this door asks…"), self.rule_asked),
            (translate("Doors", "&Change…"), self.edit_asked),
            (translate("Doors", "&Remove"), self.remove_asked),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, s=signal: s.emit(self.status.door))
        return menu

    def _build_alarm(self) -> QFrame:
        space, colour = self._context.theme.tokens.scale.space, self._context.theme.tokens.colour
        self.alarm = frame("error-card")
        line = row(space.s, space.s, self.alarm)
        sign = label("")
        sign.setPixmap(pixmap("alert", colour.bad, _SIGN + 4, self.devicePixelRatioF()))
        self.alarm_text = label("", "value", wrap=True)
        set_role(self.alarm_text, "tone", "bad")
        line.addWidget(sign)
        line.addWidget(self.alarm_text, 1)
        return self.alarm

    def _build_facts(self) -> QGridLayout:
        space = self._context.theme.tokens.scale.space
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.s)
        grid.setVerticalSpacing(space.xs)
        grid.setColumnStretch(2, 1)
        self.signs = [(label(""), label("", "value")), (label(""), label("", "value"))]
        titles = (translate("Doors", "Door"), translate("Doors", "Relay"))
        for place, (title, (sign, words)) in enumerate(zip(titles, self.signs, strict=True)):
            grid.addWidget(label(title, "muted"), place, 0)
            grid.addWidget(sign, place, 1)
            grid.addWidget(words, place, 2)
        self.detail = label("", "caption", wrap=True)
        grid.addWidget(self.detail, 2, 1, 1, 2)
        self.last = ElidedText(self._context.theme.font(self._context.theme.tokens.scale.type.body), 1)
        sign = label("")
        colour = self._context.theme.tokens.colour
        sign.setPixmap(pixmap("people", colour.text_faint, _SIGN, self.devicePixelRatioF()))
        grid.addWidget(label(translate("Doors", "Last"), "muted"), 3, 0)
        grid.addWidget(sign, 3, 1)
        grid.addWidget(self.last, 3, 2)
        return grid

    def _build_buttons(self) -> QVBoxLayout:
        space = self._context.theme.tokens.scale.space
        self.once = self._acting(translate("Doors", "Open once…"), DoorAct.RELEASED, "primary")
        self.hold = self._acting(translate("Doors", "Hold open…"), DoorAct.HELD)
        self.normal = self._acting(translate("Doors", "Back to normal…"), DoorAct.NORMAL)
        self.lock_down = self._acting(translate("Doors", "Lock down…"), DoorAct.LOCKED_DOWN)
        line = row(0, space.s)
        for made in (self.once, self.hold, self.normal, self.lock_down):
            line.addWidget(made)
        line.addStretch(1)
        whole = column(0, 0)
        whole.addLayout(line)
        return whole

    def _acting(self, text: str, act: DoorAct, role: str = "") -> QPushButton:
        made = button(text, role)
        made.setAccessibleDescription(self.status.name)
        made.clicked.connect(lambda _=False: self.acted.emit(self.status.door, act))
        return made
