"""Rows of a name and figures, whose number may change; the figures line up at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.theme import Theme
from gui.widgets.basic import label

_FIGURE_WIDTH = 62


class FigureTable(QWidget):
    """Labels in a grid, made once and filled again; `titles` stand over the figures."""

    def __init__(self, theme: Theme, titles: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = theme.tokens.scale.space
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space.m)
        self._grid.setVerticalSpacing(space.s)
        self._grid.setColumnStretch(0, 1)
        self._rows: list[list[QLabel]] = []
        for number, title in enumerate(titles):
            self._add(0, number + 1, label(title, "caption"))

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """What is written, row by row."""
        return [tuple(cell.text() for cell in row) for row in self._rows if row[0].isVisibleTo(self)]

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows and no others."""
        for number, texts in enumerate(rows):
            if number == len(self._rows):
                self._rows.append(self._new_row(number + 1, len(texts)))
            for cell, text in zip(self._rows[number], texts, strict=True):
                cell.setText(text)
        for number, row in enumerate(self._rows):
            for cell in row:
                cell.setVisible(number < len(rows))

    def _new_row(self, number: int, cells: int) -> list[QLabel]:
        made = [label("", "muted"), *(label("", "value") for _ in range(cells - 1))]
        for column, cell in enumerate(made):
            self._add(number, column, cell)
        return made

    def _add(self, row: int, column: int, cell: QLabel) -> None:
        if column:
            cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            cell.setMinimumWidth(_FIGURE_WIDTH)
        self._grid.addWidget(cell, row, column)
