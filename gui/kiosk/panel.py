"""Beside the mirror: the time, what there is to say, and the way to a PIN."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QWidget

from core.domain.attendance import Way
from core.domain.kiosk import Scene, SceneKind
from gui.icons import icon
from gui.kiosk.big_text import BigText
from gui.kiosk.pad import Pad
from gui.kiosk.spoken import Spoken
from gui.presenters.kiosk import SceneWords, Tone, words
from gui.text import translate
from gui.theme import Theme
from gui.widgets.basic import button, column, icon_button, row

_TOUCH = 64
"""Pixels of a key that is not missed by a finger."""


class Panel(QWidget):
    """Shows one scene after another, and the pad in their place while somebody types."""

    pin_asked = Signal()
    leave_asked = Signal()
    chosen = Signal(object)
    dropped = Signal()

    def __init__(
        self, theme: Theme, *, company: str, hint: str, asks_way: bool, locale: QLocale, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._company = company
        self._hint = hint
        self._locale = locale
        self._words = SceneWords(Tone.CALM, "", "", "")
        self._choosing = False
        self._time = self._date = ""
        self.pad = Pad(theme, asks_way=asks_way)
        self._build()

    @property
    def tone(self) -> Tone:
        """How what is shown is meant."""
        return Tone.CALM if self.typing else self._words.tone

    @property
    def typing(self) -> bool:
        """Whether the pad is shown."""
        return self._pages.currentWidget() is self.pad

    @property
    def said(self) -> SceneWords:
        """What is shown, or would be without the pad."""
        return self._words

    def show_scene(self, scene: Scene, now: datetime, zone: tzinfo) -> None:
        """Say a scene; `now` is aware."""
        local = now.astimezone(zone)
        clock = f"{local:%H:%M}"
        date = self._locale.toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)
        self.say(words(scene, now, zone, translate), choosing=scene.kind is SceneKind.CHOOSE, clock=clock, date=date)

    def say(self, said: SceneWords, *, choosing: bool = False, clock: str = "", date: str = "") -> None:
        """Show some words."""
        if (said, choosing, clock, date) != (self._words, self._choosing, self._time, self._date):
            self._words, self._choosing, self._time, self._date = said, choosing, clock, date
            self._refresh()

    def show_pad(self, *, shown: bool) -> None:
        """Show the pad, or what was before."""
        self._pages.setCurrentWidget(self.pad if shown else self._scene)
        if not shown:
            self.pad.shut()
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the whole panel with its tone, to be seen from afar."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._colours()[0]))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let everything grow with the panel."""
        super().resizeEvent(event)
        space = max(16, min(self.width(), self.height()) // 18)
        self._whole.setContentsMargins(space, space, space, space)
        font = self._theme.font(max(16, min(self.height() // 34, self.width() // 22)), 600)
        for made in (self.pin, self.come, self.go, self.not_me):
            made.setFont(font)
        for made in (self.come, self.go):
            made.setFont(self._theme.font(max(20, min(self.height() // 24, self.width() // 15)), 600))
        self._refresh()

    def _build(self) -> None:
        space = self._theme.tokens.scale.space
        self.spoken = Spoken(self._theme)
        self.clock, self.company, self.hint = (
            BigText(self._theme, bold=True),
            BigText(self._theme),
            BigText(self._theme),
        )
        self._scene = QWidget()
        middle = column(0, space.s, self._scene)
        middle.addWidget(self.spoken, 76)
        middle.addWidget(self._build_choice(), 24)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._scene)
        self._pages.addWidget(self.pad)
        head = row(0, space.l)
        head.addWidget(self.clock, 2)
        head.addWidget(self.company, 3)
        self.pin = _large(translate("Kiosk", "Use a PIN instead"), "keypad")
        self.pin.clicked.connect(self.pin_asked)
        self.leave = icon_button(
            icon("lock", self._theme.tokens.colour.text_muted, size=28), translate("Kiosk", "Leave the kiosk"), 28
        )
        self.leave.clicked.connect(self.leave_asked)
        self._foot = QWidget()
        foot = row(0, space.m, self._foot)
        foot.addWidget(self.pin, 1)
        foot.addWidget(self.leave)
        self._whole = column(space.xl, space.m, self)
        self._whole.addLayout(head, 10)
        self._whole.addWidget(self._pages, 74)
        self._whole.addWidget(self._foot, 9)
        self._whole.addWidget(self.hint, 4)
        self.hint.setVisible(bool(self._hint))
        self.leave.setMinimumSize(_TOUCH, _TOUCH)

    def _build_choice(self) -> QWidget:
        self._choice = QWidget()
        self.come = _large(translate("Kiosk", "I am coming"), "primary")
        self.come.clicked.connect(lambda: self.chosen.emit(Way.IN))
        self.go = _large(translate("Kiosk", "I am leaving"), "primary")
        self.go.clicked.connect(lambda: self.chosen.emit(Way.OUT))
        self.not_me = _large(translate("Kiosk", "This is not me"), "keypad")
        self.not_me.clicked.connect(self.dropped)
        gap = self._theme.tokens.scale.space.m
        whole = column(0, gap, self._choice)
        two = row(0, gap)
        two.addWidget(self.come, 1)
        two.addWidget(self.go, 1)
        whole.addLayout(two, 3)
        whole.addWidget(self.not_me, 2)
        self._choice.hide()
        return self._choice

    def _colours(self) -> tuple[str, str, str]:
        """Return background, text and lesser text of the tone."""
        colour = self._theme.tokens.colour
        if self.tone is Tone.CALM:
            return colour.window, colour.text, colour.text_muted
        return (colour.good if self.tone is Tone.GOOD else colour.bad), colour.window, colour.window

    def _refresh(self) -> None:
        _, strong, weak = self._colours()
        unit = max(10, min(self.height() // 30, self.width() // 22))
        self.spoken.say(self._words, strong, weak, unit)
        self.clock.say(self._time, strong, round(unit * 2.6))
        self.company.say("\n".join(filter(None, (self._company, self._date))), weak, unit)
        self.hint.say(self._hint, weak, unit)
        self._choice.setVisible(self._choosing)
        self._foot.setVisible(not self.typing and not self._choosing and self._words.tone is Tone.CALM)
        self.update()


def _large(text: str, role: str) -> QPushButton:
    made = button(text, role)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    made.setIconSize(QSize(32, 32))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
