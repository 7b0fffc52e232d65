"""The feed beside the wall: who was seen, newest on top."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStackedWidget, QWidget

from gui.context import Context
from gui.tables.feed_delegate import FeedDelegate
from gui.tables.feed_model import CARD_ROLE, FeedModel
from gui.text import translate
from gui.widgets.basic import column, label, row
from gui.widgets.state_page import StatePage


class _List(QListView):
    """Remembers where the pointer was released, for who is told of a click."""

    released_at = QPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remember, then tell."""
        self.released_at = event.position().toPoint()
        super().mouseReleaseEvent(event)


class Feed(QFrame):
    """A click, or Enter, on a card asks for it to be opened; a click on its offer to enrol, for that."""

    card_opened = Signal(object)
    enrol_asked = Signal(object)

    def __init__(self, context: Context, model: FeedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setMinimumWidth(280)
        space = context.theme.tokens.scale.space
        self.model = model
        self.list = self._build_list(context)
        empty = StatePage(
            context.theme,
            "clock",
            translate("Feed", "Nobody has passed yet"),
            translate("Feed", "Everyone a camera sees well enough appears here."),
            small=True,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.list)
        head = row(0, space.s)
        head.setContentsMargins(space.l, space.l, space.l, space.s)
        head.addWidget(label(translate("Feed", "Activity"), "subtitle"))
        inset = column(0)
        inset.setContentsMargins(space.m, space.xs, space.xs, 0)
        inset.addWidget(self._stack)
        body = column(0, 0, self)
        body.addLayout(head)
        body.addLayout(inset, 1)
        self.model.modelReset.connect(self._changed)
        self.model.rowsInserted.connect(self._changed)
        self._changed()

    def _build_list(self, context: Context) -> _List:
        made = _List()
        made.setModel(self.model)
        self._delegate = FeedDelegate(context.theme, self.model, made)
        made.setItemDelegate(self._delegate)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        made.setAccessibleName(translate("Feed", "Activity"))
        made.clicked.connect(self._clicked)
        made.activated.connect(self._open)
        return made

    def _changed(self) -> None:
        self._stack.setCurrentIndex(int(self.model.rowCount() > 0))

    def _clicked(self, index: QModelIndex) -> None:
        card, at = index.data(CARD_ROLE), self.list.released_at
        if self._delegate.enrol_pill(card, self.list.visualRect(index)).contains(at):
            self.enrol_asked.emit(card)
        else:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        self.card_opened.emit(index.data(CARD_ROLE))
