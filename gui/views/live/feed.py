"""The feed beside the wall: who was seen, newest on top."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStackedWidget, QWidget

from gui.context import Context
from gui.tables.feed_delegate import FeedDelegate
from gui.tables.feed_model import CARD_ROLE, FeedModel
from gui.text import translate
from gui.widgets.basic import column, label, row
from gui.widgets.state_page import StatePage


class Feed(QFrame):
    """A click, or Enter, on a card asks for it to be opened."""

    card_opened = Signal(object)

    def __init__(self, context: Context, model: FeedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setMinimumWidth(280)
        space = context.theme.tokens.scale.space
        self.model = model
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(FeedDelegate(context.theme, self.model, self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.list.setAccessibleName(translate("Feed", "Activity"))
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
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
        head.addStretch(1)
        body = column(0, 0, self)
        body.addLayout(head)
        inset = column(0)
        inset.setContentsMargins(space.m, space.xs, space.xs, 0)
        inset.addWidget(self._stack)
        body.addLayout(inset, 1)
        self.model.modelReset.connect(self._changed)
        self.model.rowsInserted.connect(self._changed)
        self._changed()

    def _changed(self) -> None:
        self._stack.setCurrentIndex(int(self.model.rowCount() > 0))

    def _open(self, index: QModelIndex) -> None:
        self.card_opened.emit(index.data(CARD_ROLE))
