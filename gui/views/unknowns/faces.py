"""Two pictures side by side: somebody unknown and somebody enrolled."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from core.domain.ids import EventId, PersonId
from gui.context import Context
from gui.icons import pixmap
from gui.images import rounded
from gui.widgets.basic import column, label, row


class FacePair(QWidget):
    """Pictures come as they are loaded; `size` is the side of each."""

    def __init__(self, context: Context, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._size = context, size
        self._keys: dict[str, QLabel] = {}
        self.unknown, self.enrolled = label(""), label("")
        self.unknown_name, self.enrolled_name = label("", "caption"), label("", "caption")
        inner = row(0, context.theme.tokens.scale.space.l, self)
        for picture, name in ((self.unknown, self.unknown_name), (self.enrolled, self.enrolled_name)):
            picture.setFixedSize(size, size)
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            picture.setProperty("role", "picture")
            name.setMaximumWidth(size)
            name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            part = column(0, context.theme.tokens.scale.space.xs)
            part.addWidget(picture)
            part.addWidget(name)
            inner.addLayout(part)
        context.portraits.ready.connect(self._ready)

    def show_pair(self, event: EventId, seen: str, person: PersonId, name: str) -> None:
        """Show the picture of a sighting, called `seen`, beside a person's, called `name`."""
        self._keys = {f"sighting:{event}": self.unknown, f"person:{person}": self.enrolled}
        self._event, self._person = event, person
        for part, said in ((self.unknown_name, seen), (self.enrolled_name, name)):
            part.setText(part.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, self._size))
            part.setToolTip(said)
        self.unknown.setAccessibleName(seen)
        self.enrolled.setAccessibleName(name)
        for key in self._keys:
            self._draw(key)

    def _draw(self, key: str) -> None:
        desk, portraits = self._context.station.desks.unknowns, self._context.portraits
        event, person, where = self._event, self._person, self._keys[key]
        if where is self.unknown:
            image = portraits.get(key, lambda: desk.portrait(event))
        else:
            image = portraits.get(key, lambda: desk.person_portrait(person))
        if image is None:
            faint = self._context.theme.tokens.colour.text_faint
            where.setPixmap(pixmap("people", faint, self._size // 3, self.devicePixelRatioF()))
        else:
            radius = self._context.theme.tokens.scale.radius.medium
            where.setPixmap(rounded(image, self._size, radius, self.devicePixelRatioF()))

    def _ready(self, key: str) -> None:
        if key in self._keys:
            self._draw(key)
