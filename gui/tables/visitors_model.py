"""The visitors' book as a table."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from core.domain.ids import PersonId
from gui.presenters.visitors import Standing, VisitLine
from gui.tables.feed_model import Index
from gui.text import translate
from gui.theme import Theme

_ROW = 40
_TIMES = (4, 5, 6)
"""Columns that are never cut off."""


class VisitorsModel(QAbstractTableModel):
    """One visit a row."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[VisitLine, ...] = ()
        self._headings = (
            translate("Visitors", "Name"), translate("Visitors", "Company"), translate("Visitors", "Host"),
            translate("Visitors", "Purpose"), translate("Visitors", "Arrived"), translate("Visitors", "Now"),
            translate("Visitors", "Erased on"),
        )  # fmt: skip

    @property
    def lines(self) -> tuple[VisitLine, ...]:
        """What is shown, row by row."""
        return self._lines

    def show_lines(self, lines: Sequence[VisitLine]) -> None:
        """Show these visits and no others."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of visits."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a heading."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell, or its colour."""
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            visit = line.visit
            return (visit.name, visit.company, line.host, visit.purpose, line.arrived, line.state, line.erased)[
                index.column()
            ]
        if role == Qt.ItemDataRole.ForegroundRole:
            colour = self._theme.tokens.colour
            tints = {Standing.IN: colour.text, Standing.LEFT: colour.text_muted, Standing.OVER: colour.warn}
            return QColor(tints[line.standing])
        return None


class VisitorsTable(QTableView):
    """Shows the model; one row is selected at a time."""

    def __init__(self, model: VisitorsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(translate("Visitors", "Visitors"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in _TIMES:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def line(self) -> VisitLine | None:
        """Return the visit that is selected."""
        rows = self.selectionModel().selectedRows()
        return self._lines.lines[rows[0].row()] if rows else None

    def choose(self, person: PersonId | None) -> None:
        """Select somebody's visit, if it is shown."""
        for place, line in enumerate(self._lines.lines):
            if line.visit.person == person:
                self.selectRow(place)
