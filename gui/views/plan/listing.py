"""A list of cards that scrolls, or a page that says why it is empty."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gui.context import Context
from gui.widgets.basic import column, row
from gui.widgets.state_page import StatePage

WIDEST = 1400
"""Pixels beyond which a line is hard to follow."""


class Listing(QStackedWidget):
    """Cards one under the other, as wide as can be read."""

    def __init__(self, context: Context, empty: StatePage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = context.theme.tokens.scale.space
        inner, holder = QWidget(), QWidget()
        for widget in (inner, holder):
            widget.setProperty("role", "scrolled")
        inner.setMaximumWidth(WIDEST)
        self._listed: QVBoxLayout = column(0, space.s)
        body = column(0, 0, inner)
        body.setContentsMargins(0, 0, space.s, 0)
        body.addLayout(self._listed)
        body.addStretch(1)
        aside = row(0, 0, holder)
        aside.addWidget(inner, 1000)
        aside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        self.addWidget(empty)
        self.addWidget(area)

    def fill(self, widgets: Sequence[QWidget]) -> None:
        """Show other cards in the place of those there were."""
        while (item := self._listed.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for widget in widgets:
            self._listed.addWidget(widget)
        self.setCurrentIndex(1 if widgets else 0)
