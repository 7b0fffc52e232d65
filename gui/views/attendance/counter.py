"""A big counter that shows whom it counts when it is pressed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gui.context import Context
from gui.icons import pixmap
from gui.presenters.attendance_today import Tally, tally_about, tally_text
from gui.presenters.cameras import Tone
from gui.text import translate
from gui.tints import tint
from gui.widgets.basic import column, label, row, set_role

_HEIGHT, _SIGN = 72, 18
_LOOKS = {
    Tally.ALL: ("people", Tone.QUIET),
    Tally.IN: ("arrive", Tone.GOOD),
    Tally.LATE: ("clock", Tone.WAITING),
    Tally.MISSING: ("alert", Tone.BAD),
    Tally.OUT: ("depart", Tone.QUIET),
    Tally.LEAVE: ("leave", Tone.QUIET),
    Tally.VISITORS: ("visitor", Tone.GOOD),
}
_ROLES = {Tone.GOOD: "good", Tone.WAITING: "warn", Tone.BAD: "bad"}


class Counter(QPushButton):
    """Grey while it counts nobody, so that what asks for a look stands out."""

    def __init__(self, context: Context, tally: Tally, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tally = context.theme, tally
        self.setCheckable(True)
        self.setProperty("role", "counter")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(tally_about(tally, translate))
        self.count, self._sign = label("", "display"), label("")
        name = label(tally_text(tally, translate), "label")
        space = context.theme.tokens.scale.space
        body = column(0, 0, self)
        body.setContentsMargins(space.m, space.s, space.m, space.s)
        upper = row(0, space.s)
        upper.addWidget(self.count)
        upper.addStretch(1)
        upper.addWidget(self._sign)
        body.addLayout(upper)
        body.addWidget(name)
        for part in (self.count, self._sign, name):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_count(0)
        self.count.clear()  # until it has been counted

    def sizeHint(self) -> QSize:
        """Return a size for three digits over a word."""
        return QSize(120, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(84, _HEIGHT)

    def show_count(self, count: int) -> None:
        """Show how many there are."""
        sign, tone = _LOOKS[self._tally]
        shown = tone if count else Tone.QUIET
        self._sign.setPixmap(pixmap(sign, tint(self._theme.tokens.colour, shown), _SIGN, self.devicePixelRatioF()))
        self.count.setText(str(count))
        set_role(self.count, "tone", _ROLES.get(shown, ""))
        self.setAccessibleName(f"{tally_text(self._tally, translate)}: {count}")
