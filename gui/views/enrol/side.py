"""The side of the enrol dialog: who this is."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from core.domain.people import Person
from gui.context import Context
from gui.images import rounded
from gui.widgets.basic import column, label, row

_WIDE = 324
_PICTURE = 72


def side_of(context: Context, shown: Iterable[QWidget]) -> QScrollArea:
    """Return widgets below each other; they scroll where a question takes much room on a small screen."""
    space = context.theme.tokens.scale.space
    inner = QWidget()
    inner.setProperty("role", "scrolled")
    below = column(0, space.m, inner)
    below.setContentsMargins(0, 0, space.m, 0)
    for widget in shown:
        below.addWidget(widget)
    below.addStretch(1)
    area = QScrollArea()
    area.setFixedWidth(_WIDE)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


class PresetCard(QFrame):
    """Whom the pictures are added to."""

    def __init__(self, context: Context, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._person = person
        self.setProperty("role", "card")
        space = context.theme.tokens.scale.space
        self._picture = label("", "picture")
        self._picture.setFixedSize(_PICTURE, _PICTURE)
        words = column(0, space.xs)
        words.addStretch(1)
        words.addWidget(label(person.name, "subtitle", wrap=True))
        rest = " · ".join(filter(None, (person.external_id, ", ".join(sorted(person.membership.groups)))))
        words.addWidget(label(rest, "muted", wrap=True))
        words.addStretch(1)
        whole = row(space.m, space.m, self)
        whole.addWidget(self._picture)
        whole.addLayout(words, 1)
        context.portraits.ready.connect(self._ready)
        self._show()

    def _show(self) -> None:
        station, person = self._context.station, self._person.id
        image = self._context.portraits.get(f"person:{person}", lambda: station.portrait(person))
        if image is not None:
            radius = self._context.theme.tokens.scale.radius.medium
            self._picture.setPixmap(rounded(image, _PICTURE, radius, self.devicePixelRatioF()))

    def _ready(self, key: str) -> None:
        if key == f"person:{self._person.id}":
            self._show()
