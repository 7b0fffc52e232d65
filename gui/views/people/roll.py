"""The list of people itself: keeps who is selected while others come and go, and hands typing on to the search."""

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from core.domain.directory import PersonRow
from gui.context import Context
from gui.tables.people_delegate import HEIGHT, PeopleDelegate
from gui.tables.people_model import NOBODY, PERSON_ROLE, Keys, PeopleModel
from gui.text import translate

_PART_OF_A_LINE = 3
"""A turn of the wheel moves three lines, each in steps of so many parts."""


class PeopleRoll(QTableView):
    """A table of one column: a list view asks for every single line whenever one changes.

    `typed` carries what somebody types who means to search; `opened` is Enter, `deleted` the delete key.

    `picked` follows every change of who is selected. Where `several` may be, somebody always is, at first the first.
    """

    typed = Signal(str)
    opened = Signal()
    deleted = Signal()
    picked = Signal()

    def __init__(self, context: Context, model: PeopleModel, *, several: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people, self._several = model, several
        self._kept, self._current, self._scrolled = NOBODY, -1, 0
        self.setModel(model)
        delegate = PeopleDelegate(context.theme, model, self)
        self.setItemDelegate(delegate)
        self._shape()
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setAccessibleName(translate("People", "People"))
        model.modelAboutToBeReset.connect(self._keep)
        model.answered.connect(self._answered)
        self.selectionModel().selectionChanged.connect(lambda: self.picked.emit())
        self.doubleClicked.connect(lambda: self.opened.emit())

    def chosen(self) -> Keys:
        """Return the keys of everybody selected, (n,) in the list's order."""
        found = self.selectionModel().selection()
        ranges = sorted((found.at(i).top(), found.at(i).bottom()) for i in range(found.count()))
        parts = [self._people.keys[top : bottom + 1] for top, bottom in ranges]
        return np.concatenate(parts) if parts else NOBODY

    def line(self) -> PersonRow | None:
        """Return the line of the one person who is selected; None for nobody or several, or before it was loaded."""
        if len(self.chosen()) != 1:
            return None
        found = self.selectionModel().selection().at(0).topLeft().data(PERSON_ROLE)
        return found if isinstance(found, PersonRow) else None

    def choose(self, key: int) -> bool:
        """Select a person and show where they are; False where they are not listed."""
        row = self._people.row_of(key)
        if row is None:
            return False
        where = self._people.index(row)
        self.selectionModel().setCurrentIndex(where, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(where)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open at Enter, remove at Delete, go to either end; let the table have the rest."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = event.key() == Qt.Key.Key_End
            self.setCurrentIndex(self._people.index(self._people.rowCount() - 1 if last else 0))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Search for what is typed here: Qt would look through the lines that happen to be loaded."""
        if search.strip():
            self.typed.emit(search)

    def updateGeometries(self) -> None:
        """Scroll by parts of a line."""
        super().updateGeometries()
        self.verticalScrollBar().setSingleStep(HEIGHT // _PART_OF_A_LINE)

    def _shape(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        for header in (rows, columns):
            header.hide()
        rows.setMinimumSectionSize(HEIGHT)
        rows.setDefaultSectionSize(HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setStretchLastSection(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)

    def _keep(self) -> None:
        self._kept = self.chosen()
        here = self.currentIndex().row()
        self._current = int(self._people.keys[here]) if here >= 0 else -1
        self._scrolled = self.verticalScrollBar().value()

    def _answered(self, other: bool) -> None:
        """Select again who was, as far as they are still listed."""
        if not other or not self._people.rowCount():
            self.picked.emit()
            return
        current = self._people.row_of(self._current)
        self.selectionModel().setCurrentIndex(
            self._people.index(current or 0), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        self.selectionModel().select(self._again(), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.verticalScrollBar().setValue(self._scrolled if current is not None else 0)
        self.picked.emit()

    def _again(self) -> QItemSelection:
        rows = np.flatnonzero(np.isin(self._people.keys, self._kept)) if len(self._kept) else np.empty(0, np.intp)
        found = QItemSelection()
        if not len(rows):
            if not self._several:
                return found
            rows = np.zeros(1, np.intp)
        for run in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
            found.select(self._people.index(int(run[0])), self._people.index(int(run[-1])))
        return found
