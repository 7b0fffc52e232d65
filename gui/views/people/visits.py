"""A few visits one under another, as high as they need."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from core.domain.events import SightingRecord
from gui.context import Context
from gui.presenters.feed import Card
from gui.tables.feed_model import CARD_ROLE
from gui.tables.people_visits import VISIT_HEIGHT, VisitsDelegate, VisitsModel
from gui.text import translate


class Visits(QListView):
    """`asked` carries the event of a visit somebody clicks or presses Enter on, where `clickable`."""

    asked = Signal(object)

    def __init__(self, context: Context, *, clickable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clickable = clickable
        self.visits = VisitsModel(context, self)
        self.setModel(self.visits)
        self.setItemDelegate(VisitsDelegate(context.theme, self.visits, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(translate("People", "Visits"))
        if clickable:
            self.setMouseTracking(True)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(self._ask)
        else:
            self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)

    def show_visits(self, records: Sequence[SightingRecord]) -> None:
        """Show these, and where all of them are to be clicked, be as high as they are."""
        self.visits.show(records)
        if self._clickable:
            self.setFixedHeight(max(1, len(records)) * VISIT_HEIGHT)
        self.scrollToTop()

    def minimumSizeHint(self) -> QSize:
        """Return the room of two visits."""
        return QSize(160, 2 * VISIT_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a visit at Enter."""
        if self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        card = index.data(CARD_ROLE)
        if isinstance(card, Card):
            self.asked.emit(card.event)
