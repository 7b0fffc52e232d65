"""The appearances of one person, as pictures with their times."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from core.domain.timeline import Appearance
from gui.images import rounded
from gui.presenters.recordings import clock
from gui.presenters.text import percent
from gui.theme import Theme
from gui.widgets.basic import column, label, row

_PICTURE = 72
_SHOWN = 100
"""More pictures than anybody looks at; the CSV has them all."""


class Moments(QWidget):
    """A strip that scrolls sideways."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        space = theme.tokens.scale.space
        self.title = label("", "subtitle")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedHeight(_PICTURE + 62)
        body = column(space.s, space.s, self)
        body.addWidget(self.title)
        body.addWidget(self._area)

    def show_moments(self, who: str, moments: Sequence[tuple[QImage, Appearance]]) -> None:
        """Show somebody's appearances, in their order."""
        self.title.setText(who)
        strip = QWidget()
        strip.setProperty("role", "scrolled")
        line = row(0, self._theme.tokens.scale.space.m, strip)
        for image, appearance in moments[:_SHOWN]:
            line.addLayout(self._moment(image, appearance))
        line.addStretch(1)
        self._area.setWidget(strip)

    def _moment(self, image: QImage, appearance: Appearance) -> QVBoxLayout:
        picture = label("")
        if not image.isNull():
            radius = self._theme.tokens.scale.radius.medium
            picture.setPixmap(rounded(image, _PICTURE, radius, self.devicePixelRatioF()))
        span = label(f"{clock(appearance.start_s)} – {clock(appearance.end_s)}", "caption")
        sure = label(percent(appearance.probability) if appearance.probability else "", "caption")
        made = column(0, 2)
        for widget in (picture, span, sure):
            made.addWidget(widget)
        made.addStretch(1)
        return made
