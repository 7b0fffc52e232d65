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

    def _build_list(self, context: Context) -> QListView:
        made = QListView()
        made.setModel(self.model)
        made.setItemDelegate(FeedDelegate(context.theme, self.model, made))
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        made.setAccessibleName(translate("Feed", "Activity"))
        made.clicked.connect(self._open)
        made.activated.connect(self._open)
        return made

    def _changed(self) -> None:
        self._stack.setCurrentIndex(int(self.model.rowCount() > 0))

    def _open(self, index: QModelIndex) -> None:
        self.card_opened.emit(index.data(CARD_ROLE))
