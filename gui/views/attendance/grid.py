"""The grid itself: names and sums stay while the days scroll under them."""

from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui.context import Context
from gui.tables.days_delegate import HEIGHT, DaysDelegate, DaysHead
from gui.tables.days_model import FIRST_DAY, DaysModel
from gui.text import translate
from gui.widgets.basic import row

_NAME, _WIDE_NAME, _TOTAL = 168, 260, 56
_LEAST = {True: 30, False: 64}
_MOST = 160
"""Widths of a day: in a month there are many, and who looks at a week has room."""


class _Part(QTableView):
    """One of the two tables; neither edits, both are as high as the other."""

    def __init__(self, theme_head: DaysHead, delegate: DaysDelegate, model: DaysModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setHorizontalHeader(theme_head)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(HEIGHT)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme_head.setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


class _Names(_Part):
    """Names and sums; turning the wheel here scrolls the days."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; the bar that is seen is the other table's."""
        super().wheelEvent(event)
        event.accept()


class _Days(_Part):
    """The days; `opened` follows Enter and a double click."""

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open at Enter, let the table have the rest; never go into the columns of the other one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Home and not event.modifiers():
            self.setCurrentIndex(self.model().index(max(0, self.currentIndex().row()), FIRST_DAY))
        else:
            super().keyPressEvent(event)


class DaysGrid(QWidget):
    """`opened` carries the id of a person and a day."""

    opened = Signal(str, object)

    def __init__(self, context: Context, model: DaysModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._today: date | None = None
        theme = context.theme
        self._delegate = DaysDelegate(theme, self)
        self._heads = DaysHead(theme, self), DaysHead(theme, self)
        self.names = _Names(self._heads[0], self._delegate, model, self)
        self.days = _Days(self._heads[1], self._delegate, model, self)
        self._shape()
        line = row(0, 0, self)
        line.addWidget(self.names)
        line.addWidget(self.days, 1)
        self.days.opened.connect(self._open)
        self.days.doubleClicked.connect(self._open)
        self.names.doubleClicked.connect(self._name_opened)
        model.modelReset.connect(self._reset)

    def show_today(self, today: date) -> None:
        """Mark this day."""
        self._today = today
        for head in self._heads:
            head.today = today

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the days."""
        super().resizeEvent(event)
        self._spread()

    def reveal(self, day: date) -> None:
        """Scroll to a day and put the keyboard's cell there, in the row it was in."""
        if day in self._model.days and self._model.rowCount():
            where = self._model.index(max(0, self.days.currentIndex().row()), FIRST_DAY + self._model.days.index(day))
            self.days.selectionModel().setCurrentIndex(where, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.days.scrollTo(where)

    def here(self) -> tuple[str, int] | None:
        """Return whose cell has the keyboard and in which column; None before there is one."""
        where = self.days.currentIndex()
        return (self._model.row(where.row()).person, where.column()) if where.isValid() else None

    def go(self, person: str, column: int) -> None:
        """Give the keyboard to a cell, as far as it is still there."""
        for place in range(self._model.rowCount()):
            if self._model.row(place).person == person:
                where = self._model.index(place, min(column, self._model.columnCount() - 1))
                self.days.selectionModel().setCurrentIndex(where, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                return

    def _shape(self) -> None:
        names, days = self.names, self.days
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        names.verticalScrollBar().valueChanged.connect(days.verticalScrollBar().setValue)
        days.verticalScrollBar().valueChanged.connect(names.verticalScrollBar().setValue)
        days.setAccessibleName(translate("Attendance", "People by days"))
        days.horizontalScrollBar().rangeChanged.connect(lambda _low, high: self._level(high > 0))

    def _level(self, scrolls: bool) -> None:
        """Keep both tables equally high: the bar under the days takes room from them alone."""
        self.names.setViewportMargins(0, self.names.horizontalHeader().height(), 0, 0)
        height = self.days.horizontalScrollBar().sizeHint().height() if scrolls else 0
        self.names.setContentsMargins(0, 0, 0, height)

    def _reset(self) -> None:
        for column in range(self._model.columnCount()):
            self.names.setColumnHidden(column, column >= FIRST_DAY)
            self.days.setColumnHidden(column, column < FIRST_DAY)
        days = self._model.days
        self._delegate.now = FIRST_DAY + days.index(self._today) if self._today in days else -1
        self._spread()

    def _spread(self) -> None:
        days = len(self._model.days)
        wide = self.width() > 1300
        name = _WIDE_NAME if wide or days <= 7 else _NAME
        for column in range(min(FIRST_DAY, self._model.columnCount())):
            self.names.setColumnWidth(column, _TOTAL if column else name)
        self.names.setFixedWidth(name + (FIRST_DAY - 1) * _TOTAL)
        if not days:
            return
        bar = self.days.verticalScrollBar().sizeHint().width()
        room = self.width() - self.names.width() - bar
        each = min(_MOST, max(_LEAST[days > 7], room // days))
        for column in range(FIRST_DAY, self._model.columnCount()):
            self.days.setColumnWidth(column, each)

    def _open(self) -> None:
        here = self.days.currentIndex()
        if here.isValid() and here.column() >= FIRST_DAY:
            self.opened.emit(self._model.row(here.row()).person, self._model.days[here.column() - FIRST_DAY])

    def _name_opened(self, index: QModelIndex) -> None:
        days = self._model.days
        today = self._today
        self.opened.emit(self._model.row(index.row()).person, today if today in days else days[0])
