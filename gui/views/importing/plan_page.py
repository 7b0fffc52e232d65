"""What would be imported: the first rows with what their columns mean, how many people, and what is wrong."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from core.runtime.importing.desk import Looked
from core.runtime.importing.model import ImportField, ImportPlan, Meanings, Table
from core.runtime.importing.problems import RowProblem
from gui.context import Context
from gui.presenters.importing import Count, chosen, counts, field_names, hint, problems_title
from gui.text import translate
from gui.views.importing.counts import CountLine
from gui.views.importing.problem_table import ProblemTable
from gui.widgets.basic import column, frame, label, row

_SAMPLE = 3
_COLUMN, _ROW, _CHOICE, _SCROLLBAR = 172, 28, 46, 12


class PlanPage(QWidget):
    """`changed` says that another plan is needed, because a column means something else, or for the group."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._columns: tuple[str, ...] = ()
        self.meanings: Meanings = ()
        self.choices: list[QComboBox] = []
        self._build()

    @property
    def said(self) -> dict[str, ImportField]:
        """What every column means, by its header."""
        return dict(zip(self._columns, self.meanings, strict=True))

    def show_source(self, looked: Looked) -> None:
        """Show the first rows of a source, and what its columns are taken for."""
        table = looked.source.table
        self._columns, self.meanings = table.columns, looked.meanings
        self._fill(table)
        self.wait()

    def wait(self) -> None:
        """Show that a plan is being made."""
        self.busy.show()
        self._show((), (), "")

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what would be done."""
        self.busy.hide()
        self._show(counts(plan, translate), plan.problems, hint(plan, translate))

    def show_failure(self, text: str) -> None:
        """Say why no plan can be made."""
        self.busy.hide()
        self._show((), (), text)

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        self.sample = QTableWidget()
        self.sample.verticalHeader().hide()
        self.sample.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sample.setShowGrid(False)
        self.sample.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.sample.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.sample.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sample.setAccessibleName(translate("Import", "The first rows"))
        card = frame("card")
        column(space.s, 0, card).addWidget(self.sample)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.counts = CountLine(self._context.theme)
        self.note = label("", "muted", wrap=True)
        self.title = label("", "subtitle")
        self.problems = ProblemTable(self._context.theme)
        self._problem_card = frame("card")
        column(space.s, 0, self._problem_card).addWidget(self.problems)
        body = column(0, space.m, self)
        body.addWidget(card)
        body.addLayout(self._build_options())
        body.addWidget(self.busy)
        body.addWidget(self.counts)
        body.addWidget(self.note)
        body.addWidget(self.title)
        body.addWidget(self._problem_card, 1)
        self._spacer = QWidget()
        body.addWidget(self._spacer, 1)

    def _build_options(self) -> QHBoxLayout:
        self.group = QLineEdit()
        self.group.setMaxLength(100)
        self.group.setPlaceholderText(translate("Import", "Group for everybody, optional"))
        self.group.setAccessibleName(self.group.placeholderText())
        self.group.editingFinished.connect(self._regrouped)
        self._grouped = ""
        self.despite = QCheckBox(translate("Import", "Also enrol who &looks like somebody enrolled"))
        line = row(0, self._context.theme.tokens.scale.space.l)
        line.addWidget(self.group, 1)
        line.addWidget(self.despite)
        return line

    def _regrouped(self) -> None:
        if self.group.text().strip() != self._grouped:
            self._grouped = self.group.text().strip()
            self.changed.emit()

    def _fill(self, table: Table) -> None:
        sample = table.rows[:_SAMPLE]
        self.sample.clear()
        self.sample.setColumnCount(len(table.columns))
        self.sample.setRowCount(1 + len(sample))
        self.sample.setHorizontalHeaderLabels(list(table.columns))
        names = field_names(translate)
        self.choices = []
        for place, header in enumerate(table.columns):
            choice = QComboBox()
            for field, name in names:
                choice.addItem(name, field)
            choice.setCurrentIndex(choice.findData(self.meanings[place]))
            choice.setAccessibleName(translate("Import", "What “{column}” holds").format(column=header))
            choice.activated.connect(partial(self._chosen, place))
            self.choices.append(choice)
            self.sample.setCellWidget(0, place, choice)
            self.sample.setColumnWidth(place, _COLUMN)
            for number, line in enumerate(sample, 1):
                text = line.cells[place].replace("\n", "; ")
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.sample.setItem(number, place, item)
        self.sample.setRowHeight(0, _CHOICE)
        for number in range(1, 1 + len(sample)):
            self.sample.setRowHeight(number, _ROW)
        self.sample.horizontalHeader().setStretchLastSection(True)
        high = self.sample.horizontalHeader().sizeHint().height() + _CHOICE + _ROW * len(sample)
        self.sample.setFixedHeight(high + _SCROLLBAR)

    def _chosen(self, place: int, index: int) -> None:
        field = ImportField(self.choices[place].itemData(index))
        self.meanings = chosen(self.meanings, place, field)
        for choice, meaning in zip(self.choices, self.meanings, strict=True):
            choice.setCurrentIndex(choice.findData(meaning))
        self.changed.emit()

    def _show(self, shown: Sequence[Count], problems: Sequence[RowProblem], note: str) -> None:
        self.counts.show_counts(shown)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.problems.problems.show(problems)
        self.title.setText(problems_title(problems, translate))
        self.title.setVisible(bool(problems))
        self._problem_card.setVisible(bool(problems))
        self._spacer.setVisible(not problems)
