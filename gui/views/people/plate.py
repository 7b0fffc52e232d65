"""A person as two of them are held side by side: picture, name, ID and how much there is of them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QFrame, QWidget

from gui.context import Context
from gui.images import rounded
from gui.presenters.people import initials
from gui.views.people.elided import ElidedText
from gui.widgets.basic import column, label

_PICTURE, _LINE = 120, 17


class Plate(QFrame):
    """`title` says what this one is in the matter."""

    def __init__(self, context: Context, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self.setProperty("role", "card")
        kind, space = context.theme.tokens.scale.type, context.theme.tokens.scale.space
        self.title = label(title, "label")
        self.picture = label("", "picture")
        self.picture.setFixedSize(_PICTURE, _PICTURE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setFont(context.theme.font(kind.display, kind.semibold))
        self.name = ElidedText(context.theme.font(kind.body, kind.semibold), 2)
        self.under = label("", "caption")
        body = column(space.m, space.s, self)
        body.addWidget(self.title)
        body.addWidget(self.picture)
        body.addWidget(self.name)
        body.addWidget(self.under)
        body.addStretch(1)
        lines = round(2 * QFontMetricsF(self.name.font()).lineSpacing()) + 2 * _LINE
        self.setFixedSize(_PICTURE + 2 * space.m + 2, _PICTURE + lines + 2 * space.m + 3 * space.s + 2)

    def show_person(self, name: str, under: str, image: QImage | None) -> None:
        """Show somebody."""
        self.name.set_text(name)
        self.under.setText(under)
        if image is None:
            self.picture.setText(initials(name))
        else:
            radius = self._theme.tokens.scale.radius.medium
            self.picture.setPixmap(rounded(image, _PICTURE, radius, self.devicePixelRatioF()))
