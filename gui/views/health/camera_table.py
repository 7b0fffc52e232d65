"""Every camera with its state and figures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.icons import pixmap
from gui.presenters.health import CameraLine, camera_titles
from gui.text import translate
from gui.theme import Theme
from gui.tints import tint
from gui.widgets.basic import label

_NAME, _DOT, _STATE, _FIGURES = range(4)
_FIGURE_WIDTH, _NAME_WIDTH = 78, 150


class CameraTable(QWidget):
    """One row a camera, made anew only when there are more or fewer of them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        space = theme.tokens.scale.space
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space.s)
        self._grid.setVerticalSpacing(space.m)
        self._grid.setColumnStretch(_STATE, 1)
        self._rows: list[list[QLabel]] = []
        for number, title in enumerate((translate("Health", "Camera"), "", translate("Health", "State"))):
            self._grid.addWidget(label(title, "caption"), 0, number)
        for number, title in enumerate(camera_titles(translate)):
            self._add_figure(label(title, "caption"), 0, number)

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """What is written, row by row, without the signs."""
        return [tuple(cell.text() for cell in row if cell is not row[_DOT]) for row in self._rows]

    def show_cameras(self, lines: Sequence[CameraLine]) -> None:
        """Show these cameras and no others."""
        while len(self._rows) > len(lines):
            for cell in self._rows.pop():
                self._grid.removeWidget(cell)
                cell.hide()
                cell.deleteLater()
        for number, line in enumerate(lines):
            if number == len(self._rows):
                self._rows.append(self._new_row(number + 1))
            self._fill(self._rows[number], line)

    def _new_row(self, number: int) -> list[QLabel]:
        made = [label("", wrap=True), label(""), label("", "muted", wrap=True)]
        made[_NAME].setMinimumWidth(_NAME_WIDTH)
        for column, cell in enumerate(made):
            self._grid.addWidget(cell, number, column)
        for column in range(len(camera_titles(translate))):
            figure = label("", "value")
            self._add_figure(figure, number, column)
            made.append(figure)
        return made

    def _fill(self, row: list[QLabel], line: CameraLine) -> None:
        row[_NAME].setText(line.name)
        colour = tint(self._theme.tokens.colour, line.tone)
        row[_DOT].setPixmap(pixmap("dot", colour, 10, self.devicePixelRatioF()))
        row[_STATE].setText(line.reason or line.state)
        for cell, text in zip(row[_FIGURES:], line.figures, strict=True):
            cell.setText(text)

    def _add_figure(self, cell: QLabel, row: int, number: int) -> None:
        cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cell.setMinimumWidth(_FIGURE_WIDTH)
        self._grid.addWidget(cell, row, _FIGURES + number)
