"""A page with one thing to say: a sign, a sentence, what to do."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from gui.icons import pixmap
from gui.theme import Theme
from gui.widgets.basic import column, label, row

_WIDTH = 460


class StatePage(QWidget):
    """Everything in the middle. `small` is for a panel, otherwise it is a page of its own."""

    def __init__(
        self,
        theme: Theme,
        sign: str,
        title: str,
        text: str,
        buttons: Sequence[QPushButton] = (),
        *,
        small: bool = False,
        bad: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign_name, self._small, self._bad = sign, small, bad
        if not small:
            self.setProperty("role", "page")
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = label("")
        self.title = label(title, "subtitle" if small else "display", wrap=True)
        self.text = label(text, "muted", wrap=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.hide()
        self._build(buttons)
        theme.changed.connect(self._draw_sign)
        self._draw_sign()

    def _build(self, buttons: Sequence[QPushButton]) -> None:
        space = self._theme.tokens.scale.space
        holder = QWidget()
        holder.setMaximumWidth(_WIDTH)
        inner = column(0, space.s, holder)
        for widget in (self._sign, self.title, self.text):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inner.addWidget(widget)
        inner.addSpacing(space.s)
        inner.addWidget(self.progress)
        if buttons:
            line = row(0, space.m)
            line.addStretch(1)
            for made in buttons:
                line.addWidget(made)
            line.addStretch(1)
            inner.addLayout(line)
        middle = row(space.xl)
        middle.addStretch(1)
        middle.addWidget(holder, 100)
        middle.addStretch(1)
        outer = column(0, 0, self)
        outer.addStretch(4)
        outer.addLayout(middle)
        outer.addStretch(5)

    def _draw_sign(self) -> None:
        colour = self._theme.tokens.colour
        tint = colour.bad if self._bad else colour.text_faint if self._small else colour.accent_text
        self._sign.setPixmap(pixmap(self._sign_name, tint, 36 if self._small else 64, self.devicePixelRatioF()))
