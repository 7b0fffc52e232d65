"""The problems of an import, as a table."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from core.runtime.importing.problems import RowProblem
from gui.presenters.importing import problem_text
from gui.text import translate
from gui.theme import Theme

_ROW, _NAME, _PROBLEM, _EFFECT = range(4)
_WIDTHS = {_ROW: 64, _NAME: 190, _EFFECT: 110}
_HEIGHT = 32


class ProblemModel(QAbstractTableModel):
    """A row for each problem, in the order of the file."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._problems: tuple[RowProblem, ...] = ()

    def show(self, problems: Sequence[RowProblem]) -> None:
        """Show these."""
        self.beginResetModel()
        self._problems = tuple(problems)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        """Return the number of problems."""
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        """Return the number of columns."""
        return 0 if parent.isValid() else len((_ROW, _NAME, _PROBLEM, _EFFECT))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            translate("Import", "Row"), translate("Import", "Name"), translate("Import", "Problem"),
            translate("Import", "Person"),
        )[section]  # fmt: skip

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says; what is too long is said in full by its tool tip."""
        problem = self._problems[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _EFFECT:
            colour = self._theme.tokens.colour
            return QColor(colour.bad if problem.keeps_out else colour.warn)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        match index.column():
            case 0:
                return str(problem.row)
            case 1:
                return problem.name
            case 2:
                return problem_text(problem, translate)
        return translate("Import", "left out") if problem.keeps_out else translate("Import", "taken")


class ProblemTable(QTableView):
    """Fills its width; the sentence takes what is left."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problems = ProblemModel(theme, self)
        self.setModel(self.problems)
        self.setAccessibleName(translate("Import", "Problems"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_HEIGHT)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(_PROBLEM, QHeaderView.ResizeMode.Stretch)
