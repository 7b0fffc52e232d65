"""A kind of finding in the summary."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gui.context import Context
from gui.icons import pixmap
from gui.presenters.doctor import Tile
from gui.tints import tint
from gui.widgets.basic import label, row, set_role

_HEIGHT = 44
_DOT = 10


class TileButton(QPushButton):
    """Chosen by a click or the arrow keys; a kind of which there is nothing cannot be."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self.setCheckable(True)
        self.setProperty("role", "tile")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sign, self._title, self._count = label(""), label(""), label("", "value")
        self._sign.setFixedWidth(16)
        space = context.theme.tokens.scale.space
        line = row(0, space.s, self)
        line.setContentsMargins(space.m, 0, space.m, 0)
        line.addWidget(self._sign)
        line.addWidget(self._title, 1)
        line.addWidget(self._count)
        for part in (self._sign, self._title, self._count):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return a height for one line of text; the width is that of the column."""
        return QSize(200, _HEIGHT)

    def show_tile(self, tile: Tile) -> None:
        """Show a kind and how much there is of it."""
        colour = self._theme.tokens.colour
        name, shade = ("check", colour.good) if tile.tone is None else ("dot", tint(colour, tile.tone))
        size = 16 if tile.tone is None else _DOT
        self._sign.setPixmap(pixmap(name, shade, size, self.devicePixelRatioF()))
        self._title.setText(tile.title)
        set_role(self._title, "role", "" if tile.count else "muted")
        self._count.setText(str(tile.count) if tile.count else "")
        self.setEnabled(bool(tile.count))
        self.setToolTip(tile.about)
        self.setAccessibleName(f"{tile.title}: {tile.count}")
