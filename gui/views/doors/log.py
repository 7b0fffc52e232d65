"""The live log of what happens at doors."""

from collections.abc import Sequence
from datetime import UTC, tzinfo

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFrame, QListView, QStackedWidget, QWidget

from core.domain.doors import DoorStatus
from core.domain.explaining import DoorLine
from gui.context import Context
from gui.presenters.doors import LineKind, can_explain, kind_text, shown
from gui.tables.doors_log_delegate import DoorLogDelegate
from gui.tables.doors_log_model import LINE_ROLE, DoorLogModel
from gui.text import translate
from gui.widgets.basic import column, label, row


class LogList(QListView):
    """`chosen` carries a line that is clicked, or on which Enter is pressed."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = DoorLogModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(DoorLogDelegate(context.theme, self.lines, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(translate("Doors", "What happened at the doors"))
        self.clicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a line at Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if isinstance(line, DoorLine):
            self.chosen.emit(line)


class DoorLog(QFrame):
    """Newest first, by door and kind. `why_asked` carries a refusal that is to be explained."""

    why_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._lines: tuple[DoorLine, ...] | None = None
        self._zone: tzinfo = UTC
        space = context.theme.tokens.scale.space
        self.door, self.kind = QComboBox(), QComboBox()
        self.door.addItem(translate("Doors", "Every door"), "")
        self.door.setAccessibleName(translate("Doors", "Of which door"))
        self.kind.setAccessibleName(translate("Doors", "What is shown"))
        for kind in LineKind:
            self.kind.addItem(kind_text(kind, translate), kind)
        head = row(0, space.s)
        head.addWidget(label(translate("Doors", "What happened"), "subtitle"), 1)
        for box in (self.door, self.kind):
            box.setProperty("role", "flat")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.currentIndexChanged.connect(self._filter)
            head.addWidget(box)
        self.list = LogList(context)
        self.list.chosen.connect(self._chosen)
        self.empty = label(translate("Doors", "Nothing of this kind so far."), "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        body = column(space.m, space.s, self)
        body.addLayout(head)
        body.addWidget(self._stack, 1)

    def show_doors(self, doors: Sequence[DoorStatus]) -> None:
        """Offer these doors to choose from."""
        wanted = [("", self.door.itemText(0)), *((each.door, each.name) for each in doors)]
        if [(self.door.itemData(n), self.door.itemText(n)) for n in range(self.door.count())] == wanted:
            return
        chosen = self.door.currentData()
        self.door.blockSignals(True)
        self.door.clear()
        for door, name in wanted:
            self.door.addItem(name, door)
        self.door.setCurrentIndex(max(0, self.door.findData(chosen)))
        self.door.blockSignals(False)
        self._filter()

    def show_lines(self, lines: Sequence[DoorLine], zone: tzinfo) -> None:
        """Show what happened, newest first."""
        self._lines, self._zone = tuple(lines), zone
        self._filter()

    def _filter(self) -> None:
        if self._lines is None:
            return
        found = shown(self._lines, self.kind.currentData(), self.door.currentData())
        self.list.lines.show(found, self._zone)
        self._stack.setCurrentWidget(self.list if found else self.empty)

    def _chosen(self, line: DoorLine) -> None:
        if can_explain(line):
            self.why_asked.emit(line)
