"""A report as a table on the screen."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont

from core.domain.reports import ColumnKind, Report
from core.runtime.attendance.words import TOTAL
from gui.printing.report import written
from gui.tables.feed_model import Index
from gui.text import translate

_FIGURES = (ColumnKind.MINUTES, ColumnKind.COUNT, ColumnKind.HOURS)


class ReportModel(QAbstractTableModel):
    """The rows of a report, and its sums as the last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._bold = QFont()
        self._bold.setBold(True)

    @property
    def report(self) -> Report | None:
        """What is shown."""
        return self._report

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows, sums included."""
        if parent.isValid() or self._report is None:
            return 0
        return len(self._report.rows) + (self._report.totals is not None)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return len(self._report.columns) if self._report is not None and not parent.isValid() else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell as people read it."""
        report = self._report
        if report is None or not index.isValid():
            return None
        kind = report.columns[index.column()].kind
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if kind in _FIGURES else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and index.row() == len(report.rows):
            return self._bold
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if index.row() < len(report.rows):
            return written(report.rows[index.row()][index.column()], kind)
        if index.column() == 0 and report.totals is not None:
            return translate("Reports", TOTAL)
        return written(report.totals[index.column()], kind) if report.totals is not None else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the heading of a column."""
        if self._report is None or orientation == Qt.Orientation.Vertical or section >= len(self._report.columns):
            return None
        column = self._report.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind in _FIGURES else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return column.heading if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None

    def show_report(self, report: Report) -> None:
        """Show another report."""
        self.beginResetModel()
        self._report = report
        self.endResetModel()
